"""Metric and step size of models with very many levels of groups, whose metric is diagonal."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from pybrms_mix.base.errors import EngineError
from pybrms_mix.model.tuning import Tuning, depth_of_half_period
from pybrms_mix.stan.engines.protocol import Adjustable, Walk
from pybrms_mix.stan.engines.settings import Settings
from pybrms_mix.stan.engines.worker_thread import on_worker_thread
from pybrms_mix.stan.prepare.first_metric import First, first_metric
from pybrms_mix.stan.prepare.level_parts import Levels
from pybrms_mix.stan.prepare.plan import DENSE, Plan
from pybrms_mix.stan.prepare.step import changed_step, half_period
from pybrms_mix.stan.prepare.windows import skewness

_WINDOWS = (75, 150)  # warm-up iterations that adapt the metric, at most
_SHARES = (6, 3)  # the same as shares of a warm-up of given length: a sixth and a third
_SETTLED = 25  # warm-up iterations with the final metric, if the warm-up may be short
_LAST = 30  # iterations at the end of a warm-up of given length with whole trajectories
_SHORTER = 1  # doublings by which trajectories are below half a period in the rest of it
_DEPENDENT = 5  # draws that hold as much information as an independent draw
_PRIOR_POPULATION = 10.0  # weight of the first variance of a population parameter, in draws
_PRIOR_LEVELS = 60.0  # the same for a level, of which the curvature tells more
_POOLED = 2  # the number of chains whose draws adapt the metric
# The factor of the variances of population parameters in the metric. Many levels limit the step
# size, so that these few parameters may move faster. Their autocorrelation is the largest one.
_FASTER = 2.0
_SKEWED = 0.9  # the absolute skewness above which a parameter has a long tail, and no factor
_HOPELESS = 0.05  # the share of divergent transitions above which Stan adapts the chains
_ROOM = 20_000_000  # the largest number of values of the draws of a window


@dataclass(frozen=True, eq=False)
class _Windows:
    """The state after some windows.

    Attributes:
        tuning: the metric and the step size.
        points: the ends of the chains, (chains, dimension).
        draws: the draws of the chains that adapt the metric, (draws, dimension).
        walk: the last window of these chains.
        gradients: the number of gradients.
    """

    tuning: Tuning
    points: np.ndarray
    draws: np.ndarray
    walk: Walk | None
    gradients: int


def wide_plan(
    prepared: Adjustable, starts: np.ndarray, settings: Settings, levels: Levels | None
) -> Plan | None:
    """Compute a metric, a step size and a start for each chain of a model with very many levels.

    Stan estimates the variance of each coordinate from few draws, and their errors shorten the
    step. The variances of levels are here mainly the inverses of second derivatives, and those of
    the few population parameters are mainly variances of draws: these parameters depend on many
    levels, so that second derivatives, at given levels, are too large.

    Parameters
    ----------
    prepared : Adjustable
        The program.
    starts : numpy.ndarray
        The proposed starts of the chains, shape (chains, dimension), all in one mode.
    settings : Settings
        The settings with a seed.
    levels : Levels or None
        The coordinates of the levels of groups.

    Returns
    -------
    Plan or None
        None if the model is small enough for a dense metric, if it has no levels that are
        independent given the population, or if many transitions diverge.
    """
    if prepared.dimension <= DENSE or levels is None:
        return None
    try:
        if not on_worker_thread(lambda: levels.separate(prepared.log_density, starts[0])):
            return None
        chains = len(starts)
        padded = starts[np.arange(max(chains, _POOLED)) % chains]
        first = first_metric(prepared, padded, settings, levels)
        if first is None:
            return None
        return on_worker_thread(lambda: _plan(prepared, first, settings, levels, chains))
    except EngineError:  # the sampler raises the error again when the chains start
        return None


def _plan(
    prepared: Adjustable, first: First, settings: Settings, levels: Levels, chains: int
) -> Plan | None:
    windows = _Windows(
        Tuning(first.metric, first.step), first.starts, np.empty((0, prepared.dimension)), None,
        first.gradients,
    )  # fmt: skip
    lengths = _lengths(settings)
    if len(first.starts) * max(lengths) * prepared.dimension > _ROOM:
        return None
    seed = int(np.random.default_rng([settings.seed or 0, 9]).integers(2**30))
    for at, length in enumerate(lengths):
        windows = _window(prepared, windows, length, settings, seed + at, first, levels)
    walk = windows.walk
    assert walk is not None
    if walk.divergent > _HOPELESS * walk.diverged.size:
        return None
    iterations = sum(lengths)
    brief = 0 if settings.warmup == "auto" else max(0, settings.discarded - iterations - _LAST)
    tuning = windows.tuning
    return Plan(
        windows.points[:chains], [tuning] * chains, iterations + _SETTLED, windows.gradients,
        settings, iterations, brief, max(1, depth_of_half_period(tuning.step) - _SHORTER),
    )  # fmt: skip


def _lengths(settings: Settings) -> tuple[int, ...]:
    """Return the number of iterations of each window."""
    if settings.warmup == "auto":
        return _WINDOWS
    return tuple(
        min(most, settings.discarded // share)
        for most, share in zip(_WINDOWS, _SHARES, strict=True)
    )


def _window(
    prepared: Adjustable,
    before: _Windows,
    length: int,
    settings: Settings,
    seed: int,
    first: First,
    levels: Levels,
) -> _Windows:
    """Return the state after a further window: its draws adapt the metric and the step size."""
    # Trajectories of half a period tell as much of the variances for each gradient.
    short = half_period(settings, before.tuning.step)
    walk = prepared.walk(before.points, length, before.tuning, short, seed)
    pooled = walk.of(_POOLED)
    draws = np.concatenate([before.draws, pooled.points.reshape(-1, prepared.dimension)])
    step = changed_step(before.tuning.step, pooled.acceptance, settings)
    return replace(
        before, tuning=Tuning(_metric(draws, first.metric, levels), step),
        points=walk.points[:, -1], draws=draws, walk=pooled,
        gradients=before.gradients + walk.gradients,
    )  # fmt: skip


def _metric(draws: np.ndarray, first: np.ndarray, levels: Levels) -> np.ndarray:
    """Return the variances of ``draws``, shrunk towards ``first``; those of the population grow."""
    count = len(draws) / _DEPENDENT
    prior = np.full(first.size, _PRIOR_LEVELS)
    prior[levels.others] = _PRIOR_POPULATION
    metric = (count * draws.var(axis=0) + prior * first) / (count + prior)
    is_symmetric = np.abs(skewness(draws[:, levels.others])) <= _SKEWED
    metric[levels.others] *= np.where(is_symmetric, _FASTER, 1.0)
    return np.asarray(metric)
