"""Bases of smooth functions: thin plates, splines, levels of factors, tensor products."""
