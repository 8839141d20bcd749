"""R's vectors, texts, dates, blocks, conditions, and functions that take functions."""
