"""Read and write R's data files, ``.rds`` and ``.RData``, and convert their values to Python."""
