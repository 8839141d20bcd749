"""The verbs of dplyr that choose rows by their places: ``slice()`` and its relatives."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.r.frames.row_labels import repeated
from pybrms_mix.r.indexing.subsetting import rows
from pybrms_mix.r.values.grouped import Rows, again, group_places, keeps_contrasts, parts
from pybrms_mix.r.values.r_vectors import numeric, read
from pybrms_mix.r.values.single_values import takes_single_numbers
from pybrms_mix.r.values.sorting import order_of

__all__ = ["slice_head", "slice_max", "slice_min", "slice_rows", "slice_tail", "top_n"]


def _sliced(data: Rows, choose: Any) -> Rows:
    frame, groups = parts(data)
    places = group_places(frame, groups)
    group_parts = [at[choose(rows(frame, at) if groups else frame)] for at in places]
    places_in_frame = np.concatenate(group_parts or [np.empty(0)])
    return again(repeated(rows(frame, places_in_frame)), groups)


@keeps_contrasts
def slice_rows(data: Rows, *places: Any) -> Rows:
    """Return rows by positions counted from 1; negative positions are excluded."""

    def choose(part: Any) -> np.ndarray:
        at = np.concatenate([read(p(part) if callable(p) else p).data for p in places])
        if np.any(at < 0):
            return np.setdiff1d(np.arange(len(part)), -at.astype(int) - 1)
        return (at[(at > 0) & (at <= len(part))] - 1).astype(int)

    return _sliced(data, choose)


def _some(size: int, n: int | None, prop: float | None) -> int:
    """Return the number of rows that a verb takes of ``size``; a negative one leaves rows out."""
    number = (1 if prop is None else prop * size) if n is None else n
    return int(np.clip(np.floor(number) if number >= 0 else np.ceil(size + number), 0, size))


@takes_single_numbers
@keeps_contrasts
def slice_head(data: Rows, n: int | None = None, prop: float | None = None) -> Rows:
    """Return the first ``n`` rows, or a proportion ``prop``, of each group."""
    return _sliced(data, lambda part: np.arange(_some(len(part), n, prop)))


@takes_single_numbers
@keeps_contrasts
def slice_tail(data: Rows, n: int | None = None, prop: float | None = None) -> Rows:
    """Return the last ``n`` rows, or a proportion ``prop``, of each group."""
    return _sliced(data, lambda p: np.arange(len(p) - _some(len(p), n, prop), len(p)))


def _extreme(
    data: Rows, by: Any, number: int | None, prop: float | None, *, down: bool, ties: bool
) -> Rows:
    def choose(part: Any) -> np.ndarray:
        n = _some(len(part), number, prop)
        vector = read(part[by] if isinstance(by, str) else by(part))
        order = order_of([vector], [down]).astype(int)
        at = [k for k in order if not vector.missing[k]]
        if len(at) > n > 0 and ties:
            last = vector.data[at[n - 1]]
            return np.array(
                [k for r, k in enumerate(at) if r < n or vector.data[k] == last], dtype=int
            )
        return np.array(at[:n], dtype=int)

    frame, groups = parts(data)
    places = group_places(frame, groups)
    group_parts = [at[choose(rows(frame, at))] for at in places]
    return again(rows(frame, np.concatenate(group_parts) if group_parts else np.empty(0)), groups)


@takes_single_numbers
@keeps_contrasts
def slice_max(
    data: Rows, by: Any, n: int | None = None, prop: float | None = None, with_ties: bool = True
) -> Rows:
    """Return the ``n`` rows, or a proportion ``prop``, with the largest values in each group."""
    return _extreme(data, by, n, prop, down=True, ties=with_ties)


@takes_single_numbers
@keeps_contrasts
def slice_min(
    data: Rows, by: Any, n: int | None = None, prop: float | None = None, with_ties: bool = True
) -> Rows:
    """Return the ``n`` rows, or a proportion ``prop``, with the smallest values in each group."""
    return _extreme(data, by, n, prop, down=False, ties=with_ties)


@takes_single_numbers
@keeps_contrasts
def top_n(data: Rows, n: int, by: Any = None) -> Rows:
    """Return the rows with the ``n`` largest values in each group, ties included, in data order.

    A negative ``n`` asks for the smallest values. The default of ``by`` is the last column.

    Examples
    --------
    >>> import pandas as pd
    >>> top_n(pd.DataFrame({"x": [3, 1, 2]}), 2)["x"].tolist()
    [3, 2]
    """
    frame, groups = parts(data)
    column = str(frame.columns[-1]) if by is None else by
    places = []
    for at in group_places(frame, groups):
        part = rows(frame, at)
        data_ = numeric(read(part[column] if isinstance(column, str) else column(part))).data
        signed = -data_ if n > 0 else data_
        numbers_present = signed[~np.isnan(signed)]
        ranks = np.array([np.count_nonzero(numbers_present < v) for v in signed])
        places.append(at[(ranks < abs(int(n))) & ~np.isnan(signed)])
    row_places = np.sort(np.concatenate(places)) if places else np.empty(0)
    return again(rows(frame, row_places), groups)
