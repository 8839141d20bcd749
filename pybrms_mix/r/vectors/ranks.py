"""Ranks, running summaries and weighted means of vectors."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import stats
from pybrms_mix.r.values.choices import completes
from pybrms_mix.r.values.r_vectors import (
    CHARACTER,
    FACTOR,
    LOGICAL,
    logicals,
    numbers,
    numeric,
    read,
    to_python,
    truths,
)
from pybrms_mix.r.values.single_values import takes_single_numbers
from pybrms_mix.r.values.sorting import sort_keys
from pybrms_mix.r.values.sums import sum_of
from pybrms_mix.r.vectors.stats import numbers_in

__all__ = [
    "cumall", "cumany", "cume_dist", "cummean", "dense_rank", "desc", "fivenum", "min_rank",
    "ntile", "percent_rank", "weighted_mean", "wtd_mean", "wtd_var",
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
        return float(np.divide(sum_of((data * weights)[weights != 0]), sum_of(weights)))


def _weighted(x: Any, w: Any, *, na_rm: bool) -> tuple[np.ndarray, np.ndarray]:
    """Return values and weights of equal length, for ``na_rm`` without pairs with a missing one."""
    data = numbers_in(x, na_rm=False)
    weights = np.ones(len(data)) if w is None else numbers_in(w, na_rm=False)
    if len(weights) != len(data):
        raise InvalidData("'x' and the weights must have the same length")
    present = ~np.isnan(data + weights) if na_rm else np.full(len(data), fill_value=True)
    return data[present], weights[present]


def wtd_mean(x: Any, weights: Any = None, *, na_rm: bool = True) -> float:
    """Return Hmisc's ``wtd.mean(x, weights)``, by default without missing values and weights.

    Examples
    --------
    >>> wtd_mean([1, 3, np.nan], [3, 1, 1])
    1.5
    """
    return weighted_mean(*_weighted(x, weights, na_rm=na_rm))


@completes(method=("unbiased", "ML"))
def wtd_var(
    x: Any, weights: Any = None, *, normwt: bool = False, na_rm: bool = True,
    method: str = "unbiased",
) -> float:  # fmt: skip
    """Return Hmisc's ``wtd.var(x, weights)``.

    Parameters
    ----------
    x, weights : array_like
        The values and their weights, which are 1 by default.
    normwt : bool, default False
        Whether the weights are relative: only their ratios count for the unbiased variance.
    na_rm : bool, default True
        Whether to leave out missing values and weights.
    method : {"unbiased", "ML"}
        Whether to divide by the sum of the weights less 1, or by the sum.

    Returns
    -------
    float
        The weighted variance.

    Examples
    --------
    >>> wtd_var([1, 3], [2, 2])
    1.3333333333333333
    """
    data, shares = _weighted(x, weights, na_rm=na_rm)
    total = sum_of(shares)
    squares = sum_of(shares * (data - weighted_mean(data, shares)) ** 2)
    freedom = 0.0 if method == "ML" else sum_of(shares**2) / total if normwt else 1.0
    with np.errstate(all="ignore"):
        return float(np.divide(squares, total - freedom))


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


@takes_single_numbers
def ntile(x: Any, n: int) -> np.ndarray:
    """Return dplyr's ``ntile(x, n)``: the number of each element's group among n equal groups.

    Examples
    --------
    >>> ntile([30, 10, 20], 2).tolist()
    [2.0, 1.0, 1.0]
    """
    data = np.asarray(numeric(read(x)).data, dtype=float)
    present = np.flatnonzero(~np.isnan(data))
    size, larger = divmod(len(present), int(n))
    counts = [size + (k < larger) for k in range(int(n))]
    groups = np.full(len(data), np.nan)
    order = present[np.argsort(data[present], kind="stable")]
    groups[order] = np.repeat(np.arange(1, int(n) + 1), counts)
    return groups


def desc(x: Any) -> np.ndarray:
    """Return dplyr's ``desc(x)``: numbers that sort ``x`` in decreasing order.

    They are the numbers with the other sign; the negative codes of a factor, counted from 1; and
    the negative ranks of text and of truths, of which equal elements have the least.

    Examples:
        >>> desc([3, 1, 2]).tolist()
        [-3.0, -1.0, -2.0]
    """
    vector = read(x)
    keys = sort_keys(vector)
    if vector.kind in (CHARACTER, LOGICAL):
        ranked = sorted(k for k in keys if k is not None)
        ranks: dict[Any, int] = {}
        for number, key in enumerate(ranked, start=1):
            ranks.setdefault(key, number)
        keys = [None if k is None else ranks[k] for k in keys]
    first = 1 if vector.kind == FACTOR else 0
    return np.array([np.nan if k is None else -float(k + first) for k in keys])
