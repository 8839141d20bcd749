"""The Python of further_arguments.R."""

# What a function hands on through `...`.

import numpy as np
from pybrms_mix import r


def centred(x, *, na_rm):
    return r.compute(x, "-", r.mean(x, na_rm=na_rm))


a = centred(np.array([1, np.nan, 3]), na_rm=True)


def joined(x, *, sep):
    return r.paste(x, "b", sep=sep)


b = joined("a", sep="-")
b2 = r.sapply(["c", "d"], lambda x_: joined(x_, sep="+"))


def pick(x, how="first"):
    how = r.match_arg(how, ["first", "last"])
    if how == "first":
        return r.subset(x, 1)
    return r.subset(x, r.length(x))


p1 = pick(np.array([5, 6, 7]))
p2 = pick(np.array([5, 6, 7]), "last")


def total(x, y=None):
    if y is None:
        return r.total(x)
    return r.total(x) + y


t1 = total(np.array([1, 2]))
t2 = total(np.array([1, 2]), 10)
