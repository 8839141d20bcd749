"""What a model is: the base classes of its pieces, and the model that they make."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeVar

import numpy as np

from pybrms_mix.design.frame import Frame
from pybrms_mix.design.grouping import Grouping
from pybrms_mix.family.base import Extra, Mixture, PlacedDpar
from pybrms_mix.model.declarations import LPRIOR, PRIOR_ONLY, Declaration
from pybrms_mix.model.draws import Draws
from pybrms_mix.model.parts import KINDS, Default, Parameter, Variable
from pybrms_mix.syntax.nodes import Node

Cells = Mapping[str, np.ndarray]  # Stan's variables: each (chains, draws, *shape)


P = TypeVar("P", bound="Piece")


class Piece(ABC):
    """A part of a model: what it adds to the program, the data, the parameters and the report.

    A kind of piece is a class that inherits from ``Piece``, or from the classes below that say
    what a piece of its kind does for others. No piece is recognised by the names of its
    attributes. Each piece has a template of its name whose blocks are the slots of
    ``model.stan.jinja``; the template sees the fields and public properties of the piece.
    """

    @property
    @abstractmethod
    def template(self) -> str:
        """Return the name of the template."""

    @property
    def functions(self) -> tuple[str, ...]:
        """Return the Stan functions that the piece needs: files of ``templates/functions/``."""
        return ()

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Return the parameters that the piece declares."""
        return ()

    @property
    def declarations(self) -> tuple[Declaration, ...]:
        """Return records of the other variables that the piece declares: data, computed ones."""
        return ()

    def data(self) -> dict[str, Any]:
        """Return the data of the piece under brms's names."""
        return {}

    def defaults(self) -> tuple[Default, ...]:
        """Return the rows of the piece in brms's table of default priors."""
        return ()

    def variables(self) -> tuple[Variable, ...]:
        """Return the variables that the piece reports."""
        return ()

    def report(self, cells: Cells) -> dict[str, np.ndarray]:
        """Return the draws of ``variables()`` by name, each of shape (chains, draws)."""
        return {}

    def reads(self) -> frozenset[str]:
        """Return the columns that new rows need for this piece; never those of the response."""
        return frozenset()

    def at(self: P, frame: Frame) -> P:
        """Return the same piece on other rows; by default a piece does not depend on the rows."""
        return self


class PredictorPiece(Piece):
    """A piece that adds to the linear predictor of a distributional parameter."""

    @abstractmethod
    def predicts(self) -> tuple[str, ...]:
        """Return the names of the parameters whose predictor it adds to ("mu1")."""

    @abstractmethod
    def varies(self, name: str) -> bool:
        """Return whether its share of the predictor of ``name`` differs between rows."""

    @abstractmethod
    def eta(self, name: str, draws: Draws) -> np.ndarray:
        """Return its share of the linear predictor of ``name``: (draws, N) or (draws, 1)."""


class TermsPiece(Piece):
    """A piece that knows which columns act together; of others each column acts alone."""

    @abstractmethod
    def effects(self) -> tuple[tuple[str, ...], ...]:
        """Return the columns of each of its terms: x * z is ("x",), ("z",) and ("x", "z")."""

    @abstractmethod
    def discrete(self) -> frozenset[str]:
        """Return the columns of which only values that the fit has seen make sense."""

    def integers(self) -> frozenset[str]:
        """Return the numeric columns of which every integer within the range of the fit does."""
        return frozenset()


class NonlinearPiece(Piece):
    """A piece that is the predictor of a parameter, computed from the predictors of others."""

    @abstractmethod
    def predicts(self) -> tuple[str, ...]:
        """Return the name of the one parameter."""

    @abstractmethod
    def varies(self, name: str) -> bool:
        """Return whether the predictor differs between rows."""

    @abstractmethod
    def curve(self, etas: Mapping[str, np.ndarray]) -> np.ndarray:
        """Return the predictor, given those of earlier pieces: (draws, N) or (draws, 1)."""

    @abstractmethod
    def counterparts(self, other: NonlinearPiece) -> dict[str, str] | None:
        """Return which non-linear parameter of ``other`` stands where each of this one stands.

        None where the curves differ in more than the names of their non-linear parameters.
        """


