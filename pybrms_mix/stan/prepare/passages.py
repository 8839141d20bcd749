"""Join modes between which chains pass within a few transitions."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from pybrms_mix.base.errors import EngineError
from pybrms_mix.model.draws import MATTERS
from pybrms_mix.model.tuning import Tuning
from pybrms_mix.stan.engines.protocol import Adjustable
from pybrms_mix.stan.engines.settings import Settings
from pybrms_mix.stan.prepare.joined_modes import united
from pybrms_mix.stan.prepare.mode_masses import Modes
from pybrms_mix.stan.prepare.surface import Mode

_WALKERS = 4  # chains that start at each mode
_TRANSITIONS = 24
_EVERY = 2  # the interval of the draws that are looked at
_STEP = 1.2  # step size for one dimension; it decreases with the fourth root of the dimension
_SEED = 7
# the least number of the later draws of a walker in other modes, as a share, if it has passed
_ELSEWHERE = 0.3

Nearest = Callable[[np.ndarray, Sequence[Mode]], np.ndarray]
"""A function from points, (n, dimension), and maxima to the positions of the nearest maxima."""


def passable(prepared: Adjustable, found: Modes, nearest: Nearest) -> Modes:
    """Join modes if short chains pass from one to the other.

    The straight line between two maxima may cross a valley around which there is a way, for example
    across points where a component is empty. Some chains therefore start at each maximum. If half
    of them soon spend time near another mode, chains pass between the two, which are then one mode.

    Parameters
    ----------
    prepared : Adjustable
        The program.
    found : Modes
        The modes, with their curvatures.
    nearest : callable
        Returns the position of the maximum whose memberships are nearest to those of each point.

    Returns
    -------
    Modes
        The modes in decreasing order of mass.
    """
    positions = np.flatnonzero(found.masses > MATTERS)
    if len(positions) < 2:
        return found
    maxima = [m for mode in found.modes for m in mode.maxima]
    owner = np.repeat(np.arange(len(found.modes)), [1 + len(m.side) for m in found.modes])
    group = np.arange(len(found.modes))
    gradients_used = 0
    for at in positions[::-1]:  # chains leave small modes sooner than large ones
        if (group[positions] == group[at]).all():
            break
        target = None
        for count in (1, _WALKERS):  # one chain is enough where chains stay
            try:
                points, gradients = _walked(prepared, found.modes[at], count)
            except EngineError:
                break
            gradients_used += gradients
            later = owner[nearest(points.reshape(-1, points.shape[2]), maxima)]
            target = _passed(later.reshape(points.shape[:2]), int(at))
            if (later == at).all():
                break
        if target is not None:
            group[group == group[at]] = group[target]
    return united(found, group.tolist(), gradients_used)


def _walked(prepared: Adjustable, mode: Mode, count: int) -> tuple[np.ndarray, int]:
    """Return some later points of short chains from a maximum, and the number of gradients."""
    metric = mode.factor @ mode.factor.T
    tuning = Tuning(metric, _STEP * len(metric) ** -0.25)
    starts = np.repeat(mode.point[None], count, axis=0)
    walk = prepared.walk(starts, _TRANSITIONS, tuning, Settings(seed=_SEED), _SEED + count)
    return walk.points[:, _TRANSITIONS // 2 :: _EVERY], walk.gradients


def _passed(modes: np.ndarray, start_mode: int) -> int | None:
    """Return the mode in which most walkers spend time beside their own; None if they stay.

    Args:
        modes: the mode of each draw: (walkers, draws).
        start_mode: the mode in which the walkers started.
    """
    away = (modes != start_mode).mean(axis=1) >= _ELSEWHERE
    if 2 * away.sum() < len(modes):
        return None
    counts = np.bincount(modes[modes != start_mode])
    return int(counts.argmax())
