"""Models with very many levels of groups: the metric and the warm-up are computed here."""

from __future__ import annotations

import numpy as np
import pytest

import pybrms_mix as pm
from pybrms_mix.model.tuning import Tuning
from pybrms_mix.results import mixing
from pybrms_mix.stan.engines import engine
from pybrms_mix.stan.engines.settings import Settings
from pybrms_mix.stan.prepare import wide as module
from pybrms_mix.stan.prepare.level_parts import Levels
from pybrms_mix.stan.prepare.step import changed_step
from pybrms_mix.stan.prepare.wide import wide_plan
from tests.stan.prepare.test_first_metric import PROGRAM, WIDTHS, person_data
from tests.stan.prepare.test_prepare import MIX, NORMAL

PARTS = Levels.of([np.array([a, a + 1]) for a in range(2, 500, 2)], 500)
SETTINGS = Settings(chains=3, iter=1000, seed=1)


@pytest.fixture(scope="module")
def prepared():
    return engine.prepare(PROGRAM, {"s": WIDTHS}, "stanli")


def test_the_points_of_a_walk_are_its_draws_on_the_unconstrained_scale():
    program = """
    parameters { real<lower=0> s; simplex[3] p; ordered[2] o; }
    transformed parameters { real lprior = 0; }
    model { s ~ exponential(1); o ~ normal(0, 1); }
    """
    bound = engine.prepare(program, {}, "stanli")
    walk = bound.walk(np.zeros((2, 5)), 40, Tuning(np.ones(5), 0.4), SETTINGS, seed=3)
    assert walk.points.shape == (2, 40, 5)
    assert len(np.unique(walk.points[:, :, 0])) > 40
    again = [
        bound.unconstrain({n: c for n, c in bound.constrain(u).items() if n in bound.parameters})
        for u in walk.points.reshape(-1, 5)
    ]
    np.testing.assert_allclose(again, walk.points.reshape(-1, 5), rtol=1e-6, atol=1e-6)
    ends = bound.walk(walk.points[:, -1], 5, Tuning(np.ones(5), 1e-9), SETTINGS, seed=3)
    np.testing.assert_allclose(ends.points[:, 0], walk.points[:, -1], atol=1e-6)


def test_levels_keep_their_variances_and_the_population_moves_faster(prepared):
    made = wide_plan(prepared, np.full((3, 500), 0.2) * WIDTHS, SETTINGS, PARTS)
    ratio = made.tunings[0].metric / WIDTHS**2
    np.testing.assert_allclose(ratio[2:], 1, atol=0.35)
    assert ratio[2:].std() < 0.1
    np.testing.assert_allclose(ratio[:2], 2, rtol=0.35)
    walk = prepared.walk(made.starts, 40, made.tunings[0], SETTINGS, seed=5)
    assert walk.acceptance == pytest.approx(0.8, abs=0.06)
    assert (made.starts.shape, made.done, made.warmup) == ((3, 500), 225, 250)
    assert made.brief == 500 - 225 - 30 and made.depth >= 2
    np.testing.assert_allclose((made.starts / WIDTHS).std(), 1, rtol=0.1)


def test_chains_do_not_depend_on_their_number(prepared):
    starts = np.full((3, 500), 0.2) * WIDTHS
    one, three = (
        wide_plan(prepared, starts[:n], Settings(chains=n, iter=1000, seed=1), PARTS)
        for n in (1, 3)
    )
    np.testing.assert_array_equal(one.starts, three.starts[:1])
    np.testing.assert_array_equal(one.tunings[0].metric, three.tunings[0].metric)
    assert one.tunings[0].step == three.tunings[0].step


def test_other_models_are_left_to_others(prepared, monkeypatch):
    starts = np.full((2, 500), 0.2) * WIDTHS
    assert wide_plan(prepared, starts, SETTINGS, None) is None
    program = PROGRAM.replace(
        "x ~ normal(0, s);", "x ~ normal(0, s); sum(x[3:500]) ~ normal(0, 1);"
    )
    tied = engine.prepare(program, {"s": WIDTHS}, "stanli")
    assert wide_plan(tied, starts, SETTINGS, PARTS) is None
    small = engine.prepare(NORMAL, {}, "stanli")
    pair = Levels.of([np.array([1]), np.array([2])], 7)
    assert wide_plan(small, np.zeros((2, 7)), SETTINGS, pair) is None
    monkeypatch.setattr(module, "_ROOM", 1000)
    assert wide_plan(prepared, starts, SETTINGS, PARTS) is None


@pytest.mark.parametrize("delta", [0.8, 0.9])
def test_the_step_follows_the_law_of_normal_posteriors(delta):
    settings = Settings(adapt_delta=delta, seed=1)
    assert changed_step(0.5, delta, settings) == pytest.approx(0.5)
    assert changed_step(0.5, 0.97, settings) > 0.5 > changed_step(0.5, 0.6, settings)


def test_draws_are_those_of_stans_own_adaptation_and_cost_less(monkeypatch):
    d, settings = person_data(), {"chains": 2, "iter": 1000, "seed": 1, "silent": 2}
    automatic = pm.brm("y ~ 1 + (1 | g)", d, MIX, warmup="auto", **settings)
    given = pm.brm("y ~ 1 + (1 | g)", d, MIX, **settings)
    assert (automatic.run.warmup, automatic.run.iter) == (250, 750)
    assert (given.run.warmup, given.run.iter) == (500, 1000)
    monkeypatch.setattr(engine, "first_metric", lambda *_, **__: None)
    monkeypatch.setattr(engine, "wide_plan", lambda *_: None)
    stan = pm.brm("y ~ 1 + (1 | g)", d, MIX, **settings)
    for fit in (automatic, given):
        assert fit.run.gradients < 0.8 * stan.run.gradients
        assert not fit.stats["divergent__"].any()
        for name in (
            "b_mu1_Intercept",
            "b_mu2_Intercept",
            "sigma1",
            "theta1",
            "sd_g__mu1_Intercept",
        ):
            a, b = (f.posterior.select([name]).values[:, :, 0] for f in (fit, stan))
            error = np.hypot(mixing.mcse_mean(a), mixing.mcse_mean(b))
            assert abs(a.mean() - b.mean()) < 4 * error, name
            assert a.std() == pytest.approx(b.std(), rel=0.3), name
