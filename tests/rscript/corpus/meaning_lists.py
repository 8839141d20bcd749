"""The Python of meaning_lists.R."""

# Lists, and functions of functions.

import numpy as np
import pandas as pd
from pybrms_mix import r

total = r.reduce(lambda x_, y_: r.compute(x_, "+", y_), np.arange(1, 5))
squares = r.sapply(np.arange(1, 4), lambda i: i**2)
named = r.sapply(["a", "bb"], r.nchar)
frames = [r.data_frame(k=k) for k in range(1, 3)]
stacked = r.rbind_all(frames)
big = r.kept(lambda v: r.compare(v, ">", 2), [1, 3, 5])
sums = r.mapply(lambda a, b: r.compute(a, "+", b), np.arange(1, 4), np.arange(4, 7))
means = r.tapply([1, 2, 3], ["u", "v", "u"], r.mean)
d = pd.DataFrame({"g": ["u", "v", "u"], "y": [1, 2, 4]})
agg = r.aggregate(d, ["g"], r.mean, values=["y"])
merged = r.merge(d, pd.DataFrame({"g": ["v", "u"], "w": [10, 20]}))
value_a = 1
value_b = 2
got = None
for nm in ["a", "b"]:
    got = r.c(got, {"value_a": value_a, "value_b": value_b}[f"value_{nm}"])
safe = r.attempt(lambda: r.stop("no"), lambda e: -1)
which_one = "b"
chosen = 1 if which_one == "a" else 2 if which_one == "b" else 3
there = True
seconds = r.sapply(
    [np.array([1, 2]), np.array([3, 4])], lambda v: r.subset(v, 2), use_names="own"
)
rows_ = r.apply(r.matrix(np.arange(1, 7), 2), 1, r.total)


def add(x, y=2):
    return r.compute(x, "+", y)


five = add(3)
piped = r.subset_rows(d, lambda rows: r.compare(rows["y"], ">", 1))
