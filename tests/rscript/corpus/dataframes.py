"""The Python of dataframes.R."""

import numpy as np
import pandas as pd
from pybrms_mix import r

d = pd.DataFrame(
    {"id": np.arange(1, 5), "y": [2.1, 3.4, 1.9, 5], "g": ["a", "b", "a", "b"]}
)
d["z"] = d["y"] * 2
d = r.with_part(d, "g", r.factor(d["g"]))
d = r.with_element(d, "w", to=d["z"] - 1)
print(len(d))
print(d.shape[1])
print(list(d.columns))
print(d.head(2))
print(r.subset(d, np.arange(1, 3), ...))
print(r.subset(d, r.compare(d["y"], ">", 2), ...))
print(d["y"])
print(r.subset(d, r.compare(d["g"], "==", "a"), ["id", "y"]))
print(r.element(d["y"], 3))
d = r.with_part(d, "y", r.with_subset(d["y"], 2, to=9))
d = r.with_subset(d, r.compare(d["y"], ">", 5), "y", to=5)
print(r.mean(d["y"]))
one = r.data_frame(x=0, z=0.5)
