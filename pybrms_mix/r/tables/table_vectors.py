"""Functions of data.table that take vectors: ``shift()``, ``rleid()``, ``rowid()``."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.r.values.r_vectors import LIST, numbers, read, text, to_python

__all__ = ["in_range", "row_numbers", "run_numbers", "shifted"]


def shifted(x: Any, n: Any = 1, fill: Any = None, kind: str = "lag") -> Any:
    """Return ``shift(x, n)``: values moved by n places, with ``fill`` or NA in their place.

    Several numbers of places give a list with a vector for each of them.

    Examples
    --------
    >>> shifted([1, 2, 3], 1, 0).tolist()
    [0, 1, 2]
    """
    if np.ndim(n):
        return [shifted(x, places, fill, kind) for places in np.ravel(n)]
    if kind not in ("lag", "lead", "shift"):
        raise InvalidData(f"shift() has no type '{kind}' here.")
    vector = read(x).plain()
    if vector.kind == LIST:
        raise InvalidData("shift() moves one vector at a time here.")
    step = int(n) if kind != "lead" else -int(n)
    at = np.arange(len(vector)) - float(step)
    at = np.where((at < 0) | (at >= len(vector)), np.nan, at)
    shifted_vector = vector.take(at)
    if fill is None:
        return to_python(shifted_vector)
    blank = read([fill]).plain()
    data = np.where(np.isnan(at), blank.data[0], shifted_vector.data)
    return to_python(replace(shifted_vector, data=data, whole=vector.whole and blank.whole))


def run_numbers(*vectors: Any) -> np.ndarray:
    """Return ``rleid(x)``: the number of the run of equal values that each element belongs to.

    Examples
    --------
    >>> run_numbers(["a", "a", "b", "a"]).tolist()
    [1, 1, 2, 3]
    """
    keys = list(zip(*(text(read(v)).data for v in vectors), strict=True))
    new = [n == 0 or keys[n] != keys[n - 1] for n in range(len(keys))]
    return np.cumsum(new)


def row_numbers(*vectors: Any) -> np.ndarray:
    """Return ``rowid(x)``: the number of each element among the elements equal to it.

    Examples
    --------
    >>> row_numbers(["a", "b", "a"]).tolist()
    [1, 1, 2]
    """
    counts: dict[Any, int] = {}
    occurrences = []
    for key in zip(*(text(read(v)).data for v in vectors), strict=True):
        counts[key] = counts.get(key, 0) + 1
        occurrences.append(counts[key])
    return np.array(occurrences, dtype=int)


def in_range(x: Any, ends: Any) -> Any:
    """Return ``x %between% c(low, high)``; a missing end is no limit.

    Examples
    --------
    >>> in_range([1, 5, 9], [2, 9]).tolist()
    [False, True, True]
    """
    low, high = read(ends).data[:2]
    vector = read(x)
    low, high = (-np.inf if np.isnan(low) else low), (np.inf if np.isnan(high) else high)
    data = np.where(vector.missing, np.nan, (vector.data >= low) & (vector.data <= high))
    return to_python(replace(numbers(data), kind="logical", single=vector.single))
