"""The foundations that every other room may use: errors, bounds, lazy imports, workers."""
