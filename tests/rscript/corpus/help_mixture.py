"""The Python of help_mixture.R."""

# As the help page of mixture() has it, written anew.

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pybrms_mix as pm
from pybrms_mix.rscript.random import RRandom

## two normal components, simulated
rng = RRandom(1234)
dat = pd.DataFrame(
    {
        "y": np.concatenate([rng.rnorm(200), rng.rnorm(100, 6)]),
        "x": rng.rnorm(300),
        "z": rng.sample(np.arange(0, 2), 300, replace=True),
    }
)

## a simple normal mixture
mix = pm.mixture("gaussian", "gaussian")
prior = pm.prior("normal(0, 7)", class_="Intercept", dpar="mu1") + pm.prior(
    "normal(5, 7)", class_="Intercept", dpar="mu2"
)
fit1 = pm.brm(
    pm.bf("y ~ x + z"), data=dat, family=mix, prior=prior, chains=2, seed=1234
)
print(pm.summary(fit1))
pm.pp_check(fit1, seed=1235)
plt.show()

## other predictors for each component
fit2 = pm.brm(
    pm.bf("y ~ 1", "mu1 ~ x", "mu2 ~ z"),
    data=dat,
    family=mix,
    prior=prior,
    chains=2,
    seed=1236,
)
print(pm.summary(fit2))

## mixing proportions fixed
fit3 = pm.brm(
    pm.bf("y ~ x + z", theta1=1, theta2=2),
    data=dat,
    family=mix,
    prior=prior,
    chains=2,
    init=0,
    seed=1237,
)

## mixing proportions predicted
fit4 = pm.brm(
    pm.bf("y ~ x + z", "theta2 ~ x"),
    data=dat,
    family=mix,
    prior=prior,
    chains=2,
    init=0,
    seed=1238,
)
print(pm.summary(fit4))

## compare
print(pm.loo(fit1, fit2, fit3, fit4))
