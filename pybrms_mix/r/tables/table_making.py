"""Data tables made from columns, from other values, and in place."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.frames.frames import as_frame, data_frame
from pybrms_mix.r.tables.table_rows import tagged
from pybrms_mix.r.values.row_names import row_names

__all__ = ["as_data_table", "data_table", "set_data_frame", "set_data_table"]


def data_table(*parts: Any, **columns: Any) -> pd.DataFrame:
    """Return a data.table from columns; shorter columns are recycled.

    Parameters
    ----------
    *parts
        Data frames and matrices, whose columns come first.
    **columns
        Vectors.

    Returns
    -------
    DataFrame
        The table.

    Examples
    --------
    >>> data_table(x=[1, 2], g="a")["g"].tolist()
    ['a', 'a']
    """
    return tagged(data_frame(*(as_data_table(p) for p in parts), **columns).reset_index(drop=True))


def as_data_table(x: Any, *, keep_rownames: bool | str = False) -> pd.DataFrame:
    """Return a copy of a value as a data.table, without names of rows.

    Parameters
    ----------
    x
        A data frame, a matrix, a list of columns or a vector.
    keep_rownames : bool or str, default False
        Whether names of rows become the first column, ``rn``, or the name of that column.

    Returns
    -------
    DataFrame
        The table.

    Examples
    --------
    >>> as_data_table(np.array([[1, 2], [3, 4]])).columns.tolist()
    ['V1', 'V2']
    """
    bare = isinstance(x, np.ndarray) and x.ndim == 2
    frame = as_frame(x)
    names = row_names(frame) if keep_rownames else []
    table = pd.DataFrame(frame.reset_index(drop=True)).copy()
    if bare:
        table.columns = pd.Index([f"V{n + 1}" for n in range(table.shape[1])])
    if keep_rownames:
        table.insert(0, keep_rownames if isinstance(keep_rownames, str) else "rn", list(names))
    return tagged(table)


def set_data_table(x: pd.DataFrame) -> pd.DataFrame:
    """Make a data frame a data.table in place: ``setDT(d)``.

    Raises
    ------
    InvalidData
        If ``x`` is not a data frame.

    Examples
    --------
    >>> set_data_table(pd.DataFrame({"x": [1, 2]}, index=[5, 7])).index.tolist()
    [0, 1]
    """
    if not isinstance(x, pd.DataFrame):
        raise InvalidData(
            "setDT() changes data frames in place here.", hint="as.data.table(x) makes a table."
        )
    x.reset_index(drop=True, inplace=True)
    return tagged(x)


def set_data_frame(x: pd.DataFrame) -> pd.DataFrame:
    """Make a data.table a plain data frame in place: ``setDF(d)``."""
    x.attrs.pop("data.table", None)
    return x
