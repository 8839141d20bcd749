"""The modes of a log density that several searches find, and the mass of each mode."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from pybrms_mix.base.lazy import optimize
from pybrms_mix.model.draws import MATTERS
from pybrms_mix.stan.prepare.optimum import Density, Optimum, curvature, maximise

_MOST = 200  # iterations of one search
_APART = 0.1  # difference of the memberships of one row that separates two optima
_BELOW = 20.0  # difference of the log density to the best optimum from which an optimum has no mass
_HIGH = 10.0  # difference of the log density to the best optimum of an optimum that may have mass
_UNSEEN = 0.05  # share of searches with new optima from which a search goes on
_KEPT = 10  # the number of optima whose curvature is computed
_CONDITION = 1e10  # condition number of the curvature from which the volume of a mode is unknown
_NEWTON = 3  # Newton steps at the end of a search
_STEEP = 0.1  # distance from the maximum that counts as reached, in standard deviations
_FORBIDDEN = 1e3  # cost of an exchange of components that is not allowed


@dataclass(frozen=True, eq=False)
class Mode:
    """A local maximum and the mass around it.

    Attributes:
        point: the maximum on the unconstrained scale, shape (dimension,).
        value: the log density at the maximum, with the Jacobian.
        log_mass: the log integral of the density around the maximum, by Laplace's approximation.
        factor: a square root of the inverse curvature: covariance = factor @ factor.T.
        side: further maxima of the mode, whose masses ``log_mass`` includes.
    """

    point: np.ndarray
    value: float
    log_mass: float
    factor: np.ndarray
    side: tuple[Mode, ...] = ()


@dataclass(frozen=True, eq=False)
class Modes:
    """The result of the searches.

    Attributes:
        modes: the modes in decreasing order of mass.
        first: the position of the mode that the first search found; None if it found none of them.
        searches: the number of searches.
        gradients: the number of gradients that the searches and the curvatures took.
        lost: the optima with an unknown mass, at which the density is not rounded.
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
class _Found:
    optimum: Optimum
    shares: np.ndarray
    first: bool
    hits: int = 1


def search(
    density: Density,
    starts: Iterable[np.ndarray],
    memberships: Callable[[np.ndarray], np.ndarray],
    same: np.ndarray,
    budget: int,
    most: int = 0,
) -> Modes:
    """Search for the modes of the posterior of a mixture.

    Parameters
    ----------
    density : callable
        Returns the log density and its gradient at an unconstrained point.
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
        The number of gradients instead of ``budget`` as long as many searches end at optima that
        no other search has reached.

    Returns
    -------
    Modes
        The maxima with a known volume. Saddle points, and optima along which the density does not
        fall, are left out.
    """
    found: list[_Found] = []
    used = searches = 0
    for start in starts:
        if used >= budget and (used >= most or _unseen(found, searches) < _UNSEEN):
            break
        optimum = maximise(density, start, most=_MOST)
        used += optimum.evaluations
        searches += 1
        if not np.isfinite(optimum.value) or optimum.value <= -1e299:
            continue
        new = _Found(optimum, memberships(optimum.point), searches == 1)
        _add(found, new, same)
    found.sort(key=lambda f: -f.optimum.value)
    modes: list[tuple[Mode, bool]] = []
    lost: list[Optimum] = []
    for each in found:
        # A spike of the density has no volume and must not hide the modes below it.
        best = max((m.value for m, _ in modes), default=each.optimum.value)
        if len(modes) == _KEPT or each.optimum.value < best - _BELOW:
            break
        mode, gradients = _mode(density, each.optimum)
        used += gradients
        if mode is not None:
            modes.append((mode, each.first))
        else:
            lost.append(each.optimum)
    modes.sort(key=lambda m: -m[0].log_mass)
    first = next((at for at, (_, is_first) in enumerate(modes) if is_first), None)
    return Modes(tuple(m for m, _ in modes), first, searches, used, tuple(lost))


def without_runaways(modes: Modes, away: Callable[[Optimum], tuple[bool, int]]) -> Modes:
    """Leave out the optima from which chains would run away, if other modes have mass.

    Parameters
    ----------
    modes : Modes
        The result of the searches.
    away : callable
        Returns whether chains run away from an optimum, and the number of gradients it took.
        It is called where the answer matters: for several modes with mass, and for the optima
        with an unknown mass that are higher than all modes.

    Returns
    -------
    Modes
        The same modes if chains would run away from each of them.
    """
    masses, gradients = modes.masses, modes.gradients
    if len(masses) < 2 and not modes.higher:
        return modes
    running: set[int] = set()
    mass = 0.0  # of the modes that hold chains
    for at, mode in enumerate(modes.modes):
        if masses[at] <= MATTERS * mass:
            break
        runs, used = away(Optimum(mode.point, mode.value, 0.0, 0))
        gradients += used
        running |= {at} if runs else set()
        mass += 0.0 if runs else masses[at]
    places = [at for at in range(len(modes.modes)) if at not in running]
    if not places:
        return replace(modes, gradients=gradients)
    first = places.index(modes.first) if modes.first in places else None
    held = replace(modes, modes=tuple(modes.modes[at] for at in places), first=first)
    lost = list(modes.lost)
    for optimum in held.higher:
        runs, used = away(optimum)
        gradients += used
        if runs:
            lost.remove(optimum)
    unheld = len(running) + len(modes.lost) - len(lost)
    return replace(held, gradients=gradients, lost=tuple(lost), unheld=unheld)


def alike(one: np.ndarray, other: np.ndarray, same: np.ndarray) -> bool:
    """Return whether two membership matrices, (rows, K), agree in an order that ``same`` allows."""
    apart = np.abs(one[:, :, None] - other[:, None, :]).max(axis=0, initial=0.0)
    costs = np.where(same, apart, _FORBIDDEN)
    at = optimize.linear_sum_assignment(costs)
    return bool(costs[at].max() < _APART)


def _add(found: list[_Found], new: _Found, same: np.ndarray) -> None:
    """Add an optimum to the list; of two optima of the same mode the higher one stays."""
    for at, known in enumerate(found):
        if alike(known.shares, new.shares, same):
            best = new if new.optimum.value > known.optimum.value else known
            first, hits = known.first or new.first, known.hits + new.hits
            found[at] = replace(best, first=first, hits=hits)
            return
    found.append(new)


def _unseen(found: Sequence[_Found], searches: int) -> float:
    """Estimate the probability that a further search ends at a new optimum of high density.

    The estimate is the share of the searches whose optimum no other search has reached (Good,
    1953).
    """
    top = max((f.optimum.value for f in found), default=0.0)
    once = sum(f.hits == 1 and f.optimum.value > top - _HIGH for f in found)
    return once / max(searches, 1)


def _mode(density: Density, optimum: Optimum) -> tuple[Mode | None, int]:
    """Return the mode at an optimum, None if there is no mode, and the number of gradients."""
    point, used = optimum.point, 0
    for _ in range(_NEWTON):
        matrix = curvature(density, point)
        value, gradient = density(point)
        used += 2 * point.size + 1
        if not np.isfinite(matrix).all():
            return None, used
        values, vectors = np.linalg.eigh(matrix)
        if values[0] <= 0 or values[-1] > _CONDITION * values[0]:
            return None, used
        factor = vectors / np.sqrt(values)
        step = factor.T @ gradient
        if np.linalg.norm(step) <= _STEEP:
            volume = 0.5 * (point.size * np.log(2 * np.pi) - np.log(values).sum())
            return Mode(point, value, float(value + volume), factor), used
        point = point + factor @ step
    return None, used
