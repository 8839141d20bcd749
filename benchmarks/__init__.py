"""Benchmarks of programs, calls and results: `python -m benchmarks`, or one of the scripts."""
