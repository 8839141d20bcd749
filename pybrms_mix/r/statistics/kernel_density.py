"""Kernel density estimates, as R's ``density()``."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, NotSupported
from pybrms_mix.base.lazy import interpolate
from pybrms_mix.r.statistics.bandwidths import of_sheather_jones
from pybrms_mix.r.statistics.intervals import bandwidth as of_silverman
from pybrms_mix.r.values.r_vectors import numeric, read
from pybrms_mix.r.values.result_lists import result_list

__all__ = ["bandwidth", "density", "density_ratio"]

_LEAST_POINTS = 512


def density(
    x: Any, bw: Any = "nrd0", adjust: float = 1, n: int = 512, from_: Any = None, to: Any = None,
    cut: float = 3, weights: Any = None, name: str = "x",
) -> dict[str, Any]:  # fmt: skip
    """Return a Gaussian kernel density estimate by R's algorithm.

    The data are distributed over a grid of at least 512 points, which is convolved with the kernel
    by a Fourier transform. The estimate at the wanted points is interpolated.

    Parameters
    ----------
    x : array_like
        Numbers; missing values are dropped.
    bw : float or {"nrd0", "nrd"}, default "nrd0"
        The bandwidth, the standard deviation of the kernel, or a rule for it.
    adjust : float, default 1
        A factor of the bandwidth.
    n : int, default 512
        The number of points.
    from_, to : float, optional
        The first and the last point. By default they are ``cut`` bandwidths outside the data.
    cut : float, default 3
        The distance of the points from the data.
    weights : array_like, optional
        The weights of the numbers, with the sum 1.
    name : str, default "x"
        The name of the data.

    Returns
    -------
    dict
        R's list: the points ``x``, the estimate ``y`` at each point, the bandwidth ``bw`` and the
        number of data ``n``.

    Raises
    ------
    InvalidArgument
        If the bandwidth is not positive.
    NotSupported
        If the rule for the bandwidth is not available.

    Examples
    --------
    >>> made = density([1, 2, 4, 7.5, 3])
    >>> float(round(made["bw"], 4)), float(round(made["y"].max(), 4))
    (0.9736, 0.1938)
    """
    data = np.asarray(numeric(read(x)).data, dtype=float)
    values = data[np.isfinite(data)]
    mass = np.full(len(values), 1 / max(len(values), 1))
    if weights is not None:
        mass = np.asarray(numeric(read(weights)).data, dtype=float)[np.isfinite(data)]
    width = _width(bw, values) * adjust
    if not width > 0:
        raise InvalidArgument("The bandwidth 'bw' must be positive.")
    first = values.min() - cut * width if from_ is None else float(from_)
    last = values.max() + cut * width if to is None else float(to)
    grid, height = _on_grid(values, mass, width, (first - 4 * width, last + 4 * width), int(n))
    at = np.linspace(first, last, int(n))
    estimate = {"x": at, "y": np.interp(at, grid, height), "bw": width, "n": len(values)}
    parts = {**estimate, "call": None, "data.name": name, "has.na": False}
    return result_list(parts, "density", ["call"], list(parts))


def bandwidth(x: Any, rule: str = "nrd0") -> float:
    """Return the bandwidth of a kernel density estimate by a rule of thumb.

    Parameters
    ----------
    x : array_like
        At least two numbers.
    rule : {"nrd0", "nrd"}
        Silverman's rule, or its variation by Scott with the factor 1.06.

    Returns
    -------
    float
        The standard deviation of the kernel.

    Raises
    ------
    InvalidArgument
        If there are fewer than two numbers, or missing ones.
    NotSupported
        If the rule is not available.

    Examples
    --------
    >>> round(bandwidth([1, 2, 4, 7.5, 3]), 4), round(bandwidth([1, 2, 4, 7.5, 3], "nrd"), 4)
    (0.9736, 1.1467)
    """
    values = np.asarray(numeric(read(x)).data, dtype=float)
    if len(values) < 2 or np.isnan(values).any():
        raise InvalidArgument("A bandwidth needs at least two numbers, none of them missing.")
    return _width(rule, values)


def density_ratio(x: Any, y: Any = None, point: Any = 0, n: int = 4096) -> Any:
    """Return the ratio of two kernel densities at points, as brms's ``density_ratio()``.

    Parameters
    ----------
    x, y : array_like
        Draws from the two distributions. Without ``y`` the density of ``x`` is returned.
    point : float or array_like, default 0
        The points.
    n : int, default 4096
        The number of points of the grids of the estimates.

    Returns
    -------
    float or ndarray
        The ratio at each point.

    Examples
    --------
    >>> density_ratio([0.0, 1.0, 2.0], [0.0, 1.0, 2.0], point=1.0)
    1.0
    """
    points = np.atleast_1d(np.asarray(point, dtype=float))
    ratios = _at_points(x, points, n)
    if y is not None:
        ratios = ratios / _at_points(y, points, n)
    return float(ratios[0]) if np.ndim(point) == 0 else ratios


def _at_points(x: Any, points: np.ndarray, n: int) -> np.ndarray:
    """Return a density at points; outside the draws, the grid ends a quarter of their sd beyond."""
    values = np.asarray(x, dtype=float)
    beyond = np.std(values, ddof=1) / 4
    densities = np.empty(len(points))
    for place, at in enumerate(points):
        low, high = values.min(), values.max()
        if low > at:
            low = at - beyond
        elif high < at:
            high = at + beyond
        estimate = density(values, n=n, from_=low, to=high)
        densities[place] = interpolate.CubicSpline(estimate["x"], estimate["y"])(at)
    return densities


_SHEATHER_JONES = {"SJ": "ste", "sj": "ste", "SJ-ste": "ste", "SJ-dpi": "dpi"}


def _width(bw: Any, values: np.ndarray) -> float:
    if not isinstance(bw, str):
        return float(bw)
    if bw == "nrd0":
        return of_silverman(values)
    if bw == "nrd":
        high, low = np.quantile(values, [0.75, 0.25])
        spread = min(float(np.std(values, ddof=1)), float(high - low) / 1.34)
        return float(1.06 * spread * len(values) ** -0.2)
    if bw in _SHEATHER_JONES:
        return of_sheather_jones(values, _SHEATHER_JONES[bw])
    raise NotSupported(f"The rule '{bw}' for the bandwidth is not available: use \"nrd0\".")


def _on_grid(
    values: np.ndarray, mass: np.ndarray, width: float, ends: tuple[float, float], n: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return the points of the grid and the estimate at these points."""
    size = max(n, _LEAST_POINTS)
    size = 1 << int(np.ceil(np.log2(size)))
    low, high = ends
    step = (high - low) / (size - 1)
    place = (values - low) / step
    cell = np.floor(place).astype(int)
    share = place - cell
    masses = np.zeros(2 * size)
    inside = (cell >= 0) & (cell <= size - 2)
    np.add.at(masses, cell[inside], (mass * (1 - share))[inside])
    np.add.at(masses, cell[inside] + 1, (mass * share)[inside])
    masses[0] += (mass * share)[cell == -1].sum()
    edge = cell == size - 1
    np.add.at(masses, cell[edge], (mass * (1 - share))[edge])
    distance = np.linspace(0, 2 * (high - low), 2 * size)
    distance[size + 1 :] = -distance[size - 1 : 0 : -1]
    kernel = np.exp(-0.5 * (distance / width) ** 2) / (width * np.sqrt(2 * np.pi))
    convolution = np.fft.ifft(np.fft.fft(masses) * np.conj(np.fft.fft(kernel)))
    return np.linspace(low, high, size), np.maximum(convolution.real[:size], 0)
