"""Functions of vectors and factors."""
