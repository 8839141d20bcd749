"""Matrices from vectors: ``matrix()``, ``diag()`` and ``t()``."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.matrices.matrix_values import as_matrix
from pybrms_mix.r.values.labelled import is_random
from pybrms_mix.r.values.named_matrix import matrix_of
from pybrms_mix.r.values.r_vectors import numeric, read, text, to_python
from pybrms_mix.r.values.random_cells import cells_and_names, random_of
from pybrms_mix.r.values.single_values import single_number
from pybrms_mix.r.values.tibbles import of_rows

__all__ = ["diagonal", "matrix", "transposed"]


def matrix(
    data: Any, nrow: int | None = None, ncol: int | None = None, *, byrow: bool = False,
    dimnames: Any = None,
) -> Any:  # fmt: skip
    """Return ``matrix()``: an array, with names of its rows or columns if they are given."""
    values = np.asarray(to_python(read(data).plain()))
    size = values.size
    if nrow is None and ncol is None:
        nrow, ncol = size, 1
    nrow, ncol = single_number(nrow), single_number(ncol)
    high = int(nrow) if nrow is not None else -(-size // int(ncol or 1))
    wide = int(ncol) if ncol is not None else -(-size // high)
    cells = np.resize(values, high * wide).reshape((high, wide), order="C" if byrow else "F")
    if dimnames is None:
        return matrix_of(cells)
    axis_names = list(dimnames.values()) if hasattr(dimnames, "values") else list(dimnames)
    labels = [None if n is None else list(text(read(n)).data) for n in axis_names]
    return matrix_of(cells, *labels)


def diagonal(x: Any, nrow: Any = None, ncol: Any = None) -> Any:
    """Return ``diag(x)``: the diagonal of a matrix, or a matrix with ``x`` on its diagonal.

    Parameters
    ----------
    x
        A matrix or a table; a vector, which becomes a diagonal; or the size of an identity matrix.
    nrow, ncol : int, optional
        The numbers of rows and columns of the matrix.

    Returns
    -------
    ndarray or Series
        The diagonal, or the matrix. The diagonal of a table with equal row and column names has
        these names.

    Examples
    --------
    >>> diagonal(2).tolist()
    [[1.0, 0.0], [0.0, 1.0]]
    >>> diagonal(np.array([[1, 2], [3, 4]])).tolist()
    [1, 4]
    """
    if np.ndim(x) == 2:
        cells = np.diag(np.asarray(x))
        if isinstance(x, pd.DataFrame):
            names = list(map(str, x.index[: len(cells)]))
            if names == list(map(str, x.columns[: len(cells)])):
                return pd.Series(cells, index=names)
        return cells
    values = numeric(read(x)).data
    if len(values) == 1 and nrow is None and ncol is None:
        return matrix_of(np.eye(int(values[0])))
    rows = len(values) if nrow is None else int(nrow)
    square = np.zeros((rows, rows if ncol is None else int(ncol)))
    np.fill_diagonal(square, np.resize(values, min(square.shape)))
    return matrix_of(square)


def _transposed_random(x: Any) -> Any:
    """Return a random matrix with its axes exchanged; a random vector becomes a row."""
    cells, names = cells_and_names(x)
    if cells.ndim == 3:
        return random_of(cells[:, :, None, :], [None, names[0]], x)
    return random_of(np.swapaxes(cells, 2, 3), names[::-1], x)


@of_rows
def transposed(x: Any) -> Any:
    """Return ``t(x)``; a vector becomes a matrix with one row."""
    if isinstance(x, pd.DataFrame):
        return as_matrix(x).T
    if is_random(x):
        return _transposed_random(x)
    vector = read(x)
    array = np.asarray(to_python(replace(vector, names=None)))
    if array.ndim > 1:
        return matrix_of(array.T)
    return matrix_of(array.reshape(1, -1), None, vector.names)
