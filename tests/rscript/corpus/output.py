"""The Python of output.R."""

import numpy as np
from pybrms_mix import r

x = np.array([1.5, 2.5])
print(x)
print(x)
r.cat("mean:", r.mean(x), "\n")
print("no line end", end="")
print("a", "b", sep=", ", end="")
r.message("done")
label = f"n = {len(x)}"
sentence = r.paste("the mean is", r.mean(x))
names_of = r.paste("mu", np.arange(1, 4), sep="")
