"""The preparation before the chains repeats no work."""

from __future__ import annotations

import warnings
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from scipy import stats
from scipy.special import logsumexp

import pybrms_mix as pm
from pybrms_mix.model.tuning import depth_of_half_period
from pybrms_mix.plots.pairs import marks
from pybrms_mix.results import checks, mixing
from pybrms_mix.stan.engines import engine
from pybrms_mix.stan.engines.settings import Settings
from pybrms_mix.stan.engines.stanli import StanliProgram, _translated
from pybrms_mix.stan.prepare import plan as planning
from pybrms_mix.stan.prepare.basins import Basin
from pybrms_mix.stan.prepare.laplace import approximation
from pybrms_mix.stan.prepare.mode_masses import search
from pybrms_mix.stan.prepare.optimum import maximise
from pybrms_mix.stan.prepare.step import half_period, stepped
from pybrms_mix.stan.prepare.surface import Mode
from pybrms_mix.start import em
from pybrms_mix.start.unheld import _Student
from tests.stan.prepare.test_prepare import MIX, NORMAL, funnel, normal, rows

VARIANCES = np.array([1, 10, 0.1, 3, 1, 1, 2.0]) ** 2
CENTRES = np.array([[-4.0, 0.0, 1.0], [4.0, 2.0, 0.0]])
SCALES = np.array([1.0, 30.0, 0.05])  # so that a search takes many steps


class Wells:
    """The log density of two normal distributions, which counts its gradients."""

    def __init__(self, shares=(0.7, 0.3)):
        self.shares, self.count = np.log(shares), 0

    def __call__(self, u):
        self.count += 1
        away = (u - CENTRES) / SCALES
        logs = self.shares - 0.5 * (away**2).sum(axis=1)
        weights = np.exp(logs - logsumexp(logs))
        return float(logsumexp(logs)), -(weights[:, None] * away / SCALES).sum(axis=0)


def sides(u):
    return np.array([[1.0, 0.0] if u[0] < 0 else [0.0, 1.0]])


def searched(density):
    rng = np.random.default_rng(1)
    starts = [CENTRES[k % 2] + 3 * SCALES * rng.normal(size=3) for k in range(20)]
    starts = [np.r_[CENTRES[k % 2, 0], s[1:]] for k, s in enumerate(starts)]
    return search(density, starts, sides, np.eye(2, dtype=bool), 10_000)


def test_a_search_goes_on_to_an_optimum_that_is_higher():
    density = Wells((0.3, 0.7))
    starts = [CENTRES[0], CENTRES[1] + 0.5 * SCALES]
    found = search(density, starts, sides, np.eye(2, dtype=bool), 10_000)
    assert (len(found.modes), found.first) == (2, 1)

    def nowhere(_):
        return np.array([[1.0, 0.0]])

    found = search(density, starts, nowhere, np.eye(2, dtype=bool), 10_000)
    assert len(found.modes) == 1
    np.testing.assert_allclose(found.modes[0].point, CENTRES[1], atol=1e-2)


def test_a_search_ends_in_the_basin_of_a_maximum_that_others_have_reached(monkeypatch):
    whole = Wells()
    with monkeypatch.context() as patched:
        patched.setattr(Basin, "holds", lambda *_: False)
        expected = searched(whole)
    density = Wells()
    found = searched(density)
    assert (found.searches, found.first) == (expected.searches, expected.first)
    np.testing.assert_allclose(found.masses, expected.masses, atol=1e-6)
    for mode, same in zip(found.modes, expected.modes, strict=True):
        np.testing.assert_allclose(mode.point, same.point, atol=1e-3)
    assert density.count < 0.75 * whole.count
    assert found.gradients == density.count


def test_a_search_passes_lower_maxima_with_the_same_memberships():
    """Three maxima on a ridge: a search that is not in a basin goes on to the highest one."""
    centres, heights = np.array([0.0, 2.5, 5.0]), np.log([0.1, 0.2, 0.7])

    def ridge(u):
        logs = heights - 0.5 * (u[0] - centres) ** 2 - 0.5 * (u[1] / 0.1) ** 2
        weights = np.exp(logs - logsumexp(logs))
        return float(logsumexp(logs)), np.array([-weights @ (u[0] - centres), -u[1] / 0.01])

    def alike(_):
        return np.array([[1.0, 0.0]])

    starts = [np.array(u) for u in ((-1.5, 0.1), (-1.0, 0.2), (-0.8, -0.1), (3.0, 0.1), (6.0, 0.0))]
    found = search(ridge, starts, alike, np.eye(2, dtype=bool), 10_000)
    assert (len(found.modes), found.searches) == (1, 5)
    best = maximise(ridge, np.array([6.0, 0.0]))
    assert found.modes[0].value == pytest.approx(best.value, abs=1e-4)


