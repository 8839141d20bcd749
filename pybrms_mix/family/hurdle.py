"""Hurdle families: zeros (or ones) have separate probabilities, and other values a distribution."""

from __future__ import annotations

import numpy as np

from pybrms_mix.family import bounded, count, positive, real
from pybrms_mix.family.base import Array, Density, Dpars, Extra, Family, Support
from pybrms_mix.family.derived import COUNTS_APART, INSIDE, VALUES_APART, ZEROS
from pybrms_mix.family.dpars import (
    ALWAYS,
    COI,
    COUNT,
    COUNT_SHAPE,
    FROM_ZERO,
    HU,
    LIMITED,
    LOG_SCALE,
    PHI,
    POSITIVE_LINKS,
    PROBABILITY,
    QUANTILE,
    REAL,
    SHAPE,
    SIGMA,
    ZI,
    ZOI,
    mu,
)
from pybrms_mix.family.numeric import AtResponse, Mean, Sample, log1m_exp, mu_is_mean


def _log_density(hurdle: str, inner: AtResponse, inside: float) -> AtResponse:
    """Return the log density with separate zeros. ``inside`` is any value in the inner support."""

    def log_density(y: Array, d: Dpars, extra: Extra) -> Array:
        rest = np.log1p(-d[hurdle]) + inner(np.where(y == 0, inside, y), d, extra)
        return np.where(y == 0, np.log(d[hurdle]), rest)

    return log_density


def _cdf(hurdle: str, inner: AtResponse) -> AtResponse:
    def cdf(y: Array, d: Dpars, extra: Extra) -> Array:
        return np.where(y < 0, 0.0, d[hurdle]) + (1 - d[hurdle]) * inner(y, d, extra)

    return cdf


def _from_zero(inner: AtResponse, inside: float) -> AtResponse:
    """Return a distribution function of positive responses that is extended to 0 and below."""

    def cdf(y: Array, d: Dpars, extra: Extra) -> Array:
        return np.where(y <= 0, 0.0, inner(np.where(y <= 0, inside, y), d, extra))

    return cdf


def _mean(hurdle: str, inner: Mean) -> Mean:
    def mean(d: Dpars, extra: Extra) -> Array:
        return (1 - d[hurdle]) * inner(d, extra)

    return mean


def _sample(hurdle: str, inner: Sample) -> Sample:
    def sample(rng: np.random.Generator, d: Dpars, extra: Extra) -> Array:
        return np.where(rng.random(d[hurdle].shape) < d[hurdle], 0, inner(rng, d, extra))

    return sample


HURDLE_GAMMA = Family(
    name="hurdle_gamma",
    mixes_later=False,
    dpars=(mu(POSITIVE_LINKS), SHAPE, HU),
    values="real",
    masses=(0.0,),
    support=FROM_ZERO,
    density=Density(
        "hurdle_gamma",
        ("shape", "shape / mu", "hu"),
        pointwise="hurdle_gamma",
        derived=ZEROS,
        functions=("hurdle_gamma",),
        costed=True,
    ),
    log_density=_log_density("hu", positive.gamma_log_density, 1.0),
    mean=_mean("hu", mu_is_mean),
    sample=_sample("hu", positive.gamma_sample),
    cdf=_cdf("hu", _from_zero(positive.gamma_cdf, 1.0)),
    additions=LIMITED,
)

HURDLE_LOGNORMAL = Family(
    name="hurdle_lognormal",
    mixes_later=False,
    dpars=(mu(LOG_SCALE), SIGMA, HU),
    values="real",
    masses=(0.0,),
    support=FROM_ZERO,
    density=Density(
        "hurdle_lognormal",
        ("mu", "sigma", "hu"),
        pointwise="hurdle_lognormal",
        derived=ZEROS,
        functions=("hurdle_lognormal",),
        costed=True,
    ),
    log_density=_log_density("hu", positive.lognormal_log_density, 1.0),
    mean=_mean("hu", positive.lognormal_mean),
    sample=_sample("hu", positive.lognormal_sample),
    cdf=_cdf("hu", _from_zero(positive.lognormal_cdf, 1.0)),
    additions=LIMITED,
    log_scale=True,
)


