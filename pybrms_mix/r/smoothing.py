"""Smooth curves through points: linear regression and local regression."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.lazy import stats

_POINTS = 80  # the number of points at which ggplot2 evaluates a smooth curve
# The band is omitted if there are more rows, since its degrees of freedom need a square matrix of
# all rows.
_MOST = 1500


@dataclass(frozen=True)
class Curve:
    """A curve with its 95% confidence band; without a band, ``low`` and ``high`` are None."""

    x: np.ndarray
    y: np.ndarray
    low: np.ndarray | None = None
    high: np.ndarray | None = None


def smoothed(x: np.ndarray, y: np.ndarray, method: str = "auto", span: float = 0.75) -> Curve:
    """Return the curve that ``geom_smooth()`` draws.

    Parameters
    ----------
    x, y : ndarray
        The points. Points with a missing coordinate are dropped.
    method : {"lm", "loess", "auto"}
        A straight line, or local quadratic regression.
    span : float, default 0.75
        The proportion of points in each local regression.

    Returns
    -------
    Curve
        The curve at 80 points from the minimum to the maximum of ``x``.

    Raises
    ------
    InvalidArgument
        If the method does not exist.
    """
    good = np.isfinite(x) & np.isfinite(y)
    x, y = x[good], y[good]
    at = np.linspace(x.min(), x.max(), _POINTS) if len(x) else np.empty(0)
    if method == "lm":
        return _line(x, y, at)
    if method in ("loess", "auto"):
        return _local(x, y, at, span)
    raise InvalidArgument(f"geom_smooth() has no method {method!r} here.")


def _line(x: np.ndarray, y: np.ndarray, at: np.ndarray) -> Curve:
    design = np.stack([np.ones_like(x), x], axis=1)
    if len(x) < 3 or np.ptp(x) == 0:
        return Curve(at, np.full(len(at), y.mean() if len(y) else np.nan))
    beta = np.linalg.lstsq(design, y, rcond=None)[0]
    error = np.sqrt(np.sum((y - design @ beta) ** 2) / (len(x) - 2))
    apart = (at - x.mean()) ** 2 / np.sum((x - x.mean()) ** 2)
    half = stats.t.ppf(0.975, len(x) - 2) * error * np.sqrt(1 / len(x) + apart)
    middle = beta[0] + beta[1] * at
    return Curve(at, middle, middle - half, middle + half)


def _weights(x: np.ndarray, at: np.ndarray, span: float) -> np.ndarray:
    """Return the weights of y in the local regression at each point, shape (points, rows)."""
    count = max(min(int(np.floor(len(x) * span + 1e-5)), len(x)), 4)
    made = np.empty((len(at), len(x)))
    for n, centre in enumerate(at):
        distance = np.abs(x - centre)
        reach = np.partition(distance, min(count, len(x)) - 1)[min(count, len(x)) - 1] or 1.0
        weight = np.clip(1 - (distance / (reach * 1.0000001)) ** 3, 0, None) ** 3
        moved = x - centre
        design = np.stack([np.ones_like(x), moved, moved**2], axis=1) * np.sqrt(weight)[:, None]
        made[n] = np.linalg.pinv(design)[0] * np.sqrt(weight)
    return made


def _local(x: np.ndarray, y: np.ndarray, at: np.ndarray, span: float) -> Curve:
    if len(np.unique(x)) < 4:
        return _line(x, y, at)
    weights = _weights(x, at, span)
    middle = weights @ y
    if len(x) > _MOST:
        return Curve(at, middle)
    residuals = np.eye(len(x)) - _weights(x, x, span)
    inner = residuals @ residuals.T
    first, second = np.trace(inner), np.sum(inner**2)
    error = np.sqrt(np.sum((residuals @ y) ** 2) / first)
    half = stats.t.ppf(0.975, first**2 / second) * error * np.sqrt(np.sum(weights**2, axis=1))
    return Curve(at, middle, middle - half, middle + half)
