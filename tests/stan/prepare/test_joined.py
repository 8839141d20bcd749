"""Maxima that a ridge connects are one mode with the mass of all; a valley keeps modes apart."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from pybrms_mix.stan.prepare.joined_modes import joined
from pybrms_mix.stan.prepare.mode_masses import search

SAME = np.eye(2, dtype=bool)


def bumps(*centres, weights=None):
    """Return a density of normal bumps in the plane, and where its searches start."""
    means = np.array([[c, 0.5 * c] for c in centres])
    shares = np.full(len(means), 1 / len(means)) if weights is None else np.array(weights)

    def density(u):
        each = shares * np.exp(-0.5 * ((u - means) ** 2).sum(axis=1)) / (2 * np.pi)
        total = each.sum()
        return float(np.log(total)), each @ (means - u) / total

    def memberships(u):
        share = stats.norm.cdf(u[0] - np.arange(-20, 21))
        return np.stack([share, 1 - share], axis=1)

    starts = [m + 0.2 for m in means]
    return joined(density, search(density, starts, memberships, SAME, 10_000))


def test_a_saddle_joins_two_maxima():
    found = bumps(0, 3, weights=(0.6, 0.4))  # 3.35 apart: the density falls by 0.8 between them
    assert len(found.modes) == 1
    assert found.first == 0
    mode = found.modes[0]
    np.testing.assert_allclose(mode.point, [0, 0], atol=0.15)
    assert len(mode.side) == 1
    np.testing.assert_allclose(mode.side[0].point, [3, 1.5], atol=0.15)
    assert mode.log_mass == pytest.approx(0, abs=0.2)
    assert mode.value > mode.side[0].value


def test_a_valley_keeps_two_modes_apart():
    found = bumps(0, 6, weights=(0.3, 0.7))
    assert [len(m.side) for m in found.modes] == [0, 0]
    np.testing.assert_allclose(found.masses, [0.7, 0.3], atol=0.01)
    assert found.first == 1


def test_maxima_are_joined_by_others_between_them():
    """The line from the first to the last maximum leads over the one in the middle."""
    found = bumps(0, 3.2, 6.4, 20, weights=(0.2, 0.2, 0.2, 0.4))
    assert [len(m.side) for m in found.modes] == [2, 0]
    np.testing.assert_allclose(found.masses, [0.6, 0.4], atol=0.05)


def test_the_order_of_the_searches_changes_no_mass():
    one, other = bumps(0, 3.2, 20, 23.2), bumps(23.2, 0, 20, 3.2)
    np.testing.assert_allclose(one.masses, other.masses, atol=1e-3)
    assert len(one.modes) == len(other.modes) == 2
