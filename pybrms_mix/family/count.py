"""Families of counts without an upper bound."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from pybrms_mix.base.lazy import special
from pybrms_mix.family import truncated
from pybrms_mix.family.base import Array, Density, Dpars, Extra, Family
from pybrms_mix.family.derived import COUNT_VALUES, COUNTS
from pybrms_mix.family.dpars import (
    COUNT,
    COUNT_SHAPE,
    FROM_ZERO,
    LIMITED,
    SHAPE,
    SIGMA,
    UNIT_LINKS,
    mu,
)
from pybrms_mix.family.numeric import log1m_exp

# NumPy refuses Poisson rates above about 9.2e18.
_LARGEST_RATE = 9e18


def _mean(d: Dpars, extra: Extra) -> Array:
    return d["mu"] * extra["denom"] if "denom" in extra else d["mu"]


def poisson_draws(rng: np.random.Generator, rate: Array) -> Array:
    """Return Poisson draws. A rate above NumPy's limit is replaced by the limit."""
    return rng.poisson(np.minimum(rate, _LARGEST_RATE))


def poisson_log_density(y: Array, d: Dpars, extra: Extra) -> Array:
    """Return the log probability of the Poisson distribution with mean mu."""
    rate = _mean(d, extra)
    return special.xlogy(y, rate) - rate - special.gammaln(y + 1.0)


def poisson_cdf(y: Array, d: Dpars, extra: Extra) -> Array:
    """Return the distribution function at integers y >= -1."""
    inside = special.gammaincc(np.maximum(y, 0) + 1.0, _mean(d, extra))
    return np.where(y < 0, 0.0, inside)


def poisson_ccdf(y: Array, d: Dpars, extra: Extra) -> Array:
    """Return the survival function at integers y >= -1."""
    inside = special.gammainc(np.maximum(y, 0) + 1.0, _mean(d, extra))
    return np.where(y < 0, 1.0, inside)


def poisson_sample(rng: np.random.Generator, d: Dpars, extra: Extra) -> Array:
    """Return draws from the Poisson distribution."""
    return poisson_draws(rng, _mean(d, extra))


POISSON = Family(
    name="poisson",
    dpars=(mu(COUNT),),
    values="int",
    support=FROM_ZERO,
    density=Density("poisson", ("mu",), pointwise="poisson", derived=COUNTS, costed=True),
    fused={
        "log": Density(
            "poisson_log",
            ("mu",),
            pointwise="poisson_log",
            derived=COUNTS,
            summed=True,
            costed=True,
        )
    },
    rate=Density("poisson", ("mu * denom",), pointwise="poisson_rate", derived=COUNTS),
    log_density=poisson_log_density,
    mean=_mean,
    truncated=truncated.poisson,
    sample=poisson_sample,
    cdf=poisson_cdf,
    ccdf=poisson_ccdf,
    additions=LIMITED | {"rate"},
)


def _negbinomial_shape(d: Dpars, extra: Extra) -> Array:
    """Return the shape: the parameter itself, 1 / sigma, or 1.

    Brms multiplies it by the denominator.
    """
    ones = np.asarray(1.0)
    shape: Array = d["shape"] if "shape" in d else ones / d.get("sigma", ones)
    return shape * extra["denom"] if "denom" in extra else shape


def negbinomial_log_density(y: Array, d: Dpars, extra: Extra) -> Array:
    """Return the log probability of the negative binomial distribution with mean mu."""
    rate, shape = _mean(d, extra), _negbinomial_shape(d, extra)
    # The binomial coefficient (y + shape - 1 over y) without the cancellation of two lgamma values.
    constant = -special.betaln(shape, y + 1.0) - np.log(y + shape)
    spread = np.log1p(rate / shape)
    return constant + special.xlogy(y, rate / shape) - (y + shape) * spread


def negbinomial_cdf(y: Array, d: Dpars, extra: Extra) -> Array:
    """Return the distribution function at integers y >= -1."""
    rate, shape = _mean(d, extra), _negbinomial_shape(d, extra)
    inside = special.betainc(shape, np.maximum(y, 0) + 1.0, shape / (shape + rate))
    return np.where(y < 0, 0.0, inside)


def negbinomial_ccdf(y: Array, d: Dpars, extra: Extra) -> Array:
    """Return the survival function at integers y >= -1."""
    rate, shape = _mean(d, extra), _negbinomial_shape(d, extra)
    inside = special.betainc(np.maximum(y, 0) + 1.0, shape, rate / (shape + rate))
    return np.where(y < 0, 1.0, inside)


def negbinomial_sample(rng: np.random.Generator, d: Dpars, extra: Extra) -> Array:
    """Return draws from the Poisson distribution with a gamma distributed rate."""
    rate, shape = _mean(d, extra), _negbinomial_shape(d, extra)
    return poisson_draws(rng, rng.gamma(shape, rate / shape))


