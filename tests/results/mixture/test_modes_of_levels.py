"""Modes of models with group-level effects, compared with symmetry and bridge sampling."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.stats import norm

import pybrms_mix as pm

pytestmark = pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.PybrmsWarning")

TWO = "mixture(gaussian, gaussian)"
FREE = "mixture(gaussian, gaussian, order = 'none')"


def heap(centre, count, spread=0.7):
    return centre + spread * norm.ppf((np.arange(count) + 0.5) / count)


def between():
    """Return eight groups with both heaps and one group whose rows lie in the middle of them."""
    away = (-1.2, -0.8, -0.4, -0.1, 0.1, 0.4, 0.8, 1.2)
    both = [np.r_[heap(a - 5, 6), heap(a + 5, 6)] for a in away]
    return pd.DataFrame(
        {"y": np.concatenate([*both, heap(0, 4)]), "g": [*np.repeat(range(8), 12), *[8] * 4]}
    )


def alike(kind, text):
    return [f"prior({text}, {kind}, dpar = mu{k})" for k in (1, 2)]


BETWEEN = [
    *alike("Intercept", "normal(0, 5)"), *alike("sd", "normal(1, 0.02)"),
    *[f"prior(gamma(5, 5), class = sigma{k})" for k in (1, 2)],
]  # fmt: skip


def test_labels_exchanged_in_a_level_are_two_modes_of_equal_mass():
    """The group in the middle belongs to either component; reflection makes both cases equal."""
    model = pm.brm("y ~ 1 + (1 | g)", between(), TWO, BETWEEN, empty=True)
    found = pm.find_modes(model)
    assert found.matter == 2
    np.testing.assert_allclose(found.masses[:2], 0.5, atol=0.01)
    level = [
        dict(zip(found.names, point, strict=True))["r_g__mu1[8,Intercept]"]
        for point in found.points[:2]
    ]
    assert sorted(abs(x) > 2 for x in level) == [False, True]
    assert (
        "g = 8" in found.differences[1] or "rows belong to other components" in found.differences[1]
    )


def test_chains_start_in_the_modes_of_levels_and_pass_between_them_now_and_then():
    """A pilot run has a metric with which chains pass within some hundred draws."""
    fit = pm.brm(
        "y ~ 1 + (1 | g)", between(), TWO, BETWEEN, chains=2, iter=800, warmup="auto", seed=1,
        silent=2,
    )  # fmt: skip
    assert fit.run.modes.matter == 2
    assert fit.run.warmup < 200  # the chains of both modes have the metric of a pilot run
    overview = pm.by_mode(fit).overview
    assert overview["chains"].sum() == 2
    assert (overview["draws"] > 0.05).all()
    assert not pm.mode_check(fit).unsearched


def crossing(ids=25):
    """Return two lines that cross where no rows are, with an intercept of each person."""
    rng = np.random.default_rng(3)
    x = rng.uniform(-2, 2, 150)
    x = np.sign(x) * (1 + np.abs(x) / 10)
    who = rng.integers(0, ids, 150)
    slope = np.where(rng.random(150) < 0.5, 1.5, -1.5)
    y = slope * x + 0.3 * rng.normal(size=ids)[who] + 0.4 * rng.normal(size=150)
    return pd.DataFrame({"x": x, "y": y, "id": who})


def cells():
    """Return two components whose order differs between the levels of a factor."""
    rng = np.random.default_rng(8)
    f, g = rng.integers(0, 3, 240), rng.integers(0, 20, 240)
    mean = np.array([[0, 3], [0, 3], [4, 1]])[f, (rng.random(240) < 0.5).astype(int)]
    y = mean + 0.4 * rng.normal(size=20)[g] + 0.7 * rng.normal(size=240)
    return pd.DataFrame({"y": y, "f": np.array(list("abc"))[f], "g": g})


WIDE = [*alike("b", "normal(0, 3)"), *alike("Intercept", "normal(0, 3)")]


@pytest.mark.parametrize(
    ("formula", "make", "count"),
    [("y ~ x + (1 | id)", crossing, 2), ("y ~ f + (1 | g)", cells, 4)],
    ids=["lines", "cells"],
)
def test_masses_beside_levels_are_those_of_bridge_sampling(formula, make, count):
    fit = pm.brm(formula, make(), FREE, WIDE, warmup="auto", seed=1, silent=2)
    found = fit.run.modes
    assert found.matter == count
    assert found.gradients < 0.1 * fit.run.gradients
    bridge = pm.mode_masses(fit)
    densities = dict(zip(bridge.log_densities, bridge.masses, strict=True))
    for density, mass in list(zip(found.log_densities, found.masses, strict=True))[:count]:
        assert 1 / 1.5 < mass / densities[density] < 1.5


def test_a_model_with_levels_and_one_mode_is_healthy_and_searched():
    rng = np.random.default_rng(2)
    g, some = rng.integers(0, 12, 200), rng.random(200) < 0.4
    y = np.where(some, 6, 0) + 0.7 * rng.normal(size=12)[g] + rng.normal(size=200)
    d = pd.DataFrame({"y": y, "g": g})
    fit = pm.brm("y ~ 1 + (1 | g)", d, TWO, chains=2, iter=800, seed=1, silent=2)
    assert fit.run.modes.matter == 1
    assert not fit.run.modes.skipped
    check = pm.mode_check(fit)
    assert check.healthy
    assert not check.unsearched
