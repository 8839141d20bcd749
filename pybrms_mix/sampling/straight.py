"""Points of the parameter space in which only ordered vectors are on their constrained scale."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from pybrms_mix.model.ir import Model
from pybrms_mix.stan.engines.protocol import Prepared


class Straight:
    """A transform of ordered vectors to their constrained scale, which suits a normal proposal.

    Stan samples the first element and the logs of the differences. If components overlap, these
    logs have a long tail, which a normal proposal does not cover.

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
            moved = prepared.unconstrain({**values, name: values[name] + 1})
            first = int(np.argmax(np.abs(moved - zero)))
            self.at.append(np.arange(first, first + len(values[name])))

    def points(self, points: np.ndarray) -> np.ndarray:
        """Return points, (..., dimension), with ordered vectors on their constrained scale."""
        found = points.copy()
        for at in self.at:
            found[..., at[1:]] = np.exp(points[..., at[1:]])
            found[..., at] = np.cumsum(found[..., at], axis=-1)
        return found

    def back(self, points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the unconstrained counterparts of such points, and which points are in order."""
        found, valid = points.copy(), np.ones(len(points), dtype=bool)
        for at in self.at:
            steps = np.diff(points[:, at], axis=1)
            valid &= (steps > 0).all(axis=1)
            found[:, at[1:]] = np.log(np.where(steps > 0, steps, 1.0))
        return found, valid

    def density(self, density: Callable[[np.ndarray], float]) -> Callable[[np.ndarray], float]:
        """Return the log density of such points from the log density of unconstrained points."""

        def straight(point: np.ndarray) -> float:
            found, jacobian = point.copy(), 0.0
            for at in self.at:
                steps = np.diff(point[at])
                if (steps <= 0).any():
                    return -np.inf
                found[at[1:]] = np.log(steps)
                jacobian += float(np.log(steps).sum())
            return density(found) - jacobian

        return straight
