"""Metric and starts with which Stan's own adaptation begins in models with very many parameters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from pybrms_mix.base.errors import EngineError
from pybrms_mix.stan.engines.protocol import Adjustable
from pybrms_mix.stan.engines.settings import Settings
from pybrms_mix.stan.engines.worker_thread import on_worker_thread
from pybrms_mix.stan.prepare.level_parts import Levels
from pybrms_mix.stan.prepare.optimum import Density
from pybrms_mix.stan.prepare.plan import DENSE
from pybrms_mix.stan.prepare.step import stepped

ENOUGH = 200
"""Warm-up iterations that suffice for Stan's adaptation from such a metric."""

_SHARE = 5  # the largest number of gradients for second derivatives, per iteration of all chains
_POINTS = 3  # points at which second derivatives are computed
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
    prepared: Adjustable,
    starts: np.ndarray,
    settings: Settings,
    levels: Levels | None = None,
    *,
    several: bool = False,
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
    levels : Levels, optional
        The coordinates of the levels of groups. Those of independent parts are moved together.
    several : bool
        Whether the starts lie in several modes. The chains then keep them.

    Returns
    -------
    First or None
        None if the model is small enough for a metric of its own (see ``plan``), if the derivatives
        take too long, or if one of them is not finite.
    """
    if prepared.dimension <= DENSE:
        return None
    try:
        first = on_worker_thread(lambda: _piloted(prepared, starts, settings, levels))
    except EngineError:  # the sampler raises the error again when the chains start
        return None
    if first is None or not several:
        return first
    return replace(first, starts=starts)


def _piloted(
    prepared: Adjustable, starts: np.ndarray, settings: Settings, levels: Levels | None
) -> First | None:
    density = prepared.log_density
    sets, evaluations = _sets(density, starts[0], levels)
    gradients = 2 * _POINTS * len(sets)
    if gradients > _SHARE * settings.chains * settings.iter:
        return None
    rough = variances(density, starts[:1], sets)
    if rough is None:
        return None
    seed = int(np.random.default_rng([settings.seed or 0, 7]).integers(2**30))
    run = stepped(prepared, starts[:1], rough, settings, seed, _ROUNDS)
    last = run.visited[-_LAST:]
    metric = variances(density, last[[0, -1]], sets)
    if metric is None:
        return None
    # Neighbouring chains start at draws that are far apart.
    points = np.array([last[(5 * k) % _LAST] for k in range(len(starts))])
    return First(metric, points, evaluations + run.gradients + gradients)


def _sets(
    density: Density, point: np.ndarray, levels: Levels | None
) -> tuple[list[np.ndarray], int]:
    """Return sets of coordinates without mixed second derivatives, and the number of gradients."""
    singles = [np.array([at]) for at in range(point.size)]
    if levels is None:
        return singles, 0
    evaluations = sum(2 + 2 * factor.width for factor in levels.factors)
    if not all(factor.separate(density, point) for factor in levels.factors):
        return singles, evaluations
    return independent_sets(levels), evaluations


def independent_sets(levels: Levels) -> list[np.ndarray]:
    """Return sets of coordinates without mixed second derivatives, for independent parts."""
    columns = [f.at[f.real[:, k], k] for f in levels.factors for k in range(f.width)]
    return [*columns, *(np.array([at]) for at in levels.others)]


def variances(
    density: Density, points: np.ndarray, sets: Sequence[np.ndarray]
) -> np.ndarray | None:
    """Return the inverses of the mean second derivatives at some points: (dimension,)."""
    derivatives = [_second_derivatives(density, point, sets) for point in points]
    sharp = np.abs(np.mean(derivatives, axis=0))
    if not np.isfinite(sharp).all():
        return None
    return np.asarray(np.clip(1 / np.maximum(sharp, 1e-300), _NARROWEST, _WIDEST))


def _second_derivatives(
    density: Density, point: np.ndarray, sets: Sequence[np.ndarray]
) -> np.ndarray:
    """Return the second derivative of the log density along each coordinate: (dimension,)."""
    derivatives = np.empty(point.size)
    for at in sets:
        step = np.zeros(point.size)
        step[at] = _STEP
        change = density(point + step)[1] - density(point - step)[1]
        derivatives[at] = change[at] / (2 * _STEP)
    return derivatives
