"""The base classes of the pieces that hold a response and its missing values."""

from __future__ import annotations

from abc import abstractmethod

import numpy as np

from pybrms_mix.base.bounds import Bounds
from pybrms_mix.design.expression import Expression
from pybrms_mix.design.frame import Frame
from pybrms_mix.family.base import Extra
from pybrms_mix.model.base_pieces import P, Piece
from pybrms_mix.model.draws import Draws


class ResponsePiece(Piece):
    """The piece that holds the response."""

    name: str
    y: np.ndarray
    extra: Extra
    basis: np.ndarray  # the response of all rows, before subset(): default priors depend on it

    @property
    def resp(self) -> str:
        """Return the name of the response in a model of several responses, otherwise ""."""
        return ""

    @property
    def belongs_to(self) -> str:
        """Return the name of the response, to which the piece itself belongs."""
        return self.resp

    @property
    def observed(self) -> np.ndarray:
        """Return which rows have the response: (N,)."""
        return np.ones(len(self.y), dtype=bool)

    @property
    def selectors(self) -> tuple[str, ...]:
        """Return the columns by which ``subset()`` selects the rows."""
        return ()

    def selected(self, frame: Frame) -> np.ndarray | None:
        """Return the rows of ``frame`` that ``subset()`` keeps: (N,).

        Returns None without ``subset()``, or if the rows do not have its variables.
        """
        return None

    def unselecting(self: P) -> P:
        """Return the piece without ``subset()``, for tables of new rows that are all kept."""
        return self

    def lacking(self: P, missing: np.ndarray) -> P:
        """Return the piece with a mark, (N,), on rows with other responses that lack this one."""
        return self

    @property
    @abstractmethod
    def facts(self) -> tuple[str, ...]:
        """Return the names of numbers computed from the response ("min_Y")."""

    @property
    @abstractmethod
    def columns(self) -> tuple[str, ...]:
        """Return the columns from which the response is computed."""

    @property
    @abstractmethod
    def trials(self) -> tuple[str, ...]:
        """Return the columns that hold the number of trials of each row."""

    @property
    @abstractmethod
    def whole_numbers(self) -> tuple[str, ...]:
        """Return the columns of addition terms, except trials, that must be whole numbers."""


class ImputingPiece(Piece):
    """A piece whose parameters are the missing responses."""

    resp: str  # the name of the response in a model of several responses, otherwise ""
    bounds: Bounds  # the interval of the responses
    labels: np.ndarray  # the labels of the rows of the fit without a response

    @property
    def belongs_to(self) -> str:
        """Return the name of the response whose missing values the piece holds."""
        return self.resp

    @property
    def error(self) -> Expression | None:
        """Return the standard deviations of the measurement errors; None without measurement error.

        With measurement error the program has a parameter for the response of every row.
        """
        return None

    @abstractmethod
    def imputed(self, y: np.ndarray, draws: Draws) -> np.ndarray:
        """Return the responses with draws in place of missing ones: (draws, N).

        The shape is (N,) if no response of these rows is missing.
        """

    @abstractmethod
    def filled(self, y: np.ndarray) -> dict[str, np.ndarray]:
        """Return the program's parameters, given the missing responses (rows,)."""