class GroupPiece(PredictorPiece):
    """A piece whose coefficients belong to the levels of a grouping factor."""

    @property
    @abstractmethod
    def group(self) -> str:
        """Return the name of the grouping factor: "g:h"."""

    @property
    @abstractmethod
    def factors(self) -> frozenset[str]:
        """Return the columns that make up the grouping factor."""

    @property
    @abstractmethod
    def levels(self) -> tuple[str, ...]:
        """Return the levels that it knows."""

    @property
    @abstractmethod
    def size(self) -> int:
        """Return the number of coefficients of each level."""

    @abstractmethod
    def kept(self: P, terms: Node, frame: Frame) -> P:
        """Return only the coefficients that ``terms`` ask for; ``frame`` holds the fit's rows."""

    @abstractmethod
    def unseen(self, frame: Frame) -> tuple[str, ...]:
        """Return the levels of other rows that it does not know."""

    @abstractmethod
    def with_levels(self: P, new: tuple[str, ...], frame: Frame) -> P:
        """Return the piece with further levels after its own; their draws have to be given too.

        ``frame`` holds rows of them.
        """

    @abstractmethod
    def peers(self, level: str) -> np.ndarray:
        """Return the positions of the levels before ``level`` that are like it."""

    @abstractmethod
    def borrowed(self, draws: Draws, new: str, source: np.ndarray) -> dict[str, np.ndarray]:
        """Return draws of the coefficients of level ``new``, by name, each (draws,).

        ``source`` is the position of the level whose coefficients they are, for each draw.
        """

    @abstractmethod
    def sampled(self, draws: Draws, new: str, standard: np.ndarray) -> dict[str, np.ndarray]:
        """Return draws of the coefficients of level ``new``, by name, each (draws,).

        ``standard`` holds the standard normal numbers of which they are made: (draws, size).
        """


class ValuePiece(Piece):
    """A piece that is a distributional parameter without a predictor."""

    place: PlacedDpar

    @abstractmethod
    def value(self, draws: Draws) -> np.ndarray:
        """Return the parameter on its natural scale: (draws, 1)."""

    def given(self) -> float | None:
        """Return the number that the formula gives to the parameter; None if it is estimated."""
        return None


class EqualPiece(Piece):
    """A distributional parameter that is equal to another one, or given."""

    place: PlacedDpar

    @property
    @abstractmethod
    def other(self) -> str:
        """Return the name of the one that it is equal to; nothing for a number."""


class ThresholdsPiece(Piece):
    """A piece that adds to the thresholds of an ordinal component."""

    place: PlacedDpar  # the mu of the component

    @abstractmethod
    def thresholds(self, draws: Draws) -> dict[str, np.ndarray]:
        """Return its share of ``thres1``, ``thres2``, ...: each (draws, N) or (draws, 1)."""


class CategoriesPiece(Piece):
    """The piece that knows the categories of an ordinal response."""

    @property
    @abstractmethod
    def category_names(self) -> tuple[str, ...]:
        """Return what they are called: levels, or numbers from 1."""


class WeightsPiece(Piece):
    """A piece that says how the components are mixed."""

    @abstractmethod
    def log_weights(self, draws: Draws, etas: dict[str, np.ndarray]) -> np.ndarray:
        """Return log proportions: (draws or 1, N or 1, K)."""


class WholePiece(Piece):
    """A piece that knows the groups whose rows all belong to the same component."""

    @property
    @abstractmethod
    def factors(self) -> frozenset[str]:
        """Return the columns that make up the groups."""

    @abstractmethod
    def together(self) -> Grouping:
        """Return the groups of the rows.

        Raises:
            UnknownVariable: if these rows do not say to which group they belong.
            InvalidData: if proportions or weights differ within one.
        """


class ConcentratedPiece(Piece):
    """A piece with simplexes whose Dirichlet priors are data."""

    @property
    @abstractmethod
    def concentrations(self) -> Mapping[str, np.ndarray]:
        """Return the arguments of the Dirichlet prior of each simplex, by its name in Stan."""

    @abstractmethod
    def concentrated(self: P, concentrations: Mapping[str, np.ndarray]) -> P:
        """Return the piece under other Dirichlet priors."""


class ImputingPiece(Piece):
    """A piece that holds responses which are missing."""

    labels: np.ndarray  # what the rows of the fit without a response are called

    @abstractmethod
    def imputed(self, y: np.ndarray, draws: Draws) -> np.ndarray:
        """Return the responses, those that are missing from the draws: (draws, N), or as given."""


