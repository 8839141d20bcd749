"""R's data files, ``.rds`` and ``.RData``: their bytes, their values, and these in Python."""
