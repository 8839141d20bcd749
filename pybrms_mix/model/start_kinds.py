"""Further base classes of pieces, for starting values and for priors."""

from __future__ import annotations

import math
from abc import abstractmethod
from collections.abc import Mapping
from typing import Any

import numpy as np

from pybrms_mix.base.bounds import Bounds
from pybrms_mix.model.ir import Piece, ThresholdsPiece
from pybrms_mix.model.parts import Key, Parameter

EVERYWHERE = (-math.inf, math.inf)
"""The support of a distribution of all real numbers."""


class CutsPiece(ThresholdsPiece):
    """A piece that declares the thresholds of an ordinal component."""

    kind: str  # "flexible", "equidistant" or "sum_to_zero"

    @property
    @abstractmethod
    def count(self) -> int:
        """Return the largest number of thresholds that a row has."""

    @property
    @abstractmethod
    def threshold_names(self) -> tuple[tuple[str, ...], ...]:
        """Return brms's names of the thresholds of each group of rows."""


class LevelsPiece(Piece):
    """A piece whose program has independent standardised coefficients of the levels of a group."""

    @property
    @abstractmethod
    def standardized(self) -> str:
        """Return Stan's name of the matrix of the coefficients: (coefficients, levels)."""

    @property
    @abstractmethod
    def rows_of(self) -> tuple[np.ndarray, ...]:
        """Return the position of the level of each row, one array for each membership."""

    @property
    @abstractmethod
    def depends(self) -> str:
        """Return why the coefficients of levels depend on each other; "" if they do not."""


class OrderedPiece(Piece):
    """A piece that declares an ordered vector whose elements are coefficients of other pieces."""

    coef: str  # the name of the coefficient of each component

    @property
    @abstractmethod
    def vector(self) -> str:
        """Return Stan's name of the vector."""

    @property
    @abstractmethod
    def centered(self) -> bool:
        """Return whether the elements are intercepts at the means of the columns."""

    @abstractmethod
    def gathered(self, elements: Mapping[int, float]) -> dict[str, Any]:
        """Return the vector, given some of its elements by position, from 1.

        Raises:
            InvalidArgument: if the elements are not in order.
        """


class TransformedPiece(Piece):
    """A piece that computes the coefficients of another piece from parameters of its own."""

    # Stan's names of the factors that multiply the scale of the parameters; () for none
    factor: tuple[str, ...]

    @property
    @abstractmethod
    def made(self) -> tuple[Parameter, ...]:
        """Return the vectors of coefficients that the piece computes."""

    @abstractmethod
    def start(self, given: Mapping[str, np.ndarray], scale: float = 1.0) -> dict[str, np.ndarray]:
        """Return values of the parameters that yield the coefficients ``given``, by vector."""


class StatementPiece(Piece):
    """The statement of one prior: the log density of some cells of a parameter."""

    distribution: str  # Stan's name
    arguments: tuple[str, ...]  # Stan text
    bounds: Bounds  # of the parameter
    key: Key  # the parameters that have this prior
    stan: str  # Stan's name of the parameter
    cell: int | None  # the position of the only cell, from 0; None for all cells
    support: tuple[float, float]  # the interval outside of which the density is zero
