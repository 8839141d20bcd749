"""Fits and criteria in files."""
