"""The Python of joins.R."""

import numpy as np
import pandas as pd

a = pd.DataFrame({"g": ["u", "v"], "x": [1, 2]})
b = pd.DataFrame({"g": ["v", "u"], "z": [3, 4]})
ab = a.merge(b, on="g", how="left")
both = pd.concat([a, pd.DataFrame({"g": ["w"], "x": [5]})], ignore_index=True)
wide = a.assign(w=[7, 8])
grid = pd.MultiIndex.from_product(
    [["u", "v"], np.array([0, 1])], names=["g", "x"]
).to_frame(index=False)[["x", "g"]]
complete = both.dropna()
