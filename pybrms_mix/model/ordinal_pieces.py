"""Base classes of the pieces of ordinal components."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence

import numpy as np

from pybrms_mix.family.base import PlacedDpar
from pybrms_mix.model.base_pieces import Piece, PlacedPiece
from pybrms_mix.model.draws import Draws


class ThresholdsPiece(PlacedPiece):
    """A piece that adds to the thresholds of an ordinal component."""

    place: PlacedDpar  # the mu of the component

    @abstractmethod
    def thresholds(self, draws: Draws) -> Sequence[np.ndarray]:
        """Return the share of the piece in each threshold: arrays of (draws, N) or (draws, 1)."""


class CategoriesPiece(Piece):
    """The piece that knows the categories of an ordinal response."""

    @property
    @abstractmethod
    def category_names(self) -> tuple[str, ...]:
        """Return the names of the categories: levels, or numbers from 1."""


class SpecificPiece(Piece):
    """A piece that can have coefficients with a separate value for each threshold."""

    @property
    @abstractmethod
    def specific(self) -> tuple[PlacedDpar, ...]:
        """Return the mus whose thresholds have effects of this piece; empty if none have."""

    @abstractmethod
    def effects_on_thresholds(self, place: PlacedDpar, draws: Draws) -> Sequence[np.ndarray]:
        """Return the summands of the predictor ``place``, one array (draws, N) per threshold."""
