"""The foundations of all other subpackages: errors, bounds, lazy imports, workers."""
