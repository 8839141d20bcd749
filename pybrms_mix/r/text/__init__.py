"""Strings, regular expressions, numbers as text, and code as text."""
