"""The Python of matrices.R."""

import numpy as np

m = np.array([1, 2, 3, 4, 5, 6]).reshape(2, -1, order="F")
byrow = np.arange(1, 7).reshape(-1, 3)
print(m[0, 1])
print(m[:, 0])
print(m[1, :])
flat = m.ravel(order="F")
rows_ = m.ravel()
p = m @ m.T
print(m.shape)
