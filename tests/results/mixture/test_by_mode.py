"""Modes that are found before sampling, compared with grids, symmetry and simulated truth."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from scipy.special import logsumexp
from scipy.stats import norm

import pybrms_mix as pm
from pybrms_mix.results.mixture.found_modes import SideMaximum
from pybrms_mix.stan import explore as module_of_explore
from pybrms_mix.stan.prepare.mode_masses import search

pytestmark = pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.PybrmsWarning")

ORDERED = "mixture(gaussian, gaussian, order = 'mu')"
FACTOR = 1.5  # the largest ratio between a mass and its reference


def three_heaps():
    """Return three equal heaps for two components: by reflection two modes of equal mass."""
    heap = norm.ppf((np.arange(20) + 0.5) / 20) * 0.7
    return pd.DataFrame({"y": np.concatenate([heap + centre for centre in (0, 6, 12)])})


HEAPS = [
    "prior(normal(6, 6), Intercept, dpar = mu1)",
    "prior(normal(6, 6), Intercept, dpar = mu2)",
    "prior(gamma(5, 2), class = sigma1)",
    "prior(gamma(5, 2), class = sigma2)",
]

# The heap of rows on the right is wider: less dense for a component of spread 0.3, but larger.
UNEVEN = pd.DataFrame({
    "y": [
        -2.05, -1.81, -1.62, -1.37, 0.81, 1.23, 1.49, 1.71, 1.94, 2.2, 2.62,
        *np.linspace(-3, 3, 10).round(2),
    ]
})  # fmt: skip
FIXED = "bf(y ~ 1, sigma1 = 0.3, sigma2 = 2, theta1 = 1, theta2 = 1)"
FIXED_PRIOR = [
    "prior(normal(0, 3), Intercept, dpar = mu1)",
    "prior(normal(0, 3), Intercept, dpar = mu2)",
]


def keystrokes(n=300):
    """Return two lognormal components whose mean and share differ between four cells."""
    rng = np.random.default_rng(2)
    d = pd.DataFrame({
        "lang": np.tile(["EN", "ES"], n // 2), "type": rng.choice(["within", "between"], n)
    })  # fmt: skip
    slow = rng.random(n) < 1 / (1 + np.exp(1 - 1.2 * (d["type"] == "between")))
    d["iki"] = np.exp(rng.normal(5 + 0.2 * (d["lang"] == "ES") + 1.5 * slow, 0.35))
    return d


CELLS = "bf(iki ~ type * lang, theta2 ~ type * lang)"
CELLS_PRIOR = [
    "prior(normal(0, 2), b, dpar = mu1)",
    "prior(normal(0, 2), b, dpar = mu2)",
    "prior(normal(0, 1), b, dpar = theta2)",
]


def test_modes_that_are_reflections_have_half_of_the_mass_each():
    model = pm.brm("y ~ 1", three_heaps(), ORDERED, HEAPS, empty=True)
    found = pm.find_modes(model)
    assert found.matter == 2
    np.testing.assert_allclose(found.masses, 0.5, atol=0.01)
    at = list(found.names).index("theta1")
    np.testing.assert_allclose(sorted(p[at] for p in found.points), [1 / 3, 2 / 3], atol=0.03)


def by_grid(y, modes):
    """Return the mass of the region about each mode of the narrow component's mean, by a grid."""
    one, two = np.linspace(-6, 6, 601), np.linspace(-6, 6, 201)
    densities = np.logaddexp(
        norm.logpdf(y[:, None, None], one[:, None], 0.3), norm.logpdf(y[:, None, None], two, 2)
    ).sum(axis=0)
    densities += norm.logpdf(one, 0, 3)[:, None] + norm.logpdf(two, 0, 3)
    share = np.exp(densities - logsumexp(densities)).sum(axis=1)
    ascending = np.sort(modes)
    between = [np.flatnonzero((one > a) & (one < b)) for a, b in pairwise(ascending)]
    cuts = [0, *(at[share[at].argmin()] for at in between), len(one)]
    masses = [share[a:b].sum() for a, b in pairwise(cuts)]
    return np.array(masses)[np.searchsorted(ascending, modes)]


