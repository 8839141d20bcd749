"""Rows grouped by factors, of which every level is a group: ``group_by(d, g, .drop = FALSE)``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.indexing.group_numbers import rows_of_group
from pybrms_mix.r.indexing.subsetting import column_of
from pybrms_mix.r.values.grouped import EACH_ROW, Rows, group_places, parts
from pybrms_mix.r.values.r_vectors import FACTOR, read

_WITHOUT_ROWS = "groups without rows"


class LevelGroups:
    """Rows with groups that may have no rows, which ``summarise()`` alone takes.

    Attributes
    ----------
    frame
        The data frame.
    groups
        The names of the group columns.
    """

    def __init__(self, frame: pd.DataFrame, groups: tuple[str, ...]) -> None:
        self.frame, self.groups = frame, groups

    def pipe(self, function: Any, *arguments: Any, **named: Any) -> Any:
        """Return a function of the rows, which must know groups without rows.

        Raises
        ------
        InvalidData
            If the function is another one than ``summarise()``.
        """
        if getattr(function, "__name__", "") != "summarise":
            raise InvalidData(
                f"Only summarise() knows {_WITHOUT_ROWS} here.",
                hint="Write group_by(d, g) and complete() for other verbs.",
            )
        return function(self, *arguments, **named)


def groups_of(data: Rows | LevelGroups) -> tuple[list[pd.DataFrame], list[dict[str, Any]]]:
    """Return the rows of each group, and the columns by which it is known, with one row each."""
    if isinstance(data, LevelGroups):
        level_parts = list(_by_levels(data.frame, data.groups, np.arange(len(data.frame)), {}))
        places = [at for at, _ in level_parts]
        keys = [key for _, key in level_parts]
        frame, by = data.frame, data.groups
    else:
        frame, by = parts(data)
        places = group_places(frame, by)
        keys = [_keys_of(frame, by, at) for at in places]
    return [rows_of_group(frame, at, n, by) for n, at in enumerate(places, start=1)], keys


def _keys_of(frame: pd.DataFrame, by: tuple[str, ...], at: np.ndarray) -> dict[str, Any]:
    names = [g for g in by if g != EACH_ROW]
    return {g: column_of(read(frame[g]).plain().take(at[:1])) for g in names}


def _by_levels(
    frame: pd.DataFrame, groups: tuple[str, ...], at: np.ndarray, key: dict[str, Any]
) -> Iterator[tuple[np.ndarray, dict[str, Any]]]:
    """Yield the rows and the key of each combination of levels, within the groups before it."""
    if not groups:
        yield at + 0.0, key
        return
    name, *rest = groups
    vector = read(frame[name]).plain()
    if vector.kind != FACTOR:
        if not len(at):
            raise InvalidData(f"Groups of '{name}', which is no factor, have no values here.")
        within = frame.iloc[at.astype(int)]
        for places in group_places(within, (name,)):
            rows_at = at[places.astype(int)]
            yield from _by_levels(frame, tuple(rest), rows_at,
                                  {**key, **_keys_of(frame, (name,), rows_at)})  # fmt: skip
        return
    codes = vector.data[at.astype(int)]
    codes = np.where(np.isnan(codes), -1, codes)
    missing_code = [-1] if (codes == -1).any() else []
    for code in [*range(len(vector.levels)), *missing_code]:
        level = pd.Categorical.from_codes(
            [code], pd.Index(vector.levels, dtype=object), ordered=vector.ordered
        )
        yield from _by_levels(frame, tuple(rest), at[codes == code], {**key, name: level})


def all_levels(data: Rows) -> Rows:
    """Return grouped rows of which all levels of factors are groups, also those without rows."""
    frame, groups = parts(data)
    return cast("Rows", LevelGroups(frame, groups))
