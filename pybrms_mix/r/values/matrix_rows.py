"""Columns of a data frame that are matrices in R: each cell is one row of the matrix."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.values.named_matrix import matrix_of

__all__: list[str] = []


class NamedRow(pd.Series):
    """A row of a matrix whose columns have names."""

    @property
    def _constructor(self) -> Callable[..., pd.Series]:
        return pd.Series


class PlainRow(np.ndarray):
    """A row of a matrix without names."""


def of_rows_of_matrix(summaries: Sequence[Any]) -> pd.Series:
    """Return a column whose cells are the rows of a matrix if they have one length.

    A column of vectors of several lengths is a list, in R as well.
    """
    if len({np.size(s) for s in summaries}) > 1:
        return pd.Series(list(summaries), dtype=object)
    cells = [
        NamedRow(s) if isinstance(s, pd.Series) else np.asarray(s).view(PlainRow) for s in summaries
    ]
    return pd.Series(cells, dtype=object)


def whole_matrix(column: Any) -> Any:
    """Return the matrix of a column whose cells are rows of one; else the value."""
    if not isinstance(column, pd.Series) or column.dtype != object or not len(column):
        return column
    if not all(isinstance(v, NamedRow | PlainRow) for v in column):
        return column
    first = column.iloc[0]
    names = list(map(str, first.index)) if isinstance(first, NamedRow) else None
    return matrix_of(np.array([np.asarray(v) for v in column]), None, names)
