"""The Python of recoding.R."""

import numpy as np
import pandas as pd

d = pd.read_csv("patients.csv")
d["adult"] = np.where(d["age"] >= 18, "yes", "no")
d = d.assign(
    size=np.select(
        [d["weight"] < 50, d["weight"] < 80], ["small", "medium"], default="large"
    ),
    weight=d["weight"].astype(float),
)
d["arm"] = pd.Categorical(d["arm"], categories=[0, 1]).rename_categories(
    ["control", "treated"]
)
d = d.loc[d["age"] > 30, ["age", "arm"]].copy()
del d["age"]
