"""Monotonic effects, ``mo(x)``: terms, steps, coefficients and simplexes."""
