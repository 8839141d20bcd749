"""Matrices and arrays of log densities, as the functions of R's loo take them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.psis import relative_efficiency
from pybrms_mix.base.public_calls import warn
from pybrms_mix.r.indexing.subsetting import subset
from pybrms_mix.r.values.named_matrix import is_frame
from pybrms_mix.r.values.r_vectors import numeric, read

__all__ = ["log_lik_of_rows", "relative_eff"]

UNKNOWN = ("Relative effective sample sizes ('r_eff' argument) not specified. The Monte Carlo "
           "errors are too small if the draws depend on each other.")  # fmt: skip


def by_draw(x: Any) -> np.ndarray:
    """Return log densities of the shape (draws, rows), the chains one after the other.

    ``x`` has the shape (draws, rows) or (iterations, chains, rows); a vector is one row.
    """
    cells = np.asarray(x, dtype=float)
    if cells.ndim == 3:
        cells = np.swapaxes(cells, 0, 1).reshape(-1, cells.shape[2])
    elif cells.ndim == 1:
        cells = cells[:, None]
    if cells.ndim != 2:
        raise InvalidData("Log densities need the axes draw and row, or iteration, chain and row.")
    if np.isnan(cells).any():
        raise InvalidData("NAs not allowed in input.")
    if np.isinf(cells).any():
        raise InvalidData("All input values must be finite.")
    return cells


def efficiencies(r_eff: Any, size: int) -> np.ndarray:
    """Return the relative efficiency of each row; 1, with R's warning, if it is not known."""
    if r_eff is None:
        warn(UNKNOWN)
        return np.ones(size)
    values = np.asarray(numeric(read(r_eff)).data, dtype=float)
    if np.isnan(values).all():
        return np.ones(size)
    if len(values) != size:
        raise InvalidData("'r_eff' must have one value per observation.")
    if np.isnan(values).any():
        raise InvalidData("Can't mix NA and not NA values in 'r_eff'.")
    return values


def relative_eff(x: Any, chain_id: Any = None) -> Any:
    """Return the effective over the actual number of draws of each row, as in R's loo.

    Parameters
    ----------
    x : array_like
        Densities, not their logs: an array (iterations, chains, rows), or a matrix (draws, rows)
        or a vector of draws with ``chain_id``.
    chain_id : array_like of int, optional
        The number of the chain of each draw, from 1.

    Returns
    -------
    ndarray
        One value for each row.

    Raises
    ------
    InvalidData
        If the chains are missing, or if they have different lengths.

    Examples
    --------
    >>> relative_eff([[0.1], [0.3], [0.2], [0.4]], [1, 1, 2, 2]).shape
    (1,)
    """
    if (stored := getattr(x, "r_eff", None)) is not None:
        return stored
    cells = np.asarray(x, dtype=float)
    if cells.ndim == 3:
        return relative_efficiency(np.swapaxes(cells, 0, 1))
    if chain_id is None:
        raise InvalidData("relative_eff() needs an array with chains, or 'chain_id'.")
    cells = cells[:, None] if cells.ndim == 1 else cells
    numbers = np.asarray(numeric(read(chain_id)).data, dtype=int)
    if len(numbers) != len(cells):
        raise InvalidData("Number of rows in matrix not equal to length(chain_id).")
    chains = np.unique(numbers)
    if chains[-1] != len(chains):
        raise InvalidData("max(chain_id) not equal to the number of chains.")
    if len({int((numbers == n).sum()) for n in chains}) > 1:
        raise InvalidData("Not all chains have same number of iterations.")
    return relative_efficiency(np.stack([cells[numbers == n] for n in chains]))


def log_lik_of_rows(function: Callable[..., Any], data: Any, draws: Any) -> np.ndarray:
    """Return the log densities of the rows of data that a function computes row by row.

    Parameters
    ----------
    function : callable
        A function of ``data_i``, one row of the data, and ``draws``, as ``loo()`` takes it.
    data : DataFrame or ndarray
        The data.
    draws
        What the function takes as draws.

    Returns
    -------
    ndarray
        Shape (draws, rows).

    Examples
    --------
    >>> log_lik_of_rows(lambda data_i, draws: draws * data_i[0, 0], np.eye(2), np.ones(3)).shape
    (3, 2)
    """
    size = len(data) if is_frame(data) else np.shape(data)[0]
    columns = [np.asarray(function(data_i=subset(data, n + 1, ..., drop=False), draws=draws))
               for n in range(size)]  # fmt: skip
    return np.column_stack([np.ravel(c).astype(float) for c in columns])
