"""Smooths over the levels of factors: random effects, and a curve for each level."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pybrms_mix.design.rvalues import Factor
from pybrms_mix.design.smooths.basis import (
    Arrays,
    Basis,
    Functions,
    PenalisedFunctions,
    Raw,
    Rows,
    Values,
    kept_basis,
    part_of,
    parts_arrays,
)
from pybrms_mix.design.smooths.natural import by_rows, oriented, penalised_blocks


@dataclass(frozen=True, eq=False)
class LevelColumns(PenalisedFunctions):
    """A column for each combination of levels, times the numeric variables.

    Attributes:
        sizes: the number of levels of each variable; 0 for a numeric one.
    """

    sizes: tuple[int, ...]

    @classmethod
    def of(cls, values: Values) -> LevelColumns:
        """Return the functions of these variables."""
        return cls(tuple(_levels(value) for value in values))

    @property
    def arrays(self) -> dict[str, np.ndarray]:
        """Return the numbers of levels."""
        return {"sizes": np.array(self.sizes)}

    @property
    def columns(self) -> int:
        """Return the number of combinations."""
        return math.prod(max(size, 1) for size in self.sizes)

    @property
    def flat(self) -> int:
        """Return 0: all columns have a penalty."""
        return 0

    def at(self, values: Values) -> np.ndarray:
        """Return the columns; the levels of the first variable vary fastest, as in R."""
        columns = np.ones((_count(values), 1))
        for value, size in zip(values, self.sizes, strict=True):
            column = indicators(value, size) if size else np.asarray(value, dtype=float)[:, None]
            columns = (column[:, None, :] * columns[:, :, None]).reshape(len(column), -1, order="F")
        return columns

    def raw(self, values: Values) -> Raw:
        """Return the columns, all with the same penalty."""
        identity = np.eye(self.columns)
        return Raw(identity, identity)


def random_effect(values: Values, *, penalised: bool, kept: Arrays | None) -> Basis:
    """Return a basis whose columns are those of a model matrix, with one standard deviation."""
    functions = LevelColumns.of(values)
    if kept is not None:
        blocks = (functions.columns,) if penalised else ()
        return kept_basis(functions, kept, functions.columns, blocks)
    identity = np.eye(functions.columns)
    if not penalised:
        return Basis(functions, identity, ())
    scale = np.abs(functions.at(values)).sum(axis=1).max()
    return Basis(functions, identity / scale, (functions.columns,))


@dataclass(frozen=True, eq=False)
class CurveForEachLevel(Functions):
    """The same functions of some variables for each level of a factor.

    Attributes:
        part: the columns of one level.
        factor: the position of the factor among the variables.
        size: the number of levels.
    """

    part: Basis
    factor: int
    size: int

    @property
    def arrays(self) -> dict[str, np.ndarray]:
        """Return the arrays of the columns of one level."""
        return {"levels": np.array(self.size), **parts_arrays([self.part])}

    @property
    def columns(self) -> int:
        """Return the number of columns of all levels."""
        return int(self.size * self.part.change.shape[1])

    def at(self, values: Values) -> np.ndarray:
        """Return penalised columns by levels, then each other column by levels."""
        dummies = indicators(values[self.factor], self.size)
        columns = self.part.at(_without(values, self.factor))
        curved = columns[:, : self.part.penalised]
        blocks = [dummies[:, [level]] * curved for level in range(self.size)]
        flat_columns = [
            dummies * columns[:, [k]] for k in range(self.part.penalised, columns.shape[1])
        ]
        return np.column_stack(blocks + flat_columns)


def curve_for_each_level(
    functions: PenalisedFunctions, values: Values, factor: int, kept: Arrays | None
) -> Basis:
    """Return a basis with a curve for each level of a factor, under a common smoothing parameter.

    Each column of ``functions`` without a penalty has one standard deviation for all levels. Curves
    are not constrained to differ from a common curve: they are random effects.
    """
    size, smooth_values = _levels(values[factor]), _without(values, factor)
    inner, block_sizes = part_of(kept, 0), penalised_blocks(functions, functions.columns)
    if inner is None:
        rows = functions.at(smooth_values)
        change = by_rows(functions.raw(smooth_values), sum(block_sizes), rows)
        part = oriented(Basis(functions, change, block_sizes), smooth_values, rows @ change)
    else:
        part = kept_basis(functions, inner, functions.columns, block_sizes)
    curves = CurveForEachLevel(part, factor, size)
    blocks = (*(size * count for count in block_sizes), *[size] * functions.flat)
    if kept is not None:
        return kept_basis(curves, kept, curves.columns, blocks)
    scale = np.abs(part.at(smooth_values)).sum(axis=1).max()
    return Basis(curves, np.eye(curves.columns) / scale, blocks)


def indicators(value: Rows, size: int) -> np.ndarray:
    """Return a column of ones and zeros for each level: (N, levels)."""
    codes = value.codes if isinstance(value, Factor) else np.asarray(value).astype(int)
    return np.asarray(codes[:, None] == np.arange(size), dtype=float)


def _levels(value: Rows) -> int:
    """Return the number of levels of a factor or of logical values; 0 for numbers."""
    if isinstance(value, Factor):
        return len(value.levels)
    return 2 if value.dtype == bool else 0


def _count(values: Values) -> int:
    first = values[0]
    return len(first.codes if isinstance(first, Factor) else first)


def _without(values: Values, at: int) -> Sequence[Rows]:
    return [value for position, value in enumerate(values) if position != at]
