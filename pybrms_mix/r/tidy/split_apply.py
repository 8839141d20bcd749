"""plyr's functions that split a value, apply a function, and bind the results: ``ddply()``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.frames.binding import bind_rows
from pybrms_mix.r.indexing.subsetting import column_of, rows
from pybrms_mix.r.lists.applying import lapply
from pybrms_mix.r.values.grouped import group_places, parts
from pybrms_mix.r.values.named_matrix import is_frame
from pybrms_mix.r.values.r_vectors import read

__all__ = ["ddply", "ldply"]


def ddply(data: pd.DataFrame, names: Sequence[str], function: Callable[[Any], Any]) -> pd.DataFrame:
    """Return ``ddply(d, c("g", "h"), f)``: the bound results of a function of each group's rows.

    Parameters
    ----------
    data : DataFrame
        The rows.
    names : sequence of str
        The columns that make the groups, in whose order the results are.
    function : callable
        A function of the rows of a group, with all columns. Its value is a data frame, a vector,
        which becomes a row, or None, which is left out.

    Returns
    -------
    DataFrame
        The columns of the groups and those of the results.

    Examples
    --------
    >>> frame = pd.DataFrame({"g": ["b", "a", "b"], "x": [1, 2, 3]})
    >>> ddply(frame, ["g"], len)["V1"].tolist()
    [1, 2]
    """
    frame, _ = parts(data)
    bound = []
    for at in group_places(frame, tuple(names)):
        result = _table(function(rows(frame, at)))
        if result is not None and len(result):
            key = rows(frame[list(names)], np.repeat(at[:1], len(result)))
            labels = key.drop(columns=[n for n in names if n in result])
            labels, result = (t.reset_index(drop=True) for t in (labels, result))
            bound.append(pd.concat([labels, result], axis=1))
    return bind_rows(*bound)


def ldply(x: Any, function: Callable[[Any], Any]) -> pd.DataFrame:
    """Return ``ldply(l, f)``: the bound results of a function of each element.

    The names of the elements are the column ``.id``.

    Examples
    --------
    >>> ldply({"a": [1, 2], "b": [3]}, len)[".id"].tolist()
    ['a', 'b']
    """
    results = lapply(x, function)
    results_by_name = results if isinstance(results, dict) else dict(enumerate(results))
    tables = {k: t for k, v in results_by_name.items() if (t := _table(v)) is not None}
    if isinstance(results, dict):
        return bind_rows(tables, id=".id")
    return bind_rows(*tables.values())


def _table(value: Any) -> pd.DataFrame | None:
    """Return a result as rows: a vector is one row, with the columns V1, V2, ... by default."""
    if value is None or is_frame(value):
        return value
    vector = read(value)
    names = vector.names or [f"V{n + 1}" for n in range(len(vector))]
    bare = replace(vector, names=None)
    cells = [column_of(bare.take(np.array([float(n)]))) for n in range(len(vector))]
    return pd.DataFrame(dict(zip(map(str, names), cells, strict=True)))
