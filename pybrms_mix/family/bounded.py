"""Families of a continuous response in an interval: proportions and angles."""

from __future__ import annotations

import numpy as np

from pybrms_mix.base.lazy import special
from pybrms_mix.family.base import Array, Density, Dpars, Extra, Family, Support
from pybrms_mix.family.dpars import CONTINUOUS, KAPPA, PHI, PROBABILITY, mu
from pybrms_mix.family.numeric import mu_is_mean, normal_log_density

# Above this kappa, brms replaces the von Mises density by the normal density.
_LARGE_KAPPA = 100.0


def beta_log_density(y: Array, d: Dpars, extra: Extra) -> Array:
    """Return the log density of the beta distribution with mean mu and precision phi."""
    a, b = d["mu"] * d["phi"], (1 - d["mu"]) * d["phi"]
    return special.xlogy(a - 1, y) + special.xlog1py(b - 1, -y) - special.betaln(a, b)


def beta_cdf(y: Array, d: Dpars, extra: Extra) -> Array:
    """Return the distribution function of the beta distribution."""
    return special.betainc(d["mu"] * d["phi"], (1 - d["mu"]) * d["phi"], y)


def beta_sample(rng: np.random.Generator, d: Dpars, extra: Extra) -> Array:
    """Return draws from the beta distribution."""
    return rng.beta(d["mu"] * d["phi"], (1 - d["mu"]) * d["phi"])


def _beta_ccdf(y: Array, d: Dpars, extra: Extra) -> Array:
    return special.betainc((1 - d["mu"]) * d["phi"], d["mu"] * d["phi"], 1 - y)


BETA = Family(
    name="beta",
    dpars=(mu(PROBABILITY), PHI),
    values="real",
    support=Support(0, 1, lower_closed=False, upper_closed=False),
    density=Density(
        "beta",
        ("mu * phi", "(1 - mu) * phi"),
        pointwise="beta",
        derived=("log_Y", "log1m_Y"),
        costed=True,
    ),
    log_density=beta_log_density,
    mean=mu_is_mean,
    sample=beta_sample,
    cdf=beta_cdf,
    ccdf=_beta_ccdf,
    additions=CONTINUOUS,
)


def _von_mises_log_density(y: Array, d: Dpars, extra: Extra) -> Array:
    kappa = d["kappa"]
    # i0e is exp(-kappa) I0(kappa), which does not overflow.
    angle = kappa * (np.cos(y - d["mu"]) - 1) - np.log(2 * np.pi * special.i0e(kappa))
    return np.where(kappa < _LARGE_KAPPA, angle, normal_log_density(y, d["mu"], 1 / np.sqrt(kappa)))


def _von_mises_sample(rng: np.random.Generator, d: Dpars, extra: Extra) -> Array:
    return rng.vonmises(d["mu"], d["kappa"])


# Brms accepts cens() and trunc() for this family, but its program then calls a distribution
# function that is not defined.
VON_MISES = Family(
    name="von_mises",
    dpars=(mu(("tan_half", "identity")), KAPPA),
    values="real",
    support=Support(-np.pi, np.pi),
    density=Density(
        "von_mises_or_normal",
        ("mu", "kappa"),
        shared="von_mises_shared",
        functions=("von_mises_or_normal",),
    ),
    log_density=_von_mises_log_density,
    mean=mu_is_mean,
    sample=_von_mises_sample,
    additions=CONTINUOUS - {"cens", "trunc"},
)
