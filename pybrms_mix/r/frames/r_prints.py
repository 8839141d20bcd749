"""What R prints of vectors, matrices and data frames, for ``capture.output(print(x))``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from pybrms_mix.base.errors import NotSupported
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.text.number_format import formatted
from pybrms_mix.r.values.named_matrix import axes_of, is_frame, is_of_counts
from pybrms_mix.r.values.own_attributes import own_of
from pybrms_mix.r.values.r_vectors import (
    CHARACTER,
    FACTOR,
    LIST,
    NULL,
    Vector,
    read,
    text,
    to_python,
)
from pybrms_mix.r.values.row_names import row_names
from pybrms_mix.r.values.scaling import scaling_of
from pybrms_mix.r.values.tibbles import is_tibble

__all__ = ["print_as_r"]

_WIDTH = 80


def print_as_r(x: Any) -> None:
    """Print a value as R prints it.

    Parameters
    ----------
    x : None, array_like, NamedMatrix or DataFrame
        A vector, a factor, a matrix, a table of counts of one variable, or a data frame.

    Raises
    ------
    NotSupported
        If the lines of R are not known for such a value.

    Examples
    --------
    >>> print_as_r([1.5, 10])
    [1]  1.5 10.0
    >>> print_as_r(["a", "bc"])
    [1] "a"  "bc"
    """
    for line in _lines(x):
        print(line)


def _lines(x: Any) -> list[str]:
    if x is None:
        return ["NULL"]
    vector = None if _is_other(x) else read(x)
    if vector is None or vector.kind in (LIST, NULL) or vector.clock or (
            vector.dim is not None and len(vector.dim) != 2):  # fmt: skip
        if vector is not None and is_frame(x):
            return _of_frame(x)
        raise NotSupported(
            f"The lines that R prints for a {type(x).__name__} are not known here.",
            hint="cat() and format() write the parts of a value.",
        )
    if vector.dim is not None:
        return _of_matrix(vector, axes_of(x))
    if vector.kind == FACTOR:
        return _of_factor(vector)
    if not len(vector):
        return [
            f"{ {CHARACTER: 'character', 'logical': 'logical'}.get(vector.kind, 'numeric') }(0)"
        ]
    cells = _cells(vector, quote=True)
    if vector.names is not None:
        heading = [str(getattr(x, "index", pd.Index([])).name or "")] if is_of_counts(x) else []
        return [*heading, *_named(cells, [("<NA>" if n == "" else n) for n in vector.names])]
    return _numbered(cells, to_left=vector.kind == CHARACTER or vector.date)


def _is_other(x: Any) -> bool:
    """Return whether a value is none that R prints as a plain vector, matrix or data frame."""
    arrays = (np.ndarray, pd.Series, pd.DataFrame, pd.api.extensions.ExtensionArray)
    plain = isinstance(x, (bool, int, float, str, list, np.generic, *arrays))
    marked = plain and (scaling_of(x) is not None or own_of(x) is not None)
    tabled = is_of_counts(x) and np.ndim(x) > 1
    return not plain or marked or tabled or (isinstance(x, pd.DataFrame) and is_tibble(x))


def _cells(vector: Vector, *, quote: bool) -> list[str]:
    """Return the elements as texts of one width."""
    if vector.kind in (CHARACTER, FACTOR) or vector.date:
        marks = quote and (vector.kind == CHARACTER or vector.date)
        missing = "NA" if quote else "<NA>"
        labels = text(vector).data
        words = [missing if v is None else _quoted(v) if marks else str(v) for v in labels]
    else:
        words = [str(v) for v in np.atleast_1d(np.asarray(formatted(_bare(vector)), dtype=object))]
    return words


def _bare(vector: Vector) -> Any:
    return to_python(vector.plain())


def _quoted(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + escaped.replace("\n", "\\n").replace("\t", "\\t") + '"'


def _numbered(cells: Sequence[str], *, to_left: bool) -> list[str]:
    """Return elements in lines that start with the number of their first element."""
    width = max(map(len, cells))
    padded = [c.ljust(width) if to_left else c.rjust(width) for c in cells]
    label = len(str(len(cells))) + 2
    count = max(1, (_WIDTH - label) // (width + 1))
    return [f"{f'[{start + 1}]':>{label}} " + " ".join(padded[start : start + count])
            for start in range(0, len(padded), count)]  # fmt: skip


def _named(cells: Sequence[str], names: Sequence[str]) -> list[str]:
    """Return elements below their names."""
    width = max(map(len, [*cells, *names]))
    count = max(1, _WIDTH // (width + 1))
    lines: list[str] = []
    for start in range(0, len(cells), count):
        for words in (names, cells):
            lines.append("".join(f"{w:>{width}} " for w in words[start : start + count]))
    return lines


def _of_factor(vector: Vector) -> list[str]:
    words = ["<NA>" if v is None else str(v) for v in text(vector).data]
    body = _numbered(words, to_left=True) if words else ["factor(0)"]
    between = " < " if vector.ordered else " "
    levels = "Levels: " + between.join(vector.levels)
    if len(levels) > _WIDTH:
        raise NotSupported("R shortens the levels of this factor when it prints them.")
    return [*body, levels]


def _of_matrix(vector: Vector, axes: Any) -> list[str]:
    assert vector.dim is not None
    height, width = vector.dim
    if not height or not width:
        raise NotSupported("The lines that R prints for an empty matrix are not known here.")
    to_left = vector.kind == CHARACTER
    columns = []
    for n in range(width):
        part = vector.plain().take(np.arange(n * height, (n + 1) * height) + 0.0)
        label = f"[,{n + 1}]" if axes[1] is None else axes[1][n]
        columns.append((label, _cells(part, quote=True)))
    rows = [f"[{n + 1},]" for n in range(height)] if axes[0] is None else list(axes[0])
    return _blocks(rows, columns, to_left=to_left, right_rows=axes[0] is None)


def _of_frame(frame: pd.DataFrame) -> list[str]:
    vectors = [read(frame.iloc[:, n]) for n in range(frame.shape[1])]
    if not len(frame) or not vectors or any(v.kind == LIST or v.clock for v in vectors):
        raise NotSupported("The lines that R prints for this data frame are not known here.")
    columns = [(str(name), _cells(v, quote=False))
               for name, v in zip(frame.columns, vectors, strict=True)]  # fmt: skip
    return _blocks(row_names(frame), columns, to_left=False, right_rows=False)


def _blocks(
    rows: Sequence[str],
    columns: Sequence[tuple[str, list[str]]],
    *,
    to_left: bool,
    right_rows: bool,
) -> list[str]:
    """Return columns below their labels, as many in a block as a line holds."""
    margin = max(map(len, rows))
    labels = [r.rjust(margin) if right_rows else r.ljust(margin) for r in rows]
    lines: list[str] = []
    block: list[list[str]] = []
    used_width = margin
    for label, cells in [*columns, ("", [])]:
        width = max(map(len, [label, *cells]), default=0)
        if block and (not cells or used_width + width + 1 > _WIDTH):
            heads = [margin * " ", *labels]
            lines += [" ".join([head, *(column[n] for column in block)])
                      for n, head in enumerate(heads)]  # fmt: skip
            block, used_width = [], margin
        if cells:
            block.append([w.ljust(width) if to_left else w.rjust(width) for w in (label, *cells)])
            used_width += width + 1
    return lines
