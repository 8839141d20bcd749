"""Bins of histograms: ``pretty()`` and ``hist(x, plot = FALSE)``."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.r.values.r_vectors import numeric, read
from pybrms_mix.r.values.result_lists import result_list

__all__ = ["bins", "pretty"]


def _numbers(x: Any) -> np.ndarray:
    return np.asarray(numeric(read(x)).data, dtype=float)


def pretty(x: Any, n: int = 5) -> np.ndarray:
    """Return round break points for about ``n`` intervals, as R's ``pretty()``.

    Parameters
    ----------
    x : array_like
        Numbers whose range the break points cover.
    n : int, default 5
        The target number of intervals.

    Returns
    -------
    ndarray
        The ends of the intervals in increasing order.

    Examples
    --------
    >>> pretty([0.2, 9.7])
    array([ 0.,  2.,  4.,  6.,  8., 10.])
    """
    values = _numbers(x)
    low, high = float(np.nanmin(values)), float(np.nanmax(values))
    size = max(abs(low), abs(high))
    apart, least = high - low, n // 3
    cell = apart / n
    if apart <= 1e-10 * size:
        cell = 0.75 * (9 + size / 10 if size > 10 else size or 1.0) / max(least, 1)
    base = 10.0 ** np.floor(np.log10(cell))
    unit = base
    for factor, bias in ((2, 1.5), (5, 2.75), (10, 1.5)):
        if factor * base - cell < bias * (cell - unit):
            unit = factor * base
    first, last = np.floor(low / unit + 1e-7), np.ceil(high / unit - 1e-7)
    short = int(max(least - (last - first), 0))
    if short:
        more, less = short // 2, short - short // 2
        first, last = (first - less, last + more) if first >= 0 else (first - more, last + less)
    return np.asarray(np.arange(first, last + 1) * unit)


def bins(x: Any, breaks: Any = None, *, name: str = "x") -> dict[str, Any]:
    """Count numbers in bins, as R's ``hist(x, plot = FALSE)``.

    Parameters
    ----------
    x : array_like
        Numbers; missing values are dropped.
    breaks : int, array_like or str, optional
        The target number of bins, the ends of the bins, or a rule for their number: "Sturges", the
        default, "Scott" or "FD".
    name : str, default "x"
        The text of ``x`` in R.

    Returns
    -------
    dict
        ``breaks``, ``counts``, ``density``, ``mids``, ``xname`` and ``equidist``. The bins are
        closed on the right.

    Raises
    ------
    InvalidData
        If the bins do not cover the numbers.
    """
    values = _numbers(x)
    values = values[np.isfinite(values)]
    cuts = None if breaks is None or isinstance(breaks, str) else _numbers(breaks)
    if cuts is not None and len(cuts) > 1:
        ends = np.sort(cuts)
    else:
        rule = breaks if isinstance(breaks, str) else "Sturges"
        bin_count = int(cuts[0]) if cuts is not None else _bin_count(values, rule)
        ends = pretty(values, bin_count)
    if values.min() < ends[0] or values.max() > ends[-1]:
        raise InvalidData("some 'x' not counted; maybe 'breaks' do not span range of 'x'")
    fuzz = 1e-7 * float(np.median(np.diff(ends)))
    edges = ends + np.r_[-fuzz, np.full(len(ends) - 1, fuzz)]
    places = np.searchsorted(edges, values, side="left") - 1
    counts = np.bincount(np.clip(places, 0, len(ends) - 2), minlength=len(ends) - 1)
    share = counts / (len(values) * np.diff(ends))
    middles = (ends[:-1] + ends[1:]) / 2
    sizes = np.diff(ends)
    parts = {"breaks": ends, "counts": counts, "density": share, "mids": middles, "xname": name,
             "equidist": bool(np.ptp(sizes) < 1e-7 * np.mean(sizes))}  # fmt: skip
    return result_list(parts, "histogram")


def _bin_count(values: np.ndarray, rule: str) -> int:
    """Return the number of bins by the rule of Sturges, Scott, or Freedman and Diaconis.

    Raises:
        InvalidData: if there is no such rule.
    """
    size = len(values)
    match rule.lower():
        case "sturges":
            return int(np.ceil(np.log2(size) + 1))
        case "scott":
            width = 3.49 * np.std(values, ddof=1) * size ** (-1 / 3)
        case "fd" | "freedman-diaconis":
            width = 2 * np.subtract(*np.percentile(values, [75, 25])) * size ** (-1 / 3)
        case _:
            raise InvalidData(f"unknown 'breaks' algorithm: {rule}")
    return max(1, int(np.ceil(np.ptp(values) / width))) if width > 0 else 1
