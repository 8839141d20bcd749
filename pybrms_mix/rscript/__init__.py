"""R scripts: read, written as Python, run, and their random numbers."""
