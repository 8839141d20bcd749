"""Sums, means and variances in the precision of R, which adds up in long doubles.

Sums of doubles differ from them in the last digit, which decides how a mean such as 0.755 is
rounded. Missing and infinite numbers are added as doubles, in which NA and NaN stay apart.
"""

from __future__ import annotations

import numpy as np


def _exact(data: np.ndarray) -> np.ndarray:
    return data.astype(np.longdouble if np.all(np.isfinite(data)) else float)


def sum_of(data: np.ndarray) -> float:
    """Return the sum of numbers."""
    return float(_exact(np.asarray(data)).sum())


def sums_along(data: np.ndarray, axis: int) -> np.ndarray:
    """Return the sums of the rows (1) or columns (0) as long doubles."""
    return np.asarray(_exact(data).sum(axis=axis))


def running_sums(data: np.ndarray) -> np.ndarray:
    """Return the sums of the first elements: ``cumsum(x)``."""
    return np.cumsum(_exact(data)).astype(float)


def product_of(data: np.ndarray) -> float:
    """Return the product of numbers."""
    return float(np.prod(_exact(data)))


def mean_of(data: np.ndarray) -> float:
    """Return the mean of numbers; the mean of what remains is added to the first result."""
    exact = _exact(np.asarray(data, dtype=float))
    first = exact.sum() / exact.size
    return float(first + (exact - first).sum() / exact.size if np.isfinite(first) else first)


def variance_of(data: np.ndarray) -> float:
    """Return the variance with the denominator n - 1."""
    away = np.asarray(data, dtype=float).astype(np.longdouble) - mean_of(data)
    return float((away * away).sum() / (away.size - 1))
