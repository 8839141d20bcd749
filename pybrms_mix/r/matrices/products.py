"""Products of matrices and vectors, with R's rules for shapes and names."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.r.values.named_matrix import Axes, axes_of, is_matrix, matrix_of
from pybrms_mix.r.values.r_vectors import CHARACTER, LIST, numeric, read, to_python
from pybrms_mix.r.values.result_lists import result_list

__all__ = ["crossprod", "ginv", "kronecker", "outer", "product", "qr", "tcrossprod"]


def _cells(x: Any) -> tuple[np.ndarray, Axes]:
    """Return the numbers of a matrix or a vector, and the names of the rows and columns.

    Raises:
        InvalidData: if the value is neither a matrix nor a vector of numbers.
    """
    vector = read(x)
    if vector.kind in (CHARACTER, LIST):
        raise InvalidData("requires numeric/complex matrix/vector arguments")
    if not is_matrix(x):
        return numeric(vector).data, (None, None)
    return numeric(vector).data.reshape(np.shape(x), order="F"), axes_of(x)


def product(x: Any, y: Any) -> Any:
    """Return the matrix product ``x %*% y``.

    Parameters
    ----------
    x, y : array_like
        Matrices or vectors. A vector is taken as the row or as the column that fits; two vectors
        of one length give their inner product.

    Returns
    -------
    PlainMatrix or NamedMatrix
        The product, always with two axes, with the row names of ``x`` and the column names of
        ``y``.

    Raises
    ------
    InvalidData
        If the shapes do not fit.

    Examples
    --------
    >>> product(np.array([[1, 2], [3, 4]]), [1, 1]).tolist()
    [[3.0], [7.0]]
    >>> product([1, 2], [3, 4]).tolist()
    [[11.0]]
    """
    (a, names), (b, second_names) = _cells(x), _cells(y)
    if a.ndim == 1 and b.ndim == 1:
        a = a.reshape(1, -1) if len(a) == len(b) or len(a) == 1 else a.reshape(-1, 1)
        b = b.reshape(-1, 1) if a.shape[1] == len(b) else b.reshape(1, -1)
    elif b.ndim == 1:
        b = b.reshape(-1, 1) if len(b) == a.shape[1] else b.reshape(1, -1)
    elif a.ndim == 1:
        a = a.reshape(1, -1) if len(a) == b.shape[0] else a.reshape(-1, 1)
    if a.shape[1] != b.shape[0]:
        raise InvalidData("non-conformable arguments")
    return matrix_of(a @ b, names[0], second_names[1])


def crossprod(x: Any, y: Any = None) -> Any:
    """Return ``crossprod(x, y)``, the product ``t(x) %*% y``.

    Parameters
    ----------
    x : array_like
        A matrix, or a vector, which is one column.
    y : array_like, optional
        A matrix or a vector. The default is ``x``.

    Returns
    -------
    PlainMatrix or NamedMatrix
        The product, with the column names of both matrices.

    Raises
    ------
    InvalidData
        If the numbers of rows differ.

    Examples
    --------
    >>> crossprod([1, 2]).tolist()
    [[5.0]]
    """
    return _crossed(x, y, 1)


def tcrossprod(x: Any, y: Any = None) -> Any:
    """Return ``tcrossprod(x, y)``, the product ``x %*% t(y)``.

    Parameters
    ----------
    x : array_like
        A matrix, or a vector, which is one column.
    y : array_like, optional
        A matrix or a vector. The default is ``x``.

    Returns
    -------
    PlainMatrix or NamedMatrix
        The product, with the row names of both matrices.

    Raises
    ------
    InvalidData
        If the numbers of columns differ.

    Examples
    --------
    >>> tcrossprod([1, 2]).tolist()
    [[1.0, 2.0], [2.0, 4.0]]
    """
    return _crossed(x, y, 0)


def _crossed(x: Any, y: Any, axis: int) -> Any:
    """Return the product over all axes but ``axis``, whose names the result has."""
    (a, names), (b, second_names) = (
        (v.reshape(-1, 1) if v.ndim == 1 else v, axis_names)
        for v, axis_names in (_cells(x), _cells(x if y is None else y))
    )
    if a.shape[1 - axis] != b.shape[1 - axis]:
        raise InvalidData("non-conformable arguments")
    return matrix_of(a.T @ b if axis else a @ b.T, names[axis], second_names[axis])


def outer(x: Any, y: Any, function: Callable[[Any, Any], Any] | None = None) -> Any:
    """Return ``outer(x, y, f)``: a function of all pairs of elements.

    Parameters
    ----------
    x, y : array_like
        Vectors; a matrix gives an array, with the axes of ``x`` before those of ``y``.
    function : callable, optional
        A function of two vectors of one length. The default is the product.

    Returns
    -------
    PlainMatrix or NamedMatrix
        A row for each element of ``x`` and a column for each element of ``y``, with their names.

    Raises
    ------
    InvalidData
        If the function returns another number of values than there are pairs.

    Examples
    --------
    >>> outer([1, 2], [10, 20]).tolist()
    [[10, 20], [20, 40]]
    """
    first, second = read(x), read(y)
    a, b = np.asarray(to_python(first.plain())), np.asarray(to_python(second.plain()))
    a, b = np.atleast_1d(a), np.atleast_1d(b)
    pairs = np.tile(a, len(b)), np.repeat(b, len(a))
    results = pairs[0] * pairs[1] if function is None else to_python(read(function(*pairs)).plain())
    if np.size(results) != len(a) * len(b):
        raise InvalidData("dims do not match the length of object")
    shape = (*(first.dim or (len(a),)), *(second.dim or (len(b),)))
    cells = np.asarray(results).reshape(shape, order="F")
    if len(shape) > 2 and any(v.names or v.axes for v in (first, second)):
        raise InvalidData("Arrays with more than two dimensions cannot have names here.",
                          hint="Take the names off by unname(x).")  # fmt: skip
    return matrix_of(cells) if len(shape) > 2 else matrix_of(cells, first.names, second.names)


def qr(x: Any) -> dict[str, Any]:
    """Return the rank and the column order of ``qr(x)``.

    As in LINPACK, a column is moved to the end if its part outside of the columns before it is
    shorter than 1e-7 of its length.

    Parameters
    ----------
    x : array_like
        A matrix.

    Returns
    -------
    dict
        ``rank`` and ``pivot``, the positions of the columns.

    Examples
    --------
    >>> qr([[1, 2, 0], [1, 2, 1]])
    {'rank': 2, 'pivot': array([1, 3, 2])}
    """
    matrix = np.asarray(x, dtype=float)
    matrix = matrix.reshape(-1, 1) if matrix.ndim == 1 else matrix
    basis: list[np.ndarray] = []
    last: list[int] = []
    first: list[int] = []
    for at, column in enumerate(matrix.T):
        rest = column.copy()
        for _ in range(2):  # the second pass removes the rounding errors of the first
            for direction in basis:
                rest -= (direction @ rest) * direction
        size = np.linalg.norm(rest)
        if size <= 1e-7 * np.linalg.norm(column) or len(first) == len(matrix):
            last.append(at + 1)
            continue
        first.append(at + 1)
        basis.append(rest / size)
    parts = {"rank": len(first), "pivot": np.array([*first, *last])}
    return result_list(parts, "qr", ["qr", "qraux"], ["qr", "rank", "qraux", "pivot"])


def kronecker(x: Any, y: Any) -> np.ndarray:
    """Return the Kronecker product of two matrices.

    Examples
    --------
    >>> kronecker([[1, 0], [0, 1]], [[1, 2]]).tolist()
    [[1, 2, 0, 0], [0, 0, 1, 2]]
    """
    return np.kron(np.asarray(x), np.asarray(y))


def ginv(x: Any) -> Any:
    """Return the Moore-Penrose inverse of a matrix, as ``MASS::ginv(x)``.

    Parameters
    ----------
    x : array_like
        A matrix of any shape.

    Returns
    -------
    ndarray
        The inverse. Singular values below 1.5e-8 times the largest one count as 0.

    Examples
    --------
    >>> ginv([[1, 0], [0, 2], [0, 0]]).round(3).tolist()
    [[1.0, 0.0, 0.0], [0.0, 0.5, 0.0]]
    """
    array = np.asarray(x, dtype=float)
    return matrix_of(np.linalg.pinv(array, rcond=float(np.sqrt(np.finfo(float).eps))))
