"""Pieces of ordinal components: categories, thresholds and their effects."""
