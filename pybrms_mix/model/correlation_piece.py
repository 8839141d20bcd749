"""The base class of the piece that holds the residual correlations of several responses."""

from __future__ import annotations

from abc import abstractmethod

import numpy as np

from pybrms_mix.model.base_pieces import Piece
from pybrms_mix.model.draws import Draws


class CorrelationPiece(Piece):
    """The piece that holds the correlations of the residuals of all responses."""

    @abstractmethod
    def correlations(self, draws: Draws) -> np.ndarray:
        """Return the correlation matrix of each draw: (draws, responses, responses)."""

    @abstractmethod
    def tail(self, draws: Draws) -> np.ndarray | None:
        """Return the degrees of freedom of Student's distribution, (draws,); None if normal."""
