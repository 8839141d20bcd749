"""Coefficients that differ between the thresholds: ``cs(x)``, category specific effects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any, ClassVar

import numpy as np

from pybrms_mix.base.errors import InvalidFormula, NotSupported
from pybrms_mix.design.design import Design
from pybrms_mix.design.frame import Frame
from pybrms_mix.family.base import Mixture, PlacedDpar
from pybrms_mix.model.declarations import Declaration
from pybrms_mix.model.draws import Draws
from pybrms_mix.model.fragments import Expression, Fragment
from pybrms_mix.model.ir import Cells, SpecificPiece
from pybrms_mix.model.parts import Default, Key, Parameter, Slot, Variable
from pybrms_mix.model.term_kinds import Term, TermKind
from pybrms_mix.pieces.designed import Designed
from pybrms_mix.pieces.ordinal.categories import Categories
from pybrms_mix.syntax.nodes import Call, Infix, Name, Node, called, variables
from pybrms_mix.syntax.summands import split

SPECIFIC = ("cs", "cse")
_OTHERS = "not supported for this family"


@dataclass(frozen=True)
class CategoryTerm(Term):
    """``cs(x + z)``; ``node`` is the expression inside."""

    call: Call
    node: Node

    def variables(self) -> tuple[Name, ...]:
        """Return the columns that the term reads."""
        return variables(self.node)


def read(node: Node | None) -> tuple[list[CategoryTerm], Node | None]:
    """Return the category specific terms among the summands of ``node``, and the rest."""
    calls, rest = split(node, is_specific)
    return [_term(n) for n in calls if isinstance(n, Call)], rest


def is_specific(node: Node) -> bool:
    """Return whether ``node`` is ``cs(...)``."""
    return called(node) in SPECIFIC


def combined(terms: Iterable[CategoryTerm]) -> Node:
    """Return the expressions of all terms as one sum."""
    return reduce(lambda a, b: Infix(a, "+", b), (t.node for t in terms))


def _term(call: Call) -> CategoryTerm:
    values = [a.value for a in call.arguments if a.value is not None]
    if len(values) != 1:
        raise InvalidFormula("'cs()' needs one expression.", span=call.span, hint="cs(x + z)")
    return CategoryTerm(call, values[0])


def empty(terms: Sequence[CategoryTerm]) -> InvalidFormula:
    """Return the error for terms without columns."""
    return InvalidFormula("'cs()' needs predictors.", span=terms[0].call.span, hint="cs(x)")


def refuse_groups_of_rows(categories: Categories, terms: Sequence[CategoryTerm]) -> None:
    """Refuse the terms if groups of rows have different thresholds.

    Raises:
        NotSupported: in that case.
    """
    if categories.groups:
        raise NotSupported(
            "Category specific effects with 'thres(gr = )' are not supported yet.",
            span=terms[0].call.span,
        )


def refused(terms: Iterable[CategoryTerm], mixture: Mixture) -> InvalidFormula:
    """Return brms's error for terms of a parameter without thresholds."""
    why = "only supported for the main parameter 'mu'"
    return InvalidFormula(
        f"Category specific effects are {why if mixture.ordinal else _OTHERS}.",
        span=next(iter(terms)).call.span,
        hint="They belong to mu of the families sratio, cratio, acat and cumulative.",
    )


@dataclass(frozen=True)
class EffectsOfRow(Fragment):
    """The effects of row n on the thresholds, as a column."""

    template: ClassVar[str] = "category_effects"
    block: ClassVar[str] = "row"
    matrix: str


