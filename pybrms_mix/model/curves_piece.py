"""The base class of pieces with smooth functions."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import TypeVar

from pybrms_mix.model.base_pieces import PlacedPiece, PredictorPiece

C = TypeVar("C", bound="CurvesPiece")


@dataclass(frozen=True)
class Curved:
    """A smooth term.

    Attributes:
        text: the term as R writes it: "s(x, by = z, k = 5)".
        along: the columns along which the function runs.
        by: the columns that multiply the function or choose one of several.
    """

    text: str
    along: tuple[str, ...]
    by: tuple[str, ...]


class CurvesPiece(PlacedPiece, PredictorPiece):
    """A piece with smooth functions in the predictor of one parameter."""

    @property
    @abstractmethod
    def curved(self) -> tuple[Curved, ...]:
        """Return the smooth terms in their order."""

    @abstractmethod
    def only(self: C, text: str) -> C:
        """Return the piece with the functions of the term ``text`` alone."""
