"""Prior rows that hold for the coefficients of all responses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from pybrms_mix.model.ir import Piece
from pybrms_mix.model.parts import Default, Key


@dataclass(frozen=True, eq=False)
class Everywhere(Piece):
    """The rows of the prior table that name no response: brms lists one of b and of Intercept."""

    template: ClassVar[str] = "everywhere"

    def defaults(self) -> tuple[Default, ...]:
        """Return the rows."""
        return (Default(Key("b")), Default(Key("Intercept")))
