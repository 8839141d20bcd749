"""What functions of ``mutate()`` and ``summarise()`` know of their group: ``cur_group()``."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.indexing.subsetting import rows
from pybrms_mix.r.values.tibbles import tibble_of

__all__ = ["cur_data", "cur_data_all", "cur_group", "cur_group_id", "cur_group_rows"]

# The key in DataFrame.attrs of the number of a group, of its rows and of the columns of groups.
_GROUP = "current_group"


def rows_of_group(
    frame: pd.DataFrame, places: np.ndarray, number: int, groups: tuple[str, ...] = ()
) -> pd.DataFrame:
    """Return the rows of a group, which know the group that they are."""
    part = rows(frame, places)
    names = tuple(g for g in groups if g in part.columns)
    part.attrs = {**part.attrs, _GROUP: (number, tuple(int(n) for n in places), names)}
    return part


def _of_group(part: Any, verb: str) -> tuple[int, tuple[int, ...], tuple[str, ...]]:
    """Return the number of the group, the positions of its rows and the columns of the groups."""
    group = getattr(part, "attrs", {}).get(_GROUP)
    if group is None:
        raise InvalidData(f"{verb}() needs the rows of a group.")
    number, places, names = group
    return int(number), places, names


def cur_group_id(part: Any) -> int:
    """Return dplyr's ``cur_group_id()``: the number of the group, counted from 1.

    Parameters
    ----------
    part : DataFrame
        The rows of a group, as functions of ``mutate()`` and ``summarise()`` get them.

    Raises
    ------
    InvalidData
        If the rows are not those of a group.

    Examples
    --------
    >>> from pybrms_mix.r import group_by, mutate
    >>> d = group_by(pd.DataFrame({"g": ["b", "a"]}), "g")
    >>> mutate(d, number=cur_group_id).to_pandas()["number"].tolist()
    [2, 1]
    """
    return _of_group(part, "cur_group_id")[0]


def cur_group_rows(part: Any) -> np.ndarray:
    """Return dplyr's ``cur_group_rows()``: the numbers of the group's rows in the whole data.

    Examples
    --------
    >>> from pybrms_mix.r import group_by, summarise
    >>> d = group_by(pd.DataFrame({"g": ["b", "a", "b"]}), "g")
    >>> summarise(d, row=cur_group_rows)["row"].tolist()
    [2, 1, 3]
    """
    return np.array(_of_group(part, "cur_group_rows")[1], dtype=int) + 1


def cur_group(part: Any) -> pd.DataFrame:
    """Return dplyr's ``cur_group()``: the values of the group's columns, as one row.

    Examples
    --------
    >>> from pybrms_mix.r import group_by, summarise
    >>> d = group_by(pd.DataFrame({"g": ["b", "a"], "x": [1, 2]}), "g")
    >>> summarise(d, key=lambda rows: cur_group(rows)["g"])["key"].tolist()
    ['a', 'b']
    """
    names = _of_group(part, "cur_group")[2]
    if not len(part):
        raise InvalidData("cur_group() needs a group that has rows here.")
    return _unmarked(rows(part[list(names)], np.zeros(1)))


def cur_data_all(part: Any) -> pd.DataFrame:
    """Return dplyr's ``cur_data_all()``: the rows of the group with all columns.

    Earlier summaries of the same call are columns, too.

    Examples
    --------
    >>> from pybrms_mix.r import group_by, summarise
    >>> d = group_by(pd.DataFrame({"g": ["b", "a"], "x": [1, 2]}), "g")
    >>> summarise(d, n=lambda rows: cur_data_all(rows).shape[1])["n"].tolist()
    [2, 2]
    """
    return _unmarked(part if isinstance(part, pd.DataFrame) else part.current())


def cur_data(part: Any) -> pd.DataFrame:
    """Return dplyr's ``cur_data()``: the rows of the group without the columns of the groups.

    Examples
    --------
    >>> from pybrms_mix.r import group_by, summarise
    >>> d = group_by(pd.DataFrame({"g": ["b", "a"], "x": [1, 2]}), "g")
    >>> summarise(d, n=lambda rows: cur_data(rows).shape[1])["n"].tolist()
    [1, 1]
    """
    frame = cur_data_all(part)
    names = part.attrs.get(_GROUP, (0, (), ()))[2]
    return _unmarked(frame.drop(columns=list(names)))


def _unmarked(frame: pd.DataFrame) -> pd.DataFrame:
    """Return rows that no longer are those of a group, as a value of their own."""
    result = tibble_of(frame)
    result.attrs = {name: v for name, v in result.attrs.items() if name != _GROUP}
    return result