def _poisson_log_density(y: Array, d: Dpars, extra: Extra) -> Array:
    return count.poisson_log_density(y, d, extra) - log1m_exp(-d["mu"])


def _poisson_cdf(y: Array, d: Dpars, extra: Extra) -> Array:
    above = count.poisson_ccdf(np.maximum(y, 0), d, extra)
    return np.where(y <= 0, 0.0, 1 - above / -np.expm1(-d["mu"]))


def _poisson_mean(d: Dpars, extra: Extra) -> Array:
    return d["mu"] / -np.expm1(-d["mu"])


def _poisson_sample(rng: np.random.Generator, d: Dpars, extra: Extra) -> Array:
    # Draw the first event of a Poisson process, given that one occurs by time mu, then the others.
    first = -np.log1p(rng.random(d["mu"].shape) * np.expm1(-d["mu"]))
    return 1 + count.poisson_draws(rng, np.maximum(d["mu"] - first, 0))


HURDLE_POISSON = Family(
    name="hurdle_poisson",
    dpars=(mu(COUNT), HU),
    values="int",
    support=FROM_ZERO,
    density=Density(
        "hurdle_poisson",
        ("mu", "hu"),
        pointwise="hurdle_poisson",
        derived=COUNTS_APART,
        functions=("hurdle_poisson",),
        costed=True,
    ),
    fused={
        "log": Density(
            "hurdle_poisson",
            ("exp(mu)", "hu"),
            pointwise="hurdle_poisson_log",
            derived=COUNTS_APART,
            functions=("hurdle_poisson",),
            costed=True,
        )
    },
    log_density=_log_density("hu", _poisson_log_density, 1.0),
    mean=_mean("hu", _poisson_mean),
    sample=_sample("hu", _poisson_sample),
    cdf=_cdf("hu", _poisson_cdf),
    additions=LIMITED,
)


def _log_zero(d: Dpars) -> Array:
    """Return the log probability that the negative binomial distribution gives to zero."""
    return -d["shape"] * np.log1p(d["mu"] / d["shape"])


def _negbinomial_log_density(y: Array, d: Dpars, extra: Extra) -> Array:
    return count.negbinomial_log_density(y, d, extra) - log1m_exp(_log_zero(d))


def _negbinomial_cdf(y: Array, d: Dpars, extra: Extra) -> Array:
    above = count.negbinomial_ccdf(np.maximum(y, 0), d, extra)
    return np.where(y <= 0, 0.0, 1 - above / -np.expm1(_log_zero(d)))


def _negbinomial_mean(d: Dpars, extra: Extra) -> Array:
    return d["mu"] / -np.expm1(_log_zero(d))


def _negbinomial_sample(rng: np.random.Generator, d: Dpars, extra: Extra) -> Array:
    # The same for a process on (0, 1) with a gamma distributed rate: the first event is informative
    # about the rate.
    shape, rate = d["shape"], d["shape"] / d["mu"]
    log_survival = np.log1p(rng.random(shape.shape) * np.expm1(_log_zero(d)))
    first = np.clip(np.expm1(-log_survival / shape) * rate, 0, 1)
    return 1 + count.poisson_draws(rng, rng.gamma(shape + 1, 1 / (rate + first)) * (1 - first))


