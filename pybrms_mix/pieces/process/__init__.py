"""Gaussian processes, ``gp(x)``: reading them, and their values."""
