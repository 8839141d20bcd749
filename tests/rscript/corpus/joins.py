"""The Python of joins.R."""

import numpy as np
import pandas as pd
from pybrms_mix import r

a = pd.DataFrame({"g": ["u", "v"], "x": [1, 2]})
b = pd.DataFrame({"g": ["v", "u"], "z": [3, 4]})
ab = r.join(a, b, "g", how="left")
both = r.rbind(a, r.data_frame(g="w", x=5))
wide = r.column_bound([(None, a), ("w", np.array([7, 8]))])
grid = r.expand_grid(x=[0, 1], g=["u", "v"])
complete = r.na_omit(both)
