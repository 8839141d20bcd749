"""A metric from a short run of the sampler, for posteriors that are not normal at their mode."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from pybrms_mix.model.tuning import Tuning
from pybrms_mix.stan.engines.protocol import Adjustable
from pybrms_mix.stan.engines.settings import Settings
from pybrms_mix.stan.prepare.optimum import curvature
from pybrms_mix.stan.prepare.step import Stepped, stepped

_CHAINS = 2
_STAGES = 3  # stages; the metric of each stage is the curvature at the end of the stage before
_ROUNDS = 3  # rounds of the search for a step size in a stage
_POINTS = 6  # points of the average curvature at the end of a stage
_DRAWS = 240  # draws of each chain for the covariance
_WALKS = 2  # the largest number of walks
_LAG = 5
_SLOW = 0.5  # autocorrelation from which the draws of a walk are too few for a covariance
_CHECKS = 4  # the largest number of checks of the step size
_CHECK = 100  # transitions of each chain in a check
_REJECTED = 0.04  # the share of rejected transitions from which the curvature varies
_FEW = 0.01  # the largest share if it does
_SHORTER = 0.7  # factor of the step size after a check that failed
_LONGER = 2.0  # ratio of the costs of two metrics up to which variances alone are preferred
_PRIOR_DRAWS = 2.0  # weight of the average curvature, in draws per dimension
_DEAR = 15_000  # gradients of a later stage from which no metric makes the posterior easy to sample
_FLOOR = 1e-6  # the smallest eigenvalue of a curvature, relative to the largest one


@dataclass(frozen=True, eq=False)
class Pilot:
    """The result of a pilot run.

    Attributes:
        tuning: the metric and the step size.
        points: draws that serve as starts of chains, shape (count, dimension).
        gradients: the number of gradients that the run took.
    """

    tuning: Tuning
    points: np.ndarray
    gradients: int


def pilot(prepared: Adjustable, start: np.ndarray, settings: Settings, seed: int) -> Pilot | None:
    """Run a few chains; compute a metric from the curvature and covariance of their draws.

    The curvature leads the chains of the pilot to the posterior within a few stages. The metric of
    the chains themselves is the covariance of the pilot's draws. Where the spread of a group may be
    0, the log of the spread has a long tail in which the curvature says little: a metric from the
    curvature is too narrow there, and the tail is seldom visited. The draws are few for a large
    covariance matrix, which is therefore shrunk towards the inverse of the mean curvature.

    Returns
    -------
    Pilot or None
        None if the curvature is not finite, if transitions still diverge at the end, or if
        trajectories are so long that Stan's own adaptation does not cost more.
    """
    size = start.size
    points = np.repeat(start[None], _CHAINS, axis=0)
    seen = start[None]
    gradients = 0
    for stage in range(_STAGES):
        mean = _mean_curvature(prepared, seen)
        gradients += 2 * size * len(seen)
        if not np.isfinite(mean).all():
            return None
        found = stepped(
            prepared, points, _inverse(mean), settings, seed + 10 * stage, rounds=_ROUNDS
        )
        gradients += found.gradients
        if stage and found.gradients > _DEAR:
            return None
        points, seen = found.points, _spread_over(found.visited, _POINTS)
    mean = _mean_curvature(prepared, seen)
    gradients += 2 * size * len(seen)
    if not np.isfinite(mean).all():
        return None
    return _walked(prepared, points, mean, found.tuning, settings, seed, gradients)


def _walked(
    prepared: Adjustable,
    points: np.ndarray,
    mean: np.ndarray,
    tuning: Tuning,
    settings: Settings,
    seed: int,
    gradients: int,
) -> Pilot | None:
    """Return the result of walks that go on until their draws are not too dependent."""
    for at in range(_WALKS):
        walk = prepared.walk(points, _DRAWS, tuning, settings, seed + 100 + at)
        gradients += walk.gradients
        if 2 * walk.divergent > _CHAINS * _DRAWS:
            return None
        draws = walk.points.reshape(-1, points.shape[1])
        last = stepped(
            prepared, walk.points[:, -1], _shrunk(mean, draws), settings, seed + 200 + 10 * at
        )
        gradients += last.gradients
        if slowness(walk.points) < _SLOW:
            break
        tuning, points = last.tuning, last.points
    chosen, used = _chosen(prepared, last, settings, seed + 300)
    starts = np.concatenate([last.visited[::-1], walk.points.reshape(-1, points.shape[1])])
    return None if chosen is None else Pilot(chosen, starts, gradients + used)


def _chosen(
    prepared: Adjustable, dense: Stepped, settings: Settings, seed: int
) -> tuple[Tuning | None, int]:
    """Return a tuning at which few transitions are rejected, or None, and the gradients.

    Where the curvature varies, as in a long tail, correlations in one place do not hold in another.
    Variances alone then serve better, unless their trajectories are much longer.
    """
    first = _checked(prepared, dense, settings, seed, _REJECTED)
    if first.checks == 1:
        return first.tuning, first.gradients
    variances = np.diag(np.diag(dense.tuning.metric))
    own = stepped(prepared, dense.points, variances, settings, seed + 50, first=dense.tuning.step)
    second = _checked(prepared, own, settings, seed + 70)
    used = first.gradients + own.gradients + second.gradients
    if second.tuning is None or (first.tuning and second.cost > _LONGER * first.cost):
        return first.tuning, used
    return second.tuning, used


@dataclass(frozen=True, eq=False)
class _Checked:
    """The result of checks of a step size.

    Attributes:
        tuning: the tuning with a step size that serves; None if transitions still diverge.
        cost: the gradients of the last check.
        checks: the number of checks.
        gradients: the gradients of all checks.
    """

    tuning: Tuning | None
    cost: int
    checks: int
    gradients: int


def _checked(
    prepared: Adjustable, found: Stepped, settings: Settings, seed: int, first: float = _FEW
) -> _Checked:
    """Shorten the step size until few transitions are rejected and none diverges.

    With a step size that is right on average, chains are stuck in places of high curvature. Once
    there are such places, fewer rejections count. ``first`` is their share in the first check.
    """
    tuning, points, used = found.tuning, found.points, 0
    for at in range(1, _CHECKS + 1):
        walk = prepared.walk(points, _CHECK, tuning, settings, seed + at)
        used += walk.gradients
        points = walk.points[:, -1]
        share = first if at == 1 else _FEW
        if walk.rejected <= share * _CHAINS * _CHECK and not walk.divergent:
            return _Checked(tuning, walk.gradients, at, used)
        tuning = replace(tuning, step=_SHORTER * tuning.step)
    return _Checked(None if walk.divergent > 1 else tuning, walk.gradients, _CHECKS, used)


def slowness(points: np.ndarray) -> float:
    """Return the largest autocorrelation of a coordinate at a lag of 5 draws.

    ``points`` are the draws of some chains: (chains, draws, dimension).
    """
    away = points - points.mean(axis=(0, 1))
    variance = (away**2).mean(axis=(0, 1))
    together = (away[:, _LAG:] * away[:, :-_LAG]).mean(axis=(0, 1))
    return float((together / np.maximum(variance, 1e-300)).max())


def _mean_curvature(prepared: Adjustable, points: np.ndarray) -> np.ndarray:
    """Return the mean of the negative Hessians at ``points``."""
    return np.asarray(np.mean([curvature(prepared.log_density, u) for u in points], axis=0))


def _inverse(matrix: np.ndarray) -> np.ndarray:
    """Return the inverse of a symmetric matrix with the absolute values of its eigenvalues."""
    values, vectors = np.linalg.eigh(matrix)
    values = np.maximum(np.abs(values), _FLOOR * np.abs(values).max())
    return np.asarray((vectors / values) @ vectors.T)


def _shrunk(mean: np.ndarray, draws: np.ndarray) -> np.ndarray:
    """Return the covariance of ``draws``, shrunk towards the inverse of the mean curvature."""
    count, size = draws.shape
    weight = count / (count + _PRIOR_DRAWS * size)
    return np.asarray(weight * np.cov(draws.T) + (1 - weight) * _inverse(mean))


def _spread_over(points: np.ndarray, count: int) -> np.ndarray:
    """Return ``count`` evenly spaced points from the second half of ``points``."""
    return np.asarray(points[np.linspace(len(points) // 2, len(points) - 1, count).astype(int)])
