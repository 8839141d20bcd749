"""The terms of formulas: how a kind of term is read, and which pieces it makes of a frame."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from pybrms_mix.design.frame import Frame
from pybrms_mix.family.base import PlacedDpar
from pybrms_mix.model.ir import Piece
from pybrms_mix.syntax.nodes import Name, Node


class Term(ABC):
    """One or several summands of a formula that a kind of term has claimed."""

    @abstractmethod
    def variables(self) -> tuple[Name, ...]:
        """Return the names that the term reads."""


# A parameter with the terms of one kind in its formula; the type of the terms is that of the kind.
Placed: TypeAlias = tuple[PlacedDpar, list[Any]]


def no_pieces(placed: Sequence[Placed], frame: Frame, earlier: Sequence[Piece]) -> Iterable[Piece]:
    """Return no pieces: ``build`` makes the pieces that depend on the other components."""
    return ()


@dataclass(frozen=True)
class TermKind:
    """A kind of term.

    Attributes:
        term: the class of its terms.
        read: from a right-hand side to the terms of this kind in it, and to the rest of it.
        resolve: from the terms of all predicted parameters to the pieces that they make, given the
            pieces of the kinds that come earlier in the program. The default makes no pieces: the
            columns of the population, thresholds and non-linear formulas depend on what the mixture
            says of its components.
    """

    term: type[Term]
    read: Callable[[Node | None], tuple[Sequence[Term], Node | None]]
    resolve: Callable[[list[Placed], Frame, Sequence[Piece]], Iterable[Piece]] = no_pieces