class ResponsePiece(Piece):
    """The piece that holds the response."""

    name: str
    y: np.ndarray
    extra: Extra
    basis: np.ndarray  # the response of all rows, before subset(): what default priors look at

    @property
    @abstractmethod
    def facts(self) -> tuple[str, ...]:
        """Return the names of numbers computed from the response ("min_Y")."""

    @property
    @abstractmethod
    def columns(self) -> tuple[str, ...]:
        """Return the columns of which the response is made."""

    @property
    @abstractmethod
    def trials(self) -> tuple[str, ...]:
        """Return the columns that say how many trials a row has."""


Plain = Piece


@dataclass(frozen=True, eq=False)
class Model:
    """Pieces in the order of the program; the mixture and the rows that they speak of.

    ``settled`` holds the parameters that priors changed: other bounds, or constants.
    """

    mixture: Mixture
    frame: Frame
    pieces: tuple[Piece, ...]
    settled: Mapping[str, Parameter] = field(default_factory=dict)

    def with_pieces(self, *pieces: Piece) -> Model:
        """Return the model with ``pieces`` added at the end."""
        return replace(self, pieces=(*self.pieces, *pieces))

    def of(self, kind: type[P]) -> tuple[P, ...]:
        """Return the pieces of one kind, in program order."""
        return tuple(p for p in self.pieces if isinstance(p, kind))

    @cached_property
    def parameters(self) -> tuple[Parameter, ...]:
        """Return the parameters of all pieces, in program order, as the priors left them."""
        declared = (p for piece in self.pieces for p in piece.parameters)
        return tuple(self.settled.get(p.stan, p) for p in declared)

    @property
    def declared(self) -> tuple[Parameter, ...]:
        """Return what the parameters block declares."""
        return tuple(d for p in self.parameters for d in p.declared)

    @property
    def given(self) -> tuple[Parameter, ...]:
        """Return the parameters of which some cells have their values from elsewhere."""
        return tuple(p for p in self.parameters if p.values and not p.computed)

    @cached_property
    def declarations(self) -> tuple[Declaration, ...]:
        """Return records of all variables of the program, block by block, in program order.

        Local variables of the model block and transformed data, which no engine reads or returns,
        have no records.
        """
        own = [d for piece in self.pieces for d in piece.declarations]
        data, computed, generated = (
            [d for d in own if d.block == block]
            for block in ("data", "transformed parameters", "generated quantities")
        )
        parameters = [p.declaration for p in self.declared]
        return (*data, PRIOR_ONLY, *parameters, *computed, *(p.declaration for p in self.given),
                LPRIOR, *generated)  # fmt: skip

    @cached_property
    def predicted(self) -> frozenset[str]:
        """Return the names of the parameters that have a linear predictor, or share one."""
        own = {n for piece in self.of(PredictorPiece) for n in piece.predicts()}
        return frozenset(own | {p.place.name for p in self.of(EqualPiece) if p.other in own})

    @cached_property
    def integers(self) -> Mapping[str, tuple[int, ...]]:
        """Return the values of columns that can only be integers within the range of the fit."""
        data = self.frame.data
        names = (n for p in self.of(TermsPiece) for n in p.integers() if n in data)
        ranges = ((n, int(data[n].min()), int(data[n].max())) for n in dict.fromkeys(names))
        return {name: tuple(range(low, high + 1)) for name, low, high in ranges}

    @cached_property
    def variables(self) -> tuple[Variable, ...]:
        """Return what the model reports, in brms's order."""
        found = [v for piece in self.pieces for v in piece.variables()]
        return tuple(sorted(found, key=_rank))

    def at(self, frame: Frame) -> Model:
        """Return the same model on other rows."""
        return replace(self, frame=frame, pieces=tuple(p.at(frame) for p in self.pieces))

    def report(self, cells: Cells) -> Draws:
        """Return draws of the model's variables from the draws of Stan's variables."""
        columns: dict[str, np.ndarray] = {}
        for piece in self.pieces:
            columns.update(piece.report(cells))
        names = tuple(v.name for v in self.variables)
        return Draws(np.stack([columns[name] for name in names], axis=-1), names)


def _rank(variable: Variable) -> int:
    return KINDS.index("b_Intercept" if variable.intercept else variable.kind)
