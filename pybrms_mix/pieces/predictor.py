"""The linear predictor of one parameter: the sum of its terms, through the inverse link."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from pybrms_mix.family.base import PlacedDpar
from pybrms_mix.family.links import LINKS
from pybrms_mix.model.ir import PlacedPiece


@dataclass(frozen=True, eq=False)
class LinearPredictor(PlacedPiece):
    """The predictor of ``place``.

    Attributes:
        place: the parameter.
        varying: whether the predictor differs between rows; if not, it is one number in the
            program.
        linked: whether the density takes the parameter on its natural scale.
    """

    template: ClassVar[str] = "predictor"
    place: PlacedDpar
    varying: bool
    linked: bool

    @property
    def name(self) -> str:
        """Return the parameter's name."""
        return self.place.name

    @property
    def kind(self) -> str:
        """Return the block that declares the predictor: as a number, or as a vector."""
        if not self.varying:
            return "constant"
        return "logged" if self.linked and self.place.link == "log" else "varying"

    @property
    def inverse(self) -> str:
        """Return the Stan function of the inverse link; empty for none."""
        return LINKS[self.place.link].function(varying=self.varying) if self.linked else ""

    @property
    def functions(self) -> tuple[str, ...]:
        """Return the Stan function that the inverse link needs."""
        return LINKS[self.place.link].files(varying=self.varying) if self.linked else ()
