"""What rows with groups know of their groups: keys, numbers and rows (dplyr)."""

from __future__ import annotations

import numpy as np

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.indexing.subsetting import rows
from pybrms_mix.r.values.grouped import EACH_ROW, Rows, group_places, parts
from pybrms_mix.r.values.list_cells import objects
from pybrms_mix.r.values.tibbles import gives_tibbles, tibble_of

__all__ = ["group_data", "group_keys", "group_number", "group_rows", "group_vars", "n_groups"]


@gives_tibbles
def group_keys(data: Rows) -> pd.DataFrame:
    """Return dplyr's ``group_keys()``: one row for each group, with the columns of the groups.

    Examples
    --------
    >>> from pybrms_mix.r import Grouped
    >>> group_keys(Grouped(pd.DataFrame({"g": ["b", "a", "b"]}), ("g",)))["g"].tolist()
    ['a', 'b']
    """
    frame, groups = parts(data)
    firsts = np.array([at[0] for at in group_places(frame, groups)])
    return rows(frame[list(groups)], firsts)


def group_rows(data: Rows) -> list[np.ndarray]:
    """Return dplyr's ``group_rows()``: the numbers of the rows of each group, as a list.

    Examples
    --------
    >>> from pybrms_mix.r import Grouped
    >>> [at.tolist() for at in group_rows(Grouped(pd.DataFrame({"g": ["b", "a", "b"]}), ("g",)))]
    [[2], [1, 3]]
    """
    return [at.astype(int) + 1 for at in group_places(*parts(data))]


def group_data(data: Rows) -> pd.DataFrame:
    """Return dplyr's ``group_data()``: the keys of the groups, and the rows of each in a list.

    Examples
    --------
    >>> from pybrms_mix.r import Grouped
    >>> list(group_data(Grouped(pd.DataFrame({"g": ["b", "a", "b"]}), ("g",))).columns)
    ['g', '.rows']
    """
    places = group_rows(data)
    cells = objects(places)
    groups = [g for g in parts(data)[1] if g != EACH_ROW]
    firsts = np.array([at[0] - 1.0 for at in places])
    keys = rows(parts(data)[0][groups], firsts) if groups else pd.DataFrame(index=range(len(cells)))
    return tibble_of(keys.assign(**{".rows": cells}))


def group_number(data: Rows) -> np.ndarray:
    """Return dplyr's ``group_indices()``: the number of the group of each row.

    Examples
    --------
    >>> from pybrms_mix.r import Grouped
    >>> group_number(Grouped(pd.DataFrame({"g": ["b", "a", "b"]}), ("g",)))
    array([2, 1, 2])
    """
    frame, groups = parts(data)
    group_numbers = np.zeros(len(frame), dtype=int)
    for n, at in enumerate(group_places(frame, groups)):
        group_numbers[at.astype(int)] = n + 1
    return group_numbers


def group_vars(data: Rows) -> list[str]:
    """Return the names of the columns that group the rows.

    Examples
    --------
    >>> from pybrms_mix.r import Grouped
    >>> group_vars(Grouped(pd.DataFrame({"g": ["b", "a"]}), ("g",)))
    ['g']
    """
    return [name for name in parts(data)[1] if name != EACH_ROW]


def n_groups(data: Rows) -> int:
    """Return the number of groups.

    Examples
    --------
    >>> from pybrms_mix.r import Grouped
    >>> n_groups(Grouped(pd.DataFrame({"g": ["b", "a", "b"]}), ("g",)))
    2
    """
    return len(group_places(*parts(data)))
