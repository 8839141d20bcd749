"""Whether ranks are uniform: their distribution function, with bands that hold everywhere."""

from __future__ import annotations

from functools import cache

import numpy as np

from pybrms_mix.lazy import stats

_SIMULATED = 2000


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
    at = np.arange(1, largest + 2) / (largest + 1)
    rng = np.random.default_rng(1)
    ranks = rng.integers(0, largest + 1, (_SIMULATED, count))
    counts = np.stack([np.bincount(r, minlength=largest + 1) for r in ranks])
    cumulated = np.cumsum(counts, axis=1)
    low = stats.binom.cdf(cumulated, count, at)
    high = stats.binom.sf(cumulated - 1, count, at)
    extreme = 2 * np.minimum(low, high)[:, :-1].min(axis=1)
    level = float(np.quantile(extreme, 1 - prob))
    lower = stats.binom.ppf(level / 2, count, at) / count
    upper = stats.binom.ppf(1 - level / 2, count, at) / count
    return np.asarray(lower), np.asarray(upper)


def outside(ranks: np.ndarray, largest: int, prob: float = 0.95) -> bool:
    """Return whether the ranks are not uniform: their distribution function leaves its bands."""
    lower, upper = bands(len(ranks), largest, prob)
    found = ecdf(ranks, largest)
    return bool(((found < lower - 1e-9) | (found > upper + 1e-9)).any())
