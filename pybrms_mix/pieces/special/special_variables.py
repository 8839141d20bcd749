"""The base classes of the variables of special terms, ``mo()``, ``me()`` and ``mi()``."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import TypeVar

import numpy as np

from pybrms_mix.design.frame import Frame
from pybrms_mix.design.grouping import Grouping
from pybrms_mix.model.draws import Draws
from pybrms_mix.model.fragments import Expression

S = TypeVar("S", bound="SpecialVariable")


class SpecialVariable(ABC):
    """The variable of a call of ``mo()``, ``me()`` or ``mi()`` on some rows."""

    @property
    @abstractmethod
    def shown(self) -> tuple[str, ...]:
        """Return the columns whose effects ``conditional_effects()`` shows."""

    @property
    def grouped_by(self) -> Grouping | None:
        """Return the grouping factor whose levels have a latent value each; None without one."""
        return None

    def at_positions(self: S, frame: Frame) -> S:
        """Return the variable on other rows, whose latent values have draws of their own."""
        return self.at(frame)

    def lost(self, draws: Draws) -> bool:
        """Return whether ``draws`` lacks latent values of the rows of the fit."""
        return False

    def drawn(self, draws: Draws, rng: np.random.Generator) -> dict[str, np.ndarray]:
        """Return draws of the latent values of other rows, by name, each of shape (draws,)."""
        return {}

    def positions_by_name(self) -> dict[str, np.ndarray]:
        """Return the index of the value that each row takes, from 1, by names of Stan's data."""
        return {}

    def columns_of(self, call: Iterable[str]) -> frozenset[str]:
        """Return those of the columns ``call`` that new rows need."""
        return frozenset(call)

    def reads(self) -> frozenset[str]:
        """Return the columns outside of the call on which the values depend."""
        return frozenset()

    def borrows(self) -> frozenset[str]:
        """Return the names of variables of other pieces whose draws the values depend on."""
        return frozenset()

    @abstractmethod
    def at(self: S, frame: Frame) -> S:
        """Return the variable on other rows."""

    def discrete(self) -> frozenset[str]:
        """Return the columns that can only have values that occur in the rows of the fit."""
        return frozenset()

    def integers(self) -> frozenset[str]:
        """Return the columns that can have every integer within the range of the fit."""
        return frozenset()


class Multiplicand(ABC):
    """Values of each row that a coefficient multiplies, and that depend on parameters."""

    @property
    @abstractmethod
    def vector(self) -> Expression:
        """Return the values of the rows in the program."""

    @property
    @abstractmethod
    def slope(self) -> np.ndarray:
        """Return approximate values for regressions that find starting values: (N,)."""

    @abstractmethod
    def values(self, draws: Draws) -> np.ndarray:
        """Return the values of the rows: (draws, N) or (1, N)."""