def test_the_mode_of_lower_density_may_hold_more_of_the_mass():
    family = "mixture(gaussian, gaussian, order = 'none')"
    found = pm.find_modes(pm.brm(FIXED, UNEVEN, family, FIXED_PRIOR, empty=True))
    assert found.matter == 2
    at = list(found.names).index("b_mu1_Intercept")
    truth = by_grid(UNEVEN["y"].to_numpy(), np.array([p[at] for p in found.points[:2]]))
    ratios = np.array(found.masses[:2]) / truth
    assert (ratios < FACTOR).all()
    assert (ratios > 1 / FACTOR).all()
    assert found.log_densities[0] < found.log_densities[1]
    assert truth[0] > truth[1]


def test_labels_exchanged_within_cells_of_factors_are_found_and_named():
    found = pm.find_modes(
        pm.brm(CELLS, keystrokes(), "mixture(lognormal, nmix = 2, order = TRUE)", CELLS_PRIOR,
               empty=True)
    )  # fmt: skip
    assert found.matter > 1
    at = [list(found.names).index(f"b_mu{k}_langES") for k in (1, 2)]
    cross = [list(found.names).index(f"b_mu{k}_typewithin:langES") for k in (1, 2)]
    kind = [list(found.names).index(f"b_mu{k}_typewithin") for k in (1, 2)]
    near = [
        all(abs(p[i] - 0.2) < 0.2 for i in at) and all(abs(p[i]) < 0.2 for i in kind + cross)
        for p in found.points[: found.matter]
    ]
    assert sum(near) == 1, "the truth is one of the modes"
    assert any("type = " in text or "lang = " in text for text in found.differences)


def test_components_that_change_places_are_one_mode():
    rng = np.random.default_rng(1)
    d = pd.DataFrame({"y": rng.normal([0, 5], 1, (40, 2)).ravel()})
    free = pm.brm("y ~ 1", d, "mixture(gaussian, gaussian, order = 'none')", [
        "prior(normal(3, 5), Intercept, dpar = mu1)", "prior(normal(3, 5), Intercept, dpar = mu2)"
    ], empty=True)  # fmt: skip
    apart = pm.brm("y ~ 1", d, "mixture(gaussian, gaussian, order = 'none')", [
        "prior(normal(3, 5), Intercept, dpar = mu1)", "prior(normal(3, 4), Intercept, dpar = mu2)"
    ], empty=True)  # fmt: skip
    assert pm.find_modes(free).matter == 1
    # Priors tell the components apart: the exchange leads to another mode.
    assert pm.find_modes(apart).matter == 2


@pytest.fixture(scope="module")
def heaps_fit():
    with pytest.warns(pm.PybrmsWarning, match=r"Before sampling 2 modes were found, with 50%, 50%"):
        return pm.brm("y ~ 1", three_heaps(), ORDERED, HEAPS, chains=3, iter=600, seed=3, silent=2)


def test_chains_are_spread_over_the_modes_and_convergence_tells(heaps_fit):
    split = pm.by_mode(heaps_fit)
    assert split.overview["chains"].tolist() == [2, 1]
    np.testing.assert_allclose(split.overview["mass"], 0.5, atol=0.01)
    assert heaps_fit.rhat().max() > 1.1
    check = pm.mode_check(heaps_fit)
    assert check.verdict == "several modes"
    assert any("50%, 50%" in note for note in check.notes)
    theta = [s.loc["theta1", "Estimate"] for s in split.summaries]
    np.testing.assert_allclose(sorted(theta), [1 / 3, 2 / 3], atol=0.05)


def test_the_sizes_of_the_components_in_each_mode_are_numbers(heaps_fit):
    modes = heaps_fit.run.modes
    assert np.shape(modes.sizes) == (2, 2)
    np.testing.assert_allclose(np.sum(modes.sizes, axis=1), 1)
    first, second = np.round(np.array(modes.sizes) * 100).astype(int)
    told = "; shares of the components in mode 1 and in this mode: "
    told += ", ".join(f"{a}% and {b}%" for a, b in zip(first, second, strict=True))
    assert f"mode 2: {modes.differences[1]}{told}" in str(modes)
    warned = [note for note in pm.mode_check(heaps_fit).notes if modes.differences[1] in note]
    assert warned
    assert "in this mode" not in warned[0]


def test_one_seed_gives_each_chain_the_same_draws_whatever_the_number_of_chains(heaps_fit):
    fewer = pm.brm("y ~ 1", three_heaps(), ORDERED, HEAPS, chains=2, iter=600, seed=3, silent=2)
    np.testing.assert_array_equal(fewer.draws.values, heaps_fit.draws.values[:2])
    assert fewer.run.modes == heaps_fit.run.modes


