"""The Python of not_ported_unknown.R."""

import pybrms_mix as pm
from pybrms_mix import r


def f(x, i):
    return r.subset(x, i)


def g(*rest, **more):
    return r.total(*r.items(r.dots(rest, more)))


k = 3
# not ported: the function reticulated() has no Python here
# m <- reticulated(1:8)
d = pm.load_data("faithful")
h = 1 if "a" == "a" else 2 if "a" == "b" else None
