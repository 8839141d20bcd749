"""R's order of values: ``order()``, ``sort()`` and ``rank()``."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import stats
from pybrms_mix.design.collate import collation_key
from pybrms_mix.r.values.choices import completes
from pybrms_mix.r.values.kept_counts import keeps_counts
from pybrms_mix.r.values.r_vectors import (
    CHARACTER,
    FACTOR,
    LIST,
    Vector,
    characters,
    numbers,
    read,
    shaped,
    text,
    to_python,
)

__all__ = ["order", "rank", "sort"]


def sort_keys(vector: Vector) -> list[Any]:
    """Return the keys by which R sorts the elements; None for NA.

    Raises:
        InvalidData: for a list with elements, which has no order.
    """
    if vector.kind == LIST and len(vector):
        raise InvalidData("Lists cannot be sorted.")
    if vector.kind == CHARACTER:
        return [None if v is None else collation_key(v) for v in vector.data]
    return [None if np.isnan(v) else float(v) for v in vector.data]


def order_of(vectors: list[Vector], down: list[bool]) -> np.ndarray:
    """Return positions, counted from 0, that sort by several vectors; NA comes last."""
    at = list(range(len(vectors[0])))
    for vector, falling in reversed(list(zip(vectors, down, strict=True))):
        keys = sort_keys(vector)
        present = [n for n in at if keys[n] is not None]
        present.sort(key=keys.__getitem__, reverse=falling)
        at = [*present, *(n for n in at if keys[n] is None)]
    return np.array(at, dtype=float)


def order(*vectors: Any, decreasing: Any = False, na_last: Any = True) -> Any:
    """Return positions, counted from 1, that sort by ``vectors``; NA comes last.

    With ``na_last=False`` NA comes first, and a missing ``na_last`` leaves out rows with NA.

    Examples:
        >>> order(["b", "A", "a"])
        array([3, 2, 1])
    """
    key_vectors = [read(v) for v in vectors]
    falling = [bool(v) for v in np.resize(np.atleast_1d(decreasing), len(key_vectors))]
    at = order_of(key_vectors, falling).astype(int)
    if na_last is True:
        return at + 1
    missing = np.any([v.missing[at] for v in key_vectors], axis=0)
    if na_last is False:
        if len(key_vectors) > 1 and missing.any():
            raise InvalidData("order() of several vectors puts missing values last here.")
        return np.concatenate([at[missing], at[~missing]]) + 1
    return at[~missing] + 1


@keeps_counts
def sort(x: Any, decreasing: bool = False, na_last: bool | None = None) -> Any:
    """Return the sorted elements; without missing values unless ``na_last`` tells their place."""
    vector = read(x)
    at = order_of([vector], [decreasing])
    if na_last is True:
        return to_python(vector.take(at))
    if na_last is False:
        missing = vector.missing[at.astype(int)]
        return to_python(vector.take(np.concatenate([at[missing], at[~missing]])))
    return to_python(vector.take(at[~vector.missing[at.astype(int)]]))


_TIES = ("average", "first", "last", "random", "max", "min")


@completes(ties_method=_TIES)
def rank(x: Any, ties_method: str = "average", na_last: Any = True) -> Any:
    """Return the ranks of the elements; missing elements have the last ranks, in their order.

    With ``na_last="keep"`` their ranks are missing.
    """
    vector = read(x)
    missing = vector.missing
    if na_last == "keep" and missing.any():
        present_ranks = read(rank(x, ties_method))
        return to_python(replace(present_ranks, data=np.where(missing, np.nan, present_ranks.data)))
    if na_last is not True and na_last != "keep":
        raise InvalidData('rank() takes na.last = TRUE and na.last = "keep" here.')
    if missing.any():
        present = np.flatnonzero(~missing)
        ranks = np.arange(len(missing) - int(missing.sum()), len(missing)) + 1.0
        all_ranks = np.empty(len(missing))
        all_ranks[missing] = ranks[-int(missing.sum()) :]
        all_ranks[present] = np.asarray(
            rank(to_python(vector.plain().take(present + 0.0)), ties_method)
        )
        return to_python(
            replace(numbers(all_ranks, whole=ties_method != "average"), names=vector.names)
        )
    if vector.kind in (CHARACTER, LIST):
        distinct = sorted(set(sort_keys(vector)))
        data = np.array([distinct.index(k) for k in sort_keys(vector)], dtype=float)
    else:
        data = vector.data
    if ties_method == "random":
        raise InvalidData("rank() breaks no ties at random here.")
    if ties_method == "last":
        rank_values = stats.rankdata(data[::-1], method="ordinal")[::-1]
    else:
        method: Any = "ordinal" if ties_method == "first" else ties_method
        rank_values = stats.rankdata(data, method=method)
    return to_python(
        replace(numbers(rank_values, whole=ties_method != "average"), names=vector.names)
    )


def text_ends(how: str, vectors: list[Vector], *, na_rm: bool) -> Any:
    """Return the first ("min") or the last ("max") of the strings at each place.

    Examples
    --------
    >>> text_ends("max", [characters(["b", "B"]), characters(["a"])], na_rm=False).tolist()
    ['b', 'B']
    """
    size = max(map(len, vectors))
    cells = []
    for place_strings in zip(*(np.resize(v.data, size) for v in vectors), strict=True):
        present = [v for v in place_strings if v is not None]
        is_missing = not present or (len(present) < len(place_strings) and not na_rm)
        order = order_of([characters(present)], [how == "max"]) if present else np.empty(0)
        cells.append(None if is_missing else present[int(order[0])])
    return to_python(shaped(characters(cells), *vectors))


def level_ends(how: str, first: Vector, more: Sequence[Any], *, na_rm: bool) -> Any:
    """Return the lowest ("min") or the highest ("max") of the levels at each place.

    Raises
    ------
    InvalidData
        If the first vector is no ordered factor, or another one has other levels.

    Examples
    --------
    >>> from pybrms_mix.r.vectors.factors import factor
    >>> sizes = factor(["s", "l"], levels=["s", "l"], ordered=True)
    >>> level_ends("max", read(sizes), ["l"], na_rm=False).tolist()
    ['l', 'l']
    """
    if not first.ordered:
        raise InvalidData(f"p{how}() is not meaningful for factors")
    places = {level: float(n) for n, level in enumerate(first.levels)}
    code_vectors = [first.data]
    for operand in map(read, more):
        if operand.kind not in (FACTOR, CHARACTER) or operand.levels not in ((), first.levels):
            raise InvalidData(
                f"p{how}() compares an ordered factor with text or equal levels here."
            )
        labels = text(operand).data
        code_vectors.append(np.array([places.get(v, np.nan) for v in labels], dtype=float))
    size = max(map(len, code_vectors))
    end = {("min", False): np.minimum, ("max", False): np.maximum,
           ("min", True): np.fmin, ("max", True): np.fmax}[how, na_rm]  # fmt: skip
    codes = functools.reduce(end, (np.resize(codes, size) for codes in code_vectors))
    return to_python(replace(first, data=codes, names=None))
