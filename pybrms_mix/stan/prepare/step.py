"""The step size of the leapfrog integrator for a given acceptance rate."""

from __future__ import annotations

from dataclasses import dataclass, replace
from statistics import NormalDist

import numpy as np

from pybrms_mix.model.tuning import HALF_PERIOD, Tuning, depth_of_half_period
from pybrms_mix.stan.engines.protocol import Adjustable
from pybrms_mix.stan.engines.settings import Settings

_ROUNDS = 4
_TRANSITIONS = 12  # transitions of each chain in a round
_FIRST = 1.5  # step size for one dimension; it decreases with the fourth root of the dimension
_NEAR = 1.15  # the ratio of step sizes that is within twice the error of a round
_FAR = 4.0  # the largest ratio of the step sizes of two rounds
_BOUNDS = (0.02, 0.995)  # acceptance rates that are informative about the step size
_STABLE = 0.75  # the part of a step size with divergent transitions that may be stable
_STRETCHED = 1.1  # the largest factor by which a step may be longer if this saves a doubling


@dataclass(frozen=True, eq=False)
class Stepped:
    """The result of the search for a step size.

    Attributes:
        tuning: the metric and the step size.
        points: the ends of the chains, shape (chains, dimension).
        visited: the draws of all chains and rounds in order of time, shape (count, dimension).
        gradients: the number of gradients that the search required.
        divergent: the number of divergent transitions in the last round.
        stable: whether no transition diverged after the first round.
    """

    tuning: Tuning
    points: np.ndarray
    visited: np.ndarray
    gradients: int
    divergent: int
    stable: bool = True


def stepped(
    prepared: Adjustable,
    points: np.ndarray,
    metric: np.ndarray,
    settings: Settings,
    seed: int,
    rounds: int = _ROUNDS,
    first: float | None = None,
    *,
    normal: bool = False,
    close: bool = False,
) -> Stepped:
    """Search for the step size at which the acceptance rate of NUTS is ``adapt_delta``.

    With a suitable metric, the standard deviation sd of the energy error is proportional to the
    square of the step size, and the acceptance rate is 2 Phi(-sd / 2) (Neal, 2011). A few
    transitions with fixed step sizes estimate the factor. Later rounds have larger weights, because
    the law is exact for small step sizes only and rounds approach the result. If transitions
    diverge after the first round, the step size is beyond the stability limit of the integrator in
    a part of the posterior: the result is shorter, whatever the acceptance rate.

    Parameters
    ----------
    prepared : Adjustable
        The program.
    points : numpy.ndarray
        The starts of the chains of the search, shape (chains, dimension).
    metric : numpy.ndarray
        The inverse metric: variances, or a covariance matrix.
    settings : Settings
        ``adapt_delta`` and ``max_treedepth`` are used.
    seed : int
        The seed of the first round. Later rounds use the next numbers.
    rounds : int
        The number of rounds.
    first : float or None
        The step size of the first round. With None it depends on the dimension.
    normal : bool
        Whether the posterior is nearly normal with this metric. The trajectories then end after
        about half a period (see ``half_period``), and the step size may be up to a tenth longer
        if trajectories then have half as many steps.
    close : bool
        Whether the posterior is normal for all practical purposes, and ``points`` are draws from
        it. The first round then suffices if its acceptance rate is near ``adapt_delta``.
    """
    step = _FIRST * points.shape[1] ** -0.25 if first is None else first
    target = _deviation(settings.adapt_delta)
    factors: list[float] = []
    visited: list[np.ndarray] = []
    gradients = divergent = 0
    limit = np.inf
    for at in range(rounds):
        settings_of_step = half_period(settings, step) if normal else settings
        walk = prepared.walk(
            points, _TRANSITIONS, Tuning(metric, step), settings_of_step, seed + at
        )
        points = walk.points[:, -1]
        visited.append(walk.points.swapaxes(0, 1).reshape(-1, points.shape[1]))
        gradients += walk.gradients
        divergent = walk.divergent
        if at and divergent:
            limit = min(limit, _STABLE * step)
        rate = float(np.clip(walk.acceptance, *_BOUNDS))
        factors.append(_deviation(rate) / step**2)
        # The chains of the first round may have started far from the posterior.
        weights = np.arange(1, len(factors) + 1) ** 2 if len(factors) > 1 else [1]
        factor = float(np.average(factors, weights=weights))
        change = float(np.clip(np.sqrt(target / factor) / step, 1 / _FAR, _FAR))
        if close and not at and not divergent and 1 / _NEAR < change < _NEAR:
            step *= change**0.5  # the first step size and the round have errors of equal size
            break
        step = min(step * change, limit)
    step = _stretched(step) if normal else step
    return Stepped(
        Tuning(metric, step), points, np.concatenate(visited), gradients, divergent,
        stable=bool(np.isinf(limit)),
    )  # fmt: skip


def half_period(settings: Settings, step: float) -> Settings:
    """Return the settings with trajectories of about half a period of a normal density.

    NUTS doubles a trajectory until it turns back. If a trajectory ends a little before the turn,
    another doubling takes twice the gradients, and the draws hardly depend less on each other. The
    largest depth of the tree is therefore the smallest with a trajectory of sufficient length.

    Parameters
    ----------
    settings : Settings
        The settings; their ``max_treedepth`` remains the limit.
    step : float
        The step size, for a metric with which the standard deviations are about 1.
    """
    return replace(settings, max_treedepth=min(settings.max_treedepth, depth_of_half_period(step)))


def _stretched(step: float) -> float:
    """Return a step size that is a little longer, if half a period then takes half the steps."""
    depth = depth_of_half_period(step)
    longer = HALF_PERIOD / (2 ** (depth - 1) - 1) if depth > 1 else np.inf
    return longer if longer <= _STRETCHED * step else step


def _deviation(rate: float) -> float:
    """Return the standard deviation of the energy error at an acceptance rate."""
    return -2 * NormalDist().inv_cdf(rate / 2)
