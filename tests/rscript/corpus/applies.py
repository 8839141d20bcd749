"""The Python of applies.R."""

import numpy as np
from pybrms_mix import r

x = np.array([1, 4, 9])
roots = r.sapply(x, np.sqrt)
shifted = r.sapply(x, lambda v: v + 1)
parts = [r.seq(start=1, to=9, by=i) for i in range(1, 4)]
texts = r.vapply(np.arange(1, 4), lambda i: r.paste("mu", i, sep=""), r.rep("", 1))
m = r.matrix(np.arange(1, 7), 2)
row_sums = r.apply(m, 1, r.total)
col_ranges = r.apply(m, 2, lambda v: r.largest(v) - r.smallest(v))
products = r.mapply(lambda a, b: r.compute(a, "*", b), [1, 2], [3, 4])
