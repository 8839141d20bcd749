"""R's ``[``, ``[[`` and ``$``, and the assignment to parts of values."""
