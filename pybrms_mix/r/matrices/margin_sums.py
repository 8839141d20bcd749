"""Sums and means of the rows and of the columns of matrices and data frames."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.values.named_matrix import axes_of, is_frame
from pybrms_mix.r.values.r_vectors import numeric, read
from pybrms_mix.r.values.sums import sums_along
from pybrms_mix.r.values.tibbles import of_rows

__all__ = ["col_means", "col_sums", "row_means", "row_sums"]


@of_rows
def _sum(x: Any, axis: int, *, na_rm: bool, mean: bool) -> Any:
    """Return sums or means of the rows (1) or columns (0) of a matrix or data frame."""
    if is_frame(x):
        array = x.to_numpy(dtype=float, na_value=np.nan)
    elif np.ndim(x) > 1:
        array = numeric(read(x)).data.reshape(np.shape(x), order="F")
    else:
        array = np.asarray(x, dtype=float)
    counts = np.sum(~np.isnan(array), axis=axis) if na_rm else array.shape[axis]
    array = np.nan_to_num(array, nan=0.0, posinf=np.inf, neginf=-np.inf) if na_rm else array
    with np.errstate(all="ignore"):
        totals = sums_along(array, axis)
        totals = (totals / counts if mean else totals).astype(float)
    labels = axes_of(x)[1 - axis]
    return totals if labels is None else pd.Series(totals, index=list(labels))


def row_sums(x: Any, *, na_rm: bool = False) -> Any:
    """Return ``rowSums(x)``; the sum of a row with NA is NA unless ``na_rm``.

    Examples
    --------
    >>> row_sums(np.array([[1, 2], [3, 4]])).tolist()
    [3.0, 7.0]
    """
    return _sum(x, 1, na_rm=na_rm, mean=False)


def col_sums(x: Any, *, na_rm: bool = False) -> Any:
    """Return ``colSums(x)``, with the names of the columns."""
    return _sum(x, 0, na_rm=na_rm, mean=False)


def row_means(x: Any, *, na_rm: bool = False) -> Any:
    """Return ``rowMeans(x)``."""
    return _sum(x, 1, na_rm=na_rm, mean=True)


def col_means(x: Any, *, na_rm: bool = False) -> Any:
    """Return ``colMeans(x)``, with the names of the columns."""
    return _sum(x, 0, na_rm=na_rm, mean=True)
