"""Arithmetic and comparisons of random variables, draw by draw."""

from __future__ import annotations

import operator
from typing import Any

import numpy as np

from pybrms_mix.base.errors import NotSupported
from pybrms_mix.base.lazy import xarray as xr
from pybrms_mix.r.values.labelled import is_random
from pybrms_mix.r.values.r_vectors import numeric, read
from pybrms_mix.r.values.random_cells import with_same_draws

_OPERATIONS = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv,
    "^": operator.pow, "%%": operator.mod, "%/%": operator.floordiv,
    "==": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le,
    ">": operator.gt, ">=": operator.ge,
}  # fmt: skip


def has_random(x: Any, y: Any) -> bool:
    """Return whether one of two values is a random variable."""
    return is_random(x) or is_random(y)


def on_draws(x: Any, op: str, y: Any) -> xr.DataArray:
    """Return ``x op y`` for each draw, where ``x`` or ``y`` is a random variable.

    Parameters
    ----------
    x, y : DataArray or array_like
        Random variables, or numbers.
    op : str
        R's operator.

    Returns
    -------
    DataArray
        The random variable.

    Raises
    ------
    NotSupported
        If both are vectors of different lengths.

    Examples
    --------
    >>> x = xr.DataArray([[1.0, 2.0]], dims=("chain", "draw"))
    >>> on_draws(x, "*", 2).to_numpy().tolist()
    [[2.0, 4.0]]
    """
    first, second = _inner(x), _inner(y)
    sizes = [[v.sizes[d] for d in v.dims if d not in ("chain", "draw")] for v in (first, second)]
    if all(sizes) and sizes[0] != sizes[1]:
        raise NotSupported("Vectors of random variables need equal lengths here.")
    template = next((v for v in (first, second) if is_random(v) and v.ndim > 2), None)
    a, b = _with_same_draws(*(_aligned(v, template) for v in (first, second)))
    result: xr.DataArray = _OPERATIONS[op](a, b)
    return result.transpose("chain", "draw", ...)


def _inner(x: Any) -> xr.DataArray:
    """Return a random variable with the draws first, or numbers as a constant variable."""
    if is_random(x):
        variable: xr.DataArray = x
        return variable.transpose("chain", "draw", ...)
    vector = numeric(read(x))
    cells = np.asarray(vector.data, dtype=float)
    if len(cells) == 1:
        return xr.DataArray(cells.reshape(1, 1), dims=("chain", "draw")).isel(chain=0, draw=0)
    return xr.DataArray(cells[None, None], dims=("chain", "draw", "axis_1")).isel(chain=0, draw=0)


def _with_same_draws(x: xr.DataArray, y: xr.DataArray) -> tuple[xr.DataArray, xr.DataArray]:
    """Return two variables whose draws belong together by their places, and not by their labels."""
    if not (is_random(x) and is_random(y)):
        return x, y
    first, second = with_same_draws([x.to_numpy(), y.to_numpy()])
    like = x if x.shape[:2] == first.shape[:2] else y
    numbers = {d: like.coords[d] for d in ("chain", "draw")
               if d in like.coords and like.shape[:2] == first.shape[:2]}  # fmt: skip
    a, b = (_of_draws(v, cells).assign_coords(numbers) for v, cells in ((x, first), (y, second)))
    return a, b


def _of_draws(x: xr.DataArray, cells: np.ndarray) -> xr.DataArray:
    """Return a variable with other draws, and the labels of its further axes."""
    labels = {d: c for d, c in x.coords.items() if d not in ("chain", "draw")}
    return xr.DataArray(cells, labels, x.dims)


def _aligned(x: xr.DataArray, template: xr.DataArray | None) -> xr.DataArray:
    """Return a variable whose further axes have the names of the other variable."""
    if template is None or x is template:
        return x
    axes = [d for d in x.dims if d not in ("chain", "draw")]
    theirs = [d for d in template.dims if d not in ("chain", "draw")]
    if len(axes) != len(theirs):
        return x
    return x.rename(dict(zip(axes, theirs, strict=True))).drop_vars(theirs, errors="ignore")
