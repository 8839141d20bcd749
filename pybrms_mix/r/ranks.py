"""Ranks, running summaries and bins of vectors."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.lazy import stats
from pybrms_mix.r.factors import cut
from pybrms_mix.r.logic import compare, compute
from pybrms_mix.r.quantiles import quantile
from pybrms_mix.r.r_vectors import (
    CHARACTER,
    FACTOR,
    LIST,
    NUMBER,
    Vector,
    logicals,
    numbers,
    numeric,
    read,
    shaped,
    to_python,
    truths,
)
from pybrms_mix.r.sorting import sort_keys
from pybrms_mix.r.stats import numbers_in

__all__ = [
    "cleaned", "cumall", "cumany", "cume_dist", "cummean", "cut_interval", "cut_number",
    "cut_width", "dense_rank", "find_interval", "fivenum", "is_finite", "is_infinite", "is_nan",
    "is_unsorted", "min_rank", "near", "percent_rank", "tabulate", "weighted_mean",
]  # fmt: skip


def _ranks(x: Any, method: Any) -> np.ndarray:
    """Return ranks among the elements that are not missing; NaN for missing elements."""
    vector = read(x).plain()
    keys = sort_keys(vector)
    present = [n for n, key in enumerate(keys) if key is not None]
    rank_values = np.full(len(vector), np.nan)
    distinct = {key: k for k, key in enumerate(sorted({keys[n] for n in present}))}
    if present:
        rank_values[present] = stats.rankdata([distinct[keys[n]] for n in present], method=method)
    return rank_values


def min_rank(x: Any) -> Any:
    """Return dplyr's ``min_rank(x)``: ties get the smallest rank, and NA stays NA.

    Examples
    --------
    >>> min_rank([10, 30, 10, 20])
    array([1, 4, 1, 3])
    """
    return to_python(numbers(_ranks(x, "min"), whole=True))


def dense_rank(x: Any) -> Any:
    """Return dplyr's ``dense_rank(x)``: ranks without gaps after ties; NA stays NA.

    Examples
    --------
    >>> dense_rank([10, 30, 10, 20])
    array([1, 3, 1, 2])
    """
    return to_python(numbers(_ranks(x, "dense"), whole=True))


def percent_rank(x: Any) -> Any:
    """Return dplyr's ``percent_rank(x)``: the smallest rank of each element, scaled to 0 to 1.

    Examples
    --------
    >>> percent_rank([10, 30, 20])
    array([0. , 1. , 0.5])
    """
    ranks = _ranks(x, "min")
    with np.errstate(all="ignore"):
        return (ranks - 1) / (np.count_nonzero(~np.isnan(ranks)) - 1)


def cume_dist(x: Any) -> Any:
    """Return dplyr's ``cume_dist(x)``: the share of elements that are not larger.

    Examples
    --------
    >>> cume_dist([10, 30, 10, 20])
    array([0.5 , 1.  , 0.5 , 0.75])
    """
    ranks = _ranks(x, "max")
    return ranks / max(np.count_nonzero(~np.isnan(ranks)), 1)


def cummean(x: Any) -> Any:
    """Return dplyr's ``cummean(x)``: the mean of all elements up to each place.

    Examples
    --------
    >>> cummean([1, 3, 8])
    array([1., 2., 4.])
    """
    data = numeric(read(x)).data
    return np.cumsum(data) / np.arange(1, len(data) + 1)


def cumall(x: Any) -> Any:
    """Return dplyr's ``cumall(x)``: whether all elements up to each place are true.

    Examples
    --------
    >>> cumall([True, False, True])
    array([ True, False, False])
    """
    return _running(x, 0.0)


def cumany(x: Any) -> Any:
    """Return dplyr's ``cumany(x)``: whether any element up to each place is true.

    Examples
    --------
    >>> cumany([False, True, False])
    array([False,  True,  True])
    """
    return _running(x, 1.0)


def _running(x: Any, decides: float) -> Any:
    data = truths(read(x)).data
    decided = np.logical_or.accumulate(data == decides)
    after_missing = np.logical_or.accumulate(np.isnan(data))
    return to_python(
        logicals(np.where(decided, decides, np.where(after_missing, np.nan, 1 - decides)))
    )


def weighted_mean(x: Any, w: Any = None, *, na_rm: bool = False) -> float:
    """Return ``weighted.mean(x, w)``; with ``na_rm``, missing elements lose their weights.

    Raises
    ------
    InvalidData
        If ``x`` and ``w`` have different lengths.

    Examples
    --------
    >>> weighted_mean([1, 3], [3, 1])
    1.5
    """
    data = numbers_in(x, na_rm=False)
    weights = np.ones(len(data)) if w is None else numbers_in(w, na_rm=False)
    if len(weights) != len(data):
        raise InvalidData("'x' and 'w' must have the same length")
    if na_rm:
        data, weights = data[~np.isnan(data)], weights[~np.isnan(data)]
    if not len(data):
        return np.nan
    with np.errstate(all="ignore"):
        shares = weights / weights.sum()
        return float(np.sum((data * shares)[shares != 0]))


def fivenum(x: Any) -> Any:
    """Return Tukey's five numbers: the ends, the hinges and the median of a vector.

    Examples
    --------
    >>> fivenum([1, 2, 3, 4, 100])
    array([  1.,   2.,   3.,   4., 100.])
    """
    data = np.sort(numbers_in(x, na_rm=True))
    if not len(data):
        return np.full(5, np.nan)
    quarter = np.floor((len(data) + 3) / 2) / 2
    places = np.array([1, quarter, (len(data) + 1) / 2, len(data) + 1 - quarter, len(data)])
    low, high = (data[f(places).astype(int) - 1] for f in (np.floor, np.ceil))
    five_numbers = np.asarray((low + high) / 2)
    vector = read(x)
    if vector.names is None:
        return five_numbers
    present = np.flatnonzero(~vector.missing)
    order = present[np.argsort(vector.data[present], kind="stable")]
    names = tuple(vector.names[order[int(p) - 1]] for p in places)  # R has those of the lower ends
    return to_python(replace(numbers(five_numbers), names=names))


def find_interval(
    x: Any, breaks: Any, *, rightmost_closed: bool = False, left_open: bool = False
) -> Any:
    """Return ``findInterval(x, breaks)``: the number of breaks that are not larger.

    With ``left_open``, it is the number of breaks that are smaller.

    Raises
    ------
    InvalidData
        If the breaks are not sorted.

    Examples
    --------
    >>> find_interval([0, 1, 2.5], [1, 2])
    array([0, 1, 2])
    """
    ends = numeric(read(breaks)).data
    if np.isnan(ends).any() or np.any(np.diff(ends) < 0):
        raise InvalidData("'vec' must be sorted non-decreasingly and not contain NAs")
    vector = read(x)
    data = numeric(vector).data
    at = np.searchsorted(ends, data, side="left" if left_open else "right").astype(float)
    if rightmost_closed and len(ends):
        at[data == ends[0 if left_open else -1]] = 1 if left_open else len(ends) - 1
    intervals = numbers(np.where(np.isnan(data), np.nan, at), whole=True)
    return to_python(replace(intervals, single=vector.single))


def tabulate(x: Any, nbins: int | None = None) -> np.ndarray:
    """Return ``tabulate(x)``: how often each of the numbers 1, 2, ... occurs.

    Examples
    --------
    >>> tabulate([1, 3, 3])
    array([1, 0, 2])
    """
    vector = read(x)
    data = numeric(vector).data
    data = np.trunc(data[~np.isnan(data)])
    levels = len(vector.levels) if vector.kind == FACTOR else int(max([1, *data]))
    size = levels if nbins is None else int(nbins)
    inside = data[(data >= 1) & (data <= size)].astype(int)
    return np.bincount(inside - 1, minlength=size)


def is_finite(x: Any) -> Any:
    """Return whether each element is a finite number; strings are not.

    Examples
    --------
    >>> is_finite([1.0, float("inf"), float("nan")])
    array([ True, False, False])
    """
    return _of_numbers(x, np.isfinite, otherwise=False)


def near(x: Any, y: Any, tol: float = 1.4901161193847656e-08) -> Any:
    """Return dplyr's ``near(x, y)``: whether numbers are equal but for rounding errors.

    Examples
    --------
    >>> near(0.1 + 0.2, 0.3)
    True
    """
    return compare(np.abs(compute(x, "-", y)), "<", tol)


def is_nan(x: Any) -> Any:
    """Return whether each number is missing: NaN and NA are one value in Python.

    Raises
    ------
    InvalidData
        If a number is missing, since R tells NaN from NA.

    Examples
    --------
    >>> is_nan([1.0, 2.0])
    array([False, False])
    """
    vector = read(x)
    if vector.kind == NUMBER and vector.missing.any():
        raise InvalidData("NaN and NA are one value in Python.", hint="Ask is.na(x).")
    return _of_numbers(x, np.isnan, otherwise=False)


def is_infinite(x: Any) -> Any:
    """Return whether each element is infinite.

    Examples
    --------
    >>> is_infinite([1.0, float("-inf")])
    array([False,  True])
    """
    return _of_numbers(x, np.isinf, otherwise=False)


def _of_numbers(x: Any, test: Any, *, otherwise: bool) -> Any:
    vector = read(x)
    if vector.kind == LIST:
        raise InvalidData("default method not implemented for type 'list'")
    text = vector.kind == CHARACTER
    results = np.full(len(vector), otherwise) if text else test(vector.data)
    return to_python(shaped(logicals(results), vector))


def cut_interval(x: Any, n: int, labels: Any = None) -> Any:
    """Return ggplot2's ``cut_interval(x, n)``: a factor of n intervals of equal width.

    Examples
    --------
    >>> list(cut_interval([0, 1, 4], 2))
    ['[0,2]', '[0,2]', '(2,4]']
    """
    data = numbers_in(x, na_rm=True)
    return cut(x, np.linspace(data.min(), data.max(), int(n) + 1), labels, include_lowest=True)


def cut_number(x: Any, n: int, labels: Any = None) -> Any:
    """Return ggplot2's ``cut_number(x, n)``: a factor of n intervals with equally many elements.

    Raises
    ------
    InvalidData
        If ties leave fewer than n intervals.

    Examples
    --------
    >>> list(cut_number([1, 2, 3, 9], 2))
    ['[1,2.5]', '[1,2.5]', '(2.5,9]', '(2.5,9]']
    """
    shares = np.linspace(0, 1, int(n) + 1)
    breaks = np.unique(quantile(x, shares, na_rm=True, names=False))
    if len(breaks) < int(n) + 1:
        raise InvalidData("Insufficient data values to produce the asked number of bins.")
    return cut(x, breaks, labels, include_lowest=True)


def cut_width(
    x: Any, width: float, center: float | None = None, boundary: float | None = None,
    labels: Any = None, closed: str = "right",
) -> Any:  # fmt: skip
    """Return ggplot2's ``cut_width(x, width)``: a factor of intervals of a given width.

    Raises
    ------
    InvalidArgument
        If both ``center`` and ``boundary`` are given.

    Examples
    --------
    >>> list(cut_width([0.2, 1.7], 1, boundary=0))
    ['[0,1]', '(1,2]']
    """
    if center is not None and boundary is not None:
        raise InvalidArgument("Only one of 'boundary' and 'center' may be specified.")
    data = numbers_in(x, na_rm=True)
    start = width / 2 if center is None else center - width / 2
    start = start if boundary is None else boundary
    first = start + np.floor((data.min() - start) / width) * width
    last = data.max() + (1 - 1e-8) * width
    count = int(np.floor((last - first) / width + 1e-10))
    breaks = first + np.arange(max(count, 1) + 1) * width
    return cut(x, breaks, labels, include_lowest=True, right=closed == "right")


def cleaned(x: Any, digits: int = 7) -> Any:
    """Return ``zapsmall(x)``: numbers rounded to the digits of the largest one.

    Examples
    --------
    >>> cleaned([1.0, 1e-20])
    array([1., 0.])
    """
    vector: Vector = numeric(read(x))
    magnitudes = np.abs(vector.data[np.isfinite(vector.data)])
    top = magnitudes.max() if len(magnitudes) else 0
    places = digits - int(np.ceil(np.log10(top))) if top > 0 else digits
    return to_python(replace(vector, data=np.round(vector.data, max(places, 0))))


def is_unsorted(x: Any, strictly: bool = False) -> Any:
    """Return whether the elements are not in increasing order, as R's ``is.unsorted()``.

    Parameters
    ----------
    x : array_like
        Numbers.
    strictly : bool, default False
        Whether equal neighbours count as unsorted.

    Returns
    -------
    bool
        The answer; missing if an element is missing.

    Examples
    --------
    >>> is_unsorted([1, 2, 2]), is_unsorted([1, 2, 2], strictly=True)
    (False, True)
    """
    values = numeric(read(x)).data
    if np.isnan(values).any():
        return pd.NA if len(values) > 1 else False
    steps = np.diff(values)
    return bool((steps <= 0).any() if strictly else (steps < 0).any())
