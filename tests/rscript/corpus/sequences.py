"""The Python of sequences.R."""

import numpy as np

i = np.arange(1, 11)
down = np.arange(5, 0, -1)
n = 6
to_n = np.arange(1, n + 1)
s = np.arange(0, 1.125, 0.25)
even = np.arange(2, 11, 2)
grid = np.linspace(-2, 2, 50)
k = np.arange(1, n + 1)
along = np.arange(1, len(s) + 1)
r_ = np.tile(["a", "b"], 3)
e = np.repeat([1, 2], 2)
same = np.repeat(0, 5)
