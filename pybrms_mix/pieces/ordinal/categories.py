"""The number of thresholds between the categories, of all rows or of each group of rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar

import numpy as np

from pybrms_mix.base.bounds import Bounds
from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.sizes import MOST
from pybrms_mix.design.design import renamed
from pybrms_mix.design.expression import Expression
from pybrms_mix.design.frame import Frame
from pybrms_mix.design.rvalues import Factor
from pybrms_mix.model.declarations import Declaration
from pybrms_mix.model.ir import CategoriesPiece
from pybrms_mix.pieces.response.additions import Addition

_WHOLE = "Number of thresholds must be a positive integer."


@dataclass(frozen=True, eq=False)
class Categories(CategoriesPiece):
    """The numbers of thresholds, and the group of thresholds of each row.

    Attributes:
        counts: the number of thresholds of each group; one number if rows are not grouped.
        groups: the names of the groups in ``thres(gr = )``; empty if rows are not grouped.
        grouping: the expression that groups the rows.
        index: the position of each row's group, shape (N,).
        levels: the levels of a response that is an ordered factor.
        resp: the response, in a model of several.
    """

    template: ClassVar[str] = "categories"
    counts: tuple[int, ...]
    groups: tuple[str, ...]
    grouping: Expression | None
    index: np.ndarray
    levels: tuple[str, ...] = ()
    resp: str = ""

    @classmethod
    def of(
        cls,
        additions: Mapping[str, Addition],
        y: np.ndarray,
        levels: tuple[str, ...] = (),
        resp: str = "",
    ) -> Categories:
        """Return the numbers of thresholds from ``thres()`` or ``cat()``, or by default from ``y``.

        Raises:
            InvalidData: in brms's words, for numbers that are invalid or too small.
        """
        thres, cat = additions.get("thres"), additions.get("cat")
        grouping = thres.expressions.get("gr") if thres else None
        groups, index = _groups(thres, grouping, len(y))
        counts_of_rows = _threshold_counts(thres, len(groups) > 0)
        if counts_of_rows is None and cat is not None:
            counts_of_rows = cat.numbers("x", _WHOLE) - 1
        counts = tuple(
            _count(
                counts_of_rows if counts_of_rows is None else counts_of_rows[index == g],
                y[index == g],
                thres or cat,
            )
            for g in range(max(1, len(groups)))
        )
        return cls(counts, groups, grouping, index, levels, resp)

    @property
    def belongs_to(self) -> str:
        """Return the name of the response to which the categories belong."""
        return self.resp

    @property
    def suffix(self) -> str:
        """Return the ending of names that belong to the response: "_y", or ""."""
        return f"_{self.resp}" if self.resp else ""

    @property
    def category_names(self) -> tuple[str, ...]:
        """Return the names of the categories: levels, or numbers from 1."""
        numbers = tuple(str(k) for k in range(1, max(self.counts) + 2))
        return self.levels if len(self.levels) == len(numbers) else numbers

    @property
    def starts(self) -> np.ndarray:
        """Return, for each group, the number of thresholds of all earlier groups."""
        return np.cumsum([0, *self.counts[:-1]])

    @property
    def size(self) -> str:
        """Return the name that the number of thresholds has in the program."""
        return f"nthres{self.suffix}"

    @property
    def rows(self) -> str:
        """Return the name of the data with the first and the last threshold of each row."""
        return f"Jthres{self.suffix}"

    @property
    def declarations(self) -> tuple[Declaration, ...]:
        """Return records of the numbers of thresholds."""
        if not self.groups:
            return (Declaration.count(self.size, "number of thresholds"),)
        groups = f"ngrthres{self.suffix}"
        return (
            Declaration.count(groups, "number of groups of rows that share thresholds"),
            Declaration(
                self.size, "int", (), "number of thresholds of each group", (groups,), Bounds("1")
            ),
            Declaration(
                self.rows, "int", (), "first and last threshold of each row", (self.n_rows, 2),
                Bounds("1"),
            ),
        )  # fmt: skip

    def data(self) -> dict[str, Any]:
        """Return the numbers, and for grouped rows the first and the last threshold of each row."""
        if not self.groups:
            return {self.size: self.counts[0]}
        counts = np.array(self.counts)
        ends = np.stack([self.starts + 1, self.starts + counts], axis=1)
        groups = f"ngrthres{self.suffix}"
        return {groups: len(counts), self.size: counts, self.rows: ends[self.index]}

    def reads(self) -> frozenset[str]:
        """Return the columns that group the rows."""
        return frozenset(self.grouping.columns if self.grouping else ())

    def at(self, frame: Frame) -> Categories:
        """Return the same thresholds for other rows, each row with its group of thresholds."""
        if self.grouping is None:
            return replace(self, index=np.zeros(frame.N, dtype=int))
        grouping = self.grouping.at(frame)
        assert isinstance(grouping.result, Factor)
        return replace(self, grouping=grouping, index=grouping.result.codes)


def _groups(
    thres: Addition | None, grouping: Expression | None, size: int
) -> tuple[tuple[str, ...], np.ndarray]:
    """Return the names of the groups, and the position of each row's group."""
    if thres is None or grouping is None:
        return (), np.zeros(size, dtype=int)
    result = grouping.result
    if not isinstance(result, Factor):
        raise thres.refused(
            "Variable 'gr' in 'thres' needs to be factor-like.",
            f"'{thres.label('gr')}' holds numbers: write gr = factor({thres.label('gr')}).",
        )
    return renamed(result.levels), result.codes


def _threshold_counts(thres: Addition | None, grouped: bool) -> np.ndarray | None:
    """Return the number of thresholds of each row that ``thres()`` gives."""
    if thres is None or "x" not in thres.expressions:
        return None
    numbers = thres.numbers("x", _WHOLE)
    bad = (numbers < 1) | (numbers != np.floor(numbers))
    if bad.any():
        remedy = "Leave 'thres()' out: the number of thresholds then follows from the response."
        raise thres.wrong(_WHOLE, bad, {thres.label("x"): numbers}, remedy)
    if (numbers > MOST).any():
        raise thres.refused(
            f"Number of thresholds must be at most {MOST}.",
            "Leave 'thres()' out: the number of thresholds then follows from the response.",
        )
    if not grouped and thres.expressions["x"].columns:
        raise thres.refused(
            "Number of thresholds needs to be a single value.",
            f"'{thres.label('x')}' is a column: write a number, or add a grouping variable, "
            "gr = ....",
        )
    return numbers


def _count(counts: np.ndarray | None, y: np.ndarray, source: Addition | None) -> int:
    """Return the number of thresholds of rows whose categories are ``y``."""
    required = int(y.max()) - 1
    if counts is None:
        count = required
    else:
        count = int(counts[0])
        assert source is not None
        if (counts != count).any():
            raise source.refused(
                "Number of thresholds should be unique for each group.",
                f"Within one group, '{source.label('x')}' is {count} in one row and "
                f"{counts[counts != count][0]:g} in another.",
            )
        if count < required:
            raise source.refused(
                "Number of thresholds is smaller than required by the response.",
                f"'{source.label('x')}' is {count}, and the response goes up to {required + 1}: "
                f"thres({required}) or more.",
            )
    if count < 1:
        raise InvalidData(
            _WHOLE,
            hint="The response has only one category; cat(2) or thres(1) adds categories "
            "without rows.",
        )
    return count
