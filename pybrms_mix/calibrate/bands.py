"""Test whether ranks are uniform, by their ECDF and simultaneous confidence bands."""

from __future__ import annotations

from functools import cache

import numpy as np

from pybrms_mix.base.lazy import stats

_SIMULATED = 10_000
_AT_ONCE = 500


def ecdf(ranks: np.ndarray, largest: int) -> np.ndarray:
    """Return the ECDF of ``ranks`` at 0, 1, ..., ``largest``, shape (largest + 1,)."""
    counts = np.bincount(np.asarray(ranks, dtype=int), minlength=largest + 1)
    return np.asarray(np.cumsum(counts) / len(ranks))


@cache
def bands(count: int, largest: int, prob: float = 0.95) -> tuple[np.ndarray, np.ndarray]:
    """Return simultaneous bands that contain the ECDF of uniform ranks with probability ``prob``.

    The ``count`` ranks are uniform on 0, ..., ``largest``. The result is (lower, upper), each of
    shape (largest + 1,).

    Source: Saeilynoja, Buerkner and Vehtari (2022), section 2.2. The bands are pointwise binomial
    bands whose level is adjusted by simulation so that they hold simultaneously.

    >>> lower, upper = bands(100, 19)
    >>> bool((lower <= upper).all()), float(upper[-1])
    (True, 1.0)
    """
    tails, extreme = _reference(count, largest)
    # At most a proportion 1 - prob of the simulated ECDFs leaves the band at this level, also with
    # ties.
    level = float(np.quantile(extreme, 1 - prob, method="lower"))
    inside = tails >= level
    lower = np.argmax(inside, axis=0) / count
    upper = (count - np.argmax(inside[::-1], axis=0)) / count
    return lower, upper


@cache
def _reference(count: int, largest: int) -> tuple[np.ndarray, np.ndarray]:
    """Return pointwise tail probabilities, and the simulated minima of the tail probabilities.

    The tail probabilities of each count at each rank have shape (count + 1, largest + 1). The
    minimum over ranks for each simulated ECDF has shape (simulations,).
    """
    at = np.arange(1, largest + 2) / (largest + 1)
    counts = np.arange(count + 1)[:, None]
    below = stats.binom.cdf(counts, count, at)
    above = stats.binom.sf(counts - 1, count, at)
    tails = np.minimum(2 * np.minimum(below, above), 1.0)
    rng = np.random.default_rng(1)
    extreme = [
        tails[cumulated, np.arange(largest + 1)].min(axis=1)
        for cumulated in (_uniform(rng, count, largest) for _ in range(_SIMULATED // _AT_ONCE))
    ]
    return tails, np.concatenate(extreme)


def _uniform(rng: np.random.Generator, count: int, largest: int) -> np.ndarray:
    """Return cumulative counts of simulated uniform ranks, shape (_AT_ONCE, largest + 1)."""
    ranks = rng.integers(0, largest + 1, (_AT_ONCE, count))
    offset = np.arange(_AT_ONCE)[:, None] * (largest + 1)
    counts = np.bincount((ranks + offset).reshape(-1), minlength=_AT_ONCE * (largest + 1))
    return np.asarray(np.cumsum(counts.reshape(_AT_ONCE, -1), axis=1))


def outside(ranks: np.ndarray, largest: int, prob: float = 0.95) -> bool:
    """Return whether the ECDF of the ranks leaves its bands, so that the ranks are not uniform."""
    lower, upper = bands(len(ranks), largest, prob)
    curve = ecdf(ranks, largest)
    return bool(((curve < lower - 1e-9) | (curve > upper + 1e-9)).any())
