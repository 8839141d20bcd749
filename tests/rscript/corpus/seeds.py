"""The Python of seeds.R."""

import numpy as np
import pandas as pd
import pybrms_mix as pm
from pybrms_mix import r
from pybrms_mix.rscript.random import RRandom

d = pd.DataFrame({"y": [1.1, 1.9, 0.7, 6.2, 5.5]})
seed = 3
fit = pm.brm("y ~ 1", data=d, family=pm.mixture("gaussian", "gaussian"), seed=seed)
one = pm.posterior_predict(fit, ndraws=1, seed=seed + 1)
two = pm.posterior_predict(fit, ndraws=1, seed=seed + 2)
rng = RRandom(4)
three = r.subset(pm.posterior_predict(fit, ndraws=1, seed=4), 1, ...) + rng.rnorm(5)
# set.seed(5): nothing after it draws random numbers
