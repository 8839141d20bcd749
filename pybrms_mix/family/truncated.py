"""The means of responses that are truncated to an interval, in closed form.

Each function takes the parameters and the addition terms, and returns an array (draws, N). The
addition terms ``lb`` and ``ub`` are the bounds, which are infinite if there is none. A count may be
equal to a bound.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from pybrms_mix.base.lazy import special
from pybrms_mix.family.base import Array, Dpars, Extra

_Tail = Callable[[Array], Array]


def _between(below: _Tail, above: _Tail, lower: Array, upper: Array) -> Array:
    """Return the probability of an interval, as a difference in the tail that contains it."""
    with np.errstate(invalid="ignore"):
        return np.where(
            below(lower) > 0.5, above(lower) - above(upper), below(upper) - below(lower)
        )


def _normal(lower: Array, upper: Array) -> Array:
    return _between(special.ndtr, lambda z: special.ndtr(-z), lower, upper)


def gaussian(d: Dpars, extra: Extra) -> Array:
    """Return the mean of a truncated normal distribution."""
    lower, upper = ((extra[side] - d["mu"]) / d["sigma"] for side in ("lb", "ub"))
    # An interval below the mean is the mirror image of one above it.
    is_left = upper < 0
    near, far = np.where(is_left, -upper, lower), np.where(is_left, -lower, upper)
    return d["mu"] + d["sigma"] * np.where(is_left, -1, 1) * _standard(near, far)


def _standard(lower: Array, upper: Array) -> Array:
    """Return the mean of a truncated standard normal distribution, also far out in a tail."""
    with np.errstate(invalid="ignore", over="ignore"):
        density = [np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi) for z in (lower, upper)]
        plain = (density[0] - density[1]) / _normal(lower, upper)
        z = np.maximum(lower, 0.0)
        rest = np.exp((z**2 - upper**2) / 2)
        tails = special.erfcx(z / np.sqrt(2)) - rest * special.erfcx(upper / np.sqrt(2))
        return np.where(lower > 1, (1 - rest) / (np.sqrt(np.pi / 2) * tails), plain)


def student(d: Dpars, extra: Extra) -> Array:
    """Return the mean of a truncated t distribution; it exists for nu over 1."""
    nu = d["nu"]
    lower, upper = ((extra[side] - d["mu"]) / d["sigma"] for side in ("lb", "ub"))
    constant = special.gammaln((nu + 1) / 2) - special.gammaln(nu / 2) - np.log(nu * np.pi) / 2

    def share(z: Array) -> Array:
        # The integral of z times the density, from z to infinity.
        with np.errstate(divide="ignore"):
            return np.exp(constant + (1 - nu) / 2 * np.log1p(z**2 / nu)) * nu / (nu - 1)

    inside = _between(lambda z: special.stdtr(nu, z), lambda z: special.stdtr(nu, -z), lower, upper)
    return d["mu"] + d["sigma"] * (share(lower) - share(upper)) / inside


def lognormal(d: Dpars, extra: Extra) -> Array:
    """Return the mean of a truncated lognormal distribution."""
    with np.errstate(divide="ignore"):
        logs = [np.log(np.maximum(extra[side], 0.0)) for side in ("lb", "ub")]
    lower, upper = ((log - d["mu"]) / d["sigma"] for log in logs)
    shifted = _normal(lower - d["sigma"], upper - d["sigma"])
    return np.exp(d["mu"] + d["sigma"] ** 2 / 2) * shifted / _normal(lower, upper)


def _gamma(shape: Array, lower: Array, upper: Array) -> Array:
    return _between(
        lambda x: special.gammainc(shape, x), lambda x: special.gammaincc(shape, x), lower, upper
    )


def gamma(d: Dpars, extra: Extra) -> Array:
    """Return the mean of a truncated gamma distribution."""
    shape = d["shape"]
    lower, upper = (np.maximum(extra[side], 0.0) * shape / d["mu"] for side in ("lb", "ub"))
    return d["mu"] * _gamma(shape + 1, lower, upper) / _gamma(shape, lower, upper)


def exponential(d: Dpars, extra: Extra) -> Array:
    """Return the mean of a truncated exponential distribution."""
    return gamma({**d, "shape": np.ones(())}, extra)


def weibull(d: Dpars, extra: Extra) -> Array:
    """Return the mean of a truncated Weibull distribution, whose mean without bounds is mu."""
    shape = d["shape"]
    scale = d["mu"] / special.gamma(1 + 1 / shape)
    lower, upper = ((np.maximum(extra[side], 0.0) / scale) ** shape for side in ("lb", "ub"))
    shifted = _gamma(1 + 1 / shape, lower, upper)
    return d["mu"] * shifted / _gamma(np.ones(()), lower, upper)


def _counted(below: _Tail, above: _Tail, extra: Extra) -> Array:
    """Return the probability of the counts from ``lb`` to ``ub``, both included."""
    lower = np.ceil(extra["lb"]) - 1
    return _between(below, above, lower, np.floor(extra["ub"]))


def _poisson(rate: Array, extra: Extra, shift: int = 0) -> Array:
    """Return the probability that a Poisson count plus ``shift`` lies within the bounds."""

    def below(y: Array) -> Array:
        k = np.maximum(y - shift, -1.0)
        return np.where(k < 0, 0.0, special.gammaincc(np.maximum(k, 0) + 1, rate))

    def above(y: Array) -> Array:
        k = np.maximum(y - shift, -1.0)
        return np.where(k < 0, 1.0, special.gammainc(np.maximum(k, 0) + 1, rate))

    return _counted(below, above, extra)


def poisson(d: Dpars, extra: Extra) -> Array:
    """Return the mean of a truncated Poisson distribution: y p(y | mu) = mu p(y - 1 | mu)."""
    rate = d["mu"] * extra["denom"] if "denom" in extra else d["mu"]
    return rate * _poisson(rate, extra, 1) / _poisson(rate, extra)


def _negbinomial(mean: Array, shape: Array, extra: Extra, shift: int = 0) -> Array:
    p, q = shape / (shape + mean), mean / (shape + mean)

    def tail(y: Array, *, under: bool) -> Array:
        k = np.maximum(y - shift, -1.0)
        count = np.where(np.isfinite(k), np.maximum(k, 0), 0.0) + 1
        share = special.betainc(shape, count, p) if under else special.betainc(count, shape, q)
        return np.where(np.isposinf(k), float(under), np.where(k < 0, float(not under), share))

    return _counted(lambda y: tail(y, under=True), lambda y: tail(y, under=False), extra)


def _of_negbinomial(mean: Array, shape: Array, extra: Extra) -> Array:
    """Return the mean: y p(y | mu, shape) is mu p(y - 1) with a larger mean and shape."""
    more = _negbinomial(mean * (shape + 1) / shape, shape + 1, extra, 1)
    return mean * more / _negbinomial(mean, shape, extra)


def negbinomial(d: Dpars, extra: Extra) -> Array:
    """Return the mean of a truncated negative binomial distribution."""
    times = extra.get("denom", np.ones(()))
    return _of_negbinomial(d["mu"] * times, d["shape"] * times, extra)


def negbinomial2(d: Dpars, extra: Extra) -> Array:
    """Return the mean of a truncated negative binomial distribution whose shape is 1 / sigma."""
    return negbinomial({"mu": d["mu"], "shape": 1 / d["sigma"]}, extra)


def geometric(d: Dpars, extra: Extra) -> Array:
    """Return the mean of a truncated geometric distribution."""
    return negbinomial({"mu": d["mu"], "shape": np.ones(())}, extra)


def _binomial(size: Array, p: Array, extra: Extra, shift: int = 0) -> Array:
    def tail(y: Array, *, under: bool) -> Array:
        k = np.clip(y - shift, -1.0, size)
        count, rest = np.maximum(k, 0.0), np.maximum(size - np.maximum(k, 0.0), 0.0)
        share = (
            special.betainc(np.maximum(rest, 1e-300), count + 1, 1 - p)
            if under
            else special.betainc(count + 1, np.maximum(rest, 1e-300), p)
        )
        share = np.where(rest == 0, float(under), share)
        return np.where(k < 0, float(not under), share)

    return _counted(lambda y: tail(y, under=True), lambda y: tail(y, under=False), extra)


def binomial(d: Dpars, extra: Extra) -> Array:
    """Return the mean of a truncated binomial distribution."""
    size, p = np.asarray(extra["trials"], dtype=float), d["mu"]
    return size * p * _binomial(size - 1, p, extra, 1) / _binomial(size, p, extra)
