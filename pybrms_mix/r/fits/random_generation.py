"""Random variables from generators and expressions: ``rvar_rng()``, ``rfun()`` and ``rdo()``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import xarray as xr
from pybrms_mix.r.fits.random_variables import random_variable
from pybrms_mix.r.values.labelled import is_random
from pybrms_mix.r.values.r_vectors import numeric, read
from pybrms_mix.r.values.random_cells import cells_and_names, flattened, with_same_draws

__all__ = ["computed_by_draw", "generated_variable", "random_function"]

_DRAWS = 4000
"""The number of draws of posterior's functions by default."""


def generated_variable(
    generator: Callable[..., Any], n: Any, *arguments: Any, ndraws: int | None = None,
    **named: Any,
) -> xr.DataArray:  # fmt: skip
    """Return random variables of one call of a generator, as ``rvar_rng()`` of R's posterior.

    Parameters
    ----------
    generator : callable
        A generator of random numbers, whose first argument is their number.
    n : int
        The number of random variables.
    *arguments, **named
        The arguments of the generator: numbers, vectors with a value for each variable, or random
        variables.
    ndraws : int, optional
        The number of draws, if no argument is a random variable. The default is 4000.

    Returns
    -------
    DataArray
        The random variables.

    Raises
    ------
    InvalidData
        If an argument is a random matrix.

    Examples
    --------
    >>> generated_variable(lambda n, mean: np.arange(n) + mean, 2, 1.0, ndraws=3).shape
    (1, 3, 2)
    """
    values = [*arguments, *named.values()]
    randoms = [v for v in values if is_random(v)]
    if any(v.ndim > 3 for v in randoms):
        raise InvalidData("The arguments of rvar_rng() are random vectors, and no matrices.")
    conformed = iter(with_same_draws([flattened(v)[0] for v in randoms]))
    cell_values: list[Any] = []
    shape = (1, _DRAWS if ndraws is None else int(ndraws))
    for v in values:
        if is_random(v):
            cells = next(conformed)
            shape = cells.shape[:2]
            cell_values.append(cells.reshape(-1, cells.shape[2]).ravel(order="F"))
        else:
            cell_values.append(v)
    size = shape[0] * shape[1]
    spread = [np.repeat(numeric(read(v)).data, size)
              if not is_random(o) and np.ndim(v) == 1 and len(v) > 1 else v
              for v, o in zip(cell_values, values, strict=True)]  # fmt: skip
    count = int(n)
    by_place = spread[: len(arguments)]
    by_name = dict(zip(named, spread[len(arguments) :], strict=True))
    result = np.asarray(generator(count * size, *by_place, **by_name), dtype=float)
    return random_variable(result.reshape(size, count, order="F"), nchains=shape[0])


def computed_by_draw(
    function: Callable[..., Any], values: Mapping[str, Any], ndraws: int | None = None,
    dim: Any = None,
) -> xr.DataArray:  # fmt: skip
    """Return the random variable that an expression gives draw by draw, as ``rdo()``.

    Parameters
    ----------
    function : callable
        The expression, with the variables that it reads as keywords.
    values : dict
        The variables. Random variables stand for one draw in each call.
    ndraws : int, optional
        The number of draws, if no variable is random. The default is 4000.
    dim : array_like of int, optional
        The shape of the result.

    Returns
    -------
    DataArray
        The random variable.

    Examples
    --------
    >>> x = random_variable([1.0, 2.0, 4.0])
    >>> computed_by_draw(lambda x: x**2, {"x": x}).to_numpy().ravel().tolist()
    [1.0, 4.0, 16.0]
    """
    randoms = {n: v for n, v in values.items() if is_random(v)}
    fixed = {n: v for n, v in values.items() if n not in randoms}
    arrays = with_same_draws([cells_and_names(v)[0] for v in randoms.values()])
    chains = arrays[0].shape[0] if arrays else 1
    flat = {n: a.reshape(-1, *a.shape[2:]) for n, a in zip(randoms, arrays, strict=True)}
    size = len(next(iter(flat.values()))) if flat else _DRAWS if ndraws is None else int(ndraws)
    results = [_cells(function(**{n: _one(a[k]) for n, a in flat.items()}, **fixed))
               for k in range(size)]  # fmt: skip
    return random_variable(np.stack(results), dim=dim, nchains=chains)


def _one(cells: np.ndarray) -> Any:
    """Return one draw: a number if the variable is single."""
    return cells.item() if cells.shape == (1,) else cells


def _cells(x: Any) -> np.ndarray:
    if np.ndim(x) > 1:
        return np.asarray(x, dtype=float)
    return np.asarray(numeric(read(x)).data, dtype=float)


def random_function(
    function: Callable[..., Any], rvar_args: Sequence[str] | str | None = None,
    ndraws: int | None = None,
) -> Callable[..., xr.DataArray]:  # fmt: skip
    """Return a function of random variables that calls a function for each draw, as ``rfun()``.

    Parameters
    ----------
    function : callable
        The function.
    rvar_args : str or list of str, optional
        The arguments that may be random variables; all by default.
    ndraws : int, optional
        The number of draws, if no argument is random. The default is 4000.

    Returns
    -------
    callable
        The function.

    Examples
    --------
    >>> square = random_function(lambda x: x**2)
    >>> square(random_variable([1.0, 2.0, 4.0])).to_numpy().ravel().tolist()
    [1.0, 4.0, 16.0]
    """
    allowed = None if rvar_args is None else {str(n) for n in read(rvar_args).data}

    def by_draw(*arguments: Any, **named_arguments: Any) -> xr.DataArray:
        random_names = {n for n, v in named_arguments.items() if is_random(v)}
        if allowed is not None and random_names - allowed:
            raise InvalidData("This argument is not among 'rvar_args'.")
        places = {f"_{k}": v for k, v in enumerate(arguments)}

        def with_values(**values: Any) -> Any:
            positional = [values.pop(n) for n in places]
            return function(*positional, **values)

        return computed_by_draw(with_values, {**places, **named_arguments}, ndraws)

    return by_draw
