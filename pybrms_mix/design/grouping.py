"""Grouping factors, which assign a level to each row."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.design.collate import collation_key
from pybrms_mix.design.frame import Frame
from pybrms_mix.syntax.nodes import Name


@dataclass(frozen=True, eq=False)
class Grouping:
    """A grouping factor: one variable or a combination of several variables.

    Attributes:
        factors: the variables.
        levels: the levels in the order of ``factor()`` in R: numbers by value, factors by their own
            order, text and combinations ("g1_h2") by the locale.
        index: the position of the level of each row, shape (N,); -1 for an unknown level.
        unknown: levels of the rows that are not among ``levels``.
    """

    factors: tuple[Name, ...]
    levels: tuple[str, ...]
    index: np.ndarray
    unknown: tuple[str, ...] = ()

    @classmethod
    def of(cls, factors: tuple[Name, ...], frame: Frame) -> Grouping:
        """Find the levels that occur and the level of each row."""
        values = _values(factors, frame)
        codes, uniques = pd.factorize(values)
        order = _ordered(factors, list(uniques), frame)
        position = {level: i for i, level in enumerate(order)}
        index = np.array([position[level] for level in uniques], dtype=int)[codes]
        return cls(factors, tuple(text(level) for level in order), index)

    @property
    def name(self) -> str:
        """Return the name of the group in brms, such as "g:h"."""
        return ":".join(f.text for f in self.factors)

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """Return the levels as they appear in variable names, with dots in place of white space."""
        return tuple(re.sub(r"\s", ".", level) for level in self.levels)

    def under(self, levels: tuple[str, ...]) -> Grouping:
        """Return the factor with other ``levels``, which include the present ones."""
        position = {level: i for i, level in enumerate(levels)}
        places = np.array([position[level] for level in self.levels], dtype=int)
        return replace(self, levels=levels, index=places[self.index])

    def at(self, frame: Frame) -> Grouping:
        """Return the factor on other rows; ``unknown`` has the levels that are not in the fit."""
        codes, uniques = pd.factorize(_values(self.factors, frame))
        position = {level: i for i, level in enumerate(self.levels)}
        names = [text(level) for level in uniques]
        index = np.array([position.get(name, -1) for name in names], dtype=int)[codes]
        unknown = tuple(name for name in names if name not in position)
        return replace(self, index=index, unknown=unknown)


def text(value: Any) -> str:
    """Convert a level to text as ``as.character`` of R does: 2.0 is "2", True is "TRUE"."""
    if isinstance(value, (bool, np.bool_)):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (float, np.floating)):
        return f"{value:.15g}"
    return str(value)


def _values(factors: tuple[Name, ...], frame: Frame) -> np.ndarray:
    columns = [frame.data[f.text] for f in factors]
    if len(columns) == 1:
        return np.asarray(
            columns[0].astype(object) if columns[0].dtype == "category" else columns[0]
        )
    parts = [column.map(text).astype(object) for column in columns]
    joined = parts[0].str.cat(pd.concat(parts[1:], axis=1), sep="_")
    return np.asarray(joined, dtype=object)


def _ordered(factors: tuple[Name, ...], uniques: list[Any], frame: Frame) -> list[Any]:
    if len(factors) > 1:
        return sorted(uniques, key=collation_key)
    levels = frame.levels.get(factors[0].text)
    if levels is not None:
        present = set(uniques)
        return [level for level in levels if level in present]
    return sorted(uniques, key=lambda v: collation_key(v) if isinstance(v, str) else v)
