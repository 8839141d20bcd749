"""The Python of arithmetic.R."""

import numpy as np
from pybrms_mix import r

x = np.array([1, 2, 3])
y = 2 * x**2 - x / 3 + 7 % 4 - 7 // 2
z = -1 * x[0] + (y[1] - 1) * 2
m = np.sqrt(r.mean(x) ** 2 + r.sd(x) ** 2)
total = r.total(x, y)
largest = max(3, 4)
rounded = r.rounded(y, 2)
up = np.exp(np.log(x)) + np.log(8) / np.log(2) + np.abs(-1)
