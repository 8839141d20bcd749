"""Families of a continuous response on the whole real line."""

from __future__ import annotations

import numpy as np

from pybrms_mix.base.lazy import special
from pybrms_mix.family import truncated
from pybrms_mix.family.base import Array, Density, Dpars, Extra, Family
from pybrms_mix.family.dpars import ALPHA, ANY, BETA, CONTINUOUS, NU, QUANTILE, REAL, SIGMA, mu
from pybrms_mix.family.numeric import mu_is_mean, normal_log_density

_SQRT2 = np.sqrt(2.0)
_ROOT_2_OVER_PI = np.sqrt(2 / np.pi)
# The fraction of the skew normal's variance that remains for large alpha.
_SKEW_REST = 1 - 2 / np.pi


def _gaussian_log_density(y: Array, d: Dpars, extra: Extra) -> Array:
    return normal_log_density(y, d["mu"], d["sigma"])


def _gaussian_cdf(y: Array, d: Dpars, extra: Extra) -> Array:
    return special.ndtr((y - d["mu"]) / d["sigma"])


def _gaussian_ccdf(y: Array, d: Dpars, extra: Extra) -> Array:
    return special.ndtr((d["mu"] - y) / d["sigma"])


def _gaussian_sample(rng: np.random.Generator, d: Dpars, extra: Extra) -> Array:
    return rng.normal(d["mu"], d["sigma"])


GAUSSIAN = Family(
    name="gaussian",
    dpars=(mu(ANY), SIGMA),
    values="real",
    density=Density(
        "normal",
        ("mu", "sigma"),
        pointwise="gaussian",
        costed=True,
        of_residual=True,
        summed=True,
        squared=True,
    ),
    log_density=_gaussian_log_density,
    mean=mu_is_mean,
    truncated=truncated.gaussian,
    sample=_gaussian_sample,
    cdf=_gaussian_cdf,
    ccdf=_gaussian_ccdf,
    additions=CONTINUOUS | {"se"},
    aliases=("normal",),
    correlates=True,
    normal=True,
)


def _student_log_density(y: Array, d: Dpars, extra: Extra) -> Array:
    nu, sigma = d["nu"], d["sigma"]
    square = np.asarray((y - d["mu"]) / sigma)
    square *= square
    constant = special.gammaln((nu + 1) / 2) - special.gammaln(nu / 2)
    constant = constant - 0.5 * np.log(np.pi * nu) - np.log(sigma)
    return constant - (nu + 1) / 2 * np.log1p(square / nu)


def _student_cdf(y: Array, d: Dpars, extra: Extra) -> Array:
    return special.stdtr(d["nu"], (y - d["mu"]) / d["sigma"])


def _student_ccdf(y: Array, d: Dpars, extra: Extra) -> Array:
    return special.stdtr(d["nu"], (d["mu"] - y) / d["sigma"])


def _student_sample(rng: np.random.Generator, d: Dpars, extra: Extra) -> Array:
    return d["mu"] + d["sigma"] * rng.standard_t(d["nu"])


STUDENT = Family(
    name="student",
    dpars=(mu(ANY), SIGMA, NU),
    values="real",
    density=Density(
        "student_t",
        ("nu", "mu", "sigma"),
        pointwise="student",
        costed=True,
        of_residual=True,
        summed=True,
    ),
    log_density=_student_log_density,
    mean=mu_is_mean,
    truncated=truncated.student,
    sample=_student_sample,
    cdf=_student_cdf,
    ccdf=_student_ccdf,
    additions=CONTINUOUS | {"se"},
    correlates=True,
)


def _skewed(d: Dpars) -> tuple[Array, Array]:
    """Return location and scale of the skew normal distribution with mean mu and SD sigma."""
    alpha, sigma = d["alpha"], d["sigma"]
    spread = 1 + _SKEW_REST * np.square(alpha)
    location = d["mu"] - sigma * alpha * _ROOT_2_OVER_PI / np.sqrt(spread)
    return location, sigma * np.sqrt((1 + np.square(alpha)) / spread)


def _skew_normal_log_density(y: Array, d: Dpars, extra: Extra) -> Array:
    location, scale = _skewed(d)
    lean = d["alpha"] * (y - location) / scale
    return np.log(2.0) + normal_log_density(y, location, scale) + special.log_ndtr(lean)


def _skew_normal_cdf(y: Array, d: Dpars, extra: Extra) -> Array:
    location, scale = _skewed(d)
    z = (y - location) / scale
    return np.clip(special.ndtr(z) - 2 * special.owens_t(z, d["alpha"]), 0, 1)


def _skew_normal_sample(rng: np.random.Generator, d: Dpars, extra: Extra) -> Array:
    location, scale = _skewed(d)
    root = np.sqrt(1 + np.square(d["alpha"]))
    half, signed = np.abs(rng.standard_normal(root.shape)), rng.standard_normal(root.shape)
    return location + scale * (d["alpha"] * half + signed) / root


