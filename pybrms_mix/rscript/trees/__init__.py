"""Trees of R and of Python: walking, building, names, and what could not be ported."""
