"""What pieces share whose columns are a design: the terms, and the same columns of other rows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeVar

from pybrms_mix.design.design import Design
from pybrms_mix.design.frame import Frame
from pybrms_mix.family.base import PlacedDpar
from pybrms_mix.model.ir import TermsPiece

D = TypeVar("D", bound="Designed")


@dataclass(frozen=True, eq=False)
class Designed(TermsPiece):
    """What the columns of ``design`` add to the predictor of ``place``."""

    place: PlacedDpar
    design: Design

    def effects(self) -> tuple[tuple[str, ...], ...]:
        """Return the variables of each term."""
        return self.design.effects()

    def discrete(self) -> frozenset[str]:
        """Return the variables of which only values that were seen have columns."""
        return self.design.discrete()

    def reads(self) -> frozenset[str]:
        """Return the variables of the columns."""
        return self.design.reads

    def at(self: D, frame: Frame) -> D:
        """Return the same coefficients on the columns of other rows; what was fitted stays."""
        return replace(self, design=self.design.at(frame))
