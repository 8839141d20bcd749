"""Runs of equal elements, and differences of neighbouring elements."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.r.times.clocks import spans_between
from pybrms_mix.r.values.named_matrix import axes_of, is_matrix, matrix_of
from pybrms_mix.r.values.r_vectors import FACTOR, numbers, numeric, read, to_python
from pybrms_mix.r.values.result_lists import result_list

__all__ = ["differences", "rle"]


def rle(x: Any) -> dict[str, Any]:
    """Return ``rle(x)``: the lengths and the values of runs of equal elements.

    Examples
    --------
    >>> rle([1, 1, 2])["lengths"].tolist()
    [2, 1]
    """
    vector = read(x)
    if vector.kind == FACTOR:
        raise InvalidData("'x' must be a vector of an atomic type")
    cells = list(vector.data)
    starts = [n for n, v in enumerate(cells) if n == 0 or v != cells[n - 1]]
    lengths = np.diff([*starts, len(cells)])
    values = to_python(vector.take(np.array(starts, dtype=float)))
    return result_list({"lengths": lengths, "values": values}, "rle")


def differences(x: Any, lag: int = 1, differences: int = 1) -> Any:
    """Return ``diff(x, lag, differences)``; each element has the name of its later operand.

    The rows of a matrix are subtracted.
    """
    if is_matrix(x):
        cells = np.asarray(x, dtype=float)
        row_labels, column_labels = axes_of(x)
        for _ in range(int(differences)):
            cells = cells[lag:] - cells[:-lag]
        labels = None if row_labels is None else row_labels[len(row_labels) - len(cells) :]
        return matrix_of(cells, labels, column_labels)
    vector = numeric(read(x))
    if vector.clock:
        return spans_between(x, lag, differences)
    data, names = vector.data, vector.names
    for _ in range(int(differences)):
        data, names = data[lag:] - data[:-lag], None if names is None else names[lag:]
    return to_python(replace(numbers(data, whole=vector.whole), names=names, date=False))
