"""Groups whose rows all belong to the same component: ``mixture(..., gr = "id")``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from pybrms_mix.base.bounds import Bounds
from pybrms_mix.base.errors import InvalidData, UnknownVariable
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.design.frame import Frame
from pybrms_mix.design.grouping import Grouping
from pybrms_mix.model.declarations import ROWS, Declaration
from pybrms_mix.model.ir import WholePiece
from pybrms_mix.syntax.nodes import Name


@dataclass(frozen=True, eq=False)
class Whole(WholePiece):
    """The groups of the rows.

    Attributes:
        gr: the column whose levels are the groups, or several columns: "g:h".
        constant: the columns that may not differ within a group, each with the term that reads it.
        frame: the rows.
    """

    template: ClassVar[str] = "whole"
    gr: str
    constant: tuple[tuple[str, str], ...]
    frame: Frame

    @classmethod
    def of(cls, gr: str, constant: Iterable[tuple[str, str]], frame: Frame) -> Whole:
        """Return the groups of the rows of the fit.

        Raises:
            InvalidData: if a column differs within a group although it may not.
        """
        whole_groups = cls(gr, tuple(constant), frame)
        whole_groups.together()
        return whole_groups

    @staticmethod
    def names(gr: str) -> tuple[Name, ...]:
        """Return the columns that ``gr`` names."""
        return tuple(Name(text) for text in gr.split(":") if text)

    @property
    def factors(self) -> frozenset[str]:
        """Return the columns that make up the groups."""
        return frozenset(name.text for name in self.names(self.gr))

    def together(self) -> Grouping:
        """Return the groups of the rows; see ``WholePiece``."""
        return self._groups

    @cached_property
    def _groups(self) -> Grouping:
        missing = sorted(self.factors - set(self.frame.data.columns))
        if missing:
            raise UnknownVariable(
                "The following variables can neither be found in 'data' nor in 'data2':\n"
                + ", ".join(f"'{name}'" for name in missing),
                hint=f"All rows of one '{self.gr}' belong to one component: the column is "
                "required and must have no missing values.",
            )
        grouping = Grouping.of(self.names(self.gr), self.frame)
        for column, reader in self.constant:
            if column in self.frame.data:
                _check(column, reader, grouping, self.frame)
        return grouping

    @property
    def declarations(self) -> tuple[Declaration, ...]:
        """Return records of the number of groups, and of their rows."""
        sizes, at_least_one = ("N_whole",), Bounds("1")
        return (
            Declaration.count("N_whole", "number of groups whose rows belong to one component"),
            Declaration(
                "rows_whole",
                "int",
                (),
                "positions of the rows, ordered by group",
                (ROWS,),
                at_least_one,
            ),
            Declaration(
                "start_whole",
                "int",
                (),
                "position of the first row of each group in rows_whole",
                sizes,
                at_least_one,
            ),
            Declaration(
                "size_whole", "int", (), "number of rows of each group", sizes, at_least_one
            ),
        )

    def data(self) -> dict[str, Any]:
        """Return the positions of the rows by group, and the start and size of each group."""
        index = self._groups.index
        sizes = np.bincount(index, minlength=len(self._groups.levels))
        return {
            "N_whole": len(sizes),
            "rows_whole": np.argsort(index, kind="stable") + 1,
            "start_whole": np.r_[0, np.cumsum(sizes)[:-1]] + 1,
            "size_whole": sizes,
        }

    def at(self, frame: Frame) -> Whole:
        """Return the groups of other rows. They are computed when ``together()`` is called."""
        return replace(self, frame=frame)


def _check(column: str, reader: str, groups: Grouping, frame: Frame) -> None:
    """Raise an error for a column that differs within a group."""
    codes = pd.factorize(frame.data[column])[0]
    first = np.empty(len(groups.levels), dtype=codes.dtype)
    first[groups.index[::-1]] = codes[::-1]
    differing = np.flatnonzero(codes != first[groups.index])
    if not differing.size:
        return
    level = groups.levels[groups.index[differing[0]]]
    raise InvalidData(
        f"'{column}' differs between the rows of '{groups.name}' {level}, but {reader} must be "
        "constant within a group.",
        hint=f"Use one value for each '{groups.name}', for instance its mean or its first "
        "value; or leave 'gr' out of mixture(): each row then belongs to a component by "
        "itself.",
    )
