"""The base class of code that a user adds to a program."""

from __future__ import annotations

from abc import abstractmethod

from pybrms_mix.model.base_pieces import Piece


class UserPiece(Piece):
    """A piece of code of the user."""

    @property
    @abstractmethod
    def names(self) -> tuple[str, ...]:
        """Return the names that the code declares and priors may use."""
