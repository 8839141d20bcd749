"""Nested tables, matrices with names, contrasts, and text split into parts."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.frames.binding import bind_rows
from pybrms_mix.r.indexing.subsetting import column_of, rows
from pybrms_mix.r.tidy.selecting import selected
from pybrms_mix.r.values.grouped import Rows, again, group_places, parts
from pybrms_mix.r.values.r_vectors import read, to_python
from pybrms_mix.r.values.tibbles import gives_tibbles, tibble_of

__all__ = ["nest", "unnest"]


@gives_tibbles
def nest(data: Rows, *columns: Any, name: str = "data") -> Rows:
    """Put the rows of each group into a nested table, as tidyr's ``nest()``.

    Parameters
    ----------
    data : DataFrame or Grouped
        Grouped rows, or rows without groups if ``columns`` is given.
    *columns : str
        The columns of the nested tables. The default is all columns except the groups.
    name : str, default "data"
        The name of the column that holds the tables.

    Returns
    -------
    DataFrame or Grouped
        One row for each group: the group columns and the column of tables. The groups remain.
    """
    frame, groups = parts(data)
    inner = selected(frame, list(columns)) if columns else [
        str(c) for c in frame.columns if c not in groups]  # fmt: skip
    keys = tuple(str(c) for c in frame.columns if c not in inner)
    places = sorted(group_places(frame, keys), key=lambda at: float(at[0]))
    firsts = np.array([at[0] for at in places])
    key_columns = {k: column_of(read(frame[k]).plain().take(firsts)) for k in keys}
    tables = np.empty(len(places), dtype=object)
    for n, at in enumerate(places):
        tables[n] = tibble_of(rows(frame, at)[inner])
    return again(pd.DataFrame({**key_columns, name: tables}), tuple(g for g in groups if g in keys))


@gives_tibbles
def unnest(data: Rows, *columns: str) -> Rows:
    """Expand a column of tables or vectors into rows, as tidyr's ``unnest()``.

    Parameters
    ----------
    data : DataFrame or Grouped
        The rows.
    *columns : str
        The columns of tables or vectors. The default is all list columns.

    Returns
    -------
    DataFrame or Grouped
        One row for each row of a table or element of a vector, with the other columns repeated.
        The columns of a table stand in the place of the column of tables.
    """
    frame, groups = parts(data)
    nested_names = list(columns) or [str(c) for c in frame.columns if frame[c].dtype == object
                                     and any(_is_nested(v) for v in frame[c])]  # fmt: skip
    blocks = [_unnested(frame, at, nested_names) for at in range(len(frame))]
    return again(bind_rows(*blocks), groups)


def _unnested(frame: pd.DataFrame, at: int, nested_names: list[str]) -> pd.DataFrame:
    """Return the rows that one row of a data frame gives."""
    cells: dict[str, dict[str, Any]] = {}
    for name in nested_names:
        cell = frame[name].iloc[at]
        if isinstance(cell, pd.DataFrame):
            cells[name] = {str(c): cell[c].array for c in cell.columns}
        else:
            cells[name] = {name: to_python(read(cell).plain())}
    sizes = (len(v) if np.ndim(v) else 1 for columns in cells.values() for v in columns.values())
    size = max(sizes, default=0)
    rows_of_cells: dict[str, Any] = {}
    for name in map(str, frame.columns):
        repeated = np.full(size, float(at))
        rows_of_cells |= cells.get(name) or {
            name: column_of(read(frame[name]).plain().take(repeated))
        }
    return pd.DataFrame(rows_of_cells, index=range(size))


def _is_nested(value: Any) -> bool:
    return isinstance(value, pd.DataFrame | np.ndarray | pd.Series | list)
