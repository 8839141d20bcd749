"""P-splines: B-splines at equal distances, with penalties on differences of their coefficients.

Source: Eilers and Marx (1996), "Flexible smoothing with B-splines and penalties".
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import interpolate
from pybrms_mix.design.smooths.basis import PenalisedFunctions, Raw, Values

# the distance of the knots beyond the values, as a share of their range, as in mgcv
_MARGIN = 0.001


@dataclass(frozen=True, eq=False)
class PSpline(PenalisedFunctions):
    """B-splines of one variable: linear beyond the first and the last inner knot.

    Attributes:
        degree: the degree of the polynomials between knots.
        difference: the order of the differences in the penalty.
        knots: the knots in ascending order, ``degree`` of them on each side of the values.
        cyclic: whether the splines and their derivatives are equal at both ends. The knots then
            cover one period.
    """

    degree: int
    difference: int
    knots: np.ndarray
    cyclic: bool = False

    @property
    def arrays(self) -> dict[str, np.ndarray]:
        """Return the knots, the degree and the order of differences."""
        return {"knots": self.knots, "order": np.array([self.degree, self.difference])}

    @property
    def columns(self) -> int:
        """Return the number of splines."""
        return len(self.knots) - 1 if self.cyclic else len(self.knots) - self.degree - 1

    @property
    def flat(self) -> int:
        """Return the dimension of the null space of the penalty."""
        return min(self.difference, 1) if self.cyclic else self.difference

    def at(self, values: Values) -> np.ndarray:
        """Return the splines at N rows: (N, splines)."""
        x = np.asarray(values[0], dtype=float)
        if self.cyclic:
            return self._around(x)
        first, last = self.knots[self.degree], self.knots[-1 - self.degree]
        inside = np.clip(x, first, last)
        splines = interpolate.BSpline(self.knots, np.eye(self.columns), self.degree)
        # The slope at the last knot is that of the polynomial before it.
        slopes = splines.derivative()(np.minimum(inside, np.nextafter(last, first)))
        return np.asarray(splines(inside) + (x - inside)[:, None] * slopes)

    def raw(self, values: Values) -> Raw:
        """Return the splines and the squared differences of their coefficients."""
        identity = np.eye(self.columns)
        differences = identity
        for _ in range(self.difference):
            cycle = np.roll(differences, -1, axis=0) - differences
            differences = cycle if self.cyclic else cycle[:-1]
        return Raw(identity, differences.T @ differences)

    def _around(self, x: np.ndarray) -> np.ndarray:
        """Return splines of one period; they continue from its end to its start."""
        count, step = self.columns, self.knots[1] - self.knots[0]
        inside = (x - self.knots[0]) % (count * step)
        spread = step * np.arange(-self.degree, count + self.degree + 1)
        splines = interpolate.BSpline(spread, np.eye(count + self.degree), self.degree)(inside)
        values = np.zeros((len(x), count))
        for at in range(count + self.degree):
            values[:, at % count] += splines[:, at]
        return values


def equal_knots(
    x: np.ndarray, count: int, degree: int, given: np.ndarray | None = None
) -> np.ndarray:
    """Return knots for ``count`` splines of ``degree`` on the range of ``x``.

    ``given`` holds the ends of the range, or all knots.

    Raises:
        InvalidData: if there are too few splines, or if the number or the range of the given knots
            is wrong.
    """
    inner = count - degree + 1
    if inner < 2:
        raise InvalidData(
            "basis dimension too small for b-spline order",
            hint=f"k must be at least {degree + 1} for polynomials of degree {degree}.",
        )
    if given is not None and len(given) > 2:
        return _all_knots(x, np.sort(given), inner + 2 * degree, degree)
    first, last = (x.min(), x.max()) if given is None else (given.min(), given.max())
    if first > x.min() or last < x.max():
        raise InvalidData("knot range does not include data")
    beyond = _MARGIN * (last - first)
    step = (last - first + 2 * beyond) / (inner - 1)
    return np.asarray(first - beyond + step * np.arange(-degree, inner + degree))


def _all_knots(x: np.ndarray, knots: np.ndarray, count: int, degree: int) -> np.ndarray:
    if len(knots) != count:
        raise InvalidData(
            f"there should be {count} supplied knots", hint=f"There are {len(knots)}."
        )
    if len(np.unique(knots)) < count:
        raise InvalidData("Two knots of a smooth are equal.")
    if knots[degree] > x.min() or knots[-1 - degree] < x.max():
        raise InvalidData("knot range does not include data")
    return knots


def period_knots(x: np.ndarray, count: int, given: np.ndarray | None = None) -> np.ndarray:
    """Return equidistant knots of a cyclic spline on the range of ``x``, or between ``given`` ends.

    Raises:
        InvalidData: if there are not two ends, or if values lie outside.
    """
    ends = np.array([x.min(), x.max()]) if given is None else given
    if len(ends) != 2:
        raise InvalidData("Knots of a cyclic P-spline are the two ends of its period.")
    if ends.min() > x.min() or ends.max() < x.max():
        raise InvalidData("knot range does not include data")
    return np.linspace(ends.min(), ends.max(), count + 1)
