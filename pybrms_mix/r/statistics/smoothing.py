"""Smooth curves through points: linear regression and local regression."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.lazy import stats
from pybrms_mix.r.values.choices import completes
from pybrms_mix.r.values.r_vectors import numeric, read

__all__ = ["linear_filter", "rolled"]

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
    weight_rows = np.empty((len(at), len(x)))
    for n, centre in enumerate(at):
        distance = np.abs(x - centre)
        reach = np.partition(distance, min(count, len(x)) - 1)[min(count, len(x)) - 1] or 1.0
        weight = np.clip(1 - (distance / (reach * 1.0000001)) ** 3, 0, None) ** 3
        offsets = x - centre
        design = np.stack([np.ones_like(x), offsets, offsets**2], axis=1) * np.sqrt(weight)[:, None]
        weight_rows[n] = np.linalg.pinv(design)[0] * np.sqrt(weight)
    return weight_rows


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


@completes(method=("convolution", "recursive"))
def linear_filter(
    x: Any, weights: Any, method: str = "convolution", sides: int = 2, circular: bool = False
) -> np.ndarray:
    """Return ``stats::filter(x, weights)``: moving weighted sums, or an autoregression.

    Parameters
    ----------
    x : array_like
        The series.
    weights : array_like
        The weights, of the latest value first.
    method : {"convolution", "recursive"}
        Whether the sums are of the series, or of the results before.
    sides : {1, 2}
        Whether a sum has past values only, or values on both sides.
    circular : bool, default False
        Whether the series starts again after its end. Otherwise incomplete sums are NA.

    Returns
    -------
    ndarray
        The sums.

    Raises
    ------
    InvalidArgument
        If ``method`` or ``sides`` is something else.

    Examples
    --------
    >>> linear_filter([1, 2, 3], [0.5, 0.5], sides=1)
    array([nan, 1.5, 2.5])
    """
    series = np.asarray(numeric(read(x)).data, dtype=float)
    factors = np.asarray(numeric(read(weights)).data, dtype=float)
    if method not in ("convolution", "recursive") or sides not in (1, 2):
        raise InvalidArgument("'method' is \"convolution\" or \"recursive\", 'sides' is 1 or 2.")
    if method == "recursive":
        sums_so_far = np.zeros(len(series) + len(factors))
        for at, value in enumerate(series, start=len(factors)):
            sums_so_far[at] = value + factors @ sums_so_far[at - len(factors) : at][::-1]
        return sums_so_far[len(factors) :]
    ahead = len(factors) // 2 if sides == 2 else 0
    places = np.arange(len(series))[:, None] + ahead - np.arange(len(factors))
    outside = (places < 0) | (places >= len(series))
    sums = np.asarray(series[places % len(series)] @ factors)
    return sums if circular else np.where(outside.any(axis=1), np.nan, sums)


def rolled(
    x: Any, size: int, what: str = "mean", fill: Any = None, align: str = "center"
) -> np.ndarray:
    """Return a statistic of moving windows, as ``rollmean()`` of zoo.

    Parameters
    ----------
    x : array_like
        The series.
    size : int
        The number of values in a window.
    what : {"mean", "sum", "max", "median"}
        The statistic.
    fill : float, optional
        The value at positions without a whole window, which are left out by default.
    align : {"center", "left", "right"}
        The place of a window whose value stands at a position.

    Returns
    -------
    ndarray
        The statistics.

    Raises
    ------
    InvalidArgument
        If ``align`` is something else.

    Examples
    --------
    >>> rolled([1, 2, 6], 2, align="right", fill=np.nan)
    array([nan, 1.5, 4. ])
    """
    before = {"left": 0, "center": (int(size) + 1) // 2 - 1, "right": int(size) - 1}.get(align)
    if before is None:
        raise InvalidArgument('\'align\' must be "center", "left" or "right".')
    series = np.asarray(numeric(read(x)).data, dtype=float)
    count = max(len(series) - int(size) + 1, 0)
    window_list = [series[n : n + int(size)] for n in range(count)]
    windows = np.array(window_list).reshape(count, int(size))
    window_values = getattr(np, what)(windows, axis=1)
    if fill is None:
        return np.asarray(window_values)
    filled = np.full(len(series), float(fill))
    filled[before : before + count] = window_values
    return filled
