"""The Python of random_components.R."""

# Two classes of lines, as in a simulation study.

import numpy as np
import pandas as pd

from pybrms_mix.rscript.random import RRandom

rng = RRandom(7)
n = 200
theta = 0.4
z = rng.rbinom(n, 1, prob=theta) + 1
x = rng.rnorm(n)
mu = np.array([-1, 2])
sigma = np.array([0.5, 1])
y = rng.rnorm(n, mu[z - 1] + x, sigma[z - 1])
d = pd.DataFrame({"y": y, "x": x, "class": pd.Categorical(z)})
print(d["class"].value_counts().sort_index())
