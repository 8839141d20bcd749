"""The Python of tibbles.R."""

import numpy as np
import pandas as pd

# of the column before
d = (
    pd.DataFrame({"x": [1, 2, 3]})
    .assign(y=lambda rows: rows["x"] ** 2)
    .assign(z=lambda rows: rows["y"] - rows["x"])
)
