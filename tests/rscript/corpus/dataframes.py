"""The Python of dataframes.R."""

import numpy as np
import pandas as pd

d = pd.DataFrame(
    {"id": np.arange(1, 5), "y": [2.1, 3.4, 1.9, 5], "g": ["a", "b", "a", "b"]}
)
d["z"] = d["y"] * 2
d["g"] = pd.Categorical(d["g"])
d["w"] = d["z"] - 1
print(len(d))
print(d.shape[1])
print(list(d.columns))
print(d.head(2))
print(d.iloc[:2])
print(d[d["y"] > 2])
print(d["y"])
print(d.loc[d["g"] == "a", ["id", "y"]])
print(d["y"].iloc[2])
d.loc[d.index[1], "y"] = 9
d.loc[d["y"] > 5, "y"] = 5
print(d["y"].mean())
one = pd.DataFrame({"x": [0], "z": [0.5]})
