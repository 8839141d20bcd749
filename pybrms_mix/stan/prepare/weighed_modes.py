"""The masses of modes by importance sampling."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from pybrms_mix.base.lazy import special
from pybrms_mix.base.psis import HIGH_K, smoothed
from pybrms_mix.model.draws import MATTERS
from pybrms_mix.stan.prepare.mode_masses import Modes
from pybrms_mix.stan.prepare.optimum import Density
from pybrms_mix.stan.prepare.surface import Mode

_DRAWS = 300  # draws around each maximum
_MOST = 2000  # the largest number of all draws
_FREEDOM = 5.0  # degrees of freedom of the proposals
_EVEN = 0.5  # the share of the draws that all maxima have equally; Laplace's masses divide the rest
_AT = (1.0, 2.5)  # distances from a maximum at which the scales of its axes are computed
_NARROWEST, _WIDEST = 0.3, 4.0  # the smallest and the largest scale of the half of an axis
_WITHIN = 3.0  # standard errors by which masses may differ from those of Laplace's approximation
_LEAST = 100.0  # the least effective number of draws of a mass

Regions = Callable[[np.ndarray, Sequence[Mode]], np.ndarray]
"""A function from points, (n, dimension), and maxima to the nearest maximum of each point.

It is -1 for a point that belongs to a maximum under other labels of the components only.
"""


def weighed(density: Density, found: Modes, regions: Regions) -> Modes:
    """Compute the masses of several modes by importance sampling.

    Laplace's approximation is rough where the posterior is skew or has heavy tails. Here points are
    drawn from a mixture of split Student's distributions, one around each maximum (Geweke, 1989),
    and each point counts for the mode whose memberships are nearest. The sum of the importance
    weights of the points of a mode is its mass.

    Parameters
    ----------
    density : callable
        Returns the log density and its gradient at an unconstrained point.
    found : Modes
        The modes with their curvatures.
    regions : callable
        Returns the nearest maximum of each point.

    Returns
    -------
    Modes
        The modes with the new masses, in decreasing order of mass. All modes keep their masses if
        the weights of one mode have too heavy a tail (Pareto's k; Vehtari et al., 2024), if the
        differences are not larger than the errors of the new masses, or if a curvature is not that
        of all coordinates.
    """
    positions = np.flatnonzero(found.masses > MATTERS / 2)
    if len(positions) < 2:
        return found
    modes = [found.modes[at] for at in positions]
    maxima = [m for mode in modes for m in mode.maxima]
    owner = np.repeat(np.arange(len(modes)), [len(mode.maxima) for mode in modes])
    if any(m.factor.shape[0] != m.factor.shape[1] for m in maxima):
        return found
    proposal = _Proposal(density, maxima)
    points = proposal.draws(np.random.default_rng(3))
    nearest = regions(points, maxima)
    logs = np.array([density(u)[0] for u in points]) - proposal.log_density(points)
    sampled = replace(found, gradients=found.gradients + proposal.gradients + len(points))
    logs = np.where((nearest >= 0) & np.isfinite(logs), logs, -np.inf)
    masses_or_none = [_mass(logs[owner[nearest] == at], len(points)) for at in range(len(modes))]
    masses = [mass for mass in masses_or_none if mass is not None]
    if len(masses) < len(modes) or _agree(modes, masses):
        return sampled
    changed = {
        int(at): _moved(mode, new.log_mass)
        for at, mode, new in zip(positions, modes, masses, strict=True)
    }
    return _sorted(sampled, changed)


@dataclass(frozen=True)
class _Mass:
    """A mass by importance sampling, and its relative standard error."""

    log_mass: float
    error: float


def _mass(logs: np.ndarray, count: int) -> _Mass | None:
    """Return the mass of a mode from log weights, None if it is not reliable.

    ``count`` is the number of all draws of the proposal.
    """
    finite_logs = logs[np.isfinite(logs)]
    if len(finite_logs) < _LEAST:
        return None
    weights, k = smoothed(finite_logs[:, None], np.ones(1))
    effective = 1 / np.exp(2 * weights[:, 0]).sum()
    # With fewer draws, the limit of Pareto's k is smaller (Vehtari et al., 2024).
    if k[0] > min(HIGH_K, 1 - 1 / np.log10(len(finite_logs))) or effective < _LEAST:
        return None
    return _Mass(float(np.logaddexp.reduce(finite_logs) - np.log(count)), float(effective**-0.5))


def _agree(modes: Sequence[Mode], masses: Sequence[_Mass]) -> bool:
    """Return whether both ways to compute masses agree up to the error of importance sampling."""
    changes = np.array(
        [new.log_mass - mode.log_mass for mode, new in zip(modes, masses, strict=True)]
    )
    errors = np.array([new.error for new in masses])
    # A factor that all masses have in common is no difference.
    centre = np.average(changes, weights=errors**-2)
    return bool((np.abs(changes - centre) < _WITHIN * errors).all())


def _moved(mode: Mode, log_mass: float) -> Mode:
    """Return a mode with another mass; those of its further maxima change by the same factor."""
    change = log_mass - mode.log_mass
    side = tuple(replace(m, log_mass=m.log_mass + change) for m in mode.side)
    return replace(mode, log_mass=log_mass, side=side)


def _sorted(modes_before: Modes, changed: dict[int, Mode]) -> Modes:
    """Return the modes in decreasing order of mass, with some modes replaced by new ones."""
    modes = [changed.get(at, mode) for at, mode in enumerate(modes_before.modes)]
    order = sorted(range(len(modes)), key=lambda at: -modes[at].log_mass)
    first = None if modes_before.first is None else order.index(modes_before.first)
    return replace(modes_before, modes=tuple(modes[at] for at in order), first=first)


class _Proposal:
    """A mixture of split Student's distributions around maxima.

    Along each principal axis of the curvature, the two halves have scales of their own (Geweke,
    1989), so that the proposal follows a skew density.
    """

    def __init__(self, density: Density, maxima: Sequence[Mode]) -> None:
        self._maxima = maxima
        masses = special.softmax(np.array([m.log_mass for m in maxima]))
        count = len(maxima)
        shares = _EVEN / count + (1 - _EVEN) * masses
        total = min(_MOST, _DRAWS * count)
        self._counts = np.maximum(1, np.round(shares * total)).astype(int)
        self._scales = [_scales(density, m) for m in maxima]
        self.gradients = sum(len(_AT) * s.size for s in self._scales)

    def draws(self, rng: np.random.Generator) -> np.ndarray:
        """Return points: (n, dimension)."""
        draws = []
        for mode, count, scales in zip(self._maxima, self._counts, self._scales, strict=True):
            size = mode.point.size
            up = rng.random((count, size)) < scales[0] / scales.sum(axis=0)
            away = np.abs(rng.normal(size=(count, size))) * np.where(up, scales[0], -scales[1])
            tail = np.sqrt(_FREEDOM / rng.chisquare(_FREEDOM, size=(count, 1)))
            draws.append(mode.point + (tail * away) @ mode.factor.T)
        return np.concatenate(draws)

    def log_density(self, points: np.ndarray) -> np.ndarray:
        """Return the log density at points, (n, dimension)."""
        size = points.shape[1]
        constant = (
            special.gammaln((_FREEDOM + size) / 2)
            - special.gammaln(_FREEDOM / 2)
            - size / 2 * np.log(_FREEDOM * np.pi)
        )
        logs = []
        for mode, count, scales in zip(self._maxima, self._counts, self._scales, strict=True):
            away = np.linalg.solve(mode.factor, (points - mode.point).T)
            z = away / np.where(away > 0, scales[0][:, None], scales[1][:, None])
            volume = np.linalg.slogdet(mode.factor)[1] + np.log(scales.mean(axis=0)).sum()
            tail = (_FREEDOM + size) / 2 * np.log1p(np.square(z).sum(axis=0) / _FREEDOM)
            logs.append(np.log(count / self._counts.sum()) + constant - float(volume) - tail)
        return np.asarray(np.logaddexp.reduce(logs, axis=0))


def _scales(density: Density, mode: Mode) -> np.ndarray:
    """Return the scale of each half of each axis, the upper halves first: (2, dimension)."""
    height = density(mode.point)[0]
    scales = np.empty((2, mode.point.size))
    for row, side in enumerate((1.0, -1.0)):
        for at, axis in enumerate(mode.factor.T):
            falls = [height - density(mode.point + side * away * axis)[0] for away in _AT]
            candidates = [
                away / np.sqrt(2 * fall) if fall > 0 else _WIDEST
                for away, fall in zip(_AT, falls, strict=True)
            ]
            scales[row, at] = max(candidates)
    return np.clip(np.nan_to_num(scales, nan=1.0), _NARROWEST, _WIDEST)
