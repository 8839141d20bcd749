"""Data frames: made, bound, joined and summarised."""