def test_modes_of_another_fit_are_refused(heaps_fit):
    moved = three_heaps().iloc[:50]
    others = [
        pm.find_modes(pm.brm("y ~ 1", moved, ORDERED, HEAPS, empty=True)),
        replace(heaps_fit.run.modes, names=("b_mu1_Intercept", "b_mu2_x")),
        replace(heaps_fit.run.modes, points=np.add(heaps_fit.run.modes.points, 0.3).tolist()),
    ]
    for modes in others:
        with pytest.raises(pm.PybrmsError, match="not those of this fit"):
            pm.by_mode(heaps_fit, modes)
    own = pm.find_modes(heaps_fit)
    assert pm.by_mode(heaps_fit, own).overview["chains"].gt(0).all()


def test_the_check_of_combined_draws_names_both_modes(heaps_fit):
    check = pm.mode_check(pm.by_mode(heaps_fit, combine="mass").fit)
    assert check.modes == 2
    words = "healthy: all chains pass between 2 modes and agree on the share of each."
    assert str(check).startswith(words)
    assert pm.mode_check(heaps_fit).modes == 1


def test_draws_of_the_prior_have_no_search_and_say_so():
    fit = pm.brm(
        "y ~ 1", three_heaps(), ORDERED, HEAPS, sample_prior="only", chains=1, iter=200, seed=1,
        silent=2,
    )  # fmt: skip
    assert fit.run.modes.skipped == "the prior alone was sampled"


def test_a_stored_fit_keeps_its_modes(heaps_fit, tmp_path):
    from pybrms_mix.store.store import read, write

    write(heaps_fit, tmp_path / "fit.nc")
    again = read(tmp_path / "fit.nc")
    assert again.run == heaps_fit.run
    assert str(pm.by_mode(again)) == str(pm.by_mode(heaps_fit))


def test_draws_near_any_maximum_of_a_mode_belong_to_it(heaps_fit, tmp_path):
    """With the second mode as a further maximum of the first, all draws are in one mode."""
    found = heaps_fit.run.modes
    split = pm.by_mode(heaps_fit)
    assert set(split.which.ravel()) == {1, 2}
    side = SideMaximum(0, found.points[1], found.log_densities[1])
    joined = replace(
        found, points=found.points[:1], masses=(1.0,), log_densities=found.log_densities[:1],
        differences=found.differences[:1], sizes=found.sizes[:1], side=(side,),
    )  # fmt: skip
    assert set(pm.by_mode(heaps_fit, joined).which.ravel()) == {1}
    assert pm.mode_masses(heaps_fit, joined).side == (side,)
    run = replace(heaps_fit.run, modes=joined)
    pm.save(replace(heaps_fit, run=run), tmp_path / "joined.h5")
    assert pm.load(tmp_path / "joined.h5").run.modes.side == (side,)


def test_starts_of_the_user_are_kept():
    start = {"b_mu1_Intercept": 0.0, "b_mu2_Intercept": 9.0}
    fit = pm.brm(
        "y ~ 1", three_heaps(), ORDERED, HEAPS, chains=2, iter=400, seed=3, silent=2, init=start
    )
    assert (
        fit.run.modes.skipped
        == "the argument 'init' sets the starting values (find_modes(fit) searches)"
    )
    with pytest.raises(pm.InvalidArgument, match="the modes of a search: the argument"):
        pm.by_mode(fit)
    split = pm.by_mode(fit, pm.find_modes(fit))
    assert sorted(split.overview["chains"]) == [0, 2]


def test_a_healthy_fit_has_one_mode_and_no_alarm():
    rng = np.random.default_rng(1)
    d = pd.DataFrame({"y": rng.normal([0, 6], 1, (60, 2)).ravel()})
    fit = pm.brm("y ~ 1", d, "mixture(gaussian, gaussian)", chains=2, iter=600, seed=1, silent=2)
    assert fit.run.modes.matter == 1
    check = pm.mode_check(fit)
    assert check.healthy
    assert check.notes == ()
    assert pm.by_mode(fit).overview["chains"].tolist() == [2]


@pytest.mark.parametrize("seed", range(2))
def test_overlapping_components_that_chains_pass_between_raise_no_alarm(seed):
    rng = np.random.default_rng(seed)
    d = pd.DataFrame({"y": 2.3 * rng.integers(3, size=80) + rng.normal(size=80)})
    fit = pm.brm("y ~ 1", d, "mixture(gaussian, nmix = 3)", seed=1, silent=2)
    assert fit.rhat().max() < 1.05
    assert not any("modes were found" in note for note in pm.mode_check(fit).notes)


