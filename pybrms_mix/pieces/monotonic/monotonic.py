"""Monotonic effects of one parameter's predictor: coefficients, and simplexes of their steps.

Source: Bürkner and Charpentier (2020). The effect of a variable with J steps is b * J times the
sum of the first x elements of a simplex: b is the mean effect of a step, and the simplex says which
share of the whole effect belongs to each step.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from pybrms_mix.base.bounds import POSITIVE, Bounds
from pybrms_mix.base.errors import InvalidFormula
from pybrms_mix.design.design import Design
from pybrms_mix.design.frame import Frame
from pybrms_mix.family.base import PlacedDpar
from pybrms_mix.model.declarations import ROWS, Declaration
from pybrms_mix.model.draws import Draws
from pybrms_mix.model.fragments import Element, Expression, Picked
from pybrms_mix.model.ir import Cells, ConcentratedPiece, Piece, PredictorPiece
from pybrms_mix.model.parts import Default, Key, Parameter, Regressors, Slot, Variable
from pybrms_mix.model.term_kinds import Placed, TermKind
from pybrms_mix.pieces.designed import Designed
from pybrms_mix.pieces.monotonic.monotonic_terms import UNIT, MonotonicTerm, read
from pybrms_mix.pieces.monotonic.steps import Steps
from pybrms_mix.syntax.nodes import Call, Name


@dataclass(frozen=True, eq=False)
class Simplex:
    """The shares of the steps of one variable in one coefficient.

    Attributes:
        number: brms's number of the simplex among those of the formula, from 1.
        name: the name of the coefficient, then the position of the variable in it: "mox1",
            "mox:moz2".
        coef: the name in prior tables: ``name``, or the id that several terms share.
        steps: the variable.
        source: the number of the first simplex with the same id, whose values it shares; otherwise
            its own number.
    """

    number: int
    name: str
    coef: str
    steps: Steps
    source: int

    @property
    def own(self) -> bool:
        """Return whether the program has a parameter for the simplex."""
        return self.source == self.number


@dataclass(frozen=True, eq=False)
class Coefficient:
    """One monotonic coefficient.

    Attributes:
        number: its position in the vector of coefficients, from 1.
        name: brms's name of it: "mox:z".
        simplexes: the simplexes of its variables. The effects of several variables are multiplied.
        column: the name of the data that multiply the effect further; "" for none.
        values: the numbers of that column, shape (N,); ones where there is none.
        stan: the name of the vector in the program that the coefficient multiplies, unless it is
            ``direct``.
    """

    number: int
    name: str
    simplexes: tuple[Simplex, ...]
    column: str
    values: np.ndarray
    stan: str

    @property
    def direct(self) -> bool:
        """Return whether the coefficient can multiply the effects of the steps, not of the rows."""
        return len(self.simplexes) == 1 and not self.column

    @property
    def slope(self) -> np.ndarray:
        """Return the values that the coefficient multiplies if all steps are equal, shape (N,)."""
        found = self.values
        for simplex in self.simplexes:
            found = found * simplex.steps.codes
        return found


@dataclass(frozen=True, eq=False)
class Monotonic(Designed, PredictorPiece, ConcentratedPiece):
    """The monotonic effects in the predictor of ``place``.

    Attributes:
        place: the parameter.
        design: the columns that multiply the effects. A call of ``mo()`` is a column of ones.
        steps: the variables, by their positions in the recipe of the design.
        priors: the arguments of the Dirichlet prior of each simplex, by its name in Stan. They are
            ones by default.
    """

    template: ClassVar[str] = "monotonic"
    steps: Mapping[int, Steps]
    priors: Mapping[str, np.ndarray] = field(default_factory=dict)

    @classmethod
    def of(cls, place: PlacedDpar, term: MonotonicTerm, frame: Frame) -> Monotonic:
        """Return the effects of the terms of one formula.

        Raises:
            InvalidData: if a variable is neither an ordered factor nor integer.
            InvalidFormula: if variables of different numbers of steps share a simplex.
        """
        design = Design.of(term.node, frame, unit=UNIT)
        design = design.only(design.columns[1:])
        recipe = design.recipe
        calls = {k: recipe.expressions[k].node for k in recipe.units}
        steps = {k: Steps.of(call, frame) for k, call in calls.items() if isinstance(call, Call)}
        made = cls(place, design, steps)
        made._check_ids()
        return made

    def _check_ids(self) -> None:
        for simplex in self.simplexes:
            if simplex.steps.count != self.simplexes[simplex.source - 1].steps.count:
                raise InvalidFormula(
                    f"Variables that share the simplex '{simplex.coef}' must have the same number "
                    "of categories.",
                    span=simplex.steps.expression.node.span,
                    hint="Give the terms of each variable an id of their own.",
                )

    @property
    def suffix(self) -> str:
        """Return the ending of Stan's names."""
        return self.place.suffix

    @cached_property
    def coefs(self) -> tuple[Coefficient, ...]:
        """Return the coefficients."""
        found, recipe, simplexes = [], self.design.recipe, list(self.simplexes)
        columns = 0
        for k, (name, owner) in enumerate(
            zip(self.design.columns, self.design.owners, strict=True)
        ):
            term = recipe.terms[owner]
            own = tuple(simplexes.pop(0) for _ in term & recipe.units)
            column = ""
            if term - recipe.units:
                columns += 1
                column = f"Csp{self.suffix}_{columns}"
            found.append(
                Coefficient(
                    k + 1, name, own, column, self.design.matrix[:, k], f"sp{self.suffix}_{k + 1}",
                )
            )  # fmt: skip
        return tuple(found)

    @cached_property
    def simplexes(self) -> tuple[Simplex, ...]:
        """Return the simplexes of all coefficients, in order."""
        found: list[Simplex] = []
        first: dict[str, int] = {}
        for name, owner in zip(self.design.columns, self.design.owners, strict=True):
            term = self.design.recipe.terms[owner] & self.design.recipe.units
            for position, variable in enumerate(sorted(term), start=1):
                steps, number = self.steps[variable], len(found) + 1
                source = first.setdefault(steps.id, number) if steps.id else number
                label = f"{name}{position}"
                found.append(Simplex(number, label, steps.id or label, steps, source))
        return tuple(found)

    @property
    def vectors(self) -> dict[str, Expression]:
        """Return the expression that each coefficient multiplies in the program, by coefficient."""
        return {c.name: self._vector(c) for c in self.coefs}

    def _vector(self, coef: Coefficient) -> Expression:
        if not coef.direct:
            return coef.stan
        end = f"{self.suffix}_{coef.simplexes[0].number}"
        return Picked(f"mo{end}", f"Pmo{end}")

    @property
    def own(self) -> tuple[Simplex, ...]:
        """Return the simplexes that are parameters."""
        return tuple(s for s in self.simplexes if s.own)

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Return the coefficients and the simplexes."""
        s, place = self.suffix, self.place
        keys = tuple(Key.of(place, "b", c.name) for c in self.coefs)
        comment = f"monotonic coefficients of {place.name}"
        bsp = Parameter(f"bsp{s}", "vector", (f"Ksp{s}",), (len(keys),), comment, keys=keys)
        found = [replace(bsp, label="bsp")]
        for simplex in self.own:
            stan = f"simo{s}_{simplex.number}"
            found.append(
                Parameter(
                    stan, "simplex", (Element(f"Jmo{s}", simplex.number),), (simplex.steps.count,),
                    f"shares of the steps of {simplex.coef}",
                    keys=(Key.of(place, "simo", simplex.coef),), concentration=f"con_{stan}",
                    label=f"simo_{self._label(simplex.name)}",
                )
            )  # fmt: skip
        return tuple(found)

    @property
    def declarations(self) -> tuple[Declaration, ...]:
        """Return records of sizes, the steps of each row, the columns, and the Dirichlet priors."""
        s, name = self.suffix, self.place.name
        count = f"Imo{s}"
        return (
            Declaration.count(f"Ksp{s}", f"monotonic coefficients of {name}"),
            Declaration.count(count, "their variables"),
            Declaration(f"Jmo{s}", "int", (), "steps of each variable", (count,), Bounds("1")),
            *(
                Declaration(
                    f"Xmo{s}_{x.number}", "int", (), "steps of each row", (ROWS,), Bounds("0")
                )
                for x in self.simplexes
            ),
            *(
                Declaration(
                    f"con_simo{s}_{x.number}",
                    "vector",
                    (Element(f"Jmo{s}", x.number),),
                    bounds=POSITIVE,
                )
                for x in self.own
            ),
            *(Declaration.column(c.column) for c in self.coefs if c.column),
        )

    def defaults(self) -> tuple[Default, ...]:
        """Return the rows of the coefficients and of the simplexes."""
        place = self.place
        rows = [
            Default(Key.of(place, "b")),
            *(Default(Key.of(place, "b", c.name)) for c in self.coefs),
        ]
        simplexes = (Default(Key.of(place, "simo", s.coef), "dirichlet(1)") for s in self.own)
        return (*rows, *simplexes)

    @property
    def concentrations(self) -> Mapping[str, np.ndarray]:
        """Return the arguments of the Dirichlet priors."""
        names = {f"simo{self.suffix}_{s.number}": s.steps.count for s in self.own}
        return {name: self.priors.get(name, np.ones(count)) for name, count in names.items()}

    def concentrated(self, concentrations: Mapping[str, np.ndarray]) -> Monotonic:
        """Return the piece under other Dirichlet priors."""
        return replace(self, priors=concentrations)

    def data(self) -> dict[str, Any]:
        """Return sizes, the steps of each row, the columns, and the Dirichlet priors."""
        s, simplexes = self.suffix, self.simplexes
        found: dict[str, Any] = {f"Ksp{s}": len(self.coefs), f"Imo{s}": len(simplexes)}
        found |= {c.column: c.values for c in self.coefs if c.column}
        found |= {f"Xmo{s}_{x.number}": x.steps.codes for x in simplexes}
        found[f"Jmo{s}"] = np.array([x.steps.count for x in simplexes])
        return found | {f"con_{name}": value for name, value in self.concentrations.items()}

    def predicts(self) -> tuple[str, ...]:
        """Return the one parameter."""
        return (self.place.name,)

    def varies(self, name: str) -> bool:
        """Return True: the effects differ between rows."""
        return True

    def _label(self, coef: str) -> str:
        return f"{self.place.key}_{coef}" if self.place.key else coef

    def _array(self, simplex: Simplex) -> str:
        return f"simo_{self._label(simplex.name)}"

    def _cells(self, simplex: Simplex) -> list[str]:
        return [f"{self._array(simplex)}[{i}]" for i in range(1, simplex.steps.count + 1)]

    @property
    def slopes(self) -> tuple[Variable, ...]:
        """Return the coefficients as variables."""
        return tuple(
            Variable(f"bsp_{self._label(c.name)}", "bsp", self._label(c.name),
                     slots=(Slot.of(self.place, c.name),))
            for c in self.coefs
        )  # fmt: skip

    def variables(self) -> tuple[Variable, ...]:
        """Return the coefficients, and the shares of the steps."""
        shares = (
            Variable(
                name, "simo", f"{self._label(s.name)}[{i}]", slots=(Slot.of(self.place, s.name),),
                level=str(i), array=self._array(s), cell=(str(i),),
            )
            for s in self.simplexes
            for i, name in enumerate(self._cells(s), start=1)
        )  # fmt: skip
        return (*self.slopes, *shares)

    def report(self, cells: Cells) -> dict[str, np.ndarray]:
        """Return the draws of the variables. Simplexes with a common id have equal draws."""
        b = cells[f"bsp{self.suffix}"]
        found = {v.name: b[:, :, i] for i, v in enumerate(self.slopes)}
        for simplex in self.simplexes:
            shares = cells[f"simo{self.suffix}_{simplex.source}"]
            found |= {name: shares[:, :, i] for i, name in enumerate(self._cells(simplex))}
        return found

    def regressors(self, name: str) -> Regressors:
        """Return the columns that the coefficients multiply if all steps are equal."""
        x = np.column_stack([c.slope for c in self.coefs])
        names = tuple(v.name for v in self.slopes)
        return Regressors(self.place, x, self.design.columns, names, f"bsp{self.suffix}")

    def startable(self) -> tuple[str, ...]:
        """Return the names of the coefficients and of the shares."""
        return tuple(v.name for v in self.variables())

    def started(self, values: Mapping[str, float]) -> dict[str, Any]:
        """Return coefficients and simplexes; coefficients that are left out start at 0.

        A simplex is left out if one of its cells has no value.
        """
        slopes = [v.name for v in self.slopes]
        found: dict[str, Any] = {}
        if any(name in values for name in slopes):
            found[f"bsp{self.suffix}"] = np.array([values.get(name, 0.0) for name in slopes])
        for simplex in self.own:
            names = self._cells(simplex)
            if all(name in values for name in names):
                shares = np.array([values[name] for name in names])
                found[f"simo{self.suffix}_{simplex.number}"] = shares
        return found

    def multiplied(self, coef: str, draws: Draws) -> np.ndarray:
        """Return the values that the coefficient ``coef`` multiplies: (draws, N)."""
        found = next(c for c in self.coefs if c.name == coef)
        total: np.ndarray = found.values[None, :]
        for simplex in found.simplexes:
            shares = draws.matrix(self._cells(simplex))
            ways = simplex.steps.count * np.cumsum(shares, axis=1)
            ways = np.concatenate([np.zeros((len(ways), 1)), ways], axis=1)
            total = total * ways[:, simplex.steps.codes]
        return total

    def eta(self, name: str, draws: Draws) -> np.ndarray:
        """Return the sum of the effects: (draws, N)."""
        b = draws.matrix([v.name for v in self.slopes])
        each = (b[:, [i]] * self.multiplied(c.name, draws) for i, c in enumerate(self.coefs))
        return np.asarray(sum(each))

    def discrete(self) -> frozenset[str]:
        """Return the variables that calls make discrete, those in calls of ``mo()`` among them."""
        called = (s for s in self.steps.values() if not isinstance(s.expression.node, Name))
        names = (n for s in called for n in s.expression.columns)
        return self.design.discrete() | frozenset(names)

    def integers(self) -> frozenset[str]:
        """Return the variables of the steps that are numbers."""
        nodes = (s.expression.node for s in self.steps.values() if s.numeric)
        return frozenset(n.text for n in nodes if isinstance(n, Name))

    def reads(self) -> frozenset[str]:
        """Return the variables of steps and columns."""
        return self.design.reads

    def at(self, frame: Frame) -> Monotonic:
        """Return the same effects on other rows."""
        steps = {k: s.at(frame) for k, s in self.steps.items()}
        return replace(self, design=self.design.at(frame), steps=steps)


def names_of(term: MonotonicTerm, frame: Frame) -> tuple[str, ...]:
    """Return brms's names of the coefficients of monotonic terms."""
    return Design.of(term.node, frame, unit=UNIT).columns[1:]


def resolve(placed: list[Placed], frame: Frame, earlier: Sequence[Piece]) -> list[Monotonic]:
    """Return the monotonic effects of each parameter that has such terms."""
    return [Monotonic.of(place, term, frame) for place, terms in placed for term in terms]


KIND = TermKind(MonotonicTerm, read, resolve)
