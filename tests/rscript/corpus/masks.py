"""The Python of masks.R."""

import numpy as np
import pandas as pd

limit = 2
d = pd.DataFrame({"x": [1, 2, 3]})
above = d[d["x"] > limit]
e = pd.read_csv("more.csv")
e = e.assign(far=e["x"] > (e["limit"] if "limit" in e else limit))
print(d["x"].sum())
