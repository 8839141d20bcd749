"""The Python of random_components.R."""

# Two classes of lines, as in a simulation study.

import numpy as np
from pybrms_mix import r
from pybrms_mix.rscript.random import RRandom

rng = RRandom(7)
n = 200
theta = 0.4
z = rng.rbinom(n, 1, prob=theta) + 1
x = rng.rnorm(n)
mu = np.array([-1, 2])
sigma = np.array([0.5, 1])
y = rng.rnorm(n, r.subset(mu, z) + x, r.subset(sigma, z))
d = r.data_frame(**{"y": y, "x": x, "class": r.factor(z)})
print(r.table(d["class"]))
