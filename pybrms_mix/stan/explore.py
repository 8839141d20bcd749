"""The search for modes of a program's density, and chains that start in those that matter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol, runtime_checkable

import numpy as np

from pybrms_mix.base.errors import PybrmsError
from pybrms_mix.model.draws import Optima
from pybrms_mix.stan.engines.protocol import Prepared
from pybrms_mix.stan.engines.settings import Settings
from pybrms_mix.stan.prepare.mode_masses import Mode, Modes, search
from pybrms_mix.stan.starts import Guesses, Values, best_guess, middle_at

_MATTERS = 0.01  # mass of a mode that gets a chain
_NEAR = 0.5  # standard deviations between a mode and the starts of its chains


@runtime_checkable
class Explorer(Guesses, Protocol):
    """A guess that proposes where other modes may lie, and tells modes apart."""

    def elsewhere(self, same: np.ndarray) -> Iterator[Values]:
        """Yield sets of values near which other modes may lie, given ``interchangeable()``."""

    def memberships(self, cells: Mapping[str, np.ndarray]) -> np.ndarray:
        """Return the probabilities of the components at one draw: (rows, K)."""

    def interchangeable(self, cells: Mapping[str, np.ndarray]) -> np.ndarray:
        """Return which components may change places: (K, K)."""


def explore(prepared: Prepared, guesses: Explorer, budget: int) -> Modes | None:
    """Search for the modes of a program from the best guess first, then from elsewhere.

    Returns:
        None where no guess has a finite density.
    """
    first = best_guess(prepared, guesses)
    if first is None:
        return None
    point = middle_at(prepared, first)
    same = guesses.interchangeable(prepared.constrain(point))

    def starts() -> Iterator[np.ndarray]:
        yield point
        for values in guesses.elsewhere(same):
            try:
                start = middle_at(prepared, values)
            except PybrmsError:
                continue
            if np.isfinite(prepared.log_density(start)[0]):
                yield start

    return search(
        prepared.log_density, starts(),
        lambda u: guesses.memberships(prepared.constrain(u)), same, budget,
    )  # fmt: skip


def optima(prepared: Prepared, modes: Modes) -> Optima:
    """Return the modes in the program's variables."""
    return Optima(
        [prepared.constrain(m.point) for m in modes.modes], modes.masses,
        np.array([m.value for m in modes.modes]), modes.searches, modes.gradients,
        modes.without_mass,
    )  # fmt: skip


def spread(
    prepared: Prepared, modes: Modes, points: np.ndarray, settings: Settings
) -> np.ndarray | None:
    """Return starts of the chains in all modes that matter, (chains, dimension).

    Each mode that holds more than 1 % gets a chain, the one of the largest mass first; further
    chains go where the mass for each chain is largest. The mode of chain k does not depend on the
    number of chains.

    Returns:
        None where the chains may stay at ``points``: the only mode that matters is that to which
        the best guess leads; or the guess leads to none of them, and an optimum whose mass is not
        known is higher than all.
    """
    masses = modes.masses
    kept = np.flatnonzero(masses > _MATTERS)
    if not len(kept) or (modes.first is None and modes.higher_without_mass):
        return None
    if len(kept) == 1 and modes.first == kept[0]:
        return None
    counts = np.zeros(len(kept))
    found = []
    for chain in range(len(points)):
        free = np.flatnonzero(counts == 0)
        at = free[0] if len(free) else int(np.argmax(masses[kept] / (counts + 1)))
        counts[at] += 1
        found.append(_near(prepared, modes.modes[kept[at]], settings, chain))
    return np.array(found)


def _near(prepared: Prepared, mode: Mode, settings: Settings, chain: int) -> np.ndarray:
    """Return a point close to a mode, at which the density is finite."""
    rng = np.random.default_rng([settings.seed or 0, chain, 5])
    away = _NEAR * mode.factor @ rng.normal(size=mode.point.size)
    point = np.asarray(mode.point + away)
    return point if np.isfinite(prepared.log_density(point)[0]) else mode.point
