"""Rounding as in R, so that default priors have the same text as in brms."""

from __future__ import annotations

import math

import numpy as np


def rounded(x: float, digits: int = 1) -> float:
    """Return ``x`` rounded as R >= 4.0 does: to the nearer candidate, ties to the even digit.

    Python's ``round(1234.55, 1)`` is 1234.5, R's is 1234.6: R compares the two candidate doubles.
    """
    if not math.isfinite(x):
        return x
    power = 10.0**digits
    scaled = abs(x) * power
    lower, upper = math.floor(scaled) / power, math.ceil(scaled) / power
    below, above = abs(x) - lower, upper - abs(x)
    even = math.floor(scaled) % 2 == 0
    nearest = lower if below < above or (below == above and even) else upper
    return math.copysign(nearest, x) if nearest else 0.0


def mad(values: np.ndarray) -> float:
    """Return R's ``mad``: the median absolute deviation times 1.4826."""
    return float(1.4826 * np.median(np.abs(values - np.median(values))))
