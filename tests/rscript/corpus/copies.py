"""The Python of copies.R."""

# R copies what it assigns and what it hands to functions.

import copy

import numpy as np
import pandas as pd
from pybrms_mix import r

x = np.array([1.0, 2.0, 3.0])
y = x.copy()
part = r.subset(x, np.arange(2, 4))
x = r.with_subset(x, 2, to=20)


def zeroed(v):
    v = copy.deepcopy(v)
    return r.with_subset(v, 1, to=0)


z = zeroed(x)
d = pd.DataFrame({"a": [1, 2]})
e = d.copy()
d = r.with_part(d, "a", r.with_subset(d["a"], 1, to=9))
col = d["a"].copy()
d["a"] = d["a"] + 1
