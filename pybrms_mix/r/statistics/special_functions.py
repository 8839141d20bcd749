"""Special functions of R that SciPy has under other names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.lazy import special
from pybrms_mix.r.values.nan_values import NAN, are_nan
from pybrms_mix.r.values.r_vectors import numbers, numeric, read, shaped, to_python, together

__all__ = ["bessel", "bitwise", "choose", "cospi", "dmultinom", "sinpi"]

_PLAIN = {"I": "iv", "J": "jv", "K": "kv", "Y": "yv"}
_SCALED = {"I": "ive", "K": "kve"}


def bessel(x: Any, nu: Any, kind: str = "I", expon_scaled: bool = False) -> Any:
    """Return ``besselI(x, nu)`` and R's other Bessel functions.

    Parameters
    ----------
    x : float or array_like
        Numbers, at least 0.
    nu : float or array_like
        The orders.
    kind : {"I", "J", "K", "Y"}
        The function.
    expon_scaled : bool, default False
        Whether the result is scaled, by ``exp(-x)`` for "I" and by ``exp(x)`` for "K".

    Returns
    -------
    float or ndarray
        One value for each number.

    Raises
    ------
    InvalidArgument
        If "J" or "Y" is to be scaled.

    Examples
    --------
    >>> float(round(bessel(2.0, 0), 4))
    2.2796
    """
    if expon_scaled and kind not in _SCALED:
        raise InvalidArgument(f"bessel{kind}() has no scaled form.")
    function = getattr(special, (_SCALED if expon_scaled else _PLAIN)[kind])
    left, right = together(numeric(read(x)), numeric(read(nu)))
    at = np.asarray(left.data, dtype=float)
    values = np.where(at >= 0, function(np.asarray(right.data, dtype=float), at), np.nan)
    vector = numbers(values)
    return to_python(vector) if not (left.single and right.single) else float(values[0])


def choose(n: Any, k: Any) -> Any:
    """Return ``choose(n, k)``, binomial coefficients; ``n`` may be any number.

    Parameters
    ----------
    n : float or array_like
        Numbers.
    k : float or array_like
        Whole numbers; others are rounded.

    Returns
    -------
    float or ndarray
        One coefficient for each pair of numbers, and NaN for a missing number.

    Examples
    --------
    >>> choose([5, float("nan"), -2], 2).tolist()
    [10.0, nan, 3.0]
    """
    left, right = together(numeric(read(n)), numeric(read(k)))
    tops, counts = np.asarray(left.data, dtype=float), np.round(right.data)
    is_whole = (np.round(tops) == tops) & (tops >= 0)
    falling = special.poch(tops - counts + 1, counts) / special.factorial(counts)
    values = np.where(is_whole, special.comb(np.where(is_whole, tops, 0), counts), falling)
    values = np.where(counts < 0, 0.0, values)
    are_absent = [np.isnan(v) & ~are_nan(v) for v in (tops, counts)]
    values = np.where(np.isnan(tops) | np.isnan(counts), NAN, values)
    values = np.where(np.logical_or(*are_absent), np.nan, values)
    is_single = left.single and right.single
    return float(values[0]) if is_single else to_python(shaped(numbers(values), left, right))


def dmultinom(x: Any, size: int | None = None, prob: Any = None, *, log: bool = False) -> float:
    """Return ``dmultinom(x, prob = p)``, the probability of counts.

    Raises
    ------
    InvalidData
        If the counts do not add up to ``size``, or if ``x`` and ``prob`` differ in length.

    Examples
    --------
    >>> round(dmultinom([1, 1], prob=[0.5, 0.5]), 6)
    0.5
    """
    counts = np.asarray(x, dtype=float)
    shares = np.asarray(prob, dtype=float)
    if counts.shape != shares.shape:
        raise InvalidData("x[] and prob[] must be equal length vectors.")
    if size is not None and counts.sum() != size:
        raise InvalidData("size != sum(x), i.e. one is wrong")
    shares = shares / shares.sum()
    log_probability = special.gammaln(counts.sum() + 1) - special.gammaln(counts + 1).sum()
    log_probability += special.xlogy(counts, shares).sum()
    return float(log_probability if log else np.exp(log_probability))


_BITWISE = {"and": np.bitwise_and, "or": np.bitwise_or, "xor": np.bitwise_xor}


def bitwise(x: Any, y: Any, kind: str) -> Any:
    """Return ``bitwAnd(x, y)`` and R's other operations on the bits of integers.

    Parameters
    ----------
    x, y : int or array_like
        Whole numbers.
    kind : {"and", "or", "xor"}
        The operation.

    Returns
    -------
    int or ndarray
        One number for each pair.

    Examples
    --------
    >>> bitwise(12, 10, "and")
    8
    """
    first, second = numeric(read(x)), numeric(read(y))
    a, b = together(first, second)
    missing = a.missing | b.missing
    bits = _BITWISE[kind](*(np.where(missing, 0, v.data).astype(int) for v in (a, b)))
    result = numbers(np.where(missing, np.nan, bits), whole=True)
    return to_python(replace(result, single=first.single and second.single))


def sinpi(x: Any) -> Any:
    """Return ``sinpi(x)``, the sine of ``pi * x``, which is exact at multiples of 1/2.

    Examples
    --------
    >>> sinpi(0.5), sinpi(1)
    (1.0, 0.0)
    """
    return _of_turns(np.sin, x, exact={0.0: 0.0, 0.5: 1.0, 1.0: 0.0, 1.5: -1.0})


def cospi(x: Any) -> Any:
    """Return ``cospi(x)``, the cosine of ``pi * x``, which is exact at multiples of 1/2.

    Examples
    --------
    >>> cospi(0.5), cospi(1)
    (0.0, -1.0)
    """
    return _of_turns(np.cos, x, exact={0.0: 1.0, 0.5: 0.0, 1.0: -1.0, 1.5: 0.0})


def _of_turns(function: Callable[[Any], Any], x: Any, exact: Mapping[float, float]) -> Any:
    """Return a function of ``pi * x``, with its values at multiples of 1/2."""
    turns = np.mod(np.asarray(x, dtype=float), 2)
    values = function(np.pi * turns)
    for turn, value in exact.items():
        values = np.where(turns == turn, value, values)
    if isinstance(x, pd.Series):
        return pd.Series(values, index=x.index)
    return values if values.ndim else float(values)
