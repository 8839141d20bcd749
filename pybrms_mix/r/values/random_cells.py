"""The cells of random variables: their places, their draws, and several variables as one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData, NotSupported
from pybrms_mix.base.lazy import xarray as xr
from pybrms_mix.r.values.labelled import axis_names, is_random
from pybrms_mix.r.values.places import positions
from pybrms_mix.r.values.r_vectors import numeric, read

_DRAWS = ("chain", "draw")


def cells_and_names(x: Any) -> tuple[np.ndarray, list[tuple[str, ...] | None]]:
    """Return draws (chains, draws, ...) and the labels of the further axes, at least one axis."""
    ordered = x.transpose(*_DRAWS, ...)
    cells = np.asarray(ordered.to_numpy())
    if cells.ndim == 2:
        return cells[..., None], [None]
    return cells, [axis_names(ordered, n) for n in range(2, cells.ndim)]


def random_of(cells: np.ndarray, names: Sequence[Any], like: Any = None) -> xr.DataArray:
    """Return a random variable of draws (chains, draws, ...) and the labels of its further axes.

    A single cell without a label is a variable without further axes. The numbers of chains and
    draws are those of ``like``.
    """
    if cells.shape[2:] == (1,) and names[0] is None:
        cells, names = cells[..., 0], []
    axes = [f"axis_{n + 1}" for n in range(cells.ndim - 2)]
    coords: dict[str, Any] = {d: list(v) for d, v in zip(axes, names, strict=True) if v is not None}
    if like is not None and cells.shape[:2] == tuple(like.sizes[d] for d in _DRAWS):
        coords |= {d: like.coords[d].to_numpy() for d in _DRAWS if d in like.coords}
    return xr.DataArray(cells, coords, (*_DRAWS, *axes))


def flattened(x: Any) -> tuple[np.ndarray, tuple[str, ...] | None]:
    """Return draws (chains, draws, cells) in R's order of the cells, and the names of a vector."""
    cells, names = cells_and_names(x)
    if cells.ndim == 3:
        return cells, names[0]
    last_first = [n + 2 for n in reversed(range(cells.ndim - 2))]
    return cells.transpose(0, 1, *last_first).reshape(*cells.shape[:2], -1), None


def random_subset(x: Any, index: Sequence[Any], *, drop: bool = False) -> xr.DataArray:
    """Return ``x[i]`` or ``x[i, j]`` of random variables, which keeps its axes as in R.

    Raises
    ------
    InvalidData
        If there is no such cell.
    NotSupported
        If an index is itself a random variable.
    """
    if any(is_random(i) for i in index):
        raise NotSupported("An index that is a random variable is not available.")
    if len(index) == 1:
        cells, vector_names = flattened(x)
        names: list[Any] = [vector_names]
    else:
        cells, names = cells_and_names(x)
    if len(index) != cells.ndim - 2:
        raise InvalidData("incorrect number of dimensions")
    for axis, axis_index in enumerate(index):
        size = cells.shape[axis + 2]
        at = positions(axis_index, size, names[axis])
        if np.any(np.isnan(at) | (at >= size)):
            raise InvalidData("subscript out of bounds")
        places = at.astype(int)
        cells = np.take(cells, places, axis=axis + 2)
        names[axis] = None if names[axis] is None else [names[axis][n] for n in places]
    if drop:
        kept_axes = [n for n in range(len(names)) if cells.shape[n + 2] != 1] or [len(names) - 1]
        names = [names[n] for n in kept_axes]
        cells = cells.reshape(*cells.shape[:2], *(cells.shape[n + 2] for n in kept_axes))
    return random_of(cells, names, x)


def random_element(x: Any, index: Sequence[Any]) -> xr.DataArray:
    """Return ``x[[i]]``, a single random variable without a name."""
    cell = random_subset(x, index)
    if cell.size != cell.sizes["chain"] * cell.sizes["draw"]:
        raise InvalidData("attempt to select more than one element")
    return random_of(flattened(cell)[0], [None], x)


def with_same_draws(variables: Sequence[Any]) -> list[np.ndarray]:
    """Return arrays of draws (chains, draws, ...) with equal numbers of chains and draws.

    A constant has one draw, which is repeated. Variables of different chains have one chain, as in
    R.

    Raises
    ------
    InvalidData
        If the numbers of draws differ.
    """
    arrays = [v for v in variables if v.shape[:2] != (1, 1)]
    if len({v.shape[0] * v.shape[1] for v in arrays}) > 1:
        raise InvalidData("Random variables have different number of draws.")
    shapes = {v.shape[:2] for v in arrays} or {(1, 1)}
    size = next(iter(shapes))
    shape = size if len(shapes) == 1 else (1, size[0] * size[1])
    return [np.broadcast_to(v, (*shape, *v.shape[2:])) if v.shape[:2] == (1, 1)
            else v.reshape(*shape, *v.shape[2:]) for v in variables]  # fmt: skip


def joined_random(pairs: Sequence[tuple[str | None, Any]]) -> xr.DataArray:
    """Return ``c(x, y, a = 2)`` of random variables and numbers, a vector of random variables."""
    blocks: list[tuple[str | None, np.ndarray, Any]] = []
    for name, part in pairs:
        if is_random(part):
            blocks.append((name, *flattened(part)))
        elif part is not None:
            vector = numeric(read(part))
            blocks.append((name, vector.data.astype(float)[None, None], vector.names))
    arrays = with_same_draws([cells for _, cells, _ in blocks])
    labels = [_labels(name, cells.shape[2], names) for name, cells, names in blocks]
    is_named = any(name or names is not None for name, _, names in blocks)
    joined = np.concatenate(arrays, axis=2)
    like = next(v for _, v in pairs if is_random(v))
    return random_of(joined, [[n for part in labels for n in part] if is_named else None], like)


def _labels(name: str | None, size: int, names: Sequence[str] | None) -> list[str]:
    if names is not None:
        return [f"{name}.{n}" if name else str(n) for n in names]
    return [name or ""] if size == 1 else [f"{name}{n + 1}" if name else "" for n in range(size)]
