"""The descriptive statistics of psych: ``describe(d)``, ``skew(x)`` and ``kurtosi(x)``."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.regression.model_tests import with_row_names
from pybrms_mix.r.values.named_matrix import axes_of
from pybrms_mix.r.values.r_vectors import CHARACTER, FACTOR, LOGICAL, numeric, read
from pybrms_mix.r.values.sums import mean_of, variance_of
from pybrms_mix.r.vectors.robust_summaries import mad, trimmed_mean

__all__ = ["describe", "kurtosis", "skewness"]


def describe(x: Any, *, skew: bool = True, ranges: bool = True, trim: float = 0.1) -> pd.DataFrame:
    """Return ``describe(d)`` of psych: one row of statistics for each column.

    Parameters
    ----------
    x : DataFrame or array_like
        The columns, or a vector. Categories and text are described by the numbers of their levels,
        and their names have an asterisk.
    skew, ranges : bool, default True
        Whether the table holds skewness and kurtosis, and the extreme values.
    trim : float, default 0.1
        The share of values that the trimmed mean leaves out at each end.

    Returns
    -------
    DataFrame
        ``vars``, ``n``, ``mean``, ``sd``, ``median``, ``trimmed``, ``mad``, ``min``, ``max``,
        ``range``, ``skew``, ``kurtosis`` and ``se``.

    Examples
    --------
    >>> describe(pd.DataFrame({"x": [1.0, 2.0, 6.0]}))["mean"].tolist()
    [3.0]
    """
    named_columns = _columns(x)
    rows = [_described(numbers, trim) for numbers in named_columns.values()]
    table = {"vars": list(range(1, len(rows) + 1)), **{n: [r[n] for r in rows] for n in rows[0]}}
    omitted: tuple[str, ...] = () if skew and ranges else ("median", "trimmed", "mad")
    omitted += () if skew else ("skew", "kurtosis")
    omitted += () if ranges else ("median", "trimmed", "mad", "min", "max", "range")
    kept_cells = {n: v for n, v in table.items() if n not in omitted}
    return with_row_names(kept_cells, list(named_columns))


def skewness(x: Any, *, na_rm: bool = True) -> Any:
    """Return ``skew(x)`` of psych: the third moment over the cubed standard deviation."""
    return _of_columns(x, 3, na_rm=na_rm)


def kurtosis(x: Any, *, na_rm: bool = True) -> Any:
    """Return ``kurtosi(x)`` of psych: the excess of the fourth moment over that of a normal."""
    return _of_columns(x, 4, na_rm=na_rm)


def _columns(x: Any) -> dict[str, np.ndarray]:
    """Return the numbers of each column by its name in the table."""
    if not isinstance(x, pd.DataFrame):
        cells = np.asarray(x)
        if cells.ndim < 2:
            return {"X1": _numbers(x)}
        names = axes_of(x)[1] or [f"X{n + 1}" for n in range(cells.shape[1])]
        return dict(zip(map(str, names), cells.astype(float).T, strict=True))
    coded = {n: read(x[n]).kind in (CHARACTER, FACTOR, LOGICAL) for n in x}
    return {f"{n}*" if coded[n] else str(n): _numbers(x[n]) for n in x}


def _numbers(column: Any) -> np.ndarray:
    vector = read(column)
    if vector.kind == CHARACTER:
        column = pd.Categorical(column)
        return np.where(column.codes < 0, np.nan, column.codes + 1.0)
    data = numeric(vector).data.astype(float)
    return data + 1 if vector.kind == FACTOR and not np.all(np.isnan(data)) and (
        np.nanmin(data) == 0) else data  # fmt: skip


def _described(data: np.ndarray, trim: float) -> dict[str, float]:
    known_numbers = data[~np.isnan(data)]
    size = len(known_numbers)
    deviation = float(np.sqrt(variance_of(known_numbers))) if size > 1 else np.nan
    low, high = float(known_numbers.min()), float(known_numbers.max())
    return {
        "n": size, "mean": mean_of(known_numbers), "sd": deviation,
        "median": float(np.median(known_numbers)), "trimmed": trimmed_mean(known_numbers, trim),
        "mad": float(mad(known_numbers)), "min": low, "max": high, "range": high - low,
        "skew": _moment(known_numbers, 3), "kurtosis": _moment(known_numbers, 4),
        "se": float(deviation / np.sqrt(size)),
    }  # fmt: skip


def _of_columns(x: Any, power: int, *, na_rm: bool) -> Any:
    columns = {n: c[~np.isnan(c)] if na_rm else c for n, c in _columns(x).items()}
    moments = {n: _moment(c, power) for n, c in columns.items()}
    return pd.Series(moments) if np.ndim(x) > 1 else next(iter(moments.values()))


def _moment(data: np.ndarray, power: int) -> float:
    """Return a standardised central moment; that of order 4 without 3."""
    if len(data) < 2:
        return np.nan
    away = data - mean_of(data)
    with np.errstate(all="ignore"):
        ratio = np.mean(away**power) / np.sqrt(variance_of(data)) ** power
    return float(ratio - 3 if power == 4 else ratio)
