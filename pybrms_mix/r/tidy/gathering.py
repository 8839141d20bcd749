"""tidyr's ``gather()`` and ``spread()``."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.indexing.setting import with_subset
from pybrms_mix.r.indexing.subsetting import column_of, rows
from pybrms_mix.r.tidy.reshape import columns_together, pivot_wider
from pybrms_mix.r.tidy.selecting import selected
from pybrms_mix.r.values.grouped import Rows, again, group_places, parts
from pybrms_mix.r.values.r_vectors import FACTOR, read, text, to_python
from pybrms_mix.r.values.sorting import order_of
from pybrms_mix.r.values.tibbles import keeps_tibbles

__all__ = ["gather", "spread"]


@keeps_tibbles
def gather(
    data: Rows, key: str = "key", value: str = "value", *columns: Any, na_rm: bool = False,
    factor_key: bool = False,
) -> Rows:  # fmt: skip
    """Reshape columns to long form, column after column; the default is all columns.

    With ``na_rm``, rows whose value is missing are dropped; with ``factor_key``, the names of the
    columns become a factor whose levels have their order.
    """
    frame, groups = parts(data)
    selection = list(columns) if columns else list(map(str, frame.columns))
    value_names = selected(frame, selection)
    ids = [n for n in map(str, frame.columns) if n not in value_names]
    at = np.tile(np.arange(len(frame)), len(value_names)) + 0.0
    long_columns = {n: column_of(read(frame[n]).plain().take(at)) for n in ids}
    long_columns[key] = np.repeat(np.array(value_names, dtype=object), len(frame))
    if factor_key:
        long_columns[key] = pd.Categorical(long_columns[key], categories=value_names)
    cells = columns_together(frame, value_names)
    long_columns[value] = column_of(text(cells) if cells.kind == FACTOR else cells)
    long = pd.DataFrame(long_columns)
    if na_rm:
        long = rows(long, np.flatnonzero(~read(long[value]).missing) + 0.0)
    return again(long, groups)


@keeps_tibbles
def spread(data: Rows, key: str, value: str, fill: Any = None, *, sep: str | None = None) -> Rows:
    """Reshape to wide form, with sorted rows and columns, as tidyr's ``spread()``.

    Parameters
    ----------
    data : DataFrame or Grouped
        The rows.
    key, value : str
        The columns with the names and with the values of the new columns.
    fill : optional
        The value in place of missing ones.
    sep : str, optional
        The text between the name of ``key`` and its values in the names of the new columns. By
        default these are the values alone.

    Returns
    -------
    DataFrame or Grouped
        The rows in wide form.

    Examples
    --------
    >>> d = pd.DataFrame({"id": [1, 1], "t": ["b", "a"], "x": [3, 4]})
    >>> list(spread(d, "t", "x", sep="_").columns)
    ['id', 't_a', 't_b']
    """
    frame, groups = parts(data)
    ids = [n for n in map(str, frame.columns) if n not in (key, value)]
    vector = read(frame[key]).plain()
    ordered = [int(n) for n in order_of([vector], [False])]
    wide_rows = parts(pivot_wider(rows(frame, np.array(ordered) + 0.0), key, value))[0]
    if vector.missing.any():
        wide_rows = wide_rows.rename(columns={"NA": "<NA>"})
    if ids:
        places = group_places(wide_rows, tuple(ids))
        wide_rows = rows(wide_rows, np.concatenate(places))
    if fill is not None:
        new_names = [n for n in map(str, wide_rows.columns) if n not in ids]
        wide_rows = wide_rows.assign(**{
            n: column_of(read(with_subset(to_python(vector), vector.missing, to=fill)))
            for n in new_names if (vector := read(wide_rows[n]).plain()).missing.any()
        })  # fmt: skip
    if sep is not None:
        texts = {n: f"{key}{sep}{n}" for n in map(str, wide_rows.columns) if n not in ids}
        wide_rows = wide_rows.rename(columns=texts)
    return again(wide_rows, groups)
