"""Tibbles written row by row, and tibbles from named vectors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.indexing.subsetting import column_of
from pybrms_mix.r.values.r_vectors import characters, listed, numbers, read, text, to_python
from pybrms_mix.r.values.tibbles import gives_tibbles
from pybrms_mix.r.vectors.vectors import joined

__all__ = ["deframe", "enframe", "tribble"]


@gives_tibbles
def tribble(names: Sequence[str], cells: Sequence[Any]) -> pd.DataFrame:
    """Return a data frame that is written row by row, as tibble's ``tribble()``.

    Parameters
    ----------
    names : sequence of str
        The names of the columns.
    cells : sequence
        The values, one row after the other.

    Returns
    -------
    DataFrame
        One column for each name.

    Raises
    ------
    InvalidData
        If the last row is not complete.

    Examples
    --------
    >>> tribble(["x", "g"], [1, "a", 2, "b"])
       x  g
    0  1  a
    1  2  b
    """
    width = len(names)
    if len(cells) % width:
        raise InvalidData(f"{len(cells)} values do not fill rows of {width} columns.")
    columns = {n: list(cells[k::width]) for k, n in enumerate(names)}
    return pd.DataFrame({n: column_of(_column(v)) for n, v in columns.items()})


def _column(cells: list[Any]) -> Any:
    vectors = [read(v) for v in cells]
    if any(len(v) != 1 for v in vectors):
        return listed(cells)
    return read(joined([(None, v) for v in cells])).plain()


@gives_tibbles
def enframe(x: Any, name: str | None = "name", value: str = "value") -> pd.DataFrame:
    """Return a vector or a list with names as a data frame of names and values.

    Examples
    --------
    >>> enframe({"a": 1, "b": 2})
      name  value
    0    a      1
    1    b      2
    """
    vector = read(x)
    cells = vector.plain()
    if cells.kind == "list" and all(len(read(v)) == 1 for v in cells.data):
        cells = read(joined([(None, v) for v in cells.data]))
    labels = numbers(np.arange(1, len(vector) + 1), whole=True)
    if vector.names is not None:
        labels = characters(vector.names)
    name_columns = {} if name is None else {name: column_of(labels)}
    return pd.DataFrame({**name_columns, value: column_of(cells)})


def deframe(frame: pd.DataFrame) -> Any:
    """Return the second column of a data frame, with the first column as its names.

    Examples
    --------
    >>> deframe(pd.DataFrame({"k": ["a", "b"], "v": [1, 2]})).to_dict()
    {'a': 1, 'b': 2}
    """
    if frame.shape[1] == 1:
        return to_python(read(frame.iloc[:, 0]).plain())
    labels = ["<NA>" if v is None else v for v in text(read(frame.iloc[:, 0])).data]
    vector = read(frame.iloc[:, 1]).plain()
    if vector.kind == "list":
        return to_python(listed(vector.data, labels))
    return pd.Series(to_python(vector), index=pd.Index(labels, dtype=object))
