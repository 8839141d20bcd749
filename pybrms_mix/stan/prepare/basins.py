"""The basin of a maximum: points from which a search leads to a maximum that is known."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from pybrms_mix.stan.prepare.surface import Mode

_FALL = 3.0  # the largest fall of the log density from the maximum to a point of its basin
_HIGHER = 1e-3  # a point whose log density is higher than that of the maximum by more is outside
# The largest relative differences from a quadratic density, of the fall and of the Newton step,
# and the fall below which differences do not matter.
_OFF, _ASIDE = 0.25, 0.3
_FLAT = 0.02


@dataclass(frozen=True, eq=False)
class Basin:
    """The points around a maximum at which the log density is nearly quadratic.

    A search that reaches such a point would end at the maximum. Its memberships alone do not tell:
    along a ridge the memberships are those of the maximum, and the search would go on to a higher
    point. The curvature of the maximum has therefore been computed, and its density has to explain
    both the height and the gradient of the point.

    Attributes:
        mode: the maximum, with the curvature of all coordinates.
    """

    mode: Mode

    @cached_property
    def _inverse(self) -> np.ndarray:
        return np.linalg.inv(self.mode.factor)

    def holds(self, point: np.ndarray, value: float, gradient: np.ndarray) -> bool:
        """Return whether a search at a point, with its log density and gradient, is in the basin.

        Args:
            point: the point: (dimension,).
            value: the log density at the point.
            gradient: its gradient: (dimension,).
        """
        fall = self.mode.value - value
        if not -_HIGHER <= fall < _FALL:
            return False
        away = self._inverse @ (point - self.mode.point)
        expected = 0.5 * float(away @ away)
        if abs(fall - expected) > max(_OFF * expected, _FLAT):
            return False
        # A Newton step from a point of a quadratic density ends at the maximum.
        missed = away + self.mode.factor.T @ gradient
        return float(missed @ missed) <= max(_ASIDE**2 * 2 * expected, _FLAT)
