"""Matrices whose rows or columns have names.

R has matrices and data frames. A matrix without names is a ``PlainMatrix`` here, a NumPy array; one
with names is a ``NamedMatrix``, a DataFrame. The cells of both are one vector, by column, as in R:
arithmetic recycles a shorter vector down the columns.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeGuard

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.values.row_names import are_automatic, row_names

__all__ = ["is_frame", "is_matrix"]

Axes = tuple[tuple[str, ...] | None, tuple[str, ...] | None]


class NamedMatrix(pd.DataFrame):
    """A matrix with names of its rows, its columns, or both."""

    @property
    def _constructor(self) -> Callable[..., NamedMatrix]:
        return NamedMatrix

    # pandas would align a vector with the columns. R recycles it down the columns.
    def _arith_method(self, operand: Any, op: Any) -> Any:
        return super()._arith_method(_recycled(operand, self.shape), op)  # type: ignore[misc]

    def _cmp_method(self, operand: Any, op: Any) -> Any:
        return super()._cmp_method(_recycled(operand, self.shape), op)  # type: ignore[misc]

    def __matmul__(self, other: Any) -> Any:
        return np.asarray(self) @ np.asarray(other)

    def __rmatmul__(self, other: Any) -> Any:
        return np.asarray(other) @ np.asarray(self)


class PlainMatrix(np.ndarray):
    """A matrix or an array without names.

    NumPy would repeat a vector as the rows of the matrix. R recycles the vector down the columns.
    """

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *given: Any, **named: Any) -> Any:
        """Apply a function element by element, with R's rule for shapes.

        Raises:
            InvalidData: if the shapes of two operands do not match in R.
        """
        bare = [_bare(g) for g in given]
        arrays = [g for g in bare if isinstance(g, np.ndarray) and g.ndim > 1]
        if method == "__call__" and ufunc.signature is None and arrays:
            bare = [_recycled(g, arrays[0].shape) for g in bare]
        if "out" in named:
            named["out"] = tuple(_bare(g) for g in named["out"])
        result = getattr(ufunc, method)(*bare, **named)
        return (
            result.view(PlainMatrix)
            if isinstance(result, np.ndarray) and result.ndim > 1
            else result
        )

    def __getitem__(self, key: Any) -> Any:
        """Return a part of the array; a part with one axis is a plain NumPy array."""
        part = super().__getitem__(key)
        return _bare(part) if isinstance(part, PlainMatrix) and part.ndim < 2 else part


def _bare(value: Any) -> Any:
    """Return a value without the rules of R for its arithmetic."""
    if isinstance(value, PlainMatrix):
        return value.view(np.ndarray)
    return value.to_numpy() if isinstance(value, pd.Series) else value


def _recycled(operand: Any, shape: tuple[int, ...]) -> Any:
    """Return the second operand of arithmetic with the shape of the matrix."""
    if np.ndim(operand) == 0:
        return operand
    array = np.asarray(operand)
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


# The key in DataFrame.attrs for the names that R gives to the axes of a matrix themselves.
NAMES_OF_AXES = "names of axes"


def of_counts(table: Any) -> Any:
    """Mark a vector or a matrix as R's class "table", which ``as.data.frame()`` treats apart."""
    table.attrs["counts"] = True
    return table


def is_of_counts(x: Any) -> bool:
    """Return whether a value is a table of counts or of proportions."""
    return bool(getattr(x, "attrs", {}).get("counts"))


# The key in Series.attrs for the classes in R of a vector that is more than a vector.
CLASSES = "classes in R"


def of_one_axis(vector: Any, *classes: str) -> Any:
    """Mark a vector as R's array of one axis, with these classes."""
    if isinstance(vector, pd.Series):
        vector.attrs[CLASSES] = classes
    return vector


def has_one_axis(x: Any) -> bool:
    """Return whether a value is an array of one axis in R, such as a table of one variable."""
    is_marked = isinstance(x, pd.Series) and x.attrs.get(CLASSES) in (("array",), ("by",))
    return is_marked or (is_of_counts(x) and np.ndim(x) == 1)


def matrix_of(
    array: Any, rows: Sequence[Any] | None = None, columns: Sequence[Any] | None = None
) -> Any:
    """Return a matrix, with the names of its rows and columns if there are any."""
    if rows is None and columns is None:
        return np.asarray(array).view(PlainMatrix)
    matrix = NamedMatrix(np.asarray(array))
    matrix = matrix if rows is None else matrix.set_axis(pd.Index(list(rows), dtype=object), axis=0)
    return (
        matrix
        if columns is None
        else matrix.set_axis(pd.Index(list(columns), dtype=object), axis=1)
    )


def axes_of(x: Any) -> Axes:
    """Return the names of the rows and of the columns; None where there are only positions."""
    if not isinstance(x, pd.DataFrame):
        return (None, None)
    rows, columns = (
        None if pd.api.types.is_integer_dtype(axis) else tuple(map(str, axis))
        for axis in (x.index, x.columns)
    )
    if rows is None and is_frame(x) and not are_automatic(x):
        rows = tuple(row_names(x))
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


def number_matrix(x: Any) -> np.ndarray:
    """Return the numbers of a matrix, a data frame or a vector, which is one column."""
    if getattr(x, "dtype", np.dtype(float)).kind == "c":
        raise InvalidData("A matrix of complex numbers cannot be used here.")
    numbers = np.asarray(x, dtype=float)
    return numbers.reshape(-1, 1) if numbers.ndim == 1 else numbers


def named_like(x: Any, array: np.ndarray) -> Any:
    """Return an array with the row and column names of ``x``."""
    return matrix_of(array, *axes_of(x))
