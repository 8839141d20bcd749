"""Join maxima between which chains pass freely into one mode."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from pybrms_mix.stan.prepare.mode_masses import Modes
from pybrms_mix.stan.prepare.optimum import Density
from pybrms_mix.stan.prepare.surface import Mode

_RIDGE = 4.0  # the largest fall of the log density between two maxima of one mode
_BETWEEN = (8, 4, 12, 2, 6, 10, 14, 1, 3, 5, 7, 9, 11, 13, 15)  # sixteenths, the middle first


def joined(density: Density, found: Modes) -> Modes:
    """Join maxima that a ridge connects, directly or by other maxima, to one mode.

    A ridge connects two maxima if the log density on the straight line between them falls little
    below the lower maximum. A chain passes such a saddle as easily as it reaches points of equal
    density within its mode. The mass of only one of these maxima has no meaning.

    Parameters
    ----------
    density : callable
        Returns the log density and its gradient at an unconstrained point.
    found : Modes
        The result of the searches, with a mode for each maximum.

    Returns
    -------
    Modes
        The modes in decreasing order of mass. The point of each mode is its maximum with the
        largest mass. The mass of the mode is the sum over its maxima; ``side`` holds the other
        maxima.
    """
    maxima = found.modes
    group = list(range(len(maxima)))
    heights = [density(m.point)[0] for m in maxima] if maxima[1:] else []
    evaluations_used = len(heights)
    for a in range(len(maxima)):
        for b in range(a):
            if group[a] != group[b]:
                least = min(heights[a], heights[b]) - _RIDGE
                linked, evaluations = _linked(density, maxima[a].point, maxima[b].point, least)
                evaluations_used += evaluations
                if linked:
                    group = [group[b] if g == group[a] else g for g in group]
    return united(found, group, evaluations_used)


def united(found: Modes, group: Sequence[int], used: int) -> Modes:
    """Return the modes with those of one group joined, and ``used`` more gradients.

    Args:
        found: the modes.
        group: the number of the group of each mode.
        used: the number of gradients that the grouping took.
    """
    united_modes = {
        g: _one([
            m for mode, group_of_mode in zip(found.modes, group, strict=True) if group_of_mode == g
            for m in mode.maxima
        ])
        for g in group
    }  # fmt: skip
    order = sorted(united_modes, key=lambda g: -united_modes[g].log_mass)
    first = None if found.first is None else order.index(group[found.first])
    modes = tuple(united_modes[g] for g in order)
    return replace(found, modes=modes, first=first, gradients=found.gradients + used)


def _one(maxima: Sequence[Mode]) -> Mode:
    """Return the mode that consists of several maxima."""
    first, *lower = sorted(maxima, key=lambda m: -m.log_mass)
    mass = float(np.logaddexp.reduce([m.log_mass for m in maxima]))
    return replace(first, log_mass=mass, side=tuple(lower))


def _linked(density: Density, start: np.ndarray, end: np.ndarray, least: float) -> tuple[bool, int]:
    """Return whether a ridge above ``least`` connects two points, and the number of gradients."""
    for count, part in enumerate(_BETWEEN, start=1):
        value = density(start + part / 16 * (end - start))[0]
        if not value > least:
            return False, count
    return True, len(_BETWEEN)
