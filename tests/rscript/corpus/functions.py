"""The Python of functions.R."""

# A helper with defaults.

from pybrms_mix import r


def square(x, power=2):
    # the whole of it
    return r.compute(x, "^", power)


half = 0.5


def scaled(x, by=half, shift=None):
    if shift is None:
        shift = by * 2
    if r.truth(r.compare(by, "==", 0)):
        raise ValueError("'by' must not be zero")
    out = r.compute(r.compute(x, "*", by), "+", shift)
    return out  # as in R


print(square(3))
print(scaled(4, by=0.25))
