"""Rows that are repeated, and missing cells that are filled from the rows beside (tidyr)."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.r.frames.row_labels import repeated
from pybrms_mix.r.indexing.subsetting import column_of, rows
from pybrms_mix.r.tidy.selecting import selected
from pybrms_mix.r.values.grouped import Rows, again, group_places, keeps_contrasts, parts
from pybrms_mix.r.values.r_vectors import numeric, read

__all__ = ["fill", "uncount"]


@keeps_contrasts
def uncount(
    data: Rows, weights: Any, *, remove: bool = True, id: str | None = None,
    column: str | None = None,
) -> Rows:  # fmt: skip
    """Repeat rows by a column of counts, as tidyr's ``uncount()``.

    Parameters
    ----------
    data : DataFrame or Grouped
        The rows.
    weights : str, int or callable
        The column of counts, a number, or a function of the rows.
    remove : bool, default True
        Whether a column of counts is dropped.
    id : str, optional
        A new column with the number of each copy of a row.
    column : str, optional
        The column to drop, if the data frame has it and ``weights`` is a function.

    Returns
    -------
    DataFrame or Grouped
        The repeated rows.

    Examples
    --------
    >>> import pandas as pd
    >>> uncount(pd.DataFrame({"x": ["a", "b"], "n": [2, 1]}), "n")["x"].tolist()
    ['a', 'a', 'b']
    """
    frame, groups = parts(data)
    is_name = isinstance(weights, str)
    counts = frame[weights] if is_name else weights(frame) if callable(weights) else weights
    times = np.resize(numeric(read(counts)).data, len(frame)).astype(int)
    result = repeated(rows(frame, np.repeat(np.arange(len(frame)), times) + 0.0))
    count_column = weights if is_name else column
    if remove and count_column is not None:
        result = result.drop(columns=[count_column], errors="ignore")
    if id is not None:
        result = result.assign(**{id: np.concatenate([np.arange(1, t + 1) for t in times])})
    return again(result, groups)


@keeps_contrasts
def fill(data: Rows, *columns: Any, direction: str = "down") -> Rows:
    """Fill missing values with the value before or after them, as tidyr's ``fill()``.

    Parameters
    ----------
    data : DataFrame or Grouped
        The rows; values are filled within groups.
    *columns
        The columns to fill.
    direction : {"down", "up", "downup", "updown"}
        The direction in which a value fills missing values: "down" takes the value above.

    Returns
    -------
    DataFrame or Grouped
        The rows with filled columns.

    Examples
    --------
    >>> import pandas as pd
    >>> fill(pd.DataFrame({"x": [1, None, 3, None]}), "x")["x"].tolist()
    [1.0, 1.0, 3.0, 3.0]
    """
    frame, groups = parts(data)
    steps = {"down": ["d"], "up": ["u"], "downup": ["d", "u"], "updown": ["u", "d"]}[direction]
    for name in selected(frame, list(columns)):
        vector = read(frame[name]).plain()
        source = np.arange(len(frame)) + 0.0
        source[vector.missing] = np.nan
        for places in group_places(frame, groups):
            at = places.astype(int)
            sources = source[at]
            for step in steps:
                sources = _carried(sources) if step == "d" else _carried(sources[::-1])[::-1]
            source[at] = sources
        frame = frame.assign(**{name: column_of(vector.take(source))})
    return again(frame, groups)


def _carried(values: np.ndarray) -> np.ndarray:
    last = np.maximum.accumulate(np.where(np.isnan(values), -1, np.arange(len(values))))
    return np.where(last < 0, np.nan, values[np.maximum(last, 0)])
