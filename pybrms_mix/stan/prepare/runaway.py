"""Search for directions in which a log density does not fall, so that chains run away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from pybrms_mix.base.lazy import optimize
from pybrms_mix.stan.prepare.optimum import Density, Optimum

# Distances of the stages of a search, in units of the coordinate. A search for the maximum at a
# large distance needs the one at a smaller distance: from afar, exponentials hide the way to it.
_NEAR = (1.5, 5.0, 15.0)
# The distances that are compared with that of the last stage. The first one is used unless the
# density is not finite there: an inverse link may round to the bound of its interval.
_FAR = (150.0, 30.0, 10.0)
_FARTHER = 10.0  # a third distance, in units of the second one
_LEVEL = 0.7  # the largest difference of log density between the two distances on a plateau
# the largest difference of log density between the optimum and a plateau that chains can reach
_BELOW = 15.0
_WIDEST = 1e4  # the largest ratio of a unit by curvature to the unit of the coordinate
_SHRINK = 3.0  # the largest decrease of the logarithm of a spread during a search
_MOST = 60  # the largest number of iterations of one search
_SPENT = 120  # the largest number of gradients of one search
_STEP = 1e-3  # the step of the differences of gradients
_POSITIVE = 1e-9  # the least difference of the elements of an ordered vector
_RESTARTS = 3  # the largest number of searches from the best point so far, if a search gets stuck
_GAIN = 0.01  # the least increase of the log density by a search after which another one follows
_WALL = 1e300  # stands for the negative log density where it is not finite

Weak = Callable[[np.ndarray], float]
"""A function from an unconstrained point to the log density of the priors with heavy tails."""


@dataclass(frozen=True)
class Free:
    """A coordinate of the unconstrained point with a flat prior, or with one that has heavy tails.

    Attributes:
        at: the position of the coordinate in the point.
        unit: the change of the coordinate that moves the linear predictor by about one.
        sides: the directions in which the coordinate may run away: 1, -1, both, or none for a
            coordinate that only follows others.
        sure: whether ``unit`` is known; else the curvature at the optimum may make it larger.
    """

    at: int
    unit: float = 1.0
    sides: tuple[int, ...] = (1, -1)
    sure: bool = True


@dataclass(frozen=True, eq=False)
class Runaway:
    """A direction in which the density does not fall.

    Attributes:
        free: the coordinate that was moved.
        side: 1 if the density stays high as the coordinate grows, -1 as it falls.
        point: a point at the far distance where the density is high: (dimension,).
        fall: the decrease of the log density from the optimum to the point; negative if it
            increases.
    """

    free: Free
    side: int
    point: np.ndarray
    fall: float


@dataclass(frozen=True, eq=False)
class _Direction:
    """One side of a coordinate.

    Attributes:
        free: the coordinate.
        side: 1 or -1.
        ways: changes of the point, (dimension,), that move the coordinate by one unit: alone, and
            with the changes of the others that follow it.
    """

    free: Free
    side: int
    ways: tuple[np.ndarray, ...]


@dataclass(frozen=True, eq=False)
class _End:
    """The end of a search with one fixed coordinate.

    Attributes:
        value: the log density.
        free: the log density without the priors that have heavy tails; minus infinity if ``value``
            is too low for a plateau.
    """

    point: np.ndarray
    value: float
    free: float


class _Search:
    """Searches around one optimum, with a count of their gradients."""

    def __init__(
        self, density: Density, optimum: Optimum, scales: Sequence[int], weak: Weak,
        ordered: Sequence[np.ndarray] = (), still: Sequence[int] = (),
    ) -> None:  # fmt: skip
        self._density, self._optimum, self._weak = density, optimum, weak
        self.top = optimum.value - weak(optimum.point)
        # With a spread near 0 any coefficient fits a few rows. Such a collapse is not a runaway.
        self._lowest = np.full(optimum.point.size, -np.inf)
        self._lowest[list(scales)] = optimum.point[list(scales)] - _SHRINK
        self._ordered = ordered
        self._moving = np.setdiff1d(np.arange(optimum.point.size), np.asarray(still, dtype=int))
        for at in ordered:
            self._lowest[at[1:]] = _POSITIVE
        self.gradients = 0

    def density(self, point: np.ndarray) -> tuple[float, np.ndarray]:
        self.gradients += 1
        return self._density(point)

    def scaled(self, point: np.ndarray, factor: float) -> np.ndarray:
        """Return a point whose elements far from the optimum are multiplied by ``factor``.

        A predictor whose values have one sign keeps it if its coefficients grow in proportion.
        """
        elements, optimum = self._elements(point), self._elements(self._optimum.point)
        scaled = np.where(np.abs(elements - optimum) > 1, factor * elements, elements)
        for at in self._ordered:
            scaled[at[1:]] = np.maximum(np.diff(scaled[at]), _POSITIVE)
        return scaled

    def _elements(self, point: np.ndarray) -> np.ndarray:
        """Return a point with the elements of ordered vectors in place of their differences."""
        elements = point.copy()
        for at in self._ordered:
            elements[at] = np.cumsum(point[at])
        return elements

    def curvature(self, free: Sequence[Free]) -> np.ndarray:
        """Return the negative Hessian at the optimum, in units of the coordinates: (free, free)."""
        at = np.array([f.at for f in free])
        units = np.array([f.unit for f in free])
        rows = []
        for coordinate in free:
            shifted = np.zeros(self._optimum.point.size)
            shifted[coordinate.at] = _STEP * coordinate.unit
            ahead = self.density(self._optimum.point + shifted)[1]
            behind = self.density(self._optimum.point - shifted)[1]
            rows.append((behind - ahead)[at] * units / (2 * _STEP))
        return np.array(rows)

    def likely(self, directions: Sequence[_Direction]) -> list[tuple[int, _Direction]]:
        """Return the directions with their positions, those with the smallest fall first.

        The budget of a search may end before the last direction.
        """
        start, heights = self._optimum.point, []
        for direction in directions:
            points = [start + direction.side * _NEAR[1] * way for way in direction.ways]
            values = [self.density(point)[0] for point in points]
            heights.append(max((v for v in values if np.isfinite(v)), default=-np.inf))
        order = np.argsort(-np.array(heights), kind="stable")
        return [(int(place), directions[place]) for place in order]

    def finite(self, points: Sequence[np.ndarray]) -> bool:
        """Return whether the density is finite at one of the points."""
        return any(np.isfinite(self.density(p)[0]) for p in points)

    def ended(self, starts: Sequence[np.ndarray], at: int, near: _End) -> tuple[_End, bool]:
        """Maximise far away; return the end, and whether it is as high as the nearer end."""
        goal = max(self.top - _BELOW, near.free - _LEVEL)
        end = self.fixed_at(starts, at, goal, -np.inf)
        return end, end.free >= goal

    def fixed_at(self, starts: Sequence[np.ndarray], at: int, goal: float, floor: float) -> _End:
        """Maximise from the best start with coordinate ``at`` fixed.

        The search ends early at a log density of at least ``floor`` that is at least ``goal``
        without the priors that have heavy tails.
        """
        values = [self.density(s)[0] for s in starts]
        start = starts[int(np.argmax([v if np.isfinite(v) else -np.inf for v in values]))]
        free = self._moving[self._moving != at]
        best = _End(start, -np.inf, -np.inf)
        last = self.gradients + _SPENT

        def negative(v: np.ndarray) -> tuple[float, np.ndarray]:
            nonlocal best
            point = start.copy()
            point[free] = v
            value, gradient = self.density(point)
            if not np.isfinite(value) or not np.isfinite(gradient).all():
                return _WALL, np.zeros(v.size)
            if value > best.value:
                # The priors take longer than a gradient, and matter above the floor only.
                best = _End(point, value, value - self._weak(point) if value >= floor else -np.inf)
            if (best.value >= floor and best.free >= goal) or self.gradients > last:
                raise StopIteration
            return -value, -gradient[free]

        bounds = [(low, None) for low in self._lowest[free]]
        try:
            negative(start[free])
            for _ in range(_RESTARTS if free.size and best.value > -np.inf else 0):
                before = best.value
                optimize.minimize(
                    negative, best.point[free], jac=True, method="L-BFGS-B", bounds=bounds,
                    options={"maxcor": 20, "maxiter": _MOST, "ftol": 1e-9},
                )  # fmt: skip
                if best.value < before + _GAIN:
                    break
        except StopIteration:
            pass
        return best


def runaways(
    density: Density,
    optimum: Optimum,
    free: Sequence[Free],
    budget: int,
    scales: Sequence[int] = (),
    weak: Weak = lambda _: 0.0,
    ordered: Sequence[np.ndarray] = (),
    still: Sequence[int] = (),
) -> tuple[list[Runaway], int]:
    """Look for directions in which a log density has no maximum or falls to a plateau only.

    Each coordinate is moved to two distances, one ten times the other. At each distance the
    density is maximised over all other coordinates. If the maxima are equal, the integral of the
    density is infinite or nearly so. Plateaus far below the optimum are ignored: every mixture with
    flat priors has them where a component is empty, and no chain of finite length reaches them.

    The maxima are compared without the priors that have heavy tails. Where nothing else holds a
    coefficient (separation, with brms's Student prior of the intercept), the density falls as a
    power of the coefficient, and chains go far along such a tail.

    Parameters
    ----------
    density : callable
        Returns the log density and its gradient at an unconstrained point.
    optimum : Optimum
        The maximum at which the chains start.
    free : sequence of Free
        The coordinates with flat priors.
    budget : int
        The number of gradients after which no further direction is examined. Directions in which
        the density falls little come first.
    scales : sequence of int
        Coordinates that are logarithms of spreads, whose decrease is limited.
    weak : callable, optional
        Returns the log density of the priors with heavy tails at an unconstrained point.
    ordered : sequence of numpy.ndarray
        The positions of each ordered vector: of its first element, and of its differences.
    still : sequence of int, optional
        Coordinates that stay at the optimum: standardised coefficients of groups and splines. Their
        priors hold them, and a search over many of them takes more gradients than it may.

    Returns
    -------
    list of Runaway, int
        One for each coordinate and side with a plateau, and the number of gradients used.

    Examples
    --------
    >>> import numpy as np
    >>> def rising(u):
    ...     return -float(np.log1p(np.exp(-u[0]))), np.array([1 / (1 + np.exp(u[0]))])
    >>> found, _ = runaways(rising, Optimum(np.array([9.0]), -1e-4, 1e-4, 1), [Free(0)], 1000)
    >>> [each.side for each in found]
    [1]
    """
    if not free:
        return [], 0
    search = _Search(density, optimum, scales, weak, ordered, still)
    directions = _directions(search.curvature(free), optimum, free)
    if search.gradients >= budget:
        return [], search.gradients
    runs: dict[int, Runaway] = {}
    for place, direction in search.likely(directions):
        if search.gradients >= budget:
            break
        run = _followed(search, optimum, direction)
        if run is not None:
            runs[place] = run
    return [runs[place] for place in sorted(runs)], search.gradients


def _directions(matrix: np.ndarray, optimum: Optimum, free: Sequence[Free]) -> list[_Direction]:
    """Return each side of each coordinate, with the ways in which the others may follow it."""
    directions = []
    for coordinate, answer, sharp in zip(free, _answers(matrix), np.diag(matrix), strict=True):
        wider = (
            1.0 if coordinate.sure or not sharp > 0 else float(np.clip(sharp**-0.5, 1.0, _WIDEST))
        )
        along = np.zeros(optimum.point.size)
        along[[f.at for f in free]] = wider * answer * [f.unit for f in free]
        away = np.zeros(optimum.point.size)
        away[coordinate.at] = along[coordinate.at] = wider * coordinate.unit
        directions += [_Direction(coordinate, side, (away, along)) for side in coordinate.sides]
    return directions


def _answers(matrix: np.ndarray) -> np.ndarray:
    """Return the changes of the other coordinates that follow a unit change of each: (free, free).

    The changes maximise the quadratic approximation at the optimum; the diagonal is 0. They are
    exact if the data determine only a sum of coefficients: the other coefficients then decrease by
    the increase of the first one.
    """
    answers = np.zeros_like(matrix)
    if not np.isfinite(matrix).all():
        return answers
    for i in range(len(matrix)):
        rest = np.delete(np.arange(len(matrix)), i)
        inverse = np.linalg.pinv(matrix[np.ix_(rest, rest)], rcond=1e-8, hermitian=True)
        answers[i, rest] = -inverse @ matrix[rest, i]
    return answers


def _followed(search: _Search, optimum: Optimum, direction: _Direction) -> Runaway | None:
    """Return the plateau on one side of a coordinate, None if there is none."""
    free, side, ways = direction.free, direction.side, direction.ways
    floor = optimum.value - _BELOW

    def away(distance: float, near: float, last: _End | None) -> list[np.ndarray]:
        points = [optimum.point + side * distance * w for w in ways]
        if last is None:
            return points
        last_point = last.point.copy()
        last_point[free.at] = points[0][free.at]
        scaled = search.scaled(last.point, distance / near)
        scaled[free.at] = last_point[free.at]
        together = optimum.point + distance / near * (last.point - optimum.point)
        return [last_point, together, scaled, points[1]]

    stages: list[tuple[float, _End]] = []
    for distance in _NEAR:
        near, last = stages[-1] if stages else (0.0, None)
        starts = away(distance, near, last)
        if not search.finite(starts):
            break
        end = search.fixed_at(starts, free.at, search.top - _LEVEL, floor)
        if end.value < floor:
            return None
        stages.append((distance, end))
    for near, first in stages[::-1]:
        for distance in (d for d in _FAR if d > near):
            starts = away(distance, near, first)
            if not search.finite(starts):
                continue
            last, ends = search.ended(starts, free.at, first)
            farther = away(_FARTHER * distance, distance, last)
            # Far from the optimum, a component may still fit single rows by chance.
            is_plateau = last.free >= search.top - _BELOW
            if not ends and is_plateau and search.finite(farther):
                last, ends = search.ended(farther, free.at, last)
            return Runaway(free, side, last.point, optimum.value - last.value) if ends else None
    return None
