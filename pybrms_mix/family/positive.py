"""Families of a positive response."""

from __future__ import annotations

import numpy as np

from pybrms_mix.base.lazy import special
from pybrms_mix.family import truncated
from pybrms_mix.family.base import Array, Density, Dpars, Extra, Family
from pybrms_mix.family.dpars import (
    ABOVE_ZERO,
    CONTINUOUS,
    LOG_SCALE,
    NDT,
    NU,
    POSITIVE_LINKS,
    SHAPE,
    SIGMA,
    mu,
)
from pybrms_mix.family.numeric import LOG_SQRT_2PI, mu_is_mean, normal_log_density


def lognormal_log_density(y: Array, d: Dpars, extra: Extra) -> Array:
    """Return the log density. mu and sigma are the mean and the standard deviation of log(y)."""
    log_y = np.log(y)
    return normal_log_density(log_y, d["mu"], d["sigma"]) - log_y


def lognormal_mean(d: Dpars, extra: Extra) -> Array:
    """Return the mean of the lognormal distribution."""
    return np.exp(d["mu"] + 0.5 * np.square(d["sigma"]))


def lognormal_cdf(y: Array, d: Dpars, extra: Extra) -> Array:
    """Return the lognormal distribution function."""
    return special.ndtr((np.log(y) - d["mu"]) / d["sigma"])


def lognormal_ccdf(y: Array, d: Dpars, extra: Extra) -> Array:
    """Return the lognormal survival function."""
    return special.ndtr((d["mu"] - np.log(y)) / d["sigma"])


def lognormal_sample(rng: np.random.Generator, d: Dpars, extra: Extra) -> Array:
    """Return draws from the lognormal distribution."""
    return rng.lognormal(d["mu"], d["sigma"])


LOGNORMAL = Family(
    name="lognormal",
    dpars=(mu(LOG_SCALE), SIGMA),
    values="real",
    support=ABOVE_ZERO,
    density=Density(
        "lognormal", ("mu", "sigma"), pointwise="lognormal", derived=("log_Y",), costed=True
    ),
    log_density=lognormal_log_density,
    mean=lognormal_mean,
    truncated=truncated.lognormal,
    sample=lognormal_sample,
    cdf=lognormal_cdf,
    ccdf=lognormal_ccdf,
    additions=CONTINUOUS,
    log_scale=True,
)


def _shifted_log_density(y: Array, d: Dpars, extra: Extra) -> Array:
    rest = y - d["ndt"]
    inside = lognormal_log_density(np.where(rest > 0, rest, 1.0), d, extra)
    return np.where(rest > 0, inside, -np.inf)


def _shifted_mean(d: Dpars, extra: Extra) -> Array:
    return lognormal_mean(d, extra) + d["ndt"]


def _shifted_cdf(y: Array, d: Dpars, extra: Extra) -> Array:
    rest = y - d["ndt"]
    return np.where(rest > 0, lognormal_cdf(np.where(rest > 0, rest, 1.0), d, extra), 0.0)


def _shifted_sample(rng: np.random.Generator, d: Dpars, extra: Extra) -> Array:
    return lognormal_sample(rng, d, extra) + d["ndt"]


SHIFTED_LOGNORMAL = Family(
    name="shifted_lognormal",
    dpars=(mu(LOG_SCALE), SIGMA, NDT),
    values="real",
    support=ABOVE_ZERO,
    density=Density(
        "shifted_lognormal",
        ("mu", "sigma", "ndt"),
        pointwise="shifted_lognormal",
        functions=("shifted_lognormal",),
        vanishes=True,
        floored=True,
        costed=True,
    ),
    log_density=_shifted_log_density,
    mean=_shifted_mean,
    sample=_shifted_sample,
    cdf=_shifted_cdf,
    additions=CONTINUOUS,
    log_scale=True,
    facts=("min_Y",),
)


def gamma_log_density(y: Array, d: Dpars, extra: Extra) -> Array:
    """Return the log density of the gamma distribution with mean mu and rate shape / mu."""
    shape, ratio = d["shape"], y / d["mu"]
    rest = shape * (np.log(shape) + np.log(ratio) - ratio)
    return rest - special.gammaln(shape) - np.log(y)


