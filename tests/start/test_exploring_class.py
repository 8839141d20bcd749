"""Modes of a latent class of several responses: their search, their masses, and chains in each."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidArgument, RunawayWarning
from pybrms_mix.build.build import build
from pybrms_mix.results.fit import Fit
from pybrms_mix.start.exploring import unfit

ITEMS = ("i1", "i2", "i3", "i4")
BINARY = 'mixture(bernoulli, bernoulli, class = "c")'
OF_ITEMS = " + ".join(f"bf({item} ~ 1, family = {BINARY})" for item in ITEMS)


def two_divisions(rows: int = 120) -> pd.DataFrame:
    """Return items of which the first two divide the rows one way, the last two another way.

    Each row stands beside one with the pairs of items exchanged, so that both divisions fit the
    data equally well.
    """
    rng = np.random.default_rng(2)
    division = rng.integers(0, 2, (2, rows)).repeat(2, axis=0)
    items = np.where(rng.random(division.shape) < 0.9, division, 1 - division)
    both = np.concatenate([items, items[[2, 3, 0, 1]]], axis=1)
    return pd.DataFrame(dict(zip(ITEMS, both, strict=True)))


@pytest.fixture(scope="module")
def fit() -> Fit:
    with pytest.warns(UserWarning, match="2 modes"):
        return pm.brm(OF_ITEMS, two_divisions(), chains=2, iter=1000, seed=1, silent=2)


def test_a_class_with_two_divisions_of_the_rows_has_two_modes_of_equal_mass(fit):
    modes = fit.run.modes
    assert modes.matter == 2
    np.testing.assert_allclose(modes.masses, [0.5, 0.5], atol=0.01)
    np.testing.assert_allclose(*modes.log_densities, rtol=1e-8)
    # Each mode distinguishes the classes by a different pair of items.
    names, apart = list(modes.names), []
    for point in np.asarray(modes.points):
        ends = [point[names.index(f"b_mu{k}_{i}_Intercept")] for k in (1, 2) for i in ITEMS]
        apart.append(np.abs(np.subtract(ends[:4], ends[4:])))
    strong, weak = 2.0, 1.0
    first, second = sorted(apart, key=lambda gaps: -gaps[0])
    assert (first[:2] > strong).all() and (first[2:] < weak).all()
    assert (second[2:] > strong).all() and (second[:2] < weak).all()


def test_chains_start_in_both_modes_and_the_check_says_so(fit):
    check = fit.mode_check()
    assert sorted(check.chains["mode"]) == [1, 2]
    assert any("2 modes" in note for note in check.notes)
    # Unlike the approximation at the maxima, draws estimate the masses with an error.
    bridged = pm.mode_masses(fit)
    assert bridged.approach == "bridge sampling" and min(bridged.masses) > 0.25


def test_a_class_that_all_items_tell_has_one_mode():
    rng = np.random.default_rng(1)
    which = rng.integers(0, 2, 300)
    shares = np.array([[0.9, 0.85, 0.8, 0.9], [0.1, 0.2, 0.15, 0.1]])[which]
    rows = pd.DataFrame(rng.random(shares.shape) < shares, columns=ITEMS).astype(int)
    found = pm.find_modes(pm.brm(OF_ITEMS, rows, empty=True))
    assert found.matter == 1 and found.masses[0] > 0.999
    assert found.searches > 10


def profiles(rows: int = 160) -> pd.DataFrame:
    rng = np.random.default_rng(4)
    groups = np.repeat(rng.integers(0, 2, rows // 4), 4)
    return pd.DataFrame(
        {"y": 3 * groups + rng.normal(size=rows), "n": rng.poisson(2 + 5 * groups),
         "o": rng.normal(size=rows), "x": rng.normal(size=rows), "id": np.arange(rows) // 4}
    ).assign(y=lambda d: d["y"].where(d.index % 7 > 0))  # fmt: skip


MEMBERS = (
    'bf(y ~ x{terms}, family = mixture(gaussian, gaussian, class = "c"{more})) + '
    'bf(n ~ 1, family = mixture(poisson, poisson, class = "c"{more}))'
)


@pytest.mark.parametrize(
    "formula",
    [
        MEMBERS.format(terms="", more=""),
        MEMBERS.format(terms="", more="") + " + bf(o | subset(x > 0) ~ x, family = gaussian())",
        MEMBERS.format(terms="", more=', gr = "id"'),
        MEMBERS.format(terms=" + (1 | id)", more=', gr = "id"'),
    ],
    ids=["missing responses", "a response outside", "groups", "effects of different levels"],
)
def test_modes_of_profiles_are_looked_for_whatever_else_the_model_has(formula):
    found = pm.find_modes(pm.brm(f"{formula} + set_rescor(FALSE)", profiles(), empty=True))
    assert found.matter == 1
    assert 0.3 < found.sizes[0][0] < 0.7
    point = dict(zip(found.names, found.points[0], strict=True))
    means = sorted(point[f"b_mu{k}_y_Intercept"] for k in (1, 2))
    np.testing.assert_allclose(means, [0, 3], atol=0.5)


def test_responses_without_a_common_class_have_no_modes_to_look_for():
    single = "bf(y ~ 1, family = mixture(gaussian, gaussian)) + bf(o ~ x, family = gaussian())"
    formula = f"{single} + set_rescor(FALSE)"
    assert unfit(build(formula, profiles(), None).model) == "the responses have no common class"
    with pytest.raises(InvalidArgument, match="no common class"):
        pm.find_modes(pm.brm(formula, profiles(), empty=True))


def test_a_coefficient_of_one_response_that_runs_away_is_named_with_its_response():
    rows = profiles().assign(b=lambda d: (d["x"] > 0).astype(int))
    formula = MEMBERS.format(terms="", more="") + f" + bf(b ~ x, family = {BINARY})"
    with pytest.warns(RunawayWarning, match=r"of 'b' separates[^\n]*, resp = b\)"):
        pm.brm(f"{formula} + set_rescor(FALSE)", rows, chains=2, iter=400, seed=1, silent=2)
