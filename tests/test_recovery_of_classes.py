"""Classes of several responses are found again in simulated data."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm

ITEMS = [f"u{i}" for i in range(1, 7)]
SHARES = np.array(
    [
        [0.9, 0.85, 0.8, 0.2, 0.15, 0.1],
        [0.1, 0.2, 0.15, 0.85, 0.9, 0.8],
        [0.9, 0.1, 0.85, 0.9, 0.1, 0.15],
    ]
)


@pytest.mark.slow
def test_classes_of_six_binary_items_and_the_covariate_of_the_classes_are_found():
    rng = np.random.default_rng(1)
    x = rng.normal(size=400)
    odds = np.exp(np.stack([0 * x, 0.3 + x, -0.5 - x], axis=1))
    edges = (odds / odds.sum(axis=1, keepdims=True)).cumsum(axis=1)
    z = (rng.random(400)[:, None] > edges).sum(axis=1)
    data = pd.DataFrame((rng.random((400, 6)) < SHARES[z]).astype(float), columns=ITEMS)
    data = data.assign(x=x)
    data.loc[::17, "u3"] = np.nan
    formula = pm.bf(f"mvbind({', '.join(ITEMS)}) ~ 1") + pm.lf("theta2 ~ x") + pm.lf("theta3 ~ x")
    fit = pm.brm(
        formula, data, pm.mixture("bernoulli", nmix=3, class_="type"),
        prior="prior(normal(0, 1.5), class = Intercept)", chains=2, iter=400, seed=1, silent=2,
    )  # fmt: skip
    means = np.array(
        [[fit.posterior_epred(resp=u, dpar=f"mu{k}").mean() for u in ITEMS] for k in (1, 2, 3)]
    )
    # The labels of the classes are arbitrary: each one is the nearest of the true classes.
    true = np.abs(means[:, None] - SHARES).mean(axis=2).argmin(axis=1)
    assert sorted(true) == [0, 1, 2]
    assert np.abs(means - SHARES[true]).max() < 0.15
    found = true[fit.classify()["component"].to_numpy() - 1]
    assert (found == z).mean() > 0.85
    assert float(fit.rhat().max()) < 1.1
    theta = fit.posterior_epred(resp="u1", dpar="theta").mean(axis=0)
    want = (odds / odds.sum(axis=1, keepdims=True))[:, true]
    assert np.abs(theta - want).mean() < 0.06


@pytest.mark.slow
def test_a_growth_mixture_of_two_outcomes_is_found():
    rng = np.random.default_rng(2)
    z, t = rng.integers(0, 2, 80), np.tile(np.arange(5) / 4, 80)
    person = np.repeat(np.arange(80), 5)
    y = np.where(z[person] == 0, 1 + 0.2 * t, 1.4 + 2 * t) + rng.normal(0, 0.6, 400)
    n = rng.poisson(np.exp(np.where(z[person] == 0, 0.8 + 0.6 * t, 0.8 - 0.6 * t)))
    data = pd.DataFrame({"y": y, "n": n, "t": t, "id": person})
    options = {"nmix": 2, "class_": "course", "gr": "id"}
    formula = pm.bf("y ~ t", family=pm.mixture("gaussian", order="t", **options)) + pm.bf(
        "n ~ t", family=pm.mixture("poisson", **options)
    )
    fit = pm.brm(formula, data, chains=2, iter=400, seed=1, silent=2)
    found = fit.classify()["component"].to_numpy()[::5] - 1
    assert (found == z).mean() > 0.95
    for name, value in {
        "b_mu1_y_t": 0.2,
        "b_mu2_y_t": 2,
        "b_mu1_n_t": 0.6,
        "b_mu2_n_t": -0.6,
    }.items():
        draws = fit.posterior[name]
        assert abs(draws.mean() - value) < 4 * draws.std()
    assert fit.log_lik().shape == (400, 80)
