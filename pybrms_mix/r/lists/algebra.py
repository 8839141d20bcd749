"""Linear algebra: equations, decompositions, covariances and subsets."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from math import comb
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.lists.applying import simplified
from pybrms_mix.r.values.named_matrix import axes_of, matrix_of, named_like, number_matrix
from pybrms_mix.r.values.r_vectors import numeric, read, to_python
from pybrms_mix.r.values.result_lists import result_list
from pybrms_mix.r.values.single_values import takes_single_numbers

__all__ = [
    "chol", "combn", "cov", "cov2cor", "det", "eigen", "is_symmetric", "mahalanobis", "solve",
]  # fmt: skip


def det(x: Any) -> float:
    """Return the determinant of a matrix.

    Examples
    --------
    >>> round(det([[2, 1], [1, 2]]), 6)
    3.0
    """
    return float(np.linalg.det(number_matrix(x)))


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
    array = number_matrix(a)
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
    array = number_matrix(x)
    try:
        return named_like(x, np.linalg.cholesky(np.triu(array) + np.triu(array, 1).T).T)
    except np.linalg.LinAlgError:
        raise InvalidData("the matrix is not positive definite") from None


def eigen(x: Any) -> dict[str, np.ndarray]:
    """Return ``eigen(x)``: the eigenvalues of a square matrix, and eigenvectors of length 1.

    The eigenvalues of a symmetric matrix decrease, those of another matrix have decreasing
    moduli, and are complex if one of them is. The sign of an eigenvector is arbitrary, and may be
    the opposite of R's.

    Raises
    ------
    InvalidData
        If the matrix is not square.

    Examples
    --------
    >>> eigen([[2, 0], [0, 3]])["values"]
    array([3., 2.])
    """
    array = number_matrix(x)
    if array.shape[0] != array.shape[1]:
        raise InvalidData("non-square matrix in 'eigen'")
    if not np.allclose(array, array.T, rtol=1e-12, atol=1e-14):
        values, vectors = np.linalg.eig(array)
        falling = np.argsort(-np.abs(values), kind="stable")
        parts = {"values": values[falling], "vectors": vectors[:, falling]}
        return result_list(parts, "eigen")
    values, vectors = np.linalg.eigh(array)
    return result_list({"values": values[::-1], "vectors": vectors[:, ::-1]}, "eigen")


def cov(x: Any, y: Any = None, use: str = "everything") -> Any:
    """Return ``cov(x, y)``: the covariance of two vectors, or the covariance matrix of columns.

    ``use = "complete.obs"`` drops rows with missing values, ``"pairwise.complete.obs"`` the rows
    in which one of the two columns is missing.

    Examples
    --------
    >>> cov([1, 2, 3], [2, 4, 6])
    2.0
    """
    if y is not None and np.ndim(x) == 1 and np.ndim(y) == 1:
        pair = [numeric(read(v)).data for v in (x, y)]
        if len(pair[0]) != len(pair[1]):
            raise InvalidData("incompatible dimensions")
        return float(_covariances(np.column_stack(pair), use)[0, 1])
    if y is None and np.ndim(x) == 1:
        raise InvalidData("supply both 'x' and 'y' or a matrix-like 'x'")
    first = number_matrix(x)
    both = first if y is None else np.hstack([first, number_matrix(y)])
    covariance = _covariances(both, use)
    count = first.shape[1]
    covariance = covariance if y is None else covariance[:count, count:]
    if isinstance(x, pd.DataFrame) and y is None:
        columns = axes_of(x)[1]
        return matrix_of(covariance, columns, columns)
    return matrix_of(covariance)


def _covariances(rows: np.ndarray, use: str) -> np.ndarray:
    """Return the covariance matrix of columns."""
    blank = np.isnan(rows)
    if use == "everything":
        return np.atleast_2d(np.cov(rows, rowvar=False))
    if "complete.obs".startswith(use):
        return np.atleast_2d(np.cov(rows[~blank.any(axis=1)], rowvar=False))
    if not "pairwise.complete.obs".startswith(use):
        raise InvalidData(f"cov() has no use = '{use}' here.")
    count = rows.shape[1]
    covariances = np.empty((count, count))
    for a, b in itertools.combinations_with_replacement(range(count), 2):
        pair = rows[~(blank[:, a] | blank[:, b])][:, [a, b]]
        value = np.cov(pair, rowvar=False)[0, 1] if len(pair) > 1 else np.nan
        covariances[a, b] = covariances[b, a] = value
    return covariances


def is_symmetric(x: Any, tol: float | None = None) -> bool:
    """Return ``isSymmetric(m)``: whether a matrix equals its transpose, with its names.

    Examples
    --------
    >>> is_symmetric([[1, 2], [2, 1]]), is_symmetric([[1, 2], [3, 1]])
    (True, False)
    """
    cells = number_matrix(x)
    if cells.shape[0] != cells.shape[1]:
        return False
    rows, columns = axes_of(x)
    if (rows is None) != (columns is None) or list(rows or ()) != list(columns or ()):
        return False
    limit = 100 * np.finfo(float).eps if tol is None else tol
    size = float(np.mean(np.abs(cells)))
    apart = float(np.mean(np.abs(cells - cells.T)))
    return bool(apart <= limit * (size if size > limit else 1.0))


def cov2cor(x: Any) -> Any:
    """Return the correlation matrix of a covariance matrix.

    Examples
    --------
    >>> cov2cor([[4, 1], [1, 1]]).tolist()
    [[1.0, 0.5], [0.5, 1.0]]
    """
    array = number_matrix(x)
    scale = 1 / np.sqrt(np.diag(array))
    correlation = array * scale[:, None] * scale
    np.fill_diagonal(correlation, 1.0)
    return named_like(x, correlation)


@takes_single_numbers
def combn(
    x: Any, m: int, function: Callable[[Any], Any] | None = None, *, simplify: bool = True
) -> Any:
    """Return ``combn(x, m)``: all subsets of m elements as columns, or a function of each.

    Without ``simplify`` the subsets, or the results of the function, are a list.

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
    results = subsets if function is None else [function(v) for v in subsets]
    return simplified(results) if simplify else results


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
    return np.asarray(np.sum((apart @ np.linalg.inv(number_matrix(cov))) * apart, axis=1))
