"""A metric from a short run of the sampler, for posteriors that are not normal at their mode."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pybrms_mix.model.tuning import Tuning
from pybrms_mix.stan.engines.protocol import Adjustable
from pybrms_mix.stan.engines.settings import Settings
from pybrms_mix.stan.prepare.level_parts import Levels
from pybrms_mix.stan.prepare.optimum import curvature
from pybrms_mix.stan.prepare.step import stepped
from pybrms_mix.stan.prepare.windows import weighted

_CHAINS = 2
_STAGES = 3  # stages; the metric of each stage is the curvature at the end of the stage before
_ROUNDS = 3  # rounds of the search for a step size in a stage
_POINTS = 6  # points of the average curvature at the end of a stage
_DRAWS = 240  # draws of each chain for the covariance
_WALKS = 2  # the largest number of walks
_LAG = 5
_SLOW = 0.5  # the autocorrelation above which the draws of a walk do not suffice for a covariance
# a stage with more gradients means that no metric makes the posterior easy to sample
_DEAR = 15_000
_FLOOR = 1e-6  # the smallest eigenvalue of a curvature, relative to the largest one
# the same at the starts, where the posterior may be flat in a direction in which it is narrow a
# little further on
_FLOOR_AT_STARTS = 1e-3


@dataclass(frozen=True, eq=False)
class Pilot:
    """The result of a pilot run.

    Attributes:
        tuning: the metric and the step size.
        points: draws that serve as starts of chains, shape (count, dimension).
    """

    tuning: Tuning
    points: np.ndarray


def pilot(
    prepared: Adjustable,
    start: np.ndarray,
    settings: Settings,
    seed: int,
    levels: Levels | None = None,
) -> tuple[Pilot | None, int]:
    """Run a few chains; compute a metric from the curvature and covariance of their draws.

    A metric from the curvature brings the chains of the pilot run to the posterior in a few stages.
    The metric of the chains themselves is the covariance of the pilot's draws. If the standard
    deviation of a group may be 0, its logarithm has a long tail, which the curvature does not
    describe: a metric from the curvature is too narrow there, and chains seldom visit the tail. The
    number of draws is small for a large covariance matrix, so the matrix is shrunk towards the
    inverse of the mean curvature. If the coordinates of ``levels`` are independent given the
    others, a curvature takes few gradients.

    Returns
    -------
    Pilot or None
        None if the curvature is not finite, if transitions still diverge at the end, or if
        trajectories are so long that Stan's own adaptation does not cost more.
    """
    cost = 2 * start.size if levels is None else levels.whole_cost()
    points = np.repeat(start[None], _CHAINS, axis=0)
    sample = start[None]
    gradients = 0
    for stage in range(_STAGES):
        mean = _mean_curvature(prepared, sample, levels)
        gradients += cost * len(sample)
        if not np.isfinite(mean).all():
            return None, gradients
        result = stepped(
            prepared,
            points,
            _inverse(mean, _FLOOR if stage else _FLOOR_AT_STARTS),
            settings,
            seed + 10 * stage,
            rounds=_ROUNDS,
        )
        gradients += result.gradients
        if stage and result.gradients > _DEAR:
            return None, gradients
        points, sample = result.points, _spread_over(result.visited, _POINTS)
    mean = _mean_curvature(prepared, sample, levels)
    gradients += cost * len(sample)
    if not np.isfinite(mean).all():
        return None, gradients
    return _walked(prepared, points, mean, result.tuning, settings, seed, gradients)


def _walked(
    prepared: Adjustable,
    points: np.ndarray,
    mean: np.ndarray,
    tuning: Tuning,
    settings: Settings,
    seed: int,
    gradients: int,
) -> tuple[Pilot | None, int]:
    """Return the result of walks that are repeated until the autocorrelation is small enough."""
    for at in range(_WALKS):
        walk = prepared.walk(points, _DRAWS, tuning, settings, seed + 100 + at)
        gradients += walk.gradients
        if 2 * walk.divergent > _CHAINS * _DRAWS:
            return None, gradients
        draws = walk.points.reshape(-1, points.shape[1])
        last = stepped(
            prepared, walk.points[:, -1], _shrunk(mean, draws), settings, seed + 200 + 10 * at
        )
        gradients += last.gradients
        if slowness(walk.points) < _SLOW:
            break
        tuning, points = last.tuning, last.points
    starts = np.concatenate([last.visited[::-1], walk.points.reshape(-1, points.shape[1])])
    return Pilot(last.tuning, starts), gradients


def slowness(points: np.ndarray) -> float:
    """Return the largest autocorrelation of a coordinate at a lag of 5 draws.

    ``points`` are the draws of some chains: (chains, draws, dimension).
    """
    away = points - points.mean(axis=(0, 1))
    variance = (away**2).mean(axis=(0, 1))
    together = (away[:, _LAG:] * away[:, :-_LAG]).mean(axis=(0, 1))
    return float((together / np.maximum(variance, 1e-300)).max())


def _mean_curvature(prepared: Adjustable, points: np.ndarray, levels: Levels | None) -> np.ndarray:
    """Return the mean of the negative Hessians at ``points``."""
    hessian_of = curvature if levels is None else levels.whole
    return np.asarray(np.mean([hessian_of(prepared.log_density, u) for u in points], axis=0))


def _inverse(matrix: np.ndarray, floor: float = _FLOOR) -> np.ndarray:
    """Return the inverse of a symmetric matrix with the absolute values of its eigenvalues.

    ``floor`` is the smallest eigenvalue, relative to the largest one.
    """
    values, vectors = np.linalg.eigh(matrix)
    values = np.maximum(np.abs(values), floor * np.abs(values).max())
    return np.asarray((vectors / values) @ vectors.T)


def _shrunk(mean: np.ndarray, draws: np.ndarray) -> np.ndarray:
    """Return the covariance of ``draws``, shrunk towards the inverse of the mean curvature."""
    return weighted(draws, _inverse(mean), 1)


def _spread_over(points: np.ndarray, count: int) -> np.ndarray:
    """Return ``count`` evenly spaced points from the second half of ``points``."""
    return np.asarray(points[np.linspace(len(points) // 2, len(points) - 1, count).astype(int)])
