"""The metric, step size and starts before sampling are right, and sampling with them is."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from scipy import stats

import pybrms_mix as pm
from benchmarks.shapes import SHAPES
from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.model.tuning import Tuning
from pybrms_mix.refits.jobs import changed, sampling
from pybrms_mix.results import mixing
from pybrms_mix.results.checks import ebfmi
from pybrms_mix.stan.engines import engine
from pybrms_mix.stan.engines.progress import Silent
from pybrms_mix.stan.engines.protocol import REJECTED, Walk
from pybrms_mix.stan.engines.settings import Settings
from pybrms_mix.stan.prepare.laplace import Laplace, approximation
from pybrms_mix.stan.prepare.optimum import curvature, maximise
from pybrms_mix.stan.prepare.pilot import slowness
from pybrms_mix.stan.prepare.plan import _start, plan
from pybrms_mix.stan.prepare.step import stepped
from pybrms_mix.stan.prepare.windows import (
    Windows,
    entangled,
    final_check,
    shortened,
    skewness,
    tempered,
    weighted,
    windows,
)

MIX = "mixture(gaussian, gaussian)"
MATRIX = np.array([[2.0, 0.9, 0.0], [0.9, 1.0, 0.3], [0.0, 0.3, 5.0]])
CENTRE = np.array([1.0, -2.0, 3.0])
NORMAL = """
parameters { vector[7] x; }
transformed parameters { real lprior = 0; }
model { x ~ normal(0, [1, 10, 0.1, 3, 1, 1, 2]'); }
"""


def normal(u):
    away = u - CENTRE
    return float(-0.5 * away @ MATRIX @ away), -MATRIX @ away


def funnel(u):
    scale = np.exp(u[0])
    value = -0.5 * (u[0] / 3) ** 2 - 0.5 * float(u[1:] @ u[1:]) / scale**2 - (u.size - 1) * u[0]
    first = -u[0] / 9 + float(u[1:] @ u[1:]) / scale**2 - (u.size - 1)
    return value, np.r_[first, -u[1:] / scale**2]


def walled(u):
    if u[0] <= 0:
        return -np.inf, np.full(u.size, np.nan)
    return float(-u.sum() - 0.5 * u[1:] @ u[1:]), np.r_[-1.0, -1 - u[1:]]


def largest_correlation(metric):
    spread = np.sqrt(np.diag(metric))
    return np.abs(metric / np.outer(spread, spread) - np.eye(len(metric))).max()


def rows(groups: int = 0) -> pd.DataFrame:
    rng = np.random.default_rng(2)
    x, second = rng.normal(size=300), rng.random(300) < 0.6
    g = rng.integers(0, groups or 1, 300)
    u = 0.6 * rng.normal(size=(2, groups or 1)) if groups else np.zeros((2, 1))
    y = np.where(second, 3 + x + u[1][g], -3 - x + u[0][g]) + rng.normal(size=300)
    return pd.DataFrame({"x": x, "y": y, "g": g})


def test_the_maximum_and_the_curvature_of_a_normal_are_found():
    found = maximise(normal, np.zeros(3))
    np.testing.assert_allclose(found.point, CENTRE, atol=1e-5)
    np.testing.assert_allclose(curvature(normal, found.point), MATRIX, rtol=1e-8, atol=1e-8)
    laplace = approximation(normal, found, np.random.default_rng(1))
    np.testing.assert_allclose(laplace.covariance, np.linalg.inv(MATRIX), rtol=1e-6)
    draws = laplace.draws(np.random.default_rng(1), 100_000)
    np.testing.assert_allclose(np.cov(draws.T), laplace.covariance, atol=0.02)


def beyond(limit):
    """Return a density that is normal up to ``limit`` from its mode, and falls steeply beyond."""

    def density(u):
        away = u - CENTRE
        distance = float(np.sqrt(away @ MATRIX @ away))
        return -0.5 * distance**2 - 1e4 * max(0.0, distance - limit), np.zeros(3)

    return density


@pytest.mark.parametrize("limit", [0.0, 0.05, 1.0, 2.0, 9.0])
def test_no_chain_starts_far_below_the_approximation(limit):
    """There the step size is too long, and a chain may never move."""
    density = beyond(limit)
    covariance = np.linalg.inv(MATRIX)
    laplace = Laplace(CENTRE, covariance, np.linalg.cholesky(covariance), 0)
    points = []
    for seed in range(200):
        prepared = SimpleNamespace(log_density=density)
        points.append(_start(prepared, laplace, np.random.default_rng(seed)))
        assert laplace.expected(points[-1], 0.0) - density(points[-1])[0] < 4.5
    spread = np.std(points, axis=0) / np.sqrt(np.diag(covariance))
    if limit == 0:
        assert (spread == 0).all()  # the mode is the only point that will do
    if limit == 9:
        np.testing.assert_allclose(spread, 1.5, rtol=0.15)  # starts are overdispersed


@pytest.mark.parametrize("density", [funnel, walled])
def test_what_is_not_nearly_normal_is_not_approximated(density):
    found = maximise(density, np.full(5, 0.5))
    assert approximation(density, found, np.random.default_rng(1)) is None


@pytest.mark.parametrize("delta", [0.8, 0.95])
def test_the_step_is_the_one_of_the_acceptance_that_is_asked_for(delta):
    prepared = engine.prepare(NORMAL, {}, "stanli")
    settings = Settings(adapt_delta=delta, seed=1)
    variances = np.array([1, 10, 0.1, 3, 1, 1, 2.0]) ** 2
    found = stepped(prepared, np.zeros((4, 7)), variances, settings, seed=1)
    walk = prepared.walk(found.points, 500, found.tuning, settings, seed=9)
    assert walk.acceptance == pytest.approx(delta, abs=0.03)
    np.testing.assert_allclose(walk.points.reshape(-1, 7).std(axis=0), np.sqrt(variances), rtol=0.1)


@pytest.mark.parametrize(
    ("formula", "groups"), [("y ~ x", 0), ("bf(y ~ x, theta2 ~ x)", 0), ("y ~ x + (1 | g)", 12)]
)
def test_moments_are_those_of_stans_own_adaptation(formula, groups):
    d = rows(groups)
    fit = pm.brm(formula, d, MIX, warmup="auto", iter=2000, seed=3, silent=2)
    assert fit.run.warmup < (500 if groups else 100) and fit.run.iter == fit.run.warmup + 1000
    # Random starts are left to Stan: here near the same mode, by values that are far from it.
    own = pm.brm(formula, d, MIX, init={"b_mu1_Intercept": -2, "b_mu2_Intercept": 2}, iter=3000,
                 seed=4, silent=2)  # fmt: skip
    shared = [n for n in fit.draws.names if n.startswith(("b_", "sd_", "sigma", "theta"))]
    for name in shared:
        a, b = (f.draws.values[:, :, f.draws.index(name)] for f in (fit, own))
        error = np.hypot(mixing.mcse_mean(a), mixing.mcse_mean(b))
        assert abs(a.mean() - b.mean()) < 4 * error, name
        assert mixing.rhat(a) < 1.01 or groups, name
        assert a.std() == pytest.approx(b.std(), rel=0.15), name
    assert fit.stats["divergent__"].sum() <= own.stats["divergent__"].sum() + 2
    assert (ebfmi(fit) > 0.3).all()
    assert fit.run.gradients < own.run.gradients / 2


def test_draws_depend_on_the_seed_alone():
    def drawn(**more):
        fit = pm.brm("y ~ x", rows(), MIX, warmup="auto", iter=200, seed=5, silent=2, **more)
        return fit.draws.values

    first = drawn()
    np.testing.assert_array_equal(first, drawn(cores=1))
    np.testing.assert_array_equal(first[:2], drawn(chains=2))


def test_the_warm_up_that_a_user_gives_is_honoured():
    fit = pm.brm("y ~ x", rows(), MIX, warmup=150, iter=400, seed=5, silent=2)
    assert (fit.run.warmup, fit.run.iter, fit.draws.per_chain) == (150, 400, 250)
    with pytest.raises(InvalidArgument, match="warmup"):
        pm.brm("y ~ x", rows(), MIX, warmup="some", silent=2)


class Told(Silent):
    """A receiver of progress that notes what it receives."""

    def __init__(self):
        self.totals, self.steps, self.ends = [], [], 0

    def started(self, chains, total):
        self.totals.append((chains, total))

    def advanced(self, chain, done, total, warmup, divergences):
        self.steps.append((chain, done, total, warmup))

    def finished(self):
        self.ends += 1


def briefly(brief, chains=3, progress=None):
    """Return draws of a normal distribution whose chains start at the same distant point."""
    prepared = engine.prepare(NORMAL, {}, "stanli")
    scales = np.array([1, 10, 0.1, 3, 1, 1, 2.0])
    tunings = [Tuning(np.diag(scales**2) * (1 + k), 0.8) for k in range(chains)]
    settings = Settings(chains=chains, iter=2000, warmup=1000, seed=4, max_treedepth=2)
    starts = np.repeat(3 * scales[None], chains, axis=0)
    return prepared.sample_tuned(settings, starts, progress or Silent(), tunings, brief)


def test_iterations_of_one_step_are_one_gradient_each_and_a_warm_up():
    told = Told()
    sample = briefly(970, progress=told)
    draws = sample.cells["x"] / [1, 10, 0.1, 3, 1, 1, 2.0]
    rest = sample.gradients - 3 * 970 - int(sample.stats["n_leapfrog__"].sum())
    assert 3 * 30 <= rest <= 3 * 3 * 30  # the other iterations of the warm-up have 1 to 3 steps
    assert draws.shape == (3, 1000, 7)
    for k in range(7):
        values = draws[:, :, k]
        assert mixing.rhat(values) < 1.01
        assert abs(values.mean()) < 4 * mixing.mcse_mean(values)
        assert values.std() == pytest.approx(1, rel=0.1)
    # Chains do not depend on the number of chains, and they left their common start.
    np.testing.assert_array_equal(briefly(970, chains=1).cells["x"], sample.cells["x"][:1])
    assert np.abs(draws[:, 0] - 3).min(axis=1).max() > 0.1
    assert told.totals == [(3, 2000)] and told.ends == 1
    for chain in range(3):
        done = [d for c, d, _, _ in told.steps if c == chain]
        assert done == sorted(done) and done[-1] == 2000
    assert {total for _, _, total, _ in told.steps} == {2000}
    assert all(warmup == (done <= 1000) for _, done, _, warmup in told.steps)


def test_a_warm_up_without_adaptation_takes_few_gradients():
    """The metric is known before the chains run, and no iteration changes it."""
    long, short = (
        pm.brm("y ~ x", rows(), MIX, iter=500 + warmup, warmup=warmup, chains=2, seed=5, silent=2)
        for warmup in (1500, 500)
    )
    assert long.run.tuning.normal and long.run.warmup == 1500
    search = long.run.modes.gradients - short.run.modes.gradients
    assert long.run.gradients - short.run.gradients - search == pytest.approx(2 * 1000, abs=150)


def test_the_summary_and_the_report_tell_what_ran():
    fit = pm.brm("y ~ x", rows(), MIX, warmup="auto", iter=400, chains=2, seed=5, silent=2)
    assert f"iter = {200 + fit.run.warmup}; warmup = {fit.run.warmup};" in str(fit)
    assert f"{fit.run.gradients:,} gradients" in str(pm.report(fit))


def test_a_fit_again_of_an_automatic_warm_up_finds_its_own():
    fit = pm.brm("y ~ x", rows(), MIX, warmup="auto", iter=200, chains=2, seed=5, silent=2)
    asked = sampling(fit)
    assert (asked["iter"], asked["warmup"]) == (200, "auto")
    assert changed(fit, {"iter": 300})["warmup"] == "auto"
    given = pm.brm("y ~ x", rows(), MIX, warmup=20, iter=60, chains=1, seed=5, silent=2)
    assert (sampling(given)["iter"], sampling(given)["warmup"]) == (60, 20)


def test_a_posterior_that_no_metric_makes_easy_is_left_to_stan():
    class Diverging:
        dimension = 3

        def log_density(self, u):
            return funnel(u)

        def walk(self, starts, draws, tuning, settings, seed):
            points = np.random.default_rng(seed).normal(size=(len(starts), draws, 3))
            half = np.full(points.shape[:2], 0.5)
            walked.append(half.size)
            return Walk(points, np.ones(half.shape), half, np.ones(half.shape, dtype=bool))

    walked: list[int] = []
    found, gradients = plan(Diverging(), np.zeros((4, 3)), Settings(seed=1))
    assert found is None
    assert gradients > sum(walked) > 100  # those of a plan that is not used count as well


@pytest.mark.parametrize(("rejected", "done", "brief"), [(0, 100, 890), (10, 500, 490)])
def test_the_rest_of_a_warm_up_after_a_suitable_tuning_has_trajectories_of_one_step(
    rejected, done, brief
):
    """A warm-up of given length then adapts no longer than an automatic one."""

    class Piloted:
        dimension = 3

        def log_density(self, u):
            return funnel(u)

        def walk(self, starts, draws, tuning, settings, seed):
            points = np.random.default_rng(seed).normal(size=(len(starts), draws, 3))
            accepted = np.full(points.shape[:2], 0.8)
            accepted[:, : rejected * (draws == 100)] = 0  # the first window has 100 draws
            return Walk(points, np.ones(accepted.shape), accepted, np.zeros(accepted.shape, bool))

    found, _ = plan(Piloted(), np.zeros((4, 3)), Settings(seed=1))
    assert (found.done, found.brief) == (done, brief)
    assert found.done + found.brief + 10 == 1000
    automatic, _ = plan(Piloted(), np.zeros((4, 3)), Settings(seed=1, warmup="auto"))
    assert (automatic.done, automatic.brief) == (done, 0)
    np.testing.assert_array_equal(automatic.tunings[0].metric, found.tunings[0].metric)
    short, _ = plan(Piloted(), np.zeros((4, 3)), Settings(seed=1, iter=300))
    assert short.done + short.brief + 10 <= 150


def test_a_long_tail_gets_a_step_size_at_which_chains_do_not_stick(monkeypatch):
    """The probabilities of zeros may tend to 0: their log odds have tails of another curvature."""
    monkeypatch.setattr(engine, "in_other_coordinates", lambda *_: (None, 0))
    formula, d, family, prior = SHAPES["zero-inflated"](np.random.default_rng(1))
    fit = pm.brm(formula, d, family, prior, chains=2, iter=800, warmup="auto", seed=1, silent=2)
    assert 100 < fit.run.warmup <= 760  # the chains adapt the metric of a pilot run
    assert not fit.stats["divergent__"].any()
    assert (fit.stats["accept_stat__"] < REJECTED).mean() < 0.04
    # Half of the correlations are left, because they differ from place to place.
    assert largest_correlation(fit.run.tuning.metric) <= 0.5
    assert not fit.run.tuning.normal


class Stiff:
    """A density of acceptance rates near 1 on which longer steps than ``limit`` diverge."""

    dimension = 3

    def __init__(self, limit: float) -> None:
        self.limit, self.lengths = limit, []

    def log_density(self, u):
        return funnel(u)

    def walk(self, starts, draws, tuning, settings, seed):
        self.lengths.append(draws)
        points = np.random.default_rng(seed).normal(size=(len(starts), draws, 3))
        diverged = np.zeros(points.shape[:2], dtype=bool)
        diverged[0, draws // 2] = tuning.step > self.limit
        return Walk(points, np.ones(diverged.shape), np.full(diverged.shape, 0.9), diverged)


def test_a_step_size_is_shorter_than_those_at_which_transitions_diverge():
    free, stiff = (
        stepped(Stiff(limit), np.zeros((2, 3)), np.eye(3), Settings(seed=1), 1, first=0.4)
        for limit in (np.inf, 0.45)
    )
    assert free.stable and not stiff.stable
    assert free.tuning.step > 0.6
    assert stiff.tuning.step < 0.45


def test_a_suitable_first_window_is_checked_if_the_search_for_its_step_size_diverged():
    """The step size is shortened for as long as transitions diverge in windows of the check."""
    tuning, settings = Tuning(np.eye(3), 0.3), Settings(seed=1)
    walked = {}
    for limit in (np.inf, 0.32):
        prepared = Stiff(limit)
        run = windows(prepared, np.zeros((2, 3)), tuning, (100, 110, 120), settings, 1, last=130)
        walked[limit] = [n for n in prepared.lengths if n > 50]
        assert run.tuning.step < limit
    assert walked[np.inf] == [100]
    assert walked[0.32][:2] == [100, 130] and len(walked[0.32]) <= 3


def test_draws_that_depend_on_each_other_are_slow():
    rng = np.random.default_rng(1)
    noise = rng.normal(size=(2, 400, 3))
    assert slowness(noise) < 0.3
    walk = noise.copy()
    for at in range(1, 400):
        walk[:, at, 1] = 0.95 * walk[:, at - 1, 1] + 0.3 * noise[:, at, 1]
    assert slowness(walk) > 0.6


def test_skewness_correlations_and_shrinkage_are_those_of_their_definitions():
    rng = np.random.default_rng(3)
    draws = np.stack([rng.normal(size=50_000), rng.exponential(size=50_000)], axis=1)
    np.testing.assert_allclose(skewness(draws), stats.skew(draws), rtol=1e-8)
    covariance = np.array([[4.0, -3.0], [-3.0, 9.0]])
    assert entangled(covariance, draws) == pytest.approx(0.5)  # the second one has a long tail
    assert entangled(np.eye(2), draws) == 0
    assert entangled(covariance[:1, :1], draws[:, :1]) == 0
    np.testing.assert_allclose(tempered(covariance, 0.5), [[4, -1.5], [-1.5, 9]])
    np.testing.assert_allclose(weighted(draws, covariance, 1), np.cov(draws.T), atol=0.01)
    few = weighted(draws[:4], covariance, 1)  # as much weight as two draws for each dimension
    np.testing.assert_allclose(few, (np.cov(draws[:4].T) + covariance) / 2)


def test_windows_find_the_metric_from_a_wrong_one():
    prepared = engine.prepare(NORMAL, {}, "stanli")
    settings = Settings(seed=1)
    scales = np.array([1, 10, 0.1, 3, 1, 1, 2.0])
    wrong = Tuning(np.diag(scales**2 * np.geomspace(0.2, 5, 7)), 0.5)
    starts = np.zeros((3, 7))
    found = windows(prepared, starts, wrong, (400, 200), settings, 1)
    np.testing.assert_allclose(np.sqrt(np.diag(found.tuning.metric)), scales, rtol=0.2)
    assert largest_correlation(found.tuning.metric) < 0.3
    assert found.points.shape == (3, 7)
    assert found.done == 400  # the first window suffices
    one = windows(prepared, starts[:2], wrong, (400, 200), settings, 1)
    np.testing.assert_array_equal(one.points, found.points[:2])  # whatever the number of chains
    walk = prepared.walk(found.points, 500, found.tuning, settings, seed=9)
    assert walk.acceptance == pytest.approx(0.8, abs=0.05)


@pytest.mark.parametrize(("rejected", "lengths"), [(0, [100]), (10, [100, 110, 130])])
def test_a_short_warm_up_is_checked_unless_its_first_window_is_suitable(rejected, lengths):
    """Rejections come in bursts: a window without any does not outweigh one with many."""
    lasted = []

    class Sticky:
        dimension = 3

        def walk(self, starts, draws, tuning, settings, seed):
            points = np.random.default_rng(seed).normal(size=(len(starts), draws, 3))
            accepted = np.full(points.shape[:2], 0.8)
            if draws > 50:
                lasted.append(draws)
                accepted[:, : rejected * (draws == 100)] = 0
            return Walk(points, np.ones(accepted.shape), accepted, np.zeros(accepted.shape, bool))

    start = Tuning(np.eye(3), 0.5)
    lengths_of_windows, settings = (100, 110, 120), Settings(seed=1)
    found = windows(Sticky(), np.zeros((2, 3)), start, lengths_of_windows, settings, 1, last=130)
    assert lasted == lengths
    assert found.done == sum(lengths)


@pytest.mark.parametrize(("step", "factor"), [(0.5, 1.0), (1.9, 0.75)])
def test_the_last_window_checks_the_final_step_size(step, factor):
    prepared = engine.prepare(NORMAL, {}, "stanli")
    metric = np.diag(np.array([1, 10, 0.1, 3, 1, 1, 2.0]) ** 2)
    run = Windows(Tuning(metric, step), np.zeros((3, 7)), 10, 400)
    checked = final_check(prepared, run, 200, Settings(seed=1), 1, hard=True)
    assert checked.tuning.step == pytest.approx(factor * step)
    np.testing.assert_array_equal(checked.tuning.metric, metric)
    assert (checked.done, checked.points.shape) == (600, (3, 7))
    assert checked.gradients > 10 + 3 * 200


@pytest.mark.parametrize(("step", "factor"), [(0.7, 1.0), (1.6, 0.75**2), (40.0, None)])
def test_the_step_size_in_a_mode_is_shortened_while_transitions_are_rejected(step, factor):
    prepared = engine.prepare(NORMAL, {}, "stanli")
    metric = np.diag(np.array([1, 10, 0.1, 3, 1, 1, 2.0]) ** 2)
    run = Windows(Tuning(metric, step), np.zeros((1, 7)), 10, 0)
    checked = shortened(prepared, run, 150, Settings(seed=1), 1)
    if factor is None:
        assert not checked.suits
        assert checked.gradients > 10
        return
    assert checked.suits
    assert checked.tuning.step == pytest.approx(factor * step)
    np.testing.assert_array_equal(checked.tuning.metric, metric)
    assert (checked.done, checked.points.shape) == (150, (1, 7))
    assert checked.gradients > 10 + 150


def test_a_warm_up_of_given_length_is_that_long_where_chains_adapt_in_it():
    fit = pm.brm("y ~ x + (1 | g)", rows(8), MIX, iter=400, chains=1, seed=5, silent=2)
    assert (fit.run.warmup, fit.run.iter, fit.draws.per_chain) == (200, 400, 200)
    assert not fit.run.tuning.normal
    both = pm.brm("y ~ x + (1 | g)", rows(8), MIX, iter=400, chains=3, seed=5, silent=2)
    np.testing.assert_array_equal(fit.draws.values, both.draws.values[:1])
