"""Values of R expressions: numbers, logicals, factors and matrices with one entry per row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np

from pybrms_mix.base.errors import UnknownLevel
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.design.collate import collated


@dataclass(frozen=True, eq=False)
class Coding:
    """Contrasts of a factor: a matrix with one row per level, and the suffixes of column names."""

    matrix: np.ndarray
    names: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Factor:
    """A factor or a character vector, stored as the position of the level of each row.

    Attributes:
        codes: positions in ``levels``, counted from 0; -1 for a missing value.
        levels: the levels in the order of the factor. Those of a character vector are sorted by
            ``as_factor``; before that, they have the order of appearance.
        ordered: whether the factor is ordered; R codes ordered factors by polynomials.
        text: whether the value is a character vector, whose levels are the values that occur.
        coding: the contrasts: "treatment", "poly", "sum" or "helmert", or a matrix; None for the
            default of R.
        logical: whether the value is a logical vector with missing values; its levels are FALSE and
            TRUE.
    """

    codes: np.ndarray
    levels: tuple[str, ...]
    ordered: bool = False
    text: bool = False
    coding: str | Coding | None = None
    logical: bool = False

    def labels(self) -> np.ndarray:
        """Return the level of each row as an array of objects, None for missing values."""
        return np.asarray(np.array([*self.levels, None], dtype=object)[self.codes])


@dataclass(frozen=True, eq=False)
class Matrix:
    """A matrix of shape (N, k) with the suffixes by which R names its columns."""

    values: np.ndarray
    names: tuple[str, ...]


Rows: TypeAlias = np.ndarray | Factor | Matrix
"""A value with one entry for each row."""

Value: TypeAlias = Rows | None
"""The value of an expression or of a part of it; None is R's NULL."""


def logicals(values: np.ndarray, missing: np.ndarray) -> np.ndarray | Factor:
    """Return a logical vector: an array of bool, or a ``Factor`` if some values are missing."""
    truth = np.asarray(values, dtype=bool)
    unknown = np.broadcast_to(missing, truth.shape)
    if not unknown.any():
        return truth
    return Factor(np.where(unknown, -1, truth).astype(np.int64), ("FALSE", "TRUE"), logical=True)


def missing(value: Value) -> np.ndarray:
    """Return which entries of ``value`` are missing; for a matrix, which rows are incomplete."""
    match value:
        case Factor(codes=codes):
            return np.asarray(codes < 0)
        case Matrix(values=values):
            return np.asarray(np.isnan(values).any(axis=1))
        case np.ndarray() if value.dtype.kind == "f":
            return np.isnan(value)
    return np.zeros(1, dtype=bool)


def entries_at(value: Rows, places: np.ndarray) -> Rows:
    """Return the entries of ``value`` at the positions ``places``."""
    match value:
        case Factor():
            return replace(value, codes=value.codes[places])
        case Matrix():
            return replace(value, values=value.values[places])
        case np.ndarray():
            return np.asarray(value[places])


def texts(values: Sequence[str | None]) -> Factor:
    """Return ``values`` as a character vector with its levels in order of appearance."""
    codes, levels = pd.factorize(np.asarray(values, dtype=object))
    return Factor(codes.astype(np.int64), tuple(levels), text=True)


def as_factor(value: np.ndarray | Factor) -> Factor:
    """Convert a value like ``as.factor`` of R: levels are sorted, except those of a factor."""
    if isinstance(value, Factor):
        return relevelled(value, collated(used(value))) if value.text else value
    uniques, codes = np.unique(value, return_inverse=True)
    labels = [None if np.isnan(v) else number_text(v) for v in uniques.tolist()]
    # R treats numbers that differ after the 15th digit only as one level.
    levels = tuple(dict.fromkeys(label for label in labels if label is not None))
    places = {level: place for place, level in enumerate(levels)}
    table = np.array([-1 if v is None else places[v] for v in labels], dtype=np.int64)
    return Factor(table[codes.reshape(-1)], levels)


def relevelled(factor: Factor, levels: Sequence[str]) -> Factor:
    """Return ``factor`` with other ``levels``; values outside of them are missing."""
    places = {level: place for place, level in enumerate(levels)}
    table = np.array([*(places.get(level, -1) for level in factor.levels), -1], dtype=np.int64)
    return replace(factor, codes=table[factor.codes], levels=tuple(levels), text=False)


def with_levels(factor: Factor, levels: Sequence[str]) -> Factor:
    """Return ``factor`` with the ``levels`` of the fit.

    Raises:
        UnknownLevel: if another level occurs in ``factor``, with the message of brms.
    """
    levels_in_use = used(factor)
    if not set(levels_in_use) <= set(levels):
        raise UnknownLevel(
            "New factor levels are not allowed."
            f"\nLevels allowed: {quoted(levels)}\nLevels found: {quoted(levels_in_use)}"
        )
    return relevelled(factor, levels)


def used(factor: Factor) -> tuple[str, ...]:
    """Return the levels that occur in ``factor``, in their order."""
    codes = np.unique(factor.codes)
    return tuple(factor.levels[code] for code in codes if code >= 0)


def quoted(names: Iterable[str]) -> str:
    """Format names as brms lists them in messages: ``'a', 'b'``."""
    return ", ".join(f"'{name}'" for name in names)


def number_text(value: float | bool) -> str:
    """Convert a number to text as ``as.character`` of R does.

    The text has up to 15 digits, in fixed or scientific notation, whichever is shorter.

    >>> number_text(0.1), number_text(1e5), number_text(100000), number_text(True)
    ('0.1', '1e+05', '100000', 'TRUE')
    """
    if isinstance(value, (bool, np.bool_)):
        return str(bool(value)).upper()
    if isinstance(value, (int, np.integer)):
        return str(value)
    if not np.isfinite(value):
        return {"nan": "NaN", "inf": "Inf", "-inf": "-Inf"}[str(value)]
    if value == 0:
        return "0"
    mantissa, exponent = f"{value:.14e}".split("e")
    mantissa = mantissa.rstrip("0").rstrip(".")
    scientific = f"{mantissa}e{exponent}"
    decimals = max(0, len(mantissa.lstrip("-").replace(".", "")) - 1 - int(exponent))
    fixed = f"{value:.{decimals}f}"
    return fixed if len(fixed) <= len(scientific) else scientific
