"""Smooth functions in the predictor of one parameter: coefficients and standard deviations.

Source: Wood (2017), section 5.8: a penalised smooth is a random effect with unknown variance, plus
a part without a penalty. A small standard deviation of the random effect gives a smooth function.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from pybrms_mix.base.bounds import POSITIVE, Bounds
from pybrms_mix.base.errors import InvalidFormula
from pybrms_mix.base.on_demand import module_on_demand
from pybrms_mix.design.frame import Frame
from pybrms_mix.family.base import PlacedDpar
from pybrms_mix.model.declarations import Declaration
from pybrms_mix.model.draws import Draws
from pybrms_mix.model.fragments import Element
from pybrms_mix.model.ir import Cells, Curved, CurvesPiece, Piece, TermsPiece
from pybrms_mix.model.parts import Default, Key, Parameter, Regressors, Slot, Variable
from pybrms_mix.model.term_kinds import Placed, TermKind
from pybrms_mix.pieces.crossed import crossed
from pybrms_mix.pieces.smooth.smooth_terms import SmoothTerm, read

if TYPE_CHECKING:
    from pybrms_mix.pieces.smooth import curve as curve_module
    from pybrms_mix.pieces.smooth.curve import Curve
else:
    curve_module = module_on_demand("pybrms_mix.pieces.smooth.curve")

# The starting standard deviation of coefficients, as a fraction of that of the residuals.
_SMALL = 0.25


@dataclass(frozen=True, eq=False)
class Penalty:
    """The coefficients of one function that share one penalty.

    Attributes:
        number: brms's number of the function in its formula, from 1.
        block: the number of the penalty among those of the function, from 1.
        curve: the function.
        name: brms's name of the standard deviation without the parameter: "sx_1", "sxfaa_1".
    """

    number: int
    block: int
    curve: Curve
    name: str

    @property
    def columns(self) -> np.ndarray:
        """Return the columns of the coefficients: (N, coefficients)."""
        return self.curve.blocks[self.block - 1]

    @property
    def size(self) -> int:
        """Return the number of coefficients."""
        return self.curve.basis.blocks[self.block - 1]

    @property
    def end(self) -> str:
        """Return the ending of Stan's names, after that of the parameter: "_1_1"."""
        return f"_{self.number}_{self.block}"


