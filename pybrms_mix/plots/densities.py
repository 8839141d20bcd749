"""Kernel densities on a grid, with the numbers of R's ``density()``."""

from __future__ import annotations

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.plots import style

_LEAST = 512  # the smallest number of cells over which R spreads the values


def density_between(
    x: np.ndarray,
    low: float,
    high: float,
    *,
    points: int = 1024,
    bandwidth: float | str | None = None,
    adjust: float = 1.0,
) -> tuple[np.ndarray, np.ndarray]:
    """Return equidistant points from ``low`` to ``high`` and a Gaussian kernel density there.

    The values are spread over a grid by linear binning, smoothed by Fourier transforms, and
    interpolated. Source: Silverman (1982), Algorithm AS 176, as R's ``density()`` applies it.

    Args:
        x: The values.
        low: The first point.
        high: The last point.
        points: The number of points.
        bandwidth: The standard deviation of the kernel, or "nrd0" (the default) or "nrd".
        adjust: A factor of the bandwidth.

    Raises:
        InvalidArgument: for another rule of the bandwidth, and for one that is not positive.
    """
    width = adjust * _bandwidth(x, bandwidth)
    if not width > 0:
        raise InvalidArgument("The bandwidth of a density must be positive.")
    cells = int(2 ** np.ceil(np.log2(max(points, _LEAST))))
    start, end = low - 4 * width, high + 4 * width
    masses = _spread(x, start, end, cells) / len(x)
    distances = 2 * (end - start) / (2 * cells - 1) * np.arange(2 * cells)
    distances[cells + 1 :] = -distances[cells - 1 : 0 : -1]
    kernel = np.exp(-0.5 * (distances / width) ** 2) / (width * np.sqrt(2 * np.pi))
    smoothed = np.fft.ifft(np.fft.fft(masses) * np.conj(np.fft.fft(kernel))).real[:cells]
    at = np.linspace(low, high, points)
    grid = np.linspace(start, end, cells)
    return at, np.interp(at, grid, np.maximum(0.0, smoothed))


def _bandwidth(x: np.ndarray, rule: float | str | None) -> float:
    if rule is None or rule == "nrd0":
        return style.bandwidth(x) or 0.9 * (abs(float(x[0])) or 1.0) * len(x) ** -0.2
    if rule == "nrd":
        low, high = np.quantile(x, [0.25, 0.75])
        spread = min(float(np.std(x, ddof=1)), float(high - low) / 1.34)
        return float(1.06 * spread * len(x) ** -0.2)
    if isinstance(rule, str):
        raise InvalidArgument(
            f"There is no rule '{rule}' for the bandwidth of a density here.",
            hint="The rules are 'nrd0' and 'nrd'; or give the bandwidth as a number.",
        )
    return float(rule)


def _spread(x: np.ndarray, start: float, end: float, cells: int) -> np.ndarray:
    """Return how many values lie at each of ``2 * cells`` places: between two, in proportion."""
    places = (x - start) / ((end - start) / (cells - 1))
    below = np.floor(places).astype(int)
    share = places - below
    masses = np.zeros(2 * cells)
    for at, weight in ((below, 1 - share), (below + 1, share)):
        is_inside = (at >= 0) & (at < cells)
        np.add.at(masses, at[is_inside], weight[is_inside])
    return masses
