"""The common part of pieces whose columns are a design."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeVar

from pybrms_mix.design.design import Design
from pybrms_mix.design.frame import Frame
from pybrms_mix.family.base import PlacedDpar
from pybrms_mix.model.ir import PlacedPiece, TermsPiece

D = TypeVar("D", bound="Designed")


@dataclass(frozen=True, eq=False)
class Designed(PlacedPiece, TermsPiece):
    """A piece with a coefficient for each column of ``design``, in the predictor of ``place``."""

    place: PlacedDpar
    design: Design

    def effects(self) -> tuple[tuple[str, ...], ...]:
        """Return the variables of each term."""
        return self.design.effects()

    def discrete(self) -> frozenset[str]:
        """Return the variables that can only have values that occur in the rows of the fit."""
        return self.design.discrete()

    def reads(self) -> frozenset[str]:
        """Return the variables of the columns."""
        return self.design.reads

    def at(self: D, frame: Frame) -> D:
        """Return the same coefficients on the columns of other rows. Bases and levels stay."""
        return replace(self, design=self.design.at(frame))
