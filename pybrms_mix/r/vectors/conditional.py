"""R's choices by a condition: ``ifelse()``, ``case_when()``, ``coalesce()``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.r.values.r_vectors import (
    CHARACTER,
    FACTOR,
    LOGICAL,
    NULL,
    NUMBER,
    Vector,
    as_kind,
    common,
    logicals,
    numeric,
    read,
    recycled,
    shaped,
    text,
    to_python,
    truths,
    undated,
)  # fmt: skip
from pybrms_mix.r.vectors.logic import compare

__all__ = ["case_when", "coalesce", "if_else", "ifelse", "na_if"]


def ifelse(test: Any, yes: Any, no: Any) -> Any:
    """Return ``ifelse(test, yes, no)``: NA where the test is NA; factors become their codes.

    Parameters
    ----------
    test : array_like
        The conditions.
    yes, no : array_like or callable
        The values where the test is true, and where it is false. A function without arguments is
        called if some element of the test needs its values, as R computes them.

    Returns
    -------
    ndarray
        One value for each element of the test.

    Examples
    --------
    >>> ifelse(compare([1, float("nan"), 3], ">", 2), 1, 0)
    array([ 0., nan,  1.])
    >>> ifelse([True, False], "low", lambda: "high").tolist()
    ['low', 'high']
    """
    vector = read(test)
    conditions = truths(vector)
    are_needed = [bool(np.any(conditions.data == t)) for t in (1.0, 0.0)]
    a, b = (
        _bare(read((v() if is_needed else None) if callable(v) else v))
        for v, is_needed in zip((yes, no), are_needed, strict=True)
    )
    chosen_sides = [v for v, is_needed in zip((a, b), are_needed, strict=True) if is_needed]
    return to_python(
        shaped(_chosen(conditions, a, b, common(chosen_sides) if chosen_sides else LOGICAL), vector)
    )


def _bare(vector: Vector) -> Vector:
    return undated(numeric(vector)) if vector.kind == FACTOR or vector.clock else vector


def _chosen(test: Vector, yes: Vector, no: Vector, kind: str) -> Vector:
    size = len(test)
    result = logicals(np.full(size, np.nan))
    result = as_kind(result, NUMBER if kind == NULL else kind)
    all_whole = True
    for vector, truth in ((yes, 1.0), (no, 0.0)):
        at = np.flatnonzero(test.data == truth)
        if len(at):
            full = as_kind(vector.plain(), kind).take(np.arange(size) % max(len(vector), 1) + 0.0)
            result.data[at] = full.data[at]
            all_whole = all_whole and full.whole
    return replace(result, whole=all_whole, single=False)


def if_else(condition: Any, true: Any, false: Any, missing: Any = None) -> Any:
    """Return dplyr's ``if_else()``, which is ``ifelse()`` except that factors keep their levels.

    Raises:
        InvalidData: if the two values have different types.
    """
    conditions = truths(read(condition))
    a, b = read(true), read(false)
    kinds = {v.kind for v in (a, b) if not (v.kind == LOGICAL and v.missing.all())}
    if len(kinds - {NUMBER, LOGICAL}) and len(kinds) > 1:
        raise InvalidData(
            f"if_else() needs values of one kind, but has {' and '.join(sorted(kinds))}."
        )
    if FACTOR in kinds:
        levels = tuple(dict.fromkeys((*a.levels, *b.levels)))
        labels = _chosen(conditions, text(a), text(b), CHARACTER)
        places = {level: float(n) for n, level in enumerate(levels)}
        codes = np.array([places.get(v, np.nan) for v in labels.data], dtype=float)
        return to_python(Vector(FACTOR, codes, levels=levels))
    result = _chosen(conditions, a, b, common([a, b]))
    if missing is not None:
        at = np.flatnonzero(conditions.missing)
        replacements = as_kind(recycled(read(missing), len(conditions)), result.kind)
        result.data[at] = replacements.data[at]
    result = dated_as(replace(result, single=conditions.single), (a, b))
    return to_python(_like_value(result, a))


def dated_as(result: Vector, values: Sequence[Vector]) -> Vector:
    """Return chosen numbers as dates if all values that are not missing are dates."""
    if result.kind != NUMBER or not all(v.date or v.missing.all() for v in values):
        return result
    return replace(result, date=any(v.date for v in values), clock=any(v.clock for v in values))


def _like_value(result: Vector, first: Vector) -> Vector:
    """Return a result of dplyr, whose names are NA if the first value has names."""
    return result if first.names is None else replace(result, names=("<NA>",) * len(result))


def case_when(*cases: tuple[Any, Any]) -> Any:
    """Return, for each element, the value of the first true condition, or NA.

    Examples:
        >>> case_when(([True, False, False], "a"), ([True, True, False], "b"))
        array(['a', 'b', None], dtype=object)
    """
    tests = [truths(read(test)) for test, _ in cases]
    values = [read(value) for _, value in cases]
    size = max(len(v) for v in (*tests, *values))
    if any(len(v) == 0 for v in tests):
        size = 0
    kind = common(values)
    result = as_kind(logicals(np.full(size, np.nan)), kind)
    free = np.ones(size, dtype=bool)
    for test, value in zip(tests, values, strict=True):
        at = np.flatnonzero(free & (recycled(test, size).data == 1))
        result.data[at] = as_kind(recycled(value, size), kind).data[at]
        free[at] = False
    all_whole = all(v.whole for v in values)
    single = all(v.single for v in (*tests, *values))
    result = dated_as(replace(result, whole=all_whole, single=single), values)
    return to_python(_like_value(result, values[0]))


def coalesce(*vectors: Any) -> Any:
    """Return, for each element, the first value that is not NA."""
    read_all = [read(v) for v in vectors]
    size = max(map(len, read_all))
    kind = common(read_all)
    first_values = as_kind(recycled(read_all[0], size), kind)
    data = first_values.data.copy()
    for more in read_all[1:]:
        missing = replace(first_values, data=data).missing
        data[missing] = as_kind(recycled(more, size), kind).data[missing]
    return to_python(replace(first_values, data=data, whole=all(v.whole for v in read_all)))


def na_if(x: Any, y: Any) -> Any:
    """Return ``x`` with elements that equal ``y`` replaced by NA."""
    vector = read(x)
    equal = recycled(truths(read(compare(x, "==", y))), len(vector)).data == 1
    at = np.where(equal, np.nan, np.arange(len(vector)) + 0.0)
    return to_python(replace(vector.take(at), names=vector.names, single=vector.single))