SKEW_NORMAL = Family(
    name="skew_normal",
    dpars=(mu(ANY), SIGMA, ALPHA),
    values="real",
    density=Density(
        "skew_normal",
        (
            "mu - sigma * alpha * sqrt(2 / (pi + (pi - 2) * square(alpha)))",
            "sigma * sqrt(pi * (1 + square(alpha)) / (pi + (pi - 2) * square(alpha)))",
            "alpha",
        ),
        pointwise="skew_normal",
        vanishes=True,
        floored=True,
        costed=True,
    ),
    log_density=_skew_normal_log_density,
    mean=mu_is_mean,
    sample=_skew_normal_sample,
    cdf=_skew_normal_cdf,
    additions=CONTINUOUS | {"se"},
)


def _exgaussian_parts(y: Array, d: Dpars) -> tuple[Array, Array, Array]:
    """Return the standardised residual of the normal, sigma / beta, and the log of the tail factor.

    The tail factor is exp(k^2 / 2 - u k) Phi(u - k). Its two parts may overflow and underflow.
    """
    u = (y - d["mu"] + d["beta"]) / d["sigma"]
    k = d["sigma"] / d["beta"]
    z = u - k
    with np.errstate(over="ignore"):
        left = -0.5 * np.square(u) + np.log(special.erfcx(-np.minimum(z, 0) / _SQRT2) / 2)
    right = 0.5 * np.square(k) - u * k + special.log_ndtr(z)
    return u, k, np.where(z < 0, left, right)


def _exgaussian_log_density(y: Array, d: Dpars, extra: Extra) -> Array:
    return _exgaussian_parts(y, d)[2] - np.log(d["beta"])


def _exgaussian_cdf(y: Array, d: Dpars, extra: Extra) -> Array:
    u, _, tail = _exgaussian_parts(y, d)
    return np.clip(special.ndtr(u) - np.exp(tail), 0, 1)


def _exgaussian_sample(rng: np.random.Generator, d: Dpars, extra: Extra) -> Array:
    return rng.normal(d["mu"] - d["beta"], d["sigma"]) + rng.exponential(d["beta"])


EXGAUSSIAN = Family(
    name="exgaussian",
    dpars=(mu(REAL), SIGMA, BETA),
    values="real",
    density=Density(
        "exp_mod_normal",
        ("mu - beta", "sigma", "inv(beta)"),
        pointwise="exgaussian",
        vanishes=True,
        floored=True,
        costed=True,
    ),
    log_density=_exgaussian_log_density,
    mean=mu_is_mean,
    sample=_exgaussian_sample,
    cdf=_exgaussian_cdf,
    additions=CONTINUOUS,
)


def asym_laplace_log_density(y: Array, d: Dpars, extra: Extra) -> Array:
    """Return the log density of the distribution whose ``quantile`` quantile is mu."""
    q = d["quantile"]
    u = (y - d["mu"]) / d["sigma"]
    loss = 0.5 * (np.abs(u) + (2 * q - 1) * u)
    return np.log(q) + np.log1p(-q) - np.log(d["sigma"]) - loss


def asym_laplace_mean(d: Dpars, extra: Extra) -> Array:
    """Return the mean, which equals mu only if ``quantile`` is 1/2."""
    q = d["quantile"]
    return d["mu"] + d["sigma"] * (1 - 2 * q) / (q * (1 - q))


def asym_laplace_cdf(y: Array, d: Dpars, extra: Extra) -> Array:
    """Return the distribution function of the asymmetric Laplace distribution."""
    q = d["quantile"]
    u = (y - d["mu"]) / d["sigma"]
    below = q * np.exp((1 - q) * np.minimum(u, 0))
    return np.where(u < 0, below, 1 - (1 - q) * np.exp(-q * np.maximum(u, 0)))


def asym_laplace_sample(rng: np.random.Generator, d: Dpars, extra: Extra) -> Array:
    """Return draws: the difference of two exponential variables."""
    q = d["quantile"]
    up, down = rng.standard_exponential(q.shape), rng.standard_exponential(q.shape)
    return d["mu"] + d["sigma"] * (up / q - down / (1 - q))


ASYM_LAPLACE = Family(
    name="asym_laplace",
    dpars=(mu(REAL), SIGMA, QUANTILE),
    values="real",
    density=Density(
        "asym_laplace",
        ("mu", "sigma", "quantile"),
        pointwise="asym_laplace",
        functions=("asym_laplace",),
        costed=True,
    ),
    log_density=asym_laplace_log_density,
    mean=asym_laplace_mean,
    sample=asym_laplace_sample,
    cdf=asym_laplace_cdf,
    additions=CONTINUOUS,
)
