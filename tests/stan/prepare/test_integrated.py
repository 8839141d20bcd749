"""Levels of groups are integrated out: value, gradient, modes and masses are exact."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import integrate, stats

from pybrms_mix.stan.prepare.integrated import Marginal
from pybrms_mix.stan.prepare.level_parts import Levels, linked
from pybrms_mix.stan.prepare.mode_masses import search
from pybrms_mix.stan.prepare.optimum import curvature

SAME = np.eye(2, dtype=bool)
GROUPS, EACH = 24, 4
Y = np.random.default_rng(3).normal(size=(GROUPS, EACH)) + np.linspace(-2, 2, GROUPS)[:, None]
PARTS = [np.array([2 + g]) for g in range(GROUPS)]


def normal(u):
    """Return the density of normal responses whose means vary over groups: mean, log sd, levels."""
    mean, sd, z = u[0], np.exp(u[1]), u[2:]
    error = Y - mean - sd * z[:, None]
    value = -0.5 * (error**2).sum() - 0.5 * Y.size * np.log(2 * np.pi)
    value += stats.norm.logpdf(z).sum() + stats.norm.logpdf(mean, 0, 3) - sd + u[1]
    slope = error.sum(axis=1)
    return float(value), np.r_[
        slope.sum() - mean / 9, (slope * z).sum() * sd - sd + 1, slope * sd - z
    ]


def exact(mean, log_sd):
    """Return the same density with the levels integrated out."""
    sd = np.exp(log_sd)
    cov = np.eye(EACH) + sd**2
    groups = stats.multivariate_normal.logpdf(Y, np.full(EACH, mean), cov).sum()
    return groups + stats.norm.logpdf(mean, 0, 3) - sd + log_sd


@pytest.mark.parametrize("point", [(0.0, 0.0), (1.0, 0.7), (-1.0, -2.0)])
def test_levels_of_a_normal_model_are_integrated_out_exactly(point):
    surface = Marginal(normal, Levels.of(PARTS, 2 + GROUPS))
    here = surface.settled(np.r_[point, np.ones(GROUPS)])
    assert here.value == pytest.approx(exact(*point), abs=1e-6)
    for at, slope in enumerate(surface.slope(here)):
        ahead, behind = list(point), list(point)
        ahead[at] += 1e-4
        behind[at] -= 1e-4
        assert slope == pytest.approx((exact(*ahead) - exact(*behind)) / 2e-4, abs=2e-3)


def test_the_curvature_of_all_coordinates_takes_few_gradients():
    levels = Levels.of(PARTS, 2 + GROUPS)
    point = np.random.default_rng(5).normal(size=2 + GROUPS) / 2
    count = []

    def counting(u):
        count.append(u)
        return normal(u)

    found = levels.whole(counting, point)
    assert len(count) == levels.whole_cost() == 6
    np.testing.assert_allclose(found, curvature(normal, point), rtol=1e-4, atol=1e-4)


def test_the_mode_of_the_population_is_not_that_of_the_joint_density():
    surface = Marginal(normal, Levels.of(PARTS, 2 + GROUPS))
    optimum = surface.climb(np.zeros(2 + GROUPS))
    grid = np.linspace(-2, 2, 401)
    best = max((exact(m, s), m, s) for m in np.linspace(-1, 1, 41) for s in grid)
    np.testing.assert_allclose(optimum.point[:2], best[1:], atol=0.05)
    assert best[0] <= optimum.value < best[0] + 0.01
    assert np.exp(normal_mode()[1]) > 1.3 * np.exp(optimum.point[1])


def normal_mode():
    """Return the maximum of the joint density."""
    from pybrms_mix.stan.prepare.optimum import maximise

    return maximise(normal, np.zeros(2 + GROUPS)).point


def test_the_mass_is_the_integral_over_all_coordinates():
    surface = Marginal(normal, Levels.of(PARTS, 2 + GROUPS))
    mode, used = surface.mode(surface.climb(np.zeros(2 + GROUPS)))
    assert used > 0
    total = integrate.dblquad(lambda s, m: np.exp(exact(m, s)), -4, 4, -6, 4)[0]
    assert mode.log_mass == pytest.approx(np.log(total), abs=0.1)
    assert mode.factor.shape[0] == 2 + GROUPS
    draws = mode.factor @ np.random.default_rng(1).normal(size=(mode.factor.shape[1], 4000))
    centre = integrate.dblquad(lambda s, m: m * np.exp(exact(m, s)), -4, 4, -6, 4)[0] / total
    second = integrate.dblquad(lambda s, m: m**2 * np.exp(exact(m, s)), -4, 4, -6, 4)[0] / total
    assert draws[0].std() == pytest.approx(np.sqrt(second - centre**2), rel=0.15)


MIDDLE = np.array([-0.6, 0.0, 0.1, 0.5])
HEAPS = np.r_[-5 + MIDDLE, 5 + MIDDLE]
SD = 1.0


def mixed(u):
    """Return a density of two components, whose levels differ over groups; the last is in between.

    Coordinates: the mean of the second component and minus that of the first, then two levels of
    each group. The density is symmetric: exchange of the components reverses all signs.
    """
    z = u[2:].reshape(-1, 2)
    value, gradient = -0.5 * float(((u[:2] - 5) ** 2).sum()), np.r_[5 - u[:2], -u[2:]]
    value -= 0.5 * float(u[2:] @ u[2:])
    for g, rows in enumerate([HEAPS, HEAPS + 0.3, HEAPS - 0.3, MIDDLE - MIDDLE.mean()]):
        means = np.array([-u[0], u[1]]) + SD * z[g]
        logs = -0.5 * (rows[:, None] - means) ** 2 + np.log(0.5)
        total = np.logaddexp.reduce(logs, axis=1)
        value += float(total.sum())
        slope = (np.exp(logs - total[:, None]) * (rows[:, None] - means)).sum(axis=0)
        gradient[0] -= slope[0]
        gradient[1] += slope[1]
        gradient[2 + 2 * g : 4 + 2 * g] += SD * slope
    return value, gradient


def test_labels_exchanged_in_a_group_are_a_mode_of_the_same_mass():
    levels = Levels.of([np.array([2 + 2 * g, 3 + 2 * g]) for g in range(4)], 10)
    surface = Marginal(mixed, levels)

    def memberships(u):
        z = u[2:].reshape(-1, 2)
        means = np.array([-u[0], u[1]]) + SD * z[3]
        logs = -0.5 * (MIDDLE[:, None] - means) ** 2
        return np.exp(logs - np.logaddexp.reduce(logs, axis=1)[:, None])

    def moves(u):
        there = u.copy()
        there[[3, 5, 7, 9]] = u[[2, 4, 6, 8]] - (u[1] + u[0]) / SD
        there[[2, 4, 6, 8]] = 0
        return surface.alternatives(u, there, 6, 4)

    start = np.r_[5.0, 5.0, np.zeros(6), 5.0, 0.0]
    alone = search(surface, [start], memberships, SAME, 2000)
    assert len(alone.modes) == 1
    found = search(surface, [start], memberships, SAME, 2000, moves=moves)
    np.testing.assert_allclose(found.masses, [0.5, 0.5], atol=0.01)
    away = [m.point[8:] for m in found.modes]
    np.testing.assert_allclose(away[0], -away[1][::-1], atol=0.05)


def test_levels_that_a_row_or_a_unit_joins_are_one_part():
    nested = [(np.array([0, 0, 1, 1, 2]),), (np.array([0, 1, 2, 3, 4]),)]
    assert linked(nested, [3, 5]).tolist() == [0, 1, 2, 0, 0, 1, 1, 2]
    crossed = [(np.array([0, 0, 1, 1]),), (np.array([0, 1, 1, 0]),)]
    assert linked(crossed, [2, 2]).tolist() == [0, 0, 0, 0]
    several = [(np.array([0, 2]), np.array([1, 3]))]
    assert linked(several, [4]).tolist() == [0, 0, 2, 2]


def test_parts_that_depend_on_each_other_are_noticed():
    point = 0.1 * np.ones(2 + GROUPS)
    assert Levels.of(PARTS, 2 + GROUPS).separate(normal, point)

    def joined(u):
        value, gradient = normal(u)
        away = u[2] - u[3]
        gradient[2:4] -= [away, -away]
        return value - 0.5 * away**2, gradient

    assert not Levels.of(PARTS, 2 + GROUPS).separate(joined, point)
    wider = Levels.of([np.array([2, 3]), *PARTS[2:]], 2 + GROUPS)
    assert wider.separate(joined, point)
