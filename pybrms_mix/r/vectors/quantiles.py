"""Quantiles by R's nine definitions."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.values.labelled import is_random, over_draws
from pybrms_mix.r.values.r_vectors import FACTOR, NUMBER, numbers, numeric, read, to_python
from pybrms_mix.r.vectors.stats import largest, numbers_in, smallest
from pybrms_mix.r.vectors.vectors import c

__all__ = ["limits", "quantile", "quantile2"]

# The constants (a, b) of the continuous types in Hyndman and Fan (1996).
_CONTINUOUS = {4: (0.0, 1.0), 5: (0.5, 0.5), 6: (0.0, 0.0), 7: (1.0, 1.0),
               8: (1 / 3, 1 / 3), 9: (0.375, 0.375)}  # fmt: skip
_ROUNDING = 100 * np.finfo(float).eps  # how far beyond 0 and 1 R accepts a probability


def quantile(
    x: Any, probs: Any = (0, 0.25, 0.5, 0.75, 1), *, na_rm: bool = False, type: int = 7,
    names: bool = True,
) -> Any:  # fmt: skip
    """Return quantiles, with percentages as names.

    Parameters
    ----------
    x : array_like
        The numbers.
    probs : array_like
        The probabilities.
    na_rm : bool, default False
        Whether missing values are dropped. Otherwise they raise an error.
    type : int, default 7
        The definition of quantiles, numbered 1 to 9 as in Hyndman and Fan (1996).
    names : bool, default True
        Whether the result has names.

    Returns
    -------
    Series or ndarray
        One quantile for each probability; NaN for a missing probability.

    Raises
    ------
    InvalidData
        If values are missing and ``na_rm`` is false, if a probability is not between 0 and 1, or if
        ``type`` is none of the nine definitions.

    Examples
    --------
        >>> quantile([1, 2, 3, 4], 0.5)
        50%    2.5
        dtype: float64
    """
    if is_random(x):
        columns = over_draws(x, lambda v: quantile(v, probs, na_rm=na_rm, type=type, names=False))
        return np.asarray(columns)
    data = numbers_in(x, na_rm=na_rm)
    if np.isnan(data).any():
        raise InvalidData("missing values and NaN's not allowed if 'na.rm' is FALSE")
    if type not in range(1, 10):
        raise InvalidData(f"'type' must be a whole number from 1 to 9, not {type!r}.")
    shares = _probabilities(probs)
    data = np.sort(data)
    values = np.array([_quantile(data, p, type) for p in shares])
    if not names:
        return values
    labels = tuple("" if np.isnan(p) else f"{100 * p:.7g}%" for p in shares)
    return to_python(replace(numbers(values), names=labels))


def _probabilities(values: Any) -> np.ndarray:
    """Return probabilities; rounding errors beyond 0 and 1 are removed, as in R.

    Raises
    ------
    InvalidData
        If a probability is smaller than 0 or larger than 1.
    """
    probs = np.asarray(numeric(read(values)).data)
    if ((probs < -_ROUNDING) | (probs > 1 + _ROUNDING)).any():
        raise InvalidData("'probs' outside [0,1]")
    return probs.clip(0, 1)


def _quantile(data: np.ndarray, p: float, kind: int) -> float:
    n = len(data)
    if not n or np.isnan(p):
        return np.nan
    fuzz = 4 * np.finfo(float).eps
    if kind == 7:
        at = (n - 1) * p
        low = int(np.floor(at + fuzz))
        part = at - low
        high = min(low + 1, n - 1)
        return float(data[low] if abs(part) < fuzz else (1 - part) * data[low] + part * data[high])
    if kind in _CONTINUOUS:
        a, b = _CONTINUOUS[kind]
        place = a + p * (n + 1 - a - b)
        low = int(np.floor(place + fuzz))
        part = 0.0 if abs(place - low) < fuzz else place - low
    else:
        place = n * p - (0.5 if kind == 3 else 0)
        low = int(np.floor(place + fuzz))
        over = place > low + fuzz
        even = low % 2 == 0
        part = {1: float(over), 2: 1.0 if over else 0.5, 3: float(over or not even)}[kind]
    first, second = (data[min(max(k - 1, 0), n - 1)] for k in (low, low + 1))
    return float(first if part == 0 else (1 - part) * first + part * second)


def quantile2(x: Any, probs: Any = (0.05, 0.95), na_rm: bool = False, names: bool = True) -> Any:
    """Return quantiles with names such as "q5", as ``quantile2()`` of R's posterior.

    Parameters
    ----------
    x : array_like
        The draws.
    probs : float or array_like of float
        The probabilities.
    na_rm : bool, default False
        Whether to drop missing values. If they are kept, the quantiles are missing.
    names : bool, default True
        Whether the quantiles have names.

    Returns
    -------
    Series or ndarray
        The quantiles.

    Examples
    --------
    >>> quantile2([1, 2, 3])
    q5     1.1
    q95    2.9
    dtype: float64
    """
    shares = numeric(read(probs)).data
    values = numeric(read(x)).data
    if np.isnan(values).any() and not na_rm:
        quantile_values = np.full(len(shares), np.nan)
    else:
        quantile_values = np.atleast_1d(
            np.asarray(quantile(values, shares, na_rm=na_rm), dtype=float)
        )
    if not names:
        return quantile_values
    return pd.Series(quantile_values, index=[f"q{p * 100:.12g}" for p in shares])


def limits(x: Any, *more: Any, na_rm: bool = False, finite: bool = False) -> Any:
    """Return the minimum and the maximum of all values, or of finite values: ``range(x, y)``."""
    x = c(x, *more) if more else x
    if finite and (vector := read(x)).kind == NUMBER:
        x = to_python(vector.take(np.flatnonzero(np.isfinite(vector.data)) + 0.0))
    ends = [smallest(x, na_rm=na_rm), largest(x, na_rm=na_rm)]
    return c(*ends) if read(x).kind == FACTOR else np.array(ends)
