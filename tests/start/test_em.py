"""The short EM for starting values, and the search for the parameters of a component."""

from __future__ import annotations

import numpy as np
import pytest

from pybrms_mix.family.read import read
from pybrms_mix.start.em import _EM, _Joint, cluster
from pybrms_mix.start.single_component import Rows, fitted
from pybrms_mix.start.units import Units


def shares(z, designs, seed=1):
    return cluster(np.asarray(z), designs, np.random.default_rng(seed))[0].shares


def test_clusters_far_apart_are_found_whatever_their_sizes():
    rng = np.random.default_rng(1)
    which = np.repeat([0, 1, 2], [10, 60, 130])
    z = np.array([0.0, 8.0, 30.0])[which] + rng.normal(size=200)
    found = shares(z, [np.ones((200, 1))] * 3).argmax(axis=0)
    assert len(set(zip(which, found, strict=True))) == 3


def test_lines_that_cross_are_told_apart_by_their_slopes():
    rng = np.random.default_rng(2)
    x = rng.uniform(-3, 3, 200)
    which = rng.integers(0, 2, 200)
    z = np.where(which, 2.0, -2.0) * x + 0.2 * rng.normal(size=200)
    found = shares(z, [np.c_[np.ones(200), x]] * 2).argmax(axis=0)
    assert max(np.mean(found == which), np.mean(found != which)) > 0.93


def test_a_cluster_of_equal_values_keeps_a_spread_and_the_others_are_found():
    z = np.r_[np.zeros(30), np.random.default_rng(3).normal(5, 1, 70)]
    found = shares(z, [np.ones((100, 1))] * 2)
    assert np.isfinite(found).all()
    assert sorted(found.sum(axis=1).round()) == pytest.approx([30, 70], abs=2)


def test_neither_the_unit_nor_the_origin_of_the_response_matters():
    rng = np.random.default_rng(4)
    z = np.r_[rng.normal(0, 1, 40), rng.normal(6, 2, 60)]
    plain = shares(z, [np.ones((100, 1))] * 2)
    moved = shares(1e6 * z + 1e3, [np.ones((100, 1))] * 2)
    np.testing.assert_allclose(moved, plain, atol=0.02)


@pytest.mark.parametrize("data", [0, 11])
def test_the_solution_does_not_depend_on_the_random_starts(data):
    """Seven lines for 80 persons: random starts alone miss the best solution by 1 to 1.9."""
    rng = np.random.default_rng(data)
    t = np.tile(np.arange(5.0), 80)
    x = np.c_[np.ones(400), t]
    b = rng.normal(0, 1, (7, 2))
    z = (x * b[np.repeat(rng.integers(7, size=80), 5)]).sum(axis=1) + 0.7 * rng.normal(size=400)
    units = Units.groups(np.repeat(np.arange(80), 5))
    found = [cluster(z, [x] * 7, np.random.default_rng(s), units=units)[0] for s in (1, 2, 3)]
    scores = [one.score for one in found]
    assert max(scores) - min(scores) < 0.05


def test_a_cluster_is_split_by_the_slopes_of_its_units():
    rng = np.random.default_rng(6)
    t = np.tile(np.linspace(-1, 1, 4), 40)
    x = np.c_[np.ones(160), t]
    which = np.repeat(rng.integers(2, size=40), 4)
    z = np.where(which, 3.0, -3.0) * t + 0.1 * rng.normal(size=160)
    units = Units.groups(np.repeat(np.arange(40), 4))
    splits = list(_EM.of(z, [x] * 2, units).splits(np.ones((1, 160))))
    assert all((s.sum(axis=0) == 1).all() for s in splits)
    assert any(len(set(zip(which, s.argmax(axis=0), strict=True))) == 2 for s in splits)


def test_clusters_with_different_columns_are_not_split():
    rng = np.random.default_rng(7)
    x = np.c_[np.ones(50), rng.normal(size=50)]
    joint = _Joint([_EM.of(rng.normal(size=50), [x, x[:, :1]], Units.rows(50))])
    assert joint._grown(rng) == []


@pytest.mark.parametrize(
    ("family", "draw", "truth"),
    [
        ("gaussian()", lambda r, n: r.normal(np.exp(1), 40.0, n), {"sigma": 40.0}),
        ("Gamma('log')", lambda r, n: r.gamma(6.0, np.exp(1) / 6.0, n), {"shape": 6.0}),
        ("Beta()", lambda r, n: r.beta(0.3 * 20, 0.7 * 20, n), {"phi": 20.0}),
        (
            "negbinomial()",
            lambda r, n: r.negative_binomial(3, 3 / (3 + np.exp(1)), n),
            {"shape": 3.0},
        ),
    ],
)
def test_the_search_finds_the_parameters_of_which_the_response_was_drawn(family, draw, truth):
    y = draw(np.random.default_rng(5), 3000)
    (component,) = read(family).components
    eta = {"logit": np.log(0.3 / 0.7), "identity": np.exp(1)}.get(component.link("mu"), 1.0)
    found = fitted(component, Rows(y, {}, np.ones(3000)), np.full(3000, eta), float(y.std()))
    for name, value in truth.items():
        assert found.values[name] == pytest.approx(value, rel=0.15)
