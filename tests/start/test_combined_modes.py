"""Modes that differ from a known one by rows that other components may explain are found."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.stats import norm

import pybrms_mix as pm
from pybrms_mix.start.variants import combined, split, transferred


def heap(centre: float, count: int) -> np.ndarray:
    """Return values with the quantiles of a normal distribution."""
    return centre + 0.7 * np.asarray(norm.ppf((np.arange(count) + 0.5) / count))


def shares(components: list[int]) -> np.ndarray:
    """Return certain memberships, (K, N), of rows in two components."""
    return np.eye(2)[components].T


def test_differences_of_two_optima_are_combined() -> None:
    base = shares([0, 0, 1, 1])
    first, second = shares([1, 0, 1, 1]), shares([0, 0, 1, 0])
    (both,) = combined(base, [first, second])
    assert both.argmax(axis=0).tolist() == [1, 0, 1, 0]


def test_differences_in_the_same_rows_are_not_combined() -> None:
    base = shares([0, 0, 1, 1])
    assert not list(combined(base, [shares([1, 0, 1, 1]), shares([1, 0, 1, 1])]))
    assert not list(combined(base, [shares([1, 0, 1, 1]), base]))


def log_shares(y: np.ndarray, means: list[float], spreads: list[float]) -> np.ndarray:
    """Return the logarithms of the memberships of normal components with equal sizes."""
    joint = norm.logpdf(y, np.array(means)[:, None], np.array(spreads)[:, None])
    return np.asarray(joint - np.logaddexp.reduce(joint, axis=0))


def test_the_rows_of_an_emptied_component_go_to_the_next_one() -> None:
    """Memberships of components that are far away are too small for a number."""
    y = np.r_[heap(0, 20), heap(40, 20), heap(100, 20)]
    logs = log_shares(y, [0, 40, 100], [0.7, 0.7, 0.7])
    assert np.exp(logs[:2, 40:]).max() == 0
    last_emptied = list(split(logs, y))[-2:]
    for memberships in last_emptied:
        assert memberships[0, 20:].max() < 0.01


def test_a_cluster_that_a_component_has_swallowed_goes_to_another_one() -> None:
    y = np.r_[heap(0, 20), heap(6, 6), heap(12, 20)]
    (new,) = transferred(log_shares(y, [1.4, 12], [2.6, 0.7]))
    assert new.argmax(axis=0).tolist() == [0] * 20 + [1] * 26


def test_a_component_without_a_gap_is_left_as_it_is() -> None:
    y = np.r_[heap(0, 60), heap(9, 60)]
    assert not list(transferred(log_shares(y, [0, 9], [0.7, 0.7])))


@pytest.mark.parametrize("far", [25.0, 60.0])
def test_all_four_modes_of_two_ambiguous_clusters_are_found(far: float) -> None:
    """In two distant groups, either of two components may have a small cluster.

    A reflection within a group does not change the likelihood, and the priors are nearly flat.
    """
    parts = [heap(s + c, n) for s in (0, far) for c, n in ((0, 20), (6, 6), (12, 20))]
    data = pd.DataFrame({"y": np.concatenate(parts)})
    centre = (far + 12) / 2
    priors = [f"prior(normal({centre}, 100), Intercept, dpar = mu{k})" for k in range(1, 5)]
    priors += [f"prior(gamma(5, 2), class = sigma{k})" for k in range(1, 5)]
    fit = pm.brm("y ~ 1", data, "mixture(gaussian, nmix = 4)", priors, empty=True)
    found = pm.find_modes(fit)
    assert found.matter == 4
    assert np.allclose(found.masses[:4], 0.25, atol=0.02)
