"""A row for each part of a text: tidyr's ``separate_rows()`` and ``separate_longer_delim()``."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.r.indexing.subsetting import column_of, rows
from pybrms_mix.r.text.patterns import compiled
from pybrms_mix.r.tidy.reshape import type_converted
from pybrms_mix.r.tidy.selecting import selected
from pybrms_mix.r.values.grouped import Rows, again, keeps_contrasts, parts
from pybrms_mix.r.values.r_vectors import characters, read, text, to_python

__all__ = ["separate_longer_delim", "separate_longer_position", "separate_rows"]


@keeps_contrasts
def separate_rows(
    data: Rows, *columns: Any, sep: str = "[^a-zA-Z0-9.]+", convert: bool = False
) -> Rows:
    """Return a row for each part of the texts in some columns.

    Parameters
    ----------
    data : DataFrame or Grouped
        The rows.
    *columns
        The columns of texts. The texts of a row need equal numbers of parts, or one part.
    sep : str
        The regular expression between two parts.
    convert : bool, default False
        Whether columns of numbers become numbers.

    Returns
    -------
    DataFrame or Grouped
        The rows; the other columns are repeated. A missing text is one part.

    Raises
    ------
    InvalidData
        If the texts of a row have different numbers of parts.

    Examples
    --------
    >>> import pandas as pd
    >>> separate_rows(pd.DataFrame({"id": [1, 2], "k": ["a,b", "c"]}), "k")
       id  k
    0   1  a
    1   1  b
    2   2  c
    """
    pattern = compiled(sep)
    return _separated(data, columns, pattern.split, convert=convert)


@keeps_contrasts
def separate_longer_delim(data: Rows, *columns: Any, delim: str) -> Rows:
    """Return a row for each part of the texts in some columns, between a fixed delimiter.

    Examples
    --------
    >>> import pandas as pd
    >>> separate_longer_delim(pd.DataFrame({"k": ["a.b", "c"]}), "k", delim=".")["k"].tolist()
    ['a', 'b', 'c']
    """
    if not delim:
        raise InvalidData("'delim' can't be the empty string.")
    return _separated(data, columns, re.compile(re.escape(delim)).split)


@keeps_contrasts
def separate_longer_position(
    data: Rows, *columns: Any, width: int, keep_empty: bool = False
) -> Rows:
    """Return a row for each part of ``width`` characters of the texts in some columns.

    Parameters
    ----------
    data : DataFrame or Grouped
        The rows.
    *columns
        The columns of texts.
    width : int
        The number of characters of a part; the last part of a text may be shorter.
    keep_empty : bool, default False
        Whether an empty text is a row with NA. By default it has no row.

    Returns
    -------
    DataFrame or Grouped
        The rows; the other columns are repeated.

    Examples
    --------
    >>> import pandas as pd
    >>> separate_longer_position(pd.DataFrame({"k": ["abc", "d"]}), "k", width=2)["k"].tolist()
    ['ab', 'c', 'd']
    """
    size = int(width)

    def pieces(value: str) -> list[Any]:
        cells = [value[n : n + size] for n in range(0, len(value), size)]
        return cells or ([None] if keep_empty else [])

    return _separated(data, columns, pieces)


def _separated(
    data: Rows, columns: Any, pieces_of: Callable[[str], list[Any]], *, convert: bool = False
) -> Rows:
    """Return the rows with the pieces of the texts in some columns."""
    frame, groups = parts(data)
    pieces = {
        name: [[None] if t is None else list(pieces_of(t)) for t in text(read(frame[name])).data]
        for name in selected(frame, columns)
    }
    counts = [{len(p[n]) for p in pieces.values()} - {1} or {1} for n in range(len(frame))]
    if any(len(count) > 1 for count in counts):
        raise InvalidData("The texts of a row have different numbers of parts.")
    sizes = [next(iter(count)) for count in counts]
    result = rows(frame, np.repeat(np.arange(len(frame)), sizes) + 0.0).reset_index(drop=True)
    for name, texts in pieces.items():
        cells = [t for row, n in zip(texts, sizes, strict=True)
                 for t in (row * n if len(row) == 1 else row)]  # fmt: skip
        values = to_python(characters(cells))
        column = type_converted(values) if convert else values
        result[name] = column_of(read(column).plain())
    return again(result, groups)
