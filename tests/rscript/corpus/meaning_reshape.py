"""The Python of meaning_reshape.R."""

# Longer and wider.

import numpy as np
import pandas as pd
import pybrms_mix as pm
from pybrms_mix import r

d = pd.DataFrame({"id": np.arange(1, 3), "x_a": [1, 2], "x_b": [3, 4]})
long = r.pivot_longer(d, cols=r.starts_with("x_"), names_to="part", values_to="val")
split = r.separate(long, "part", ["what", "letter"], sep="_")
wide = r.select(split, "id", "letter", "val").pipe(
    r.pivot_wider, names_from="letter", values_from="val"
)
old = r.gather(d, "var", "val", r.left_out("id"))
back = r.spread(old, "var", "val")
joined = r.join(
    pd.DataFrame({"k": ["a", "b"]}), r.data_frame(k="b", v=1), "k", how="left"
)
sorted_ = r.arrange(old, lambda rows: r.desc(rows["val"]), "var")
few = r.filter_(
    old,
    lambda rows: r.compare(rows["val"], ">", 1),
    lambda rows: r.compare(rows["var"], "!=", "x_b"),
).pipe(r.select, r.left_out("id"))
n_each = r.count(old, "var")
first = r.group_by(old, "var").pipe(r.slice_rows, lambda rows: 1).pipe(r.ungroup)
unique_vars = r.distinct(old, "var")
cars = (
    pm.load_data("mtcars")
    .pipe(r.filter_, lambda rows: r.compare(rows["cyl"], "==", 4))
    .pipe(r.summarise, m=lambda rows: r.mean(rows["mpg"]), n=len)
)
petal = r.aggregate(
    pm.load_data("iris"), ["Species"], r.median, values=["Petal.Length"]
)