def gamma_cdf(y: Array, d: Dpars, extra: Extra) -> Array:
    """Return the distribution function of the gamma distribution."""
    return special.gammainc(d["shape"], d["shape"] * y / d["mu"])


def gamma_ccdf(y: Array, d: Dpars, extra: Extra) -> Array:
    """Return the survival function of the gamma distribution."""
    return special.gammaincc(d["shape"], d["shape"] * y / d["mu"])


def gamma_sample(rng: np.random.Generator, d: Dpars, extra: Extra) -> Array:
    """Return draws from the gamma distribution."""
    return rng.gamma(d["shape"], d["mu"] / d["shape"])


GAMMA = Family(
    name="gamma",
    dpars=(mu(POSITIVE_LINKS), SHAPE),
    values="real",
    support=ABOVE_ZERO,
    density=Density(
        "gamma", ("shape", "shape / mu"), pointwise="gamma", derived=("log_Y",), costed=True
    ),
    fused={
        "log": Density(
            "gamma",
            ("shape", "shape * exp(-mu)"),
            pointwise="gamma_log",
            derived=("log_Y",),
            costed=True,
        )
    },
    log_density=gamma_log_density,
    mean=mu_is_mean,
    truncated=truncated.gamma,
    sample=gamma_sample,
    cdf=gamma_cdf,
    ccdf=gamma_ccdf,
    additions=CONTINUOUS,
)


def _weibull_power(y: Array, d: Dpars) -> Array:
    """Return shape * log(y / scale), with the scale for which mu is the mean."""
    shape = d["shape"]
    return shape * (np.log(y / d["mu"]) + special.gammaln(1 + 1 / shape))


def _weibull_log_density(y: Array, d: Dpars, extra: Extra) -> Array:
    power = _weibull_power(y, d)
    with np.errstate(over="ignore"):
        return np.log(d["shape"]) - np.log(y) + power - np.exp(power)


def _weibull_cdf(y: Array, d: Dpars, extra: Extra) -> Array:
    return -np.expm1(-np.exp(_weibull_power(y, d)))


def _weibull_ccdf(y: Array, d: Dpars, extra: Extra) -> Array:
    return np.exp(-np.exp(_weibull_power(y, d)))


def _weibull_sample(rng: np.random.Generator, d: Dpars, extra: Extra) -> Array:
    scale = d["mu"] * np.exp(-special.gammaln(1 + 1 / d["shape"]))
    return scale * rng.weibull(d["shape"])


WEIBULL = Family(
    name="weibull",
    dpars=(mu(POSITIVE_LINKS), SHAPE),
    values="real",
    support=ABOVE_ZERO,
    density=Density(
        "weibull",
        ("shape", "mu / tgamma(1 + 1 / shape)"),
        pointwise="weibull",
        derived=("log_Y",),
        vanishes=True,
        floored=True,
        costed=True,
    ),
    fused={
        "log": Density(
            "weibull",
            ("shape", "exp(mu) / tgamma(1 + 1 / shape)"),
            pointwise="weibull_log",
            derived=("log_Y",),
            vanishes=True,
            floored=True,
            costed=True,
        )
    },
    log_density=_weibull_log_density,
    mean=mu_is_mean,
    truncated=truncated.weibull,
    sample=_weibull_sample,
    cdf=_weibull_cdf,
    ccdf=_weibull_ccdf,
    additions=CONTINUOUS,
)


def _exponential_log_density(y: Array, d: Dpars, extra: Extra) -> Array:
    return -np.log(d["mu"]) - y / d["mu"]


def _exponential_cdf(y: Array, d: Dpars, extra: Extra) -> Array:
    return -np.expm1(-y / d["mu"])


def _exponential_ccdf(y: Array, d: Dpars, extra: Extra) -> Array:
    return np.exp(-y / d["mu"])


def _exponential_sample(rng: np.random.Generator, d: Dpars, extra: Extra) -> Array:
    return rng.exponential(d["mu"])


