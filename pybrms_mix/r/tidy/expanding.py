"""All combinations of values in the columns of data frames (tidyr)."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.tidy.picking import arrange, distinct
from pybrms_mix.r.values.grouped import Rows, parts
from pybrms_mix.r.values.r_vectors import read, to_python
from pybrms_mix.r.values.tibbles import gives_tibbles
from pybrms_mix.r.vectors.combinations import crossing

__all__ = ["expand"]


@gives_tibbles
def expand(data: Rows, *columns: str | list[str], **computed: Any) -> pd.DataFrame:
    """Return all combinations of the values in columns, as tidyr's ``expand()``.

    Parameters
    ----------
    data : DataFrame
        The rows.
    *columns : str or list of str
        Columns, whose sorted unique values are combined; a factor gives all its levels. A list
        stands for ``nesting()``: only the combinations of these columns that are in the rows.
    **computed
        Vectors, or functions of the rows.

    Returns
    -------
    DataFrame
        One row for each combination; the last column varies fastest.

    Raises
    ------
    InvalidData
        For rows with groups.

    Examples
    --------
    >>> len(expand(pd.DataFrame({"x": [1, 1, 2], "y": ["a", "b", "b"]}), "x", "y"))
    4
    """
    frame, groups = parts(data)
    if groups:
        raise InvalidData("expand() needs rows without groups here: call ungroup() first.")
    values_of_columns: dict[str, Any] = {}
    nested: dict[str, pd.DataFrame] = {}
    for column in columns:
        if isinstance(column, str):
            values_of_columns[column] = frame[column]
            continue
        rows_of = parts(arrange(distinct(frame[column]), *column))[0]
        key = f".{'.'.join(column)}"
        values_of_columns[key], nested[key] = np.arange(len(rows_of)), rows_of
    values_of_columns |= {n: v(frame) if callable(v) else v for n, v in computed.items()}
    combined = crossing(**{n: _levels(v) for n, v in values_of_columns.items()})
    for key, rows_of in nested.items():
        place = list(combined.columns).index(key)
        combinations = rows_of.iloc[combined.pop(key).to_numpy()].reset_index(drop=True)
        for step, name in enumerate(combinations.columns):
            combined.insert(place + step, name, combinations[name])
    return combined


def _levels(value: Any) -> Any:
    vector = read(value)
    if vector.kind != "factor":
        return value
    codes = np.arange(len(vector.levels)) + 0.0
    codes = np.append(codes, np.nan) if vector.missing.any() else codes
    return to_python(type(vector)("factor", codes, levels=vector.levels, ordered=vector.ordered))
