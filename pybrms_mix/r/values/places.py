"""The positions that an R index selects: in a vector, or cells of a matrix."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.r.values.r_vectors import (
    CHARACTER,
    FACTOR,
    LIST,
    LOGICAL,
    NULL,
    NUMBER,
    Vector,
    read,
)


def positions(index: Any, size: int, names: tuple[str, ...] | None) -> np.ndarray:
    """Convert an R index into positions counted from 0, with NaN for NA.

    Positions beyond the end are kept. Unknown names get positions beyond the end, in order of
    occurrence.

    Raises:
        InvalidData: if positive and negative positions are mixed.
    """
    if index is Ellipsis:
        return np.arange(size) + 0.0
    vector = read(index)
    if vector.kind == NULL:
        return np.empty(0)
    if vector.kind == LOGICAL:
        return _where(vector.data, size)
    if vector.kind == CHARACTER:
        places: dict[Any, float] = {}
        for n, name in enumerate(names or ()):
            places.setdefault(name, float(n))
        for name in vector.data:
            places.setdefault(name, float(max(size, *(p + 1 for p in places.values()), 0)))
        return np.array([np.nan if v is None else places[v] for v in vector.data], dtype=float)
    if vector.kind == LIST:
        if not len(vector):
            return np.empty(0)
        raise InvalidData("invalid subscript type 'list'")
    data = np.trunc(vector.data) + (1 if vector.kind == FACTOR else 0)
    if np.any(data < 0):
        if np.any(data > 0) or np.isnan(data).any():
            raise InvalidData("can't mix positive and negative subscripts")
        return np.setdiff1d(np.arange(size), -data - 1) + 0.0
    return np.asarray(data[~(data == 0)] - 1)


def completed(index: Any, names: tuple[str, ...]) -> Any:
    """Return an index in which the only name that starts with a string stands for it.

    R finds the rows of a data frame so, if no row has the string itself as its name.
    """
    if index is Ellipsis or (vector := read(index)).kind != CHARACTER:
        return index
    whole_names = []
    for name in vector.data:
        starts = [] if name is None or name in names else [n for n in names if n.startswith(name)]
        whole_names.append(starts[0] if len(starts) == 1 else name)
    return np.array(whole_names, dtype=object)


def _where(data: np.ndarray, size: int) -> np.ndarray:
    if not len(data):
        return np.empty(0)
    full = np.resize(data, max(size, len(data)))
    at = np.arange(len(full)) + 0.0
    at[np.isnan(full)] = np.nan
    return np.asarray(at[(full == 1) | np.isnan(full)])


def cell_positions(index: Any, vector: Vector) -> np.ndarray:
    """Return the positions that a matrix picks: conditions, or a row and a column for each cell."""
    picked = read(index)
    if picked.kind == LOGICAL or np.shape(index)[1] != len(vector.dim or ()):
        return positions(index, len(vector), None)
    if picked.kind != NUMBER or np.any(picked.data < 1):
        raise InvalidData("Matrix indices must be numbers of rows and columns here.")
    at = picked.data.reshape(np.shape(index), order="F").astype(int) - 1
    if np.any(at >= np.array(vector.dim)):
        raise InvalidData("subscript out of bounds")
    return np.asarray(np.ravel_multi_index(tuple(at.T), vector.dim or (), order="F") + 0.0)


def cells_by_name(index: Any, names: Sequence[tuple[str, ...] | None]) -> Any:
    """Return a matrix that picks cells, with the names of rows and columns as their numbers."""
    if read(index).kind != CHARACTER:
        return np.asarray(index)
    labels = np.asarray(index)
    if labels.shape[1] != len(names):
        raise InvalidData("subscript out of bounds")
    places = [positions(labels[:, axis].tolist(), len(axis_names or ()), axis_names) + 1
              for axis, axis_names in enumerate(names)]  # fmt: skip
    if any(np.any(p > len(axis_names or ())) for p, axis_names in zip(places, names, strict=True)):
        raise InvalidData("subscript out of bounds")
    return np.column_stack(places)
