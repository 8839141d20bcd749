"""Rows of a data.table: chosen by a condition, and sorted as data.table sorts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.indexing.subsetting import rows
from pybrms_mix.r.tidy.selecting import selected
from pybrms_mix.r.values.places import positions
from pybrms_mix.r.values.r_vectors import LOGICAL, NULL, NUMBER, Vector, read

__all__ = ["table_columns", "table_order", "table_rows"]


def tagged(frame: pd.DataFrame) -> pd.DataFrame:
    """Mark a data frame as a data.table, and return it."""
    frame.attrs["data.table"] = True
    return frame


def is_table(x: Any) -> bool:
    """Return whether a value is a data.table."""
    return isinstance(x, pd.DataFrame) and bool(x.attrs.get("data.table"))


def chosen_rows(frame: pd.DataFrame, given: Any) -> np.ndarray:
    """Return the positions of the rows that ``dt[i]`` takes; NA in a condition takes no row."""
    selection = given(frame) if callable(given) else given
    vector = read(selection)
    size = len(frame)
    if vector.kind == LOGICAL:
        if len(vector) not in (1, size):
            raise InvalidData(
                f"i evaluates to a logical vector length {len(vector)} but there are {size} rows."
            )
        return np.flatnonzero(np.resize(vector.data, size) == 1) + 0.0
    if vector.kind not in (NUMBER, NULL):
        raise InvalidData(
            "Rows are chosen by conditions or by their numbers here.",
            hint="Write the condition, as in d[id == 'a'].",
        )
    return positions(selection, size, None)


def table_rows(table: pd.DataFrame, i: Any) -> pd.DataFrame:
    """Return ``dt[i]``: the rows where a condition is true, or those with some numbers.

    Parameters
    ----------
    table : DataFrame
        The table.
    i : array_like or callable
        A condition, positions counted from 1, negative positions to leave out, or a function of
        the rows that returns one of these. Where a condition is missing the row is left out.

    Returns
    -------
    DataFrame
        The rows.

    Examples
    --------
    >>> table_rows(pd.DataFrame({"x": [1, None, 3]}), lambda rows: rows["x"] > 1)["x"].tolist()
    [3.0]
    """
    return tagged(rows(table.reset_index(drop=True), chosen_rows(table, i)))


def ranked(vectors: Sequence[Vector], down: Sequence[bool], *, last: bool) -> np.ndarray:
    """Return the order of rows by several vectors, with strings in the C locale."""
    keys: list[np.ndarray] = []
    for vector, decreasing in zip(vectors, down, strict=True):
        missing = vector.missing
        codes = np.zeros(len(vector))
        present = np.flatnonzero(~missing)
        codes[present] = np.unique(vector.data[present].tolist(), return_inverse=True)[1]
        keys += [missing if last else ~missing, -codes if decreasing else codes]
    return np.lexsort(keys[::-1]) if keys else np.arange(0)


def table_order(*keys: Any, down: Sequence[bool] = (), na_last: bool = True) -> np.ndarray:
    """Return ``order(...)`` inside ``dt[...]``: positions of sorted rows, strings in the C locale.

    Parameters
    ----------
    *keys : array_like
        The vectors to sort by.
    down : sequence of bool
        Whether each vector decreases.
    na_last : bool, default True
        Whether missing values come last.

    Returns
    -------
    ndarray
        Positions counted from 1.

    Examples
    --------
    >>> table_order(["b", "A", "a"]).tolist()
    [2, 3, 1]
    """
    vectors = [read(k).plain() for k in keys]
    return ranked(vectors, list(down) or [False] * len(vectors), last=na_last) + 1


def table_columns(table: pd.DataFrame, *columns: Any, rows: Any = None) -> pd.DataFrame:
    """Return ``dt[, c("a", "b")]``: some columns, always as a table.

    Examples
    --------
    >>> table_columns(pd.DataFrame({"x": [1], "y": [2]}), "y").columns.tolist()
    ['y']
    """
    frame = table if rows is None else table_rows(table, rows)
    flat = [v for c in columns for v in (c if isinstance(c, (list, np.ndarray)) else [c])]
    return tagged(frame[selected(frame, flat)].copy())
