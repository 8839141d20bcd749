"""The Python of tibbles.R."""

import numpy as np
from pybrms_mix import r

# of the column before
d = (
    r.tibble(x=[1, 2, 3])
    .pipe(r.mutate, y=lambda rows: rows["x"] ** 2)
    .pipe(r.mutate, z=lambda rows: rows["y"] - rows["x"])
)
