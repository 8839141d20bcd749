"""Nested tables, matrices with names, contrasts, and text split into parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.frames.binding import bind_rows
from pybrms_mix.r.indexing.subsetting import column_of, rows
from pybrms_mix.r.tidy.selecting import selected
from pybrms_mix.r.values.grouped import EACH_ROW, Rows, again, group_places, parts
from pybrms_mix.r.values.r_vectors import LIST, read, to_python
from pybrms_mix.r.values.tibbles import gives_tibbles, tibble_of

__all__ = ["nest", "unnest"]


@gives_tibbles
def nest(
    data: Rows, *columns: Any, by: Sequence[Any] = (), name: str = "data",
    tables: Mapping[str, Any] | None = None,
) -> Rows:  # fmt: skip
    """Put the rows of each group into a nested table, as tidyr's ``nest()``.

    Parameters
    ----------
    data : DataFrame or Grouped
        Grouped rows, or rows without groups if ``columns`` is given.
    *columns : str
        The columns of the nested tables. The default is all columns except the groups.
    by : sequence of str, default ()
        The columns that stay outside of the tables; without ``columns``, all others are inside.
        Columns that are neither are left out.
    name : str, default "data"
        The name of the column that holds the tables.
    tables : mapping of str to list of str, optional
        The columns of several nested tables, by the names of the columns that hold them.

    Returns
    -------
    DataFrame or Grouped
        One row for each group: the group columns and the column of tables. The groups remain.
    """
    frame, groups = parts(data)
    groups = tuple(g for g in groups if g != EACH_ROW)
    outer = (*groups, *(selected(frame, list(by)) if by else ()))
    inner = {name: selected(frame, list(columns)) if columns else [
        str(c) for c in frame.columns if c not in outer]}  # fmt: skip
    if tables is not None:
        inner = {label: selected(frame, list(names)) for label, names in tables.items()}
    inside = {n for names in inner.values() for n in names}
    if both := [n for n in groups if n in inside]:
        raise InvalidData(f"The column '{both[0]}' groups the rows, and cannot be in a table.")
    keys = tuple(str(c) for c in frame.columns if (c in outer if by else c not in inside))
    places = sorted(group_places(frame, keys), key=lambda at: float(at[0]))
    firsts = np.array([at[0] for at in places])
    key_columns = {k: column_of(read(frame[k]).plain().take(firsts)) for k in keys}
    nested_tables = {label: np.empty(len(places), dtype=object) for label in inner}
    for label, names in inner.items():
        for n, at in enumerate(places):
            nested_tables[label][n] = tibble_of(rows(frame, at)[names])
    nested_rows = pd.DataFrame({**key_columns, **nested_tables}, index=range(len(places)))
    return again(nested_rows, tuple(g for g in groups if g in keys))


@gives_tibbles
def unnest(data: Rows, *columns: str, keep_empty: bool = False) -> Rows:
    """Expand a column of tables or vectors into rows, as tidyr's ``unnest()``.

    Parameters
    ----------
    data : DataFrame or Grouped
        The rows.
    *columns : str
        The columns of tables or vectors. The default is all list columns.
    keep_empty : bool, default False
        Whether a row whose cells are NULL or empty stays, with NA in the new columns.

    Returns
    -------
    DataFrame or Grouped
        One row for each row of a table or element of a vector, with the other columns repeated.
        The columns of a table stand in the place of the column of tables.
    """
    frame, groups = parts(data)
    nested_names = list(columns) or [str(c) for c in frame.columns if frame[c].dtype == object
                                     and any(_is_nested(v) for v in frame[c])]  # fmt: skip
    tables = {n for n in nested_names if any(isinstance(v, pd.DataFrame) for v in frame[n])}
    lists = {n for n in nested_names if read(frame[n]).kind == LIST}
    blocks = [
        _unnested(frame, at, nested_names, tables, lists, keep_empty=keep_empty)
        for at in range(len(frame))
    ]
    bound = bind_rows(*blocks)
    order = [
        n
        for name in map(str, frame.columns)
        for n in (_columns_inside(frame[name]) if name in tables else [name])
    ]
    return again(bound[order], groups)


def _columns_inside(tables: Any) -> list[str]:
    """Return the columns of nested tables, in the order in which they first occur."""
    frames = (t for t in tables if isinstance(t, pd.DataFrame))
    return list(dict.fromkeys(str(n) for frame in frames for n in frame.columns))


def _unnested(
    frame: pd.DataFrame, at: int, nested_names: list[str], tables: set[str], lists: set[str], *,
    keep_empty: bool,
) -> pd.DataFrame:  # fmt: skip
    """Return the rows that one row of a data frame gives; NULL is a table without columns."""
    cells: dict[str, dict[str, Any]] = {}
    absent: list[str] = []  # columns of vectors whose cell is NULL
    for name in nested_names:
        cell = frame[name].iloc[at]
        if cell is None and name in tables:
            cells[name] = {}
        elif cell is None and name in lists:
            absent.append(name)
        elif isinstance(cell, pd.DataFrame):
            cells[name] = {str(c): cell[c].array for c in cell.columns}
        else:
            cells[name] = {name: to_python(read(cell).plain())}
    sizes = {len(v) if np.ndim(v) else 1 for columns in cells.values() for v in columns.values()}
    size = max(sizes, default=0)
    if sizes - {1, size}:
        raise InvalidData("The cells of a row must have one length.")
    if keep_empty and not size:
        size = 1
        cells = {
            name: {n: column_of(read(v).plain().take(np.full(1, np.nan))) for n, v in new.items()}
            for name, new in cells.items()
        }
    cells |= {name: {name: np.full(size, np.nan)} for name in absent}
    rows_of_cells: dict[str, Any] = {}
    for name in map(str, frame.columns):
        repeated = np.full(size, float(at))
        rows_of_cells |= (
            cells[name]
            if name in cells
            else {name: column_of(read(frame[name]).plain().take(repeated))}
        )
    return pd.DataFrame(rows_of_cells, index=range(size))


def _is_nested(value: Any) -> bool:
    return isinstance(value, pd.DataFrame | np.ndarray | pd.Series | list)
