"""Whether ranks are uniform: their distribution function, with bands that hold everywhere."""

from __future__ import annotations

from functools import cache

import numpy as np

from pybrms_mix.base.lazy import stats

_SIMULATED = 10_000
_AT_ONCE = 500


def ecdf(ranks: np.ndarray, largest: int) -> np.ndarray:
    """Return the share of ``ranks`` that are at most 0, 1, ..., ``largest``: (largest + 1,)."""
    counts = np.bincount(np.asarray(ranks, dtype=int), minlength=largest + 1)
    return np.asarray(np.cumsum(counts) / len(ranks))


@cache
def bands(count: int, largest: int, prob: float = 0.95) -> tuple[np.ndarray, np.ndarray]:
    """Return the bounds within which ``ecdf`` lies with probability ``prob``, everywhere at once.

    For ``count`` ranks that are uniform on 0, ..., ``largest``: (lower, upper), each
    (largest + 1,).

    Source: Saeilynoja, Buerkner and Vehtari (2022), section 2.2: pointwise binomial bands at the
    level that holds simultaneously, found by simulation.

    >>> lower, upper = bands(100, 19)
    >>> bool((lower <= upper).all()), float(upper[-1])
    (True, 1.0)
    """
    tails, extreme = _reference(count, largest)
    # A band at this level is left by no more than 1 - prob of the simulated ones, ties or not.
    level = float(np.quantile(extreme, 1 - prob, method="lower"))
    inside = tails >= level
    lower = np.argmax(inside, axis=0) / count
    upper = (count - np.argmax(inside[::-1], axis=0)) / count
    return lower, upper


@cache
def _reference(count: int, largest: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the tail probability of each number of ranks up to each, and simulated least ones.

    The former is (count + 1, largest + 1), the latter (simulations,).
    """
    at = np.arange(1, largest + 2) / (largest + 1)
    found = np.arange(count + 1)[:, None]
    below = stats.binom.cdf(found, count, at)
    above = stats.binom.sf(found - 1, count, at)
    tails = np.minimum(2 * np.minimum(below, above), 1.0)
    rng = np.random.default_rng(1)
    extreme = [
        tails[cumulated, np.arange(largest + 1)].min(axis=1)
        for cumulated in (_uniform(rng, count, largest) for _ in range(_SIMULATED // _AT_ONCE))
    ]
    return tails, np.concatenate(extreme)


def _uniform(rng: np.random.Generator, count: int, largest: int) -> np.ndarray:
    """Return how many of ``count`` uniform ranks are up to each: (_AT_ONCE, largest + 1)."""
    ranks = rng.integers(0, largest + 1, (_AT_ONCE, count))
    offset = np.arange(_AT_ONCE)[:, None] * (largest + 1)
    counts = np.bincount((ranks + offset).reshape(-1), minlength=_AT_ONCE * (largest + 1))
    return np.asarray(np.cumsum(counts.reshape(_AT_ONCE, -1), axis=1))


def outside(ranks: np.ndarray, largest: int, prob: float = 0.95) -> bool:
    """Return whether the ranks are not uniform: their distribution function leaves its bands."""
    lower, upper = bands(len(ranks), largest, prob)
    found = ecdf(ranks, largest)
    return bool(((found < lower - 1e-9) | (found > upper + 1e-9)).any())
