"""The step size of the leapfrog integrator that a given acceptance rate asks for."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from pybrms_mix.model.tuning import Tuning
from pybrms_mix.stan.engines.protocol import Adjustable
from pybrms_mix.stan.engines.settings import Settings

_ROUNDS = 4
_TRANSITIONS = 12  # of each chain and round
_FIRST = 1.5  # step for one dimension; it falls with the fourth root of the dimension
_FAR = 4.0  # the largest factor between the steps of two rounds
_BOUNDS = (0.02, 0.995)  # acceptance rates that still say something of the step


@dataclass(frozen=True, eq=False)
class Stepped:
    """What the search for a step size found.

    Attributes:
        tuning: metric and step size.
        points: where its chains ended, shape (chains, dimension).
        visited: draws of all chains and rounds in the order of time, shape (count, dimension).
        gradients: the number of gradients that it took.
        divergent: the number of transitions that diverged in the last round.
    """

    tuning: Tuning
    points: np.ndarray
    visited: np.ndarray
    gradients: int
    divergent: int


def stepped(
    prepared: Adjustable,
    points: np.ndarray,
    metric: np.ndarray,
    settings: Settings,
    seed: int,
    rounds: int = _ROUNDS,
    first: float | None = None,
) -> Stepped:
    """Search for the step size at which NUTS accepts as often as ``adapt_delta`` asks.

    With a metric that fits, the error of the energy has a standard deviation that is proportional
    to the square of the step, and the acceptance rate is 2 Phi(-sd / 2) (Neal, 2011). A few
    transitions at fixed steps estimate the factor; the rounds are weighed by their closeness to
    the end, since the law is exact only for small steps.

    Parameters
    ----------
    prepared : Adjustable
        The program.
    points : numpy.ndarray
        Where the chains of the search begin, shape (chains, dimension).
    metric : numpy.ndarray
        The inverse metric: variances, or a covariance matrix.
    settings : Settings
        Their ``adapt_delta`` and ``max_treedepth`` hold here too.
    seed : int
        Of the first round; later rounds take the numbers after it.
    rounds : int
        The number of rounds.
    first : float or None
        The step of the first round; None takes one that the dimension suggests.
    """
    step = _FIRST * points.shape[1] ** -0.25 if first is None else first
    target = _deviation(settings.adapt_delta)
    factors: list[float] = []
    visited: list[np.ndarray] = []
    gradients = divergent = 0
    for at in range(rounds):
        walk = prepared.walk(points, _TRANSITIONS, Tuning(metric, step), settings, seed + at)
        points = walk.points[:, -1]
        visited.append(walk.points.swapaxes(0, 1).reshape(-1, points.shape[1]))
        gradients += walk.gradients
        divergent = walk.divergent
        rate = float(np.clip(walk.acceptance, *_BOUNDS))
        factors.append(_deviation(rate) / step**2)
        # The first round may have walked in from afar.
        weights = np.arange(1, len(factors) + 1) ** 2 if len(factors) > 1 else [1]
        factor = float(np.average(factors, weights=weights))
        step *= float(np.clip(np.sqrt(target / factor) / step, 1 / _FAR, _FAR))
    return Stepped(Tuning(metric, step), points, np.concatenate(visited), gradients, divergent)


def _deviation(rate: float) -> float:
    """Return the standard deviation of the energy's error at an acceptance rate."""
    return -2 * NormalDist().inv_cdf(rate / 2)