EXPONENTIAL = Family(
    name="exponential",
    dpars=(mu(POSITIVE_LINKS),),
    values="real",
    support=ABOVE_ZERO,
    density=Density("exponential", ("inv(mu)",), pointwise="exponential", costed=True),
    fused={"log": Density("exponential", ("exp(-mu)",), pointwise="exponential_log", costed=True)},
    log_density=_exponential_log_density,
    mean=mu_is_mean,
    truncated=truncated.exponential,
    sample=_exponential_sample,
    cdf=_exponential_cdf,
    ccdf=_exponential_ccdf,
    additions=CONTINUOUS,
)


def _frechet_power(y: Array, d: Dpars) -> Array:
    """Return -nu * log(y / scale), with the scale for which mu is the mean."""
    return -d["nu"] * (np.log(y / d["mu"]) + special.gammaln(1 - 1 / d["nu"]))


def _frechet_log_density(y: Array, d: Dpars, extra: Extra) -> Array:
    power = _frechet_power(y, d)
    with np.errstate(over="ignore"):
        return np.log(d["nu"]) - np.log(y) + power - np.exp(power)


def _frechet_cdf(y: Array, d: Dpars, extra: Extra) -> Array:
    return np.exp(-np.exp(_frechet_power(y, d)))


def _frechet_ccdf(y: Array, d: Dpars, extra: Extra) -> Array:
    return -np.expm1(-np.exp(_frechet_power(y, d)))


def _frechet_sample(rng: np.random.Generator, d: Dpars, extra: Extra) -> Array:
    scale = d["mu"] * np.exp(-special.gammaln(1 - 1 / d["nu"]))
    return scale * rng.standard_exponential(d["nu"].shape) ** (-1 / d["nu"])


FRECHET = Family(
    name="frechet",
    dpars=(mu(POSITIVE_LINKS), NU),
    values="real",
    support=ABOVE_ZERO,
    density=Density(
        "frechet",
        ("nu", "mu / tgamma(1 - 1 / nu)"),
        pointwise="frechet",
        derived=("log_Y",),
        vanishes=True,
        floored=True,
        costed=True,
    ),
    fused={
        "log": Density(
            "frechet",
            ("nu", "exp(mu) / tgamma(1 - 1 / nu)"),
            pointwise="frechet_log",
            derived=("log_Y",),
            vanishes=True,
            floored=True,
            costed=True,
        )
    },
    log_density=_frechet_log_density,
    mean=mu_is_mean,
    sample=_frechet_sample,
    cdf=_frechet_cdf,
    ccdf=_frechet_ccdf,
    additions=CONTINUOUS,
)


def _inverse_gaussian_log_density(y: Array, d: Dpars, extra: Extra) -> Array:
    square = np.square((y - d["mu"]) / d["mu"])
    return 0.5 * np.log(d["shape"]) - LOG_SQRT_2PI - 1.5 * np.log(y) - 0.5 * d["shape"] * square / y


def _inverse_gaussian_cdf(y: Array, d: Dpars, extra: Extra) -> Array:
    root, ratio = np.sqrt(d["shape"] / y), y / d["mu"]
    reflected = 2 * d["shape"] / d["mu"] + special.log_ndtr(-root * (ratio + 1))
    return np.minimum(special.ndtr(root * (ratio - 1)) + np.exp(reflected), 1)


def _inverse_gaussian_sample(rng: np.random.Generator, d: Dpars, extra: Extra) -> Array:
    return rng.wald(d["mu"], d["shape"])


INVERSE_GAUSSIAN = Family(
    name="inverse.gaussian",
    dpars=(mu(("1/mu^2", "inverse", "identity", "log", "softplus", "squareplus")), SHAPE),
    values="real",
    support=ABOVE_ZERO,
    density=Density(
        "inv_gaussian",
        ("mu", "shape"),
        pointwise="inverse_gaussian",
        derived=("log_Y",),
        functions=("inv_gaussian",),
        costed=True,
    ),
    log_density=_inverse_gaussian_log_density,
    mean=mu_is_mean,
    sample=_inverse_gaussian_sample,
    cdf=_inverse_gaussian_cdf,
    additions=CONTINUOUS,
)
