"""The values of R in Python: vectors, factors, lists, matrices and data frames with their names."""
