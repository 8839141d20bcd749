"""Random variables: arrays of draws with the axes chain and draw, as R's ``rvar``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, InvalidData, NotSupported
from pybrms_mix.base.lazy import xarray as xr
from pybrms_mix.r.values.labelled import axis_names, is_labelled, is_random
from pybrms_mix.r.values.named_matrix import axes_of, matrix_of
from pybrms_mix.r.values.r_vectors import CHARACTER, FACTOR, numeric, read

__all__ = ["draws_of", "is_random_variable", "random_variable"]


def random_variable(
    x: Any = (), dim: Any = None, dimnames: Sequence[Any] | None = None, nchains: int | None = None,
    with_chains: bool = False,
) -> xr.DataArray:  # fmt: skip
    """Return a random variable with given draws, as ``rvar()`` of R's posterior.

    Parameters
    ----------
    x : array_like
        The draws: a vector, or an array whose first axis has the draws.
    dim : array_like of int, optional
        The shape of the random variable. The default is that of ``x`` without the draws.
    dimnames : list, optional
        The labels of the axes; None stands for an axis without labels.
    nchains : int, optional
        The number of chains, into which the draws are cut. The default is 1.
    with_chains : bool, default False
        Whether the first two axes of ``x`` have iterations and chains.

    Returns
    -------
    DataArray
        The draws, with the axes chain and draw. Arithmetic, ``mean()``, ``quantile()`` and ``Pr()``
        apply to the draws.

    Raises
    ------
    InvalidArgument
        If the number of chains does not divide the number of draws.
    NotSupported
        For strings and factors.

    Examples
    --------
    >>> random_variable([1.0, 2.0, 4.0]).sizes["draw"]
    3
    """
    if is_random(x):
        variable: xr.DataArray = x
        return variable
    cells, labels = _cells(x)
    if with_chains:
        if cells.ndim < 2:
            raise InvalidArgument("'with_chains' needs an array of iterations and chains.")
        cells, labels = np.moveaxis(cells, 1, 0), labels[1:]
    else:
        chains = 1 if nchains is None else int(nchains)
        if chains < 1 or len(cells) % chains:
            raise InvalidArgument("The number of chains does not divide the number of draws.")
        cells = cells.reshape(chains, -1, *cells.shape[1:])
    if dim is not None:
        shape = [int(n) for n in numeric(read(dim)).data]
        cells, labels = _reshaped(cells, shape), [None] * len(shape)
    if dimnames is not None:
        labels = list(dimnames)
    if cells.shape[2:] == (1,) and not any(n is not None for n in labels):
        cells, labels = cells[..., 0], []
    axes = [f"axis_{n + 1}" for n in range(cells.ndim - 2)]
    coords = {d: [str(v) for v in np.ravel(names)]
              for d, names in zip(axes, labels, strict=False) if names is not None}  # fmt: skip
    return xr.DataArray(cells, coords, ("chain", "draw", *axes))


def _cells(x: Any) -> tuple[np.ndarray, list[Any]]:
    """Return the cells of an array, and the labels of its axes after the first."""
    if is_labelled(x):
        names = [x.coords[d].to_numpy() if d in x.coords else None for d in x.dims[1:]]
        return np.asarray(x.to_numpy(), dtype=float), names
    if np.ndim(x) > 2:
        return np.asarray(x, dtype=float), [None] * (np.ndim(x) - 1)
    vector = read(x)
    if vector.kind in (CHARACTER, FACTOR):
        raise NotSupported("Random variables hold numbers here, and no categories.")
    if np.ndim(x) == 2:
        return np.asarray(x, dtype=float), [axes_of(x)[1]]
    return numeric(vector).data.astype(float), []


def _reshaped(cells: np.ndarray, shape: Sequence[int]) -> np.ndarray:
    """Return cells (chains, draws, ...) with other axes after the draws, in R's order."""
    if int(np.prod(shape)) != int(np.prod(cells.shape[2:])):
        raise InvalidArgument("The shape does not have as many cells as the random variable.")
    last_first = [n + 2 for n in reversed(range(cells.ndim - 2))]
    flat = cells.transpose(0, 1, *last_first).reshape(*cells.shape[:2], *reversed(shape))
    return flat.transpose(0, 1, *(n + 2 for n in reversed(range(len(shape)))))


def draws_of(x: Any, with_chains: bool = False) -> Any:
    """Return the draws of a random variable, as ``draws_of()`` of R's posterior.

    Parameters
    ----------
    x : DataArray
        A random variable: an array with the axes chain and draw.
    with_chains : bool, default False
        Whether iterations and chains are two axes.

    Returns
    -------
    ndarray
        The draws of all chains on the first axis. A single variable has the shape (draws, 1).

    Raises
    ------
    InvalidData
        If the value is no random variable.

    Examples
    --------
    >>> draws_of(random_variable([1.0, 2.0, 4.0])).shape
    (3, 1)
    """
    if not is_random(x):
        raise InvalidData("draws_of() needs a random variable: rvar(x), or as_draws_rvars(fit)$x.")
    ordered = x.transpose("chain", "draw", ...)
    cells = ordered.to_numpy() if x.ndim > 2 else ordered.to_numpy()[..., None]
    if with_chains:
        return np.swapaxes(cells, 0, 1)
    draws = np.asarray(cells.reshape(-1, *cells.shape[2:]))
    labels = [axis_names(ordered, n) for n in range(2, ordered.ndim)] or [None]
    numbers = [str(n + 1) for n in range(len(draws))]  # the names of the draws in R
    return matrix_of(draws, numbers, labels[0]) if draws.ndim == 2 else draws


def is_random_variable(x: Any) -> bool:
    """Return whether a value is a random variable, as ``is_rvar()`` of R's posterior.

    Parameters
    ----------
    x
        Any value.

    Returns
    -------
    bool
        Whether it is an array with the axes chain and draw.

    Examples
    --------
    >>> is_random_variable(random_variable([1.0, 2.0]))
    True
    """
    return is_random(x)
