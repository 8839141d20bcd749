"""Columns of one row of a data frame, which are single values."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.indexing.subsetting import element, part
from pybrms_mix.r.values.r_vectors import CHARACTER, LOGICAL, NUMBER, read, to_python
from pybrms_mix.r.values.tibbles import is_tibble

__all__ = ["cell", "dropped_row"]


def cell(frame: pd.DataFrame, name: Any) -> Any:
    """Return ``row$name`` or ``row[[i]]``: the element of a column, or the column of several.

    An element of a factor, a date or a list keeps what R knows of it, and is a column.

    Examples
    --------
    >>> cell(pd.DataFrame({"n": [3]}), "n")
    3
    """
    column = part(frame, name) if isinstance(name, str) else element(frame, name)
    if not isinstance(column, pd.Series) or len(column) != 1:
        return column
    vector = read(column).plain()
    is_plain = vector.kind in (NUMBER, LOGICAL, CHARACTER) and not vector.date
    if not is_plain or bool(vector.missing[0]):
        return column
    return to_python(replace(vector, single=True))


def dropped_row(rows: Any) -> Any:
    """Return ``d[i, , drop = TRUE]``: a data frame of a single row is a list of its cells.

    A tibble, and data of several rows or of one column, are unchanged.

    Examples
    --------
    >>> dropped_row(pd.DataFrame({"n": [3], "g": ["a"]}))
    {'n': 3, 'g': 'a'}
    """
    if not isinstance(rows, pd.DataFrame) or is_tibble(rows) or len(rows) != 1:
        return rows
    return {str(name): cell(rows, str(name)) for name in rows.columns}
