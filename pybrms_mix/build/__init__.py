"""The model of a formula, a family and data."""
