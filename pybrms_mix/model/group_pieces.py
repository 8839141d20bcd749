"""Pieces whose coefficients belong to levels of grouping factors, or to positions of latent values.

New rows may have levels and positions that the fit does not know.
"""

from __future__ import annotations

from abc import abstractmethod

import numpy as np

from pybrms_mix.design.frame import Frame
from pybrms_mix.design.grouping import Grouping
from pybrms_mix.model.base_pieces import P, PredictorPiece
from pybrms_mix.model.draws import Draws
from pybrms_mix.syntax.nodes import Node


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
        """Return the levels that the piece knows."""

    @property
    @abstractmethod
    def size(self) -> int:
        """Return the number of coefficients of each level."""

    @abstractmethod
    def with_terms(self: P, terms: Node, frame: Frame) -> P:
        """Return the piece with the coefficients of ``terms`` alone.

        ``frame`` holds the rows of the fit.
        """

    @abstractmethod
    def unseen(self, frame: Frame) -> tuple[str, ...]:
        """Return the levels in the rows of ``frame`` that the piece does not know."""

    @abstractmethod
    def with_levels(self: P, new: tuple[str, ...], frame: Frame) -> P:
        """Return the piece with the levels ``new`` added; the caller adds their draws.

        ``frame`` holds rows of the new levels.
        """

    @abstractmethod
    def peers(self, level: str) -> np.ndarray:
        """Return the positions of those levels before ``level`` that have the same distribution."""

    @abstractmethod
    def borrowed(self, draws: Draws, new: str, source: np.ndarray) -> dict[str, np.ndarray]:
        """Return draws of the coefficients of the level ``new``, by name, each of shape (draws,).

        ``source`` holds, for each draw, the position of the level that lends its coefficients.
        """

    @abstractmethod
    def sampled(self, draws: Draws, new: str, standard: np.ndarray) -> dict[str, np.ndarray]:
        """Return draws of the coefficients of the level ``new``, by name, each of shape (draws,).

        ``standard`` holds the standard normal numbers from which they are computed: (draws, size).
        """


class LatentPiece(PredictorPiece):
    """A piece with latent functions.

    Their values at new positions are drawn given those of the fit.
    """

    @property
    def groupings(self) -> tuple[Grouping, ...]:
        """Return the grouping factors whose levels have a latent value each."""
        return ()

    @abstractmethod
    def at_positions(self: P, frame: Frame) -> P:
        """Return the piece with further positions: those of the rows of ``frame``."""

    def lost(self, draws: Draws) -> bool:
        """Return whether ``draws`` lacks the values at the positions of the fit."""
        return False

    @abstractmethod
    def drawn(self, draws: Draws, rng: np.random.Generator) -> dict[str, np.ndarray]:
        """Return draws of the values at the further positions, by name, each of shape (draws,)."""
