"""Translate R statements into Python statements."""
