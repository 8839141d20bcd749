"""Gaussian processes in the predictor of one parameter: standard deviations and length scales."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from pybrms_mix.base.bounds import POSITIVE
from pybrms_mix.base.errors import InvalidFormula
from pybrms_mix.base.on_demand import module_on_demand
from pybrms_mix.design.frame import Frame
from pybrms_mix.family.base import PlacedDpar
from pybrms_mix.model.base_pieces import Cells, Piece, PlacedPiece, TermsPiece
from pybrms_mix.model.declarations import Declaration, Rows
from pybrms_mix.model.draws import Draws
from pybrms_mix.model.group_pieces import LatentPiece
from pybrms_mix.model.parts import Default, Key, Parameter, Slot, Variable
from pybrms_mix.model.term_kinds import Placed, TermKind
from pybrms_mix.pieces.crossed import crossed
from pybrms_mix.pieces.process.process_terms import ProcessTerm, read

if TYPE_CHECKING:
    from pybrms_mix.pieces.process import process_function
    from pybrms_mix.pieces.process.latent import Latent
    from pybrms_mix.pieces.process.process_function import ProcessFunction
else:
    process_function = module_on_demand("pybrms_mix.pieces.process.process_function")

# The starting standard deviation of a process, as a fraction of that of the residuals.
_SMALL = 0.5
# The starting length scale, as a fraction of the largest distance between positions.
_MIDDLE = 0.3


@dataclass(frozen=True, eq=False)
class Process(PlacedPiece, LatentPiece, TermsPiece):
    """The Gaussian processes in the predictor of ``place``."""

    template: ClassVar[str] = "process"
    shown_last: ClassVar[bool] = True
    place: PlacedDpar
    terms: tuple[ProcessFunction, ...]

    @classmethod
    def of(cls, place: PlacedDpar, terms: Sequence[ProcessTerm], frame: Frame) -> Process:
        """Return the processes of the terms of one formula.

        Raises:
            InvalidFormula: if two processes would have the same names.
            InvalidData: if the data do not suit a term.
        """
        ends = [f"{place.suffix}_{k}" for k in range(1, len(terms) + 1)]
        pairs, rows = zip(ends, terms, strict=True), Rows.of(place.resp)
        of = process_function.ProcessFunction.of
        process = cls(place, tuple(of(end, t, frame, rows) for end, t in pairs))
        coefs = [c for t in process.terms for latent in t.latents for c in {latent.coef}]
        twice = next((c for c in coefs if coefs.count(c) > 1), None)
        if twice is not None:
            raise InvalidFormula(
                f"Two Gaussian processes of '{place.name}' would both have the name '{twice}'.",
                span=terms[-1].call.span,
                hint="brms names a process after its variables: leave one of the two processes "
                "out.",
            )
        return process

    @property
    def functions(self) -> tuple[str, ...]:
        """Return the Stan functions of the terms."""
        return tuple(dict.fromkeys(t.function for t in self.terms))

    def _label(self, name: str) -> str:
        return f"{self.place.key}_{name}" if self.place.key else name

    @cached_property
    def parameters(self) -> tuple[Parameter, ...]:
        """Return the standard deviations, length scales, and standardised values of each term."""
        return tuple(p for t in self.terms for p in self._of_term(t))

    def _of_term(self, term: ProcessFunction) -> Iterator[Parameter]:
        place, latents, end = self.place, term.latents, term.end
        dims = latents[0].scales
        yield Parameter(
            f"sdgp{end}", "vector", (f"Kgp{end}",), (len(latents),),
            f"standard deviations of {term.text}",
            bounds=POSITIVE, keys=tuple(Key.of(place, "sdgp", latent.coef) for latent in latents),
        )  # fmt: skip
        # Cells are numbered with the first index fastest: functions, then variables.
        coefs = (latent.scale_coefs[d] for d in range(dims) for latent in latents)
        yield Parameter(
            f"lscale{end}", "vector", (1 if latents[0].isotropic else f"Dgp{end}",),
            (len(latents), dims), f"length scales of {term.text}", (f"Kgp{end}",), POSITIVE,
            tuple(Key.of(place, "lscale", c) for c in coefs),
        )  # fmt: skip
        for latent in latents:
            ending, size = term.own_end(latent), term.size_of(latent)
            about = f"values of {term.text}, standardised"
            yield Parameter(f"zgp{ending}", "vector", (size,), (latent.count,), about)

    def defaults(self) -> tuple[Default, ...]:
        """Return the default priors of the length scales and of the standard deviations."""
        place = self.place
        scales, spreads = Key.of(place, "lscale"), Key.of(place, "sdgp")
        rows = [Default(scales, "", POSITIVE)]
        for function in (latent for t in self.terms for latent in t.latents):
            pairs = zip(function.scale_coefs, function.scale_priors, strict=True)
            rows += [Default(Key.of(place, "lscale", c), text) for c, text in pairs]
        rows.append(Default(spreads, "student_t(3, 0, {scale})", POSITIVE, link=None))
        coefs = (latent.coef for t in self.terms for latent in t.latents)
        return (*rows, *(Default(Key.of(place, "sdgp", c)) for c in coefs))

    def data(self) -> dict[str, Any]:
        """Return the positions, or the basis functions at them, and the position of each row."""
        data: dict[str, Any] = {}
        for term in self.terms:
            data |= term.data()
        return data

    @property
    def declarations(self) -> tuple[Declaration, ...]:
        """Return the records of the data that the program reads."""
        return tuple(d for term in self.terms for d in term.declarations)

    def predicts(self) -> tuple[str, ...]:
        """Return the name of the parameter whose predictor contains the processes."""
        return (self.place.name,)

    def varies(self, name: str) -> bool:
        """Return True: the functions differ between rows."""
        return True

    @cached_property
    def _latents(self) -> tuple[tuple[ProcessFunction, Latent], ...]:
        return tuple((t, latent) for t in self.terms for latent in t.latents)

    def variables(self) -> tuple[Variable, ...]:
        """Return the standard deviations, the length scales, and the standardised values."""
        spreads, scales, standardised = [], [], []
        for _, latent in self._latents:
            n = self._label(latent.coef)
            spreads.append(Variable(f"sdgp_{n}", "sdgp", f"sdgp({n})", slots=(self._slot(latent),)))
            for coef in latent.scale_coefs:
                n = self._label(coef)
                slots = (Slot.of(self.place, coef),)
                scales.append(Variable(f"lscale_{n}", "lscale", f"lscale({n})", slots=slots))
            standardised += [
                Variable(
                    name, "zgp", name, slots=(self._slot(latent),), level=str(k),
                    array=f"zgp_{self._label(latent.coef)}", cell=(str(k),),
                )
                for k, name in enumerate(self._names(latent), start=1)
            ]  # fmt: skip
        return (*spreads, *scales, *standardised)

    def _slot(self, latent: Latent) -> Slot:
        return Slot.of(self.place, latent.coef)

    def _names(self, latent: Latent) -> list[str]:
        head = f"zgp_{self._label(latent.coef)}"
        return [f"{head}[{k}]" for k in range(1, latent.count + 1)]

    def _new_names(self, latent: Latent) -> list[str]:
        """Return the names of draws of an exact process at new positions."""
        if not latent.exact:
            return []
        head = f"gp_{self._label(latent.coef)}"
        return [f"{head}[new {k}]" for k in range(1, len(latent.new) + 1)]

    def report(self, cells: Cells) -> dict[str, np.ndarray]:
        """Return the draws of the variables."""
        values = {}
        for term, latent in self._latents:
            k = latent.number - 1
            values[f"sdgp_{self._label(latent.coef)}"] = cells[f"sdgp{term.end}"][:, :, k]
            for d, coef in enumerate(latent.scale_coefs):
                values[f"lscale_{self._label(coef)}"] = cells[f"lscale{term.end}"][:, :, k, d]
            z = cells[f"zgp{term.own_end(latent)}"]
            values |= {name: z[:, :, i] for i, name in enumerate(self._names(latent))}
        return values

    def _drawn(self, latent: Latent, draws: Draws) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return SDs (draws,), length scales (draws, 1 or D) and standardised values."""
        scales = [f"lscale_{self._label(c)}" for c in latent.scale_coefs]
        sd = draws.matrix([f"sdgp_{self._label(latent.coef)}"])[:, 0]
        return sd, draws.matrix(scales), draws.matrix(self._names(latent))

    def eta(self, name: str, draws: Draws) -> np.ndarray:
        """Return the sum of the processes: (draws, N)."""
        total = np.zeros((1, 1))
        for term, latent in self._latents:
            values = latent.values(draws, *self._drawn(latent, draws))
            if new := self._new_names(latent):
                values = np.concatenate([values, draws.matrix(new)], axis=1)
            k = latent.number - 1
            of_rows = values[:, term.places[:, k]]
            total = total + of_rows * term.weights[:, k]
        return np.asarray(total)

    def at_positions(self, frame: Frame) -> Process:
        """Return the processes with the positions of the rows of ``frame`` as new positions."""
        return replace(self, terms=tuple(t.with_new(frame) for t in self.terms))

    def drawn(self, draws: Draws, rng: np.random.Generator) -> dict[str, np.ndarray]:
        """Return draws of the values at the new positions, by name, each (draws,)."""
        new_values: dict[str, np.ndarray] = {}
        for _, latent in self._latents:
            if names := self._new_names(latent):
                conditional = latent.conditional(*self._drawn(latent, draws), rng)
                new_values |= dict(zip(names, conditional.T, strict=True))
        return new_values

    def startable(self) -> tuple[str, ...]:
        """Return the names of all variables."""
        return tuple(v.name for v in self.variables())

    def guessed(self, unit: float) -> dict[str, float]:
        """Return starting standard deviations and length scales, as fractions of natural units.

        ``unit``, the residual standard deviation, is the unit of the former, and the range of the
        positions is that of the latter.
        """
        mine = unit if self.place.dpar.name == "mu" else 1.0
        starts = {}
        for _, latent in self._latents:
            starts[f"sdgp_{self._label(latent.coef)}"] = _SMALL * mine
            extents = (
                np.ptp(latent.x, axis=0)
                if not latent.isotropic
                else [np.ptp(latent.x, axis=0).max()]
            )
            for coef, extent in zip(latent.scale_coefs, extents, strict=True):
                starts[f"lscale_{self._label(coef)}"] = _MIDDLE * (float(extent) or 1.0)
        return starts

    def started(self, values: Mapping[str, float]) -> dict[str, Any]:
        """Return the program's parameters; without a value z starts at 0, and others at 1."""
        starts: dict[str, Any] = {}
        for term in self.terms:
            spreads = [f"sdgp_{self._label(latent.coef)}" for latent in term.latents]
            scales = [[f"lscale_{self._label(c)}" for c in x.scale_coefs] for x in term.latents]
            if any(name in values for name in spreads):
                starts[f"sdgp{term.end}"] = np.array([values.get(n, 1.0) for n in spreads])
            if any(name in values for names in scales for name in names):
                starts[f"lscale{term.end}"] = np.array(
                    [[values.get(n, 1.0) for n in names] for names in scales]
                )
            for latent in term.latents:
                names = self._names(latent)
                if any(name in values for name in names):
                    z = np.array([values.get(n, 0.0) for n in names])
                    starts[f"zgp{term.own_end(latent)}"] = z
        return starts

    def effects(self) -> tuple[tuple[str, ...], ...]:
        """Return the variables of each process, and their pairs."""
        return crossed(t.columns for t in self.terms)

    def discrete(self) -> frozenset[str]:
        """Return an empty set: a process is defined between the observed positions."""
        return frozenset()

    def reads(self) -> frozenset[str]:
        """Return the variables of the processes."""
        return frozenset(name for t in self.terms for name in t.columns)

    def at(self, frame: Frame) -> Process:
        """Return the same processes on other rows, whose positions must be known to them."""
        return replace(self, terms=tuple(t.at(frame) for t in self.terms))


def resolve(placed: list[Placed], frame: Frame, earlier: Sequence[Piece]) -> list[Process]:
    """Return the Gaussian processes of each parameter that has such terms."""
    return [
        Process.of(place, terms, frame.of_response(place.resp)) for place, terms in placed if terms
    ]


KIND = TermKind(ProcessTerm, read, resolve)
