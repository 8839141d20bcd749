"""The Python of matrices.R."""

import numpy as np
from pybrms_mix import r

m = r.matrix([1, 2, 3, 4, 5, 6], 2)
byrow = r.matrix(np.arange(1, 7), ncol=3, byrow=True)
print(m[0, 1])
print(m[:, 0])
print(m[1, :])
flat = m.ravel(order="F")
rows_ = m.ravel()
p = r.product(m, m.T)
print(m.shape)
