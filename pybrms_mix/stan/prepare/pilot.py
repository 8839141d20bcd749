"""A metric from a short run of the sampler, for posteriors that are not normal at their mode."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pybrms_mix.model.tuning import Tuning
from pybrms_mix.stan.engines.protocol import Adjustable
from pybrms_mix.stan.engines.settings import Settings
from pybrms_mix.stan.prepare.optimum import curvature
from pybrms_mix.stan.prepare.step import stepped

_CHAINS = 2
_STAGES = 3  # stages; the metric of each stage is the curvature at the end of the stage before
_ROUNDS = 3  # rounds of the search for a step size in a stage
_POINTS = 6  # points of the average curvature at the end of a stage
_DRAWS = 240  # draws of each chain for the covariance
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
    """Run a few chains; compute a dense metric from the curvature and covariance of their draws.

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
    walk = prepared.walk(points, _DRAWS, found.tuning, settings, seed + 100)
    gradients += 2 * size * len(seen) + walk.gradients
    if not np.isfinite(mean).all() or 2 * walk.divergent > _CHAINS * _DRAWS:
        return None
    metric = _shrunk(mean, walk.points.reshape(-1, size))
    last = stepped(prepared, walk.points[:, -1], metric, settings, seed + 200)
    if last.divergent > 1:
        return None
    starts = np.concatenate([last.visited[::-1], walk.points.reshape(-1, size)])
    return Pilot(last.tuning, starts, gradients + last.gradients)


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
