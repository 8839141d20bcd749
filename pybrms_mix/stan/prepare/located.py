"""Coordinates of group-level coefficients that are located where the data put the coefficients."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import compress

import numpy as np

from pybrms_mix.base.errors import EngineError
from pybrms_mix.model.draws import Sample
from pybrms_mix.stan.engines.protocol import Adjustable, Cells, Prepared, Rebindable
from pybrms_mix.stan.engines.settings import Settings
from pybrms_mix.stan.engines.worker_thread import on_worker_thread
from pybrms_mix.stan.prepare.first_metric import independent_sets, variances
from pybrms_mix.stan.prepare.level_parts import MOST, Levels, positions
from pybrms_mix.stan.prepare.likelihood_of_levels import (
    LocatedBlock,
    approximated,
    coordinates,
    cost,
    numbers_of,
)
from pybrms_mix.stan.prepare.step import stepped

EXACT = 1e-6
"""The largest relative error of the log density in the new coordinates."""

_SHARE = 1  # the largest number of gradients for second derivatives, per iteration of all chains
_STAGES = 2  # stages of the pilot chain, each with a metric of its own
_POINTS = 4  # points at which the likelihood of the levels is approximated
_SPACING = 5  # transitions between the starts of two chains
_LAST = 24  # the last draws of the pilot chain, from which points and starts are taken


@dataclass(frozen=True, eq=False)
class Locatable:
    """A program with located coordinates of levels, and the blocks of coefficients that it locates.

    Attributes:
        program: a function that returns the text of the program in which the blocks with the
            given numbers are located.
        blocks: the blocks that can be located.
    """

    program: Callable[[frozenset[int]], str]
    blocks: tuple[LocatedBlock, ...]


@dataclass(frozen=True, eq=False)
class Relocated:
    """A program in other coordinates.

    Attributes:
        prepared: the program. Its coordinates are those of the original program, but for those of
            the levels or of single numbers.
        starts: a point for each chain: (chains, dimension).
        change: a function from the variables of draws to the log determinants of the change of
            coordinates: (chains, draws).
        located: the numbers of the blocks whose coordinates are located.
    """

    prepared: Prepared
    starts: np.ndarray
    change: Callable[[Cells], np.ndarray]
    located: frozenset[int]

    def after(self, earlier: Relocated | None) -> Relocated:
        """Return the program if the coordinates of ``earlier`` were changed first."""
        if earlier is None:
            return self
        return replace(self, change=lambda cells: earlier.change(cells) + self.change(cells))

    def returned(self, sample: Sample, original: Prepared) -> Sample:
        """Return a sample with the variables and the log densities of the original program."""
        names = original.constrain(np.zeros(original.dimension))
        cells = {name: sample.cells[name] for name in names}
        tuning = sample.tuning
        if tuning is not None:
            tuning = replace(tuning, located=bool(self.located))
        stats = {**sample.stats, "lp__": sample.stats["lp__"] - self.change(dict(sample.cells))}
        return replace(sample, cells=cells, stats=stats, tuning=tuning)


def relocated(
    prepared: Prepared,
    starts: np.ndarray,
    settings: Settings,
    locatable: Locatable,
    levels: Levels,
) -> tuple[Relocated | None, int]:
    """Return the program in located coordinates, and starts in the bulk of the posterior.

    Standardised coefficients depend on their standard deviation in the posterior, and the more so
    the more rows a level has. Chains then move slowly along the standard deviation. A pilot chain
    finds the bulk of the posterior, where the likelihood of each level is approximated. The new
    coordinates are nearly independent of each other and of the other parameters.

    Parameters
    ----------
    prepared : Prepared
        The program whose coordinates are the standardised coefficients.
    starts : numpy.ndarray
        The proposed starts of the chains, shape (chains, dimension).
    settings : Settings
        The settings with a seed.
    locatable : Locatable
        The program with other coordinates.
    levels : Levels
        The coordinates of the levels.

    Returns
    -------
    Relocated or None
        None if the levels of a grouping factor depend on each other, if the data hardly inform
        about the levels of any block, if the approximation takes too long, is not finite or differs between
        points of the posterior, or if the program in the new coordinates has another density.
    int
        The number of gradients that were computed.
    """
    if not (isinstance(prepared, Rebindable) and isinstance(prepared, Adjustable)):
        return None, 0
    try:
        return on_worker_thread(lambda: _relocated(prepared, starts, settings, locatable, levels))
    except EngineError:  # the engine lacks a function of the other program
        return None, 0


def _relocated(
    prepared: Prepared,
    starts: np.ndarray,
    settings: Settings,
    locatable: Locatable,
    levels: Levels,
) -> tuple[Relocated | None, int]:
    assert isinstance(prepared, Adjustable) and isinstance(prepared, Rebindable)
    density = prepared.log_density
    at = positions(prepared, [block.standardized for block in locatable.blocks])
    derivatives_cost = _POINTS * cost(locatable.blocks, at, levels)
    is_dear = derivatives_cost > _SHARE * settings.chains * settings.iter
    if is_dear or any(factor.width > MOST for factor in levels.factors):
        return None, 0
    gradients = sum(2 + 2 * factor.width for factor in levels.factors)
    if not all(factor.separate(density, starts[0]) for factor in levels.factors):
        return None, gradients
    draws, pilot_gradients = _pilot(prepared, starts, settings, levels)
    gradients += pilot_gradients
    if draws is None:
        return None, gradients
    typical_points = draws[np.linspace(0, len(draws) - 1, _POINTS).astype(int)]
    likelihood = approximated(prepared, locatable.blocks, at, levels, typical_points)
    location, gradients = likelihood.data, gradients + likelihood.gradients
    blocks = tuple(compress(locatable.blocks, likelihood.informative))
    at = list(compress(at, likelihood.informative))
    starts = np.array([draws[-1 - (_SPACING * k) % len(draws)] for k in range(len(starts))])
    is_finite = all(np.isfinite(values).all() for values in location.values())
    if not (blocks and is_finite and likelihood.steady):
        return None, gradients
    numbers = numbers_of(blocks)
    located_program = prepared.with_program(locatable.program(numbers), location)
    points, agrees = [], located_program.dimension == prepared.dimension
    for start in starts if agrees else ():
        point, change = coordinates(prepared, blocks, at, start, location)
        points.append(point)
        expected = density(start)[0] + change
        agrees &= abs(located_program.log_density(point)[0] - expected) <= EXACT * (
            1 + abs(expected)
        )
    gradients += 2 * len(points)
    if not agrees:
        return None, gradients
    names = [block.change for block in blocks]

    def changed(cells: Cells) -> np.ndarray:
        return np.asarray(np.sum([cells[name] for name in names], axis=0))

    return Relocated(located_program, np.array(points), changed, numbers), gradients


def _pilot(
    prepared: Adjustable, starts: np.ndarray, settings: Settings, levels: Levels
) -> tuple[np.ndarray | None, int]:
    """Return the last draws of a pilot chain, None if it fails, and the number of gradients."""
    density = prepared.log_density
    sets = independent_sets(levels)
    gradients_of_variances = 2 * len(sets)
    if (1 + _STAGES) * gradients_of_variances > _SHARE * settings.chains * settings.iter:
        return None, 0
    rng = np.random.default_rng([settings.seed or 0, 9])
    points, typical, gradients = starts[:1], starts[:1], 0
    for _ in range(_STAGES):
        metric = variances(density, typical, sets)
        if metric is None:
            return None, gradients + gradients_of_variances * len(typical)
        run = stepped(prepared, points, metric, settings, int(rng.integers(2**30)))
        gradients += gradients_of_variances * len(typical) + run.gradients
        points, typical = run.points, run.visited[-_LAST:][[0, -1]]
    return (None if run.divergent else run.visited[-_LAST:]), gradients
