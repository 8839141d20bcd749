"""A parameter that is equal to a predicted one: ``bf(y ~ x, mu2 = "mu1")``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from pybrms_mix.family.base import PlacedDpar
from pybrms_mix.model.ir import EqualPiece


@dataclass(frozen=True, eq=False)
class Equal(EqualPiece):
    """A parameter, ``place``, whose linear predictor is that of the parameter ``source``."""

    template: ClassVar[str] = "equal"
    place: PlacedDpar
    source: str

    @property
    def other(self) -> str:
        """Return the name of the parameter ``source``."""
        return self.source
