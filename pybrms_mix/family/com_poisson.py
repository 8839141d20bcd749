"""The Conway-Maxwell-Poisson family, whose normalising constant is a series."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from pybrms_mix.base.lazy import special
from pybrms_mix.family.base import Array, Density, Dpars, Extra, Family
from pybrms_mix.family.derived import COUNTS
from pybrms_mix.family.dpars import COUNT, FROM_ZERO, LIMITED, SHAPE, mu

_MOST_TERMS = 10_000
# Terms below exp(-36) no longer change the sum in double precision.
_SMALLEST = -36.0
_LOG_1_5 = float(np.log(1.5))


def _residual(d: Dpars) -> tuple[Array, Array]:
    """Return the residual series of the asymptotic constant, and its derivative in log(mu).

    Source: Gaunt, Iyengar, Olde Daalhuis & Simsek (2019), doi:10.1007/s10463-017-0629-6.
    """
    nu, x = d["shape"], d["shape"] * d["mu"]
    excess = np.square(nu) - 1
    first = excess / 24 / x
    second = excess / 1152 * (np.square(nu) + 23) / np.square(x)
    third = excess / 414720 * (5 * nu**4 - 298 * np.square(nu) + 11237) / x**3
    return first + second + third, -(first + 2 * second + 3 * third)


def _asymptotic(d: Dpars) -> Array:
    """Return whether brms uses the asymptotic constant in place of the series."""
    log_mu = np.log(d["mu"])
    return (log_mu * d["shape"] >= _LOG_1_5) & (log_mu >= _LOG_1_5)


def _terms(d: Dpars) -> Iterator[tuple[int, Array]]:
    """Yield k and the log of the k-th term of the series, until further terms are negligible."""
    log_mu, nu = np.log(d["mu"]), d["shape"]
    direct = ~_asymptotic(d)
    for k in range(_MOST_TERMS):
        term = nu * (k * log_mu - special.gammaln(k + 1.0))
        yield k, term
        if k > 0 and not np.any(direct & (term > _SMALLEST)):
            return


def _log_constant(d: Dpars) -> Array:
    total = np.full(np.broadcast_shapes(np.shape(d["mu"]), np.shape(d["shape"])), -np.inf)
    for _, term in _terms(d):
        total = np.logaddexp(total, term)
    nu, log_mu = d["shape"], np.log(d["mu"])
    with np.errstate(invalid="ignore", divide="ignore"):
        rest = (np.log(2 * np.pi) + log_mu) * (nu - 1) / 2 + np.log(nu) / 2
        large = nu * d["mu"] + np.log1p(_residual(d)[0]) - rest
    return np.where(_asymptotic(d), large, total)


def _log_density(y: Array, d: Dpars, extra: Extra) -> Array:
    return d["shape"] * (y * np.log(d["mu"]) - special.gammaln(y + 1.0)) - _log_constant(d)


def _mean(d: Dpars, extra: Extra) -> Array:
    """Return the mean: the derivative of the log constant in log(mu), divided by the shape."""
    log_total = _log_constant(d)
    total = np.zeros(log_total.shape)
    for k, term in _terms(d):
        total += np.where(_asymptotic(d), 0.0, k * np.exp(np.minimum(term - log_total, 0)))
    residual, slope = _residual(d)
    nu = d["shape"]
    large = d["mu"] + (slope / (1 + residual) - (nu - 1) / 2) / nu
    return np.where(_asymptotic(d), large, total)


def _cdf(y: Array, d: Dpars, extra: Extra) -> Array:
    log_total, log_mu, nu = _log_constant(d), np.log(d["mu"]), d["shape"]
    total = np.zeros(np.broadcast_shapes(np.shape(y), log_total.shape))
    for k in range(int(np.max(y, initial=-1)) + 1):
        term = np.exp(nu * (k * log_mu - special.gammaln(k + 1.0)) - log_total)
        total += np.where(k <= y, term, 0.0)
    return np.minimum(total, 1.0)


def _sample(rng: np.random.Generator, d: Dpars, extra: Extra) -> Array:
    """Return draws by inversion. The number of passes is the largest drawn count."""
    log_total, log_mu, nu = _log_constant(d), np.log(d["mu"]), d["shape"]
    remaining = rng.random(log_total.shape)
    draws = np.zeros(log_total.shape, dtype=np.int64)
    for k in range(_MOST_TERMS):
        remaining = remaining - np.exp(nu * (k * log_mu - special.gammaln(k + 1.0)) - log_total)
        above = remaining > 0
        draws += above
        # Rounding may leave a uniform number above the last cumulative probability: stop there.
        if not above.any() or (k > np.max(d["mu"]) and np.max(remaining) < 1e-14):
            break
    return draws


COM_POISSON = Family(
    name="com_poisson",
    dpars=(mu(COUNT), SHAPE),
    values="int",
    support=FROM_ZERO,
    density=Density(
        "com_poisson",
        ("mu", "shape"),
        functions=("com_poisson",),
        shared="com_poisson_shared",
        shared_derived=COUNTS,
    ),
    fused={
        "log": Density(
            "com_poisson",
            ("exp(mu)", "shape"),
            functions=("com_poisson",),
            shared="com_poisson_log_shared",
            shared_derived=COUNTS,
        )
    },
    log_density=_log_density,
    costly=True,
    mean=_mean,
    sample=_sample,
    cdf=_cdf,
    additions=LIMITED,
)
