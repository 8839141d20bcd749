"""The Python of custom_families.R."""

# a beta-binomial family, as in the vignette of brms

import numpy as np
import pybrms_mix as pm
from pybrms_mix import r
from pybrms_mix.rscript.random import RRandom
from scipy import special

rng = RRandom()
beta_binomial2 = pm.custom_family(
    "beta_binomial2",
    dpars=["mu", "phi"],
    links=["logit", "log"],
    lb=[0, 0],
    ub=[1, np.nan],
    type="int",
    vars="vint1[n]",
)
stan_funs = "\n  real beta_binomial2_lpmf(int y, real mu, real phi, int T) {\n    return beta_binomial_lpmf(y | T, mu * phi, (1 - mu) * phi);\n  }\n"
stanvars = pm.stanvar(scode=r.stan_code(stan_funs), block="functions")
# the syntax of Stan 2.21: arrays behind the names, upper and fabs()
# the Stan code was converted to Stan's current syntax
more = pm.stanvar(
    scode="real far(array[] real x, real upper_) { array[2] real y; y[1] = abs(x[1]); return y[1] - upper_; }",
    block="functions",
)
# numbers of R are doubles unless they are written as integers
three = 3
numbers = (
    pm.stanvar(float(2), name="two")
    + pm.stanvar(1, name="one")
    + pm.stanvar(float(three), name="three")
)


def log_lik_beta_binomial2(i, prep):
    mu = r.get_dpar(prep, "mu", i=i)
    phi = r.get_dpar(prep, "phi", i=i)
    trials = r.subset(r.part(r.part(prep, "data"), "vint1"), i)
    y = r.subset(r.part(r.part(prep, "data"), "Y"), i)
    return (
        -np.log1p(trials)
        - special.betaln(trials - y + 1, y + 1)
        + special.betaln(y + mu * phi, trials - y + (1 - mu) * phi)
        - special.betaln(mu * phi, (1 - mu) * phi)
    )


r.family_function("log_lik_beta_binomial2", log_lik_beta_binomial2)


def posterior_predict_beta_binomial2(i, prep):
    mu = r.subset(r.part(r.part(prep, "dpars"), "mu"), ..., i)
    phi = r.part(r.part(prep, "dpars"), "phi")
    p = rng.rbeta(r.length(mu), mu * phi, (1 - mu) * phi)
    return rng.rbinom(
        r.length(mu), r.subset(r.part(r.part(prep, "data"), "vint1"), i), prob=p
    )


r.family_function("posterior_predict_beta_binomial2", posterior_predict_beta_binomial2)


def posterior_epred_beta_binomial2(prep):
    mu = r.part(r.part(prep, "dpars"), "mu")
    trials = r.part(r.part(prep, "data"), "vint1")
    trials = r.matrix(trials, r.nrow(mu), mu.shape[1], byrow=True)
    return r.compute(mu, "*", trials)


r.family_function("posterior_epred_beta_binomial2", posterior_epred_beta_binomial2)


# a function that is given in the call
def twice(prep):
    return 2 * r.part(r.part(prep, "dpars"), "mu")


doubled = pm.custom_family("doubled", posterior_epred=r.all_rows(twice))


# a function with other parameters is none of a family
def log_lik_of(x):
    return 2 * x
