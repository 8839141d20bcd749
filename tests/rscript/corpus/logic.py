"""The Python of logic.R."""

import numpy as np
from pybrms_mix import r

x = np.array([3, 8, 1])
n = 4
big = r.compare(x, ">", 2) & r.compare(x, "<", 9)
small = ~big | r.compare(x, "==", 1)
both = n > 3 and n <= 4
member = r.is_in(x, [1, 3])
one = r.is_in(3, x)
answer = "many" if n > 3 else "few"
where = r.which(big)
print(r.any_(big))
print(r.all_(r.is_na(x)))
