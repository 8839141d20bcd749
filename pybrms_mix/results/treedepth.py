"""The transitions that the largest tree depth cut off."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from pybrms_mix.model.tuning import depth_of_half_period
from pybrms_mix.results.fit import Run

_DEPTH = 10  # Stan's limit, for draws without settings


def cut_off(run: Run | None, stats: Mapping[str, np.ndarray]) -> np.ndarray:
    """Return which transitions ended because their trees reached ``max_treedepth``.

    Where the posterior is nearly normal, trajectories end after about half a period. A transition
    that the user's ``max_treedepth`` ends there is not too short.

    Parameters
    ----------
    run : Run or None
        The settings of the sampler. None stands for Stan's limit.
    stats : mapping of str to ndarray
        The statistics of the sampler by Stan's names, each (chains, draws).

    Returns
    -------
    ndarray
        Booleans, (chains, draws). The array has no elements without statistics of the depth.
    """
    if "treedepth__" not in stats:
        return np.zeros((0, 0), dtype=bool)
    deep = np.asarray(np.asarray(stats["treedepth__"]) >= limit(run))
    return np.zeros_like(deep) if _half_period(run) == limit(run) else deep


def limit(run: Run | None) -> int:
    """Return the largest depth of a tree."""
    return run.max_treedepth if run else _DEPTH


def _half_period(run: Run | None) -> int | None:
    """Return the depth of trees of half a period; None if the posterior is not nearly normal."""
    tuning = run.tuning if run else None
    return depth_of_half_period(tuning.step) if tuning is not None and tuning.normal else None