@dataclass(frozen=True, eq=False)
class CategoryEffects(Designed, SpecificPiece):
    """A coefficient of each column for each threshold.

    Attributes:
        place: the mu whose thresholds the coefficients change.
        design: the columns; the thresholds are the intercept.
        categories: the number of thresholds.
    """

    template: ClassVar[str] = "category_effects"
    categories: Categories

    @classmethod
    def of(
        cls, place: PlacedDpar, terms: list[CategoryTerm], categories: Categories, frame: Frame
    ) -> CategoryEffects:
        """Return the effects of all terms of one formula.

        Raises:
            InvalidFormula: if the terms have no column, or if they remove the intercept.
        """
        design = Design.of(combined(terms), frame)
        if not design.intercept or len(design.columns) < 2:
            raise empty(terms)
        return cls(place, design, categories)

    @property
    def suffix(self) -> str:
        """Return the ending of Stan's names."""
        return self.place.suffix

    @property
    def count(self) -> int:
        """Return the number of thresholds."""
        return self.categories.counts[0]

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the names of the columns."""
        return self.design.columns[1:]

    @property
    def row(self) -> Expression:
        """Return the effects of row n on the predictor of each threshold."""
        return EffectsOfRow(f"mucs{self.suffix}")

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Return the matrix of coefficients: a row for each column of the data, with one prior."""
        sizes = (len(self.columns), self.count)
        keys = tuple(Key.of(self.place, "b", c) for c in self.columns)
        names = (f"Kcs{self.suffix}", self.categories.size)
        comment = f"category-specific coefficients of {self.place.name}"
        return (Parameter(f"bcs{self.suffix}", "matrix", names, sizes, comment, keys=keys),)

    @property
    def declarations(self) -> tuple[Declaration, ...]:
        """Return records of the columns and their number."""
        count = f"Kcs{self.suffix}"
        return (
            Declaration.count(count, f"number of category-specific columns of {self.place.name}"),
            Declaration(
                f"Xcs{self.suffix}",
                "matrix",
                (self.n_rows, count),
                f"category-specific columns of {self.place.name}",
            ),
        )

    def defaults(self) -> tuple[Default, ...]:
        """Return the default priors of ``b``, one for each column."""
        rows = [Default(Key.of(self.place, "b", c)) for c in self.columns]
        return (Default(Key.of(self.place, "b")), *rows)

    def data(self) -> dict[str, Any]:
        """Return the columns."""
        columns = self.design.matrix[:, 1:]
        return {f"Kcs{self.suffix}": columns.shape[1], f"Xcs{self.suffix}": columns}

    def _name(self, column: str, k: int) -> str:
        return f"bcs{self.suffix}_{column}[{k}]"

    def variables(self) -> tuple[Variable, ...]:
        """Return the coefficients, sorted by column."""
        return tuple(self._variable(c, k) for c in self.columns for k in range(1, self.count + 1))

    def _variable(self, column: str, k: int) -> Variable:
        base = f"{self.place.key}_{column}" if self.place.key else column
        slots = (Slot.of(self.place, column),)
        array = f"bcs{self.suffix}_{column}"
        return Variable(
            f"{array}[{k}]", "b", f"{base}[{k}]", "", slots, str(k), "cs", array, (str(k),),
            base=base,
        )  # fmt: skip

    def startable(self) -> tuple[str, ...]:
        """Return the names of the coefficients."""
        return tuple(v.name for v in self.variables())

    def started(self, values: Mapping[str, float]) -> dict[str, Any]:
        """Return the coefficients; those that are left out start at 0."""
        if not any(n in values for n in self.startable()):
            return {}
        (matrix,) = self.parameters
        coefficients = np.array([values.get(n, 0.0) for n in self.startable()])
        return {matrix.stan: coefficients.reshape(matrix.shape)}

    def report(self, cells: Cells) -> dict[str, np.ndarray]:
        """Return the draws of the coefficients."""
        b = cells[f"bcs{self.suffix}"]
        return {
            self._name(c, k + 1): b[:, :, i, k]
            for i, c in enumerate(self.columns)
            for k in range(self.count)
        }

    @property
    def specific(self) -> tuple[PlacedDpar, ...]:
        """Return the mu whose thresholds the coefficients change."""
        return (self.place,)

    def effects_on_thresholds(self, place: PlacedDpar, draws: Draws) -> list[np.ndarray]:
        """Return the effects at each threshold: (draws, N)."""
        x = self.design.matrix[:, 1:].T
        return [
            draws.matrix([self._name(c, k) for c in self.columns]) @ x
            for k in range(1, self.count + 1)
        ]


KIND = TermKind(CategoryTerm, read)
