"""Smoothing by local lines: ``lowess()``."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.r.values.r_vectors import numeric, read

__all__ = ["lowess"]

# Where a weight is taken to be 1, and where it is taken to be 0, relative to the bandwidth.
_NEAR, _FAR = 0.001, 0.999


def lowess(
    x: Any, y: Any = None, f: float = 2 / 3, rounds: int = 3, delta: float | None = None
) -> dict[str, np.ndarray]:
    """Return the points of a robust smooth line, as ``lowess(x, y)``.

    Source: Cleveland (1979), Journal of the American Statistical Association 74, 829-836.

    Parameters
    ----------
    x, y : array_like
        The coordinates of the points. Without ``y``, ``x`` holds the heights of points at 1, 2,
        3, ....
    f : float, default 2/3
        The share of the points that influence each value.
    rounds : int, default 3
        The number of robust iterations.
    delta : float, optional
        Values closer than this distance are interpolated. The default is a hundredth of the range
        of ``x``.

    Returns
    -------
    dict
        ``x`` in ascending order, and the smoothed ``y``.

    Raises
    ------
    InvalidData
        If a value is missing.

    Examples
    --------
    >>> lowess([1, 2, 3, 4], [2, 4, 6, 8])["y"].round(6).tolist()
    [2.0, 4.0, 6.0, 8.0]
    """
    first = numeric(read(x)).data.astype(float)
    heights = first if y is None else numeric(read(y)).data.astype(float)
    places = np.arange(1.0, len(heights) + 1) if y is None else first
    if len(places) != len(heights) or np.isnan(places).any() or np.isnan(heights).any():
        raise InvalidData("lowess() needs complete points, as many 'x' as 'y'.")
    order = np.argsort(places, kind="stable")
    places, heights = places[order], heights[order]
    count = len(places)
    span = float(np.ptp(places)) if count else 0.0
    near = 0.01 * span if delta is None else float(delta)
    size = max(min(int(f * count + 1e-7), count), 2)
    weights = np.ones(count)
    fitted = heights.copy()
    for step in range(int(rounds) + 1):
        if count < 2:
            break
        fitted = _pass(places, heights, weights, size, near)
        apart = np.abs(heights - fitted)
        scale = 6 * float(np.median(apart))
        if step == int(rounds) or scale < 1e-7 * float(apart.mean()):
            break
        weights = np.where(apart > _FAR * scale, 0.0, (1 - (apart / scale) ** 2) ** 2)
        weights[apart <= _NEAR * scale] = 1.0
    return {"x": places, "y": fitted}


def _pass(x: np.ndarray, y: np.ndarray, weights: np.ndarray, size: int, near: float) -> np.ndarray:
    """Return the local lines at all points; points close to the last one are interpolated."""
    count = len(x)
    fitted = np.empty(count)
    begin, last, at = 0, -1, 0
    while True:
        while begin + size < count and x[at] - x[begin] > x[begin + size] - x[at]:
            begin += 1
        fitted[at] = _line_at(x, y, weights, at, begin, begin + size - 1)
        if last < at - 1:
            share = (x[last + 1 : at] - x[last]) / (x[at] - x[last])
            fitted[last + 1 : at] = share * fitted[at] + (1 - share) * fitted[last]
        last, following = at, at + 1
        while following < count and x[following] <= x[at] + near:
            if x[following] == x[last]:
                fitted[following], last = fitted[last], following
            following += 1
        if last >= count - 1:
            return fitted
        at = max(last + 1, following - 1)


def _line_at(
    x: np.ndarray, y: np.ndarray, weights: np.ndarray, at: int, begin: int, end: int
) -> float:
    """Return the height of the local line at a point."""
    width = max(x[at] - x[begin], x[end] - x[at])
    apart = np.abs(x - x[at])
    inside = apart <= _FAR * width
    inside[:begin] = False
    with np.errstate(divide="ignore", invalid="ignore"):
        near = np.where(apart <= _NEAR * width, 1.0, (1 - (apart / width) ** 3) ** 3)
    share = np.where(inside, near * weights, 0.0)
    total = float(share.sum())
    if total <= 0:
        return float(y[at])
    share = share / total
    centre = float(share @ x)
    spread = float(share @ (x - centre) ** 2)
    if width > 0 and np.sqrt(spread) > 0.001 * float(np.ptp(x)):
        share = share * (1 + (x[at] - centre) / spread * (x - centre))
    return float(share @ y)
