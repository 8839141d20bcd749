"""Unions, intersections and differences of vectors, and of the rows of data frames."""

from __future__ import annotations

from typing import Any

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.frames.binding import bind_rows
from pybrms_mix.r.frames.joins import join
from pybrms_mix.r.tidy.picking import distinct
from pybrms_mix.r.values.grouped import Grouped, parts
from pybrms_mix.r.vectors import vector_sets
from pybrms_mix.r.vectors.vectors import joined

__all__ = ["intersect", "setdiff", "setequal", "union", "union_all"]


def _are_frames(x: Any, y: Any) -> bool:
    """Return whether both values are data frames, whose columns have the same names.

    Raises:
        InvalidData: if one value is a data frame and the other is not, or if the columns differ.
    """
    are_frames = [isinstance(v, pd.DataFrame | Grouped) for v in (x, y)]
    if not all(are_frames):
        if any(are_frames):
            raise InvalidData("The rows of a data frame can be compared with those of another.")
        return False
    first, second = (list(map(str, parts(v)[0].columns)) for v in (x, y))
    if sorted(first) != sorted(second):
        raise InvalidData("The two data frames need the same columns.")
    return True


def setdiff(x: Any, y: Any) -> Any:
    """Return the unique elements of ``x``, or the rows of a data frame, that are not in ``y``.

    Examples
    --------
    >>> setdiff([1, 2, 2, 3], [3]).tolist()
    [1, 2]
    """
    return distinct(join(x, y, how="anti")) if _are_frames(x, y) else vector_sets.setdiff(x, y)


def intersect(x: Any, y: Any) -> Any:
    """Return the unique elements of ``x``, or the rows of a data frame, that are in ``y``.

    Examples
    --------
    >>> intersect([1, 2, 2, 3], [2, 5]).tolist()
    [2]
    """
    return distinct(join(x, y, how="semi")) if _are_frames(x, y) else vector_sets.intersect(x, y)


def union(x: Any, y: Any) -> Any:
    """Return the unique elements, or the unique rows of data frames, of ``x`` and ``y``.

    Examples
    --------
    >>> union([1, 2], [2, 3]).tolist()
    [1, 2, 3]
    """
    return distinct(bind_rows(x, y)) if _are_frames(x, y) else vector_sets.union(x, y)


def union_all(x: Any, y: Any) -> Any:
    """Return dplyr's ``union_all(x, y)``: the elements, or the rows, of ``x`` and then of ``y``.

    Examples
    --------
    >>> union_all([1, 2], [2, 3]).tolist()
    [1, 2, 2, 3]
    """
    return bind_rows(x, y) if _are_frames(x, y) else joined([(None, x), (None, y)])


def setequal(x: Any, y: Any) -> bool:
    """Return whether two vectors have the same elements, or two data frames the same rows.

    Examples
    --------
    >>> setequal([1, 2], [2, 1, 1])
    True
    """
    return not len(setdiff(x, y)) and not len(setdiff(y, x))
