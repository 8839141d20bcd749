"""Point estimates and intervals of draws: quantile intervals and highest-density intervals."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

Ends = list[tuple[float, float]]

_GRID = 512


def density(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return a kernel density estimate between the smallest and the largest draw.

    The kernel is Gaussian, with a bandwidth by Silverman's rule of thumb (R's ``bw.nrd0``).

    Parameters
    ----------
    x : ndarray
        Draws, with at least two different values.

    Returns
    -------
    grid, height : ndarray
        512 points, and the estimated density at each point.
    """
    grid = np.linspace(x.min(), x.max(), _GRID)
    width = bandwidth(x)
    away = grid[:, None] - x
    scaled = away / width
    height = np.exp(-0.5 * scaled**2).sum(axis=1) / (len(x) * width * np.sqrt(2 * np.pi))
    return grid, height


def bandwidth(x: np.ndarray) -> float:
    """Return the bandwidth by Silverman's rule of thumb: R's ``bw.nrd0(x)``."""
    high, low = np.quantile(x, [0.75, 0.25])
    deviation = float(np.std(x, ddof=1))
    spread = min(deviation, (high - low) / 1.34)
    return float(0.9 * (spread or deviation or abs(x[0]) or 1.0) * len(x) ** -0.2)


def mode(x: np.ndarray) -> float:
    """Return the point at which the density estimate is largest."""
    if np.ptp(x) == 0:
        return float(x[0])
    grid, height = density(x)
    return float(grid[np.argmax(height)])


def quantile_interval(x: np.ndarray, width: float) -> Ends:
    """Return the interval between quantiles with equal tail probabilities."""
    tail = (1 - width) / 2
    low, high = np.quantile(x, [tail, 1 - tail])
    return [(float(low), float(high))]


def shortest_interval(x: np.ndarray, width: float) -> Ends:
    """Return the shortest interval between two draws that contains a proportion ``width``."""
    ordered = np.sort(x)
    count = len(ordered)
    apart = int(np.floor(count * width))
    if apart >= count:
        return [(float(ordered[0]), float(ordered[-1]))]
    lengths = ordered[apart:] - ordered[: count - apart]
    at = int(np.argmin(lengths))
    return [(float(ordered[at]), float(ordered[at + apart]))]


def highest_density(x: np.ndarray, width: float) -> Ends:
    """Return the highest-density region, which may consist of several intervals."""
    if np.ptp(x) == 0:
        return [(float(x[0]), float(x[0]))]
    grid, height = density(x)
    downwards = np.sort(height)[::-1]
    mass = np.cumsum(downwards)
    least = downwards[np.argmax(mass >= mass[-1] * width)]
    inside = np.flatnonzero(height >= least)
    breaks = np.flatnonzero(np.diff(inside) > 1)
    starts = inside[np.r_[0, breaks + 1]]
    ends = inside[np.r_[breaks, len(inside) - 1]]
    return [(float(grid[a]), float(grid[b])) for a, b in zip(starts, ends, strict=True)]


CENTRES: dict[str, Callable[[np.ndarray], float]] = {
    "mean": lambda x: float(np.mean(x)),
    "median": lambda x: float(np.median(x)),
    "mode": mode,
}
INTERVALS: dict[str, Callable[[np.ndarray, float], Ends]] = {
    "qi": quantile_interval,
    "hdi": highest_density,
    "hdci": shortest_interval,
}
