"""Cubic regression splines, usual and cyclic, in terms of their values at the knots.

Source: Wood (2017), sections 5.3.1 and 5.3.2. Second derivatives at the knots are F b for the
values b at the knots. The penalty is the integral of the squared second derivative.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.design.smooths.basis import PenalisedFunctions, Raw, Values
from pybrms_mix.design.smooths.vanishing import shrunken


@dataclass(frozen=True, eq=False)
class CubicSpline(PenalisedFunctions):
    """Natural cubic splines of one variable: linear beyond the first and the last knot.

    Attributes:
        knots: the knots in ascending order.
        shrunken: whether linear functions have a small penalty too.
    """

    knots: np.ndarray
    shrunken: bool = False

    @property
    def arrays(self) -> dict[str, np.ndarray]:
        """Return the knots."""
        return {"knots": self.knots}

    @property
    def columns(self) -> int:
        """Return the number of knots."""
        return len(self.knots)

    @property
    def flat(self) -> int:
        """Return the number of linear functions, which have no penalty unless shrunken."""
        return 0 if self.shrunken else 2

    def at(self, values: Values) -> np.ndarray:
        """Return the splines that are 1 at one knot and 0 at the others: (N, knots)."""
        (x,) = values
        inside = np.clip(np.asarray(x, float), self.knots[0], self.knots[-1])
        second = np.pad(self._second_derivatives()[0], ((1, 1), (0, 0)))
        cells = _Cells.of(inside, self.knots, np.eye(self.columns), second)
        return np.asarray(
            cells.values() + (np.asarray(x, float) - inside)[:, None] * cells.slopes()
        )

    def raw(self, values: Values) -> Raw:
        """Return the splines and the integral of their squared second derivatives."""
        second, differences = self._second_derivatives()
        penalty = differences.T @ second
        if self.shrunken:
            penalty = shrunken(penalty, 2, equally=False)
        return Raw(np.eye(self.columns), penalty)

    def _second_derivatives(self) -> tuple[np.ndarray, np.ndarray]:
        """Return second derivatives at inner knots, and the differences of slopes there."""
        h, count = np.diff(self.knots), len(self.knots)
        inner = np.arange(count - 2)
        differences = np.zeros((count - 2, count))
        differences[inner, inner] = 1 / h[:-1]
        differences[inner, inner + 1] = -1 / h[:-1] - 1 / h[1:]
        differences[inner, inner + 2] = 1 / h[1:]
        band = np.diag((h[:-1] + h[1:]) / 3) + np.diag(h[1:-1] / 6, 1) + np.diag(h[1:-1] / 6, -1)
        return np.linalg.solve(band, differences), differences


@dataclass(frozen=True, eq=False)
class CyclicSpline(PenalisedFunctions):
    """Cubic splines of one variable that are equal, with two derivatives, at the ends.

    Attributes:
        knots: the knots in ascending order; the last one is the first one, a period later.
    """

    knots: np.ndarray

    @property
    def arrays(self) -> dict[str, np.ndarray]:
        """Return the knots."""
        return {"knots": self.knots}

    @property
    def columns(self) -> int:
        """Return the number of knots in a period."""
        return len(self.knots) - 1

    @property
    def flat(self) -> int:
        """Return 1: the constant has no penalty."""
        return 1

    def at(self, values: Values) -> np.ndarray:
        """Return the splines that are 1 at one knot and 0 at the others: (N, knots - 1)."""
        (x,) = values
        start, period = self.knots[0], self.knots[-1] - self.knots[0]
        around = (np.asarray(x, float) - start) % period + start
        identity, second = np.eye(self.columns), self._second_derivatives()[0]
        both = (np.vstack([rows, rows[:1]]) for rows in (identity, second))
        return _Cells.of(around, self.knots, *both).values()

    def raw(self, values: Values) -> Raw:
        """Return the splines and the integral of their squared second derivatives."""
        second, differences = self._second_derivatives()
        return Raw(np.eye(self.columns), differences.T @ second)

    def _second_derivatives(self) -> tuple[np.ndarray, np.ndarray]:
        """Return second derivatives at the knots, and the differences of slopes there."""
        after = np.diff(self.knots)
        before = np.roll(after, 1)
        turn = np.roll(np.eye(len(after)), 1, axis=1)  # from a knot to the next one
        differences = np.diag(-1 / before - 1 / after)
        differences += turn / after[:, None] + turn.T / before[:, None]
        band = np.diag((before + after) / 3)
        band += turn * after[:, None] / 6 + turn.T * before[:, None] / 6
        return np.linalg.solve(band, differences), differences


@dataclass(frozen=True, eq=False)
class _Cells:
    """The positions of rows in the intervals between knots.

    Attributes:
        left, right: the distances from the knots before and after the row: (N, 1).
        width: the width of the interval.
        ends: values at both knots, by coefficients: (N, columns).
        bends: second derivatives at both knots.
    """

    left: np.ndarray
    right: np.ndarray
    width: np.ndarray
    ends: tuple[np.ndarray, np.ndarray]
    bends: tuple[np.ndarray, np.ndarray]

    @classmethod
    def of(cls, x: np.ndarray, knots: np.ndarray, ends: np.ndarray, bends: np.ndarray) -> _Cells:
        at = np.clip(np.searchsorted(knots, x, side="right") - 1, 0, len(knots) - 2)
        left, right = (x - knots[at])[:, None], (knots[at + 1] - x)[:, None]
        return cls(left, right, left + right, (ends[at], ends[at + 1]), (bends[at], bends[at + 1]))

    def values(self) -> np.ndarray:
        a, b, h = self.right, self.left, self.width
        (first, last), (bend, next_bend) = self.ends, self.bends
        lines = (a * first + b * last) / h
        return np.asarray(lines + ((a**3 / h - h * a) * bend + (b**3 / h - h * b) * next_bend) / 6)

    def slopes(self) -> np.ndarray:
        a, b, h = self.right, self.left, self.width
        (first, last), (bend, next_bend) = self.ends, self.bends
        curved = (h - 3 * a**2 / h) * bend + (3 * b**2 / h - h) * next_bend
        return np.asarray((last - first) / h + curved / 6)


def spread_knots(x: np.ndarray, count: int, name: str) -> np.ndarray:
    """Return knots at quantiles of the distinct values.

    Raises:
        InvalidData: if there are fewer distinct values than knots.
    """
    distinct = np.unique(x)
    if len(distinct) < count:
        raise InvalidData(
            f"{name} has insufficient unique values to support {count} knots: reduce k.",
            hint=f"There are {len(distinct)} distinct values.",
        )
    return np.asarray(np.quantile(distinct, np.linspace(0, 1, count)))


def given_knots(knots: np.ndarray, count: int, basis: str) -> np.ndarray:
    """Return knots that the user gives, in ascending order.

    Raises:
        InvalidData: if there are not ``count`` different knots.
    """
    if len(knots) != count:
        raise InvalidData(
            f"number of supplied knots != k for a {basis} smooth",
            hint=f"There are {len(knots)}, and k is {count}.",
        )
    if len(np.unique(knots)) < count:
        raise InvalidData("Two knots of a smooth are equal.")
    return np.sort(knots)


def cyclic_knots(x: np.ndarray, count: int, name: str, ends: np.ndarray | None) -> np.ndarray:
    """Return knots of a cyclic spline. The period contains all values and the given ``ends``.

    Raises:
        InvalidData: if there are fewer distinct values than knots.
    """
    return spread_knots(x if ends is None else np.concatenate([ends, x]), count, name)
