"""Plots of a fit, and the tables from which they are drawn."""
