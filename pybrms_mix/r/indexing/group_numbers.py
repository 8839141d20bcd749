"""The number of the group whose rows a function of ``mutate()`` or ``summarise()`` sees."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.indexing.subsetting import rows

__all__ = ["cur_group_id"]

# The key in DataFrame.attrs of the number of a group.
_NUMBER = "group_number"


def group_rows(frame: pd.DataFrame, places: np.ndarray, number: int) -> pd.DataFrame:
    """Return the rows of a group, which know the number of the group."""
    part = rows(frame, places)
    part.attrs = {**part.attrs, _NUMBER: number}
    return part


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
    number = getattr(part, "attrs", {}).get(_NUMBER)
    if number is None:
        raise InvalidData("cur_group_id() needs the rows of a group.")
    return int(number)
