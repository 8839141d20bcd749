"""Priors: the rows of the prior table, and the statements of the program that follow from them."""
