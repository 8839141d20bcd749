"""Chosen draws of a fit as a matrix, a data frame or an array: ``as.matrix(fit, draw = 1:9)``."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.r.values.named_matrix import matrix_of
from pybrms_mix.r.values.r_vectors import numeric, read
from pybrms_mix.results.fit import Fit

__all__ = ["chosen_draws", "posterior_samples"]

Form = Literal["matrix", "frame", "array"]


def chosen_draws(
    fit: Fit, form: Form, draw: Any, *, variable: Any = None, regex: bool = False
) -> Any:
    """Return chosen draws of a fit, as brms's ``as.matrix(fit, draw = )`` does.

    Parameters
    ----------
    fit : Fit
        A fit with draws.
    form : {"matrix", "frame", "array"}
        The form of the result.
    draw : array_like of int
        The numbers of draws, chain after chain, from 1. As in R, the draws are returned in the
        order of the chains, and each once.
    variable, regex
        As in ``as_draws_matrix()``.

    Returns
    -------
    NamedMatrix, DataFrame or DataArray
        A matrix with the numbers of the draws as names of its rows; a data frame; or an array of
        shape (draws, 1, variables), because the chains are merged.

    Raises
    ------
    InvalidArgument
        If a draw does not exist.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> chosen_draws(fit, "matrix", [1, 3], variable="sigma1").shape
    (2, 1)
    """
    places = np.unique(_places(fit, draw))
    if form == "array":
        array = fit.as_draws_array(variable=variable, regex=regex)
        cells = array.transpose("chain", "iteration", "variable").to_numpy()
        merged = cells.reshape(1, -1, cells.shape[2])[:, places].transpose(1, 0, 2)
        first = array.isel(chain=slice(1), iteration=[0]).transpose(
            "iteration", "chain", "variable"
        )
        numbered = first.isel(iteration=np.zeros(len(places), dtype=int)).copy(data=merged)
        return numbered.assign_coords(iteration=np.arange(1, len(places) + 1))
    table = fit.as_draws_matrix(variable=variable, regex=regex).iloc[places]
    if form == "frame":
        return table.reset_index(drop=True)
    return matrix_of(np.asarray(table), [str(n + 1) for n in places], list(table.columns))


def posterior_samples(
    fit: Fit, form: Form, subset: Any = None, *, variable: Any = None, regex: bool = False
) -> Any:
    """Return draws in the order of ``subset``, as brms's old ``posterior_samples()`` does.

    Parameters
    ----------
    fit, form, variable, regex
        As in ``chosen_draws()``.
    subset : array_like of int, optional
        The numbers of draws from 1; of iterations, if the result is an array.

    Returns
    -------
    NamedMatrix, DataFrame or DataArray
        A matrix without names of rows, a data frame, or an array of shape (iterations, chains,
        variables).

    Raises
    ------
    InvalidArgument
        If a draw does not exist.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> posterior_samples(fit, "matrix", [3, 1], variable="sigma1").shape
    (2, 1)
    """
    if form == "array":
        array = fit.as_draws_array(variable=variable, regex=regex)
        if subset is None:
            return array
        return array.isel(iteration=_within(array.sizes["iteration"], subset))
    table = fit.as_draws_matrix(variable=variable, regex=regex)
    if subset is not None:
        table = table.iloc[_places(fit, subset)]
    if form == "frame":
        return table.reset_index(drop=True)
    return matrix_of(np.asarray(table), None, list(table.columns))


def _places(fit: Fit, draw: Any) -> np.ndarray:
    return _within(fit.posterior.chains * fit.posterior.per_chain, draw)


def _within(count: int, numbers: Any) -> np.ndarray:
    """Return positions from 0 of numbers from 1."""
    places = numeric(read(numbers)).data.astype(int) - 1
    if np.any((places < 0) | (places >= count)):
        raise InvalidArgument(f"There are the draws 1 to {count}, and not all that are chosen.")
    return places
