"""The generalised extreme value family, whose support depends on its parameters."""

from __future__ import annotations

import numpy as np

from pybrms_mix.base.lazy import special
from pybrms_mix.family.base import Array, Density, Dpars, Extra, Family
from pybrms_mix.family.dpars import CONTINUOUS, REAL, SIGMA, XI, mu


def _log_rate(y: Array, d: Dpars) -> Array:
    """Return log t, where the distribution function is exp(-t).

    It is infinite outside the support.
    """
    x, xi = (y - d["mu"]) / d["sigma"], d["xi"]
    safe = np.where(xi == 0, 1.0, xi)
    inside = xi * x > -1
    curved = -np.log1p(np.where(inside, xi * x, 0.0)) / safe
    beyond = np.where(xi > 0, np.inf, -np.inf)
    return np.where(xi == 0, -x, np.where(inside, curved, beyond))


def _log_density(y: Array, d: Dpars, extra: Extra) -> Array:
    log_t = _log_rate(y, d)
    inside = np.isfinite(log_t)
    log_t = np.where(inside, log_t, 0.0)
    with np.errstate(over="ignore"):
        log = (1 + d["xi"]) * log_t - np.exp(log_t) - np.log(d["sigma"])
    return np.where(inside, log, -np.inf)


def _cdf(y: Array, d: Dpars, extra: Extra) -> Array:
    return np.exp(-np.exp(_log_rate(y, d)))


def _mean(d: Dpars, extra: Extra) -> Array:
    """Return the mean, which is infinite for xi >= 1."""
    xi = d["xi"]
    safe = np.where((xi == 0) | (xi >= 1), 0.5, xi)
    excess = np.where(xi == 0, np.euler_gamma, np.expm1(special.gammaln(1 - safe)) / safe)
    return np.where(xi >= 1, np.inf, d["mu"] + d["sigma"] * excess)


def _sample(rng: np.random.Generator, d: Dpars, extra: Extra) -> Array:
    xi = d["xi"]
    log_t = np.log(rng.standard_exponential(xi.shape))
    safe = np.where(xi == 0, 1.0, xi)
    excess = np.where(xi == 0, -log_t, np.expm1(-safe * log_t) / safe)
    return d["mu"] + d["sigma"] * excess


GEN_EXTREME_VALUE = Family(
    name="gen_extreme_value",
    deprecated=True,
    dpars=(mu(REAL), SIGMA, XI),
    values="real",
    density=Density(
        "gen_extreme_value",
        ("mu", "sigma", "xi"),
        functions=("gen_extreme_value",),
        vanishes=True,
        floored=True,
        costed=True,
        shared="gen_extreme_value_shared",
        within="gen_extreme_value_within",
    ),
    log_density=_log_density,
    mean=_mean,
    sample=_sample,
    cdf=_cdf,
    additions=CONTINUOUS,
)
