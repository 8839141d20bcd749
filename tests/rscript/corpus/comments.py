"""The Python of comments.R."""

# Title of the analysis

import numpy as np

# models

# About x:
# the first
# the second
x = np.array([1, 2])

# The end.
