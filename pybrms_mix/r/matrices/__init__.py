"""Functions of matrices, arrays and tables of counts."""
