"""The Python of logic.R."""

import numpy as np
import pandas as pd

x = np.array([3, 8, 1])
n = 4
big = (x > 2) & (x < 9)
small = ~big | (x == 1)
both = n > 3 and n <= 4
member = np.isin(x, [1, 3])
one = 3 in x
answer = "many" if n > 3 else "few"
where = np.flatnonzero(big) + 1
print(np.any(big))
print(np.all(pd.isna(x)))
