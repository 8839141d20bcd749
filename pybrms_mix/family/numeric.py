"""Small numerical functions that several families use."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

import numpy as np

from pybrms_mix.base.lazy import special
from pybrms_mix.family.base import Array, Dpars, Extra

# Types of a family's functions: at responses (log density, cdf, ccdf), the mean, the sampler.
AtResponse: TypeAlias = Callable[[Array, Dpars, Extra], Array]
Mean: TypeAlias = Callable[[Dpars, Extra], Array]
Sample: TypeAlias = Callable[[np.random.Generator, Dpars, Extra], Array]

LOG_SQRT_2PI: Final = 0.5 * float(np.log(2 * np.pi))


def mu_is_mean(d: Dpars, extra: Extra) -> Array:
    """Return ``mu``, for the families whose mean is mu."""
    return d["mu"]


def normal_log_density(y: Array, mean: Array, sd: Array) -> Array:
    """Return the normal log density. The arguments broadcast against each other."""
    # Work in place where possible: the arrays are (draws, N), and memory traffic dominates.
    z = np.asarray((y - mean) / sd)
    z *= z
    z *= -0.5
    z -= np.log(sd) + LOG_SQRT_2PI
    return z


def log1m_exp(x: Array) -> Array:
    """Return log(1 - exp(x)) for x <= 0, accurate to rounding at both ends."""
    with np.errstate(divide="ignore"):
        return np.where(x > -np.log(2.0), np.log(-np.expm1(x)), np.log1p(-np.exp(x)))


def log_choose(n: Array, k: Array) -> Array:
    """Return the log of the binomial coefficient."""
    return -np.log1p(n) - special.betaln(n - k + 1.0, k + 1.0)


def summed_cdf(log_density: AtResponse, y: Array, d: Dpars, extra: Extra) -> Array:
    """Return P(response <= y) of a count as the sum of the probabilities from 0 to y.

    The function takes as many passes over (draws, N) as the largest y.
    """
    total = np.zeros(np.broadcast_shapes(np.shape(y), *(np.shape(v) for v in d.values())))
    for k in range(int(np.max(y, initial=-1)) + 1):
        # Counts beyond y add nothing, but trials may end there, so evaluate the density at y
        # itself.
        at = np.clip(k, 0, np.maximum(y, 0)).astype(float)
        total += np.where(k <= y, np.exp(log_density(at, d, extra)), 0.0)
    return np.minimum(total, 1.0)
