"""Rows of a data frame changed by those of another with the same keys: dplyr's ``rows_*()``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.frames.binding import bind_rows
from pybrms_mix.r.frames.joins import row_keys
from pybrms_mix.r.indexing.subsetting import column_of, rows
from pybrms_mix.r.values.grouped import Rows, again, parts
from pybrms_mix.r.values.r_vectors import CHARACTER, FACTOR, common, read, text
from pybrms_mix.r.values.tibbles import keeps_tibbles
from pybrms_mix.r.vectors.factors import factor

__all__ = [
    "rows_append", "rows_delete", "rows_insert", "rows_patch", "rows_update", "rows_upsert",
]  # fmt: skip


class _Pair:
    """Two data frames, and the position in the first of each row of the second."""

    def __init__(self, x: Rows, y: Rows, by: Any, *, unique: bool) -> None:
        self.x, self.groups = parts(x)
        self.y = parts(y)[0]
        by_default = [str(self.y.columns[0])] if by is None else list(text(read(by)).data)
        self.keys: list[str] = by_default
        for frame in (self.x, self.y):
            absent = [k for k in self.keys if k not in frame.columns]
            if absent:
                raise InvalidData(f"The column '{absent[0]}' of keys is not there.")
        vectors = [(read(self.x[k]), read(self.y[k])) for k in self.keys]
        if any((a.kind == CHARACTER) != (b.kind == CHARACTER) and FACTOR not in (a.kind, b.kind)
               for a, b in vectors):  # fmt: skip
            raise InvalidData("The keys must have the same type.")
        like = [common(list(pair)) for pair in vectors]
        places: dict[Any, list[int]] = {}
        for n, key in enumerate(row_keys(self.x, self.keys, like)):
            places.setdefault(key, []).append(n)
        theirs = row_keys(self.y, self.keys, like)
        if unique and len(set(theirs)) < len(theirs):
            raise InvalidData("The keys of 'y' must be unique.")
        self.places = [places.get(key, []) for key in theirs]

    def checked(self, unmatched: str) -> None:
        """Check that all rows of the second data frame have a match, unless that is ignored."""
        if unmatched not in ("error", "ignore"):
            raise InvalidData("Argument 'unmatched' must be 'error' or 'ignore'.")
        if unmatched == "error" and not all(self.places):
            raise InvalidData("'y' must contain keys that already exist in 'x'.",
                              hint="unmatched = 'ignore' leaves out the other rows.")  # fmt: skip

    def updated(self, *, only_missing: bool) -> pd.DataFrame:
        """Return the first data frame with values of the second."""
        new_values = _like(self.x, self.y)
        source = np.full(len(self.x), np.nan)
        for n, places in enumerate(self.places):
            source[places] = n
        result = self.x.copy()
        result.attrs = dict(self.x.attrs)
        for name in (str(n) for n in self.y.columns if n not in self.keys):
            both = bind_rows(self.x[[name]], new_values[[name]])[name]
            at = np.where(np.isnan(source), np.arange(len(self.x)), source + len(self.x))
            if only_missing:
                at = np.where(read(self.x[name]).missing, at, np.arange(len(self.x)))
            result[name] = column_of(read(both).plain().take(at))
        return result

    def extended(self, frame: pd.DataFrame, chosen: Sequence[int]) -> Rows:
        """Return rows followed by some rows of the second data frame."""
        further = rows(_like(self.x, self.y), np.array(chosen, dtype=float))
        return again(bind_rows(frame, further) if len(chosen) else frame, self.groups)

    @property
    def lone(self) -> list[int]:
        """The rows of the second data frame without a match."""
        return [n for n, places in enumerate(self.places) if not places]


def _like(x: pd.DataFrame, y: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of ``y`` with the types of ``x``.

    Raises:
        InvalidData: if ``y`` has other columns, or values that a factor of ``x`` lacks.
    """
    if unknown := [n for n in y.columns if n not in x.columns]:
        raise InvalidData(f"All columns in 'y' must exist in 'x', which lacks '{unknown[0]}'.")
    result = y.copy()
    for name in map(str, y.columns):
        mine, theirs = read(x[name]), read(y[name])
        if mine.kind == FACTOR:
            labels = text(theirs)
            if any(v is not None and v not in mine.levels for v in labels.data):
                raise InvalidData(f"The factor '{name}' of 'x' lacks a level of 'y'.")
            result[name] = factor(y[name], list(mine.levels), ordered=mine.ordered)
        elif mine.kind == CHARACTER and theirs.kind == FACTOR:
            result[name] = column_of(text(theirs))
        elif (mine.kind == CHARACTER) != (theirs.kind == CHARACTER) and not theirs.missing.all():
            raise InvalidData(f"The column '{name}' has another type in 'y'.")
    return result


