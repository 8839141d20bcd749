"""The base classes of pieces: the parts of a model."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar, TypeVar

import numpy as np

from pybrms_mix.design.frame import Frame
from pybrms_mix.family.base import PlacedDpar
from pybrms_mix.model.declarations import Declaration, Rows
from pybrms_mix.model.draws import Draws
from pybrms_mix.model.parts import Default, Key, Parameter, Regressors, Variable

Cells = Mapping[str, np.ndarray]  # Stan's variables: each (chains, draws, *shape)


P = TypeVar("P", bound="Piece")


class Piece(ABC):
    """A part of a model: what it adds to the program, the data, the parameters and the report.

    A kind of piece is a class that inherits from ``Piece``, or from the classes below, which define
    the methods that other code calls. The class of a piece, not the names of its attributes,
    determines its kind. Each piece has a template of its name whose blocks are the slots of
    ``model.stan.jinja``; the template sees the fields and public properties of the piece.
    """

    @property
    @abstractmethod
    def template(self) -> str:
        """Return the name of the template that prints the piece."""

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
        """Return records of the other variables that the piece declares, such as data."""
        return ()

    @property
    def turn(self) -> int:
        """Return the turn of the piece in slots whose statements use those of other pieces.

        Pieces of lower turns come first, and those of the same turn in the order of the model.
        """
        return 0

    def printed(self, counts: str) -> tuple[Piece, ...]:
        """Return the pieces whose templates the program prints in the place of this piece.

        ``counts`` names the vector with the number of observations that each row stands for; it is
        "" in the program in which each row counts once.
        """
        return (self,)

    def data(self) -> dict[str, Any]:
        """Return the data of the piece under brms's names."""
        return {}

    def defaults(self) -> tuple[Default, ...]:
        """Return the rows that the piece adds to brms's table of default priors."""
        return ()

    def variables(self) -> tuple[Variable, ...]:
        """Return the variables that the piece reports."""
        return ()

    def report(self, cells: Cells) -> dict[str, np.ndarray]:
        """Return the draws of ``variables()`` by name, each of shape (chains, draws)."""
        return {}

    def borrows(self) -> frozenset[str]:
        """Return the names of variables of other pieces whose draws the piece reads."""
        return frozenset()

    def reads(self) -> frozenset[str]:
        """Return the columns that new rows need for this piece; never those of the response."""
        return frozenset()

    def startable(self) -> tuple[str, ...]:
        """Return brms's names of the quantities for which the piece accepts starting values."""
        return ()

    def started(self, values: Mapping[str, float]) -> dict[str, Any]:
        """Return starting values of the program's parameters by name.

        ``values`` holds values of ``startable()`` by name. Parameters that these values do not
        determine are left out.

        Raises:
            InvalidArgument: if no parameters have these values.
        """
        return {}

    def guessed(self, unit: float) -> dict[str, float]:
        """Return starting values of ``startable()`` by name that are not estimated from the rows.

        ``unit`` is the residual standard deviation of the response, on the scale of the link.
        """
        return {}

    @property
    def belongs_to(self) -> str:
        """Return the response whose rows the piece describes; "" for a piece of all rows."""
        return ""

    @property
    def n_rows(self) -> Rows:
        """Return the name that the number of rows of the piece has in the program."""
        return Rows.of(self.belongs_to)

    def at(self: P, frame: Frame) -> P:
        """Return the same piece on other rows; by default the piece itself, without any change."""
        return self


class PlacedPiece(Piece):
    """A piece of one distributional parameter, defined on the rows of the parameter's response."""

    place: PlacedDpar

    @property
    def belongs_to(self) -> str:
        """Return the response of the parameter."""
        return self.place.resp


