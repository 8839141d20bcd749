"""The Python of help_pp_mixture.R."""

import numpy as np
import pandas as pd
import pybrms_mix as pm
from pybrms_mix import r
from pybrms_mix.rscript.random import RRandom

rng = RRandom(1)
dat = pd.DataFrame(
    {"y": np.concatenate([rng.rnorm(100), rng.rnorm(50, 2)]), "x": rng.rnorm(150)}
)
mix = pm.mixture("gaussian", nmix=2)
prior = (
    pm.prior("normal(0, 5)", class_="Intercept", nlpar="mu1")
    + pm.prior("normal(0, 5)", class_="Intercept", nlpar="mu2")
    + pm.prior("dirichlet(2, 2)", class_="theta")
)
fit1 = pm.brm(
    pm.bf("y ~ x"), data=dat, family=mix, prior=prior, chains=2, init=0, seed=1
)
print(pm.summary(fit1))
ppm = pm.pp_mixture(fit1)
r.structure(dat, {"y": "double", "x": "double"})
print(r.head(r.subset(ppm, ..., np.arange(1, 5), 1)))
print(r.head(r.subset(ppm, ..., "Estimate", 2)))
raw = pm.pp_mixture(fit1, newdata=r.subset(dat, np.arange(1, 11), ...), summary=False)
print(raw.shape)
print(raw[0, 1, 0])
