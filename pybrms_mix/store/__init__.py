"""Store fits and criteria in files."""
