"""Non-linear formulas, ``y ~ a * exp(b * x)``: predictors that are expressions of others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, ClassVar

import numpy as np

from pybrms_mix.base.dialect import current
from pybrms_mix.base.errors import InvalidFormula, NotSupported
from pybrms_mix.design import nonlinear_expression
from pybrms_mix.design.design import Design
from pybrms_mix.design.frame import Frame
from pybrms_mix.family.base import PlacedDpar
from pybrms_mix.family.links import LINKS
from pybrms_mix.model.declarations import Declaration
from pybrms_mix.model.fragments import AtRow, Expression
from pybrms_mix.model.ir import NonlinearPiece, TermsPiece
from pybrms_mix.model.term_kinds import Term
from pybrms_mix.pieces.crossed import crossed
from pybrms_mix.syntax.nodes import Name, Node, variables


@dataclass(frozen=True)
class NonlinearTerm(Term):
    """The whole right-hand side of a non-linear formula."""

    node: Node

    def variables(self) -> tuple[Name, ...]:
        """Return the names that the expression reads: columns and non-linear parameters."""
        return variables(self.node)


@dataclass(frozen=True, eq=False)
class Nonlinear(NonlinearPiece, TermsPiece):
    """The predictor of ``place`` as an expression of columns and non-linear parameters.

    Attributes:
        place: the parameter, which may be a non-linear parameter itself.
        node: the expression.
        inputs: the non-linear parameters, by their names in the expression, and whether each of
            them differs between rows.
        covariates: the columns in the expression, by name.
        linked: whether the density takes the parameter on its natural scale.
    """

    template: ClassVar[str] = "nonlinear"
    place: PlacedDpar
    node: Node
    inputs: Mapping[str, tuple[PlacedDpar, bool]]
    covariates: Mapping[str, Design]
    linked: bool

    @classmethod
    def of(
        cls,
        place: PlacedDpar,
        term: NonlinearTerm,
        inputs: Mapping[str, tuple[PlacedDpar, bool]],
        frame: Frame,
        *,
        linked: bool,
    ) -> Nonlinear:
        """Return the predictor.

        Raises:
            InvalidFormula: if the expression cannot be evaluated, or if it reads a factor with more
                than two levels.
        """
        nonlinear_expression.check(term.node)
        names = term.variables()
        covariates = {n.text: _covariate(n, frame) for n in names if n.text not in inputs}
        inner = {n.text: inputs[n.text] for n in names if n.text in inputs}
        return cls(place, term.node, inner, covariates, linked)

    @property
    def name(self) -> str:
        """Return the parameter's name."""
        return self.place.name

    @property
    def columns(self) -> dict[str, str]:
        """Return brms's names of the data, by the columns' names."""
        return {n: f"C{self.place.suffix}_{i}" for i, n in enumerate(self.covariates, start=1)}

    @property
    def declarations(self) -> tuple[Declaration, ...]:
        """Return records of the columns."""
        return tuple(
            Declaration.column(
                name, comment=f"a column in the formula of {self.name}", rows=self.n_rows
            )
            for name in self.columns.values()
        )

    @property
    def form(self) -> str:
        """Return the block of ``quantity.stan.jinja``: for all rows, row by row, or a number."""
        if not self.varies(self.name):
            return "constant"
        return "varying" if nonlinear_expression.whole(self.node) else "rows"

    @property
    def _whole(self) -> bool:
        """Return whether one expression gives the values of all rows."""
        return self.form == "varying"

    @property
    def operands(self) -> dict[str, tuple[Expression, str]]:
        """Return the value and Stan's type of each name in the expression."""
        vectors = {p.name for p, varying in self.inputs.values() if varying}
        vectors.update(self.columns.values())
        stan_names = {**{n: p.name for n, (p, _) in self.inputs.items()}, **self.columns}
        return {n: self._operand(s, varying=s in vectors) for n, s in stan_names.items()}

    def _operand(self, name: str, *, varying: bool) -> tuple[Expression, str]:
        if not varying:
            return name, "real"
        return (AtRow(name), "real") if self.form == "rows" else (name, "vector")

    @property
    def inverse(self) -> str:
        """Return the Stan function of the inverse link; empty for none."""
        return LINKS[self.place.link].function(varying=self._whole) if self.linked else ""

    @property
    def functions(self) -> tuple[str, ...]:
        """Return the Stan function that the link needs."""
        return LINKS[self.place.link].files(varying=self._whole) if self.linked else ()

    def data(self) -> dict[str, Any]:
        """Return the columns."""
        return {stan: _values(self.covariates[n]) for n, stan in self.columns.items()}

    def predicts(self) -> tuple[str, ...]:
        """Return the name of the parameter."""
        return (self.name,)

    def varies(self, name: str) -> bool:
        """Return whether the predictor differs between rows."""
        return bool(self.covariates) or any(varying for _, varying in self.inputs.values())

    def curve(self, etas: Mapping[str, np.ndarray]) -> np.ndarray:
        """Return the predictor, given its non-linear parameters: (draws, N) or (draws, 1)."""
        columns = {n: _values(design)[None, :] for n, design in self.covariates.items()}
        inputs = {n: etas[place.name] for n, (place, _) in self.inputs.items()}
        return np.atleast_2d(nonlinear_expression.value(self.node, {**columns, **inputs}))

    @property
    def nonlinear(self) -> tuple[PlacedDpar, ...]:
        """Return the non-linear parameters in the expression."""
        return tuple(place for place, _ in self.inputs.values() if place.nlpar)

    def parts(self) -> frozenset[str]:
        """Return the names of the non-linear parameters."""
        return frozenset(place.name for place, _ in self.inputs.values())

    def covariate_columns(self) -> list[np.ndarray]:
        """Return the columns that the expression reads."""
        return [_values(design) for design in self.covariates.values()]

    def counterparts(self, other: NonlinearPiece) -> dict[str, str] | None:
        """Return, for each non-linear parameter of this piece, its counterpart in ``other``.

        Returns None if the curves differ in more than the names of their non-linear parameters.
        """
        if not isinstance(other, Nonlinear) or set(self.covariates) != set(other.covariates):
            return None
        names: dict[str, str] = {}
        return names if _matched(self.node, other.node, (self, other), names) else None

    def effects(self) -> tuple[tuple[str, ...], ...]:
        """Return the columns of the expression, and all pairs of them."""
        return crossed([tuple(self.covariates)])

    def discrete(self) -> frozenset[str]:
        """Return no columns: an expression is defined for all numbers."""
        return frozenset()

    def reads(self) -> frozenset[str]:
        """Return the columns."""
        return frozenset(self.covariates)

    def at(self, frame: Frame) -> Nonlinear:
        """Return the same expression on other rows."""
        return replace(self, covariates={n: d.at(frame) for n, d in self.covariates.items()})


