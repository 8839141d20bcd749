"""The Python of meaning_text.R."""

# Text.

import numpy as np
from pybrms_mix import r

parts = r.c("b_mu1_x", "b_mu2_Intercept", np.nan)
second = r.split_at(parts, "_", 2)
gone = r.gsub("^b_", "", parts)
digits = r.extract(r.without_names(parts), "[0-9]+")
found = r.grepl("mu2", parts)
label = "n = 3 of 10.5"
labels = r.paste("y", np.arange(1, 4), sep="", collapse=", ")
shown = r.sprintf("%-4s|%5.2f|%03d", ["a", "bb"], [1.234, 10], 7)
signed = r.sprintf("%+.1f%%", 12.34)
upper = r.changed("abc", "upper")
pieces = r.split_text("a,b,c", ",")[0]
wide = r.formatted(3.14159, nsmall=2)
fixed = r.formatted(2, digits=3, form="f")
joined = r.paste(["x1", "x2"], collapse=" + ")
