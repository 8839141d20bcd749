"""tidyr's ``separate_rows()``: a row for each part of a text."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.r.indexing.subsetting import column_of, rows
from pybrms_mix.r.text.patterns import compiled
from pybrms_mix.r.tidy.reshape import type_converted
from pybrms_mix.r.tidy.selecting import selected
from pybrms_mix.r.values.grouped import Rows, again, keeps_contrasts, parts
from pybrms_mix.r.values.r_vectors import characters, read, text, to_python

__all__ = ["separate_rows"]


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
    frame, groups = parts(data)
    pieces = {name: _pieces(frame[name], sep) for name in selected(frame, columns)}
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


def _pieces(column: Any, sep: str) -> list[list[str | None]]:
    pattern = compiled(sep)
    return [[None] if t is None else list(pattern.split(t)) for t in text(read(column)).data]
