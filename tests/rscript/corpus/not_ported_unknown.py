"""The Python of not_ported_unknown.R."""

import pybrms_mix as pm
from pybrms_mix import r


def f(x, i):
    return r.subset(x, i)


# not ported: it is not known which arguments '...' stands for here
# g <- function(...) sum(...)
# not ported: '<<-' changes variables from within functions
# k <<- 3
# not ported: the function reticulated() has no Python here
# m <- reticulated(1:8)
d = pm.load_data("faithful")
h = 1 if "a" == "a" else 2 if "a" == "b" else None