HURDLE_NEGBINOMIAL = Family(
    name="hurdle_negbinomial",
    dpars=(mu(COUNT), COUNT_SHAPE, HU),
    values="int",
    support=FROM_ZERO,
    density=Density(
        "hurdle_neg_binomial",
        ("mu", "shape", "hu"),
        pointwise="hurdle_negbinomial",
        derived=COUNTS_APART,
        functions=("hurdle_neg_binomial",),
    ),
    fused={
        "log": Density(
            "hurdle_neg_binomial",
            ("exp(mu)", "shape", "hu"),
            pointwise="hurdle_negbinomial_log",
            derived=COUNTS_APART,
            shared="hurdle_negbinomial_log_shared",
            shared_derived=VALUES_APART,
            functions=(
                "distinct",
                "log_coefficients",
                "hurdle_neg_binomial",
            ),
            costed=True,
        )
    },
    log_density=_log_density("hu", _negbinomial_log_density, 1.0),
    mean=_mean("hu", _negbinomial_mean),
    sample=_sample("hu", _negbinomial_sample),
    cdf=_cdf("hu", _negbinomial_cdf),
    additions=LIMITED,
)

ZERO_INFLATED_BETA = Family(
    name="zero_inflated_beta",
    mixes_later=False,
    dpars=(mu(PROBABILITY), PHI, ZI),
    values="real",
    masses=(0.0,),
    support=Support(0, 1, upper_closed=False),
    density=Density(
        "zero_inflated_beta",
        ("mu", "phi", "zi"),
        pointwise="zero_inflated_beta",
        derived=("is_zero", "is_not_zero", *INSIDE),
        functions=("zero_inflated_beta",),
        costed=True,
    ),
    log_density=_log_density("zi", bounded.beta_log_density, 0.5),
    mean=_mean("zi", mu_is_mean),
    sample=_sample("zi", bounded.beta_sample),
    cdf=_cdf("zi", _from_zero(bounded.beta_cdf, 0.5)),
    additions=LIMITED,
)


def _zero_one_log_density(y: Array, d: Dpars, extra: Extra) -> Array:
    edge = (y == 0) | (y == 1)
    at_edge = np.log(d["zoi"]) + np.where(y == 1, np.log(d["coi"]), np.log1p(-d["coi"]))
    inside = bounded.beta_log_density(np.where(edge, 0.5, y), d, extra)
    return np.where(edge, at_edge, np.log1p(-d["zoi"]) + inside)


def _zero_one_mean(d: Dpars, extra: Extra) -> Array:
    return d["zoi"] * d["coi"] + (1 - d["zoi"]) * d["mu"]


def _zero_one_sample(rng: np.random.Generator, d: Dpars, extra: Extra) -> Array:
    edge = rng.random(d["zoi"].shape) < d["zoi"]
    is_one = rng.random(d["coi"].shape) < d["coi"]
    return np.where(edge, is_one, bounded.beta_sample(rng, d, extra))


ZERO_ONE_INFLATED_BETA = Family(
    name="zero_one_inflated_beta",
    mixes_later=False,
    dpars=(mu(PROBABILITY), PHI, ZOI, COI),
    values="real",
    masses=(0.0, 1.0),
    support=Support(0, 1),
    density=Density(
        "zero_one_inflated_beta",
        ("mu", "phi", "zoi", "coi"),
        pointwise="zero_one_inflated_beta",
        derived=("is_zero", "is_one", "is_inside", *INSIDE),
        functions=("zero_one_inflated_beta",),
        costed=True,
    ),
    log_density=_zero_one_log_density,
    mean=_zero_one_mean,
    sample=_zero_one_sample,
    additions=ALWAYS,
)

ZERO_INFLATED_ASYM_LAPLACE = Family(
    name="zero_inflated_asym_laplace",
    dpars=(mu(REAL), SIGMA, QUANTILE, ZI),
    values="real",
    masses=(0.0,),
    density=Density(
        "zero_inflated_asym_laplace",
        ("mu", "sigma", "quantile", "zi"),
        pointwise="zero_inflated_asym_laplace",
        derived=("is_zero", "is_not_zero"),
        functions=("asym_laplace", "zero_inflated_asym_laplace"),
        costed=True,
    ),
    log_density=_log_density("zi", real.asym_laplace_log_density, 0.0),
    mean=_mean("zi", real.asym_laplace_mean),
    sample=_sample("zi", real.asym_laplace_sample),
    cdf=_cdf("zi", real.asym_laplace_cdf),
    additions=LIMITED,
)
