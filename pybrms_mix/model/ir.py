"""The model: its pieces in the order of the program."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import cast

import numpy as np

from pybrms_mix.design.frame import Frame
from pybrms_mix.family.base import Mixture
from pybrms_mix.model.base_pieces import (
    Cells,
    ConcentrationPiece,
    EqualPiece,
    NonlinearPiece,
    P,
    Piece,
    PlacedPiece,
    PredictorPiece,
    TermsPiece,
    ValuePiece,
)
from pybrms_mix.model.curves_piece import Curved, CurvesPiece
from pybrms_mix.model.declarations import COUNTS, LPRIOR, PRIOR_ONLY, ROWS, Declaration
from pybrms_mix.model.draws import Draws
from pybrms_mix.model.group_pieces import GroupPiece, LatentPiece
from pybrms_mix.model.ordinal_pieces import CategoriesPiece, SpecificPiece, ThresholdsPiece
from pybrms_mix.model.parts import KINDS, Parameter, Variable
from pybrms_mix.model.response_piece import ImputingPiece, ResponsePiece
from pybrms_mix.model.user_piece import UserPiece
from pybrms_mix.model.weights_pieces import WeightsPiece, WholePiece

__all__ = [
    "CategoriesPiece",
    "Cells",
    "ConcentrationPiece",
    "Curved",
    "CurvesPiece",
    "EqualPiece",
    "GroupPiece",
    "ImputingPiece",
    "LatentPiece",
    "Model",
    "NonlinearPiece",
    "Piece",
    "PlacedPiece",
    "PredictorPiece",
    "ResponsePiece",
    "SpecificPiece",
    "TermsPiece",
    "ThresholdsPiece",
    "ValuePiece",
    "WeightsPiece",
    "WholePiece",
]


@dataclass(frozen=True, eq=False)
class Model:
    """The pieces of a model in the order of the program, with the mixture and the rows.

    ``settled`` holds the parameters that priors changed: those with other bounds or with constants.
    ``views`` holds the model of each response alone, by its name, if the model has several.
    """

    mixture: Mixture
    frame: Frame
    pieces: tuple[Piece, ...]
    settled: Mapping[str, Parameter] = field(default_factory=dict)
    views: Mapping[str, Model] = field(default_factory=dict)

    def with_pieces(self, *pieces: Piece) -> Model:
        """Return the model with ``pieces`` added at the end."""
        return replace(self, pieces=(*self.pieces, *pieces))

    def of(self, kind: type[P]) -> tuple[P, ...]:
        """Return the pieces of one kind, in program order."""
        if kind not in self._selected:
            self._selected[kind] = tuple(p for p in self.pieces if isinstance(p, kind))
        return cast("tuple[P, ...]", self._selected[kind])

    @cached_property
    def _selected(self) -> dict[type, tuple[object, ...]]:
        """Return the pieces of the kinds that were asked for: starts ask thousands of times."""
        return {}

    @cached_property
    def parameters(self) -> tuple[Parameter, ...]:
        """Return the parameters in program order, with the bounds and constants that priors set."""
        declared = (p for piece in self.pieces for p in piece.parameters)
        return tuple(self.settled.get(p.stan, p) for p in declared)

    def concentration_of_theta(self, resp: str = "") -> np.ndarray | None:
        """Return the arguments of the Dirichlet prior of the proportions; None for other priors.

        ``resp`` is the name of the response to which the proportions belong.
        """
        concentrations = (p for p in self.of(ConcentrationPiece) if p.key.kind == "theta")
        return next((p.values for p in concentrations if p.key.resp == resp), None)

    @cached_property
    def declared(self) -> tuple[Parameter, ...]:
        """Return the parameters that the parameters block declares."""
        return tuple(d for p in self.parameters for d in p.declared)

    @cached_property
    def fixed_parameters(self) -> tuple[Parameter, ...]:
        """Return the parameters with cells that are fixed or that are elements of other vectors."""
        return tuple(p for p in self.parameters if p.values and not p.computed)

    @cached_property
    def declarations(self) -> tuple[Declaration, ...]:
        """Return records of all variables of the program, block by block, in program order.

        Local variables of the model block and transformed data, which no engine reads or returns,
        have no records.
        """
        declarations = [d for piece in self.pieces for d in piece.declarations]
        computed, generated = (
            [d for d in declarations if d.block == block]
            for block in ("transformed parameters", "generated quantities")
        )
        parameters = [p.declaration for p in self.declared]
        fixed = (p.declaration for p in self.fixed_parameters)
        data = self.data_declarations(counted=False)
        return (*data, *parameters, *computed, *fixed, LPRIOR, *generated)

    def data_declarations(self, *, counted: bool) -> tuple[Declaration, ...]:
        """Return records of the data, with the counts of the rows if rows are counted."""
        records: list[Declaration] = []
        for piece in self.pieces:
            data_records = [d for d in piece.declarations if d.block == "data"]
            records += data_records
            if counted and any(d.name == ROWS for d in data_records):
                records.append(COUNTS)
        return (*records, PRIOR_ONLY)

    @property
    def given_by_user(self) -> frozenset[str]:
        """Return the names that code of the user declares and priors may use."""
        return frozenset(n for p in self.of(UserPiece) for n in p.names)

    @cached_property
    def predicted(self) -> frozenset[str]:
        """Return the names of the parameters with a linear predictor, their own or a shared one."""
        predicted = {n for piece in self.of(PredictorPiece) for n in piece.predicts()}
        return frozenset(
            predicted | {p.place.name for p in self.of(EqualPiece) if p.other in predicted}
        )

    @cached_property
    def integers(self) -> Mapping[str, tuple[int, ...]]:
        """Return the possible values of columns that must be integers in the range of the fit."""
        data = self.frame.data
        names = (n for p in self.of(TermsPiece) for n in p.integers() if n in data)
        ranges = ((n, int(data[n].min()), int(data[n].max())) for n in dict.fromkeys(names))
        return {name: tuple(range(low, high + 1)) for name, low, high in ranges}

    @property
    def keeping_bases(self) -> Model:
        """Return the model whose frame holds the arrays of all terms that need some."""
        bases = {k: v for p in self.of(TermsPiece) for k, v in p.bases().items()}
        return replace(self, frame=replace(self.frame, bases=bases)) if bases else self

    @cached_property
    def variables(self) -> tuple[Variable, ...]:
        """Return the variables that the model reports, in brms's order."""
        variables = [v for piece in self.pieces for v in piece.variables()]
        return tuple(sorted(variables, key=_rank))

    @cached_property
    def renamed(self) -> frozenset[str]:
        """Return the parameters of the program whose cells brms has under other names alone."""
        return frozenset(p.stan for p in self.parameters if {k.kind for k in p.keys} & _RENAMED)

    def facts(self, names: Iterable[str]) -> dict[str, Variable]:
        """Return the facts about each of the variables ``names``, by name.

        A fit can hold draws of variables that the model does not report: those of the program.
        """
        by_name = {v.name: v for v in self.variables}
        return {name: by_name.get(name) or Variable.of_program(name) for name in names}

    def at(self, frame: Frame) -> Model:
        """Return the same model on other rows."""
        views = {name: view.at(frame.of_response(name)) for name, view in self.views.items()}
        pieces = tuple(p.at(frame.of_response(p.belongs_to)) for p in self.pieces)
        return replace(self, frame=frame, pieces=pieces, views=views)

    def response(self, resp: str = "") -> ResponsePiece:
        """Return the piece of one response; the first one for ""."""
        responses = self.of(ResponsePiece)
        return next((piece for piece in responses if piece.resp == resp), responses[0])

    def imputed(self, resp: str, draws: Draws) -> np.ndarray:
        """Return a response with draws in place of unknown values: (draws, N); (N,) without any.

        ``resp`` is its name; "" stands for the only response.
        """
        y = self.response(resp).y
        for piece in self.of(ImputingPiece):
            y = piece.imputed(y, draws) if piece.resp == resp else y
        return y

    def part(self, resp: str) -> Mixture:
        """Return the mixture of one response; that of the model for "" and for a single one."""
        parts = (part for part in self.mixture.parts if part.resp == resp)
        return next(parts, self.mixture)

    def report(self, cells: Cells) -> Draws:
        """Return draws of the model's variables from the draws of Stan's variables."""
        columns: dict[str, np.ndarray] = {}
        for piece in self.pieces:
            columns.update(piece.report(cells))
        names = tuple(v.name for v in self.variables)
        return Draws(np.stack([columns[name] for name in names], axis=-1), names)


# Classes of priors; brms gives the cells of such parameters the names of their coefficients.
_RENAMED = frozenset({"b", "sd", "sds", "sdgp", "lscale", "simo", "meanme", "sdme"})


def _rank(variable: Variable) -> int:
    kind = "b_Intercept" if variable.intercept else variable.kind
    # Kinds that extensions add stand before the coefficients of levels.
    return KINDS.index(kind if kind in KINDS else "r")
