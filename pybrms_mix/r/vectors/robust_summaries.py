"""Summaries by ordered values: quartile ranges, trimmed means, empirical distributions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from pybrms_mix.r.values.r_vectors import numeric, read
from pybrms_mix.r.values.single_values import takes_single_numbers
from pybrms_mix.r.values.sums import mean_of

__all__ = ["ecdf", "iqr", "mad", "trimmed_mean"]


def _known(x: Any, *, na_rm: bool) -> np.ndarray:
    data = np.asarray(numeric(read(x)).data, dtype=float)
    return data[~np.isnan(data)] if na_rm else data


def iqr(x: Any, *, na_rm: bool = False) -> float:
    """Return ``IQR(x)``, the difference of the quartiles."""
    low, high = np.quantile(_known(x, na_rm=na_rm), [0.25, 0.75])
    return float(high - low)


def mad(x: Any, constant: float = 1.4826, *, na_rm: bool = False) -> float:
    """Return ``mad(x)``, the scaled median of the distances from the median."""
    data = _known(x, na_rm=na_rm)
    return float(constant * np.median(np.abs(data - np.median(data))))


def ecdf(x: Any) -> Callable[[Any], Any]:
    """Return ``ecdf(x)``, the empirical distribution function.

    Examples
    --------
    >>> ecdf([1, 2, 3, 4])(2)
    0.5
    """
    ordered = np.sort(_known(x, na_rm=True))

    def share(q: Any) -> Any:
        shares = np.searchsorted(ordered, np.asarray(q, dtype=float), side="right") / len(ordered)
        return float(shares) if np.ndim(q) == 0 else shares

    return share


@takes_single_numbers
def trimmed_mean(x: Any, trim: float = 0.0, *, na_rm: bool = False) -> float:
    """Return ``mean(x, trim)``: the mean without a share of the lowest and highest values.

    Parameters
    ----------
    x : array_like
        Numbers.
    trim : float, default 0.0
        The share of values that is left out at each end. From 0.5 the result is the median.
    na_rm : bool, default False
        Whether missing values are dropped. Otherwise they make the mean missing.

    Returns
    -------
    float
        The mean of the remaining values.

    Examples
    --------
    >>> trimmed_mean([1, 2, 3, 100], 0.25)
    2.5
    """
    data = np.asarray(numeric(read(x)).data, dtype=float)
    data = data[~np.isnan(data)] if na_rm else data
    if np.isnan(data).any() or not len(data):
        return float("nan")
    if trim >= 0.5:
        return float(np.median(data))
    out = int(np.floor(len(data) * max(trim, 0.0)))
    return mean_of(np.sort(data)[out : len(data) - out])
