"""Adaptation of metric and step size in the first part of the warm-up, for all chains together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from pybrms_mix.model.tuning import Tuning
from pybrms_mix.stan.engines.protocol import Adjustable
from pybrms_mix.stan.engines.settings import Settings
from pybrms_mix.stan.prepare.step import stepped

_POOLED = 2  # the number of chains whose draws adapt the tuning
_SHARES = (1.0, 0.5, 0.0)  # the shares of the correlations in the metrics that are tried
_STRONG = 0.65  # the correlation above which correlations are strong
_FEW = 0.005  # the largest share of rejected transitions if correlations are strong
_SOME = 0.015  # the largest share of rejected transitions otherwise
# the share of rejected transitions above which even half of the correlations are too many
_MANY = 0.04
# the largest share of rejected transitions with the final tuning, if correlations are strong: where
# a tail has a high curvature, chains with a longer step seldom enter it
_FEWEST = 0.002
_DIVERGENT = 0.002  # the largest share of divergent transitions of a suitable tuning
_SKEWED = 0.9  # the absolute skewness of a parameter above which it has a long tail
_HOPELESS = 0.1  # the share of divergent transitions above which no tuning is suitable
_PARTS_OF_CHECK = 3  # parts of the check of a chain in a mode of its own
_SHORTER = 0.75  # factor of the step size after a window with too many rejected transitions
_SLIGHTLY = 0.87  # the same if correlations are weak and no transition is divergent
_DEPENDENT = 5  # draws that hold as much information as an independent draw
_PRIOR_DRAWS = 2.0  # weight of the previous metric, in draws per dimension


@dataclass(frozen=True, eq=False)
class Windows:
    """The result of the first part of the warm-up.

    Attributes:
        tuning: the metric and the step size for the iterations that follow.
        points: the ends of the chains, shape (chains, dimension).
        gradients: the number of gradients that were computed.
        done: the number of iterations of each chain.
        suits: whether the tuning is suitable for the iterations that follow.
    """

    tuning: Tuning
    points: np.ndarray
    gradients: int
    done: int
    suits: bool = True


def windows(
    prepared: Adjustable,
    starts: np.ndarray,
    tuning: Tuning,
    lengths: Sequence[int],
    settings: Settings,
    seed: int,
    *,
    last: int = 0,
) -> Windows:
    """Run the chains for a few windows; after each of them improve the metric and the step size.

    The metric is the covariance of the draws so far. If a parameter has a long tail, its
    correlations in the tail differ from those elsewhere, and chains stick where a metric with the
    correlations of all draws is too long. If such a parameter has strong correlations, the
    correlations in the metric are therefore halved, and the step size is found for a higher
    acceptance rate. If transitions are still rejected, the step size is shortened, or the
    correlations are dropped. The adaptation ends after a window whose tuning is suitable. If this
    is the first window, and no transition diverged in the search for its step size, there is no
    last window.

    Parameters
    ----------
    prepared : Adjustable
        The program.
    starts : numpy.ndarray
        The starts of at least two chains, shape (chains, dimension). The first two chains adapt the
        tuning, so that a chain does not depend on the number of chains.
    tuning : Tuning
        The metric and the step size of the first window.
    lengths : sequence of int
        The number of iterations of each window.
    settings : Settings
        The settings of the chains.
    seed : int
        The seed of the first window.
    last : int
        The number of iterations of a last window that keeps the metric. Its step size is shortened
        if transitions are rejected or diverge with the final tuning: rejections come in bursts, and
        a posterior with some in one window may have none in the next. There are further such
        windows, as long as the step size is shortened, in place of the windows that were left out.

    Returns
    -------
    Windows
        The tuning is not suitable if many transitions diverge in the last window.
    """
    points, share, longest, is_stable = starts, _SHARES[0], np.inf, True
    first, draws, gradients, iterations = tuning.metric, np.empty((0, starts.shape[1])), 0, 0
    for at, length in enumerate(lengths):
        walk = prepared.walk(points, length, tuning, settings, seed + 100 * at)
        points, last_draws = walk.points[:, -1], walk.of(_POOLED)
        draws = np.concatenate([draws, last_draws.points.reshape(-1, starts.shape[1])])
        gradients, iterations = gradients + walk.gradients, iterations + length
        raw = weighted(draws, first, _DEPENDENT)
        part = last_draws.rejected / last_draws.accepted.size
        diverges = last_draws.divergent > _DIVERGENT * last_draws.diverged.size
        hard = share < 1 or entangled(raw, draws) > _STRONG
        suits = part <= (_FEW if hard else _SOME) and not diverges
        slight = part <= _MANY and not (hard or diverges)
        if share == 1 and hard:
            share = _SHARES[1]
        elif share < 1 and part > _MANY:
            share, longest = _SHARES[-1], np.inf
        elif not suits:
            longest = (_SLIGHTLY if slight else _SHORTER) * tuning.step
        # The covariance of few draws in many dimensions holds more noise than information.
        if share == 1 and len(draws) < _DEPENDENT * _PRIOR_DRAWS * starts.shape[1]:
            tuning = replace(tuning, step=min(tuning.step, longest))
        else:
            metric = tempered(raw, share)
            strict = settings if share == 1 else replace(settings, adapt_delta=_higher(settings))
            result = stepped(
                prepared, points[:_POOLED], metric, strict, seed + 100 * at + 50, first=tuning.step
            )
            gradients, is_stable = gradients + result.gradients, result.stable
            tuning = Tuning(metric, min(result.tuning.step, longest))
        if slight:
            last = 0 if at == 0 and is_stable else last
            break
    if last_draws.divergent > _HOPELESS * last_draws.diverged.size:
        return Windows(tuning, points, gradients, iterations, suits=False)
    run = Windows(tuning, points, gradients, iterations)
    checks = (sum(lengths) - iterations) // last + 1 if last else 0
    return _checked(prepared, run, [last] * checks, settings, seed + 90, is_hard=share < 1)


def _checked(
    prepared: Adjustable,
    run: Windows,
    lengths: Sequence[int],
    settings: Settings,
    seed: int,
    *,
    is_hard: bool,
) -> Windows:
    """Return the result of windows after checks of the step size, until one does not shorten it."""
    for at, length in enumerate(lengths):
        checked = final_check(prepared, run, length, settings, seed + at, hard=is_hard)
        is_final = checked.tuning.step == run.tuning.step
        run = checked
        if is_final:
            break
    return run


def final_check(
    prepared: Adjustable, run: Windows, count: int, settings: Settings, seed: int, *, hard: bool
) -> Windows:
    """Return the result of windows after iterations that check the final tuning.

    The step size of the final tuning comes from a short search, which seldom visits the tails.

    Parameters
    ----------
    prepared : Adjustable
        The program.
    run : Windows
        The result of the windows.
    count : int
        The number of iterations of each chain.
    settings : Settings
        The settings of the chains.
    seed : int
        The seed of the iterations.
    hard : bool
        Whether a parameter with a long tail has strong correlations.
    """
    walk = prepared.walk(run.points, count, run.tuning, settings, seed)
    draws = walk.of(_POOLED)
    part = draws.rejected / draws.accepted.size
    suits = part <= (_FEWEST if hard else _SOME) and not draws.divergent
    step = run.tuning.step * (1.0 if suits else _SHORTER)
    tuning = replace(run.tuning, step=step)
    return Windows(tuning, walk.points[:, -1], run.gradients + walk.gradients, run.done + count)


def shortened(
    prepared: Adjustable, run: Windows, count: int, settings: Settings, seed: int
) -> Windows:
    """Return the run after iterations in which the step size is shortened as often as necessary.

    A chain in a mode of its own gets a step size from a short search, which may miss the parts of
    the mode with a high curvature. The chain would then stay where it enters them.

    Parameters
    ----------
    prepared : Adjustable
        The program.
    run : Windows
        The tuning and the point of one chain or several.
    count : int
        The number of iterations of each chain. They have three parts, and the step size after a
        part is shorter if transitions were rejected or divergent in it.
    settings : Settings
        The settings of the chains.
    seed : int
        The seed of the first part.

    Returns
    -------
    Windows
        The tuning is not suitable if transitions are still rejected or divergent in the last part.
    """
    for at in range(_PARTS_OF_CHECK):
        walk = prepared.walk(run.points, count // _PARTS_OF_CHECK, run.tuning, settings, seed + at)
        rejected = walk.rejected / walk.accepted.size
        diverged = walk.divergent / walk.accepted.size
        suits = rejected <= _SOME and diverged <= _DIVERGENT
        tuning = replace(run.tuning, step=run.tuning.step * (1.0 if suits else _SHORTER))
        length = walk.accepted.shape[1]
        run = Windows(tuning, walk.points[:, -1], run.gradients + walk.gradients, run.done + length)
    return replace(run, suits=max(rejected, diverged) <= _HOPELESS)


def entangled(metric: np.ndarray, draws: np.ndarray) -> float:
    """Return the largest absolute correlation of a parameter with a long tail; 0 without any."""
    spread = np.sqrt(np.diag(metric))
    related = np.abs(metric / np.outer(spread, spread) - np.eye(len(metric))).max(axis=1)
    return float(related[np.abs(skewness(draws)) > _SKEWED].max(initial=0.0))


def skewness(draws: np.ndarray) -> np.ndarray:
    """Return the skewness of each coordinate; that of a symmetric distribution is 0."""
    away = draws - draws.mean(axis=0)
    variance = np.maximum((away**2).mean(axis=0), 1e-300)
    return np.asarray((away**3).mean(axis=0) / variance**1.5)


def tempered(metric: np.ndarray, share: float) -> np.ndarray:
    """Return a covariance matrix with its correlations multiplied by ``share``."""
    return np.asarray(share * metric + (1 - share) * np.diag(np.diag(metric)))


def weighted(draws: np.ndarray, first: np.ndarray, dependent: int) -> np.ndarray:
    """Return the covariance of ``draws``, shrunk towards the metric ``first``.

    ``dependent`` is the number of draws that hold as much information as an independent draw.
    """
    count, size = len(draws) / dependent, draws.shape[1]
    weight = count / (count + _PRIOR_DRAWS * size)
    return np.asarray(weight * np.cov(draws.T) + (1 - weight) * first)


def _higher(settings: Settings) -> float:
    """Return the acceptance rate with half as many rejections."""
    return (1 + settings.adapt_delta) / 2
