"""Draws made of vectors, as posterior's ``draws_df()``, ``draws_matrix()`` and their kin."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.lazy import xarray as xr
from pybrms_mix.r.fits.draws_forms import draws_as
from pybrms_mix.r.fits.random_variables import random_variable
from pybrms_mix.r.values.r_vectors import numeric, read
from pybrms_mix.results.as_draws import CHAINS

__all__ = ["draws_made"]


def draws_made(form: str, variables: Mapping[str, Any], nchains: int = 1) -> Any:
    """Return draws of vectors, as ``draws_df(a = x, b = y, .nchains = 2)``.

    Parameters
    ----------
    form : {"df", "matrix", "array", "rvars", "list"}
        The form of the draws, as in ``draws_as()``.
    variables : dict
        The draws of each variable, one chain after the other. A single number is repeated. Draws of
        the form "rvars" may have further axes.
    nchains : int, default 1
        The number of chains.

    Returns
    -------
    DataFrame, DataArray, Dataset or dict
        The draws.

    Raises
    ------
    InvalidArgument
        If the number of chains does not divide the number of draws.
    InvalidData
        If the variables have different numbers of draws.

    Examples
    --------
    >>> draws_made("df", {"a": [1.0, 2.0, 3.0, 4.0]}, nchains=2)[".chain"].tolist()
    [1, 1, 2, 2]
    """
    chains = int(nchains)
    if chains < 1:
        raise InvalidArgument("The number of chains must be positive.")
    if form == "rvars":
        return xr.Dataset({n: _with_own_axes(n, random_variable(x, nchains=chains))
                           for n, x in variables.items()})  # fmt: skip
    columns = {n: np.asarray(numeric(read(x)).data, dtype=float) for n, x in variables.items()}
    sizes = {len(x) for x in columns.values()} - {1} or {1}
    if len(sizes) > 1:
        raise InvalidData("The variables must have the same number of draws.")
    (size,) = sizes
    if size % chains:
        raise InvalidArgument("The number of chains does not divide the number of draws.")
    table = pd.DataFrame({n: np.resize(x, size) for n, x in columns.items()})
    table.attrs[CHAINS] = (chains, size)
    return draws_as(table, form)


def _with_own_axes(name: str, x: xr.DataArray) -> xr.DataArray:
    """Return a random variable whose further axes belong to its name."""
    axes = [d for d in x.dims if d not in ("chain", "draw")]
    return x.rename({d: f"{name}_dim_{n}" for n, d in enumerate(axes)})
