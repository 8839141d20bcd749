"""Translate R expressions into Python expressions."""
