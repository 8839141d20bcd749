"""Population-level coefficients of one parameter's linear predictor, on centred columns."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from pybrms_mix.errors import InvalidFormula
from pybrms_mix.family.base import PlacedDpar
from pybrms_mix.model.design import Design
from pybrms_mix.model.draws import Draws
from pybrms_mix.model.frame import Frame
from pybrms_mix.model.ir import Cells, Plain
from pybrms_mix.model.parts import Default, Key, Parameter, Variable
from pybrms_mix.syntax.nodes import Infix, Name, Node, Number, variables


@dataclass(frozen=True)
class PopulationTerm:
    """All population-level terms of a formula, as one expression."""

    node: Node

    def variables(self) -> tuple[Name, ...]:
        """Return the columns it reads; the reserved ``Intercept`` is none."""
        return tuple(v for v in variables(self.node) if v.text not in ("Intercept", "intercept"))


def read(node: Node | None) -> tuple[list[PopulationTerm], None]:
    """Return what is left of a right-hand side when every other kind took its own."""
    rest = Number("1") if node is None else node
    if isinstance(rest, Infix) and rest.op in ("|", "||"):
        raise InvalidFormula(
            "A group-level term must stand in parentheses.", span=rest.span, hint="(1 | g)"
        )
    return [PopulationTerm(rest)], None


@dataclass(frozen=True, eq=False)
class Population(Plain):
    """Coefficients ``b`` of one parameter, and its Intercept if columns are centred.

    Attributes:
        place: the parameter.
        design: its columns.
        means: of the columns beside the intercept over the rows of the fit; empty when not centred.
        ordered: whether its Intercept is an element of the ordered vector.
        offset: the mean of the offsets: brms's default prior of the Intercept takes it off.
        cut: whether thresholds stand for the intercept, which has then neither a column nor a
            parameter here; columns may be centred all the same.
    """

    place: PlacedDpar
    design: Design
    centered: bool
    means: np.ndarray
    ordered: bool = False
    offset: float = 0.0
    cut: bool = False

    @classmethod
    def of(cls, place: PlacedDpar, design: Design, *, center: bool) -> Population:
        """Return the coefficients of ``place``; centred if an intercept can take it up."""
        centered = center and design.intercept
        means = design.matrix[:, 1:].mean(axis=0) if centered else np.zeros(0)
        return cls(place, design, centered, means)

    @property
    def template(self) -> str:
        """Return the template: columns and intercept, either alone, or nothing at all."""
        if self.cut and self.centered and self.has_coefs:
            return "population_slopes"
        if self.has_intercept:
            return "population" if self.has_coefs else "population_intercept"
        if self.single:
            return "population_single"
        return "population_uncentered" if self.has_coefs else "population_empty"

    @property
    def suffix(self) -> str:
        """Return what is put behind Stan names."""
        return self.place.suffix

    @property
    def single(self) -> bool:
        """Return whether there is but an intercept, which is a coefficient like others."""
        return self.design.intercept and not self.centered and self.columns == ("Intercept",)

    @property
    def has_intercept(self) -> bool:
        """Return whether there is an ``Intercept`` beside ``b``."""
        return self.centered and not self.cut

    @property
    def first(self) -> int:
        """Return the number of columns that the program does not see: an intercept cut up."""
        return 1 if self.cut else 0

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the names of the columns that the program sees."""
        return self.design.columns[self.first :]

    @property
    def matrix(self) -> np.ndarray:
        """Return the columns that the program sees."""
        return self.design.matrix[:, self.first :]

    @property
    def coefs(self) -> tuple[str, ...]:
        """Return the names of the coefficients in ``b``."""
        return self.columns[1:] if self.has_intercept else self.columns

    @property
    def has_coefs(self) -> bool:
        """Return whether there is a ``b`` at all."""
        return bool(self.coefs)

    @property
    def count(self) -> str:
        """Return the name of the number of coefficients."""
        return f"{'Kc' if self.centered else 'K'}{self.suffix}"

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Return ``b`` and the Intercept."""
        found = []
        if self.has_coefs:
            keys = tuple(Key.of(self.place, "b", c) for c in self.coefs)
            found.append(
                Parameter(
                    f"b{self.suffix}", "vector", (self.count,), (len(keys),),
                    f"coefficients of {self.place.name}", keys=keys,
                )
            )  # fmt: skip
        if self.has_intercept:
            found.append(
                Parameter(
                    f"Intercept{self.suffix}", "real",
                    comment=f"intercept of {self.place.name} at the columns' means",
                    keys=(Key.of(self.place, "Intercept"),),
                    ordered_in="ordered_Intercept" if self.ordered else "",
                )
            )  # fmt: skip
        return tuple(found)

    def defaults(self) -> tuple[Default, ...]:
        """Return the rows of ``b``, of its coefficients, and of the Intercept."""
        place = self.place
        rows = []
        if self.has_coefs:
            rows += [Default(Key.of(place, "b"))]
            rows += [Default(Key.of(place, "b", c)) for c in self.coefs]
        if self.has_intercept:
            key, text = Key.of(place, "Intercept"), place.dpar.intercept(place.link)
            rows.append(Default(key, text, link=place.link, offset=self.offset))
        return tuple(rows)

    def data(self) -> dict[str, Any]:
        """Return the columns, the intercept's among them unless thresholds stand for it."""
        return {f"K{self.suffix}": len(self.columns), f"X{self.suffix}": self.matrix}

    def predicts(self) -> tuple[str, ...]:
        """Return the one parameter."""
        return (self.place.name,)

    def varies(self, name: str) -> bool:
        """Return whether the rows differ."""
        return self.has_coefs and not self.single

    def _name(self, coef: str) -> str:
        return "_".join(("b", self.place.key, coef)) if self.place.key else f"b_{coef}"

    def variables(self) -> tuple[Variable, ...]:
        """Return the coefficients, that of the un-centred intercept first."""
        names = (self._name(c) for c in self.columns)
        return tuple(Variable(n, "b", n.removeprefix("b_")) for n in names)

    def report(self, cells: Cells) -> dict[str, np.ndarray]:
        """Return the coefficients on the columns as they are, not centred."""
        b = cells[f"b{self.suffix}"] if self.has_coefs else None
        found = {}
        if b is not None:
            found = {self._name(c): b[:, :, i] for i, c in enumerate(self.coefs)}
        if self.has_intercept:
            intercept = cells[f"Intercept{self.suffix}"]
            found[self._name("Intercept")] = intercept - self.shift(cells)
        return found

    def shift(self, cells: Cells) -> np.ndarray | float:
        """Return what centring takes off the predictor: (chains, draws), or 0 without columns."""
        if not (self.centered and self.has_coefs):
            return 0.0
        return np.asarray(cells[f"b{self.suffix}"] @ self.means)

    def eta(self, name: str, draws: Draws) -> np.ndarray:
        """Return the columns times the coefficients: (draws, N), or (draws, 1) without columns."""
        names = [self._name(c) for c in self.columns]
        if not names:
            return np.zeros((1, 1))
        b = draws.matrix(names)
        if not self.varies(name):
            return b
        return np.asarray(b @ self.matrix.T)

    def reads(self) -> frozenset[str]:
        """Return the variables of the columns."""
        return self.design.reads

    def at(self, frame: Frame) -> Population:
        """Return the same coefficients on the columns of other rows; the means stay."""
        return replace(self, design=self.design.at(frame))
