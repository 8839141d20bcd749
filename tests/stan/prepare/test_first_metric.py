"""Stan's adaptation of models with very many parameters begins with a suitable metric."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.stan.engines import engine
from pybrms_mix.stan.engines.settings import Settings
from pybrms_mix.stan.engines.stanli import StanliProgram
from pybrms_mix.stan.prepare import first_metric as module
from pybrms_mix.stan.prepare.first_metric import first_metric
from pybrms_mix.stan.prepare.level_parts import Levels
from tests.stan.prepare.test_prepare import MIX

WIDTHS = np.r_[0.01, 5.0, np.linspace(0.5, 2, 498)]
PROGRAM = """
data { vector[500] s; }
parameters { vector[500] x; }
transformed parameters { real lprior = 0; }
model { x ~ normal(0, s); }
"""
SETTINGS = Settings(chains=3, iter=1000, seed=1)


@pytest.fixture(scope="module")
def wide():
    return engine.prepare(PROGRAM, {"s": WIDTHS}, "stanli")


def person_data() -> pd.DataFrame:
    rng = np.random.default_rng(3)
    g = np.repeat(np.arange(210), 4)
    mu = np.where(rng.random(840) < 0.5, -4.0, 4.0) + rng.normal(size=210)[g]
    return pd.DataFrame({"y": mu + 0.5 * rng.normal(size=840), "g": g})


def test_variances_are_those_of_the_posterior(wide):
    found = first_metric(wide, np.full((3, 500), 0.2) * WIDTHS, SETTINGS)
    np.testing.assert_allclose(found.metric, np.minimum(WIDTHS**2, 10), rtol=1e-4)
    assert found.starts.shape == (3, 500)
    assert len(np.unique(found.starts, axis=0)) == 3
    np.testing.assert_allclose((found.starts / WIDTHS).std(), 1, rtol=0.1)


def test_independent_parts_are_moved_together_and_dependent_ones_are_not(wide):
    starts = np.zeros((2, 500))
    alone = first_metric(wide, starts, SETTINGS)
    parts = Levels.of([np.array([a, a + 1]) for a in range(2, 500, 2)], 500)
    together = first_metric(wide, starts, SETTINGS, parts)
    np.testing.assert_allclose(together.metric, alone.metric, rtol=1e-6)
    assert together.gradients < alone.gradients - 2900
    program = PROGRAM.replace(
        "x ~ normal(0, s);", "x ~ normal(0, s); sum(x[3:500]) ~ normal(0, 1);"
    )
    tied = engine.prepare(program, {"s": WIDTHS}, "stanli")
    found = first_metric(tied, starts, SETTINGS, parts)
    np.testing.assert_allclose(found.metric[2:], 1 / (1 + WIDTHS[2:] ** -2), rtol=1e-4)


def test_small_models_wrong_points_and_costly_derivatives_are_left_to_others(wide, monkeypatch):
    assert first_metric(wide, np.full((3, 500), np.nan), SETTINGS) is None
    short = Settings(chains=1, iter=300, seed=1)
    assert first_metric(wide, np.zeros((1, 500)), short) is None
    monkeypatch.setattr(module, "DENSE", 500)
    assert first_metric(wide, np.zeros((3, 500)), SETTINGS) is None


def test_chains_in_several_modes_keep_their_starts(wide):
    starts = np.random.default_rng(2).normal(size=(3, 500)) * WIDTHS
    found = first_metric(wide, starts, SETTINGS, several=True)
    np.testing.assert_array_equal(found.starts, starts)
    # The first chains do not depend on the number of chains.
    fewer = first_metric(wide, starts[:2], Settings(chains=2, iter=1000, seed=1))
    more = first_metric(wide, starts, SETTINGS)
    np.testing.assert_array_equal(fewer.starts, more.starts[:2])
    np.testing.assert_array_equal(fewer.metric, more.metric)


def test_an_automatic_warm_up_is_short_and_costs_less_than_stans_own(monkeypatch):
    d, settings = person_data(), {"chains": 2, "iter": 400, "seed": 1, "silent": 2}
    fit = pm.brm("y ~ 1 + (1 | g)", d, MIX, warmup="auto", **settings)
    assert (fit.run.warmup, fit.run.iter) == (module.ENOUGH, module.ENOUGH + 200)
    given = pm.brm("y ~ 1 + (1 | g)", d, MIX, warmup=200, **settings)
    assert (given.run.warmup, given.run.iter) == (200, 400)
    monkeypatch.setattr(engine, "first_metric", lambda *_, **__: None)
    stan = pm.brm("y ~ 1 + (1 | g)", d, MIX, **settings)
    assert fit.run.gradients < 0.7 * stan.run.gradients
    for name in ("b_mu1_Intercept", "b_mu2_Intercept", "sigma1", "theta1"):
        one, other = (f.posterior.select([name]).values for f in (fit, stan))
        assert one.mean() == pytest.approx(other.mean(), abs=0.35 * other.std() + 1e-3)
        assert one.std() == pytest.approx(other.std(), rel=0.35)


def test_values_of_a_user_are_left_to_stan(monkeypatch):
    monkeypatch.setattr(StanliProgram, "sample_from", None)
    d = person_data()
    init = {"b_mu1_Intercept": -4, "b_mu2_Intercept": 4}
    fit = pm.brm("y ~ 1 + (1 | g)", d, MIX, init=init, chains=1, iter=40, warmup=20, silent=2)
    assert fit.run.warmup == 20
