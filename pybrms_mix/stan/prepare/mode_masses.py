"""The modes of a log density that several searches find, and the mass of each mode."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from pybrms_mix.base.lazy import optimize
from pybrms_mix.model.draws import MATTERS
from pybrms_mix.stan.prepare.basins import Basin
from pybrms_mix.stan.prepare.optimum import Density, Optimum
from pybrms_mix.stan.prepare.surface import Joint, Mode, Surface

_APART = 0.1  # difference of the memberships of one row that separates two optima
_EQUAL = 1e-3  # the largest difference of two starting points that count as equal
# an optimum whose log density is lower than the best one by this difference has no mass
_BELOW = 20.0
_HIGH = 10.0  # an optimum whose log density is lower than the best one by less may have mass
_MOVED = 5.0  # moves start from an optimum whose log density is lower than the best one by less
_UNSEEN = 0.02  # the share of searches with new optima above which searching goes on
_KEPT = 10  # the number of optima whose curvature is computed
_FORBIDDEN = 1e3  # cost of an exchange of components that is not allowed


@dataclass(frozen=True, eq=False)
class Modes:
    """The result of the searches.

    Attributes:
        modes: the modes in decreasing order of mass.
        first: the position of the mode that the first search found; None if it found none of them.
        searches: the number of searches.
        gradients: the number of gradients that the searches and the curvatures required.
        lost: the optima with an unknown mass, at which the curvature is not positive definite.
        unheld: the number of optima from which chains would run away.
    """

    modes: tuple[Mode, ...]
    first: int | None
    searches: int
    gradients: int
    lost: tuple[Optimum, ...] = ()
    unheld: int = 0

    @property
    def without_mass(self) -> int:
        """Return the number of optima that are left out because their mass is unknown."""
        return len(self.lost) + self.unheld

    @property
    def higher(self) -> tuple[Optimum, ...]:
        """Return the optima with an unknown mass that are higher than all modes."""
        top = max((m.value for m in self.modes), default=-np.inf)
        return tuple(o for o in self.lost if o.value > top)

    @property
    def masses(self) -> np.ndarray:
        """Return the share of each mode in the mass of all modes."""
        logs = np.array([m.log_mass for m in self.modes])
        shares = np.exp(logs - logs.max(initial=-np.inf)) if len(logs) else logs
        return np.asarray(shares / shares.sum())


@dataclass(frozen=True, eq=False)
class _Maximum:
    optimum: Optimum
    shares: np.ndarray
    first: bool
    hits: int = 1


Moves = Callable[[np.ndarray], tuple[Sequence[np.ndarray], int]]
"""A function from an optimum to points near other optima, and the number of gradients it used."""


def search(
    density: Density | Surface,
    starts: Iterable[np.ndarray],
    memberships: Callable[[np.ndarray], np.ndarray],
    same: np.ndarray,
    budget: int,
    most: int = 0,
    moves: Moves | None = None,
) -> Modes:
    """Search for the modes of the posterior of a mixture.

    Parameters
    ----------
    density : callable or Surface
        Returns the log density and its gradient at an unconstrained point. A ``Surface`` has its
        own method to climb.
    starts : iterable of numpy.ndarray
        The starting points of the searches, in order.
    memberships : callable
        Returns the membership probabilities at a point, shape (rows, K). Two optima are the same
        mode if the memberships of all rows agree.
    same : numpy.ndarray
        Which components may be exchanged, shape (K, K). Optima that differ by such an exchange are
        the same mode.
    budget : int
        The number of gradients after which no further search begins.
    most : int
        A larger budget, which replaces ``budget`` while many searches end at optima that no other
        search has reached.
    moves : callable, optional
        Returns points near which other optima may lie, for each new optimum of high density. The
        search goes to them first. It skips points with the memberships of a known optimum.

    Returns
    -------
    Modes
        The maxima with a known volume. Saddle points, and optima along which the density does not
        fall, are left out.
    """
    surface = density if isinstance(density, Surface) else Joint(density)
    climbs = _Climbs(surface, memberships, same, moves)
    for start in starts:
        if climbs.spent(budget, most):
            break
        climbs.climb_new(start)
        # Starts and moves alternate, so that neither uses all gradients.
        if climbs.further and not climbs.spent(budget, most):
            climbs.climb_further(climbs.further.popleft())
    while climbs.further and not climbs.spent(budget, most):
        climbs.climb_further(climbs.further.popleft())
    maxima, gradients_used = climbs.maxima, climbs.used
    maxima.sort(key=lambda f: -f.optimum.value)
    modes: list[tuple[Mode, bool]] = []
    runaway_optima: list[Optimum] = []
    for maximum in maxima:
        # A spike of the density has no volume and must not hide the modes below it.
        best = max((m.value for m, _ in modes), default=maximum.optimum.value)
        if len(modes) == _KEPT or maximum.optimum.value < best - _BELOW:
            break
        mode, gradients = climbs.mode(maximum.optimum)
        gradients_used += gradients
        if mode is not None:
            modes.append((mode, maximum.first))
        else:
            runaway_optima.append(maximum.optimum)
    modes.sort(key=lambda m: -m[0].log_mass)
    first = next((at for at, (_, is_first) in enumerate(modes) if is_first), None)
    return Modes(
        tuple(m for m, _ in modes), first, climbs.searches, gradients_used, tuple(runaway_optima)
    )


class _Climbs:
    """The searches from all starts, and the optima that they found.

    Attributes:
        found: the optima, each once.
        further: points near which other optima may lie.
        searches: the number of searches.
        used: the number of gradients.
    """

    def __init__(
        self,
        surface: Surface,
        memberships: Callable[[np.ndarray], np.ndarray],
        same: np.ndarray,
        moves: Moves | None,
    ) -> None:
        self._surface, self._memberships, self._same = surface, memberships, same
        self._moves = moves
        self._starts: list[np.ndarray] = []
        self._places: list[tuple[np.ndarray, int | None]] = []
        self._modes: dict[int, tuple[Optimum, Mode | None]] = {}
        self._basins: dict[int, Basin] = {}
        self.maxima: list[_Maximum] = []
        self.further: deque[np.ndarray] = deque()
        self.searches = self.used = 0

    def spent(self, budget: int, most: int) -> bool:
        """Return whether no further search may begin."""
        return self.used >= budget and (self.used >= most or self._unseen() < _UNSEEN)

    def climb_new(self, start: np.ndarray) -> None:
        """Search from a point, unless an earlier search started at the same point.

        An EM algorithm may return the same solution for different starts. A search from a repeated
        point is not an independent discovery of its optimum and is not counted. A search that
        reaches the memberships of an earlier search from another start is counted.
        """
        if any(
            np.abs(start - start_of_search).max(initial=0.0) < _EQUAL
            for start_of_search in self._starts
        ):
            return
        self._starts.append(start)
        point, gradients = self._surface.approach(start)
        self.used += gradients
        if not gradients:
            self.climb(point)
            return
        shares = self._memberships(point)
        for shares_of_place, at in self._places:
            if alike(shares_of_place, shares, self._same):
                self._hit(at)
                return
        self._places.append((shares, self.climb(point)))

    def climb(self, start: np.ndarray) -> int | None:
        """Search from a point; return the position of the optimum in ``maxima``.

        The search ends in the basin of a maximum that is known. A search that stopped where the
        memberships alone are those of a known optimum would leave that optimum as low as the first
        search found it, and the chains would start beside the mode.
        """
        reached: int | None = None

        def arrived(point: np.ndarray, value: float, gradient: np.ndarray) -> bool:
            nonlocal reached
            holding = (at for at, b in self._basins.items() if b.holds(point, value, gradient))
            reached = next(holding, None)
            return reached is not None

        optimum = self._surface.climb(start, arrived)
        self.used += optimum.evaluations
        if reached is not None:
            self._hit(reached)
            return reached
        self.searches += 1
        if not np.isfinite(optimum.value) or optimum.value <= -1e299:
            return None
        new = _Maximum(optimum, self._memberships(optimum.point), self.searches == 1)
        at = self._known(new.shares)
        if at is not None:
            previous = self.maxima[at]
            best = new if new.optimum.value > previous.optimum.value else previous
            first, hits = previous.first or new.first, previous.hits + new.hits
            self.maxima[at] = replace(best, first=first, hits=hits)
            self._explore_basin(at)
            return at
        self.maxima.append(new)
        if self._moves is not None and optimum.value > self._top() - _MOVED:
            points, gradients = self._moves(optimum.point)
            self.used += gradients
            self.further.extend(points)
        return len(self.maxima) - 1

    def mode(self, optimum: Optimum) -> tuple[Mode | None, int]:
        """Return the mode at an optimum, None if there is none, and the number of gradients."""
        for optimum_of_mode, mode in self._modes.values():
            if optimum_of_mode is optimum:
                return mode, 0
        return self._surface.mode(optimum)

    def _explore_basin(self, at: int) -> None:
        """Compute the curvature of an optimum that several searches have reached.

        Later searches end in the basin of the maximum. The integrals of a ``Marginal`` surface are
        over the levels, and its searches go to their ends.
        """
        optimum = self.maxima[at].optimum
        is_low = optimum.value < self._top() - _HIGH
        if is_low or at in self._modes or not isinstance(self._surface, Joint):
            return
        mode, gradients = self._surface.mode(optimum)
        self.used += gradients
        self._modes[at] = optimum, mode
        if mode is not None:
            self._basins[at] = Basin(mode)

    def climb_further(self, start: np.ndarray) -> None:
        """Search from a point, unless its memberships equal those of a known optimum."""
        if self._known_at(start) is None:
            self.climb(start)

    def _known_at(self, point: np.ndarray) -> int | None:
        """Return the position of the optimum with the memberships at a point, None without one."""
        return self._known(self._memberships(point))

    def _known(self, shares: np.ndarray) -> int | None:
        """Return the position of the optimum with these memberships; None if there is none."""
        return next(
            (at for at, f in enumerate(self.maxima) if alike(f.shares, shares, self._same)), None
        )

    def _hit(self, at: int | None) -> None:
        """Count a search whose start led an earlier search to the optimum ``at``."""
        if at is not None:
            self.searches += 1
            self.maxima[at] = replace(self.maxima[at], hits=self.maxima[at].hits + 1)

    def _top(self) -> float:
        return max((f.optimum.value for f in self.maxima), default=0.0)

    def _unseen(self) -> float:
        """Estimate the probability that a further search ends at a new optimum of high density.

        The estimate is the share of the searches whose optimum no other search has reached (Good,
        1953).
        """
        top = self._top()
        once = sum(f.hits == 1 and f.optimum.value > top - _HIGH for f in self.maxima)
        return once / max(self.searches, 1)


def without_runaways(modes: Modes, away: Callable[[Optimum], tuple[bool, int]]) -> Modes:
    """Leave out the optima from which chains would run away, if other modes have mass.

    Parameters
    ----------
    modes : Modes
        The result of the searches.
    away : callable
        Returns whether chains run away from an optimum, and the number of gradients of this check.
        The function is called if there are several modes with mass, and for optima with an unknown
        mass that are higher than all modes.

    Returns
    -------
    Modes
        The same modes if chains would run away from each of them.
    """
    masses, gradients = modes.masses, modes.gradients
    if len(masses) < 2 and not modes.higher:
        return modes
    running: set[int] = set()
    mass = 0.0  # the total mass of the modes from which chains do not run away
    for at, mode in enumerate(modes.modes):
        if masses[at] <= MATTERS * mass:
            break
        runs, gradients_of_run = away(Optimum(mode.point, mode.value, 0.0, 0))
        gradients += gradients_of_run
        running |= {at} if runs else set()
        mass += 0.0 if runs else masses[at]
    places = [at for at in range(len(modes.modes)) if at not in running]
    if not places:
        return replace(modes, gradients=gradients)
    first = places.index(modes.first) if modes.first in places else None
    bounded = replace(modes, modes=tuple(modes.modes[at] for at in places), first=first)
    runaway_optima = list(modes.lost)
    for optimum in bounded.higher:
        runs, gradients_of_run = away(optimum)
        gradients += gradients_of_run
        if runs:
            runaway_optima.remove(optimum)
    unheld = len(running) + len(modes.lost) - len(runaway_optima)
    return replace(bounded, gradients=gradients, lost=tuple(runaway_optima), unheld=unheld)


def alike(one: np.ndarray, other: np.ndarray, same: np.ndarray, apart: float = _APART) -> bool:
    """Return whether two membership matrices, (rows, K), agree after an exchange in ``same``.

    ``same`` marks the pairs of components that may be exchanged. Memberships that differ by
    ``apart`` or more do not agree.
    """
    rows, columns = one[:, :, None], other[:, None, :]
    away = np.abs(rows - columns).max(axis=0, initial=0.0)
    costs = np.where(same, away, _FORBIDDEN)
    at = optimize.linear_sum_assignment(costs)
    return bool(costs[at].max() < apart)
