"""Families of a continuous response in an interval: proportions and angles."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from pybrms_mix.base.lazy import special
from pybrms_mix.family.base import Array, Density, Dpars, Extra, Family, Support
from pybrms_mix.family.dpars import ALWAYS, CONTINUOUS, KAPPA, PHI, PROBABILITY, mu
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


def _log_beta_cdf(x: Array, a: Array, b: Array) -> Array:
    """Return the log of the distribution function of the beta distribution.

    Where the distribution function underflows, its logarithm is computed from the hypergeometric
    function (DLMF 8.17.8).
    """
    with np.errstate(divide="ignore", over="ignore", invalid="ignore"):
        usual = np.log(special.betainc(a, b, x))
        factor = special.hyp2f1(a + b, 1.0, a + 1.0, x)
        small = special.xlogy(a, x) + special.xlog1py(b, -x) - np.log(a) - special.betaln(a, b)
        return np.where(np.isfinite(usual), usual, small + np.log(factor))


def _xbeta_log_density(y: Array, d: Dpars, extra: Extra) -> Array:
    width, a, b = 1 + 2 * d["kappa"], d["mu"] * d["phi"], (1 - d["mu"]) * d["phi"]
    outside = d["kappa"] / width
    inside = beta_log_density((y + d["kappa"]) / width, d, extra) - np.log(width)
    lower, upper = _log_beta_cdf(outside, a, b), _log_beta_cdf(outside, b, a)
    return np.where(y <= 0, lower, np.where(y >= 1, upper, inside))


def _xbeta_mean(d: Dpars, extra: Extra) -> Array:
    """Return the mean: that of the wide beta distribution between the bounds, and the bound 1."""
    width, a, b = 1 + 2 * d["kappa"], d["mu"] * d["phi"], (1 - d["mu"]) * d["phi"]
    low, high = d["kappa"] / width, (1 + d["kappa"]) / width
    first = special.betainc(a + 1, b, high) - special.betainc(a + 1, b, low)
    share = special.betainc(a, b, high) - special.betainc(a, b, low)
    above = special.betainc(b, a, low)
    return np.asarray(width * d["mu"] * first - d["kappa"] * share + above)


def _xbeta_sample(rng: np.random.Generator, d: Dpars, extra: Extra) -> Array:
    wide = beta_sample(rng, d, extra) * (1 + 2 * d["kappa"]) - d["kappa"]
    return np.clip(wide, 0.0, 1.0)


# The beta distribution on (-kappa, 1 + kappa), censored at 0 and 1: Kosmidis and Zeileis (2024),
# "Extended-support beta regression for [0, 1] responses". Versions of brms before 2.23 lack it.
XBETA = Family(
    name="xbeta",
    dpars=(
        mu(PROBABILITY),
        PHI,
        replace(
            KAPPA,
            alone="gamma(0.01, 0.01)",
            alone_intercepts=tuple(
                (n, "student_t(3, 0, 2.5)") for n in KAPPA.links if n != "identity"
            ),
        ),
    ),
    values="real",
    support=Support(0, 1),
    masses=(0.0, 1.0),
    density=Density("xbeta", ("mu", "phi", "kappa"), functions=("xbeta",)),
    log_density=_xbeta_log_density,
    mean=_xbeta_mean,
    sample=_xbeta_sample,
    additions=ALWAYS,
    origin="brms 2.23",
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
    dpars=(
        replace(
            mu(("tan_half", "identity")), alone_intercepts=(("tan_half", "student_t(1, 0, 1)"),)
        ),
        KAPPA,
    ),
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
