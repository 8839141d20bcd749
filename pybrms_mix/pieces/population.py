"""Population-level coefficients of one parameter's linear predictor, on centred columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidFormula
from pybrms_mix.design.frame import Frame
from pybrms_mix.family.base import PlacedDpar
from pybrms_mix.model.declarations import Declaration
from pybrms_mix.model.draws import Draws
from pybrms_mix.model.fragments import Element
from pybrms_mix.model.ir import Cells, PredictorPiece, TermsPiece
from pybrms_mix.model.parts import Default, Parameter, Regressors, Variable
from pybrms_mix.model.term_kinds import Term, TermKind
from pybrms_mix.pieces.coefficient_columns import PLAIN_BASIS, Basis, CoefficientColumns
from pybrms_mix.pieces.coefficient_owner import CommonOwner, Owner
from pybrms_mix.pieces.coefficient_parameters import CentredIntercept, Slopes
from pybrms_mix.syntax.nodes import Infix, Name, Node, Number, variables


@dataclass(frozen=True)
class PopulationTerm(Term):
    """All population-level terms of a formula, as one expression."""

    node: Node

    def variables(self) -> tuple[Name, ...]:
        """Return the columns that the terms read, without the reserved name ``Intercept``."""
        return tuple(v for v in variables(self.node) if v.text not in ("Intercept", "intercept"))


def read(node: Node | None) -> tuple[list[PopulationTerm], None]:
    """Return the summands of a right-hand side that no other kind of term has claimed."""
    rest = Number("1") if node is None else node
    if isinstance(rest, Infix) and rest.op in ("|", "||"):
        raise InvalidFormula(
            "A group-level term must stand in parentheses.", span=rest.span, hint="(1 | g)"
        )
    return [PopulationTerm(rest)], None


@dataclass(frozen=True, eq=False)
class Population(PredictorPiece, TermsPiece):
    """The coefficients ``b`` of one parameter, and its Intercept if columns are centred.

    Attributes:
        owner: the parameter, or the parameters that have the coefficients in common.
        slopes: the coefficients with their columns.
        intercept: the Intercept; None if the columns are not centred, or if thresholds replace it.
        beside: the coefficients that the parameter has in common with others.
        counted: whether the program reads equal rows as one row with a count.
    """

    owner: Owner
    slopes: Slopes
    intercept: CentredIntercept | None
    beside: Population | None = None

    @classmethod
    def of(
        cls,
        owner: Owner,
        x: CoefficientColumns,
        basis: Basis = PLAIN_BASIS,
        ordered: Mapping[str, Element] | None = None,
        *,
        offset: float = 0.0,
        beside: Population | None = None,
    ) -> Population:
        """Return the piece of columns ``x``.

        ``ordered`` holds the elements of ordered vectors that are the values of coefficients, by
        the names of the coefficients; ``offset`` is the mean of the offsets of the predictor.
        """
        elements = ordered or {}
        intercept = CentredIntercept(owner, offset, elements.get("Intercept"))
        return cls(
            owner, Slopes(owner, x, basis, elements), intercept if x.has_intercept else None, beside
        )

    @property
    def place(self) -> PlacedDpar:
        """Return the parameter to whose predictor the coefficients add."""
        return self.owner.place

    @property
    def belongs_to(self) -> str:
        """Return the response of the parameter."""
        return self.place.resp

    @property
    def x(self) -> CoefficientColumns:
        """Return the columns that the coefficients multiply."""
        return self.slopes.x

    @property
    def template(self) -> str:
        """Return the template, which depends on whether there are coefficients and an intercept."""
        x = self.x
        if self.slopes.basis.orthogonal:
            kind = "" if x.has_intercept else "_slopes" if x.centered else "_uncentered"
            return f"population_orthogonal{kind}"
        if x.cut and x.centered and x.coefs:
            return "population_slopes"
        if x.has_intercept:
            return "population" if x.coefs else "population_intercept"
        if x.single:
            return "population_single"
        return "population_uncentered" if x.coefs else "population_empty"

    @property
    def suffix(self) -> str:
        """Return the ending of the Stan names."""
        return self.place.suffix

    @property
    def common(self) -> bool:
        """Return whether several parameters have the coefficients in common."""
        return isinstance(self.owner, CommonOwner)

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Return the vector ``b`` and the Intercept, as far as the program has them."""
        return (*self.slopes.parameters, *(i.parameter for i in self._intercepts))

    @property
    def declarations(self) -> tuple[Declaration, ...]:
        """Return records of the columns that the program reads and of the number of columns."""
        return self.slopes.declarations

    @property
    def _intercepts(self) -> tuple[CentredIntercept, ...]:
        return () if self.intercept is None else (self.intercept,)

    def defaults(self) -> tuple[Default, ...]:
        """Return the default priors of ``b``, of each coefficient, and of the Intercept."""
        return (*self.slopes.defaults(), *(i.default for i in self._intercepts))

    def data(self) -> dict[str, Any]:
        """Return the columns. If thresholds replace the intercept, its column is left out."""
        return self.slopes.data()

    def predicts(self) -> tuple[str, ...]:
        """Return the name of the parameter, or of all parameters that share the coefficients."""
        return self.owner.predictors

    def varies(self, name: str) -> bool:
        """Return whether the predictor differs between rows."""
        return self.slopes.vary

    def variables(self) -> tuple[Variable, ...]:
        """Return the coefficients. An intercept on columns that are not centred comes first."""
        owner = self.owner
        return tuple(
            Variable(owner.name(c), "b", owner.label(c), slots=(owner.slot(c),))
            for c in self.x.names
        )

    def report(self, cells: Cells) -> dict[str, np.ndarray]:
        """Return the draws of the coefficients for columns that are not centred."""
        cells_ = self.slopes.report(cells)
        for intercept in self._intercepts:
            cells_[intercept.name] = cells[intercept.stan] - self.shift(cells)
        return cells_

    def shift(self, cells: Cells) -> np.ndarray | float:
        """Return the part that centring subtracts from the predictor: (chains, draws), or 0."""
        return self.slopes.shift(cells) + (self.beside.shift(cells) if self.beside else 0.0)

    def effects(self) -> tuple[tuple[str, ...], ...]:
        """Return the variables of each term."""
        return self.x.design.effects()

    def discrete(self) -> frozenset[str]:
        """Return the variables that can only have values that occur in the rows of the fit."""
        return self.x.design.discrete()

    def reads(self) -> frozenset[str]:
        """Return the variables of the columns."""
        return self.x.design.reads

    def at(self, frame: Frame) -> Population:
        """Return the same coefficients on the columns of other rows."""
        return replace(self, slopes=self.slopes.at(frame))

    def regressors(self, name: str) -> Regressors:
        """Return the columns that the program reads, including the column of the intercept."""
        x = self.x
        return Regressors(self.place, x.matrix, x.names, self.startable(), self.slopes.stan)

    def level(self, name: str, value: float) -> dict[str, float]:
        """Return the starting value of the intercept; all other coefficients are then 0."""
        has_intercept = "Intercept" in self.x.names and name == self.place.name
        return {self.owner.name("Intercept"): value} if has_intercept else {}

    def startable(self) -> tuple[str, ...]:
        """Return the names of the coefficients."""
        return tuple(self.owner.name(c) for c in self.x.names)

    def started(self, values: Mapping[str, float]) -> dict[str, Any]:
        """Return coefficients and centred intercept; coefficients that are left out start at 0."""
        if not any(name in values for name in self.startable()):
            return {}
        start = self.slopes.started(values)
        for intercept in self._intercepts:
            if intercept.name in values:
                start[intercept.stan] = values[intercept.name] + self.at_means(values)
        return start

    def at_means(self, values: Mapping[str, float]) -> float:
        """Return the sum of the coefficients times the means of their columns; 0 if not centred."""
        also = self.beside.at_means(values) if self.beside else 0.0
        return self.slopes.at_means(values) + also

    def eta(self, name: str, draws: Draws) -> np.ndarray:
        """Return the columns times the coefficients: (draws, N), or (draws, 1) without columns."""
        return self.slopes.eta(draws)


KIND = TermKind(PopulationTerm, read)
