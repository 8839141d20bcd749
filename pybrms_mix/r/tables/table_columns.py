"""Columns of a data.table: the parts of groups joined, and values assigned to some rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.r.values.r_vectors import (
    CHARACTER,
    FACTOR,
    LOGICAL,
    NUMBER,
    Vector,
    as_kind,
    common,
    text,
)


def column_joined(parts: Sequence[Vector], name: str) -> Vector:
    """Return the values of several groups as one column.

    Raises
    ------
    InvalidData
        If text and numbers would share a column.
    """
    kinds = {p.kind for p in parts}
    if kinds == {FACTOR}:
        levels = tuple(dict.fromkeys(v for p in parts for v in p.levels))
        return replace(parts[0], levels=levels,
                       data=np.concatenate([_codes(p, levels) for p in parts]))  # fmt: skip
    kinds_present = {p.kind for p in parts if not p.missing.all()}
    if len(kinds_present & {CHARACTER, FACTOR, NUMBER}) > 1 and NUMBER in kinds_present:
        raise InvalidData(f"'{name}' is text in one group and a number in another.")
    kind = common(parts)
    vectors = [as_kind(text(p) if p.kind == FACTOR else p, kind) for p in parts]
    return replace(vectors[0], data=np.concatenate([h.data for h in vectors]),
                   whole=all(h.whole for h in vectors), levels=())  # fmt: skip


def _codes(factor: Vector, levels: tuple[str, ...]) -> np.ndarray:
    places = np.array([float(levels.index(v)) for v in factor.levels] + [np.nan])
    at = np.where(np.isnan(factor.data), len(factor.levels), factor.data).astype(int)
    return np.asarray(places[at])


def column_updated(
    before: Vector | None, parts: Sequence[tuple[np.ndarray, Vector]], size: int, name: str
) -> Vector:
    """Return a column with values assigned to some rows; other rows keep theirs, or are missing.

    Raises
    ------
    InvalidData
        If data.table would change the values to fit the type of the column.
    """
    if not parts:
        return before if before is not None else Vector(LOGICAL, np.full(size, np.nan))
    values = column_joined([v for _, v in parts], name)
    at = np.concatenate([a for a, _ in parts])
    if before is None:
        blank = np.full(size, None if values.data.dtype == object else np.nan, values.data.dtype)
        blank[at] = values.data
        full = len(at) == size
        return replace(values, data=blank, whole=values.whole and full)
    column, values = _fitting(before, values, name)
    data = column.data.copy()
    data[at] = values.data
    return replace(column, data=data)


def _fitting(before: Vector, values: Vector, name: str) -> tuple[Vector, Vector]:
    """Return a column and its new values in the type of the column."""
    all_missing = bool(values.missing.all())
    if before.kind == FACTOR and values.kind in (FACTOR, CHARACTER):
        strings = text(values)
        levels = tuple(dict.fromkeys((*before.levels, *(v for v in strings.data if v is not None))))
        codes = [np.nan if v is None else float(levels.index(v)) for v in strings.data]
        return replace(before, levels=levels), replace(before, data=np.array(codes), levels=levels)
    if before.kind == CHARACTER and values.kind == FACTOR:
        return before, text(values)
    if all_missing and values.kind == LOGICAL:
        empty = None if before.data.dtype == object else np.nan
        return before, replace(before, data=np.full(len(values), empty, before.data.dtype))
    if before.kind == values.kind and not (before.whole and not values.whole):
        return before, values
    if before.kind == NUMBER and values.kind == LOGICAL:
        return before, values
    are_whole = (
        bool(np.all(values.data[~values.missing] % 1 == 0)) if values.kind == NUMBER else False
    )
    if before.kind == values.kind == NUMBER and are_whole:
        return before, values
    if before.kind == values.kind == NUMBER:
        raise InvalidData(
            f"'{name}' holds whole numbers; an integer column would lose the new values' decimals.",
            hint=f"Make it a double first: d[, {name} := {name} + 0.0].",
        )
    raise InvalidData(
        f"'{name}' is {before.kind}, but the new values are {values.kind}.",
        hint="data.table changes values to the type of the column; convert the column first.",
    )
