"""A term: ``steps(x)`` and ``steps(x):z`` rise from level to level of x by shares of a simplex."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

import numpy as np

from pybrms_mix.base.errors import InvalidData, InvalidFormula
from pybrms_mix.design.frame import Frame
from pybrms_mix.family.base import PlacedDpar
from pybrms_mix.model.declarations import Declaration
from pybrms_mix.model.draws import Draws
from pybrms_mix.model.ir import Cells, Piece, PredictorPiece, TermsPiece
from pybrms_mix.model.parts import Default, Key, Parameter, Regressors, Slot, Variable
from pybrms_mix.model.term_kinds import Placed, Term, TermKind
from pybrms_mix.syntax.nodes import Call, Infix, Name, Node, called, variables
from pybrms_mix.syntax.summands import split


@dataclass(frozen=True)
class StepsTerm(Term):
    """``steps(x)``, or its product with a number: ``steps(x):z``."""

    column: Name
    factor: Name | None

    def variables(self) -> tuple[Name, ...]:
        """Return the columns that the term reads."""
        return (self.column, self.factor) if self.factor else (self.column,)


def read(node: Node | None) -> tuple[list[StepsTerm], Node | None]:
    """Return the terms among the summands of ``node``, and the rest."""
    found, rest = split(node, _claims)
    return [_term(n) for n in found], rest


def _claims(node: Node) -> bool:
    return called(node.left if isinstance(node, Infix) and node.op == ":" else node) == "steps"


def _term(node: Node) -> StepsTerm:
    call, factor = (node.left, node.right) if isinstance(node, Infix) else (node, None)
    names = variables(call) if isinstance(call, Call) else ()
    if len(names) != 1 or not (factor is None or isinstance(factor, Name)):
        raise InvalidFormula("A step has one column.", span=node.span, hint="steps(x):z")
    return StepsTerm(names[0], factor)


@dataclass(frozen=True)
class Stair:
    """One term: the level of each row, and the number beside it."""

    column: str
    factor: str
    levels: np.ndarray  # (N,), from 0
    times: np.ndarray  # (N,)
    top: int

    @classmethod
    def of(cls, term: StepsTerm, frame: Frame) -> Stair:
        """Return the term on the rows of the fit."""
        top = int(np.asarray(frame.data[term.column.text]).max())
        empty = np.zeros(0)
        factor = term.factor.text if term.factor else ""
        return cls(term.column.text, factor, empty, empty, top).at(frame)

    @property
    def coef(self) -> str:
        """Return the name of the coefficient: "stepsx", "stepsx:z"."""
        return f"steps{self.column}" + (f":{self.factor}" if self.factor else "")

    def at(self, frame: Frame) -> Stair:
        """Return the term on other rows."""
        levels = np.asarray(frame.data[self.column], dtype=int)
        if levels.size and not (levels.min() >= 0 and levels.max() <= self.top):
            raise InvalidData(f"'{self.column}' has levels from 0 to {self.top}.")
        times = np.asarray(frame.data[self.factor], float) if self.factor else np.ones(frame.N)
        return replace(self, levels=levels, times=times)


@dataclass(frozen=True)
class Share:
    """The Stan names of one term: its share of the predictor is b times the height of the step."""

    position: int
    top: int
    simplex: str
    levels: str
    times: str


@dataclass(frozen=True, eq=False)
class Steps(PredictorPiece, TermsPiece):
    """The coefficients and simplexes of the steps in one predictor."""

    template: ClassVar[str] = "steps"
    place: PlacedDpar
    stairs: tuple[Stair, ...]

    @property
    def functions(self) -> tuple[str, ...]:
        """Return the Stan function of the heights."""
        return ("height_of_steps",)

    @property
    def vector(self) -> str:
        """Return Stan's name of the coefficients."""
        return f"bsteps{self.place.suffix}"

    @property
    def adding(self) -> tuple[Share, ...]:
        """Return the Stan names of each term."""
        end = self.place.suffix
        return tuple(
            Share(k, s.top, f"rise{end}_{k}", f"Jsteps{end}_{k}", f"Csteps{end}_{k}")
            for k, s in enumerate(self.stairs, 1)
        )

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Return the coefficients, and a simplex for each term."""
        keys = tuple(Key.of(self.place, "steps", s.coef) for s in self.stairs)
        size = len(keys)
        rises = (
            Parameter(
                a.simplex, "simplex", (a.top,), (a.top,), f"shares of {s.coef}",
                keys=(Key.of(self.place, "rise", s.coef),), concentration=f"con_{a.simplex}",
            )
            for a, s in zip(self.adding, self.stairs, strict=True)
        )  # fmt: skip
        return (Parameter(self.vector, "vector", (size,), (size,), "steps", keys=keys), *rises)

    @property
    def declarations(self) -> tuple[Declaration, ...]:
        """Return records of the levels, and the numbers beside them."""
        return tuple(
            d
            for a in self.adding
            for d in (Declaration.column(a.levels, "int"), Declaration.column(a.times))
        )

    def data(self) -> dict[str, Any]:
        """Return the data."""
        found: dict[str, Any] = {}
        for a, s in zip(self.adding, self.stairs, strict=True):
            found |= {a.levels: s.levels, a.times: s.times}
        return found

    def defaults(self) -> tuple[Default, ...]:
        """Return the rows of the coefficients and of the simplexes."""
        rows = [Default(Key.of(self.place, "steps"), "normal(0, 5)")]
        rows += [Default(Key.of(self.place, "steps", s.coef)) for s in self.stairs]
        rows += [Default(Key.of(self.place, "rise", s.coef), "dirichlet(1)") for s in self.stairs]
        return tuple(rows)

    def _name(self, kind: str, stair: Stair) -> str:
        return "_".join(part for part in (kind, self.place.key, stair.coef) if part)

    def _shares(self, stair: Stair) -> list[str]:
        return [f"{self._name('rise', stair)}[{k}]" for k in range(1, stair.top + 1)]

    def variables(self) -> tuple[Variable, ...]:
        """Return the coefficients and the shares."""
        found = []
        for stair in self.stairs:
            slots = (Slot.of(self.place, stair.coef),)
            name = self._name("steps", stair)
            found.append(Variable(name, "steps", name.removeprefix("steps_"), slots=slots))
            found += [
                Variable(n, "rise", n.removeprefix("rise_"), slots=slots, level=str(k))
                for k, n in enumerate(self._shares(stair), 1)
            ]
        return tuple(found)

    def report(self, cells: Cells) -> dict[str, np.ndarray]:
        """Return the draws."""
        found = {}
        for k, (a, s) in enumerate(zip(self.adding, self.stairs, strict=True)):
            found[self._name("steps", s)] = cells[self.vector][:, :, k]
            found |= {n: cells[a.simplex][:, :, i] for i, n in enumerate(self._shares(s))}
        return found

    def predicts(self) -> tuple[str, ...]:
        """Return the one parameter."""
        return (self.place.name,)

    def varies(self, name: str) -> bool:
        """Return that the rows differ."""
        return True

    def eta(self, name: str, draws: Draws) -> np.ndarray:
        """Return the sum of all terms: (draws, N)."""
        total: np.ndarray | float = 0.0
        for s in self.stairs:
            shares = draws.matrix(self._shares(s))
            height = np.c_[np.zeros(len(shares)), np.cumsum(shares, axis=1)] * s.top
            b = draws[self._name("steps", s)][:, None]
            total = total + b * height[:, s.levels] * s.times
        return np.asarray(total)

    def effects(self) -> tuple[tuple[str, ...], ...]:
        """Return the columns of each term."""
        return tuple((s.column, s.factor) if s.factor else (s.column,) for s in self.stairs)

    def discrete(self) -> frozenset[str]:
        """Return the columns of levels."""
        return frozenset(s.column for s in self.stairs)

    def reads(self) -> frozenset[str]:
        """Return the columns of all terms."""
        return frozenset(name for effect in self.effects() for name in effect)

    def at(self, frame: Frame) -> Steps:
        """Return the same coefficients for other rows."""
        return replace(self, stairs=tuple(s.at(frame) for s in self.stairs))

    def regressors(self, name: str) -> Regressors:
        """Return the columns of equal steps."""
        names = tuple(self._name("steps", s) for s in self.stairs)
        columns = np.stack([s.levels * s.times for s in self.stairs], axis=1)
        return Regressors(self.place, columns, tuple(s.coef for s in self.stairs), names, "")

    def startable(self) -> tuple[str, ...]:
        """Return the names of all variables."""
        return tuple(v.name for v in self.variables())

    def started(self, values: Mapping[str, float]) -> dict[str, Any]:
        """Return coefficients and simplexes; shares that are left out divide the rest equally."""
        found: dict[str, Any] = {}
        names = [self._name("steps", s) for s in self.stairs]
        if any(n in values for n in names):
            found[self.vector] = np.array([values.get(n, 0.0) for n in names])
        for a, s in zip(self.adding, self.stairs, strict=True):
            given = [values.get(n) for n in self._shares(s)]
            known = [v for v in given if v is not None]
            rest = (1 - sum(known)) / max(1, len(given) - len(known))
            if known:
                found[a.simplex] = np.array([rest if v is None else v for v in given])
        return found

    def guessed(self, unit: float) -> dict[str, float]:
        """Return equal steps."""
        return {n: 1 / s.top for s in self.stairs for n in self._shares(s)}


def resolve(placed: list[Placed], frame: Frame, earlier: Sequence[Piece]) -> list[Steps]:
    """Return the steps of each predictor that has some."""
    return [Steps(p, tuple(Stair.of(t, frame) for t in terms)) for p, terms in placed if terms]


KIND = TermKind(StepsTerm, read, resolve)
