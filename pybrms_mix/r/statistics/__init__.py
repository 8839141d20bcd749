"""Tests, densities, smooth curves and distributions."""
