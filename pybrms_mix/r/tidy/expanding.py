"""All combinations of values in the columns of data frames (tidyr)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.frames.binding import bind_rows
from pybrms_mix.r.frames.joins import join
from pybrms_mix.r.indexing.setting import with_subset
from pybrms_mix.r.indexing.subsetting import rows
from pybrms_mix.r.tidy.picking import arrange, distinct, replace_na
from pybrms_mix.r.values.grouped import EACH_ROW, Rows, again, group_places, parts
from pybrms_mix.r.values.r_vectors import read, to_python
from pybrms_mix.r.values.tibbles import gives_tibbles
from pybrms_mix.r.vectors.combinations import crossing

__all__ = ["complete", "expand"]

# A column, several columns together, or a column with the values that it is to have.
Combined = str | list[str] | tuple[str, Any]


@gives_tibbles
def expand(data: Rows, *columns: Combined, **computed: Any) -> Rows:
    """Return all combinations of the values in columns, as tidyr's ``expand()``.

    Parameters
    ----------
    data : DataFrame or Grouped
        The rows. With groups, the combinations are those within each group.
    *columns : str, list of str or tuple
        Columns, whose sorted unique values are combined; a factor gives all its levels. A list
        stands for ``nesting()``: only the combinations of these columns that are in the rows. A
        pair is a column and its values, or a function of the rows.
    **computed
        Vectors, or functions of the rows.

    Returns
    -------
    DataFrame or Grouped
        One row for each combination; the last column varies fastest.

    Examples
    --------
    >>> len(expand(pd.DataFrame({"x": [1, 1, 2], "y": ["a", "b", "b"]}), "x", "y"))
    4
    """
    frame, groups = parts(data)
    if groups:
        return _within_groups(data, lambda part: expand(part, *columns, **computed))
    values_of_columns: dict[str, Any] = {}
    nested: dict[str, pd.DataFrame] = {}
    for column in (*columns, *computed.items()):
        if isinstance(column, str):
            values_of_columns[column] = frame[column]
            continue
        if isinstance(column, tuple):
            name, value = column
            values_of_columns[name] = value(frame) if callable(value) else value
            continue
        rows_of = parts(arrange(distinct(frame[column]), *column))[0]
        key = f".{'.'.join(column)}"
        values_of_columns[key], nested[key] = np.arange(len(rows_of)), rows_of
    combined = crossing(**{n: _levels(v) for n, v in values_of_columns.items()})
    for key, rows_of in nested.items():
        place = list(combined.columns).index(key)
        combinations = rows_of.iloc[combined.pop(key).to_numpy()].reset_index(drop=True)
        for step, name in enumerate(combinations.columns):
            combined.insert(place + step, name, combinations[name])
    return combined


def _within_groups(data: Rows, function: Callable[[pd.DataFrame], Any]) -> Rows:
    """Return the rows that a function makes of each group, after the columns of the group."""
    frame, by = parts(data)
    groups = tuple(g for g in by if g != EACH_ROW)
    blocks = []
    for at in group_places(frame, by):
        block = parts(function(rows(frame, at).drop(columns=list(groups))))[0]
        keys = rows(frame[list(groups)], np.full(len(block), at[0])).reset_index(drop=True)
        blocks.append(pd.concat([keys, block.reset_index(drop=True)], axis=1))
    return again(bind_rows(*blocks), by)


@gives_tibbles
def complete(
    data: Rows,
    *columns: Combined,
    fill: Mapping[str, Any] | None = None,
    explicit: bool = True,
    **computed: Any,
) -> Rows:
    """Add rows for missing combinations of columns; the other columns have NA, or ``fill``.

    Parameters
    ----------
    data : DataFrame or Grouped
        The rows. With groups, the combinations are those within each group.
    *columns, **computed
        The columns that are combined, as in ``expand()``.
    fill : mapping, optional
        The values of other columns in new rows.
    explicit : bool, default True
        Whether ``fill`` takes the place of NA in the old rows, too.

    Returns
    -------
    DataFrame or Grouped
        The combinations, in order, with the other columns.

    Examples
    --------
    >>> d = pd.DataFrame({"g": ["a", "b"], "h": [1, 2], "y": [5, 6]})
    >>> complete(d, "g", "h", fill={"y": 0})["y"].tolist()
    [5.0, 0.0, 0.0, 6.0]
    """
    frame, groups = parts(data)
    if groups:
        return _within_groups(
            data, lambda part: complete(part, *columns, fill=fill, explicit=explicit, **computed)
        )
    combinations = parts(expand(frame, *columns, **computed))[0]
    marked = frame.assign(**{_OLD: np.arange(len(frame)) + 1.0})
    all_rows = parts(join(combinations, marked, list(map(str, combinations.columns)), "full"))[0]
    new = all_rows[_OLD].isna().to_numpy()
    all_rows = all_rows.drop(columns=[_OLD])
    if fill is None:
        return all_rows
    if explicit:
        return parts(replace_na(all_rows, fill))[0]
    filled = {
        n: with_subset(all_rows[n], read(all_rows[n]).missing & new, to=v)
        for n, v in fill.items()
        if n in all_rows
    }
    return all_rows.assign(**filled)


# A column that tells the old rows from the new ones.
_OLD = "\0old row"


def _levels(value: Any) -> Any:
    vector = read(value)
    if vector.kind != "factor":
        return value
    codes = np.arange(len(vector.levels)) + 0.0
    codes = np.append(codes, np.nan) if vector.missing.any() else codes
    return to_python(type(vector)("factor", codes, levels=vector.levels, ordered=vector.ordered))
