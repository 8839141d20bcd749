"""Metric and step size of an earlier fit: whether they suit a posterior."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pybrms_mix.model.tuning import Tuning
from pybrms_mix.stan.engines.protocol import Adjustable
from pybrms_mix.stan.engines.settings import Settings
from pybrms_mix.stan.prepare.laplace import Laplace, centred
from pybrms_mix.stan.prepare.optimum import Optimum
from pybrms_mix.stan.prepare.step import stepped

_CHAINS = 4  # that try the tuning
_ROUNDS = 2  # from a start that is not yet a draw of the posterior; from a draw one is enough
_NEAR = 1.2  # factor within the error of so short a run: the given step stays
_OFF = 2.0  # factor between the given step and the one that the acceptance rate asks for


@dataclass(frozen=True, eq=False)
class Tried:
    """What came of trying the tuning of an earlier fit.

    Attributes:
        tuning: with the step that this posterior asks for; None if the tuning does not suit.
        laplace: the normal approximation with its metric, where that was tried.
        gradients: the number of gradients that it took.
    """

    tuning: Tuning | None
    laplace: Laplace | None
    gradients: int


def at_mode(
    prepared: Adjustable, optimum: Optimum, settings: Settings, rng: np.random.Generator
) -> Tried:
    """Try the tuning on a posterior that should be nearly normal around ``optimum``.

    It suits if the log density falls from the mode as a normal density of that covariance does,
    and a short run neither diverges nor asks for a very different step.
    """
    given = settings.tuning
    if given is None or not given.normal or len(given.metric) != prepared.dimension:
        return Tried(None, None, 0)
    made = centred(prepared.log_density, optimum, given.metric, rng)
    used = made.evaluations - optimum.evaluations
    if not made.follows:
        return Tried(None, None, used)
    tuning, more = _run(prepared, made.draws(rng, _CHAINS), settings, given, rng, 1)
    return Tried(tuning, made, used + more)


def at_start(prepared: Adjustable, start: np.ndarray, settings: Settings) -> Tried:
    """Try the tuning of a posterior that is not nearly normal, from where a chain would start."""
    given = settings.tuning
    if given is None or given.normal or len(given.metric) != prepared.dimension:
        return Tried(None, None, 0)
    rng = np.random.default_rng([settings.seed or 0, 5])
    points = np.repeat(start[None], _CHAINS, axis=0)
    tuning, used = _run(prepared, points, settings, given, rng, _ROUNDS)
    return Tried(tuning, None, used)


def _run(
    prepared: Adjustable,
    points: np.ndarray,
    settings: Settings,
    given: Tuning,
    rng: np.random.Generator,
    rounds: int,
) -> tuple[Tuning | None, int]:
    """Return the tuning with the step corrected, or None; and the gradients that it took."""
    found = stepped(
        prepared, points, given.metric, settings, int(rng.integers(2**30)), rounds, given.step
    )
    asked = found.tuning.step / given.step
    if found.divergent or not 1 / _OFF < asked < _OFF:
        return None, found.gradients
    step = given.step if 1 / _NEAR < asked < _NEAR else found.tuning.step
    return Tuning(given.metric, step, given.normal), found.gradients
