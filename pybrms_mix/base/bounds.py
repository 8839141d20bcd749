"""Bounds: the interval in which a number must lie."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Bounds:
    """An interval as Stan text: ``Bounds("0", "1")``; an empty side is open.

    A side is text because a bound may name a quantity of the program (``min_Y``). If a side
    differs between the cells of a vector, it is empty here, and ``cells`` holds the bounds of each
    cell.
    """

    lower: str = ""
    upper: str = ""
    cells: tuple[Bounds, ...] = ()

    @property
    def sides(self) -> tuple[tuple[str, str], ...]:
        """Return the closed sides: (("lower", "0"),); "" is a side that differs between cells."""
        lower, upper = (("lower", self.lower),), (("upper", self.upper),)
        below, above = any(c.lower for c in self.cells), any(c.upper for c in self.cells)
        return (lower if self.lower or below else ()) + (upper if self.upper or above else ())

    def numbers(self) -> tuple[float, float]:
        """Return both sides as numbers; a side that names a quantity of the program is infinite."""
        return _number(self.lower, -math.inf), _number(self.upper, math.inf)

    def of(self, position: int) -> Bounds:
        """Return the bounds of one cell, counted from 0."""
        return self.cells[position] if self.cells else self

    def __bool__(self) -> bool:
        return bool(self.lower or self.upper or any(self.cells))


def _number(text: str, unknown: float) -> float:
    try:
        return float(text)
    except ValueError:
        return unknown


FREE = Bounds()
POSITIVE = Bounds("0")
UNIT = Bounds("0", "1")
