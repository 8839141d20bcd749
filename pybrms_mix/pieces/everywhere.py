"""Rows of the prior table that apply to the coefficients of all responses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from pybrms_mix.base.dialect import current
from pybrms_mix.model.ir import Piece
from pybrms_mix.model.parts import Default, Key


@dataclass(frozen=True, eq=False)
class Everywhere(Piece):
    """The rows of the prior table that name no response.

    Attributes:
        kinds: the classes of these rows: b, Intercept.
    """

    template: ClassVar[str] = "everywhere"
    kinds: tuple[str, ...]

    @classmethod
    def of(cls, pieces: Iterable[Piece]) -> Everywhere:
        """Return the rows of a model with the given pieces: one for each class that a piece has."""
        kinds_present = {default.key.kind for piece in pieces for default in piece.defaults()}
        return cls(tuple(kind for kind in ("b", "Intercept") if kind in kinds_present))

    def defaults(self) -> tuple[Default, ...]:
        """Return the rows without a prior; an empty tuple in the dialect of brms 2.23."""
        if not current().everywhere:
            return ()
        return tuple(Default(Key(kind)) for kind in self.kinds)
