"""The choice of the coordinates in which the chains run."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pybrms_mix.stan.engines.protocol import Adjustable, Prepared, Starts
from pybrms_mix.stan.engines.settings import Settings
from pybrms_mix.stan.explore import Explorer
from pybrms_mix.stan.prepare.level_parts import Levels
from pybrms_mix.stan.prepare.located import Locatable, Relocated, relocated
from pybrms_mix.stan.prepare.rewritten import Rewritable, rewritten
from pybrms_mix.stan.starts import Guesses, Inits, OfResponses

SHORT = 100
"""Iterations of warm-up below which only Stan adapts."""


@dataclass(frozen=True, eq=False)
class Others:
    """The programs with other coordinates than the shown one.

    Attributes:
        locatable: the program with other coordinates of levels of groups; None without one.
        rewritable: the program with other coordinates of single parameters; None without one.
    """

    locatable: Locatable | None = None
    rewritable: Rewritable | None = None


AS_SHOWN = Others()
"""No other programs: the chains run in the program that is shown."""


def in_other_coordinates(
    prepared: Prepared,
    inits: Inits,
    points: Starts,
    settings: Settings,
    others: Others,
    levels: Levels | None,
) -> tuple[Relocated | None, int]:
    """Return the program in which the chains run, None for ``prepared``, and the gradients."""
    location = others.locatable
    located, pilot_gradients = _relocated(prepared, inits, points, settings, location, levels)
    if others.rewritable is None or not may_plan(prepared, inits, points, settings):
        return located, pilot_gradients
    base, starts = (prepared, points) if located is None else (located.prepared, located.starts)
    assert isinstance(starts, np.ndarray)
    relocation, checks = rewritten(base, starts, others.rewritable, located=located is not None)
    in_both = located if relocation is None else relocation.after(located)
    return in_both, pilot_gradients + checks


def _relocated(
    prepared: Prepared,
    inits: Inits,
    points: Starts,
    settings: Settings,
    locatable: Locatable | None,
    levels: Levels | None,
) -> tuple[Relocated | None, int]:
    """Return the program in located coordinates, None if it is not used, and the gradients."""
    if locatable is None or levels is None or not isinstance(points, np.ndarray):
        return None, 0
    former = settings.tuning
    unusual = isinstance(inits, OfResponses) and inits.unusual_units()
    if unusual or (former is not None and not former.located):
        return None, 0
    return relocated(prepared, points, settings, locatable, levels)


def levels_used(
    prepared: Prepared, inits: Inits, points: Starts, settings: Settings
) -> Levels | None:
    """Return the coordinates of the levels of groups, if metric and warm-up are chosen here."""
    if not (may_plan(prepared, inits, points, settings) and isinstance(inits, Explorer)):
        return None
    return inits.levels(prepared)


def may_plan(prepared: Prepared, inits: Inits, points: Starts, settings: Settings) -> bool:
    """Return whether metric and warm-up may be chosen here.

    Stan alone adapts the chains if the user gave starting values, or if the run is very short.
    """
    ours = isinstance(inits, Guesses) and isinstance(points, np.ndarray)
    return ours and is_long(settings) and isinstance(prepared, Adjustable)


def is_long(settings: Settings) -> bool:
    """Return whether a run is long enough for searches and checks before it."""
    return settings.warmup == "auto" or settings.discarded >= SHORT
