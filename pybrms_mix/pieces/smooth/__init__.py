"""Smooth terms, ``s(x)``: reading them, and their coefficients."""
