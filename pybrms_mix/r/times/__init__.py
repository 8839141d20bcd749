"""Dates, points in time, and the differences between them."""
