"""The cells of matrices and arrays: shape, triangles, diagonal, margins, rows and columns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.matrices.array_margins import names_of_axes, with_axes
from pybrms_mix.r.values.kept_counts import keeps_counts
from pybrms_mix.r.values.labelled import labelled_array
from pybrms_mix.r.values.named_matrix import is_frame, matrix_of, named_like, number_matrix
from pybrms_mix.r.values.r_vectors import NUMBER, numeric, read, text, to_python

__all__ = [
    "aperm", "array", "max_col", "places", "sweep", "triangle", "with_axis_names", "with_diagonal",
    "with_margins",
]  # fmt: skip


def triangle(x: Any, *, lower: bool, diag: bool = False) -> np.ndarray:
    """Return ``lower.tri(x)`` or ``upper.tri(x)``: which cells are below or above the diagonal.

    Examples
    --------
    >>> triangle([[1, 2], [3, 4]], lower=True).tolist()
    [[False, False], [True, False]]
    """
    rows, columns = np.indices(np.shape(x))
    inside = rows > columns if lower else rows < columns
    return np.asarray(inside | ((rows == columns) & diag))


def places(x: Any, axis: int) -> np.ndarray:
    """Return ``row(x)`` (axis 0) or ``col(x)`` (axis 1): the row or column number of each cell.

    Examples
    --------
    >>> places([[5, 6], [7, 8]], 1).tolist()
    [[1, 2], [1, 2]]
    """
    return np.asarray(np.indices(np.shape(x))[axis] + 1)


def max_col(x: Any, ties: str = "random") -> np.ndarray:
    """Return ``max.col(x)``: the column of the largest cell in each row.

    Raises
    ------
    InvalidData
        If the largest cell of a row is not unique: R would choose one at random.

    Examples
    --------
    >>> max_col([[1, 3], [5, 2]])
    array([2, 1])
    """
    array = number_matrix(x)
    top = array.max(axis=1, keepdims=True)
    near = array >= top - 1e-5 * np.abs(array).max(axis=1, keepdims=True)
    if ties == "random" and np.any(near.sum(axis=1) > 1):
        raise InvalidData("R chooses among equal columns at random.",
                          hint='max.col(m, "first") chooses the first of them.')  # fmt: skip
    if ties == "last":
        return np.asarray(array.shape[1] - np.argmax(array[:, ::-1], axis=1))
    return np.asarray(np.argmax(array, axis=1) + 1)


def sweep(
    x: Any, margin: Any, stats: Any, function: Callable[[Any, Any], Any] | None = None
) -> Any:
    """Return ``sweep(x, margin, stats)``: an array minus one value per row (1) or column (2).

    ``margin`` may be several axes, and ``stats`` an array over them.

    Examples
    --------
    >>> sweep([[1, 2], [3, 4]], 2, [1, 2]).tolist()
    [[0.0, 0.0], [2.0, 2.0]]
    """
    array = np.asarray(x, dtype=float) if np.ndim(x) > 2 else number_matrix(x)
    first_axes = [int(m) - 1 for m in _axis_numbers(margin)]
    axes = [*first_axes, *(n for n in range(array.ndim) if n not in first_axes)]
    shape = tuple(array.shape[n] for n in axes)
    values = np.resize(numeric(read(stats)).data, array.size).reshape(shape, order="F")
    terms = np.transpose(values, np.argsort(axes))
    cells = array - terms if function is None else np.asarray(function(array, terms), dtype=float)
    if array.ndim > 2:
        return with_axes(cells, names_of_axes(x))
    return pd.DataFrame(cells, x.index, x.columns) if is_frame(x) else named_like(x, cells)


def _axis_numbers(margin: Any) -> np.ndarray:
    """Return the numbers of axes, of which R also takes the names.

    Raises:
        InvalidData: if the axes are given by their names.
    """
    if read(margin).kind != NUMBER:
        raise InvalidData("The axes of an array are given by their numbers here.")
    return read(margin).data


def array(data: Any = np.nan, dim: Any = None, dimnames: Any = None) -> Any:
    """Return ``array(data, dim)``: cells filled by column, data recycled.

    Parameters
    ----------
    data : array_like, default NaN
        The cells.
    dim : sequence of int, optional
        The shape; the default is one axis.
    dimnames : list or dict, optional
        The names of the rows and of the columns, for two axes.

    Returns
    -------
    ndarray, DataFrame or DataArray
        The array, a table if it has names; with more than two axes, an array with labels.

    Raises
    ------
    InvalidData
        If the cells are a list that holds NULL.

    Examples
    --------
    >>> array([1, 2, 3, 4], [2, 2]).tolist()
    [[1, 3], [2, 4]]
    """
    if isinstance(data, list) and None in data:
        raise InvalidData("An array cannot hold NULL.", hint="Use a list.")
    cells = np.asarray(to_python(read(data).plain()))
    shape = [int(n) for n in np.ravel(len(cells) if dim is None else dim)]
    cell_array = np.resize(cells, int(np.prod(shape))).reshape(shape, order="F")
    if dimnames is None:
        return matrix_of(cell_array) if len(shape) > 1 else cell_array
    names = list(dimnames.values()) if isinstance(dimnames, dict) else list(read(dimnames).data)
    if len(shape) == 1:
        return pd.Series(cell_array, index=list(text(read(names[0])).data))
    if len(shape) > 2:
        return labelled_array(cell_array, names)
    rows, columns = (None if g is None else list(text(read(g)).data) for g in names)
    return matrix_of(cell_array, rows, columns)


def aperm(x: Any, perm: Any = None) -> Any:
    """Return ``aperm(x, perm)``: an array with its axes in another order.

    Examples
    --------
    >>> aperm(np.zeros((2, 3, 4)), [2, 1, 3]).shape
    (3, 2, 4)
    """
    axes = None if perm is None else [int(n) - 1 for n in np.ravel(perm)]
    names = names_of_axes(x)
    order = range(len(names))[::-1] if axes is None else axes
    return with_axes(np.transpose(np.asarray(x), axes), [names[n] for n in order])


@keeps_counts
def with_margins(x: Any, margin: Any = None) -> Any:
    """Return ``addmargins(x)``: a table with the sums of its rows and columns.

    Parameters
    ----------
    x : DataFrame or Series
        The table.
    margin : int or list of int, optional
        The axes over which the cells are added: 1 adds a row of sums, 2 a column of sums. The
        default is all axes.

    Returns
    -------
    DataFrame or Series
        The table with its sums.

    Examples
    --------
    >>> int(with_margins(pd.DataFrame({"a": [1, 2]}, index=["u", "v"])).loc["Sum", "Sum"])
    3
    """
    if isinstance(x, pd.DataFrame):
        frame = x.copy()
        axes = {1, 2} if margin is None else {int(n) for n in np.ravel(margin)}
        if 2 in axes:
            frame["Sum"] = frame.sum(axis=1)
        if 1 in axes:
            frame.loc["Sum"] = frame.sum(axis=0)
        return frame.astype(x.dtypes.iloc[0]) if x.shape[1] else frame
    if np.ndim(x) > 1:
        raise InvalidData("addmargins() takes a table of one or two factors here.")
    vector = read(x)
    names = (*(vector.names or ()), "Sum")
    total = vector.data.sum()
    return to_python(replace(vector, data=np.append(vector.data, total), names=names, dim=None))


def with_diagonal(x: Any, value: Any) -> Any:
    """Return ``x`` after ``diag(x) <- value``.

    Examples
    --------
    >>> with_diagonal([[1, 2], [3, 4]], 0).tolist()
    [[0.0, 2.0], [3.0, 0.0]]
    """
    matrix = number_matrix(x).copy()
    size = min(matrix.shape)
    values = numeric(read(value)).data
    if len(values) not in (1, size):
        raise InvalidData("replacement diagonal has wrong length")
    matrix[np.arange(size), np.arange(size)] = np.resize(values, size)
    return named_like(x, matrix)


def with_axis_names(x: Any, value: Any) -> Any:
    """Return a matrix after ``dimnames(x) <- list(rows, columns)``.

    Raises
    ------
    InvalidArgument
        For an array of more than two axes.

    Examples
    --------
    >>> with_axis_names(np.zeros((1, 2)), [None, ["a", "b"]]).columns.tolist()
    ['a', 'b']
    """
    return array(x, np.shape(x), value)
