"""Tests, linear models, marginal means and series."""