@pytest.mark.parametrize(
    ("point", "rise", "slope", "inside"),
    [
        ((0.5, -0.5), 0.0, 1.0, True),
        ((0.5, -0.5), 0.15, 1.0, False),  # higher than a quadratic density
        ((0.5, -0.5), 0.0, -1.0, False),  # the search moves away
        ((0.5, -0.5), 0.0, 0.3, False),  # the maximum is farther than it seems
        ((2.5, 0.0), 0.0, 1.0, False),  # too far to tell
    ],
)
def test_a_basin_holds_points_at_which_the_density_is_quadratic(point, rise, slope, inside):
    factor = np.array([[2.0, 0.0], [0.5, 0.1]])
    basin = Basin(Mode(np.array([1.0, 3.0]), 10.0, 0.0, factor))
    z = np.array(point)
    gradient = -slope * np.linalg.solve(factor.T, z)
    at = basin.mode.point + factor @ z
    assert basin.holds(at, 10 - 0.5 * float(z @ z) + rise, gradient) == inside


@pytest.mark.parametrize("seed", [3, 5, 6])
def test_chains_of_a_superfluous_component_start_within_the_posterior(seed):
    """A chain that starts beside a mode gets a step size near 0 and does not move."""
    found = pm.brm("waiting ~ 1", pm.load_data("faithful"), pm.mixture("gaussian", nmix=3),
                   seed=seed, silent=2)  # fmt: skip
    assert np.min(found.stats["stepsize__"]) > 0.01
    assert float(pm.rhat(found).max()) < 1.3


@pytest.mark.parametrize(("factor", "rounds"), [(1.0, 1), (0.5, 4)])
def test_one_round_finds_the_step_size_of_a_normal_posterior_unless_it_is_far(factor, rounds):
    prepared = engine.prepare(NORMAL, {}, "stanli")
    settings = Settings(seed=1)
    points = np.random.default_rng(3).normal(size=(4, 7)) * np.sqrt(VARIANCES)
    metric = np.diag(VARIANCES)
    step = factor * stepped(prepared, points, metric, settings, seed=1, rounds=20).tuning.step
    found = [
        stepped(prepared, points, metric, settings, seed=s, first=step, close=True)
        for s in (10, 20, 30, 40, 50)
    ]
    assert np.median([len(one.visited) for one in found]) == rounds * 4 * 12
    for one in found:
        walk = prepared.walk(one.points, 500, one.tuning, settings, seed=9)
        assert walk.acceptance == pytest.approx(0.8, abs=0.06)


@pytest.mark.parametrize(("delta", "gain"), [(0.8, 1.1), (0.95, 1.0)])
def test_trajectories_of_a_normal_posterior_end_after_half_a_period(delta, gain):
    """One more doubling takes twice the gradients and does not make the draws less dependent."""
    prepared = engine.prepare(NORMAL, {}, "stanli")
    settings = Settings(seed=1, adapt_delta=delta)
    starts = np.random.default_rng(3).normal(size=(4, 7)) * np.sqrt(VARIANCES)
    tuning = stepped(prepared, starts, np.diag(VARIANCES), settings, 1, normal=True).tuning
    each = []
    for limits in (settings, half_period(settings, tuning.step)):
        walk = prepared.walk(starts, 1000, tuning, limits, seed=5)
        # Squares have no negative autocorrelation that would compensate for long trajectories.
        effective = [
            mixing.ess_bulk(value) for x in np.moveaxis(walk.points, 2, 0) for value in (x, x**2)
        ]
        each.append(min(effective) / walk.gradients)
    assert walk.acceptance > delta - 0.06
    assert each[1] >= gain * each[0]


def test_a_trajectory_is_no_longer_than_the_user_allows():
    assert half_period(Settings(max_treedepth=1), 0.9).max_treedepth == 1
    depths = [half_period(Settings(), step).max_treedepth for step in (3.0, 0.9, 0.5, 0.2)]
    assert depths == [1, 2, 3, 4]


