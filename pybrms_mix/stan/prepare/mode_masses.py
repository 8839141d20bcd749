"""The modes of a log density that several searches lead to, and the mass of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import numpy as np

from pybrms_mix.base.lazy import optimize
from pybrms_mix.stan.prepare.optimum import Density, Optimum, curvature, maximise

_MOST = 200  # iterations of one search
_APART = 0.1  # difference of one row's membership that tells two optima apart
_BELOW = 20.0  # of log density: optima that far below the best have no mass worth a Hessian
_KEPT = 10  # optima whose curvature is computed
_CONDITION = 1e10  # of the curvature: beyond it the volume of a mode is not known
_NEWTON = 3  # steps that end a search
_STEEP = 0.1  # of a standard deviation: distance from the maximum at which it counts as found
_FORBIDDEN = 1e3  # cost of an exchange that is not allowed


@dataclass(frozen=True, eq=False)
class Mode:
    """A local maximum and the mass about it.

    Attributes:
        point: unconstrained, shape (dimension,).
        value: the log density there, Jacobian included.
        log_mass: the log of the integral of the density about it, by Laplace's approximation.
        factor: a square root of the inverse curvature: covariance = factor @ factor.T.
    """

    point: np.ndarray
    value: float
    log_mass: float
    factor: np.ndarray


@dataclass(frozen=True, eq=False)
class Modes:
    """What the searches found.

    Attributes:
        modes: the one of the largest mass first.
        first: position of the mode to which the first search led, None if to none of them.
        searches: their number.
        gradients: the number of gradients that they took, those of the curvatures among them.
        without_mass: the number of optima whose mass is not known: the density does not fall from
            them in every direction.
        higher_without_mass: whether one of them is higher than all modes.
    """

    modes: tuple[Mode, ...]
    first: int | None
    searches: int
    gradients: int
    without_mass: int = 0
    higher_without_mass: bool = False

    @property
    def masses(self) -> np.ndarray:
        """Return the share of each mode in the mass of all."""
        logs = np.array([m.log_mass for m in self.modes])
        shares = np.exp(logs - logs.max(initial=-np.inf)) if len(logs) else logs
        return np.asarray(shares / shares.sum())


@dataclass(frozen=True, eq=False)
class _Found:
    optimum: Optimum
    shares: np.ndarray
    first: bool


def search(
    density: Density,
    starts: Iterable[np.ndarray],
    memberships: Callable[[np.ndarray], np.ndarray],
    same: np.ndarray,
    budget: int,
) -> Modes:
    """Search for the modes of a mixture's posterior.

    Parameters
    ----------
    density : callable
        Returns the log density and its gradient at an unconstrained point.
    starts : iterable of numpy.ndarray
        Where the searches begin; those are taken first that come first.
    memberships : callable
        Returns the probabilities of the components at a point, shape (rows, K). Two optima are one
        mode if no row's membership differs.
    same : numpy.ndarray
        Which components may change places, shape (K, K). Optima that differ by such an exchange
        are one mode.
    budget : int
        The number of gradients after which no further search begins.

    Returns
    -------
    Modes
        Of points that are maxima with a known volume: saddles, and optima along which the density
        does not fall, are left out.
    """
    found: list[_Found] = []
    used = searches = 0
    for start in starts:
        if used >= budget:
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
    lost: list[float] = []
    for each in found:
        # A spike of the density, which has no volume, does not hide the modes below it.
        best = max((m.value for m, _ in modes), default=each.optimum.value)
        if len(modes) == _KEPT or each.optimum.value < best - _BELOW:
            break
        mode, gradients = _mode(density, each.optimum)
        used += gradients
        if mode is not None:
            modes.append((mode, each.first))
        else:
            lost.append(each.optimum.value)
    modes.sort(key=lambda m: -m[0].log_mass)
    first = next((at for at, (_, is_first) in enumerate(modes) if is_first), None)
    top = max((m.value for m, _ in modes), default=-np.inf)
    higher = any(value > top for value in lost)
    return Modes(tuple(m for m, _ in modes), first, searches, used, len(lost), higher)


def alike(one: np.ndarray, other: np.ndarray, same: np.ndarray) -> bool:
    """Return whether memberships, each (rows, K), agree in some order that ``same`` allows."""
    apart = np.abs(one[:, :, None] - other[:, None, :]).max(axis=0, initial=0.0)
    costs = np.where(same, apart, _FORBIDDEN)
    at = optimize.linear_sum_assignment(costs)
    return bool(costs[at].max() < _APART)


def _add(found: list[_Found], new: _Found, same: np.ndarray) -> None:
    """Add an optimum to those that are known; of two that are one mode the higher stays."""
    for at, known in enumerate(found):
        if alike(known.shares, new.shares, same):
            best = new if new.optimum.value > known.optimum.value else known
            found[at] = replace(best, first=known.first or new.first)
            return
    found.append(new)


def _mode(density: Density, optimum: Optimum) -> tuple[Mode | None, int]:
    """Return the mode at an optimum, None if it is not one, and the gradients that it took."""
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
