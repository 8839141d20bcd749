"""The Python of rowwise.R."""

import numpy as np
import pandas as pd
from pybrms_mix import r

d = pd.DataFrame({"a": [1, 5], "b": [4, 2]})
best = (
    r.rowwise(d)
    .pipe(
        r.mutate,
        top=lambda rows: r.largest(rows["a"], rows["b"]),
        which_one=lambda rows: r.which_max(r.c(rows["a"], rows["b"])),
    )
    .pipe(r.ungroup)
)
