"""The line of links of a summary: facts of brms 2.18 for parameters of each kind."""

from __future__ import annotations

import numpy as np
import pytest

import pybrms_mix as pm

GAUSSIANS = "mixture(gaussian, gaussian)"
ALL_IDENTITY = (
    "mu1 = identity; sigma1 = identity; mu2 = identity; sigma2 = identity; "
    "theta1 = identity; theta2 = identity"
)
CASES = {
    "fixed proportions": ("bf(y ~ 1, theta1 = 0.3, theta2 = 0.7)", GAUSSIANS, ALL_IDENTITY),
    "predicted proportions": ("bf(y ~ 1, theta1 ~ x)", GAUSSIANS, ALL_IDENTITY),
    "a fixed sigma": ("bf(y ~ 1, sigma1 = 1)", GAUSSIANS, ALL_IDENTITY),
    "a non-linear sigma of a mixture": (
        "bf(y ~ x, nlf(sigma1 ~ a * x), a ~ 1)",
        GAUSSIANS,
        ALL_IDENTITY.replace("sigma1 = identity", "sigma1 = log"),
    ),
    "a non-linear mean": ("bf(y ~ 1, nlf(mu1 ~ a * x), a ~ 1)", GAUSSIANS, ALL_IDENTITY),
    "a non-linear sigma": (
        "bf(y ~ x) + nlf(sigma ~ a) + lf(a ~ 1)",
        "gaussian()",
        "mu = identity; sigma = log",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_the_links_are_those_that_brms_prints(case: str) -> None:
    formula, family, line = CASES[case]
    rng = np.random.default_rng(1)
    data = {"y": rng.normal(size=20), "x": rng.normal(size=20)}
    prior = pm.prior("normal(0, 1)", nlpar="a") if "a ~ 1" in formula else None
    fit = pm.brm(formula, data, family, prior, chains=0)
    assert f"  Links: {line} " in fit.summary().text().split("\n")
