"""Rows and columns that are added to data frames or updated (tibble, dplyr)."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.frames.binding import bind_rows
from pybrms_mix.r.frames.frames import tibble
from pybrms_mix.r.indexing.subsetting import rows
from pybrms_mix.r.tidy.selecting import selected
from pybrms_mix.r.tidy.verbs import mutate
from pybrms_mix.r.values.grouped import Rows, parts
from pybrms_mix.r.values.tibbles import keeps_tibbles

__all__ = ["add_column", "add_row", "rowid_to_column"]


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
