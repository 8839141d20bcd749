"""Rows and columns that are added to data frames or updated (tibble, dplyr)."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.frames.binding import bind_rows
from pybrms_mix.r.frames.frames import tibble
from pybrms_mix.r.indexing.subsetting import column_of, rows
from pybrms_mix.r.tidy.selecting import selected
from pybrms_mix.r.tidy.verbs import mutate
from pybrms_mix.r.values.grouped import Rows, parts
from pybrms_mix.r.values.r_vectors import read, text
from pybrms_mix.r.values.tibbles import keeps_tibbles
from pybrms_mix.r.vectors.vectors import match

__all__ = ["add_column", "add_row", "rowid_to_column", "rows_update"]


def rowid_to_column(frame: pd.DataFrame, var: str = "rowid") -> pd.DataFrame:
    """Return a data frame with the numbers of its rows as the first column.

    Examples
    --------
    >>> rowid_to_column(pd.DataFrame({"x": [5, 6]}))
       rowid  x
    0      1  5
    1      2  6
    """
    result = frame.reset_index(drop=True)
    result.insert(0, var, np.arange(1, len(frame) + 1))
    return result


@keeps_tibbles
def add_row(
    data: Rows, before: int | None = None, after: int | None = None, **cells: Any
) -> pd.DataFrame:
    """Add rows to a data frame, at its end or at a place; other columns are NA.

    Parameters
    ----------
    data : DataFrame
        The rows.
    before, after : int, optional
        The row, counted from 1, before or after which the new rows come.
    **cells
        The values of the new rows by column.

    Returns
    -------
    DataFrame
        All rows.

    Raises
    ------
    InvalidData
        If the data frame lacks a column of ``cells``.

    Examples
    --------
    >>> add_row(pd.DataFrame({"x": [1, 3]}), x=2, after=1)["x"].tolist()
    [1, 2, 3]
    """
    frame, _ = parts(data)
    unknown = [n for n in cells if n not in frame.columns]
    if unknown:
        raise InvalidData(f"New rows can't add the column '{unknown[0]}'.")
    bound = bind_rows(frame, tibble(**cells))
    place = len(frame) if before is None and after is None else (
        int(after) if after is not None else int(before or 1) - 1)  # fmt: skip
    new = np.arange(len(frame), len(bound))
    order = [*range(place), *new, *range(place, len(frame))]
    return rows(bound, np.array(order, dtype=float))


def add_column(
    frame: pd.DataFrame, before: Any = None, after: Any = None, **columns: Any
) -> pd.DataFrame:
    """Add columns to a data frame, at its end or before or after another column.

    Parameters
    ----------
    frame : DataFrame
        The rows.
    before, after : str or int, optional
        The column before or after which the new columns come.
    **columns
        The new columns.

    Returns
    -------
    DataFrame
        The rows with their new columns.

    Raises
    ------
    InvalidData
        If a column of this name is there already.

    Examples
    --------
    >>> list(add_column(pd.DataFrame({"x": [1], "y": [2]}), z=0, after="x").columns)
    ['x', 'z', 'y']
    """
    present_names = [n for n in columns if n in frame.columns]
    if present_names:
        raise InvalidData(f"The column '{present_names[0]}' already exists.")
    names = list(map(str, frame.columns))
    place = len(names)
    if before is not None:
        place = names.index(selected(frame, [before])[0])
    elif after is not None:
        place = names.index(selected(frame, [after])[0]) + 1
    result = mutate(frame, **columns)
    return parts(result)[0][[*names[:place], *columns, *names[place:]]]


@keeps_tibbles
def rows_update(x: pd.DataFrame, y: pd.DataFrame, by: Any = None) -> pd.DataFrame:
    """Return ``x`` with the values of ``y`` in the rows with the same keys.

    Parameters
    ----------
    x, y : DataFrame
        The rows, and the new values.
    by : str or list of str, optional
        The keys; the default is the first column of ``y``.

    Returns
    -------
    DataFrame
        The rows of ``x`` in their order.

    Raises
    ------
    InvalidData
        If ``y`` has a key or a column that ``x`` lacks, or the same key twice.

    Examples
    --------
    >>> d = pd.DataFrame({"k": ["a", "b"], "v": [1, 2]})
    >>> rows_update(d, pd.DataFrame({"k": ["b"], "v": [9]}), "k")["v"].tolist()
    [1, 9]
    """
    keys = [str(y.columns[0])] if by is None else list(text(read(by)).data)
    if any(n not in x.columns for n in y.columns):
        raise InvalidData("All columns in 'y' must exist in 'x'.")
    mine, theirs = (list(zip(*(text(read(f[k])).data for k in keys), strict=True)) for f in (x, y))
    if any(k not in mine for k in theirs) or len(set(theirs)) < len(theirs):
        raise InvalidData("The keys of 'y' must be unique, and keys of 'x'.")
    key_texts = ["\0".join(map(str, k)) for k in theirs], ["\0".join(map(str, k)) for k in mine]
    at = np.asarray(match(key_texts[1], key_texts[0]), dtype=float) - 1
    result = x.copy()
    for name in (n for n in y.columns if n not in keys):
        both = bind_rows(x[[name]], y[[name]])[name]
        place = np.where(np.isnan(at), np.arange(len(x)), at + len(x))
        result[name] = column_of(read(both).plain().take(place))
    return result
