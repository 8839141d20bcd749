"""A parameter that is equal to a predicted one: ``bf(y ~ x, mu2 = "mu1")``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from pybrms_mix.family.base import PlacedDpar
from pybrms_mix.model.ir import Plain


@dataclass(frozen=True, eq=False)
class Equal(Plain):
    """The parameter ``place`` whose predictor is that of ``other``, whatever this is made of."""

    template: ClassVar[str] = "equal"
    place: PlacedDpar
    other: str
