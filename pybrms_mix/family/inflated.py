"""Zero-inflated families: a zero comes from the inflation or from the distribution itself."""

from __future__ import annotations

import numpy as np

from pybrms_mix.family import count, trials
from pybrms_mix.family.base import Array, Density, Dpars, Extra, Family
from pybrms_mix.family.derived import (
    COUNTS_APART,
    TRIALS_AND_ZEROS,
    TRIALS_VALUES_AND_ZEROS,
    VALUES_APART,
)
from pybrms_mix.family.dpars import COUNT, COUNT_SHAPE, FROM_ZERO, LIMITED, PHI, PROBABILITY, ZI, mu
from pybrms_mix.family.numeric import AtResponse, Mean, Sample, mu_is_mean


def _log_density(inner: AtResponse) -> AtResponse:
    def log_density(y: Array, d: Dpars, extra: Extra) -> Array:
        with np.errstate(divide="ignore"):
            rest = np.log1p(-d["zi"]) + inner(y, d, extra)
            return np.where(y == 0, np.logaddexp(np.log(d["zi"]), rest), rest)

    return log_density


def _cdf(inner: AtResponse) -> AtResponse:
    def cdf(y: Array, d: Dpars, extra: Extra) -> Array:
        return np.where(y < 0, 0.0, d["zi"] + (1 - d["zi"]) * inner(y, d, extra))

    return cdf


def _ccdf(inner: AtResponse) -> AtResponse:
    def ccdf(y: Array, d: Dpars, extra: Extra) -> Array:
        return np.where(y < 0, 1.0, (1 - d["zi"]) * inner(y, d, extra))

    return ccdf


def _mean(inner: Mean) -> Mean:
    def mean(d: Dpars, extra: Extra) -> Array:
        return (1 - d["zi"]) * inner(d, extra)

    return mean


def _sample(inner: Sample) -> Sample:
    def sample(rng: np.random.Generator, d: Dpars, extra: Extra) -> Array:
        return np.where(rng.random(d["zi"].shape) < d["zi"], 0, inner(rng, d, extra))

    return sample


ZERO_INFLATED_POISSON = Family(
    name="zero_inflated_poisson",
    dpars=(mu(COUNT), ZI),
    values="int",
    support=FROM_ZERO,
    density=Density(
        "zero_inflated_poisson",
        ("mu", "zi"),
        pointwise="zero_inflated_poisson",
        derived=COUNTS_APART,
        functions=("zero_inflated_poisson",),
        costed=True,
    ),
    fused={
        "log": Density(
            "zero_inflated_poisson",
            ("exp(mu)", "zi"),
            pointwise="zero_inflated_poisson_log",
            derived=COUNTS_APART,
            functions=("zero_inflated_poisson",),
            costed=True,
        )
    },
    log_density=_log_density(count.poisson_log_density),
    mean=_mean(mu_is_mean),
    sample=_sample(count.poisson_sample),
    cdf=_cdf(count.poisson_cdf),
    ccdf=_ccdf(count.poisson_ccdf),
    additions=LIMITED,
)

ZERO_INFLATED_NEGBINOMIAL = Family(
    name="zero_inflated_negbinomial",
    dpars=(mu(COUNT), COUNT_SHAPE, ZI),
    values="int",
    support=FROM_ZERO,
    density=Density(
        "zero_inflated_neg_binomial",
        ("mu", "shape", "zi"),
        pointwise="zero_inflated_negbinomial",
        derived=COUNTS_APART,
        functions=("zero_inflated_neg_binomial",),
    ),
    fused={
        "log": Density(
            "zero_inflated_neg_binomial",
            ("exp(mu)", "shape", "zi"),
            pointwise="zero_inflated_negbinomial_log",
            derived=COUNTS_APART,
            shared="zero_inflated_negbinomial_log_shared",
            shared_derived=VALUES_APART,
            functions=(
                "distinct",
                "log_coefficients",
                "zero_inflated_neg_binomial",
            ),
            costed=True,
        )
    },
    log_density=_log_density(count.negbinomial_log_density),
    mean=_mean(mu_is_mean),
    sample=_sample(count.negbinomial_sample),
    cdf=_cdf(count.negbinomial_cdf),
    ccdf=_ccdf(count.negbinomial_ccdf),
    additions=LIMITED,
)

ZERO_INFLATED_BINOMIAL = Family(
    name="zero_inflated_binomial",
    dpars=(mu(PROBABILITY), ZI),
    values="int",
    support=FROM_ZERO,
    density=Density(
        "zero_inflated_binomial",
        ("trials", "mu", "zi"),
        pointwise="zero_inflated_binomial",
        derived=TRIALS_AND_ZEROS,
        functions=("zero_inflated_binomial",),
        vanishes=True,
    ),
    fused={
        "logit": Density(
            "zero_inflated_binomial",
            ("trials", "inv_logit(mu)", "zi"),
            pointwise="zero_inflated_binomial_logit",
            derived=TRIALS_AND_ZEROS,
            functions=("zero_inflated_binomial",),
            costed=True,
        )
    },
    log_density=_log_density(trials.binomial_log_density),
    mean=_mean(trials.binomial_mean),
    sample=_sample(trials.binomial_sample),
    cdf=_cdf(trials.binomial_cdf),
    ccdf=_ccdf(trials.binomial_ccdf),
    additions=LIMITED | {"trials"},
)

ZERO_INFLATED_BETA_BINOMIAL = Family(
    name="zero_inflated_beta_binomial",
    dpars=(mu(PROBABILITY), PHI, ZI),
    values="int",
    support=FROM_ZERO,
    density=Density(
        "zero_inflated_beta_binomial",
        ("trials", "mu", "phi", "zi"),
        pointwise="zero_inflated_beta_binomial",
        derived=TRIALS_AND_ZEROS,
        functions=(
            "zero_inflated_beta_binomial",
            "distinct",
            "lgamma_ratio",
            "beta_binomial_each",
            "zero_inflated_beta_binomial_each",
        ),
        shared="zero_inflated_beta_binomial_shared",
        shared_derived=TRIALS_VALUES_AND_ZEROS,
    ),
    log_density=_log_density(trials.beta_binomial_log_density),
    mean=_mean(trials.binomial_mean),
    sample=_sample(trials.beta_binomial_sample),
    cdf=_cdf(trials.beta_binomial_cdf),
    additions=LIMITED | {"trials"},
)
