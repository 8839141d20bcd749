"""The Python of meaning_parts.R."""

# Assignment into parts.

import numpy as np
import pandas as pd
from pybrms_mix import r

d = pd.DataFrame({"a": np.arange(1, 4), "b": ["u", "v", "w"]})
d = r.with_names(d, r.with_subset(list(d.columns), 2, to="z"))
d = r.with_element(d, "w", to=1)
d = r.with_element(d, "w", to=r.with_subset(d["w"], 1, to=2))
d = r.with_part(d, "a", r.with_subset(d["a"], r.compare(d["a"], ">", 1), to=0.5))
d = r.with_subset(d, 2, "z", to="new")
d = r.with_subset(d, 4, ..., to={"1": 9, "2": "q", "3": 9})
x = None
for i in range(1, 4):
    x = r.c(x, i**2)
whole = np.arange(1, 4).astype(float)
whole = r.with_subset(whole, 2, to=1.5)
long = 1
long = r.with_subset(long, 3, to=5)
out = None
for k in range(1, 3):
    out = r.rbind(out, r.data_frame(k=k, v=k * 10))
n = pd.Series({"a": 1, "b": 2})
n = r.with_element(n, "b", to=5)
n = r.with_subset(n, "c", to=7)
picked = r.subset(n, ["c", "a"])
without = r.subset(d, -1, ...)
second = r.element(d, 2)
l_ = []
l_ = r.with_element(l_, "one", to=1)
l_ = r.with_part(l_, "two", "b")
first = r.element(l_, "one")
how_many = r.length(l_)
copy_ = d.copy()
copy_["a"] = 0
untouched = d["a"].copy()
