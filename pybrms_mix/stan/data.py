"""The data of a model's Stan program, and the names of the variables that the program returns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.model.ir import Model

# Deduplication pays off if at most this share of the rows is distinct.
_WORTH = 0.5


def data(model: Model, *, prior_only: bool) -> dict[str, Any]:
    """Return the data under brms's names, even data that no program uses (``X_mu1``)."""
    values: dict[str, Any] = {}
    for piece in model.pieces:
        values.update(piece.data())
    return {**values, "prior_only": int(prior_only)}


def declared(model: Model, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the part of ``data`` that the program declares: the input of an engine."""
    names = {d.name for d in model.declarations if d.block == "data"}
    return {name: value for name, value in data.items() if name in names}


def reported(model: Model) -> tuple[str, ...]:
    """Return the names of the variables whose draws the program returns."""
    return tuple(d.name for d in model.declarations if d.block != "data")


def distinct(model: Model, data: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the data with each set of equal rows as one row, and the sizes of the sets.

    The sizes are under the name ``times``. Counts of the rows (frequency weights) are summed within
    each set. The result is None if the share of distinct rows is too large for a gain.
    """
    by_row = [d for d in model.declarations if d.block == "data" and d.by_row]
    equal = [d.name for d in by_row if not d.counts]
    size = int(data["N"])
    codes = np.zeros(size, dtype=np.int64)
    for column in (c for name in equal for c in _columns(np.asarray(data[name]), size)):
        column_codes = pd.factorize(column)[0]
        codes = pd.factorize(codes * (column_codes.max() + 1) + column_codes)[0]
        if codes.max() + 1 > size * _WORTH:
            return None
    first = np.unique(codes, return_index=True)[1]
    counts = {d.name: np.bincount(codes, weights=data[d.name]) for d in by_row if d.counts}
    return {**data, **of_rows(model, data, first), **counts, "times": np.bincount(codes)}


def of_rows(model: Model, data: Mapping[str, Any], at: np.ndarray) -> dict[str, Any]:
    """Return the data of the rows at positions ``at``, without data that are not by row."""
    by_row = [d for d in model.declarations if d.block == "data" and d.by_row]
    rows = {d.name: np.asarray(data[d.name])[at] for d in by_row}
    sizes = {str(size): len(at) for d in by_row for size in (*d.array, *d.sizes)[:1]}
    return {**rows, **sizes, "N": len(at)}


def _columns(values: np.ndarray, size: int) -> Iterator[np.ndarray]:
    """Yield the columns of an array whose first axis is the rows."""
    yield from values.reshape(size, -1).T
