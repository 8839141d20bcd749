"""Families of the number of successes in a number of trials."""

from __future__ import annotations

import numpy as np

from pybrms_mix.base.lazy import special
from pybrms_mix.family import truncated
from pybrms_mix.family.base import Array, Density, Dpars, Extra, Family, Support
from pybrms_mix.family.derived import TRIALS, TRIALS_VALUES
from pybrms_mix.family.dpars import ALWAYS, FROM_ZERO, LIMITED, PHI, PROBABILITY, UNIT_LINKS, mu
from pybrms_mix.family.numeric import log_choose, mu_is_mean, summed_cdf


def _bernoulli_log_density(y: Array, d: Dpars, extra: Extra) -> Array:
    with np.errstate(divide="ignore"):
        return np.where(y == 1, np.log(d["mu"]), np.log1p(-d["mu"]))


def _bernoulli_sample(rng: np.random.Generator, d: Dpars, extra: Extra) -> Array:
    return (rng.random(d["mu"].shape) < d["mu"]).astype(np.int64)


BERNOULLI = Family(
    name="bernoulli",
    dpars=(mu(PROBABILITY),),
    values="int",
    support=Support(0, 1),
    density=Density(
        "bernoulli", ("mu",), pointwise="bernoulli", derived=("Y_vector",), vanishes=True
    ),
    fused={
        "logit": Density(
            "bernoulli_logit",
            ("mu",),
            pointwise="bernoulli_logit",
            derived=("Y_half",),
            summed=True,
            costed=True,
        )
    },
    log_density=_bernoulli_log_density,
    mean=mu_is_mean,
    sample=_bernoulli_sample,
    additions=ALWAYS,
    recode=True,
)


def binomial_log_density(y: Array, d: Dpars, extra: Extra) -> Array:
    """Return the log probability of y successes in ``extra["trials"]`` trials."""
    n = extra["trials"]
    constant = log_choose(n, y)
    return constant + special.xlogy(y, d["mu"]) + special.xlog1py(n - y, -d["mu"])


def binomial_mean(d: Dpars, extra: Extra) -> Array:
    """Return the expected number of successes."""
    return d["mu"] * extra["trials"]


def binomial_cdf(y: Array, d: Dpars, extra: Extra) -> Array:
    """Return the distribution function at integers y >= -1."""
    n = extra["trials"]
    inside = special.betainc(np.maximum(n - y, 0.5), np.maximum(y, 0) + 1.0, 1 - d["mu"])
    return np.where(y < 0, 0.0, np.where(y >= n, 1.0, inside))


def binomial_ccdf(y: Array, d: Dpars, extra: Extra) -> Array:
    """Return the survival function at integers y >= -1."""
    n = extra["trials"]
    inside = special.betainc(np.maximum(y, 0) + 1.0, np.maximum(n - y, 0.5), d["mu"])
    return np.where(y < 0, 1.0, np.where(y >= n, 0.0, inside))


def binomial_sample(rng: np.random.Generator, d: Dpars, extra: Extra) -> Array:
    """Return draws from the binomial distribution."""
    return rng.binomial(np.asarray(extra["trials"], dtype=np.int64), d["mu"])


BINOMIAL = Family(
    name="binomial",
    dpars=(mu(PROBABILITY),),
    values="int",
    support=FROM_ZERO,
    density=Density(
        "binomial", ("trials", "mu"), pointwise="binomial", derived=TRIALS, vanishes=True
    ),
    fused={
        "logit": Density(
            "binomial_logit",
            ("trials", "mu"),
            pointwise="binomial_logit",
            derived=TRIALS,
            costed=True,
        )
    },
    log_density=binomial_log_density,
    mean=binomial_mean,
    truncated=truncated.binomial,
    sample=binomial_sample,
    cdf=binomial_cdf,
    ccdf=binomial_ccdf,
    additions=LIMITED | {"trials"},
)


def beta_binomial_log_density(y: Array, d: Dpars, extra: Extra) -> Array:
    """Return the log probability for a beta distributed success probability.

    The beta distribution has mean mu and precision phi.
    """
    n = extra["trials"]
    a, b = d["mu"] * d["phi"], (1 - d["mu"]) * d["phi"]
    return log_choose(n, y) + special.betaln(y + a, n - y + b) - special.betaln(a, b)


def beta_binomial_cdf(y: Array, d: Dpars, extra: Extra) -> Array:
    """Return the distribution function at integers y >= -1, by summation."""
    return summed_cdf(beta_binomial_log_density, y, d, extra)


def beta_binomial_sample(rng: np.random.Generator, d: Dpars, extra: Extra) -> Array:
    """Return draws from the beta-binomial distribution."""
    share = rng.beta(d["mu"] * d["phi"], (1 - d["mu"]) * d["phi"])
    return rng.binomial(np.asarray(extra["trials"], dtype=np.int64), share)


BETA_BINOMIAL = Family(
    name="beta_binomial",
    dpars=(mu(UNIT_LINKS), PHI),
    values="int",
    support=FROM_ZERO,
    density=Density(
        "beta_binomial",
        ("trials", "mu * phi", "(1 - mu) * phi"),
        pointwise="beta_binomial",
        derived=TRIALS,
        functions=("distinct", "lgamma_ratio", "beta_binomial_each"),
        shared="beta_binomial_shared",
        shared_derived=TRIALS_VALUES,
    ),
    log_density=beta_binomial_log_density,
    mean=binomial_mean,
    sample=beta_binomial_sample,
    cdf=beta_binomial_cdf,
    additions=LIMITED | {"trials"},
)
