"""The Python of meaning_missing.R."""

# What is missing stays missing.

import numpy as np
from pybrms_mix import r

x = np.array([1, np.nan, 3])
flag = r.ifelse(r.compare(x, ">", 2), 1, 0)
words = r.ifelse(r.is_na(x), "gone", "there")
number = r.as_numeric(r.compare(x, ">", 2))
d = r.data_frame(x=x, s=r.c("a", np.nan, "c"))
kept = r.subset(d, r.compare(d["x"], ">", 2), ...)
fewer = r.subset_rows(d, lambda rows: r.compare(rows["x"], ">", 2))
total = r.total(r.compare(d["x"], ">", 2))
some = r.total(r.compare(d["x"], ">", 2), na_rm=True)
middle = r.mean(d["x"])
known = r.mean(d["x"], na_rm=True)
negated = ~r.compare(x, ">", 2)
both = r.compare(x, ">", 2) & np.array([True, False, True])
inside = r.is_in(d["s"], r.c("a", np.nan))
where = r.which(r.compare(x, ">", 2))
d = r.with_part(d, "x", r.with_subset(d["x"], r.is_na(d["x"]), to=0))
filled = d["x"].copy()
