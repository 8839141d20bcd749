"""The forms of draws of R's posterior: tables, matrices, arrays, lists and random variables."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.lazy import xarray as xr
from pybrms_mix.r.fits.draws_reading import COUNTERS, LOG_WEIGHT, RESERVED, tidy_draws
from pybrms_mix.r.values.labelled import count_of_random, is_random
from pybrms_mix.results.as_draws import CHAINS

__all__ = ["draws_as", "draws_count", "draws_list", "draws_numbers", "form_of_draws"]


def form_of_draws(draws: Any) -> str:
    """Return the form of draws, as ``draws_as()`` makes it.

    Parameters
    ----------
    draws : Fit, DataFrame, DataArray, Dataset, ndarray or dict
        Draws in any form.

    Returns
    -------
    str
        "df", "matrix", "array", "rvars" or "list".

    Examples
    --------
    >>> form_of_draws({"1": {"mu": [1.0, 2.0]}})
    'list'
    """
    if isinstance(draws, dict):
        return "list"
    if hasattr(draws, "data_vars"):
        return "rvars"
    if hasattr(draws, "dims") or (isinstance(draws, np.ndarray) and draws.ndim == 3):
        return "array"
    is_table = isinstance(draws, pd.DataFrame) and COUNTERS[-1] not in draws.columns
    return "matrix" if is_table or isinstance(draws, np.ndarray) else "df"


def variables_of(draws: pd.DataFrame) -> list[str]:
    """Return the names of the variables of a table of draws."""
    return [str(n) for n in draws.columns if n not in RESERVED]


def per_chain(draws: pd.DataFrame) -> int:
    """Return the number of draws of each chain; all chains must have the same number."""
    counts = draws[".chain"].value_counts()
    if counts.nunique() > 1:
        raise InvalidData("The chains have different numbers of draws.")
    return int(counts.iloc[0]) if len(counts) else 0


def draws_as(draws: Any, form: str) -> Any:
    """Return draws in another form, as ``as_draws_df()`` and similar functions of R's posterior.

    Parameters
    ----------
    draws : Fit, DataFrame, DataArray, Dataset, ndarray or dict
        A fit, a table or matrix of draws, an array with the axes iteration, chain and variable,
        random variables, or a list of chains.
    form : {"df", "matrix", "array", "rvars", "list"}
        A table with the counters, a table without them, an array, random variables, or a list of
        chains.

    Returns
    -------
    DataFrame, DataArray, Dataset or dict
        The draws.

    Examples
    --------
    >>> matrix = draws_as({"mu": [1.0, 2.0, 4.0]}, "matrix")
    >>> draws_as(matrix, "array").shape
    (3, 1, 1)
    """
    frame = tidy_draws(draws)
    names = [*variables_of(frame), *(n for n in (LOG_WEIGHT,) if n in frame.columns)]
    if form == "df":
        return frame[[*names, *COUNTERS]]
    if form == "list":
        return draws_list(frame)
    if form == "matrix":
        rows = pd.RangeIndex(1, len(frame) + 1, name="draw")
        matrix = frame[names].set_axis(rows, axis=0)
        counts = frame[".chain"].value_counts()
        chains = len(counts) if counts.nunique() == 1 else 1
        matrix.attrs[CHAINS] = (chains, len(frame))
        return matrix
    size = per_chain(frame)
    by_chain = frame[names].to_numpy(dtype=float).reshape(-1, size, len(names))
    if form == "rvars":
        return xr.Dataset(_random_variables(names, by_chain), _numbers_of(by_chain))
    values = np.swapaxes(by_chain, 0, 1)
    coords = {"iteration": np.arange(1, size + 1), "chain": np.arange(1, values.shape[1] + 1),
              "variable": names}  # fmt: skip
    return xr.DataArray(values, coords, ("iteration", "chain", "variable"), name="draws")


def _random_variables(names: list[str], draws: np.ndarray) -> dict[str, xr.DataArray]:
    """Return a random variable for each name; cells such as ``b[1]`` and ``b[2]`` are one."""
    cells: dict[str, dict[tuple[str, ...], int]] = {}
    for at, name in enumerate(names):
        base, _, inside = name.removesuffix("]").partition("[")
        is_cell = name.endswith("]") and bool(base)
        key = tuple(inside.split(",")) if is_cell else ()
        cells.setdefault(base if is_cell else name, {})[key] = at
    return {base: _random_variable(base, places, draws) for base, places in cells.items()}


def _random_variable(
    base: str, places: dict[tuple[str, ...], int], draws: np.ndarray
) -> xr.DataArray:
    """Return the random variable of the cells of one variable, whose axes have their indices."""
    if list(places) == [()]:
        return xr.DataArray(draws[..., places[()]], dims=("chain", "draw"))
    if len({len(key) for key in places}) > 1 or () in places:
        raise InvalidData(f"The cells of '{base}' have different numbers of indices.")
    axes = [_ordered(index) for index in zip(*places, strict=True)]
    filled = np.full((*draws.shape[:2], *map(len, axes)), np.nan)
    for key, at in places.items():
        place = tuple(axis.index(i) for axis, i in zip(axes, key, strict=True))
        np.moveaxis(filled, (0, 1), (-2, -1))[place] = draws[..., at]
    if len(places) < filled[0, 0].size:
        raise InvalidData(f"The variables '{base}[...]' are not all cells of an array.")
    dims = [f"{base}_dim_{n}" for n in range(len(axes))]
    coords = {d: axis for d, axis in zip(dims, axes, strict=True) if not _is_counted(axis)}
    return xr.DataArray(filled, coords, ("chain", "draw", *dims))


def _numbers_of(draws: np.ndarray) -> dict[str, np.ndarray]:
    """Return the numbers of chains and draws, which ``as_draws_rvars()`` of a fit has as well."""
    return {"chain": np.arange(draws.shape[0]), "draw": np.arange(draws.shape[1])}


def _ordered(indices: tuple[str, ...]) -> list[str]:
    """Return the different indices of an axis: numbers in their order, names as they appear."""
    distinct = list(dict.fromkeys(indices))
    return sorted(distinct, key=int) if all(i.isdigit() for i in distinct) else distinct


def _is_counted(axis: list[str]) -> bool:
    return axis == [str(n + 1) for n in range(len(axis))]


def draws_list(draws: Any) -> dict[str, dict[str, np.ndarray]]:
    """Return a list of chains, as ``as_draws_list()`` of R's posterior.

    Parameters
    ----------
    draws : Fit or DataFrame
        A fit, or a table of its draws.

    Returns
    -------
    dict of dict
        For each chain, by its number, its draws of each variable.
    """
    frame = tidy_draws(draws)
    names = [*variables_of(frame), *(n for n in (LOG_WEIGHT,) if n in frame.columns)]
    return {str(n + 1): {name: chain_rows[name].to_numpy(dtype=float) for name in names}
            for n, (_, chain_rows) in enumerate(frame.groupby(".chain", sort=True))}  # fmt: skip


def draws_count(draws: Any, name: str) -> int:
    """Return the number of draws, chains, iterations or variables.

    Parameters
    ----------
    draws : Fit, DataFrame or DataArray
        A fit, a table of its draws, or a random variable.
    name : {"ndraws", "nchains", "niterations", "nvariables"}
        What to count.

    Returns
    -------
    int
        The number.
    """
    if is_random(draws):
        return count_of_random(draws, name)
    frame = tidy_draws(draws)
    if name == "nvariables":
        return len(draws.data_vars if hasattr(draws, "data_vars") else variables_of(frame))
    if name == "nchains":
        return int(frame[".chain"].nunique())
    return len(frame) if name == "ndraws" else per_chain(frame)


def draws_numbers(draws: Any, axis: str) -> np.ndarray:
    """Return the numbers of chains, iterations or draws, as ``chain_ids()`` of R's posterior.

    Parameters
    ----------
    draws : Fit, DataFrame, DataArray or dict
        Draws in any form.
    axis : {"chain", "iteration", "draw"}
        What is numbered.

    Returns
    -------
    ndarray of int
        The numbers, each once.

    Raises
    ------
    InvalidArgument
        If the axis is unknown.

    Examples
    --------
    >>> draws_numbers({"mu": [1.0, 2.0, 4.0]}, "iteration").tolist()
    [1, 2, 3]
    """
    if f".{axis}" not in COUNTERS:
        raise InvalidArgument(f"Draws have no numbers of {axis}s.")
    return np.asarray(tidy_draws(draws)[f".{axis}"].unique(), dtype=int)
