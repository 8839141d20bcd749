"""The density of the population's parameters, with the levels of groups integrated out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pybrms_mix.base.lazy import optimize
from pybrms_mix.stan.prepare.level_parts import Levels
from pybrms_mix.stan.prepare.optimum import Arrived, Density, Optimum, nowhere
from pybrms_mix.stan.prepare.surface import Mode, volume

_ROUNDS = 40  # Newton steps for the levels
_REACHED = 1e-9  # the expected increase of the log density below which the Newton steps end
# the ratio of successive expected increases above which the curvature is computed again
_SLOW = 0.2
_LEAST = 0.1  # the smallest eigenvalue of a curvature that a step uses; that of the prior is 1
_LONGEST = 2.0  # the longest step of the levels of one part, in standard deviations of the prior
_HALVES = 8
_EPSILON = 0.05  # step of the third derivatives, in standard deviations
_SMALL = 1e-3  # step of directional derivatives along a vector
_STEP = 1e-2  # step of the curvature in the population parameters
_APPROACH = 100  # evaluations with the levels fixed
_CLIMBS = 50  # evaluations of one search
_FLAT = 1e-3  # the increase of the log density below which a search ends
_NEWTON = 3  # Newton steps at the end of a search
_STEEP = 0.1  # the distance from the maximum, in standard deviations, at which the search may end
_WALL = 1e300


@dataclass(frozen=True, eq=False)
class _Settled:
    """The levels at their conditional maximum, given the population parameters.

    Attributes:
        point: all coordinates of the point.
        gradient: the gradient of the joint density.
        value: the log of the integral over the levels, by Laplace's approximation.
        root: square roots of the inverse curvature of each part, (parts, width, width).
        log_volume: the log of the integral over each part: (parts,).
    """

    point: np.ndarray
    gradient: np.ndarray
    value: float
    root: np.ndarray
    log_volume: np.ndarray

    @property
    def inverse(self) -> np.ndarray:
        """Return the inverse curvature of each part: (parts, width, width)."""
        return np.asarray(self.root @ np.swapaxes(self.root, 1, 2))


class Marginal:
    """A surface for models with levels of groups, whose joint mode is not typical.

    The joint density has its maximum at large standard deviations of groups and small standardised
    levels, which is not typical of draws. Here the levels are integrated out by Laplace's
    approximation, given the population (Tierney and Kadane, 1986): the result is the marginal
    density of the population parameters, and the maxima of this density are the modes. A point
    still has all coordinates; the levels are at their maximum given the other coordinates. An
    exchange of labels within a level leads to another maximum of the levels, and hence to another
    mode.
    """

    def __init__(self, density: Density, levels: Levels) -> None:
        """Bind a joint density and the positions of the levels."""
        self._joint, self._levels = density, levels
        self.gradients = 0

    def approach(self, start: np.ndarray) -> tuple[np.ndarray, int]:
        """Return the maximum of the joint density with the levels fixed at their starting values.

        Most starts lead to one of a few such maxima, at a cost of one gradient for each evaluation.
        """
        before, population = self.gradients, self._levels.others

        def negative(v: np.ndarray) -> tuple[float, np.ndarray]:
            point = start.copy()
            point[population] = v
            value, gradient = self._density(point)
            if not np.isfinite(value) or not np.isfinite(gradient).all():
                return _WALL, np.zeros(v.size)
            return -value, -gradient[population]

        solution = optimize.minimize(
            negative, start[population], jac=True, method="L-BFGS-B", options={"maxfun": _APPROACH}
        )
        point = start.copy()
        point[population] = solution.x
        return point, self.gradients - before

    def climb(self, start: np.ndarray, arrived: Arrived = nowhere) -> Optimum:
        """Return the end of a search by L-BFGS: all coordinates, and the marginal density there.

        The search goes to its end: the curvatures of modes are those of the population parameters.
        """
        before, population = self.gradients, self._levels.others
        first = self.settled(start)
        if first is None:
            return Optimum(start, -np.inf, np.inf, self.gradients - before)
        best = latest = first

        def negative(v: np.ndarray) -> tuple[float, np.ndarray]:
            nonlocal best, latest
            point = latest.point.copy()
            point[population] = v
            settled = self.settled(point, latest)
            if settled is None:
                return _WALL, np.zeros(v.size)
            latest = settled
            if settled.value > best.value:
                best = settled
            return -settled.value, -self.slope(settled)

        solution = optimize.minimize(
            negative, latest.point[population], jac=True, method="L-BFGS-B",
            options={"maxfun": _CLIMBS, "ftol": _FLAT / max(abs(latest.value), 1.0)},
        )  # fmt: skip
        slope = float(np.abs(solution.jac).max(initial=0.0))
        return Optimum(best.point, best.value, slope, self.gradients - before)

    def mode(self, optimum: Optimum) -> tuple[Mode | None, int]:
        """Return the mode at an optimum, None if there is none, and the number of gradients."""
        before, population = self.gradients, self._levels.others
        settled = self.settled(optimum.point)
        mode = None
        for _ in range(_NEWTON):
            shape = None if settled is None else self._shape(settled)
            if settled is None or shape is None:
                break
            factor, log_volume, follow = shape
            step = factor.T @ self.slope(settled)
            if np.linalg.norm(step) <= _STEEP:
                mass = settled.value + 0.5 * float(step @ step) + log_volume
                mode = Mode(
                    settled.point, settled.value, mass, self._factor(settled, factor, follow)
                )
                break
            point = settled.point.copy()
            point[population] += factor @ step
            settled = self.settled(point, settled)
        return mode, self.gradients - before

    def settled(self, point: np.ndarray, near: _Settled | None = None) -> _Settled | None:
        """Return the maximum of the levels given the population; None if there is none.

        ``near`` is the result at other population parameters. Its curvature is used in the first
        steps.
        """
        value, gradient = self._density(point)
        inverse = None if near is None else near.inverse
        last = np.inf
        for _ in range(_ROUNDS):
            if not np.isfinite(value) or not np.isfinite(gradient).all():
                return None
            if inverse is None:
                curved = self._levels.curvature(self._density, point)
                if not np.isfinite(curved).all():
                    return None
                inverse, last = _inverse(curved), np.inf
            gradient_of_levels = self._levels.gathered(gradient)
            step = np.einsum("pij,pj->pi", inverse, gradient_of_levels)
            promised = float((gradient_of_levels * step).sum())
            if promised < _REACHED:
                break
            if promised > _SLOW * last:
                inverse = None
                continue
            last = promised
            stepped = self._stepped(point, value, step)
            if stepped is None:
                break
            point, value, gradient = stepped
        return self._integrated(point, value, gradient)

    def slope(self, here: _Settled) -> np.ndarray:
        """Return the gradient of the marginal density of the population.

        The derivative of the log determinant needs third derivatives. Its trace is the sum of
        second differences of the gradient along the columns of the roots.
        """
        levels, population = self._levels, self._levels.others
        third = np.zeros(levels.dimension)
        for k in range(levels.width):
            step = _EPSILON * levels.scattered(here.root[:, :, k])
            both = self._density(here.point + step)[1] + self._density(here.point - step)[1]
            third += (both - 2 * here.gradient) / (2 * _EPSILON**2)
        # The maximum of the levels moves with the population parameters, which changes the
        # determinant.
        pull = levels.scattered(np.einsum("pij,pj->pi", here.inverse, levels.gathered(third)))
        size = np.linalg.norm(pull)
        total = here.gradient + third
        if size > 0:
            step = _SMALL / size * pull
            ahead, behind = self._density(here.point + step)[1], self._density(here.point - step)[1]
            total = total + (ahead - behind) * size / (2 * _SMALL)
        return np.asarray(total[population])

    def alternatives(
        self, here: np.ndarray, there: np.ndarray, below: float, most: int
    ) -> tuple[list[np.ndarray], int]:
        """Return points with the levels of one part at another maximum, and their gradients.

        Parts are independent given the population. All parts therefore climb at once from
        ``there``. Each part is then compared with the same part of ``here``.

        Args:
            here: an optimum.
            there: a point with the same population parameters, and levels near other maxima.
            below: the largest decrease of the log of the integral over a part.
            most: the largest number of points.
        """
        before = self.gradients
        settled, settled_there = self.settled(here), self.settled(there)
        if settled is None or settled_there is None:
            return [], self.gradients - before
        away = self._levels.gathered(settled_there.point - settled.point)
        distance = np.sqrt(
            (np.linalg.solve(settled.root, away[:, :, None])[:, :, 0] ** 2).sum(axis=1)
        )
        height = self._density(settled.point)[0]
        ranked = []
        for part in np.flatnonzero(distance > 1):
            step = np.zeros(away.shape)
            step[part] = away[part]
            point = settled.point + self._levels.scattered(step)
            change = self._density(point)[0] - height
            change += settled_there.log_volume[part] - settled.log_volume[part]
            if change > -below:
                ranked.append((float(change), point))
        ranked.sort(key=lambda pair: -pair[0])
        return [point for _, point in ranked[:most]], self.gradients - before

    def _density(self, point: np.ndarray) -> tuple[float, np.ndarray]:
        self.gradients += 1
        return self._joint(point)

    def _stepped(
        self, point: np.ndarray, value: float, step: np.ndarray
    ) -> tuple[np.ndarray, float, np.ndarray] | None:
        """Return the end of a step of the levels that increases the density; None without one."""
        longest = np.linalg.norm(step, axis=1, keepdims=True)
        step = step * np.minimum(1.0, _LONGEST / np.maximum(longest, 1e-300))
        for half in range(_HALVES):
            new = point + self._levels.scattered(step / 2**half)
            higher, slope = self._density(new)
            if higher >= value:
                return new, higher, slope
        return None

    def _integrated(self, point: np.ndarray, value: float, gradient: np.ndarray) -> _Settled | None:
        curved = self._levels.curvature(self._density, point)
        if not np.isfinite(curved).all():
            return None
        values, vectors = np.linalg.eigh(curved)
        if values.min() <= 0:
            return None
        sizes = self._levels.real.sum(axis=1)
        volumes = 0.5 * (sizes * np.log(2 * np.pi) - np.log(values).sum(axis=1))
        root = vectors / np.sqrt(values)[:, None, :]
        return _Settled(point, gradient, value + float(volumes.sum()), root, volumes)

    def _shape(self, settled: _Settled) -> tuple[np.ndarray, float, np.ndarray] | None:
        """Return root, log volume and derivative of all coordinates, for the population parameters.

        The root is a square root of the inverse curvature. The derivative, (dimension, population),
        includes the movement of the levels' maximum.
        """
        population = self._levels.others
        matrix, follow = [], []
        for at in population:
            direction = np.zeros(self._levels.dimension)
            direction[at] = _STEP
            ahead = self.settled(settled.point + direction, settled)
            behind = self.settled(settled.point - direction, settled)
            if ahead is None or behind is None:
                return None
            matrix.append((self.slope(behind) - self.slope(ahead)) / (2 * _STEP))
            follow.append((ahead.point - behind.point) / (2 * _STEP))
        square = np.array(matrix)
        shape = volume((square + square.T) / 2)
        return None if shape is None else (*shape, np.array(follow).T)

    def _factor(self, settled: _Settled, factor: np.ndarray, follow: np.ndarray) -> np.ndarray:
        """Return a root of the covariance of all coordinates: (dimension, more)."""
        columns = [follow @ factor]
        for part in range(len(self._levels.at)):
            own_root = np.zeros(settled.root.shape)
            own_root[part] = settled.root[part]
            columns.append(
                np.stack(
                    [self._levels.scattered(own_root[:, :, k]) for k in range(self._levels.width)],
                    1,
                )
            )
        return np.concatenate(columns, axis=1)


def _inverse(curved: np.ndarray) -> np.ndarray:
    """Return the inverse of each curvature, whose eigenvalues are first made positive."""
    values, vectors = np.linalg.eigh(curved)
    values = np.maximum(np.abs(values), _LEAST)
    return np.asarray((vectors / values[:, None, :]) @ np.swapaxes(vectors, 1, 2))
