"""Reuse of the metric and step size of an earlier fit, with a check that they are suitable."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from pybrms_mix.model.tuning import Tuning
from pybrms_mix.stan.engines.protocol import Adjustable
from pybrms_mix.stan.engines.settings import Settings
from pybrms_mix.stan.prepare.laplace import Laplace, centred
from pybrms_mix.stan.prepare.optimum import Optimum
from pybrms_mix.stan.prepare.step import stepped

_CHAINS = 4  # the number of chains that try the tuning
_ROUNDS = 2  # rounds from a start outside the posterior; one round is enough from a draw
# the ratio of step sizes up to which the given step size is kept: the error of a short run
_NEAR = 1.2
_OFF = 2.0  # the ratio of the given and the required step size above which the tuning is not used


@dataclass(frozen=True, eq=False)
class Tried:
    """The result of a trial of the tuning of an earlier fit.

    Attributes:
        tuning: the tuning with the step size for this posterior; None if the tuning is not
            suitable.
        laplace: the normal approximation with the given metric, if it was computed.
        gradients: the number of gradients that the trial required.
    """

    tuning: Tuning | None
    laplace: Laplace | None
    gradients: int


def at_mode(
    prepared: Adjustable, optimum: Optimum, settings: Settings, rng: np.random.Generator
) -> Tried:
    """Try the tuning on a posterior that should be nearly normal around ``optimum``.

    The tuning is suitable if the log density falls from the mode like a normal density with that
    covariance, and if a short run has no divergent transitions and requires a similar step size.
    """
    former = settings.tuning
    if former is None or not former.normal or len(former.metric) != prepared.dimension:
        return Tried(None, None, 0)
    laplace = centred(prepared.log_density, optimum, former.metric, rng)
    evaluations = laplace.evaluations - optimum.evaluations
    if not laplace.follows:
        return Tried(None, None, evaluations)
    points = laplace.starts(prepared.log_density, rng, _CHAINS)
    tuning, more = _run(prepared, points, settings, former, rng, 1)
    return Tried(tuning, laplace, evaluations + _CHAINS + more)


def at_start(prepared: Adjustable, start: np.ndarray, settings: Settings) -> Tried:
    """Try the tuning of a posterior that is not nearly normal, from the start of a chain."""
    former = settings.tuning
    if former is None or former.normal or len(former.metric) != prepared.dimension:
        return Tried(None, None, 0)
    rng = np.random.default_rng([settings.seed or 0, 5])
    points = np.repeat(start[None], _CHAINS, axis=0)
    tuning, evaluations = _run(prepared, points, settings, former, rng, _ROUNDS)
    return Tried(tuning, None, evaluations)


def _run(
    prepared: Adjustable,
    points: np.ndarray,
    settings: Settings,
    former: Tuning,
    rng: np.random.Generator,
    rounds: int,
) -> tuple[Tuning | None, int]:
    """Return the tuning with a corrected step size, or None, and the number of gradients."""
    result = stepped(
        prepared, points, former.metric, settings, int(rng.integers(2**30)), rounds, former.step,
        normal=former.normal,
    )  # fmt: skip
    ratio = result.tuning.step / former.step
    if result.divergent or not 1 / _OFF < ratio < _OFF:
        return None, result.gradients
    step = former.step if 1 / _NEAR < ratio < _NEAR else result.tuning.step
    return replace(former, step=step), result.gradients
