"""Statistics of the rows and of the columns of a matrix, as in the package matrixStats."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.values.r_vectors import numeric, read

__all__ = [
    "row_quantiles", "row_ranges", "row_statistics",
]  # fmt: skip

_SCALE = 1.4826  # makes the median absolute deviation consistent for the normal distribution


def _mad(x: np.ndarray) -> float:
    return float(_SCALE * np.median(np.abs(x - np.median(x))))


def _log_sum_exp(x: np.ndarray) -> float:
    top = np.max(x)
    return float(top if not np.isfinite(top) else top + np.log(np.sum(np.exp(x - top))))


_STATISTICS: dict[str, Callable[[np.ndarray], Any]] = {
    "sd": lambda x: np.std(x, ddof=1) if len(x) > 1 else np.nan,
    "var": lambda x: np.var(x, ddof=1) if len(x) > 1 else np.nan,
    "median": lambda x: np.median(x) if len(x) else np.nan,
    "max": lambda x: np.max(x) if len(x) else -np.inf,
    "min": lambda x: np.min(x) if len(x) else np.inf,
    "prod": np.prod,
    "sum": np.sum,
    "mean": lambda x: np.mean(x) if len(x) else np.nan,
    "mad": lambda x: _mad(x) if len(x) else np.nan,
    "iqr": lambda x: np.subtract(*np.quantile(x, [0.75, 0.25])) if len(x) else np.nan,
    "log_sum_exp": lambda x: _log_sum_exp(x) if len(x) else -np.inf,
}


def row_statistics(x: Any, statistic: str, *, by: str = "rows", na_rm: bool = False) -> np.ndarray:
    """Return a statistic of each row, or of each column, of a matrix.

    Parameters
    ----------
    x : array_like or DataFrame
        A matrix of numbers.
    statistic : str
        One of "sd", "var", "median", "max", "min", "prod", "sum", "mean", "mad", "iqr" and
        "log_sum_exp".
    by : {"rows", "columns"}, default "rows"
        What the statistics describe.
    na_rm : bool, default False
        Whether missing values are left out. Otherwise the statistic of a row with a missing value
        is missing.

    Returns
    -------
    ndarray
        A number for each row or column, without names.

    Examples
    --------
    >>> row_statistics([[1, 2, 3], [2, 4, 9]], "median")
    array([2., 4.])
    """
    rows = _rows(x, by)
    function = _STATISTICS[statistic]
    return np.array([_of(function, row, na_rm=na_rm) for row in rows], dtype=float)


def _of(function: Callable[[np.ndarray], Any], row: np.ndarray, *, na_rm: bool) -> float:
    missing = np.isnan(row)
    if missing.any() and not na_rm:
        return float("nan")
    return float(function(row[~missing]))


def row_quantiles(
    x: Any, probs: Any = (0, 0.25, 0.5, 0.75, 1), *, by: str = "rows", na_rm: bool = False
) -> Any:
    """Return quantiles of each row, or of each column, of a matrix.

    Parameters
    ----------
    x : array_like or DataFrame
        A matrix of numbers.
    probs : float or sequence of float
        The probabilities.
    by, na_rm
        As in ``row_statistics()``.

    Returns
    -------
    DataFrame or Series
        A line for each row of the matrix and a column for each probability: "25%". For one
        probability a series.

    Examples
    --------
    >>> row_quantiles([[1, 2, 3], [2, 4, 9]], 0.5)
    0    2.0
    1    4.0
    dtype: float64
    """
    levels = numeric(read(probs)).data
    rows = _rows(x, by)
    missing = [np.isnan(row) for row in rows]
    cells = [np.full(len(levels), np.nan) if (gaps.any() and not na_rm) or gaps.all()
             else np.quantile(row[~gaps], levels)
             for row, gaps in zip(rows, missing, strict=True)]  # fmt: skip
    index = None
    if isinstance(x, pd.DataFrame):
        index = x.index if by == "rows" else x.columns
    table = pd.DataFrame(np.array(cells), index=index, columns=[f"{100 * p:.7g}%" for p in levels])
    return table.iloc[:, 0].rename(None) if len(levels) == 1 else table


def row_ranges(x: Any, *, by: str = "rows", na_rm: bool = False) -> np.ndarray:
    """Return the smallest and the largest value of each row, or of each column, of a matrix.

    Parameters
    ----------
    x, by, na_rm
        As in ``row_statistics()``.

    Returns
    -------
    ndarray
        A matrix of two columns.

    Examples
    --------
    >>> row_ranges([[1, 5, 3], [2, 4, 9]])
    array([[1., 5.],
           [2., 9.]])
    """
    ends = [row_statistics(x, end, by=by, na_rm=na_rm) for end in ("min", "max")]
    return np.column_stack(ends)


def _rows(x: Any, by: str) -> np.ndarray:
    matrix = np.asarray(x, dtype=float)
    if matrix.ndim != 2:
        raise InvalidArgument("The statistics of rows and columns need a matrix.")
    return matrix if by == "rows" else matrix.T
