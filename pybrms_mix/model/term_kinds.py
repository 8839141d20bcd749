"""Kinds of terms of formulas: how each kind is read, and the pieces that its terms become."""

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
    """Return no pieces, for kinds whose pieces ``build`` constructs for all components together."""
    return ()


@dataclass(frozen=True)
class TermKind:
    """A kind of term.

    Attributes:
        term: the class of its terms.
        read: the function that splits a right-hand side into the terms of this kind and the rest.
        resolve: the function that returns the pieces of the terms of all predicted parameters,
            given the pieces of the kinds that come earlier in the program. The default returns no
            pieces: population-level columns, thresholds and non-linear formulas depend on all
            components, and ``build`` constructs their pieces.
    """

    term: type[Term]
    read: Callable[[Node | None], tuple[Sequence[Term], Node | None]]
    resolve: Callable[[list[Placed], Frame, Sequence[Piece]], Iterable[Piece]] = no_pieces
