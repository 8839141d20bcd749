"""The Python of masks.R."""

import numpy as np
import pandas as pd
from pybrms_mix import r
from pybrms_mix.rscript.data_files import read_csv

limit = 2
d = pd.DataFrame({"x": [1, 2, 3]})
above = r.filter_(d, lambda rows: r.compare(rows["x"], ">", limit))
e = read_csv("more.csv")
e = r.mutate(e, far=lambda rows: r.compare(rows["x"], ">", rows.get("limit", limit)))
print(r.total(d["x"]))
