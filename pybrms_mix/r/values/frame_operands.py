"""The operands of operators that R applies to whole data frames, as ``d - d$y`` and ``d > 1``.

R pairs the cells of a data frame by position. A vector is recycled down the first column, then down
the second one. pandas would align both by their labels.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.values.named_matrix import axes_of, is_frame
from pybrms_mix.r.values.r_vectors import FACTOR, Vector, logicals, numeric, read, text, to_python


def has_frame(*operands: Any) -> bool:
    """Return whether a data frame is among the operands of an operator."""
    return any(map(is_frame, operands))


def arithmetic_of_frames(
    x: Any, op: str, y: Any, compute: Callable[[Any, str, Any], Any]
) -> pd.DataFrame:
    """Return ``x - y`` with a data frame on a side: a data frame with the names of that side."""
    frame, pairs = _pairs(x, op, y)
    columns = [compute(first, op, second) for first, second in pairs]
    cells = pd.DataFrame(dict(enumerate(columns)), index=frame.index)
    return cells.set_axis(frame.columns, axis=1)


def logic_of_frames(x: Any, op: str, y: Any, compare: Callable[[Any, str, Any], Any]) -> Any:
    """Return ``x > y`` or ``x & y`` with a data frame on a side: a logical matrix."""
    frame, pairs = _pairs(x, op, y)
    columns = [numeric(read(compare(first, op, second))).data for first, second in pairs]
    cells = logicals(np.concatenate(columns) if columns else [])
    return to_python(replace(cells, dim=frame.shape, axes=axes_of(frame)))


def _pairs(x: Any, op: str, y: Any) -> tuple[pd.DataFrame, list[tuple[Any, Any]]]:
    """Return the data frame whose names the result has, and the pairs of columns."""
    if is_frame(x) and is_frame(y):
        if x.shape != y.shape:
            raise InvalidData(f"'{op}' only defined for equally-sized data frames")
        return x, list(zip(_columns(x), _columns(y), strict=True))
    frame, operand = (x, y) if is_frame(x) else (y, x)
    pairs = list(zip(_columns(frame), _spread(operand, frame.shape), strict=True))
    return frame, pairs if frame is x else [(second, first) for first, second in pairs]


def _columns(frame: pd.DataFrame) -> list[Any]:
    return [frame.iloc[:, place].reset_index(drop=True) for place in range(frame.shape[1])]


def _spread(operand: Any, shape: tuple[int, int]) -> list[Any]:
    """Return an operand as one part for each column of a data frame."""
    rows, columns = shape
    if isinstance(operand, Mapping):
        parts = list(operand.values())
        return [parts[place % len(parts)] for place in range(columns)]
    vector = _bare(read(operand))
    if len(vector) == 1:
        return [to_python(vector)] * columns
    places = (np.arange(rows * columns) % max(len(vector), 1)).reshape(columns, rows)
    return [to_python(vector.take(part + 0.0)) for part in places]


def _bare(vector: Vector) -> Vector:
    """Return the elements of a vector without names; a factor gives its labels."""
    vector = text(vector) if vector.kind == FACTOR else vector
    return replace(vector, names=None, dim=None, axes=None)
