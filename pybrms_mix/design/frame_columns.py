"""The columns of a frame: their types, and the levels of its factors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData, UnknownLevel
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.design.collate import collated
from pybrms_mix.design.columns import typed
from pybrms_mix.design.complete_rows import check_single
from pybrms_mix.design.rvalues import quoted


def typed_as(
    old: pd.Series[Any], column: pd.Series[Any], levels: tuple[str, ...], *, free: bool
) -> pd.Series[Any]:
    """Convert a column of new data to the type of the same column ``old`` of a frame.

    ``levels`` are the levels of the old column. With ``free``, the new one may have other levels.
    """
    name = str(old.name)
    new = typed(column, name)
    if is_factor(old):
        labels = new if is_factor(new) else typed(new.astype("category"), name)
        return under_levels(labels, levels, bool(old.cat.ordered), "" if free else name)
    if old.dtype == bool and new.dtype != bool:
        logical_values = [str(v) for v in dict.fromkeys(column.tolist())]
        raise new_levels(
            ("FALSE", "TRUE"),
            logical_values,
            f"'{name}' held logical values in the data of the fit.",
        )
    if old.dtype != bool and (is_factor(new) or new.dtype == bool) and not free:
        raise InvalidData(f"Variable '{name}' was originally numeric but is not in 'newdata'.")
    return new


def is_whole(df: pd.DataFrame, name: str, *, required: bool) -> bool:
    """Return whether a column of new data is complete; refuse a required column that is not."""
    check_single(df, name)
    holes = np.flatnonzero(df[name].isna().to_numpy(dtype=bool))
    if holes.size and required:
        raise InvalidData(
            f"Column '{name}' of the new data has no value in row {holes[0]} (counted from 0).",
            hint="Give the column a value in this row, or leave the row out.",
        )
    return not holes.size


def new_levels(allowed: Sequence[str], present: Sequence[str], hint: str) -> UnknownLevel:
    """Return the error of levels that the fit does not have."""
    listed = f"Levels allowed: {quoted(allowed)}\nLevels found: {quoted(present)}"
    return UnknownLevel(f"New factor levels are not allowed.\n{listed}", hint=hint)


def is_factor(column: pd.Series[Any]) -> bool:
    """Return whether a column holds the levels of a factor."""
    return isinstance(column.dtype, pd.CategoricalDtype)


def without_unused(column: pd.Series[Any]) -> pd.Series[Any]:
    """Return a column without the levels that do not occur in it."""
    return column.cat.remove_unused_categories() if is_factor(column) else column


def complete_column(column: pd.Series[Any], name: str) -> pd.Series[Any]:
    """Convert a column without missing values to the type of complete columns."""
    return column if is_factor(column) or column.isna().any() else typed(column, name)


def _refuse_infinite(column: pd.Series[Any], name: str, rows: np.ndarray) -> None:
    if column.dtype != np.float64:
        return
    places = np.flatnonzero(np.isinf(column.to_numpy()))
    if places.size:
        raise InvalidData(
            f"Column '{name}' has the value {column.iloc[places[0]]} in row {rows[places[0]]}"
            " (counted from 0).",
            hint="Values must be finite. Correct the value, or leave the row out.",
        )


def assembled(columns: Mapping[str, pd.Series[Any]], rows: np.ndarray) -> pd.DataFrame:
    """Return the table of columns; ``rows`` are the positions of its rows in the user's table.

    Raises:
        InvalidData: if a value is infinite.
    """
    index = pd.RangeIndex(rows.size)
    for name, column in columns.items():
        _refuse_infinite(column, name, rows)
    return pd.DataFrame({k: c.set_axis(index) for k, c in columns.items()}, index=index)


def levels_of(columns: Mapping[str, pd.Series[Any]]) -> dict[str, tuple[str, ...]]:
    """Return the levels of the factors among columns, by name."""
    return {name: tuple(c.cat.categories) for name, c in columns.items() if is_factor(c)}


def under_levels(
    column: pd.Series[Any], levels: tuple[str, ...], ordered: bool, checked: str
) -> pd.Series[Any]:
    """Return the column with ``levels``; refuse others if ``checked`` is its name, not ""."""
    labels = list(column.cat.remove_unused_categories().cat.categories)
    new = [level for level in labels if level not in levels]
    if new and checked:
        raise new_levels(
            levels, labels, f"'{checked}' has levels that the data of the fit do not have."
        )
    return column.cat.set_categories([*levels, *collated(new)], ordered=ordered)
