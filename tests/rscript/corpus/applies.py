"""The Python of applies.R."""

import numpy as np

x = np.array([1, 4, 9])
roots = np.array([np.sqrt(each) for each in x])
shifted = np.array([v + 1 for v in x])
parts = [np.arange(1, 9 + i / 2, i) for i in range(1, 4)]
texts = [f"mu{i}" for i in range(1, 4)]
m = np.arange(1, 7).reshape(2, -1, order="F")
row_sums = np.sum(m, axis=1)
col_ranges = np.apply_along_axis(lambda v: np.max(v) - np.min(v), 0, m)
products = np.array([a * b for a, b in zip([1, 2], [3, 4])])