def _covariate(name: Name, frame: Frame) -> Design:
    design = Design.of(name, frame)
    if len(design.columns) != 2:
        error = NotSupported if "factor covariates" in current().accepts else InvalidFormula
        raise error(
            "Factors with more than two levels are not allowed as covariates.", span=name.span
        )
    return design


def _values(design: Design) -> np.ndarray:
    return np.asarray(design.matrix[:, 1])


def _matched(
    left: object, right: object, pieces: tuple[Nonlinear, Nonlinear], names_so_far: dict[str, str]
) -> bool:
    """Return whether two expressions are equal up to the names of their non-linear parameters.

    Each pair of corresponding parameters is added to ``names_so_far``.
    """
    if isinstance(left, Name) and isinstance(right, Name):
        a, b = (p.inputs.get(n.text) for p, n in zip(pieces, (left, right), strict=True))
        if a is None or b is None:
            return a is b and left.text == right.text
        return names_so_far.setdefault(a[0].name, b[0].name) == b[0].name
    if type(left) is not type(right):
        return False
    if isinstance(left, tuple) and isinstance(right, tuple):
        pairs = zip(left, right, strict=False)
        return len(left) == len(right) and all(
            _matched(a, b, pieces, names_so_far) for a, b in pairs
        )
    if not is_dataclass(left):
        return left == right
    names = (f.name for f in fields(left) if f.compare)
    return all(_matched(getattr(left, n), getattr(right, n), pieces, names_so_far) for n in names)
