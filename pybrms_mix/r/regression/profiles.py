"""Confidence intervals of generalised linear models by profiles of the likelihood."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import interpolate, stats
from pybrms_mix.r.regression.linear_models import LinearFit, iterated

_STEPS = 10


def profile_interval(
    fit: LinearFit, at: int, error: float, dispersion: float, level: float
) -> np.ndarray:
    """Return the ends of the profile interval of one coefficient, as R's ``confint()`` does.

    The signed square root of the scaled difference of deviances is computed on a grid of values of
    the coefficient. The ends are the values at which a cubic spline through the grid has the
    quantiles of the normal distribution.

    Parameters
    ----------
    fit : LinearFit
        The fit of ``glm()``.
    at : int
        The index of the coefficient among the estimated coefficients.
    error : float
        The standard error of the coefficient.
    dispersion : float
        The dispersion of the family.
    level : float
        The level of the interval.

    Returns
    -------
    ndarray
        Shape (2,).
    """
    cut = (1 - level) / 4
    assert fit.family is not None
    free = float(fit["df.residual"])
    if fit.family.dispersed:
        far = float(np.sqrt(stats.f.ppf(1 - cut, 1, free)))
    else:
        far = float(np.sqrt(stats.chi2.ppf(1 - cut, 1)))
    middle = float(np.asarray(fit["coefficients"])[fit.used][at])
    points = [(0.0, middle)]
    for sign in (-1.0, 1.0):
        points += list(_walk(fit, at, middle, sign, far / 5 * error, dispersion, far))
    roots, values = np.array(sorted(points)).T
    normal_quantiles = stats.norm.ppf([(1 - level) / 2, (1 + level) / 2])
    place = np.linspace(values.min(), values.max(), 3 * len(values))
    height = _spline(values, roots)(place)
    order = np.argsort(height, kind="stable")
    interval_ends = np.interp(normal_quantiles, height[order], place[order])
    outside = (normal_quantiles < height.min()) | (normal_quantiles > height.max())
    return np.where(outside, np.nan, interval_ends)


def _walk(
    fit: LinearFit, at: int, middle: float, sign: float, step: float, dispersion: float, far: float
) -> Iterator[tuple[float, float]]:
    """Yield the signed root and the value of the coefficient in steps away from the estimate."""
    assert fit.family is not None
    matrix = fit.terms.design.matrix[:, fit.used]
    other_columns = np.delete(matrix, at, axis=1)
    root = 0.0
    for k in range(1, _STEPS):
        value = middle + sign * k * step
        terms = replace(fit.terms, offset=fit.terms.offset + matrix[:, at] * value)
        deviance = iterated(fit.family, terms, other_columns)[2]
        apart = (deviance - fit["deviance"]) / dispersion
        if apart < -1e-3:
            raise InvalidData(
                "The profile reaches a lower deviance than the fit, which has not converged."
            )
        root = sign * float(np.sqrt(max(apart, 0.0)))
        yield root, value
        if abs(root) >= far:
            return


def _spline(x: np.ndarray, y: np.ndarray) -> Any:
    """Return the cubic spline of Forsythe, Malcolm and Moler.

    At each end, its third derivative equals that of the cubic through the four outermost points.
    """
    order = np.argsort(x)
    x, y = x[order], y[order]
    size = len(x)
    if size < 4:
        return interpolate.CubicSpline(x, y, bc_type="natural" if size < 3 else "not-a-knot")
    width, slope = np.diff(x), np.diff(y) / np.diff(x)
    matrix, right = np.zeros((size, size)), np.zeros(size)
    for n in range(1, size - 1):
        matrix[n, n - 1 : n + 2] = width[n - 1], 2 * (width[n - 1] + width[n]), width[n]
        right[n] = slope[n] - slope[n - 1]
    matrix[0, :2] = -width[0], width[0]
    matrix[-1, -2:] = width[-1], -width[-1]
    right[0] = width[0] ** 2 * _third(x[:4], y[:4])
    right[-1] = -(width[-1] ** 2) * _third(x[-4:], y[-4:])
    # A sixth of the second derivatives at the points.
    bend = np.linalg.solve(matrix, right)
    cubic = np.diff(bend) / width
    linear = slope - width * (2 * bend[:-1] + bend[1:])
    square = 3 * bend[:-1]
    return interpolate.PPoly(np.array([cubic, square, linear, y[:-1]]), x)


def _third(x: np.ndarray, y: np.ndarray) -> float:
    """Return the third divided difference of four points."""
    table = y.astype(float)
    for order in range(1, 4):
        table = np.diff(table) / (x[order:] - x[:-order])
    return float(table[0])
