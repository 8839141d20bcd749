"""The Python of random.R."""

import numpy as np
from pybrms_mix.rscript.random import RRandom

rng = RRandom(42)
u = rng.runif(5)
z = rng.rnorm(5, 10, 2)
k = rng.rbinom(5, 10, prob=0.3)
p = rng.rpois(5, 4)
e = rng.rexp(5, rate=2)
g = rng.rgamma(5, 2, rate=3)
t1 = rng.rt(5, 4)
l_ = rng.rlnorm(5, 0, 0.5)
b = rng.rbeta(5, 2, 3)
group = rng.sample(["a", "b"], 5, replace=True, prob=[0.3, 0.7])
order = rng.sample(10)
