"""Starts of mixtures of whole groups, and of all proportions predicted."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pybrms_mix.build.build import build
from pybrms_mix.start.em import cluster
from pybrms_mix.start.guess import guess
from pybrms_mix.start.units import Units
from tests.start.test_guess import chosen

pytestmark = pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.PybrmsWarning")


def growth(slopes, persons=60, times=5, seed=1):
    """Return trajectories, rows out of order, whose classes overlap row by row; and the classes."""
    rng = np.random.default_rng(seed)
    classes = np.arange(persons) % len(slopes)
    person = rng.permutation(np.repeat(np.arange(persons), times))
    t = rng.uniform(-1, 1, len(person))
    y = 2 + np.array(slopes)[classes[person]] * t + 0.6 * rng.normal(size=len(person))
    return pd.DataFrame({"id": person, "t": t, "y": y}), classes


@pytest.mark.parametrize("slopes", [(-1.5, 1.5), (-3.0, 0.0, 3.0)])
def test_the_start_of_a_growth_mixture_is_in_its_classes(slopes):
    frame, _ = growth(slopes)
    family = f"mixture(gaussian, nmix = {len(slopes)}, gr = 'id', order = 'none')"
    best = guess(build("y ~ t", frame, family).model).candidates()[0]
    found = sorted(float(best[f"b_mu{k}"][0]) for k in range(1, len(slopes) + 1))
    assert found == pytest.approx(slopes, abs=0.35)
    assert best["theta"] == pytest.approx([1 / len(slopes)] * len(slopes), abs=0.1)


def test_all_rows_of_a_group_have_the_same_share():
    frame, classes = growth((-1.5, 1.5))
    units = Units.groups(frame["id"].to_numpy())
    x = np.c_[np.ones(len(frame)), frame["t"]]
    found = cluster(frame["y"].to_numpy(), [x, x], np.random.default_rng(1), units=units)[0]
    by_person = pd.DataFrame(found.shares.T).groupby(frame["id"].to_numpy())
    assert (by_person.nunique() == 1).to_numpy().all()
    right = np.mean((by_person.first()[0] > 0.5).to_numpy() == (classes == 0))
    assert max(right, 1 - right) > 0.9


def test_groups_count_as_often_in_the_proportions_whatever_their_rows():
    rng = np.random.default_rng(3)
    person = np.repeat(np.arange(40), np.where(np.arange(40) < 30, 2, 20))
    y = np.where(person < 30, 0.0, 8.0) + rng.normal(size=len(person))
    frame = pd.DataFrame({"id": person, "y": y})
    best = guess(build("y ~ 1", frame, "mixture(gaussian, gaussian, gr = 'id')").model)
    assert best.candidates()[0]["theta"] == pytest.approx([31 / 42, 11 / 42], abs=0.02)


@pytest.mark.parametrize(("groups", "rows"), [(500, 4), (3, 2000)])
def test_of_many_rows_whole_groups_are_looked_at(groups, rows):
    units = Units.groups(np.tile(np.arange(groups), rows))
    kept = units.sample(400, np.random.default_rng(1))
    assert len(kept) <= 1600
    taken = np.bincount(np.tile(np.arange(groups), rows)[kept], minlength=groups)
    if groups > 3:
        assert set(taken) == {0, rows}
    assert len(np.unique(kept)) == len(kept)


def test_sums_over_units_are_those_of_their_rows():
    index = np.array([2, 0, 2, 1, 0])
    values = np.array([[1.0, 2, 4, 8, 16], [3, 0, 0, 0, 1]])
    found = Units.groups(index).summed(values)
    np.testing.assert_array_equal(found, [[5, 18, 5, 8, 18], [3, 1, 3, 0, 1]])
    np.testing.assert_array_equal(Units.rows(5).summed(values), values)


def test_proportions_that_are_all_predicted_have_starts():
    rng = np.random.default_rng(4)
    frame = pd.DataFrame({"y": np.r_[rng.normal(0, 1, 80), rng.normal(6, 1, 20)]})
    prepared, points = chosen(
        "bf(y ~ 1, theta1 ~ 1, theta2 ~ 1)", frame, "mixture(gaussian, gaussian, refcat = NA)"
    )
    cells = prepared.constrain(points[0])
    odds = float(np.ravel(cells["Intercept_theta2"])[0] - np.ravel(cells["Intercept_theta1"])[0])
    assert odds == pytest.approx(np.log(20 / 80), abs=0.3)
    assert cells["ordered_Intercept"] == pytest.approx([0, 6], abs=0.5)
