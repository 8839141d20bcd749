"""The verbs of forcats that order, merge, add and count the levels of a factor."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, InvalidData
from pybrms_mix.r.frames.frames import tibble
from pybrms_mix.r.values.r_vectors import (
    CHARACTER,
    FACTOR,
    Vector,
    characters,
    numeric,
    read,
    text,
    to_python,
)
from pybrms_mix.r.vectors.factors import as_factor, factor, fct_relevel, with_levels

__all__ = [
    "fct_collapse", "fct_count", "fct_expand", "fct_explicit_na", "fct_infreq", "fct_lump",
    "fct_lump_lowfreq", "fct_lump_min", "fct_lump_n", "fct_lump_prop", "fct_other", "fct_relabel",
    "fct_unique",
]  # fmt: skip

_TIES: dict[str, Callable[[np.ndarray], float]] = {"min": np.min, "max": np.max, "average": np.mean}


def _factor(x: Any) -> Vector:
    """Return a factor; strings are converted, as in forcats.

    Raises:
        InvalidData: for vectors of other types.
    """
    vector = read(x)
    if vector.kind not in (FACTOR, CHARACTER):
        raise InvalidData(
            "A factor or a vector of strings is needed here.",
            hint="factor() converts a vector to a factor.",
        )
    return read(as_factor(x))


def _counts(vector: Vector, w: Any = None) -> np.ndarray:
    """Return the number of elements, or the sum of the weights, at each level."""
    present = ~vector.missing
    codes = vector.data[present].astype(int)
    weights = None if w is None else np.asarray(numeric(read(w)).data, dtype=float)
    if weights is not None and len(weights) != len(vector):
        raise InvalidData(f"There are {len(vector)} elements, but {len(weights)} weights.")
    if weights is not None and (np.isnan(weights).any() or (weights < 0).any()):
        raise InvalidData("The weights 'w' must be non-negative and must not be missing.")
    present_weights = None if weights is None else weights[present]
    return np.bincount(codes, weights=present_weights, minlength=len(vector.levels)).astype(float)


def _relabelled(vector: Vector, names: Sequence[str | None]) -> Any:
    return with_levels(to_python(vector), to_python(characters(names)))


def _merged(vector: Vector, keep: Any, other_level: str) -> Any:
    """Return a factor whose levels that are not kept become one last level."""
    keep = np.asarray(keep, dtype=bool)
    if keep.all():
        return to_python(vector)
    names = [n if k else other_level for n, k in zip(vector.levels, keep, strict=True)]
    levels = [n for n in dict.fromkeys(names) if n != other_level]
    return fct_relevel(_relabelled(vector, names), *levels)


def fct_infreq(x: Any, w: Any = None) -> Any:
    """Return a factor with its levels in order of decreasing frequency.

    Examples
    --------
    >>> fct_infreq(["b", "a", "c", "c"]).categories.tolist()
    ['c', 'a', 'b']
    """
    vector = _factor(x)
    order = np.argsort(-_counts(vector, w), kind="stable")
    return fct_relevel(to_python(vector), *(vector.levels[n] for n in order))


def fct_lump_n(
    x: Any, n: float, w: Any = None, other_level: str = "Other", ties_method: str = "min"
) -> Any:
    """Keep the ``n`` most frequent levels, or the rarest for a negative ``n``; merge the others.

    Raises
    ------
    InvalidArgument
        If ``ties_method`` is not "min", "max" or "average".

    Examples
    --------
    >>> fct_lump_n(["a", "a", "b", "c"], 1).tolist()
    ['a', 'a', 'Other', 'Other']
    """
    if ties_method not in _TIES:
        raise InvalidArgument('\'ties.method\' must be "min", "max" or "average" here.')
    vector = _factor(x)
    keys = _counts(vector, w) * (1 if n < 0 else -1)
    below = np.array([(keys < k).sum() for k in keys])
    ranks = np.array([_TIES[ties_method](b + np.arange(1, (keys == k).sum() + 1))
                      for k, b in zip(keys, below, strict=True)])  # fmt: skip
    return _merged(vector, ranks <= abs(n), other_level)


def fct_lump_min(x: Any, least: float, w: Any = None, other_level: str = "Other") -> Any:
    """Merge the levels that occur less often than ``least``."""
    vector = _factor(x)
    return _merged(vector, _counts(vector, w) >= least, other_level)


def fct_lump_prop(x: Any, prop: float, w: Any = None, other_level: str = "Other") -> Any:
    """Keep the levels with a larger share than ``prop``; a negative ``prop`` keeps rare levels."""
    vector = _factor(x)
    total = float(len(vector)) if w is None else float(np.sum(numeric(read(w)).data))
    shares = _counts(vector, w) / total
    if prop < 0:
        return _merged(vector, shares <= -prop, other_level)
    return _merged(vector, shares > prop, other_level)


def fct_lump_lowfreq(x: Any, w: Any = None, other_level: str = "Other") -> Any:
    """Merge the rarest levels, as long as they are together rarer than every other level."""
    vector = _factor(x)
    counts = _counts(vector, w)
    order = np.argsort(-counts, kind="stable")
    later_counts = counts.sum() - np.cumsum(counts[order])
    first = next((n + 1 for n, at in enumerate(order) if counts[at] > later_counts[n]), len(order))
    keep = np.ones(len(order), dtype=bool)
    keep[order[first:]] = False
    return _merged(vector, keep, other_level)


def fct_lump(
    x: Any, n: float | None = None, prop: float | None = None, w: Any = None,
    other_level: str = "Other", ties_method: str = "min",
) -> Any:  # fmt: skip
    """Return ``fct_lump(x, n, prop)``, which calls one of the other functions of this name.

    Raises
    ------
    InvalidArgument
        If both ``n`` and ``prop`` are given.
    """
    if n is not None and prop is not None:
        raise InvalidArgument("Must supply only one of 'n' and 'prop'.")
    if n is not None:
        return fct_lump_n(x, n, w, other_level, ties_method)
    if prop is not None:
        return fct_lump_prop(x, prop, w, other_level)
    return fct_lump_lowfreq(x, w, other_level)


def fct_other(x: Any, keep: Any = None, drop: Any = None, other_level: str = "Other") -> Any:
    """Merge all levels except ``keep``, or the levels ``drop``.

    Raises
    ------
    InvalidArgument
        If both or none of ``keep`` and ``drop`` are given.

    Examples
    --------
    >>> fct_other(["a", "b", "c"], keep="b").tolist()
    ['Other', 'b', 'Other']
    """
    if (keep is None) == (drop is None):
        raise InvalidArgument("Must supply exactly one of 'drop' and 'keep'.")
    vector = _factor(x)
    listed_levels = set(text(read(drop if keep is None else keep)).data)
    kept_levels = [(level in listed_levels) is (keep is not None) for level in vector.levels]
    return _merged(vector, kept_levels, other_level)


def fct_collapse(x: Any, groups: Mapping[str, Any], other_level: str | None = None) -> Any:
    """Merge levels: ``groups`` has the old levels of each new level.

    Raises
    ------
    InvalidData
        If a level is in two groups.

    Examples
    --------
    >>> fct_collapse(["a", "b", "c"], {"ab": ["a", "b"]}).tolist()
    ['ab', 'ab', 'c']
    """
    vector = _factor(x)
    news: dict[str, str] = {}
    for new, olds in groups.items():
        for old in text(read(olds)).data:
            if old in news:
                raise InvalidData(f"The level '{old}' is in two groups.")
            news[old] = new
    rest = {level: level if other_level is None else other_level for level in vector.levels}
    names = [news.get(level, rest[level]) for level in vector.levels]
    merged = _relabelled(vector, names)
    if other_level is None or other_level not in names:
        return merged
    return fct_relevel(merged, *(n for n in dict.fromkeys(names) if n != other_level))


def fct_relabel(x: Any, function: Callable[[Any], Any]) -> Any:
    """Return a factor whose levels a function has renamed."""
    vector = _factor(x)
    return with_levels(to_python(vector), function(to_python(characters(vector.levels))))


def fct_expand(x: Any, *more: Any, after: float = np.inf) -> Any:
    """Return a factor with further levels at the end, or behind the first ``after`` levels."""
    vector = _factor(x)
    new_levels = [level for part in more for level in text(read(part)).data]
    new_levels = [n for n in dict.fromkeys(new_levels) if n not in vector.levels]
    at = len(vector.levels) if np.isinf(after) else int(after)
    levels = (*vector.levels[:at], *new_levels, *vector.levels[at:])
    return factor(to_python(vector), list(levels), ordered=vector.ordered)


def fct_explicit_na(x: Any, level: str = "(Missing)") -> Any:
    """Return a factor whose missing values have a level of their own.

    Examples
    --------
    >>> fct_explicit_na(np.array(["a", None])).tolist()
    ['a', '(Missing)']
    """
    vector = _factor(x)
    if not vector.missing.any():
        return to_python(vector)
    levels = tuple(dict.fromkeys((*vector.levels, level)))
    codes = np.where(vector.missing, float(levels.index(level)), vector.data)
    return to_python(replace(vector, data=codes, levels=levels))


def fct_unique(x: Any) -> Any:
    """Return the levels of a factor as a factor with one element for each level.

    Examples
    --------
    >>> fct_unique(["b", "a", "b"]).tolist()
    ['a', 'b']
    """
    vector = _factor(x)
    codes = np.arange(len(vector.levels)) + 0.0
    codes = np.append(codes, np.nan) if vector.missing.any() else codes
    return to_python(Vector(FACTOR, codes, levels=vector.levels))


def fct_count(x: Any, sort: bool = False, prop: bool = False) -> Any:
    """Return a data frame with the levels of a factor in ``f`` and their frequencies in ``n``."""
    vector = _factor(x)
    counts = _counts(vector)
    codes = np.arange(len(vector.levels)) + 0.0
    if (missing_count := int(vector.missing.sum())) > 0:
        codes, counts = np.append(codes, np.nan), np.append(counts, missing_count)
    order = np.argsort(-counts, kind="stable") if sort else np.arange(len(counts))
    levels = to_python(Vector(FACTOR, codes[order], levels=vector.levels))
    columns = {"f": levels, "n": counts[order].astype(int)}
    if prop:
        columns["p"] = counts[order] / counts.sum()
    return tibble(**columns)