def test_a_fit_reports_the_limit_of_the_user_where_trajectories_end_earlier():
    """A trajectory that ends after half a period has not reached ``max_treedepth``."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        fit = pm.brm("y ~ x", rows(), MIX, iter=1000, chains=2, seed=1, silent=2)
    depths = fit.stats["treedepth__"]
    assert (depths == depths.max()).mean() > 0.5  # the limit of half a period is in force
    assert depths.max() < pm.control_params(fit)["max_treedepth"] == 10
    assert not marks(fit)["max treedepth"].any()
    (line,) = [each for each in str(pm.report(fit)).splitlines() if "maximum treedepth" in each]
    assert line.split()[-2:] == ["0", "good"]


@pytest.mark.parametrize(("limit", "too_short"), [(2, False), (1, True)])
def test_a_limit_of_the_user_that_half_a_period_reaches_is_no_fault(limit, too_short):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", pm.PybrmsWarning)
        fit = pm.brm("y ~ x", rows(), MIX, iter=1000, chains=2, seed=1, silent=2,
                     control={"max_treedepth": limit})  # fmt: skip
    assert (depth_of_half_period(fit.run.tuning.step) == limit) != too_short
    assert fit.stats["treedepth__"].max() == limit
    lines = [each for each in str(pm.report(fit)).splitlines() if "maximum treedepth" in each]
    assert lines and all("good" in line for line in lines) != too_short
    assert marks(fit)["max treedepth"].any() == too_short
    assert any("maximum treedepth" in each for each in checks._of_sampler(fit)) == too_short


def test_known_modes_are_not_searched_again(monkeypatch):
    def searching(*_, **__):
        raise AssertionError

    fit = pm.brm("y ~ x", rows(), MIX, iter=300, chains=2, seed=1, silent=2)
    monkeypatch.setattr(planning, "maximise", searching)
    again = pm.brm("y ~ x", rows(), MIX, iter=300, chains=2, seed=1, silent=2)
    np.testing.assert_array_equal(fit.draws.values, again.draws.values)


def test_a_normal_posterior_is_close_to_its_approximation_and_a_skew_one_is_not():
    made = approximation(normal, maximise(normal, np.zeros(3)), np.random.default_rng(1))
    assert made is not None and made.close and made.deviation < 1e-3

    def skew(u):
        """Return the log density of logarithms of gamma variables with shape 4."""
        return float((4 * u - np.exp(u)).sum()), 4 - np.exp(u)

    made = approximation(skew, maximise(skew, np.zeros(6)), np.random.default_rng(1))
    assert made is not None and made.follows and not made.close
    assert (
        approximation(funnel, maximise(funnel, np.full(5, 0.5)), np.random.default_rng(1)) is None
    )


def test_a_program_is_translated_once(monkeypatch):
    _translated.cache_clear()
    program = "data { int n; } parameters { real x; } transformed parameters { real lprior = 0; } "
    program += "model { x ~ normal(n, 1); }"
    first = engine.prepare(program, {"n": 1}, "stanli")
    assert isinstance(first, StanliProgram)
    other = first.with_data({"n": 3})
    assert _translated.cache_info().misses == 1
    # Stan leaves out the constant of the density.
    assert [p.log_density(np.zeros(1))[0] for p in (first, other)] == pytest.approx([-0.5, -4.5])


def test_gradients_before_the_chains_do_not_change_threads(monkeypatch):
    """A change of threads takes longer than the gradient of a small model."""
    changes = []
    submit = ThreadPoolExecutor.submit

    def counting(self, *arguments):
        changes.append(arguments)
        return submit(self, *arguments)

    monkeypatch.setattr(ThreadPoolExecutor, "submit", counting)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", pm.PybrmsWarning)
        fit = pm.brm("y ~ x", rows(), MIX, iter=300, chains=2, seed=1, silent=2)
    assert fit.run.modes.gradients > 100
    assert len(changes) < 40


@pytest.mark.parametrize(
    ("arguments", "right"),
    [((3.0, 1.5, 2.5), stats.t(3, 1.5, 2.5)), ((0.5, 2.0), stats.cauchy(0.5, 2))],
    ids=["student_t", "cauchy"],
)
def test_the_heavy_tails_are_those_of_scipy(arguments, right):
    values = np.array([-1e3, -2.0, 0.5, 1.5, 40.0])
    assert _Student.of(arguments).log_density(values) == pytest.approx(right.logpdf(values).sum())


def test_clusters_that_no_longer_change_are_not_computed_again(monkeypatch):
    rng = np.random.default_rng(5)
    x = rng.normal(size=200)
    z = np.where(rng.random(200) < 0.4, 3 + x, -x) + rng.normal(size=200)
    designs = [np.c_[np.ones(200), x]] * 2
    steps = []
    step = em._Joint.step
    monkeypatch.setattr(em._Joint, "step", lambda self, s: steps.append(1) or step(self, s))
    found = em.cluster(z, designs, np.random.default_rng(1))
    early = len(steps)
    monkeypatch.setattr(em, "_SETTLED", -1.0)
    full = em.cluster(z, designs, np.random.default_rng(1))
    assert early < 0.7 * (len(steps) - early)
    assert found[0].score == pytest.approx(full[0].score, abs=1e-2)
    one, other = (each[0].shares[np.argsort(each[0].shares.sum(axis=1))] for each in (found, full))
    np.testing.assert_allclose(one, other, atol=0.01)