def test_where_no_modes_were_looked_for_a_healthy_verdict_says_so(monkeypatch):
    """Chains that agree do not show modes that no chain has found."""
    rng = np.random.default_rng(1)
    d = pd.DataFrame({"y": rng.normal([0, 6], 1, (60, 2)).ravel(), "g": np.arange(120) % 6})
    family, how = "mixture(gaussian, gaussian)", {"chains": 2, "seed": 1, "silent": 2}
    searched = pm.mode_check(pm.brm("y ~ 1", d, family, iter=600, **how))
    assert not searched.unsearched
    assert "no search for other modes" not in str(searched)
    monkeypatch.setattr(module_of_explore, "MOST", 1)
    for formula, settings, most, reason in [
        ("y ~ 1", {"iter": 600}, 4, "the model has 5 parameters, and brm"),
        ("y ~ 1", {"iter": 600, "warmup": 90}, 250, "the warm-up is shorter than 100 iterations"),
        ("y ~ 1 + (1 | g)", {"iter": 800}, 250, "2 group-level effects depend on each other"),
    ]:
        monkeypatch.setattr(module_of_explore, "_MOST_OTHERS", most)
        fit = pm.brm(formula, d, family, **how, **settings)
        check = pm.mode_check(fit)
        assert check.unsearched.startswith(reason)
        if check.healthy:
            assert f"There was no search for other modes: {reason}" in str(check)
        assert f"There was no search for modes: {reason}" in str(fit.run.modes)


def test_levels_that_cannot_be_integrated_out_are_refused():
    d = three_heaps().assign(g=np.tile(list("abcdef"), 10), h=np.arange(60) % 7)
    for formula, reason in [
        ("y ~ 1 + (1 | g) + (1 | h)", "26 group-level effects depend on each other"),
        ("y ~ 1 + (1 | gr(g, dist = 'student'))", "Student's t distribution"),
    ]:
        model = pm.brm(formula, d, ORDERED, HEAPS, empty=True)
        with pytest.raises(pm.InvalidArgument, match=reason):
            pm.find_modes(model)


def test_a_search_ends_when_its_gradients_are_spent():
    def bumps(u):
        """Return the log density of two normal distributions at -4 and 4."""
        logs = -0.5 * (u[0] + np.array([4.0, -4.0])) ** 2 + np.log([0.75, 0.25])
        shares = np.exp(logs - logsumexp(logs))
        return float(logsumexp(logs)), np.array([-(shares * (u[0] + np.array([4.0, -4.0]))).sum()])

    def memberships(u):
        return np.array([[1.0, 0.0] if u[0] < 0 else [0.0, 1.0]])

    starts = [np.array([v]) for v in (3.0, -3.0, 2.0, 5.0)]
    found = search(bumps, starts, memberships, np.eye(2, dtype=bool), 10_000)
    np.testing.assert_allclose(found.masses, [0.75, 0.25], atol=1e-3)
    assert (found.first, found.searches) == (1, 4)
    short = search(bumps, starts, memberships, np.eye(2, dtype=bool), 1)
    assert (len(short.modes), short.searches) == (1, 1)
    exchanged = search(bumps, starts, memberships, np.ones((2, 2), dtype=bool), 10_000)
    assert len(exchanged.modes) == 1


def test_a_search_goes_on_past_its_budget_as_long_as_it_finds_new_modes():
    centres = np.arange(0.0, 100.0, 10.0)

    def bumps(u):
        """Return the log density of ten normal distributions."""
        logs = -0.5 * (u[0] - centres) ** 2
        shares = np.exp(logs - logsumexp(logs))
        return float(logsumexp(logs)), np.array([-(shares * (u[0] - centres)).sum()])

    def memberships(u):
        return np.array([np.abs(u[0] - centres) < 5], dtype=float)

    def searches(starts, budget, most):
        starts = [np.array([v]) for v in starts]
        return search(bumps, starts, memberships, np.eye(10, dtype=bool), budget, most).searches

    new = centres + 0.5
    assert searches(new, 1, 0) == 1
    assert searches(new, 1, 10_000) == 10
    # The second search confirms the first: no mode is found by one search only.
    assert searches([0.5, 0.6, 0.7, 10.5], 1, 10_000) == 2
    assert searches([0.5, 0.6, 0.7, 10.5], 10_000, 10_000) == 4
    assert searches(np.tile(new, 9), 1, 60) < 20
