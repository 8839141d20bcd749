"""Cells of matrices that are lists in R: a vector in each cell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.r.values.named_matrix import NamedMatrix, axes_of, matrix_of
from pybrms_mix.r.values.places import positions
from pybrms_mix.r.values.r_vectors import LIST, Vector, listed, read, to_python

__all__: list[str] = []


def cell_of(x: NamedMatrix, index: tuple[Any, ...]) -> Any:
    """Return ``x[[i, j]]``, the value in one cell.

    Raises
    ------
    InvalidData
        If there is no such cell.
    """
    names = axes_of(x)
    at = [positions(place, x.shape[n], names[n]) for n, place in enumerate(index)]
    if any(len(p) != 1 or np.isnan(p[0]) or p[0] >= x.shape[n] for n, p in enumerate(at)):
        raise InvalidData("subscript out of bounds")
    return x.to_numpy()[tuple(int(p[0]) for p in at)]


def is_plain_list(value: Any) -> bool:
    """Return whether a value is a list without a class: ``list(a = 1, b = "x")``.

    A list of single numbers without names is a vector here.
    """
    return type(value) is dict or (isinstance(value, list) and read(value).kind == LIST)


def objects(values: Sequence[Any] | np.ndarray) -> np.ndarray:
    """Return the elements of a list as an array of objects."""
    cells = np.empty(len(values), dtype=object)
    for n, element in enumerate(values):
        cells[n] = element
    return cells


def recycled_list(value: Any, size: int) -> Vector:
    """Return a list with ``size`` elements, which keep their types.

    Raises
    ------
    InvalidData
        If ``size`` is not a multiple of the number of elements.
    """
    elements = list(value.values()) if isinstance(value, dict) else value
    if not elements or size % len(elements):
        raise InvalidData("The lists of which rows or columns are made differ in their lengths.")
    return listed([elements[n % len(elements)] for n in range(size)])


def side_by_side(lists: Sequence[Any], names: Sequence[str] | None) -> Any:
    """Return lists of equal length as the columns of a matrix, as ``sapply()`` does.

    Parameters
    ----------
    lists : sequence of list or dict
        The lists.
    names : sequence of str or None
        Their names.

    Returns
    -------
    NamedMatrix, ndarray, dict, list or None
        The matrix; one list if each has one element; None if their lengths differ.

    Examples
    --------
    >>> side_by_side([{"n": 1, "s": "u"}, {"n": 2, "s": "v"}], ["a", "b"])
       a  b
    n  1  2
    s  u  v
    """
    elements = [list(v.values()) if isinstance(v, dict) else v for v in lists]
    labels = [list(map(str, v)) if isinstance(v, dict) else read(v).names for v in lists]
    sizes = {len(v) for v in elements}
    if len(sizes) > 1 or sizes == {0}:
        return None
    if sizes == {1}:
        inner = [v[0] if v else "" for v in labels]
        labels_of_one = inner if names is None else [
            f"{a}.{b}" if b else a for a, b in zip(names, inner, strict=True)
        ]  # fmt: skip
        own_names = labels_of_one if any(labels_of_one) else None
        return to_python(listed([v[0] for v in elements], own_names))
    return matrix_of(np.column_stack([objects(v) for v in elements]), labels[0], names)
