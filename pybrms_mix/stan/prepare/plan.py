"""Metric, step size and starts of each chain, found before the chains run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from pybrms_mix.model.tuning import Tuning
from pybrms_mix.stan.engines.protocol import Adjustable
from pybrms_mix.stan.engines.settings import Settings
from pybrms_mix.stan.prepare.handed import at_mode, at_start
from pybrms_mix.stan.prepare.laplace import Laplace, approximation
from pybrms_mix.stan.prepare.optimum import Optimum, maximise
from pybrms_mix.stan.prepare.pilot import pilot
from pybrms_mix.stan.prepare.step import stepped

_DENSE = 250  # dimensions: beyond it a dense metric costs more than it saves
_NORMAL = 30  # iterations of warm-up from draws of a normal approximation
_PILOTED = 60  # iterations of warm-up from draws of a pilot
_OVER = 1.5  # how much wider than the approximation chains start
_BELOW = 4.5  # log density of a start below that of the approximation: three times its _SPREAD
_SEARCHERS = 4  # chains that search for the step
_SAME = 0.05  # difference of log densities of optima that are one


@dataclass(frozen=True, eq=False)
class Plan:
    """How each chain is to be run.

    Attributes:
        starts: unconstrained, shape (chains, dimension).
        tunings: of each chain.
        warmup: iterations of warm-up that suffice.
        gradients: the number of gradients that the plan took.
    """

    starts: np.ndarray
    tunings: Sequence[Tuning]
    warmup: int
    gradients: int


@dataclass(frozen=True, eq=False)
class _Mode:
    """What is known of the mode that some chains start in."""

    optimum: Optimum
    laplace: Laplace
    tuning: Tuning


def plan(
    prepared: Adjustable, starts: np.ndarray, settings: Settings, *, several: bool = False
) -> Plan | None:
    """Find a metric, a step size and a start for each chain.

    The search for the mode begins where the chain would start. Where the posterior is nearly
    normal there, the metric is the inverse of the curvature at the mode and the chain starts at
    an overdispersed draw of the approximation. Elsewhere a pilot run finds them.

    Parameters
    ----------
    prepared : Adjustable
        The program.
    starts : numpy.ndarray
        Where the chains would start, shape (chains, dimension).
    settings : Settings
        With a seed. What is found for chain k depends on the starts of the chains up to k alone.
        Their ``tuning``, of an earlier fit, is tried first.
    several : bool
        Whether the starts lie in several modes, which one pilot run would not keep apart.

    Returns
    -------
    Plan or None
        None where neither way leads to a metric: Stan's own adaptation has to do.
    """
    if not 0 < prepared.dimension <= _DENSE:
        return None
    assert settings.seed is not None
    tried = at_start(prepared, starts[0], settings)
    if tried.tuning is not None:
        return Plan(starts, [tried.tuning] * len(starts), _PILOTED, tried.gradients)
    gradients = tried.gradients
    modes: list[_Mode] = []
    points, tunings = [], []
    for chain, start in enumerate(starts):
        rng = np.random.default_rng([settings.seed, chain, 3])
        optimum = maximise(prepared.log_density, start)
        gradients += optimum.evaluations
        mode = next((m for m in modes if _same(m, optimum)), None)
        if mode is None:
            mode, used = _mode(prepared, optimum, settings, rng)
            gradients += used
            if mode is None:
                return None if several else _piloted(prepared, starts, settings, gradients)
            modes.append(mode)
        points.append(_start(prepared, mode.laplace, rng))
        tunings.append(mode.tuning)
    return Plan(np.array(points), tunings, _NORMAL, gradients)


def _same(mode: _Mode, optimum: Optimum) -> bool:
    """Return whether a search ended at a mode that is known."""
    away = np.linalg.solve(mode.laplace.factor, optimum.point - mode.optimum.point)
    near = float(np.abs(away).max()) < 1
    return near and abs(optimum.value - mode.optimum.value) < _SAME


def _mode(
    prepared: Adjustable, optimum: Optimum, settings: Settings, rng: np.random.Generator
) -> tuple[_Mode | None, int]:
    """Return the mode at ``optimum``, None if it is not nearly normal, and the gradients used."""
    tried = at_mode(prepared, optimum, settings, rng)
    if tried.tuning is not None and tried.laplace is not None:
        return _Mode(optimum, tried.laplace, tried.tuning), tried.gradients
    laplace = approximation(prepared.log_density, optimum, rng)
    if laplace is None:
        return None, tried.gradients
    points = laplace.draws(rng, _SEARCHERS)
    found = stepped(prepared, points, laplace.covariance, settings, int(rng.integers(2**30)))
    used = tried.gradients + laplace.evaluations - optimum.evaluations + found.gradients
    if found.divergent:
        return None, used
    return _Mode(optimum, laplace, replace(found.tuning, normal=True)), used


def _start(prepared: Adjustable, laplace: Laplace, rng: np.random.Generator) -> np.ndarray:
    """Return an overdispersed draw at which the log density is near that of the approximation.

    Where it is far below, the posterior curves more than at the mode: the step is too long there,
    and a chain that begins there may never move.
    """
    height = prepared.log_density(laplace.mode)[0]
    for spread in (_OVER, 1.0, 0.5, 0.1):
        point = np.asarray(laplace.draws(rng, 1, spread)[0])
        if laplace.expected(point, height) - prepared.log_density(point)[0] < _BELOW:
            return point
    return laplace.mode


def _piloted(
    prepared: Adjustable, starts: np.ndarray, settings: Settings, gradients: int
) -> Plan | None:
    """Return a plan by a pilot run from the start of the first chain."""
    rng = np.random.default_rng([settings.seed or 0, 4])
    found = pilot(prepared, starts[0], settings, int(rng.integers(2**30)))
    if found is None:
        return None
    # The last draws, far from each other: as many as there may be chains.
    every = max(1, len(found.points) // 20)
    points = np.array(
        [found.points[(chain * every) % len(found.points)] for chain in range(len(starts))]
    )
    return Plan(points, [found.tuning] * len(starts), _PILOTED, gradients + found.gradients)
