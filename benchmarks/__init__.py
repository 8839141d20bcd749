"""How fast programs, calls and results are: `python -m benchmarks`, or one of the scripts."""