NEGBINOMIAL = Family(
    name="negbinomial",
    dpars=(mu(COUNT), COUNT_SHAPE),
    values="int",
    support=FROM_ZERO,
    density=Density("neg_binomial_2", ("mu", "shape"), pointwise="negbinomial", derived=COUNTS),
    fused={
        "log": Density(
            "neg_binomial_2_log",
            ("mu", "shape"),
            pointwise="negbinomial_log",
            derived=COUNTS,
            functions=("distinct", "log_coefficients"),
            shared="negbinomial_log_shared",
            shared_derived=COUNT_VALUES,
            costed=True,
        )
    },
    rate=Density(
        "neg_binomial_2",
        ("mu * denom", "shape * denom"),
        pointwise="negbinomial_rate",
        derived=COUNTS,
    ),
    log_density=negbinomial_log_density,
    mean=_mean,
    truncated=truncated.negbinomial,
    sample=negbinomial_sample,
    cdf=negbinomial_cdf,
    ccdf=negbinomial_ccdf,
    additions=LIMITED | {"rate"},
)

NEGBINOMIAL2 = Family(
    name="negbinomial2",
    dpars=(mu(COUNT), replace(SIGMA, alone="gamma(0.4, 0.3)")),
    values="int",
    support=FROM_ZERO,
    density=Density(
        "neg_binomial_2", ("mu", "inv(sigma)"), pointwise="negbinomial2", derived=COUNTS
    ),
    fused={
        "log": Density(
            "neg_binomial_2_log",
            ("mu", "inv(sigma)"),
            pointwise="negbinomial2_log",
            derived=COUNTS,
            functions=("distinct", "log_coefficients"),
            shared="negbinomial2_log_shared",
            shared_derived=COUNT_VALUES,
            costed=True,
        )
    },
    rate=Density(
        "neg_binomial_2",
        ("mu * denom", "denom / sigma"),
        pointwise="negbinomial2_rate",
        derived=COUNTS,
    ),
    log_density=negbinomial_log_density,
    mean=_mean,
    truncated=truncated.negbinomial2,
    sample=negbinomial_sample,
    cdf=negbinomial_cdf,
    ccdf=negbinomial_ccdf,
    additions=LIMITED | {"rate"},
)

GEOMETRIC = Family(
    name="geometric",
    dpars=(mu(COUNT),),
    values="int",
    support=FROM_ZERO,
    density=Density(
        "neg_binomial_2", ("mu", "1"), pointwise="geometric", derived=("Y_vector",), costed=True
    ),
    fused={
        "log": Density(
            "neg_binomial_2_log",
            ("mu", "1"),
            pointwise="geometric_log",
            derived=("Y_vector",),
            costed=True,
        )
    },
    rate=Density(
        "neg_binomial_2", ("mu * denom", "denom"), pointwise="geometric_rate", derived=COUNTS
    ),
    log_density=negbinomial_log_density,
    mean=_mean,
    truncated=truncated.geometric,
    sample=negbinomial_sample,
    cdf=negbinomial_cdf,
    ccdf=negbinomial_ccdf,
    additions=LIMITED | {"rate"},
)


def _discrete_weibull_log_density(y: Array, d: Dpars, extra: Extra) -> Array:
    log_mu = np.log(d["mu"])
    log_upper, next_ = log_mu * y ** d["shape"], log_mu * (y + 1.0) ** d["shape"]
    return log_upper + log1m_exp(next_ - log_upper)


def _discrete_weibull_ccdf(y: Array, d: Dpars, extra: Extra) -> Array:
    return np.exp(np.log(d["mu"]) * (y + 1.0) ** d["shape"])


def _discrete_weibull_cdf(y: Array, d: Dpars, extra: Extra) -> Array:
    return -np.expm1(np.log(d["mu"]) * (y + 1.0) ** d["shape"])


def _discrete_weibull_mean(d: Dpars, extra: Extra) -> Array:
    """Return the sum of the survival function, cut off after as many terms as in brms."""
    log_mu = np.log(d["mu"])
    total = np.zeros(np.broadcast_shapes(np.shape(log_mu), np.shape(d["shape"])))
    for k in range(1, 10_000):
        term = np.exp(log_mu * np.power(float(k), d["shape"]))
        total += term
        if not np.any(term > 1e-15):
            break
    return total


def _discrete_weibull_sample(rng: np.random.Generator, d: Dpars, extra: Extra) -> Array:
    exponent = rng.standard_exponential(d["mu"].shape) / -np.log(d["mu"])
    return np.ceil(exponent ** (1 / d["shape"])).astype(np.int64) - 1


DISCRETE_WEIBULL = Family(
    name="discrete_weibull",
    dpars=(mu(UNIT_LINKS), SHAPE),
    values="int",
    support=FROM_ZERO,
    density=Density(
        "discrete_weibull",
        ("mu", "shape"),
        pointwise="discrete_weibull",
        derived=("Y_vector", "is_zero_of_count", "log_Y_or_0_of_count", "log1p_Y"),
        functions=("discrete_weibull", "distinct", "powers"),
        shared="discrete_weibull_shared",
        shared_derived=COUNT_VALUES,
        vanishes=True,
        floored=True,
        costed=True,
    ),
    log_density=_discrete_weibull_log_density,
    mean=_discrete_weibull_mean,
    sample=_discrete_weibull_sample,
    cdf=_discrete_weibull_cdf,
    ccdf=_discrete_weibull_ccdf,
    additions=LIMITED,
)
