"""Known additions to a linear predictor: ``offset(log(exposure))``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

import numpy as np

from pybrms_mix.base.errors import InvalidFormula
from pybrms_mix.design.frame import Expression, Frame
from pybrms_mix.family.base import PlacedDpar
from pybrms_mix.model.declarations import Declaration
from pybrms_mix.model.draws import Draws
from pybrms_mix.model.ir import Piece, PlacedPiece, PredictorPiece, TermsPiece
from pybrms_mix.model.term_kinds import Placed, Term, TermKind
from pybrms_mix.syntax.nodes import Call, Name, Node, called, variables
from pybrms_mix.syntax.summands import split


@dataclass(frozen=True)
class OffsetTerm(Term):
    """``offset(expression)``."""

    call: Call

    def variables(self) -> tuple[Name, ...]:
        """Return the columns that the offset reads."""
        return variables(self.call)


def read(node: Node | None) -> tuple[list[OffsetTerm], Node | None]:
    """Return the offsets among the summands of ``node``, and the rest."""
    calls, rest = split(node, lambda n: called(n) == "offset")
    return [OffsetTerm(n) for n in calls if isinstance(n, Call)], rest


@dataclass(frozen=True, eq=False)
class Offset(PlacedPiece, PredictorPiece, TermsPiece):
    """The sum of all offsets of one parameter: ``values`` have the shape (N,)."""

    template: ClassVar[str] = "offset"
    place: PlacedDpar
    expressions: tuple[Expression, ...]
    values: np.ndarray

    @classmethod
    def of(cls, place: PlacedDpar, terms: list[OffsetTerm], frame: Frame) -> Offset:
        """Return the offset of ``place``."""
        expressions = tuple(_expression(term.call, frame) for term in terms)
        return cls(place, expressions, _sum(expressions))

    @property
    def column(self) -> str:
        """Return brms's name of the data."""
        return f"offsets{self.place.suffix}"

    @property
    def declarations(self) -> tuple[Declaration, ...]:
        """Return the record of the offsets."""
        about = f"offsets of {self.place.name}"
        return (Declaration.column(self.column, comment=about, rows=self.n_rows),)

    def predicts(self) -> tuple[str, ...]:
        """Return the name of the parameter."""
        return (self.place.name,)

    def varies(self, name: str) -> bool:
        """Return True: an offset differs between rows."""
        return True

    def data(self) -> dict[str, Any]:
        """Return the offsets."""
        return {self.column: self.values}

    def known(self, name: str) -> np.ndarray:
        """Return the offsets."""
        return self.values

    def eta(self, name: str, draws: Draws) -> np.ndarray:
        """Return the offsets, the same for every draw: (1, N)."""
        return self.values[None, :]

    def effects(self) -> tuple[tuple[str, ...], ...]:
        """Return no terms: an offset is known and not estimated."""
        return ()

    def discrete(self) -> frozenset[str]:
        """Return no columns: an offset is a number."""
        return frozenset()

    def reads(self) -> frozenset[str]:
        """Return the variables of the offsets."""
        return frozenset(name for e in self.expressions for name in e.columns)

    def at(self, frame: Frame) -> Offset:
        """Return the offsets of other rows."""
        expressions = tuple(e.at(frame) for e in self.expressions)
        return replace(self, expressions=expressions, values=_sum(expressions))


def _expression(call: Call, frame: Frame) -> Expression:
    """Return the argument of ``offset()`` as an expression of columns.

    Raises:
        InvalidFormula: if the call has not exactly one numeric argument.
    """
    values = [a.value for a in call.arguments if a.value is not None]
    if len(values) != 1:
        raise InvalidFormula(
            "An offset is one expression.", span=call.span, hint="For example offset(log(time))."
        )
    expression = Expression.of(values[0], frame)
    if np.asarray(expression.values).dtype.kind not in "biuf":
        raise InvalidFormula("An offset must be numeric.", span=call.span)
    return expression


def _sum(expressions: tuple[Expression, ...]) -> np.ndarray:
    return np.asarray(sum(np.asarray(e.values, float) for e in expressions))


def resolve(placed: list[Placed], frame: Frame, earlier: Sequence[Piece]) -> list[Offset]:
    """Return the offset of each parameter whose formula has offsets."""
    return [
        Offset.of(place, terms, frame.of_response(place.resp)) for place, terms in placed if terms
    ]


KIND = TermKind(OffsetTerm, read, resolve)
