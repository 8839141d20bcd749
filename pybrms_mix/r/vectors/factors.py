"""R factors: construct, relabel, cut numbers, and convert to other vectors."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.design.collate import collated
from pybrms_mix.r.indexing.subsetting import subset
from pybrms_mix.r.times.date_steps import cut_dates
from pybrms_mix.r.values.brms_formulas import formula_text_at, formula_texts
from pybrms_mix.r.values.code_values import refuse_formula
from pybrms_mix.r.values.named_matrix import is_frame
from pybrms_mix.r.values.nan_values import as_missing
from pybrms_mix.r.values.r_vectors import (
    CHARACTER,
    FACTOR,
    Vector,
    characters,
    numeric,
    read,
    text,
    to_python,
    truths,
    undated,
)
from pybrms_mix.r.values.whole_texts import decided

__all__ = [
    "as_character",
    "as_factor",
    "as_factor_in_order",
    "as_integer",
    "as_logical",
    "as_numeric",
    "as_ordered",
    "cut",
    "droplevels",
    "factor",
    "fct_inorder",
    "fct_relevel",
    "fct_rev",
    "in_full",
    "is_kind",
    "levels",
    "nlevels",
    "relevel",
    "text_at",
    "with_levels",
]  # fmt: skip


def factor(
    x: Any = (), levels: Any = None, labels: Any = None, *, ordered: bool | None = None,
    exclude: Any = None,
) -> Any:  # fmt: skip
    """Return a factor; by default the levels are the sorted unique values, in R's order.

    Parameters
    ----------
    x : array_like
        The values. Unused levels of a factor are dropped.
    levels : array_like, optional
        The values that become levels, in order. Other values become NA.
    labels : array_like, optional
        New names of the levels. Levels with equal labels are merged.
    ordered : bool, optional
        Whether the levels are ordered.
    exclude : array_like, optional
        Values that become NA, and no levels.

    Returns
    -------
    Categorical
        The factor.

    Examples
    --------
        >>> factor(["b", "A", "a"]).categories.tolist()
        ['a', 'A', 'b']
        >>> factor([10, 9, 10]).categories.tolist()
        ['9', '10']
    """
    vector = read(x)
    values = text(vector)
    value_levels = _found_levels(vector) if levels is None else tuple(
        v for v in text(read(levels)).data if v is not None
    )  # fmt: skip
    left_out = () if exclude is None else text(read(exclude)).data
    value_levels = tuple(v for v in value_levels if v not in left_out)
    names = value_levels if labels is None else _labels(labels, len(value_levels))
    distinct_names = tuple(dict.fromkeys(names))
    if labels is None and len(distinct_names) != len(value_levels):
        raise InvalidData("factor level is duplicated")
    places = {
        level: float(distinct_names.index(label))
        for level, label in zip(value_levels, names, strict=True)
    }
    codes = np.array([places.get(v, np.nan) for v in values.data], dtype=float)
    keep = vector.ordered if ordered is None else ordered
    return to_python(Vector(FACTOR, codes, vector.names, distinct_names, bool(keep)))


def _found_levels(vector: Vector) -> tuple[str, ...]:
    if vector.kind == FACTOR:
        codes = set(vector.data[~vector.missing].astype(int))
        return tuple(level for n, level in enumerate(vector.levels) if n in codes)
    if vector.kind == CHARACTER:
        return collated(v for v in vector.data if v is not None)
    distinct = np.unique(vector.data[~vector.missing])
    ordered = text(replace(vector.plain(), data=distinct))
    return tuple(dict.fromkeys(ordered.data))


def _labels(labels: Any, count: int) -> tuple[str, ...]:
    texts = text(read(labels)).data
    if len(texts) == 1 and count != 1:
        return tuple(f"{texts[0]}{n + 1}" for n in range(count))
    if len(texts) != count:
        raise InvalidData(
            f"invalid 'labels'; length {len(texts)} should be 1 or {count}",
            hint="Give one label for each level.",
        )
    return tuple(texts)


def as_factor(x: Any) -> Any:
    """Return ``as.factor(x)``; a factor is returned unchanged, with all of its levels."""
    vector = read(x)
    return to_python(vector.plain()) if vector.kind == FACTOR else factor(x)


def as_ordered(x: Any) -> Any:
    """Return ``as.ordered(x)``: the factor of the values that occur, with ordered levels.

    Examples
    --------
    >>> as_ordered([4, 6, 4]).ordered
    True
    """
    vector = read(x)
    return to_python(vector.plain()) if vector.ordered else factor(x, ordered=True)


def as_factor_in_order(x: Any) -> Any:
    """Return forcats's ``as_factor(x)``, whose levels have the order in which the strings occur.

    Examples
    --------
    >>> as_factor_in_order(["z", "a", "z"]).categories.tolist()
    ['z', 'a']
    """
    vector = read(x)
    if vector.kind != CHARACTER:
        return as_factor(x)
    return factor(x, levels=list(dict.fromkeys(v for v in vector.data if v is not None)))


def levels(x: Any) -> Any:
    """Return the levels of a factor as strings; None if ``x`` is not a factor."""
    vector = read(x)
    return to_python(characters(vector.levels)) if vector.kind == FACTOR else None


def with_levels(x: Any, value: Any) -> Any:
    """Return a factor with renamed levels: ``levels(x) <- value``.

    ``value`` holds the new names in the order of the levels, or is a dict from new to old names.
    Levels with equal names are merged.
    """
    vector = _factor(x)
    if isinstance(value, Mapping):
        olds = {old: new for new, sources in value.items() for old in text(read(sources)).data}
        names = [olds.get(level) for level in vector.levels]
        order = tuple(map(str, value))
    else:
        names = list(text(read(value)).data)
        if len(names) < len(vector.levels):
            raise InvalidData(
                f"The factor has {len(vector.levels)} levels, but there are {len(names)} names."
            )
        order = tuple(dict.fromkeys(n for n in names if n is not None))
    table = np.array([np.nan if n is None else order.index(n) for n in names] + [np.nan])
    at = np.where(vector.missing, len(names), vector.data).astype(int)
    return to_python(replace(vector, data=table[at], levels=order))


def _factor(x: Any) -> Vector:
    vector = read(x)
    if vector.kind != FACTOR:
        raise InvalidData(
            "The value is not a factor.", hint="factor() converts a vector to a factor."
        )
    return vector


def nlevels(x: Any) -> int:
    """Return the number of levels of a factor."""
    return len(read(x).levels)


def droplevels(x: Any) -> Any:
    """Drop unused levels of a factor, or of all factors in a data frame."""
    if isinstance(x, pd.DataFrame):
        return x.assign(**{str(c): droplevels(x[c]) for c in x if read(x[c]).kind == FACTOR})
    return factor(to_python(_factor(x)))


def relevel(x: Any, ref: Any) -> Any:
    """Return an unordered factor with ``ref`` as its first level."""
    vector = _factor(x)
    if vector.ordered:
        raise InvalidData("'relevel' only for (unordered) factors")
    first = vector.levels[int(ref) - 1] if not isinstance(ref, str) else ref
    if first not in vector.levels:
        raise InvalidData(f"'ref' must be an existing level: '{first}' is none")
    return factor(x, [first, *(v for v in vector.levels if v != first)])


def fct_relevel(x: Any, *first: Any, after: float = 0) -> Any:
    """Return a factor with the levels ``first`` moved to the front, or behind ``after`` others."""
    vector = read(as_factor(x))
    front_levels = [v for names in first for v in text(read(names)).data if v in vector.levels]
    rest = [v for v in vector.levels if v not in front_levels]
    at = len(rest) if np.isinf(after) else int(after)
    order = [*rest[:at], *dict.fromkeys(front_levels), *rest[at:]]
    return factor(to_python(vector), order, ordered=vector.ordered)


def fct_rev(x: Any) -> Any:
    """Return a factor with its levels in reverse order."""
    vector = read(as_factor(x))
    return factor(to_python(vector), vector.levels[::-1], ordered=vector.ordered)


def fct_inorder(x: Any) -> Any:
    """Return a factor with its levels in the order of their first occurrence."""
    levels = read(as_factor(x)).levels
    occurring = [v for v in text(read(x)).data if v is not None]
    return factor(x, list(dict.fromkeys([*occurring, *levels])))


def cut(
    x: Any,
    breaks: Any,
    labels: Any = None,
    *,
    include_lowest: bool = False,
    right: bool | None = None,
    dig_lab: int = 3,
    ordered_result: bool = False,
) -> Any:
    """Cut numbers into intervals; return a factor, or interval numbers if ``labels=False``.

    Parameters
    ----------
    x : array_like
        The numbers.
    breaks : int or array_like
        The ends of the intervals, or the number of intervals of equal width.
    labels : array_like or False, optional
        Names of the intervals. The default names look like ``(1,2]``.
    include_lowest : bool, default False
        Whether the outermost interval is closed on both sides.
    right : bool, optional
        Whether the intervals are closed on the right; by default, those of numbers are.
    dig_lab : int, default 3
        The number of digits in the names.
    ordered_result : bool, default False
        Whether the levels are ordered.

    Returns
    -------
    Categorical or ndarray
        The interval of each number.

    Examples
    --------
        >>> cut([1, 5, 9], [0, 5, 10]).tolist()
        ['(0,5]', '(0,5]', '(5,10]']
    """
    if read(x).date:
        if right:
            raise InvalidData("cut() of dates has intervals that are closed on the left here.")
        return cut_dates(x, breaks, labels)
    right = right is None or right
    if CHARACTER in (read(x).kind, read(breaks).kind):
        raise InvalidData("cut() takes numbers and numbers as breaks here.")
    data = numeric(read(x)).data
    ends = np.sort(numeric(read(breaks)).data)
    if len(ends) == 1:
        ends = _equal_width(data, int(ends[0]))
    if len(np.unique(ends)) < len(ends):
        raise InvalidData("'breaks' are not unique")
    codes = np.searchsorted(ends, data, side="left" if right else "right") - 1.0
    if include_lowest:
        codes[data == (ends[0] if right else ends[-1])] = 0 if right else len(ends) - 2
    codes[np.isnan(data) | (codes < 0) | (codes > len(ends) - 2)] = np.nan
    if labels is False:
        return to_python(numeric(Vector("numeric", codes + 1, whole=True)))
    if labels is None:
        names = _intervals(ends, dig_lab, right=right, include_lowest=include_lowest)
    else:
        names = tuple(text(read(labels)).data)
    if len(names) != len(ends) - 1:
        raise InvalidData("number of intervals and length of 'labels' differ")
    return to_python(Vector(FACTOR, codes, levels=names, ordered=ordered_result))


def _equal_width(data: np.ndarray, count: int) -> np.ndarray:
    low, high = np.nanmin(data), np.nanmax(data)
    width = high - low
    if width == 0:
        width = abs(low) or 1.0
        return np.linspace(low - width / 1000, high + width / 1000, count + 1)
    ends = np.linspace(low, high, count + 1)
    ends[[0, -1]] = low - width / 1000, high + width / 1000
    return ends


def _intervals(
    ends: np.ndarray, digits: int, *, right: bool, include_lowest: bool
) -> tuple[str, ...]:
    for precision in range(digits, max(12, digits) + 1):
        end_texts = [f"{e:.{precision}g}".replace("inf", "Inf") for e in ends]
        if end_texts[0] == "-Inf" and end_texts[-1] == "Inf":
            end_texts[-1] = " Inf"  # R gives both infinite ends one width
        if len(set(end_texts)) == len(end_texts):
            break
    opening, closing = ("(", "]") if right else ("[", ")")
    names = [f"{opening}{a},{b}{closing}" for a, b in itertools.pairwise(end_texts)]
    if include_lowest and right:
        names[0] = f"[{names[0][1:]}"
    elif include_lowest:
        names[-1] = f"{names[-1][:-1]}]"
    return tuple(names)


def as_numeric(x: Any) -> Any:
    """Return ``as.numeric(x)``: the codes of a factor, the numbers in strings."""
    vector = undated(numeric(read(x)))
    return to_python(replace(vector, whole=False, names=None, dim=None))


def as_integer(x: Any) -> Any:
    """Return ``as.integer(x)``: numbers truncated towards zero, the codes of a factor."""
    vector = undated(numeric(read(x)))
    data = as_missing(np.trunc(vector.data))
    return to_python(replace(vector, data=data, whole=True, names=None, dim=None))


def text_at(x: Any, place: int) -> Any:
    """Return ``as.character(x)[place]``, also of a formula of brms with texts that are unknown.

    Examples
    --------
    >>> text_at([0.5, 2.0], 1)
    '0.5'
    """
    of_formula = formula_text_at(x, place)
    return subset(as_character(x), place) if of_formula is None else of_formula


def as_character(x: Any) -> Any:
    """Return ``as.character(x)``: the labels of a factor, numbers with up to 15 digits."""
    if (texts := formula_texts(x)) is not None:
        return texts
    refuse_formula(x, "as.character()")
    vector = decided(read(x))
    return to_python(replace(text(vector), names=None, dim=None))


def in_full(x: Any) -> Any:
    """Return integers as text, as R writes them: the integer 100000 is not 1e+05.

    Examples
    --------
    >>> in_full([100000, 1]).tolist()
    ['100000', '1']
    """
    vector = numeric(read(x))
    texts = (None if np.isnan(v) else str(int(v)) for v in vector.data)
    return to_python(replace(characters(texts), names=vector.names, single=vector.single))


def as_logical(x: Any) -> Any:
    """Return ``as.logical(x)``."""
    return to_python(replace(truths(read(x)), names=None, dim=None))


def is_kind(x: Any, kind: str) -> bool:
    """Return whether R's type of ``x`` is "factor", "character", "numeric", "logical" or "NULL"."""
    return not is_frame(x) and read(x).kind == kind
