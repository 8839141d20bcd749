"""The Python of copies.R."""

# R copies what it assigns and what it hands to functions.

import copy
import numpy as np
import pandas as pd

x = np.array([1.0, 2.0, 3.0])
y = x.copy()
part = x[1:3].copy()
x[1] = 20


def zeroed(v):
    v = copy.deepcopy(v)
    v[0] = 0
    return v


z = zeroed(x)
d = pd.DataFrame({"a": [1, 2]})
e = d.copy()
d.loc[d.index[0], "a"] = 9
col = d["a"].copy()
d["a"] = d["a"] + 1
