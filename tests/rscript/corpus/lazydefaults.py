"""The Python of lazydefaults.R."""

from pybrms_mix import r

limit = 1


def clip(x, top=None):
    if top is None:
        top = limit
    if r.truth(r.compare(x, ">", top)):
        return top
    return x


limit = 2
print(clip(5))
