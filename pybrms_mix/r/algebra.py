"""Matrices: products, decompositions, triangles, margins and distances."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from math import comb
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.lazy import spatial
from pybrms_mix.r.applying import simplified
from pybrms_mix.r.named_matrix import axes_of, is_frame, matrix_of
from pybrms_mix.r.r_vectors import numeric, read, text, to_python


def _array(x: Any) -> np.ndarray:
    """Return the numbers of a matrix, a data frame or a vector, which is one column."""
    numbers = np.asarray(x, dtype=float)
    return numbers.reshape(-1, 1) if numbers.ndim == 1 else numbers


def _like(x: Any, array: np.ndarray) -> Any:
    """Return an array with the row and column names of ``x``."""
    return matrix_of(array, *axes_of(x))


def det(x: Any) -> float:
    """Return the determinant of a matrix.

    Examples
    --------
    >>> round(det([[2, 1], [1, 2]]), 6)
    3.0
    """
    return float(np.linalg.det(_array(x)))


def solve(a: Any, b: Any = None) -> Any:
    """Return ``solve(a, b)``: the solution of linear equations, or the inverse of a matrix.

    Parameters
    ----------
    a : array_like
        A square matrix.
    b : array_like, optional
        The right-hand side. The default gives the inverse.

    Returns
    -------
    ndarray or DataFrame
        The solution, with the names of the columns of ``a``.

    Raises
    ------
    InvalidData
        If the matrix is singular.

    Examples
    --------
    >>> solve([[2, 0], [0, 4]]).tolist()
    [[0.5, 0.0], [0.0, 0.25]]
    """
    array = _array(a)
    rows, columns = axes_of(a)
    try:
        if b is None:
            return matrix_of(np.linalg.inv(array), columns, rows)
        solution = np.linalg.solve(array, np.asarray(b, dtype=float))
    except np.linalg.LinAlgError:
        raise InvalidData("the matrix is singular") from None
    if solution.ndim > 1:
        return matrix_of(solution, columns, axes_of(b)[1])
    return solution if columns is None else pd.Series(solution, index=list(columns))


def chol(x: Any) -> Any:
    """Return the upper triangular factor of a positive definite matrix.

    Raises
    ------
    InvalidData
        If the matrix is not positive definite.

    Examples
    --------
    >>> chol([[4, 2], [2, 2]]).tolist()
    [[2.0, 1.0], [0.0, 1.0]]
    """
    array = _array(x)
    try:
        return _like(x, np.linalg.cholesky(np.triu(array) + np.triu(array, 1).T).T)
    except np.linalg.LinAlgError:
        raise InvalidData("the matrix is not positive definite") from None


def eigen(x: Any) -> dict[str, np.ndarray]:
    """Return ``eigen(x)`` of a symmetric matrix: eigenvalues in decreasing order, and eigenvectors.

    The sign of an eigenvector is arbitrary, and may be the opposite of R's.

    Raises
    ------
    InvalidData
        If the matrix is not symmetric.

    Examples
    --------
    >>> eigen([[2, 0], [0, 3]])["values"]
    array([3., 2.])
    """
    array = _array(x)
    if array.shape[0] != array.shape[1] or not np.allclose(array, array.T, rtol=1e-12, atol=1e-14):
        raise InvalidData("eigen() takes a symmetric matrix here.")
    values, vectors = np.linalg.eigh(array)
    return {"values": values[::-1], "vectors": vectors[:, ::-1]}


def cov(x: Any, y: Any = None, use: str = "everything") -> Any:
    """Return ``cov(x, y)``: the covariance of two vectors, or the covariance matrix of columns.

    ``use = "complete.obs"`` drops rows with missing values.

    Examples
    --------
    >>> cov([1, 2, 3], [2, 4, 6])
    2.0
    """
    if y is not None and np.ndim(x) == 1 and np.ndim(y) == 1:
        pair = [numeric(read(v)).data for v in (x, y)]
        if len(pair[0]) != len(pair[1]):
            raise InvalidData("incompatible dimensions")
        return float(np.cov(_used(np.column_stack(pair), use), rowvar=False)[0, 1])
    if y is None and np.ndim(x) == 1:
        raise InvalidData("supply both 'x' and 'y' or a matrix-like 'x'")
    first = _array(x)
    both = _used(first if y is None else np.hstack([first, _array(y)]), use)
    covariance = np.atleast_2d(np.cov(both, rowvar=False))
    count = first.shape[1]
    covariance = covariance if y is None else covariance[:count, count:]
    if isinstance(x, pd.DataFrame) and y is None:
        columns = axes_of(x)[1]
        return matrix_of(covariance, columns, columns)
    return matrix_of(covariance)


def _used(rows: np.ndarray, use: str) -> np.ndarray:
    if use not in ("everything", "complete.obs", "complete"):
        raise InvalidData(f"cov() takes use = 'everything' or 'complete.obs' here, not '{use}'.")
    return rows if use == "everything" else rows[~np.isnan(rows).any(axis=1)]


def cov2cor(x: Any) -> Any:
    """Return the correlation matrix of a covariance matrix.

    Examples
    --------
    >>> cov2cor([[4, 1], [1, 1]]).tolist()
    [[1.0, 0.5], [0.5, 1.0]]
    """
    array = _array(x)
    scale = 1 / np.sqrt(np.diag(array))
    correlation = array * scale[:, None] * scale
    np.fill_diagonal(correlation, 1.0)
    return _like(x, correlation)


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
    array = _array(x)
    top = array.max(axis=1, keepdims=True)
    near = array >= top - 1e-5 * np.abs(array).max(axis=1, keepdims=True)
    if ties == "random" and np.any(near.sum(axis=1) > 1):
        raise InvalidData("R chooses among equal columns at random.",
                          hint='max.col(m, "first") chooses the first of them.')  # fmt: skip
    if ties == "last":
        return np.asarray(array.shape[1] - np.argmax(array[:, ::-1], axis=1))
    return np.asarray(np.argmax(array, axis=1) + 1)


def sweep(
    x: Any, margin: int, stats: Any, function: Callable[[Any, Any], Any] | None = None
) -> Any:
    """Return ``sweep(x, margin, stats)``: a matrix minus one value per row (1) or column (2).

    Examples
    --------
    >>> sweep([[1, 2], [3, 4]], 2, [1, 2]).tolist()
    [[0.0, 0.0], [2.0, 2.0]]
    """
    array = _array(x)
    values = numeric(read(stats)).data
    spread = np.resize(values, array.shape[int(margin) - 1])
    terms = np.broadcast_to(spread[:, None] if int(margin) == 1 else spread, array.shape)
    cells = array - terms if function is None else np.asarray(function(array, terms), dtype=float)
    return pd.DataFrame(cells, x.index, x.columns) if is_frame(x) else _like(x, cells)


def combn(x: Any, m: int, function: Callable[[Any], Any] | None = None) -> Any:
    """Return ``combn(x, m)``: all subsets of m elements as columns, or a function of each.

    Examples
    --------
    >>> combn(3, 2).tolist()
    [[1, 1, 2], [2, 3, 3]]
    """
    vector = read(x)
    if len(vector) == 1 and vector.kind == "numeric" and vector.data[0] >= 1:
        vector = read(np.arange(1, int(vector.data[0]) + 1))
    pairs = [np.array(at, dtype=float)
             for at in itertools.combinations(range(len(vector)), int(m))]  # fmt: skip
    if not pairs:
        raise InvalidArgument("n < m")
    assert len(pairs) == comb(len(vector), int(m))
    subsets = [to_python(vector.plain().take(at)) for at in pairs]
    return simplified(subsets if function is None else [function(v) for v in subsets])


def mahalanobis(x: Any, center: Any, cov: Any) -> np.ndarray:
    """Return the squared Mahalanobis distance of each row from a centre.

    Examples
    --------
    >>> mahalanobis([[1, 2]], [0, 0], [[1, 0], [0, 4]]).tolist()
    [2.0]
    """
    array = np.asarray(x, dtype=float)
    array = array.reshape(1, -1) if array.ndim == 1 else array
    apart = array - numeric(read(center)).data
    return np.asarray(np.sum((apart @ np.linalg.inv(_array(cov))) * apart, axis=1))


def dist(x: Any, method: str = "euclidean") -> Any:
    """Return ``as.matrix(dist(x))``: the distances between the rows.

    Examples
    --------
    >>> dist([[0, 0], [3, 4]]).to_numpy().tolist()
    [[0.0, 5.0], [5.0, 0.0]]
    """
    names: dict[str, Any] = {
        "euclidean": "euclidean",
        "manhattan": "cityblock",
        "maximum": "chebyshev",
    }
    if method not in names:
        raise InvalidArgument(f"The method '{method}' of dist() exists in R only.")
    array = _array(x)
    labelled = isinstance(x, pd.DataFrame) and not pd.api.types.is_integer_dtype(x.index)
    labels = list(map(str, x.index)) if labelled else [str(n + 1) for n in range(len(array))]
    cells = spatial.distance.squareform(spatial.distance.pdist(array, names[method]))
    return matrix_of(cells, labels, labels)


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
    ndarray or DataFrame
        The array, a table if it has names.

    Raises
    ------
    InvalidArgument
        If an array of other than two axes has names.
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
        raise InvalidArgument("Arrays with more than two dimensions cannot have names here.")
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
    return matrix_of(np.transpose(np.asarray(x), axes))


def with_margins(x: Any) -> Any:
    """Return ``addmargins(x)``: a table with the sums of its rows and columns.

    Examples
    --------
    >>> int(with_margins(pd.DataFrame({"a": [1, 2]}, index=["u", "v"])).loc["Sum", "Sum"])
    3
    """
    if isinstance(x, pd.DataFrame):
        frame = x.copy()
        frame["Sum"] = frame.sum(axis=1)
        frame.loc["Sum"] = frame.sum(axis=0)
        return frame.astype(x.dtypes.iloc[0]) if x.shape[1] else frame
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
    matrix = _array(x).copy()
    size = min(matrix.shape)
    values = numeric(read(value)).data
    if len(values) not in (1, size):
        raise InvalidData("replacement diagonal has wrong length")
    matrix[np.arange(size), np.arange(size)] = np.resize(values, size)
    return _like(x, matrix)


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
