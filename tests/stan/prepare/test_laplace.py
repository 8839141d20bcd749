"""Which posteriors count as nearly normal: densities of which it is known."""

from __future__ import annotations

import numpy as np
import pytest

from pybrms_mix.stan.prepare import laplace
from pybrms_mix.stan.prepare.laplace import Laplace, approximation
from pybrms_mix.stan.prepare.optimum import maximise


def with_gradient(value):
    """Return a density with its gradient by central differences."""

    def density(u):
        moves = 1e-6 * np.eye(len(u))
        gradient = np.array([(value(u + h) - value(u - h)) / 2e-6 for h in moves])
        return float(value(u)), gradient

    return density


def rotated(value, size):
    """Return the density after a rotation and a change of scales, which hide its axes."""
    rng = np.random.default_rng(size)
    turn = np.linalg.qr(rng.normal(size=(size, size)))[0] * np.exp(rng.normal(size=size))
    return lambda u: value(turn @ u)


NORMAL = {
    "normal": lambda u: -0.5 * u @ u,
    # The posterior of a log standard deviation, given 40 values with a known mean.
    "log sigma": lambda u: -40 * (u[0] + 0.5 * np.exp(-2 * u[0])) - 0.5 * u[1:] @ u[1:],
}
NOT_NORMAL = {
    "student": lambda u: -2 * np.log1p(u**2 / 3).sum(),
    "multivariate student": lambda u: -(3 + len(u)) / 2 * np.log1p(u @ u / 3),
    "cauchy": lambda u: -np.log1p(u[0] ** 2) - 0.5 * u[1:] @ u[1:],
    "laplace, rounded": lambda u: -3 * np.log(np.cosh(u)).sum(),
    # The logarithm of a half-normal variable, with the Jacobian.
    "half-normal": lambda u: -0.5 * np.exp(2 * u[0]) + u[0] - 0.5 * u[1:] @ u[1:],
    "uniform": lambda u: (-np.abs(u) - 2 * np.log1p(np.exp(-np.abs(u)))).sum(),
}


def accepted(value, size, seed):
    density = with_gradient(value)
    found = maximise(density, np.full(size, 0.1))
    return approximation(density, found, np.random.default_rng(seed)) is not None


@pytest.mark.parametrize("size", [1, 2, 5, 10, 30])
@pytest.mark.parametrize("name", NORMAL)
def test_what_is_nearly_normal_is_approximated(name, size):
    assert all(accepted(rotated(NORMAL[name], size), size, seed) for seed in range(5))


@pytest.mark.parametrize("size", [1, 2, 5, 10, 30])
@pytest.mark.parametrize("name", NOT_NORMAL)
def test_heavy_tails_and_bounds_are_not_approximated(name, size):
    assert not any(accepted(NOT_NORMAL[name], size, seed) for seed in range(20))


@pytest.mark.parametrize("size", [2, 5, 10])
def test_funnels_are_not_approximated(size):
    def funnel(u):
        return -0.5 * (u[0] / 1.5) ** 2 - 0.5 * np.exp(-2 * u[0]) * (u[1:] @ u[1:] + size)

    assert not any(accepted(funnel, size, seed) for seed in range(20))


def test_chains_start_where_the_density_is_finite():
    def density(u):
        value, gradient = with_gradient(NORMAL["normal"])(u)
        return (-np.inf, np.full(2, np.nan)) if u[0] > 0.3 else (value, gradient)

    normal = Laplace(np.zeros(2), np.eye(2), np.eye(2), 0)
    rng = np.random.default_rng(1)
    assert (normal.draws(rng, 40)[:, 0] > 0.3).sum() > 5
    points = normal.starts(density, np.random.default_rng(1), 40)
    assert all(np.isfinite(density(point)[0]) for point in points)
    within = (draws := normal.draws(np.random.default_rng(1), 40))[:, 0] <= 0.3
    assert (points[within] == draws[within]).all()


def test_a_density_that_is_close_with_other_scores_is_not_approximated(monkeypatch):
    """Beyond one standard deviation, the density falls by another slope, as behind a bend."""

    def bent(u):
        return -0.5 * u @ u - 2.2 * np.logaddexp(0, 20 * (u - 1)).sum() / 20

    density = with_gradient(bent)
    optimum = maximise(density, np.full(3, 0.3))
    assert approximation(density, optimum, np.random.default_rng(1)) is None
    # The values alone do not tell.
    monkeypatch.setattr(laplace, "_FISHER", np.inf)
    assert approximation(density, optimum, np.random.default_rng(1)) is not None
