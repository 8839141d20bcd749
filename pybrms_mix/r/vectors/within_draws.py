"""Functions of random variables within each draw, as posterior's ``rvar_mean()`` and its kin."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, InvalidData
from pybrms_mix.base.lazy import xarray as xr
from pybrms_mix.r.values.labelled import is_random
from pybrms_mix.r.values.r_vectors import numeric, read
from pybrms_mix.r.values.random_cells import (
    cells_and_names,
    joined_random,
    random_of,
    with_same_draws,
)

__all__ = ["constant_variable", "random_product", "tested_variable", "within_draws"]

_TESTS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "na": np.isnan, "nan": np.isnan, "finite": np.isfinite, "infinite": np.isinf,
}  # fmt: skip


def _mad(x: np.ndarray, constant: float = 1.4826) -> np.ndarray:
    middle = np.median(x, axis=-1, keepdims=True)
    return np.asarray(constant * np.median(np.abs(x - middle), axis=-1))


# Each function reduces the last axis.
_FUNCTIONS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "mean": lambda x: np.mean(x, axis=-1), "median": lambda x: np.median(x, axis=-1),
    "sum": lambda x: np.sum(x, axis=-1), "prod": lambda x: np.prod(x, axis=-1),
    "min": lambda x: np.min(x, axis=-1), "max": lambda x: np.max(x, axis=-1),
    "sd": lambda x: np.std(x, axis=-1, ddof=1), "var": lambda x: np.var(x, axis=-1, ddof=1),
    "all": lambda x: np.all(x != 0, axis=-1), "any": lambda x: np.any(x != 0, axis=-1),
    "mad": _mad,
    "range": lambda x: np.stack([np.min(x, axis=-1), np.max(x, axis=-1)], axis=-1),
}  # fmt: skip


def within_draws(function: str, *variables: Any, probs: Any = None, names: bool = False,
                 constant: float = 1.4826) -> xr.DataArray:  # fmt: skip
    """Return a statistic of all cells of random variables within each draw.

    Parameters
    ----------
    function : str
        "mean", "median", "sum", "prod", "min", "max", "sd", "var", "mad", "range", "all", "any" or
        "quantile".
    *variables : DataArray or array_like
        Random variables and numbers, whose cells are joined.
    probs : array_like of float, optional
        The probabilities of quantiles.
    names : bool, default False
        Whether quantiles have names.
    constant : float, default 1.4826
        The factor of "mad".

    Returns
    -------
    DataArray
        A random variable; a vector of them for "range" and "quantile".

    Raises
    ------
    InvalidData
        If no argument is a random variable.

    Examples
    --------
    >>> x = random_of(np.array([[[1.0, 3.0], [5.0, 9.0]]]), [None])
    >>> within_draws("mean", x).to_numpy().tolist()
    [[2.0, 7.0]]
    """
    if not any(map(is_random, variables)):
        raise InvalidData(f"rvar_{function}() needs random variables.")
    joined = joined_random([(None, v) for v in variables])
    cells, _ = cells_and_names(joined)
    cells = cells.astype(float)
    if function == "quantile":
        if probs is None:
            raise InvalidArgument("rvar_quantile() needs 'probs'.")
        shares = np.atleast_1d(numeric(read(probs)).data)
        result = np.moveaxis(np.quantile(cells, shares, axis=-1), 0, -1)
        labels = [f"{100 * p:.7g}%" for p in shares] if names else None
        return random_of(result, [labels], joined)
    result = _mad(cells, constant) if function == "mad" else _FUNCTIONS[function](cells)
    result = result if result.ndim > 2 else result[..., None]
    return random_of(result, [None], joined)


def tested_variable(x: Any, test: str) -> xr.DataArray:
    """Return whether each draw is missing, finite or infinite, as ``rvar_is_na()``.

    Parameters
    ----------
    x : DataArray
        A random variable.
    test : {"na", "nan", "finite", "infinite"}
        The test.

    Returns
    -------
    DataArray
        A random variable of the same shape.

    Examples
    --------
    >>> x = random_of(np.array([[[1.0], [np.inf]]]), [None])
    >>> tested_variable(x, "finite").to_numpy().tolist()
    [[True, False]]
    """
    if not is_random(x):
        raise InvalidData(f"rvar_is_{test}() needs a random variable.")
    tested: xr.DataArray = x.copy(data=_TESTS[test](np.asarray(x.to_numpy(), dtype=float)))
    return tested


def constant_variable(x: Any, nchains: int | None = None) -> xr.DataArray:
    """Return numbers as random variables of one draw each, as ``as_rvar()`` of R's posterior.

    Parameters
    ----------
    x : array_like or DataArray
        Numbers, or a random variable, which is returned unchanged.
    nchains : int, optional
        The number of chains, which must be 1 for numbers.

    Returns
    -------
    DataArray
        The random variables.

    Examples
    --------
    >>> constant_variable([1.0, 2.0]).shape
    (1, 1, 2)
    """
    if is_random(x):
        variable: xr.DataArray = x
        return variable
    if nchains not in (None, 1):
        raise InvalidArgument("Numbers are random variables of one chain.")
    if np.ndim(x) > 1:
        cells = np.asarray(x, dtype=float)
        return random_of(cells[None, None], [None] * cells.ndim)
    vector = numeric(read(x))
    return random_of(vector.data.astype(float)[None, None], [vector.names])


def random_product(x: Any, y: Any) -> xr.DataArray:
    """Return ``x %**% y``, the matrix product within each draw.

    Parameters
    ----------
    x, y : DataArray or array_like
        Random vectors or matrices, or numbers. A vector is a row or a column, as in R.

    Returns
    -------
    DataArray
        A random matrix.

    Raises
    ------
    InvalidData
        If the shapes do not fit together.

    Examples
    --------
    >>> x = random_of(np.array([[[1.0, 2.0]]]), [None])
    >>> random_product(x, x).to_numpy().ravel().tolist()
    [5.0]
    """
    first, second = (cells_and_names(constant_variable(v)) for v in (x, y))
    a, b = with_same_draws([first[0], second[0]])
    row_names, column_names = first[1][0] if a.ndim == 4 else None, second[1][-1]
    column_names = column_names if b.ndim == 4 else None
    if a.ndim == 3:
        inner = b.shape[2]
        a = a[..., None, :] if a.shape[2] == inner else a[..., :, None]
    if b.ndim == 3:
        b = b[..., :, None] if b.shape[2] == a.shape[3] else b[..., None, :]
    if a.ndim != 4 or b.ndim != 4 or a.shape[3] != b.shape[2]:
        raise InvalidData("non-conformable arguments")
    like = next((v for v in (x, y) if is_random(v)), None)
    return random_of(np.asarray(a, dtype=float) @ b, [row_names, column_names], like)
