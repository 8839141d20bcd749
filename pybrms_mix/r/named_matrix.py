"""Matrices whose rows or columns have names.

R has matrices and data frames. A matrix without names is a NumPy array here; one with names is a
``NamedMatrix``, a DataFrame whose cells are one vector, by column, as in R: its length is the
number of its cells, and arithmetic recycles a shorter vector down the columns.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeGuard

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd

Axes = tuple[tuple[str, ...] | None, tuple[str, ...] | None]


class NamedMatrix(pd.DataFrame):
    """A matrix with names of its rows, its columns, or both."""

    @property
    def _constructor(self) -> Callable[..., NamedMatrix]:
        return NamedMatrix

    # pandas would align a vector with the columns. R recycles it down the columns.
    def _arith_method(self, other: Any, op: Any) -> Any:
        return super()._arith_method(_recycled(other, self.shape), op)  # type: ignore[misc]

    def _cmp_method(self, other: Any, op: Any) -> Any:
        return super()._cmp_method(_recycled(other, self.shape), op)  # type: ignore[misc]

    def __matmul__(self, other: Any) -> Any:
        return np.asarray(self) @ np.asarray(other)

    def __rmatmul__(self, other: Any) -> Any:
        return np.asarray(other) @ np.asarray(self)


def _recycled(other: Any, shape: tuple[int, ...]) -> Any:
    """Return the second operand of arithmetic with the shape of the matrix."""
    if np.ndim(other) == 0:
        return other
    array = np.asarray(other)
    if array.ndim > 1:
        if array.shape != shape:
            raise InvalidData("non-conformable arrays")
        return array
    size = int(np.prod(shape))
    if array.size > size:
        raise InvalidData(f"dims [product {size}] do not match the length of object [{array.size}]")
    return np.resize(array, size).reshape(shape, order="F")


def is_frame(x: Any) -> TypeGuard[pd.DataFrame]:
    """Return whether a value is a data frame of R, which a matrix with names is not."""
    return isinstance(x, pd.DataFrame) and not isinstance(x, NamedMatrix)


def of_counts(table: Any) -> Any:
    """Mark a vector or a matrix as R's class "table", which ``as.data.frame()`` treats apart."""
    table.attrs["counts"] = True
    return table


def is_of_counts(x: Any) -> bool:
    """Return whether a value is a table of counts or of proportions."""
    return bool(getattr(x, "attrs", {}).get("counts"))


def matrix_of(
    array: Any, rows: Sequence[Any] | None = None, columns: Sequence[Any] | None = None
) -> Any:
    """Return a matrix: with names if there are any, otherwise an array."""
    if rows is None and columns is None:
        return np.asarray(array)
    made = NamedMatrix(np.asarray(array))
    made = made if rows is None else made.set_axis(pd.Index(list(rows), dtype=object), axis=0)
    return made if columns is None else made.set_axis(pd.Index(list(columns), dtype=object), axis=1)


def axes_of(x: Any) -> Axes:
    """Return the names of the rows and of the columns; None where there are only positions."""
    if not isinstance(x, pd.DataFrame):
        return (None, None)
    rows, columns = (
        None if pd.api.types.is_integer_dtype(axis) else tuple(map(str, axis))
        for axis in (x.index, x.columns)
    )
    return rows, columns


def is_matrix(x: Any) -> bool:
    """Return ``is.matrix(x)``.

    Parameters
    ----------
    x : object
        A value.

    Returns
    -------
    bool
        Whether the value has two axes and is no data frame.

    Examples
    --------
    >>> is_matrix(np.zeros((2, 2))), is_matrix(pd.DataFrame({"x": [1]}))
    (True, False)
    """
    return isinstance(x, NamedMatrix) or (isinstance(x, np.ndarray) and x.ndim == 2)


def distinct_columns(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a data frame whose columns all have names of their own.

    Raises:
        InvalidData: if two columns have the same name, of which R would take the first.
    """
    twice = frame.columns[frame.columns.duplicated()]
    if len(twice) and is_frame(frame):
        raise InvalidData(f"Two columns of a data frame have the name '{twice[0]}'.",
                          hint="Rename one of them first.")  # fmt: skip
    return frame
