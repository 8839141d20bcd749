"""The Python of recoding.R."""

import numpy as np
from pybrms_mix import r
from pybrms_mix.rscript.data_files import read_csv

d = read_csv("patients.csv")
d["adult"] = r.ifelse(r.compare(d["age"], ">=", 18), "yes", "no")
d = r.mutate(
    d,
    size=lambda rows: r.case_when(
        (r.compare(rows["weight"], "<", 50), "small"),
        (r.compare(rows["weight"], "<", 80), "medium"),
        (True, "large"),
    ),
    weight=lambda rows: r.as_numeric(rows["weight"]),
)
d = r.with_part(d, "arm", r.factor(d["arm"], [0, 1], ["control", "treated"]))
d = r.subset_rows(
    d, lambda rows: r.compare(rows["age"], ">", 30), select=["age", "arm"]
)
d = r.with_part(d, "age", None)
