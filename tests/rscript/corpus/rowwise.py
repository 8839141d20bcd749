"""The Python of rowwise.R."""

import numpy as np
import pandas as pd

d = pd.DataFrame({"a": [1, 5], "b": [4, 2]})
best = d.assign(
    top=lambda rows: rows.apply(lambda row: max(row["a"], row["b"]), axis=1),
    which_one=lambda rows: rows.apply(
        lambda row: np.argmax([row["a"], row["b"]]) + 1, axis=1
    ),
)
