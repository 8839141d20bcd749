"""Data frames: base R, dplyr, tidyr, forcats, data.table and plyr."""
