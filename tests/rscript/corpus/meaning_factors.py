"""The Python of meaning_factors.R."""

# Factors: their levels, and what becomes of them.

import numpy as np
from pybrms_mix import r

grid = r.expand_grid(cond=["pre", "post"], x=np.arange(1, 3))
grid_levels = r.levels(grid["cond"])
f = r.factor(["b", "A", "a"])
f_levels = r.levels(f)
f_numbers = r.as_numeric(f)
g = r.factor([10, 20, 10])
g_positions = r.as_integer(g)
g_values = r.as_numeric(r.as_character(g))
f = r.with_levels(f, r.with_subset(r.levels(f), 2, to="Z"))
renamed = r.levels(f)
h = r.relevel(r.factor(["x", "y", "x"]), "y")
h_levels = r.levels(h)
same = r.compare(g, "==", "10")
counts = r.as_vector(r.table(["b", "A", "b"]))
cuts = r.cut([1, 5, 9], [0, 5, 10])
cut_levels = r.levels(cuts)
