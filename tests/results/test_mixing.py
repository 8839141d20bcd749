"""Convergence measures equal those of ArviZ for all kinds of chains."""

from __future__ import annotations

import arviz as az
import numpy as np
import pytest

from pybrms_mix.results import mixing


def walk(chains: int, draws: int, correlation: float, seed: int) -> np.ndarray:
    """Return autoregressive chains."""
    rng = np.random.default_rng(seed)
    steps = rng.normal(size=(chains, draws))
    for t in range(1, draws):
        steps[:, t] += correlation * steps[:, t - 1]
    return steps


CHAINS = {
    "independent": walk(4, 500, 0.0, 1),
    "slow": walk(4, 1000, 0.95, 2),
    "antithetic": walk(4, 1000, -0.7, 3),
    "apart": walk(4, 200, 0.5, 4) + np.array([[0.0], [0.0], [3.0], [3.0]]),
    "ties": np.round(walk(3, 400, 0.5, 5)),
    "two values": (walk(4, 300, 0.8, 6) > 0.5).astype(float),
    "few": walk(2, 12, 0.1, 7),
    "a trend": walk(4, 100, 0.9, 8) + np.linspace(0, 20, 100),
}


@pytest.mark.parametrize("name", CHAINS)
def test_rhat_and_effective_sample_sizes_are_those_of_arviz(name):
    draws = CHAINS[name]
    np.testing.assert_allclose(mixing.rhat(draws), az.rhat(draws), rtol=1e-10)
    np.testing.assert_allclose(mixing.ess_bulk(draws), az.ess(draws, method="bulk"), rtol=1e-9)
    if name != "two values":
        theirs = az.ess(draws, method="tail", prob=(0.05, 0.95))
        np.testing.assert_allclose(mixing.ess_tail(draws), theirs, rtol=1e-9)


def test_nothing_is_said_of_a_tail_without_draws():
    assert np.isnan(mixing.ess_tail(CHAINS["two values"]))
