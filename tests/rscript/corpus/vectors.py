"""The Python of vectors.R."""

import numpy as np
import pandas as pd
from pybrms_mix import r

x = np.array([10.0, 20.0, 30.0, 40.0])
first = x[0]
some = r.subset(x, np.arange(2, 4))
picked = r.subset(x, [1, 4])
without = r.subset(x, -1)
but_third = r.subset(x, -3)
large = r.subset(x, r.compare(x, ">", 15))
n = len(x)
last = r.subset(x, n)
x = r.with_subset(x, 2, to=25)
named = pd.Series({"a": 1, "b": 2})
print(named["a"])
print(r.subset(named, "b"))
backwards = r.rev(r.sort(x))
highest = r.which_max(x)
best = r.subset(x, r.which_max(x))
