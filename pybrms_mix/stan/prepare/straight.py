"""Points of the parameter space in which only ordered vectors are on their constrained scale."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from pybrms_mix.model.ir import Model
from pybrms_mix.stan.engines.protocol import Prepared
from pybrms_mix.stan.prepare.optimum import Density


class _Ordered:
    """The ordered vectors of a model.

    Attributes:
        at: the positions of each ordered vector in an unconstrained point.
    """

    def __init__(self, model: Model, prepared: Prepared) -> None:
        """Find the ordered vectors among the unconstrained parameters."""
        names = [p.stan for p in model.declared if p.type == "ordered"]
        zero = np.zeros(prepared.dimension)
        cells = prepared.constrain(zero)
        values = {n: np.array(cells[n], dtype=float) for n in prepared.parameters}
        self.at: list[np.ndarray] = []
        for name in names:
            shifted = prepared.unconstrain({**values, name: values[name] + 1})
            first = int(np.argmax(np.abs(shifted - zero)))
            self.at.append(np.arange(first, first + len(values[name])))

    def _jacobian(self, point: np.ndarray) -> float:
        """Return the log of the volume that the transform gives to an unconstrained point."""
        return float(sum(point[at[1:]].sum() for at in self.at))


class Steps(_Ordered):
    """A transform of ordered vectors to their first elements and their differences.

    On Stan's scale, with logs of the differences, an element that falls without bound takes the
    others with it unless their logs change as a logarithm. Here the others follow a straight line.
    """

    @property
    def positive(self) -> list[int]:
        """Return the positions of the differences, which are positive."""
        return [int(p) for at in self.at for p in at[1:]]

    def point(self, point: np.ndarray) -> np.ndarray:
        """Return an unconstrained point, (dimension,), with differences of ordered vectors."""
        ordered = point.copy()
        ordered[self.positive] = np.exp(point[self.positive])
        return ordered

    def back(self, point: np.ndarray) -> np.ndarray:
        """Return the unconstrained counterpart of such a point; NaN where it is not in order."""
        unconstrained = point.copy()
        steps = point[self.positive]
        unconstrained[self.positive] = np.log(np.where(steps > 0, steps, np.nan))
        return unconstrained

    def density(self, density: Density) -> Density:
        """Return the log density of such points and its gradient, from those of Stan's points."""

        def stepped(point: np.ndarray) -> tuple[float, np.ndarray]:
            unconstrained = self.back(point)
            if np.isnan(unconstrained).any():
                return -np.inf, np.zeros(point.size)
            value, gradient = density(unconstrained)
            gradient = gradient.copy()
            gradient[self.positive] = (gradient[self.positive] - 1) / point[self.positive]
            return value - self._jacobian(unconstrained), gradient

        return stepped


class Straight(_Ordered):
    """A transform of ordered vectors to their constrained scale, which suits a normal proposal.

    Stan samples the first element and the logs of the differences. If components overlap, these
    logs have a long tail, which a normal proposal does not cover.
    """

    def points(self, points: np.ndarray) -> np.ndarray:
        """Return points, (..., dimension), with ordered vectors on their constrained scale."""
        straightened = points.copy()
        for at in self.at:
            straightened[..., at[1:]] = np.exp(points[..., at[1:]])
            straightened[..., at] = np.cumsum(straightened[..., at], axis=-1)
        return straightened

    def back(self, points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the unconstrained counterparts of such points, and which points are in order."""
        unconstrained, valid = points.copy(), np.ones(len(points), dtype=bool)
        for at in self.at:
            steps = np.diff(points[:, at], axis=1)
            valid &= (steps > 0).all(axis=1)
            unconstrained[:, at[1:]] = np.log(np.where(steps > 0, steps, 1.0))
        return unconstrained, valid

    def density(self, density: Callable[[np.ndarray], float]) -> Callable[[np.ndarray], float]:
        """Return the log density of such points from the log density of unconstrained points."""

        def straight(point: np.ndarray) -> float:
            unconstrained, valid = self.back(point[None])
            return (
                density(unconstrained[0]) - self._jacobian(unconstrained[0])
                if valid[0]
                else -np.inf
            )

        return straight
