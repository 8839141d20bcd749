"""The Python of closures.R."""

# Functions of several statements without a name.

import numpy as np
import pandas as pd
from pybrms_mix import r

xs = np.array([3, 1, 2])


def each(k):
    total = 0
    for i in r.span(1, k):
        total = total + r.subset(xs, i)
    return total


sums = r.sapply(np.arange(1, 4), each)


def each_2(s):
    v = xs * r.nchar(s)
    return r.data_frame(name=s, mean=r.mean(v), sd=r.sd(v))


rows_ = r.rbind_all([each_2(s) for s in ["a", "b"]])


def each_3(i):

    def each_4(j):
        a = i * j
        return a + 1

    inner = r.sapply(np.arange(1, 4), each_4)
    return r.total(inner)


nested = r.sapply(np.arange(1, 3), each_3)


# Arguments behind the function, defaults, and a function that is called at once.
def each_5(x, by, plus=1):
    y = x * by
    return r.compute(y, "+", plus)


scaled = r.sapply(xs, lambda x_: each_5(x_, by=10))


def each_6(k):
    return k**2


direct = each_6(4)


def each_7(v):
    return r.compute(v, "/", r.total(v))


piped = each_7(xs)


def each_8():
    a = 2
    return a * 3


draws = r.replicate(3, each_8)


# Operators, and functions that take functions.
def notin_(x, y):
    return ~r.is_in(x, y)


out = notin_(np.array([1, 5]), xs)


def twice(f, x):
    return f(f(x))


four = twice(lambda v: v + 2, 0)
# Values of blocks.
if len(xs) > 2:
    n = len(xs)
    size = n * 10
else:
    size = 0
nothing = "never" if size < 0 else None
first = "a"
label = f"{first}b"
d = pd.DataFrame({"g": [1, 2]})


def each_9(g):
    z = g + 1
    return z / 2


d = r.with_part(d, "m", r.sapply(d["g"], each_9))
