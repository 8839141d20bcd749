"""Pieces of the mixture as a whole: its proportions, and groups that belong to one component."""

from __future__ import annotations

from abc import abstractmethod

import numpy as np

from pybrms_mix.design.grouping import Grouping
from pybrms_mix.family.base import PlacedDpar
from pybrms_mix.model.base_pieces import Piece
from pybrms_mix.model.draws import Draws


class WeightsPiece(Piece):
    """A piece that computes the mixing proportions."""

    thetas: tuple[PlacedDpar, ...]

    @property
    def belongs_to(self) -> str:
        """Return the response of the proportions."""
        return self.thetas[0].resp

    @abstractmethod
    def log_weights(self, draws: Draws, etas: dict[str, np.ndarray]) -> np.ndarray:
        """Return log proportions: (draws or 1, N or 1, K)."""

    @property
    def ascending(self) -> bool:
        """Return whether the proportions ascend from component to component."""
        return False

    def shares(self, theta: np.ndarray) -> dict[str, float]:
        """Return starting values of ``startable()`` by name for the proportions ``theta``, (K,)."""
        return {}

    def log_odds(self, theta: np.ndarray) -> dict[str, float]:
        """Return the linear predictors of the proportions ``theta``, (K,), by name."""
        return {}


class WholePiece(Piece):
    """A piece that knows the groups whose rows all belong to one component."""

    @property
    @abstractmethod
    def factors(self) -> frozenset[str]:
        """Return the columns that make up the groups."""

    @abstractmethod
    def together(self) -> Grouping:
        """Return the groups of the rows.

        Raises:
            UnknownVariable: if the columns of the groups are missing among the rows.
            InvalidData: if proportions or weights differ within a group.
        """