class PredictorPiece(Piece):
    """A piece that adds to the linear predictor of a distributional parameter."""

    @abstractmethod
    def predicts(self) -> tuple[str, ...]:
        """Return the names of the parameters to whose predictors the piece adds ("mu1")."""

    @abstractmethod
    def varies(self, name: str) -> bool:
        """Return whether the piece's share of the predictor of ``name`` differs between rows."""

    @abstractmethod
    def eta(self, name: str, draws: Draws) -> np.ndarray:
        """Return the share of the linear predictor of ``name``: (draws, N) or (draws, 1)."""

    def known(self, name: str) -> np.ndarray | None:
        """Return the part of the share that depends on no parameter: (N,); None without one."""
        return None

    def regressors(self, name: str) -> Regressors | None:
        """Return the columns of the share if it is linear in coefficients with starting values.

        Regressions that find starting values use these columns. They ignore a piece that returns
        None.
        """
        return None

    def level(self, name: str, value: float) -> dict[str, float]:
        """Return values of ``startable()`` that make the predictor ``value`` in every row."""
        return {}


class TermsPiece(Piece):
    """A piece that knows which columns interact.

    Each column of another piece is an effect of its own.
    """

    shown_last: ClassVar[bool] = False
    """Whether brms shows the effects of the piece after those of all other pieces."""

    @abstractmethod
    def effects(self) -> tuple[tuple[str, ...], ...]:
        """Return the columns of each effect: those of x * z are ("x",), ("z",) and ("x", "z")."""

    @abstractmethod
    def discrete(self) -> frozenset[str]:
        """Return the columns that can only have values that occur in the rows of the fit."""

    def integers(self) -> frozenset[str]:
        """Return the numeric columns that can have every integer within the range of the fit."""
        return frozenset()

    def bases(self) -> Mapping[str, Mapping[str, np.ndarray]]:
        """Return arrays without which the coefficients of a term have no meaning, by term.

        The same rows do not always give the same arrays: eigenvectors of equal eigenvalues have any
        rotation. A frame that holds the arrays makes the same piece everywhere (``Frame.bases``).
        """
        return {}


class NonlinearPiece(PlacedPiece):
    """A piece that computes the predictor of a parameter from other predictors."""

    @abstractmethod
    def predicts(self) -> tuple[str, ...]:
        """Return the name of the one parameter, as a tuple."""

    @abstractmethod
    def varies(self, name: str) -> bool:
        """Return whether the predictor differs between rows."""

    @abstractmethod
    def curve(self, etas: Mapping[str, np.ndarray]) -> np.ndarray:
        """Return the predictor, given predictors of earlier pieces: (draws, N) or (draws, 1)."""

    @abstractmethod
    def parts(self) -> frozenset[str]:
        """Return the names of the predictors that the expression reads."""

    @abstractmethod
    def covariate_columns(self) -> list[np.ndarray]:
        """Return the columns that the expression reads: each (N,)."""

    @property
    @abstractmethod
    def nonlinear(self) -> tuple[PlacedDpar, ...]:
        """Return the non-linear parameters from which the predictor is computed."""

    @abstractmethod
    def counterparts(self, other: NonlinearPiece) -> dict[str, str] | None:
        """Return, for each non-linear parameter of this piece, its counterpart in ``other``.

        Returns None if the curves differ in more than the names of their non-linear parameters.
        """


class ValuePiece(PlacedPiece):
    """A piece that is a distributional parameter without a predictor."""

    @abstractmethod
    def value(self, draws: Draws) -> np.ndarray:
        """Return the parameter on its natural scale: (draws, 1)."""

    def fixed_value(self) -> float | None:
        """Return the number that the formula gives to the parameter; None if it is estimated."""
        return None

    @property
    def sampled(self) -> str:
        """Return Stan's name of the parameter if the program samples it on its natural scale."""
        return ""


class EqualPiece(PlacedPiece):
    """A distributional parameter that is equal to another one, or that has a given value."""

    @property
    @abstractmethod
    def other(self) -> str:
        """Return the name of the parameter that this one is equal to; "" for a given number."""


class ConcentrationPiece(Piece):
    """The arguments of the Dirichlet prior of a simplex, which are data of the program.

    Attributes:
        values: the arguments, one for each cell of the simplex.
    """

    values: np.ndarray

    @property
    @abstractmethod
    def key(self) -> Key:
        """Return the place of the prior."""
