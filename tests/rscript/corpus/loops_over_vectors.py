"""The Python of loops_over_vectors.R."""

import numpy as np
from pybrms_mix import r

x = np.array([2, 4, 8])
out = np.zeros(3)
for i in range(1, len(x) + 1):
    out = r.with_subset(out, i, to=r.compute(x[i - 1], "/", r.total(x)))
print(out)
