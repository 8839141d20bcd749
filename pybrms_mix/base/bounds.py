"""Bounds: the interval in which a number must lie."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Bounds:
    """An interval as Stan text: ``Bounds("0", "1")``; an empty side is open.

    The sides are text since a bound may name a quantity of the program (``min_Y``). Where the
    cells of a vector have bounds of their own, the sides are vectors too, and ``cells`` has them.
    """

    lower: str = ""
    upper: str = ""
    cells: tuple[Bounds, ...] = ()

    @property
    def sides(self) -> tuple[str, ...]:
        """Return the closed sides as Stan writes them: ("lower=0", "upper=1")."""
        given = (("lower", self.lower), ("upper", self.upper))
        return tuple(f"{side}={value}" for side, value in given if value)

    def of(self, position: int) -> Bounds:
        """Return the bounds of one cell, counted from 0."""
        return self.cells[position] if self.cells else self

    def __bool__(self) -> bool:
        return bool(self.lower or self.upper)


FREE = Bounds()
POSITIVE = Bounds("0")
UNIT = Bounds("0", "1")
