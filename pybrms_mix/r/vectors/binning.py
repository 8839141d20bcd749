"""Bins of numbers: cut_number() and its like, findInterval() and tabulate()."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, InvalidData
from pybrms_mix.r.values.r_vectors import numbers, numeric, read, to_python
from pybrms_mix.r.vectors.factors import cut
from pybrms_mix.r.vectors.quantiles import quantile
from pybrms_mix.r.vectors.stats import numbers_in

__all__ = ["cut_interval", "cut_number", "cut_width", "find_interval", "tabulate"]


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
    size = int(max([1, *data])) if nbins is None else int(nbins)
    inside = data[(data >= 1) & (data <= size)].astype(int)
    return np.bincount(inside - 1, minlength=size)


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
