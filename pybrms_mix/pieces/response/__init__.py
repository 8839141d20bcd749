"""The response, its addition terms and its missing values."""
