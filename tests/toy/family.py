"""A family that brms does not mix: the logistic distribution."""

from __future__ import annotations

import numpy as np
from scipy import special, stats

from pybrms_mix.family.base import Array, Density, Dpars, Extra, Family
from pybrms_mix.family.dpars import ANY, CONTINUOUS, SIGMA, mu


def _log_density(y: Array, d: Dpars, extra: Extra) -> Array:
    return np.asarray(stats.logistic.logpdf(y, d["mu"], d["sigma"]))


def _mean(d: Dpars, extra: Extra) -> Array:
    return d["mu"]


def _sample(rng: np.random.Generator, d: Dpars, extra: Extra) -> Array:
    return rng.logistic(d["mu"], d["sigma"])


def _cdf(y: Array, d: Dpars, extra: Extra) -> Array:
    return np.asarray(special.expit((y - d["mu"]) / d["sigma"]))


LOGISTIC = Family(
    name="logistic",
    dpars=(mu(ANY), SIGMA),
    values="real",
    density=Density("logistic", ("mu", "sigma")),
    log_density=_log_density,
    mean=_mean,
    sample=_sample,
    cdf=_cdf,
    additions=CONTINUOUS,
    origin="tests.toy",
)
