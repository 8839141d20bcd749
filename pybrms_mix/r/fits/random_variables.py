"""Random variables: arrays of draws with the axes chain and draw, as R's ``rvar``."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData, NotSupported
from pybrms_mix.base.lazy import xarray as xr
from pybrms_mix.r.values.labelled import is_random
from pybrms_mix.r.values.r_vectors import numeric, read

__all__ = ["draws_of", "random_variable"]


def random_variable(x: Any) -> xr.DataArray:
    """Return a random variable with given draws, as ``rvar()`` of R's posterior.

    Parameters
    ----------
    x : array_like
        The draws of one chain.

    Returns
    -------
    DataArray
        The draws, with the axes chain and draw. Arithmetic, ``mean()``, ``quantile()`` and ``Pr()``
        apply to the draws.

    Raises
    ------
    NotSupported
        For an array, which is a vector of random variables in R.

    Examples
    --------
    >>> random_variable([1.0, 2.0, 4.0]).sizes["draw"]
    3
    """
    if is_random(x):
        variable: xr.DataArray = x
        return variable
    vector = read(x)
    if vector.dim is not None:
        raise NotSupported(
            "Vectors of random variables are not available.",
            hint="rvar(x) takes a vector of draws.",
        )
    return xr.DataArray(numeric(vector).data[None, :].astype(float), dims=("chain", "draw"))


def draws_of(x: Any) -> np.ndarray:
    """Return the draws of a random variable, as ``draws_of()`` of R's posterior.

    Parameters
    ----------
    x : DataArray
        A random variable: an array with the axes chain and draw.

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
    cells = x.stack(draws__=("chain", "draw")).transpose("draws__", ...).to_numpy()
    return np.asarray(cells if cells.ndim > 1 else cells[:, None])