@keeps_tibbles
def rows_update(x: Rows, y: Rows, by: Any = None, unmatched: str = "error") -> Rows:
    """Return ``x`` with the values of ``y`` in the rows with the same keys.

    Parameters
    ----------
    x, y : DataFrame
        The rows, and the new values.
    by : str or list of str, optional
        The keys; the default is the first column of ``y``.
    unmatched : {"error", "ignore"}
        What happens to rows of ``y`` whose key ``x`` lacks.

    Returns
    -------
    DataFrame
        The rows of ``x`` in their order.

    Raises
    ------
    InvalidData
        If ``y`` has a key or a column that ``x`` lacks, or the same key twice.

    Examples
    --------
    >>> d = pd.DataFrame({"k": ["a", "b"], "v": [1, 2]})
    >>> rows_update(d, pd.DataFrame({"k": ["b"], "v": [9]}), "k")["v"].tolist()
    [1, 9]
    """
    pair = _Pair(x, y, by, unique=True)
    pair.checked(unmatched)
    return again(pair.updated(only_missing=False), pair.groups)


@keeps_tibbles
def rows_patch(x: Rows, y: Rows, by: Any = None, unmatched: str = "error") -> Rows:
    """Return ``x`` with the values of ``y`` in place of its missing values.

    The arguments are those of ``rows_update()``.

    Examples
    --------
    >>> d = pd.DataFrame({"k": ["a", "b"], "v": [1, None]})
    >>> rows_patch(d, pd.DataFrame({"k": ["a", "b"], "v": [8, 9]}), "k")["v"].tolist()
    [1.0, 9.0]
    """
    pair = _Pair(x, y, by, unique=True)
    pair.checked(unmatched)
    return again(pair.updated(only_missing=True), pair.groups)


@keeps_tibbles
def rows_upsert(x: Rows, y: Rows, by: Any = None) -> Rows:
    """Return ``x`` updated by the rows of ``y``, of which those with other keys come last.

    Examples
    --------
    >>> d = pd.DataFrame({"k": ["a", "b"], "v": [1, 2]})
    >>> rows_upsert(d, pd.DataFrame({"k": ["b", "c"], "v": [8, 9]}), "k")["v"].tolist()
    [1, 8, 9]
    """
    pair = _Pair(x, y, by, unique=True)
    return pair.extended(pair.updated(only_missing=False), pair.lone)


@keeps_tibbles
def rows_insert(x: Rows, y: Rows, by: Any = None, conflict: str = "error") -> Rows:
    """Return ``x`` followed by the rows of ``y``, whose keys must be new.

    Parameters
    ----------
    x, y : DataFrame
        The rows, and the new rows.
    by : str or list of str, optional
        The keys; the default is the first column of ``y``.
    conflict : {"error", "ignore"}
        What happens to rows of ``y`` whose key ``x`` has.

    Returns
    -------
    DataFrame
        All rows.

    Examples
    --------
    >>> d = pd.DataFrame({"k": ["a", "b"], "v": [1, 2]})
    >>> rows_insert(d, pd.DataFrame({"k": ["c"], "v": [9]}))["k"].tolist()
    ['a', 'b', 'c']
    """
    pair = _Pair(x, y, by, unique=False)
    if conflict not in ("error", "ignore"):
        raise InvalidData("Argument 'conflict' must be 'error' or 'ignore'.")
    if conflict == "error" and len(pair.lone) < len(pair.y):
        raise InvalidData("'y' can't contain keys that already exist in 'x'.",
                          hint="conflict = 'ignore' leaves out these rows.")  # fmt: skip
    return pair.extended(pair.x, pair.lone)


@keeps_tibbles
def rows_append(x: Rows, y: Rows) -> Rows:
    """Return ``x`` followed by the rows of ``y``, which has no other columns.

    Examples
    --------
    >>> rows_append(pd.DataFrame({"v": [1, 2]}), pd.DataFrame({"v": [1]}))["v"].tolist()
    [1, 2, 1]
    """
    frame, groups = parts(x)
    return again(bind_rows(frame, _like(frame, parts(y)[0])), groups)


@keeps_tibbles
def rows_delete(x: Rows, y: Rows, by: Any = None, unmatched: str = "error") -> Rows:
    """Return the rows of ``x`` whose keys are not those of ``y``.

    The arguments are those of ``rows_update()``; ``y`` may have further columns.

    Examples
    --------
    >>> d = pd.DataFrame({"k": ["a", "b"], "v": [1, 2]})
    >>> rows_delete(d, pd.DataFrame({"k": ["b"]}), "k")["v"].tolist()
    [1]
    """
    pair = _Pair(x, y, by, unique=False)
    pair.checked(unmatched)
    deleted_rows = {n for places in pair.places for n in places}
    keep = [float(n) for n in range(len(pair.x)) if n not in deleted_rows]
    return again(rows(pair.x, np.array(keep)), pair.groups)
