"""Ordered vectors on their constrained scale: densities and gradients."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from pybrms_mix.stan.prepare.straight import Steps, Straight

COEFFICIENTS = np.array([0.3, -0.7, 1.1, 0.4, -0.2])


def density(u):
    """Return a density of unconstrained points that is not symmetric, and its gradient."""
    return float(np.sin(COEFFICIENTS @ u) - u @ u / 2), COEFFICIENTS * np.cos(COEFFICIENTS @ u) - u


def made(kind):
    found = kind(SimpleNamespace(declared=()), SimpleNamespace(
        dimension=5, parameters=(), constrain=lambda u: {},
    ))  # fmt: skip
    found.at = [np.array([1, 2, 3])]
    return found


def test_points_come_back():
    straight, steps = made(Straight), made(Steps)
    points = np.random.default_rng(1).normal(size=(9, 5))
    back, valid = straight.back(straight.points(points))
    assert valid.all()
    np.testing.assert_allclose(back, points)
    for point in points:
        np.testing.assert_allclose(steps.back(steps.point(point)), point)
        assert (steps.point(point)[[2, 3]] > 0).all()


def test_the_gradient_is_that_of_differences():
    steps = made(Steps)
    whole = steps.density(density)
    for point in map(steps.point, np.random.default_rng(2).normal(size=(6, 5))):
        gradient = whole(point)[1]
        moves = 1e-5 * np.eye(5)
        expected = [(whole(point + h)[0] - whole(point - h)[0]) / 2e-5 for h in moves]
        np.testing.assert_allclose(gradient, expected, rtol=1e-5, atol=1e-6)


def test_both_scales_have_the_same_density():
    steps, straight = made(Steps), made(Straight)
    for point in np.random.default_rng(3).normal(size=(6, 5)):
        value = steps.density(density)(steps.point(point))[0]
        assert value == pytest.approx(
            straight.density(lambda u: density(u)[0])(straight.points(point)), rel=1e-12
        )


def test_points_out_of_order_have_no_density():
    point = np.array([0.0, 1.0, 0.5, 2.0, 0.0])
    assert made(Straight).density(lambda u: density(u)[0])(point) == -np.inf
    assert made(Steps).density(density)(point - 1)[0] == -np.inf
