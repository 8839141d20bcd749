"""No chain starts in a mode from which it would run away, if there is another one."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pybrms_mix.build.build import build
from pybrms_mix.build.unsampled import unsampled
from pybrms_mix.sampling.deduplicate import for_sampler
from pybrms_mix.stan.engines.engine import prepare
from pybrms_mix.stan.engines.settings import Settings
from pybrms_mix.stan.explore import explore, optima, spread
from pybrms_mix.stan.prepare.mode_masses import Mode, Modes, without_runaways
from pybrms_mix.stan.prepare.optimum import Optimum
from pybrms_mix.start.exploring import Exploring, named_modes

BUDGET = 2000  # gradients
TWO = "mixture(gaussian, gaussian)"


def three_covariates(seed=2, n=90):
    """Return components with flat coefficients: a few rows can be a mode of their own."""
    rng = np.random.default_rng(seed)
    x, first = rng.normal(size=(n, 3)), rng.random(n) < 0.35
    y = np.where(first, 3.0, 0.0) + 0.5 * x[:, 0] + rng.normal(size=n)
    return pd.DataFrame({"y": y, "x1": x[:, 0], "x2": x[:, 1], "x3": x[:, 2]})


def searched(prior=None):
    data = three_covariates()
    built = build("y ~ x1 + x2 + x3", data, TWO, prior, "no", None)
    program, rows = for_sampler(built.model, unsampled(built, "d").program, prior_only=False)
    prepared, guesses = prepare(program, rows), Exploring(built.model)
    return prepared, guesses, explore(prepared, guesses, BUDGET)


@pytest.fixture(scope="module")
def flat():
    return searched()


@pytest.mark.wide
def test_modes_beside_a_plateau_get_no_chain_if_others_hold_theirs(flat):
    prepared, guesses, found = flat
    assert found.unheld >= 1
    kept = [m for m, mass in zip(found.modes, found.masses, strict=True) if mass > 0.01]
    for mode in kept:
        optimum = Optimum(mode.point, mode.value, 0.0, 0)
        assert guesses.runs_away(prepared, optimum, BUDGET)[0] is False
    zeros = np.zeros((4, prepared.dimension))
    points, _, new = spread(prepared, found, zeros, Settings(seed=1))
    for point in points if new else []:
        # in standard deviations
        away = [np.linalg.norm(np.linalg.solve(m.factor, point - m.point)) for m in kept]
        assert min(away) < 3


def test_with_priors_every_mode_holds_its_chains():
    prior = [f"prior(normal(0, 3), b, dpar = mu{k})" for k in (1, 2)]
    assert searched(prior)[2].unheld == 0


def mode(value, log_mass, at=0.0):
    return Mode(np.array([at]), value, log_mass, np.eye(1))


def lost(value):
    return Optimum(np.zeros(1), value, 1.0, 1)


def below(limit):
    """Return that chains run away from optima below a log density, with one gradient each."""
    return lambda optimum: (optimum.value < limit, 1)


def test_a_single_mode_is_not_examined():
    modes = Modes((mode(-1, 0.0),), 0, 3, 100)
    assert without_runaways(modes, below(0)) is modes


def test_if_all_run_away_all_stay():
    modes = Modes((mode(-1, 0.0), mode(-2, 0.0)), 1, 3, 100)
    found = without_runaways(modes, below(0))
    assert found.modes == modes.modes
    assert (found.first, found.gradients, found.unheld) == (1, 102, 0)


def test_the_first_mode_keeps_its_place_or_has_none():
    held, running = mode(-1, 0.0), mode(-9, 1.0)
    for first, expected in ((0, None), (1, 0), (None, None)):
        found = without_runaways(Modes((running, held), first, 3, 100), below(-5))
        assert found.modes == (held,)
        assert (found.first, found.without_mass) == (expected, 1)


def test_a_small_mode_is_examined_once_the_large_one_is_left_out():
    modes = Modes((mode(-9, 10.0), mode(-8, 0.0), mode(-1, -0.5)), 0, 3, 100)
    assert modes.masses[1] < 0.01
    assert without_runaways(modes, below(-5)).modes == modes.modes[2:]


@pytest.mark.parametrize(("runs", "starts_in_mode"), [(True, True), (False, False)])
def test_a_higher_optimum_that_runs_away_hides_no_mode(runs, starts_in_mode):
    """The best guess led to a spike: chains start in the mode that has mass."""
    modes = Modes((mode(-3.0, 0.0, at=5.0),), None, 3, 100, (lost(9.0), lost(-50.0)))
    found = without_runaways(modes, lambda o: (runs and o.value > 0, 1))
    assert found.without_mass == 2

    class Flat:
        def log_density(self, point):
            return 0.0, np.zeros(1)

    points, own, new = spread(Flat(), found, np.zeros((4, 1)), Settings(seed=1))
    assert new is starts_in_mode
    if new:
        assert np.all(np.abs(points - 5) < 3)
        assert own == [found.modes[0]] * 4
    else:
        assert not points.any() and not own


@pytest.mark.wide
def test_modes_are_reported_without_those_that_run_away(flat):
    prepared, guesses, found = flat
    reported = named_modes(guesses, optima(prepared, found))
    assert "further optima" in str(reported)
    assert len(reported.masses) == len(found.modes)
    assert len(reported.side) == sum(len(m.side) for m in found.modes)
