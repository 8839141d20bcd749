"""A component that is empty in some draws is a part of the posterior, by quadrature."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

import pybrms_mix as pm

Y = 2.0 * (np.arange(12) % 3 == 0) + stats.norm.ppf((np.arange(12) * 7 % 12 + 0.5) / 12)
PRIOR = [
    *(f"prior(normal(1, 3), Intercept, dpar = mu{k})" for k in (1, 2)),
    *(f"prior(constant(1), class = sigma{k})" for k in (1, 2)),
]


def empty_by_quadrature() -> float:
    """Return the probability that one of both components is expected to hold less than one row."""
    mu = np.linspace(-11, 13, 161)
    theta = (np.arange(100) + 0.5) / 100
    density = stats.norm.pdf(Y, mu[:, None], 1)  # (mus, rows)
    prior = stats.norm.pdf(mu, 1, 3)
    mass = empty = 0.0
    for at, low in enumerate(density):
        high = density[at:]
        parts = theta[:, None, None] * low, (1 - theta)[:, None, None] * high
        joint = np.stack(np.broadcast_arrays(*parts))  # (2, thetas, upper mus, rows)
        total = joint.sum(axis=0)
        weight = np.exp(np.log(total).sum(axis=2)) * prior[at] * prior[at:]
        rows = (joint / total).sum(axis=3)
        mass += weight.sum()
        empty += weight[(rows < 1).any(axis=0)].sum()
    return empty / mass


@pytest.mark.wide
def test_draws_hold_an_empty_component_as_often_as_the_posterior_does():
    right = empty_by_quadrature()
    assert 0.12 < right < 0.45
    family = "mixture(gaussian, gaussian)"
    fit = pm.brm("y ~ 1", pd.DataFrame({"y": Y}), family, PRIOR, seed=1, silent=2, iter=4000)
    shares = pm.pp_mixture(fit, summary=False, log=False)
    found = float((np.asarray(shares).sum(axis=1) < 1).any(axis=1).mean())
    assert abs(found - right) < 0.03
    check = pm.mode_check(fit)
    assert check.verdict == "healthy"
    note = next(n for n in check.notes if "holds less than one row" in n)
    assert abs(float(note.split(" ")[1]) / 100 - right) < 0.08
