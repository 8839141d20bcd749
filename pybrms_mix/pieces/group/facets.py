"""Options of blocks of group-level coefficients: sets of levels, known covariance, heavy tails."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np

from pybrms_mix.base.bounds import POSITIVE, Bounds
from pybrms_mix.base.errors import InvalidData, UnknownVariable
from pybrms_mix.design.belonging import Belonging
from pybrms_mix.design.frame import Frame
from pybrms_mix.design.grouping import Grouping
from pybrms_mix.model.ir import Cells, Piece
from pybrms_mix.model.parts import Default, Key, Parameter, Variable
from pybrms_mix.syntax.nodes import Name


@dataclass(frozen=True, eq=False)
class Strata:
    """Sets of levels with separate standard deviations and correlations: ``gr(g, by = f)``.

    Attributes:
        of: the variable as it was written ("by2", "cbind(b1, b2)"); "" if all levels are one set.
        factors: the variable of each membership.
        sets: the levels of the variable, without white space.
        index: the position of the set of each level of the group, from 0: (levels,).
    """

    of: str
    factors: tuple[Name, ...]
    sets: tuple[str, ...]
    index: np.ndarray

    @classmethod
    def one(cls, levels: int) -> Strata:
        """Return the sets of a factor without ``by``: one set with all levels."""
        return cls("", (), ("",), np.zeros(levels, dtype=int))

    @classmethod
    def read(cls, of: str, factors: tuple[Name, ...], belonging: Belonging, frame: Frame) -> Strata:
        """Return the sets into which ``factors`` divide the levels.

        Raises:
            InvalidData: if a level is in several sets.
        """
        sets = Belonging.of(of, tuple((f,) for f in factors), frame)
        index = np.full(len(belonging.levels), -1)
        for level, its in zip(belonging.parts, sets.parts, strict=True):
            index[level.index] = its.index
        for level, its in zip(belonging.parts, sets.parts, strict=True):
            if (index[level.index] != its.index).any():
                groups = ", ".join(f"'{part.name}'" for part in belonging.parts)
                raise InvalidData(
                    f"Some levels of {groups} correspond to multiple levels of '{of}'.",
                    span=factors[0].span,
                    hint="All rows of a level must have the same value of the 'by' variable.",
                )
        return cls(of, factors, tuple(_bare(name) for name in sets.levels), index)

    @property
    def labels(self) -> tuple[str, ...]:
        """Return the endings of coefficients in each set: ":by2hi"; "" for one set."""
        return tuple(f":{self.of}{name}" for name in self.sets) if self.of else ("",)

    def peers(self, level: int) -> np.ndarray:
        """Return the positions of the levels before ``level`` that are in the same set."""
        return np.flatnonzero(self.index[:level] == self.index[level])

    def with_levels(self, belonging: Belonging, frame: Frame) -> Strata:
        """Return the sets with those of further levels, the levels of ``belonging`` on these rows.

        Raises:
            UnknownVariable: if the rows do not have the variable that determines the set of a new
                level.
        """
        count = len(belonging.levels) - self.index.size
        index = np.concatenate([self.index, np.zeros(count, dtype=int)])
        for factor, level in zip(self.factors, belonging.parts, strict=False):
            if factor.text not in frame.data:
                raise UnknownVariable(
                    "The following variables can neither be found in 'data' nor in 'data2':"
                    f"\n'{factor.text}'",
                    hint=f"The column determines to which '{factor.text}' a new level of "
                    f"'{belonging.name}' belongs.",
                )
            its = Grouping.of((factor,), frame)
            names = [_bare(name) for name in its.levels]
            unknown = [name for name in names if name not in self.sets]
            if unknown:
                raise InvalidData(f"'{self.of}' has no level {', '.join(map(repr, unknown))}.")
            sets = np.array([self.sets.index(name) for name in names])[its.index]
            new = level.index >= self.index.size
            index[level.index[new]] = sets[new]
        return replace(self, index=index)


def _bare(name: str) -> str:
    return re.sub(r"[ \t\r\n]+", "", name)


@dataclass(frozen=True, eq=False)
class Tail(Piece):
    """Student's distribution of the coefficients of a grouping factor: a multiplier for each level.

    All blocks of the group that have Student's distribution share these parameters.

    Attributes:
        number: the number of the grouping factor (brms's ``ggn``).
        group: the name of the grouping factor.
        block_id: the ID of the first block with this distribution.
        levels: the number of levels.
    """

    template: ClassVar[str] = "group_student"
    number: int
    group: str
    block_id: int
    levels: int

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Return the degrees of freedom, and the mixing variable of each level."""
        size = f"N_{self.block_id}"
        return (
            Parameter(
                f"df_{self.number}", "real", bounds=Bounds("1"), keys=(self.key,),
                comment=f"degrees of freedom of the t distribution of {self.group}",
            ),
            Parameter(
                f"udf_{self.number}", "vector", (size,), (self.levels,), bounds=POSITIVE,
                comment=f"mixing variable of each level of {self.group}",
            ),
        )  # fmt: skip

    @property
    def key(self) -> Key:
        """Return the key of the prior of the degrees of freedom."""
        return Key("df", group=self.group)

    def defaults(self) -> tuple[Default, ...]:
        """Return the default prior of the degrees of freedom."""
        return (Default(self.key, "gamma(2, 0.1)", Bounds("1")),)

    def variables(self) -> tuple[Variable, ...]:
        """Return the variable of the degrees of freedom."""
        return (Variable(f"df_{self.group}", "df", "df", self.group),)

    def report(self, cells: Cells) -> dict[str, np.ndarray]:
        """Return the draws of the degrees of freedom."""
        return {f"df_{self.group}": cells[f"df_{self.number}"]}

    def stretch(self, cells: Cells) -> np.ndarray:
        """Return the factors of the coefficients of each level: (chains, draws, levels)."""
        df, u = cells[f"df_{self.number}"], cells[f"udf_{self.number}"]
        return np.asarray(np.sqrt(df[..., None] * u))
