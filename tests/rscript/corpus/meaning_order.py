"""The Python of meaning_order.R."""

# The order in which columns are computed.

import numpy as np
import pandas as pd
from pybrms_mix import r

d = pd.DataFrame({"x": [7, 1]})
m = r.mutate(d, ("x", lambda rows: rows["x"] * 2), ("x", lambda rows: rows["x"] + 1))
s = r.summarise(d, x=lambda rows: r.mean(rows["x"]), s=lambda rows: r.total(rows["x"]))
tr = r.transform(d, x=lambda rows: rows["x"] * 2, y=lambda rows: rows["x"] + 1)
k = pd.DataFrame({"g": ["b", "A", "a", "b"], "v": [1, np.nan, 3, 4]})
by_g = r.group_by(k, "g").pipe(
    r.summarise,
    m=lambda rows: r.mean(rows["v"]),
    n=len,
    lo=lambda rows: r.smallest(rows["v"]),
    groups="drop",
)
rel = (
    r.group_by(k, "g")
    .pipe(
        r.mutate,
        share=lambda rows: rows["v"] / r.total(rows["v"]),
        r=lambda rows: np.arange(1, len(rows) + 1),
    )
    .pipe(r.ungroup)
)
w = r.summarise(
    k, r.across("v", functions={"m": lambda x: r.mean(x, na_rm=True), "s": r.sd})
)
