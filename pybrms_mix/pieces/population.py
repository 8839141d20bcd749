"""Population-level coefficients of one parameter's linear predictor, on centred columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidFormula
from pybrms_mix.design.frame import Frame
from pybrms_mix.family.base import PlacedDpar
from pybrms_mix.model.declarations import Declaration
from pybrms_mix.model.draws import Draws
from pybrms_mix.model.fragments import Element, Less
from pybrms_mix.model.ir import Cells, PlacedPiece, PredictorPiece, TermsPiece
from pybrms_mix.model.parts import Default, Key, Parameter, Regressors, Slot, Variable
from pybrms_mix.model.term_kinds import Term, TermKind
from pybrms_mix.pieces.coefficient_columns import PLAIN_BASIS, Basis, CoefficientColumns
from pybrms_mix.pieces.fold import NO_PRODUCT, Residual
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
class Population(PlacedPiece, PredictorPiece, TermsPiece):
    """Coefficients ``b`` of one parameter, and its Intercept if columns are centred.

    Attributes:
        place: the parameter.
        x: the columns of its coefficients.
        basis: the columns on which the program samples the coefficients.
        ordered: the elements of ordered vectors that are the values of coefficients, by the names
            of the coefficients.
        offset: the mean of the offsets, which brms takes off the location of the default prior of
            the Intercept.
        beside: the coefficients that this parameter has in common with others.
        common: the parameters to whose predictors the coefficients add, if there are several.
        counted: whether the program sees equal rows once, with their number.
        residual: how residuals are computed from these coefficients, if the program has no use for
            the predictor but that.
    """

    place: PlacedDpar
    x: CoefficientColumns
    basis: Basis = PLAIN_BASIS
    ordered: Mapping[str, Element] = field(default_factory=dict)
    offset: float = 0.0
    beside: Population | None = None
    common: tuple[str, ...] = ()
    counted: bool = False
    residual: Residual = NO_PRODUCT

    @property
    def template(self) -> str:
        """Return the template: for columns and intercept, for one of them, or for nothing."""
        x = self.x
        if self.basis.orthogonal:
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
    def averaged(self) -> str:
        """Return how the program averages a column: the block of ``mean.stan.jinja``."""
        return "counted" if self.counted else "rows"

    @property
    def joined(self) -> str:
        """Return the block of ``residual.stan.jinja`` that joins intercept and slopes."""
        return self.residual.kind or "predictor"

    @property
    def functions(self) -> tuple[str, ...]:
        """Return the Stan function that the matrix of the residuals needs."""
        return ("triangle",) if self.residual.summed else ()

    @property
    def times(self) -> str:
        """Return the name of the vector that holds how often each row counts; "" for once."""
        return self.residual.times or ("times" if self.counted else "")

    @property
    def suffix(self) -> str:
        """Return the ending of the Stan names."""
        return self.place.suffix

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the names of the columns that the program sees."""
        return self.x.names

    @property
    def count(self) -> str:
        """Return the name of the number of coefficients."""
        return f"{'Kc' if self.x.centered else 'K'}{self.suffix}"

    @property
    def owner(self) -> str:
        """Return the owner of the coefficients, in words."""
        return "all components" if self.common else self.place.name

    @property
    def sampled(self) -> str:
        """Return Stan's name of the coefficients as they are sampled."""
        return f"{self.basis.stem}{self.suffix}"

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Return ``b`` and the Intercept."""
        found = []
        if self.x.coefs:
            keys = tuple(Key.of(self.place, "b", c) for c in self.x.coefs)
            found.append(
                Parameter(
                    self.sampled, "vector", (self.count,), (len(keys),),
                    f"coefficients of {self.owner}{self.basis.words}", keys=keys,
                    boundable=not self.basis.orthogonal, ordered=self._elements(self.x.coefs),
                )
            )  # fmt: skip
        if self.x.has_intercept:
            found.append(
                Parameter(
                    f"Intercept{self.suffix}", "real",
                    comment=f"intercept of {self.place.name} at the columns' means",
                    keys=(Key.of(self.place, "Intercept"),),
                    ordered=self._elements(("Intercept",)),
                )
            )  # fmt: skip
        return tuple(found)

    @property
    def declarations(self) -> tuple[Declaration, ...]:
        """Return records of the columns that the program reads and of their number."""
        if not self.x.coefs:
            return ()
        size = f"K{self.suffix}"
        count = Declaration.count(size, f"columns of {self.owner}")
        if self.x.single:
            return (count,)
        if not self.basis.orthogonal:
            return (count, Declaration(f"X{self.suffix}", "matrix", (self.n_rows, size)))
        if self.x.has_intercept:
            made, slopes = (
                "those beside the intercept's, made orthogonal",
                (self.n_rows, Less(size, 1)),
            )
            return (count, Declaration(f"XQ{self.suffix}", "matrix", slopes, made))
        made = "the columns, made orthogonal"
        return (count, Declaration(f"XQ{self.suffix}", "matrix", (self.n_rows, size), made))

    def _elements(self, coefs: Iterable[str]) -> tuple[Element | None, ...]:
        return tuple(self.ordered.get(c) for c in coefs) if self.ordered else ()

    def defaults(self) -> tuple[Default, ...]:
        """Return the rows of ``b``, of its coefficients, and of the Intercept."""
        place = self.place
        rows = []
        if self.x.coefs:
            rows += [Default(Key.of(place, "b"))]
            rows += [Default(Key.of(place, "b", c)) for c in self.x.coefs]
        if self.x.has_intercept:
            key, text = Key.of(place, "Intercept"), place.dpar.intercept(place.link)
            rows.append(Default(key, text, link=place.link, offset=self.offset))
        return tuple(rows)

    def data(self) -> dict[str, Any]:
        """Return the columns, with that of the intercept unless thresholds replace it."""
        found = {f"K{self.suffix}": len(self.columns), f"X{self.suffix}": self.x.matrix}
        return {**found, **self.basis.data(self.suffix, self.x)}

    def predicts(self) -> tuple[str, ...]:
        """Return the name of the parameter, or of all parameters that share the coefficients."""
        return self.common or (self.place.name,)

    def varies(self, name: str) -> bool:
        """Return whether the predictor differs between rows."""
        return bool(self.x.coefs) and not self.x.single

    def _name(self, coef: str) -> str:
        return f"b_{self._label(coef)}"

    def _label(self, coef: str) -> str:
        return f"{self.place.key}_{coef}" if self.place.key else coef

    def _slot(self, coef: str) -> Slot:
        return Slot("", coef) if self.common else Slot.of(self.place, coef)

    def variables(self) -> tuple[Variable, ...]:
        """Return the coefficients; that of an intercept that is not centred is the first."""
        return tuple(
            Variable(self._name(c), "b", self._label(c), slots=(self._slot(c),))
            for c in self.columns
        )

    def report(self, cells: Cells) -> dict[str, np.ndarray]:
        """Return the coefficients on the columns as they are, not centred."""
        b = self._coefficients(cells) if self.x.coefs else None
        found = {}
        if b is not None:
            found = {self._name(c): b[:, :, i] for i, c in enumerate(self.x.coefs)}
        if self.x.has_intercept:
            intercept = cells[f"Intercept{self.suffix}"]
            found[self._name("Intercept")] = intercept - self.shift(cells)
        return found

    def shift(self, cells: Cells) -> np.ndarray | float:
        """Return what centring subtracts from the predictor: (chains, draws); 0 without columns."""
        also = self.beside.shift(cells) if self.beside else 0.0
        if not (self.x.centered and self.x.coefs):
            return also
        return np.asarray(self.x.at_means(self._coefficients(cells)) + also)

    def _coefficients(self, cells: Cells) -> np.ndarray:
        """Return the coefficients on the columns as they are: (chains, draws, coefs)."""
        return self.basis.coefficients(cells[self.sampled])

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
        return replace(self, x=self.x.at(frame))

    def regressors(self, name: str) -> Regressors:
        """Return the columns that the program sees, the intercept's among them."""
        names = tuple(self._name(c) for c in self.columns)
        return Regressors(self.place, self.x.matrix, self.columns, names, self.sampled)

    def level(self, name: str, value: float) -> dict[str, float]:
        """Return the intercept; other coefficients are then 0."""
        own = "Intercept" in self.columns and name == self.place.name
        return {self._name("Intercept"): value} if own else {}

    def startable(self) -> tuple[str, ...]:
        """Return the names of the coefficients."""
        return tuple(self._name(c) for c in self.columns)

    def started(self, values: Mapping[str, float]) -> dict[str, Any]:
        """Return coefficients and centred intercept; coefficients that are left out start at 0."""
        if not any(name in values for name in self.startable()):
            return {}
        found: dict[str, Any] = {}
        names = [self._name(c) for c in self.x.coefs]
        if names:
            b = np.array([values.get(n, 0.0) for n in names])
            # An ordered coefficient has no start of its own: all of them have one, or none.
            left = [c in self.ordered and self._name(c) not in values for c in self.x.coefs]
            found[self.sampled] = np.where(left, np.nan, self.basis.sampled(b))
        intercept = self._name("Intercept")
        if self.x.has_intercept and intercept in values:
            found[f"Intercept{self.suffix}"] = values[intercept] + self.at_means(values)
        return found

    def at_means(self, values: Mapping[str, float]) -> float:
        """Return what coefficients on centred columns add to the predictor at the means."""
        also = self.beside.at_means(values) if self.beside else 0.0
        b = np.array([values.get(self._name(c), 0.0) for c in self.x.coefs])
        return float(self.x.at_means(b)) + also

    def eta(self, name: str, draws: Draws) -> np.ndarray:
        """Return the columns times the coefficients: (draws, N), or (draws, 1) without columns."""
        names = [self._name(c) for c in self.columns]
        if not names:
            return np.zeros((1, 1))
        b = draws.matrix(names)
        if not self.varies(name):
            return b
        return np.asarray(b @ self.x.matrix.T)


KIND = TermKind(PopulationTerm, read)
