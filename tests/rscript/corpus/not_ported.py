"""The Python of not_ported.R."""

import numpy as np
from pybrms_mix import r

# without lavaan: a note stands where a function of it is used and not available
# without options(mc.cores): it is a setting of R
x = np.array([1, 2])  # kept
# not ported: the function cfa() has no Python here
# fit <- cfa("f =~ x1 + x2", # an argument
#            data = d)
y = r.mean(x)
print(r.summary(fit))
