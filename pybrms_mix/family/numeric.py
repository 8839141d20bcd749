"""Small numerical pieces that several families need."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

import numpy as np

from pybrms_mix.base.lazy import special
from pybrms_mix.family.base import Array, Dpars, Extra

# The functions of a family: at responses (log density, cdf, ccdf), the mean, the sampler.
AtResponse: TypeAlias = Callable[[Array, Dpars, Extra], Array]
Mean: TypeAlias = Callable[[Dpars, Extra], Array]
Sample: TypeAlias = Callable[[np.random.Generator, Dpars, Extra], Array]

LOG_SQRT_2PI: Final = 0.5 * float(np.log(2 * np.pi))


def mu_is_mean(d: Dpars, extra: Extra) -> Array:
    """Return ``mu``: the mean of the families whose mu is their mean."""
    return d["mu"]


def normal_log_density(y: Array, mean: Array, sd: Array) -> Array:
    """Return the normal log density; arguments broadcast against each other."""
    # In place where it can be: this runs over (draws, N), where memory is what takes the time.
    z = np.asarray((y - mean) / sd)
    z *= z
    z *= -0.5
    z -= np.log(sd) + LOG_SQRT_2PI
    return z


def log1m_exp(x: Array) -> Array:
    """Return log(1 - exp(x)) for x <= 0, exact to rounding at both ends."""
    with np.errstate(divide="ignore"):
        return np.where(x > -np.log(2.0), np.log(-np.expm1(x)), np.log1p(-np.exp(x)))


def log_choose(n: Array, k: Array) -> Array:
    """Return the log of the binomial coefficient."""
    return -np.log1p(n) - special.betaln(n - k + 1.0, k + 1.0)


def summed_cdf(log_density: AtResponse, y: Array, d: Dpars, extra: Extra) -> Array:
    """Return P(response <= y) of counts as the sum of the probabilities from 0 to y.

    As many passes over (draws, N) as the largest y has counts.
    """
    total = np.zeros(np.broadcast_shapes(np.shape(y), *(np.shape(v) for v in d.values())))
    for k in range(int(np.max(y, initial=-1)) + 1):
        # Beyond y nothing is added, but trials may end there: count at y itself.
        at = np.clip(k, 0, np.maximum(y, 0)).astype(float)
        total += np.where(k <= y, np.exp(log_density(at, d, extra)), 0.0)
    return np.minimum(total, 1.0)
