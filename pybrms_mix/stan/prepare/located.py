"""Coordinates of group-level coefficients that are located where the data put the coefficients."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

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
)
from pybrms_mix.stan.prepare.step import stepped

EXACT = 1e-6
"""The largest relative error of the log density in the new coordinates."""

_SHARE = 1  # the largest number of gradients for second derivatives, per iteration of all chains
_STAGES = 2  # stages of the pilot chain, each with a metric of its own
_POINTS = 4  # points at which the likelihood of the levels is approximated
_SPACING = 5  # transitions between the starts of two chains
# the largest distance of located coordinates from a standard normal distribution: a number, or a
# part of the distance of the standardised coefficients
_FAR, _PART = 0.25, 0.05
_NEAR = 0.02  # the difference between two distances that may be due to chance
_LAST = 24  # the last draws of the pilot chain, from which points and starts are taken


@dataclass(frozen=True, eq=False)
class Locatable:
    """A program with located coordinates of levels, and the blocks of coefficients that it locates.

    Attributes:
        program: a function that returns the text of the program.
        blocks: the blocks.
    """

    program: Callable[[], str]
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
        located: whether the coordinates of the levels are located.
    """

    prepared: Prepared
    starts: np.ndarray
    change: Callable[[Cells], np.ndarray]
    located: bool = True

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
            tuning = replace(tuning, located=self.located)
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
        None if the levels of a grouping factor depend on each other, if the approximation takes too
        long, is not finite or does not hold in the bulk of the posterior, or if the program in the
        new coordinates has another density. The approximation does not hold where a component gains
        and loses most of its rows.
    int
        The number of gradients that were computed.
    """
    if not (isinstance(prepared, Rebindable) and isinstance(prepared, Adjustable)):
        return None, 0
    try:
        return on_worker_thread(lambda: _relocated(prepared, starts, settings, locatable, levels))
    # The engine lacks a function of the other program, or a matrix of derivatives is singular.
    except (EngineError, np.linalg.LinAlgError):
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
    location, derivatives = approximated(prepared, locatable.blocks, at, levels, typical_points)
    gradients += derivatives
    if not all(np.isfinite(values).all() for values in location.values()):
        return None, gradients
    located_program = prepared.with_program(locatable.program(), location)
    if located_program.dimension != prepared.dimension:
        return None, gradients
    relocations = [coordinates(prepared, locatable.blocks, at, draw, location) for draw in draws]
    points = np.array([point for point, _ in relocations])
    before = [density(draw) for draw in draws]
    after = [located_program.log_density(point) for point in points]
    gradients += 2 * len(draws)
    for (value, _), (new_value, _), (_, change) in zip(before, after, relocations, strict=True):
        if not abs(new_value - value - change) <= EXACT * (1 + abs(value + change)):
            return None, gradients
    distances, earlier_distances = _distances(points, after, at), _distances(draws, before, at)
    allowed = np.minimum(np.maximum(_FAR, _PART * earlier_distances), earlier_distances + _NEAR)
    if not (distances <= allowed).all():
        return None, gradients
    starts_at = [-1 - (_SPACING * k) % len(draws) for k in range(len(starts))]
    names = [block.change for block in locatable.blocks]

    def changed(cells: Cells) -> np.ndarray:
        return np.asarray(np.sum([cells[name] for name in names], axis=0))

    return Relocated(located_program, points[starts_at], changed), gradients


def _distances(
    points: np.ndarray, densities: Sequence[tuple[float, np.ndarray]], at: Sequence[np.ndarray]
) -> np.ndarray:
    """Return the distance of the coordinates of each block from a standard normal distribution.

    It is the mean square of the difference between the derivatives of the two log densities, per
    coordinate (the Fisher divergence).
    """
    away = (points + np.array([slope for _, slope in densities])) ** 2
    return np.array([away[:, place.ravel()].mean() for place in at])


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
