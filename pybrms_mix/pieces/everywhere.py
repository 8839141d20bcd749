"""Prior rows that hold for the coefficients of all responses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from pybrms_mix.base.dialect import current
from pybrms_mix.model.ir import Piece
from pybrms_mix.model.parts import Default, Key

_KINDS = ("b", "Intercept")


@dataclass(frozen=True, eq=False)
class Everywhere(Piece):
    """The rows of the prior table that name no response: brms lists one of b and of Intercept.

    Attributes:
        kinds: the classes that some response has.
    """

    template: ClassVar[str] = "everywhere"
    kinds: tuple[str, ...]

    @classmethod
    def of(cls, pieces: Iterable[Piece]) -> Everywhere:
        """Return the rows for the classes of coefficients that ``pieces`` have."""
        keys = [d.key for piece in pieces for d in piece.defaults()]
        return cls(tuple(k for k in _KINDS if any(d.kind == k and not d.coef for d in keys)))

    def defaults(self) -> tuple[Default, ...]:
        """Return the rows; later versions of brms have none."""
        if not current().everywhere:
            return ()
        return tuple(Default(Key(kind)) for kind in self.kinds)
