"""The bandwidths of kernel density estimates by Sheather and Jones: ``bw.SJ(x)``.

S. J. Sheather and M. C. Jones (1991): "A reliable data-based bandwidth selection method for kernel
density estimation", Journal of the Royal Statistical Society B 53, 683-690. As in R, the distances
between values are counted in bins.
"""

from __future__ import annotations

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.r.lists.roots import uniroot
from pybrms_mix.r.values.sums import variance_of

_BINS = 1000
# Squared distances, in units of the bandwidth, beyond which the kernel counts as 0.
_FARTHEST = 1000.0


class _Distances:
    """The distances between the values of a sample, counted in bins."""

    def __init__(self, values: np.ndarray) -> None:
        self.size = len(values)
        self.step = 1.01 * float(np.ptp(values)) / _BINS
        cells = np.trunc(values / self.step).astype(int)
        counts = np.bincount(cells - cells.min(), minlength=_BINS).astype(float)
        pairs = np.correlate(counts, counts, mode="full")[len(counts) - 1 :]
        pairs[0] = np.sum(counts * (counts - 1) / 2)
        self.pairs = pairs

    def functional(self, width: float, order: int) -> float:
        """Return the estimate of the functional of the density's derivative of an even order."""
        squares = (np.arange(len(self.pairs)) * self.step / width) ** 2
        near = squares < _FARTHEST
        squares, pairs = squares[near], self.pairs[near]
        if order == 4:
            polynomial, at_zero = squares**2 - 6 * squares + 3, 3.0
        else:
            polynomial, at_zero = squares**3 - 15 * squares**2 + 45 * squares - 15, -15.0
        total = 2 * np.sum(np.exp(-squares / 2) * polynomial * pairs) + at_zero * self.size
        scale = self.size * (self.size - 1) * width ** (order + 1) * np.sqrt(2 * np.pi)
        return float(total / scale)


def of_sheather_jones(values: np.ndarray, method: str = "ste") -> float:
    """Return the bandwidth that solves the equation ("ste"), or the direct plug-in one ("dpi").

    Raises
    ------
    InvalidData
        If the sample is too sparse for the estimate.
    """
    size = len(values)
    distances = _Distances(values)
    low, high = np.quantile(values, [0.25, 0.75])
    spread = min(np.sqrt(variance_of(values)), float(high - low) / 1.349)
    factor = 1 / (2 * np.sqrt(np.pi) * size)
    sixth = -distances.functional(1.23 * spread * size ** (-1 / 9), 6)
    if not np.isfinite(sixth) or sixth <= 0:
        raise InvalidData("sample is too sparse to find TD")
    if method == "dpi":
        pilot = (2.394 / (size * sixth)) ** (1 / 7)
        return float((factor / distances.functional(pilot, 4)) ** 0.2)
    fourth = distances.functional(1.24 * spread * size ** (-1 / 7), 4)
    ratio = 1.357 * (fourth / sixth) ** (1 / 7)
    if not np.isfinite(ratio):
        raise InvalidData("sample is too sparse to find alph2")
    largest = 1.144 * spread * size**-0.2

    def excess(width: float) -> float:
        pilot = ratio * width ** (5 / 7)
        return float((factor / distances.functional(pilot, 4)) ** 0.2 - width)

    ends = [0.1 * largest, largest]
    for step in range(1, 100):
        if excess(ends[0]) * excess(ends[1]) <= 0:
            break
        ends = [ends[0], ends[1] * 1.2] if step % 2 else [ends[0] / 1.2, ends[1]]
    return float(uniroot(excess, ends, tol=0.1 * 0.1 * largest)["root"])
