"""The Python of vectors.R."""

import numpy as np
import pandas as pd

x = np.array([10.0, 20.0, 30.0, 40.0])
first = x[0]
some = x[1:3].copy()
picked = x[[0, 3]]
without = x[1:].copy()
but_third = np.delete(x, 2)
large = x[x > 15]
n = len(x)
last = x[n - 1]
x[1] = 25
named = pd.Series({"a": 1, "b": 2})
print(named["a"])
print(named["b"])
backwards = np.flip(np.sort(x))
highest = np.argmax(x) + 1
best = x[np.argmax(x)]