@dataclass(frozen=True, eq=False)
class Smooth(CurvesPiece, TermsPiece):
    """The smooth functions in the predictor of ``place``."""

    template: ClassVar[str] = "smooth"
    place: PlacedDpar
    curves: tuple[Curve, ...]

    @classmethod
    def of(cls, place: PlacedDpar, terms: Sequence[SmoothTerm], frame: Frame) -> Smooth:
        """Return the functions of the terms of one formula.

        Raises:
            InvalidFormula: if two functions would have the same names.
            InvalidData: if the data do not suit a term.
        """
        smooth = cls(place, tuple(c for term in terms for c in curve_module.curves(term, frame)))
        kinds = (smooth.coefs, tuple(p.name for p in smooth.penalties))
        twice = next((n for names in kinds for n in names if names.count(n) > 1), None)
        if twice is not None:
            raise InvalidFormula(
                f"Two smooths of '{place.name}' would both have the name '{twice}'.",
                span=terms[-1].call.span,
                hint="brms names a smooth after its variables: leave one of the two smooths out.",
            )
        return smooth

    @property
    def suffix(self) -> str:
        """Return the ending of Stan's names."""
        return self.place.suffix

    @cached_property
    def penalties(self) -> tuple[Penalty, ...]:
        """Return the penalised coefficients of each function that has any."""
        penalties = []
        for number, curve in enumerate(self.curves, start=1):
            name = curve.name.replace(":", "")
            penalties += [
                Penalty(number, block, curve, f"{name}_{block}")
                for block in range(1, len(curve.basis.blocks) + 1)
            ]
        return tuple(penalties)

    @property
    def coefs(self) -> tuple[str, ...]:
        """Return the names of the coefficients without a penalty: "sx_1"."""
        return tuple(f"{c.name}_{k}" for c in self.curves for k in range(1, c.free.shape[1] + 1))

    @property
    def has_coefs(self) -> bool:
        """Return whether there are coefficients without a penalty."""
        return bool(self.coefs)

    @property
    def has_penalties(self) -> bool:
        """Return whether there are coefficients with a penalty."""
        return bool(self.penalties)

    @property
    def free(self) -> np.ndarray:
        """Return the columns without a penalty: (N, coefficients)."""
        return np.column_stack([c.free for c in self.curves])

    def _label(self, name: str) -> str:
        return f"{self.place.key}_{name}" if self.place.key else name

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Return coefficients and standard deviations; penalised coefficients are standardised."""
        s, place = self.suffix, self.place
        parameters = []
        if self.coefs:
            keys = tuple(Key.of(place, "b", c) for c in self.coefs)
            about = f"unpenalised coefficients of the smooths of {place.name}"
            parameters.append(
                Parameter(f"bs{s}", "vector", (f"Ks{s}",), (len(keys),), about, keys=keys)
            )
            parameters = [replace(parameters[0], label="bs")]
        for p in self.penalties:
            size, end = Element(f"knots{s}_{p.number}", p.block), f"{s}{p.end}"
            about = f"coefficients of {p.curve.term}, standardised"
            key = Key.of(place, "sds", p.curve.term)
            parameters += [
                Parameter(f"zs{end}", "vector", (size,), (p.size,), about),
                Parameter(
                    f"sds{end}", "real",
                    comment=f"standard deviation of the coefficients of {p.curve.term}",
                    bounds=POSITIVE, keys=(key,), label=f"sds_{self._label(p.name)}",
                ),
            ]  # fmt: skip
        return tuple(parameters)

    def defaults(self) -> tuple[Default, ...]:
        """Return the default priors of the coefficients and of the standard deviations."""
        place = self.place
        rows: dict[Key, Default] = {}
        if self.coefs:
            rows |= {Key.of(place, "b"): Default(Key.of(place, "b"))}
            rows |= {key: Default(key) for key in (Key.of(place, "b", c) for c in self.coefs)}
        all_sds = Key.of(place, "sds")
        rows[all_sds] = Default(all_sds, "student_t(3, 0, {scale})", POSITIVE, link=None)
        rows |= {k: Default(k) for k in (Key.of(place, "sds", c.term) for c in self.curves)}
        return tuple(rows.values())

    def data(self) -> dict[str, Any]:
        """Return the columns and the numbers of columns."""
        s = self.suffix
        data: dict[str, Any] = {f"Ks{s}": len(self.coefs), f"Xs{s}": self.free}
        for number, curve in enumerate(self.curves, start=1):
            sizes = curve.basis.blocks
            data[f"nb{s}_{number}"] = len(sizes)
            data[f"knots{s}_{number}"] = np.array(sizes, dtype=int)
        data |= {f"Zs{s}{p.end}": p.columns for p in self.penalties}
        return data

    @property
    def declarations(self) -> tuple[Declaration, ...]:
        """Return records of the columns and of the numbers of columns."""
        s, records = self.suffix, []
        if self.coefs:
            about = f"unpenalised columns of the smooths of {self.place.name}"
            records.append(Declaration.count(f"Ks{s}", f"number of {about}"))
            records.append(Declaration(f"Xs{s}", "matrix", (self.n_rows, f"Ks{s}"), about))
        for p in self.penalties:
            end = f"{s}_{p.number}"
            if p.block == 1:
                about = f"number of penalties of {p.curve.term}"
                records.append(Declaration.count(f"nb{end}", about))
                comment = "number of columns of each penalty"
                records.append(
                    Declaration(f"knots{end}", "int", (), comment, (f"nb{end}",), Bounds("1"))
                )
            size = Element(f"knots{end}", p.block)
            records.append(
                Declaration(
                    f"Zs{s}{p.end}", "matrix", (self.n_rows, size), f"columns of {p.curve.term}"
                )
            )
        return tuple(records)

    def predicts(self) -> tuple[str, ...]:
        """Return the name of the parameter whose predictor contains the functions."""
        return (self.place.name,)

    def varies(self, name: str) -> bool:
        """Return True: the functions differ between rows."""
        return True

    def variables(self) -> tuple[Variable, ...]:
        """Return unpenalised coefficients, standard deviations, and penalised coefficients."""
        free = (
            Variable(f"bs_{self._label(c)}", "bs", self._label(c), slots=(self._slot(c),))
            for c in self.coefs
        )
        spreads = (
            Variable(f"sds_{n}", "sds", f"sds({n})", slots=(self._slot(p.name),))
            for p in self.penalties
            for n in [self._label(p.name)]
        )
        penalised = (
            Variable(
                name, "s", name, slots=(self._slot(p.name),), level=str(k),
                array=f"s_{self._label(p.name)}", cell=(str(k),),
            )
            for p in self.penalties
            for k, name in enumerate(self._names(p), start=1)
        )  # fmt: skip
        return (*free, *spreads, *penalised)

    def _slot(self, name: str) -> Slot:
        return Slot.of(self.place, name)

    def _names(self, penalty: Penalty) -> list[str]:
        head = f"s_{self._label(penalty.name)}"
        return [f"{head}[{k}]" for k in range(1, penalty.size + 1)]

    def report(self, cells: Cells) -> dict[str, np.ndarray]:
        """Return the draws of the variables."""
        s = self.suffix
        report = {}
        for k, coef in enumerate(self.coefs):
            report[f"bs_{self._label(coef)}"] = cells[f"bs{s}"][:, :, k]
        for p in self.penalties:
            spread = cells[f"sds{s}{p.end}"]
            penalised = spread[:, :, None] * cells[f"zs{s}{p.end}"]
            report[f"sds_{self._label(p.name)}"] = spread
            report |= {name: penalised[:, :, k] for k, name in enumerate(self._names(p))}
        return report

    def eta(self, name: str, draws: Draws) -> np.ndarray:
        """Return the sum of the functions: (draws, N)."""
        return np.asarray(sum(self.function(k, draws) for k in range(len(self.curves))))

    def function(self, position: int, draws: Draws) -> np.ndarray:
        """Return the values of the function at ``position``: (draws, N)."""
        curve = self.curves[position]
        return np.asarray(draws.matrix(list(self.coefficients(curve))) @ curve.matrix.T)

    def coefficients(self, curve: Curve) -> tuple[str, ...]:
        """Return the names of the coefficients of a function, in the order of its columns."""
        penalised = (name for p in self.penalties if p.curve is curve for name in self._names(p))
        free = (f"bs_{self._label(f'{curve.name}_{k + 1}')}" for k in range(curve.free.shape[1]))
        return (*penalised, *free)

    @property
    def curved(self) -> tuple[Curved, ...]:
        """Return the smooth terms, in their order."""
        return tuple(dict.fromkeys(Curved(c.term, c.along, c.chosen_by) for c in self.curves))

    def only(self, text: str) -> Smooth:
        """Return the piece with the functions of the term ``text`` alone."""
        return replace(self, curves=tuple(c for c in self.curves if c.term == text))

    def regressors(self, name: str) -> Regressors | None:
        """Return the columns without a penalty."""
        if not self.coefs:
            return None
        names = tuple(f"bs_{self._label(c)}" for c in self.coefs)
        return Regressors(self.place, self.free, self.coefs, names, f"bs{self.suffix}")

    def startable(self) -> tuple[str, ...]:
        """Return the names of all coefficients and of the standard deviations."""
        return tuple(v.name for v in self.variables())

    def guessed(self, unit: float) -> dict[str, float]:
        """Return standard deviations for functions that are small in comparison with ``unit``."""
        mine = unit if self.place.dpar.name == "mu" else 1.0
        sizes = ((p, float(np.sqrt((p.columns**2).sum(axis=1).mean()))) for p in self.penalties)
        return {f"sds_{self._label(p.name)}": _SMALL * mine / max(size, 1e-6) for p, size in sizes}

    def started(self, values: Mapping[str, float]) -> dict[str, Any]:
        """Return the program's parameters.

        Without a value an SD starts at 1, and a coefficient at 0.
        """
        s = self.suffix
        starts: dict[str, Any] = {}
        names = [f"bs_{self._label(c)}" for c in self.coefs]
        if any(name in values for name in names):
            starts[f"bs{s}"] = np.array([values.get(name, 0.0) for name in names])
        for p in self.penalties:
            spread = f"sds_{self._label(p.name)}"
            names_of_penalty = self._names(p)
            size = values.get(spread, 1.0)
            if spread in values:
                starts[f"sds{s}{p.end}"] = size
            if any(name in values for name in names_of_penalty):
                starts[f"sds{s}{p.end}"] = size
                starts[f"zs{s}{p.end}"] = (
                    np.array([values.get(n, 0.0) for n in names_of_penalty]) / size
                )
        return starts

    def bases(self) -> Mapping[str, Mapping[str, np.ndarray]]:
        """Return the arrays of the basis of each term."""
        return {c.key: c.basis.arrays for c in self.curves}

    def effects(self) -> tuple[tuple[str, ...], ...]:
        """Return the variables of each term, and their pairs."""
        return crossed(c.columns for c in self.curves)

    def discrete(self) -> frozenset[str]:
        """Return an empty set: a smooth function is defined between the observed values."""
        return frozenset()

    def reads(self) -> frozenset[str]:
        """Return the variables of the functions."""
        return frozenset(name for c in self.curves for name in c.columns)

    def at(self, frame: Frame) -> Smooth:
        """Return the same functions on other rows."""
        return replace(self, curves=tuple(c.at(frame) for c in self.curves))


def resolve(placed: list[Placed], frame: Frame, earlier: Sequence[Piece]) -> list[Smooth]:
    """Return the smooth functions of each parameter that has such terms."""
    return [
        Smooth.of(place, terms, frame.of_response(place.resp)) for place, terms in placed if terms
    ]


KIND = TermKind(SmoothTerm, read, resolve)
