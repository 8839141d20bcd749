"""Metric and starts with which Stan's own adaptation begins in models with very many parameters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pybrms_mix.base.errors import EngineError
from pybrms_mix.stan.engines.protocol import Adjustable
from pybrms_mix.stan.engines.settings import Settings
from pybrms_mix.stan.engines.worker_thread import on_worker_thread
from pybrms_mix.stan.prepare.optimum import Density
from pybrms_mix.stan.prepare.plan import DENSE
from pybrms_mix.stan.prepare.step import stepped

ENOUGH = 200
"""Warm-up iterations that suffice for Stan's adaptation from such a metric."""

_MOST = 20_000  # the largest dimension; a point takes two gradients for each coordinate
_SHARE = 5  # the largest number of all these gradients, per iteration of all chains
_STEP = 1e-3  # half the distance of the points of a difference of gradients
_NARROWEST, _WIDEST = 1e-8, 10.0  # limits of the variances
_ROUNDS = 4  # rounds of the pilot chain
_LAST = 12  # draws of the pilot chain that may be starts


@dataclass(frozen=True, eq=False)
class First:
    """What the adaptation begins with.

    Attributes:
        metric: a variance for each coordinate: (dimension,).
        starts: a point for each chain: (chains, dimension).
        gradients: the number of gradients that were computed.
    """

    metric: np.ndarray
    starts: np.ndarray
    gradients: int


def first_metric(
    prepared: Adjustable, starts: np.ndarray, settings: Settings, *, several: bool = False
) -> First | None:
    """Return variances and starts for Stan's adaptation.

    Stan begins with the same scale for all coordinates. In a model with thousands of levels, the
    few population parameters are much narrower than the levels, and trajectories are very long
    until the first windows of the adaptation end. The variances here are the inverses of second
    derivatives of the log density: first at the start of the first chain, and then at two draws of
    a short pilot chain, because a start is no typical point.

    Parameters
    ----------
    prepared : Adjustable
        The program.
    starts : numpy.ndarray
        The proposed starts of the chains, shape (chains, dimension).
    settings : Settings
        The settings with a seed.
    several : bool
        Whether the starts lie in several modes. The chains then keep them.

    Returns
    -------
    First or None
        None if the model is small enough for a metric of its own (see ``plan``), if the derivatives
        take too long, or if one of them is not finite.
    """
    size = prepared.dimension
    if not DENSE < size <= _MOST or 6 * size > _SHARE * settings.chains * settings.iter:
        return None
    try:
        found = on_worker_thread(lambda: _piloted(prepared, starts, settings))
    except EngineError:  # the sampler raises the error again when the chains start
        return None
    if found is None or not several:
        return found
    return First(found.metric, starts, found.gradients)


def _piloted(prepared: Adjustable, starts: np.ndarray, settings: Settings) -> First | None:
    rough = _variances(prepared.log_density, starts[:1])
    if rough is None:
        return None
    seed = int(np.random.default_rng([settings.seed or 0, 7]).integers(2**30))
    run = stepped(prepared, starts[:1], rough, settings, seed, _ROUNDS)
    last = run.visited[-_LAST:]
    metric = _variances(prepared.log_density, [last[0], last[-1]])
    if metric is None:
        return None
    # Neighbouring chains start at draws that are far apart.
    points = np.array([last[(5 * k) % _LAST] for k in range(len(starts))])
    return First(metric, points, run.gradients + 6 * prepared.dimension)


def _variances(density: Density, points: Sequence[np.ndarray] | np.ndarray) -> np.ndarray | None:
    """Return the inverses of the mean second derivatives at some points: (dimension,)."""
    sharp = np.abs(np.mean([_second_derivatives(density, point) for point in points], axis=0))
    if not np.isfinite(sharp).all():
        return None
    return np.asarray(np.clip(1 / np.maximum(sharp, 1e-300), _NARROWEST, _WIDEST))


def _second_derivatives(density: Density, point: np.ndarray) -> np.ndarray:
    """Return the second derivative of the log density along each coordinate: (dimension,)."""
    found = np.empty(point.size)
    for at in range(point.size):
        moved = point.copy()
        moved[at] = point[at] + _STEP
        ahead = density(moved)[1][at]
        moved[at] = point[at] - _STEP
        found[at] = (ahead - density(moved)[1][at]) / (2 * _STEP)
    return found
