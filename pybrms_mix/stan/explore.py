"""The search for modes of a posterior, and starting points of chains in each mode with mass."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol, cast, runtime_checkable

import numpy as np

from pybrms_mix.base.errors import PybrmsError
from pybrms_mix.base.one_thread import one_thread
from pybrms_mix.model.draws import MATTERS, Optima, SideOptimum
from pybrms_mix.stan.engines.protocol import Adjustable, Cells, Data, Prepared
from pybrms_mix.stan.engines.settings import Settings
from pybrms_mix.stan.engines.worker_thread import on_worker_thread
from pybrms_mix.stan.prepare.coordinate_units import units
from pybrms_mix.stan.prepare.integrated import Marginal
from pybrms_mix.stan.prepare.joined_modes import joined
from pybrms_mix.stan.prepare.level_parts import MOST, Levels
from pybrms_mix.stan.prepare.mode_masses import Modes, Moves, search, without_runaways
from pybrms_mix.stan.prepare.optimum import Optimum
from pybrms_mix.stan.prepare.passages import passable
from pybrms_mix.stan.prepare.surface import Joint, Mode, Surface
from pybrms_mix.stan.prepare.weighed_modes import weighed
from pybrms_mix.stan.starts import (
    Guesses,
    OfResponses,
    Values,
    best_guess,
    middle_at,
    shaped_as,
)

_MOST_OTHERS = 250  # the largest number of parameters beside the levels of groups
_MOST_DIMENSIONS = 1000  # the largest number of all parameters
_BELOW = 6.0  # the largest decrease of the log mass by an exchange of labels in one level
_EACH = 6  # the largest number of exchanges that are tried from one optimum
_COMBINED = 8  # the largest number of optima of which three are combined
_ENOUGH = 10**9  # a budget that does not end a search
_NEAR = 0.5  # distance of the starts of chains from a mode, in standard deviations


@runtime_checkable
class Explorer(Guesses, OfResponses, Protocol):
    """Guesses of starting values that also propose points near other modes, and compare modes."""

    def elsewhere(self, same: np.ndarray) -> Iterator[Values]:
        """Yield sets of values near which other modes may be; ``same`` is ``interchangeable()``."""

    def memberships(self, cells: Mapping[str, np.ndarray]) -> np.ndarray:
        """Return the membership probabilities at one draw: (rows, K)."""

    def nearest(
        self,
        cells: Sequence[Mapping[str, np.ndarray]],
        centres: Sequence[Mapping[str, np.ndarray]],
        same: np.ndarray,
    ) -> tuple[np.ndarray, np.ndarray]:
        """Return the centre nearest to each draw, (draws,), and whether its labels are the same."""

    def interchangeable(self, cells: Mapping[str, np.ndarray]) -> np.ndarray:
        """Return which pairs of components may be exchanged: a boolean matrix (K, K)."""

    def levels(self, prepared: Prepared) -> Levels | None:
        """Return the coordinates of the levels of groups; None for a model without groups."""

    def exchanged(self, cells: Mapping[str, np.ndarray]) -> Iterator[Values]:
        """Yield sets of values with the labels of two components exchanged in all levels."""

    def split(self, cells: Mapping[str, np.ndarray]) -> Iterator[Values]:
        """Yield sets of values with one component emptied and another one split."""

    def transferred(self, cells: Mapping[str, np.ndarray]) -> Iterator[Values]:
        """Yield sets of values with a part of one component in another one."""

    def combined(self, optima: Sequence[Mapping[str, np.ndarray]]) -> Iterator[Values]:
        """Yield sets of values that differ from one optimum as two others do at once."""

    def runs_away(self, prepared: Prepared, optimum: Optimum, budget: int) -> tuple[bool, int]:
        """Return whether chains would run away from an optimum, and the number of gradients."""


@dataclass(frozen=True, eq=False)
class Part:
    """A program on a sample of the rows.

    Attributes:
        prepared: the program on these rows.
        share: the share of the sample in all rows.
    """

    prepared: Prepared
    share: float

    @classmethod
    def of(cls, prepared: Prepared, some: Data | None, data: Data) -> Part | None:
        """Return the program with the data ``some`` of some rows; None without such data."""
        if some is None:
            return None
        part = prepared.with_data(some)
        share = float(cast("int", some["N"])) / float(cast("int", data["N"]))
        return cls(part, share) if part.dimension == prepared.dimension else None


@one_thread()
def explore(
    prepared: Prepared, guesses: Explorer, budget: int, most: int = 0, part: Part | None = None
) -> Modes | None:
    """Search for the modes of a posterior, first from the best guess and then from other points.

    ``budget`` and ``most`` have the same meaning as in ``search()``. Optima from which chains would
    run away are left out, unless all optima are of this kind. Optima that a ridge connects are one
    mode. With ``part``, the search takes place on a sample of the rows. Further searches on all
    rows begin at its optima, and compute the modes and their masses.

    Returns:
        None if no guess has a finite density. A gradient on a sample counts as its share of rows.
    """
    return on_worker_thread(lambda: _explored(prepared, guesses, budget, most, part))


@one_thread()
def settled(prepared: Prepared, guesses: Explorer, found: Modes) -> Modes:
    """Join modes between which short chains pass, and compute the masses by importance sampling."""
    if (found.masses > MATTERS).sum() < 2:
        return found
    return on_worker_thread(lambda: _settled(prepared, guesses, found))


def _settled(prepared: Prepared, guesses: Explorer, modes: Modes) -> Modes:
    exchangeable = guesses.interchangeable(prepared.constrain(modes.modes[0].point))

    def nearest(points: np.ndarray, maxima: Sequence[Mode]) -> tuple[np.ndarray, np.ndarray]:
        centres = [prepared.constrain(m.point) for m in maxima]
        return guesses.nearest([prepared.constrain(u) for u in points], centres, exchangeable)

    def regions(points: np.ndarray, maxima: Sequence[Mode]) -> np.ndarray:
        at, labels = nearest(points, maxima)
        return np.where(labels, at, -1)

    if isinstance(prepared, Adjustable):
        modes = passable(prepared, modes, lambda points, maxima: nearest(points, maxima)[0])
    return weighed(prepared.log_density, modes, regions)


def too_large(prepared: Prepared, guesses: Explorer) -> str:
    """Return the reason why a search before sampling would take too long; "" if there is none."""
    levels = guesses.levels(prepared)
    population_size = prepared.dimension if levels is None else len(levels.others)
    for count, most in ((population_size, _MOST_OTHERS), (prepared.dimension, _MOST_DIMENSIONS)):
        if count > most:
            return (
                f"the model has {count} parameters, and brm() searches for modes in models of "
                f"up to {most} (find_modes(fit) searches)"
            )
    return entangled(prepared, guesses)


def entangled(prepared: Prepared, guesses: Explorer) -> str:
    """Return the reason why the levels of groups cannot be integrated out; "" if there is none."""
    levels = guesses.levels(prepared)
    if levels is None:
        return ""
    if levels.width > MOST:
        return (
            f"{levels.width} group-level effects depend on each other, given the other "
            f"parameters (crossed factors), and at most {MOST} such effects can be integrated "
            "out"
        )
    point = 0.3 * np.random.default_rng(1).normal(size=prepared.dimension)
    if np.isfinite(prepared.log_density(point)[0]) and not levels.separate(
        prepared.log_density, point
    ):
        return "the effects of different levels depend on each other, given the other parameters"
    return ""


def _explored(
    prepared: Prepared, guesses: Explorer, budget: int, most: int, part: Part | None
) -> Modes | None:
    modes = _searched(prepared if part is None else part.prepared, guesses, budget, most)
    if modes is None:
        return None
    if part is not None:
        modes = _on_all_rows(prepared, guesses, modes, part.share)
    bounded = without_runaways(modes, lambda optimum: guesses.runs_away(prepared, optimum, budget))
    return joined(prepared.log_density, bounded)


def _on_all_rows(
    prepared: Prepared, guesses: Explorer, modes_of_sample: Modes, share: float
) -> Modes:
    """Return the modes on all rows to which the optima of a sample of the rows lead."""
    order = sorted(range(len(modes_of_sample.modes)), key=lambda at: at != modes_of_sample.first)
    starts = [modes_of_sample.modes[at].point for at in order] + [
        o.point for o in modes_of_sample.lost
    ]
    gradients_used = int(np.ceil(share * modes_of_sample.gradients))
    if not starts:
        return replace(modes_of_sample, gradients=gradients_used)
    exchangeable = guesses.interchangeable(prepared.constrain(starts[0]))
    # The spread of the posterior decreases with the square root of the number of rows.
    spread = [np.sqrt(share * (m.factor**2).sum(axis=1)) for m in modes_of_sample.modes[:1]]
    levels = guesses.levels(prepared)
    surface: Surface = Joint(prepared.log_density, *spread)
    if levels is not None:
        surface = Marginal(prepared.log_density, levels)
    modes_of_all = search(
        surface, starts, lambda u: guesses.memberships(prepared.constrain(u)), exchangeable, _ENOUGH
    )
    first = modes_of_all.first if modes_of_sample.first is not None else None
    return replace(
        modes_of_all,
        first=first,
        searches=modes_of_sample.searches,
        gradients=modes_of_all.gradients + gradients_used,
    )


def _searched(prepared: Prepared, guesses: Explorer, budget: int, most: int) -> Modes | None:
    first = best_guess(prepared, guesses)
    if first is None:
        return None
    point = middle_at(prepared, first)
    exchangeable = guesses.interchangeable(prepared.constrain(point))

    def starts() -> Iterator[np.ndarray]:
        yield point
        for values in guesses.elsewhere(exchangeable):
            try:
                start = middle_at(prepared, values)
            except PybrmsError:
                continue
            if np.isfinite(prepared.log_density(start)[0]):
                yield start

    levels = guesses.levels(prepared)
    scales, scale_gradients = (
        units(prepared.log_density, point) if guesses.unusual_units() else (1.0, 0)
    )
    surface: Surface = Joint(prepared.log_density, scales)
    moves: Moves = _Regroupings(prepared, guesses)
    if levels is not None:
        surface = Marginal(prepared.log_density, levels)
        moves = _Exchanges(prepared, guesses, surface)
    modes = search(
        surface, starts(),
        lambda u: guesses.memberships(prepared.constrain(u)), exchangeable, budget, most, moves,
    )  # fmt: skip
    return replace(modes, gradients=modes.gradients + scale_gradients)


@dataclass(frozen=True, eq=False)
class _Regroupings:
    """Moves of the search that assign some rows to other components.

    One component is emptied and another one is split, a part of a component goes to another one, or
    the differences of two optima from a third one are combined.
    """

    prepared: Prepared
    guesses: Explorer
    optima: list[Cells] = field(default_factory=list)

    def __call__(self, point: np.ndarray) -> tuple[list[np.ndarray], int]:
        """Return the points with the highest densities of each kind, and the gradients."""
        cells = self.prepared.constrain(point)
        self.optima.append(cells)
        kinds = [
            self._highest(self.guesses.combined(self.optima[-_COMBINED:])),
            self._highest(self.guesses.transferred(cells)),
            self._highest(self.guesses.split(cells)),
        ]
        points = [point_of_kind for points_of_kind, _ in kinds for point_of_kind in points_of_kind]
        return points, sum(gradients for _, gradients in kinds)

    def _highest(self, proposals: Iterator[Values]) -> tuple[list[np.ndarray], int]:
        ranked: list[tuple[float, np.ndarray]] = []
        for values in proposals:
            try:
                start = middle_at(self.prepared, values)
            except PybrmsError:
                continue
            ranked.append((self.prepared.log_density(start)[0], start))
        ranked.sort(key=lambda pair: -pair[0])
        return [start for value, start in ranked[:_EACH] if np.isfinite(value)], len(ranked)


@dataclass(frozen=True, eq=False)
class _Exchanges:
    """Moves of the search that exchange the labels of two components in one level of a group."""

    prepared: Prepared
    guesses: Explorer
    surface: Marginal

    def __call__(self, point: np.ndarray) -> tuple[list[np.ndarray], int]:
        """Return points near other optima of the levels, and the number of gradients."""
        alternatives: list[np.ndarray] = []
        gradients_used = 0
        cells = self.prepared.constrain(point)
        cell_values = {name: np.asarray(cells[name]) for name in self.prepared.parameters}
        for values in self.guesses.exchanged(cells):
            try:
                exchanged = self.prepared.unconstrain(
                    {**cell_values, **shaped_as(values, cell_values)}
                )
            except PybrmsError:
                continue
            points, gradients = self.surface.alternatives(point, exchanged, _BELOW, _EACH)
            alternatives += points
            gradients_used += gradients
        return alternatives, gradients_used


def optima(prepared: Prepared, modes: Modes) -> Optima:
    """Return the modes as values of the variables of the program."""
    return Optima(
        [prepared.constrain(m.point) for m in modes.modes], modes.masses,
        np.array([m.value for m in modes.modes]), modes.searches, modes.gradients,
        modes.without_mass,
        [
            SideOptimum(at, prepared.constrain(m.point), m.value)
            for at, mode in enumerate(modes.modes) for m in mode.side
        ],
    )  # fmt: skip


def spread(
    prepared: Prepared, modes: Modes, points: np.ndarray, settings: Settings
) -> tuple[np.ndarray, list[Mode], bool]:
    """Return starting points in all modes with mass.

    Each mode with more than 1 % of the mass gets a chain, in decreasing order of mass. Each further
    chain goes to the mode with the largest mass per chain. The mode of chain k does not depend on
    the number of chains.

    Returns:
        The points, (chains, dimension), the mode of each chain, and whether the points are new.
        They are ``points`` if the only mode with mass is the mode that the best guess leads to, or
        if the best guess leads to no mode and the highest optimum has an unknown mass. In the
        latter case there are no modes of chains.
    """
    masses = modes.masses
    positions = np.flatnonzero(masses > MATTERS)
    if not len(positions) or (modes.first is None and modes.higher):
        return points, [], False
    if len(positions) == 1 and modes.first == positions[0]:
        return points, [modes.modes[positions[0]]] * len(points), False
    counts = np.zeros(len(positions))
    start_modes = []
    for _ in range(len(points)):
        free = np.flatnonzero(counts == 0)
        at = free[0] if len(free) else int(np.argmax(masses[positions] / (counts + 1)))
        counts[at] += 1
        start_modes.append(modes.modes[positions[at]])
    near = [_near(prepared, mode, settings, chain) for chain, mode in enumerate(start_modes)]
    return np.array(near), start_modes, True


def _near(prepared: Prepared, mode: Mode, settings: Settings, chain: int) -> np.ndarray:
    """Return a point close to a mode with a finite density."""
    rng = np.random.default_rng([settings.seed or 0, chain, 5])
    away = _NEAR * mode.factor @ rng.normal(size=mode.factor.shape[1])
    point = np.asarray(mode.point + away)
    return point if np.isfinite(prepared.log_density(point)[0]) else mode.point
