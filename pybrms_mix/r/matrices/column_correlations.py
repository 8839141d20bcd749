"""Correlations of vectors and of columns."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.lazy import stats
from pybrms_mix.r.values.choices import CORRELATIONS, completes
from pybrms_mix.r.values.named_matrix import axes_of, matrix_of
from pybrms_mix.r.values.nan_values import as_missing
from pybrms_mix.r.values.r_vectors import numeric, read
from pybrms_mix.r.values.tibbles import of_rows

__all__ = ["cor", "cov_wt"]


@completes(method=CORRELATIONS)
@of_rows
def cor(x: Any, y: Any = None, use: str = "everything", method: str = "pearson") -> Any:
    """Return the correlation of two vectors, or the correlation matrix of columns.

    Parameters
    ----------
    x
        A vector, or a data frame or matrix whose columns are correlated.
    y : optional
        A vector, or a matrix whose columns are correlated with those of ``x``.
    use : str, default "everything"
        "everything": missing values make the correlation missing. "complete.obs": rows with
        missing values are dropped. "pairwise.complete.obs": they are dropped for each pair.
    method : {"pearson", "spearman", "kendall"}
        Whether values or ranks are correlated, or Kendall's tau-b.

    Returns
    -------
    float or DataFrame
        The correlation, or the matrix with names of columns.
    """
    if method not in ("pearson", "spearman", "kendall"):
        raise InvalidData(f"cor() has no method '{method}'.")
    if y is not None and max(np.ndim(x), np.ndim(y)) > 1:
        return _between(x, y, use, method)
    if y is not None:
        first, second = numeric(read(x)).data, numeric(read(y)).data
        if len(first) != len(second):
            raise InvalidData("incompatible dimensions")
        return _correlation(first, second, use, method)
    frame = x if isinstance(x, pd.DataFrame) else pd.DataFrame(np.asarray(x))
    cells = [numeric(read(frame.iloc[:, n])).data for n in range(frame.shape[1])]
    if use in ("complete.obs", "complete"):
        complete_rows = ~np.any(np.isnan(cells), axis=0)
        cells = [c[complete_rows] for c in cells]
    correlations = [[1.0 if a is b else _correlation(a, b, use, method) for b in cells]
                    for a in cells]  # fmt: skip
    columns = axes_of(frame)[1]
    return matrix_of(correlations, columns, columns)


@completes(method=("unbiased", "ML"))
def cov_wt(
    x: Any, wt: Any = None, *, cor: bool = False, center: Any = True, method: str = "unbiased"
) -> dict[str, Any]:
    """Return ``cov.wt(x, wt)``: the covariances of columns whose rows have weights.

    Parameters
    ----------
    x : DataFrame or array
        The columns.
    wt : array_like, optional
        The weights of the rows; the default are equal weights.
    cor : bool, default False
        Whether to return correlations, too.
    center : bool or array_like, default True
        Whether the weighted means are the centres, or the centres themselves.
    method : {"unbiased", "ML"}
        Whether the covariances are unbiased, or those of maximum likelihood.

    Returns
    -------
    dict
        ``cov``, ``center``, ``n.obs``, and ``wt`` and ``cor`` if they are given or wanted.

    Raises
    ------
    InvalidData
        If the weights are negative, or if their number is not that of the rows.

    Examples
    --------
    >>> cov_wt(pd.DataFrame({"a": [1.0, 2.0, 4.0]}), [1, 1, 2])["center"].tolist()
    [2.75]
    """
    cells = np.asarray(x, dtype=float)
    cells = cells if cells.ndim > 1 else cells[:, None]
    names = axes_of(x)[1] if np.ndim(x) > 1 else None
    size = len(cells)
    given_weights = np.full(size, 1 / size) if wt is None else numeric(read(wt)).data
    if len(given_weights) != size:
        raise InvalidData("length of 'wt' must equal the number of rows in 'x'")
    if np.any(given_weights < 0) or not given_weights.sum():
        raise InvalidData("weights must be non-negative and not all zero")
    weights = given_weights / given_weights.sum()
    if isinstance(center, bool):
        middle = weights @ cells if center else np.zeros(cells.shape[1])
    else:
        middle = numeric(read(center)).data
    away = cells - middle
    covariances = (away * weights[:, None]).T @ away
    if method != "ML":
        covariances = covariances / (1 - np.sum(weights**2))
    spread = np.sqrt(np.diag(covariances))
    result: dict[str, Any] = {
        "cov": matrix_of(covariances, names, names),
        "center": middle if names is None else pd.Series(middle, index=list(names)),
        "n.obs": size,
    }
    if wt is not None:
        result["wt"] = weights
    if cor:
        result["cor"] = matrix_of(covariances / np.outer(spread, spread), names, names)
    return result


def _between(x: Any, y: Any, use: str, method: str) -> Any:
    """Return the correlations of the columns of two matrices; a vector is one column."""
    tables = [np.asarray(m, dtype=float) for m in (x, y)]
    first, second = (t if t.ndim > 1 else t[:, None] for t in tables)
    if len(first) != len(second):
        raise InvalidData("incompatible dimensions")
    if use in ("complete.obs", "complete"):
        complete_rows = ~np.any(np.isnan(np.column_stack([first, second])), axis=1)
        first, second = first[complete_rows], second[complete_rows]
    cells = [[_correlation(a, b, use, method) for b in second.T] for a in first.T]
    names = [axes_of(m)[1] if np.ndim(m) > 1 else None for m in (x, y)]
    return matrix_of(cells, *names)


def _correlation(a: np.ndarray, b: np.ndarray, use: str, method: str) -> float:
    missing = np.isnan(a) | np.isnan(b)
    if use != "everything":
        a, b = a[~missing], b[~missing]
    elif missing.any():
        return np.nan
    if method == "kendall":
        return float(as_missing(stats.kendalltau(a, b).statistic))
    if method == "spearman":
        a, b = stats.rankdata(a), stats.rankdata(b)
    with np.errstate(all="ignore"):
        # R has NA for the correlation with a constant, not the NaN of 0 / 0.
        return float(as_missing(np.corrcoef(a, b)[0, 1]))
