"""R's random numbers: what ``set.seed(1); rnorm(3)`` draws in R, drawn here."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.rscript import counts, deviates, samples
from pybrms_mix.rscript.stream import Stream


class RRandom:
    """R's default generator (Mersenne-Twister, inversion, rejection), with R's functions of it.

    Arguments are R's, positions and names, and are recycled as in R; numbers are those of R (3.6
    or later) for the same seed and the same calls, to the last bits of a double.

    >>> RRandom(1).rnorm(3).round(4)
    array([-0.6265,  0.1836, -0.8356])
    """

    def __init__(self, seed: int | None = None) -> None:
        self.seed(seed)

    def seed(self, seed: int | None = None) -> None:
        """Start again: R's ``set.seed(seed)``; without a seed, anywhere."""
        self._stream = Stream(secrets.randbits(31) if seed is None else int(seed))

    def runif(self, n: Any, min: Any = 0.0, max: Any = 1.0) -> np.ndarray:
        """Return uniform numbers between ``min`` and ``max``."""
        size = _size(n)
        low, high = _recycled(size, min, max)
        varies = low < high
        found = low.copy()
        found[varies] += (high - low)[varies] * self._stream.uniforms(int(varies.sum()))
        return np.where(low <= high, found, np.nan)

    def rnorm(self, n: Any, mean: Any = 0.0, sd: Any = 1.0) -> np.ndarray:
        """Return normal numbers, by inversion of two uniform ones each."""
        size = _size(n)
        means, sds = _recycled(size, mean, sd)
        varies = (sds > 0) & np.isfinite(means)
        found = np.where(sds == 0, means, np.nan)
        found[varies] = means[varies] + sds[varies] * self._stream.normals(int(varies.sum()))
        return found

    def rlnorm(self, n: Any, meanlog: Any = 0.0, sdlog: Any = 1.0) -> np.ndarray:
        """Return lognormal numbers."""
        return np.asarray(np.exp(self.rnorm(n, meanlog, sdlog)))

    def rexp(self, n: Any, rate: Any = 1.0) -> np.ndarray:
        """Return exponential numbers."""
        (rates,) = _recycled(_size(n), rate)
        return np.array([self._stream.exponential() / r for r in rates.tolist()])

    def rgamma(self, n: Any, shape: Any, rate: Any = None, scale: Any = None) -> np.ndarray:
        """Return gamma numbers; ``scale`` is 1 / ``rate``."""
        if rate is not None and scale is not None:
            raise InvalidArgument("specify 'rate' or 'scale' but not both")
        spread = scale if scale is not None else 1 / np.asarray(1.0 if rate is None else rate)
        return self._each(deviates.gamma, n, shape, spread)

    def rchisq(self, n: Any, df: Any) -> np.ndarray:
        """Return chi-squared numbers."""
        return self._each(deviates.chi_squared, n, df)

    def rbeta(self, n: Any, shape1: Any, shape2: Any) -> np.ndarray:
        """Return beta numbers."""
        return self._each(deviates.beta, n, shape1, shape2)

    def rt(self, n: Any, df: Any) -> np.ndarray:
        """Return numbers of Student's t."""
        return self._each(deviates.student, n, df)

    def rweibull(self, n: Any, shape: Any, scale: Any = 1.0) -> np.ndarray:
        """Return Weibull numbers."""
        size = _size(n)
        shapes, scales = _recycled(size, shape, scale)
        return np.asarray(scales * (-np.log(self._stream.uniforms(size))) ** (1 / shapes))

    def rbinom(self, n: Any, size: Any, prob: Any) -> np.ndarray:
        """Return binomial counts among ``size`` trials."""
        return _counts(self._each(counts.binomial, n, size, prob))

    def rpois(self, n: Any, lambda_: Any) -> np.ndarray:
        """Return Poisson counts; ``lambda_`` is R's ``lambda``."""
        return _counts(self._each(counts.poisson, n, lambda_))

    def rnbinom(self, n: Any, size: Any, prob: Any = None, mu: Any = None) -> np.ndarray:
        """Return negative binomial counts, by ``prob`` or by their mean ``mu``."""
        if (prob is None) == (mu is None):
            raise InvalidArgument("one of 'prob' and 'mu' must be given, and not both")
        if mu is None:
            odds = (1 - np.asarray(prob)) / np.asarray(prob)
        else:
            odds = np.asarray(mu) / np.asarray(size)
        return _counts(self._each(counts.negative_binomial, n, size, odds))

    def rlogis(self, n: Any, location: Any = 0.0, scale: Any = 1.0) -> np.ndarray:
        """Return logistic numbers."""
        size = _size(n)
        places, scales = _recycled(size, location, scale)
        share = self._stream.uniforms(size)
        return np.asarray(places + scales * np.log(share / (1 - share)))

    def rcauchy(self, n: Any, location: Any = 0.0, scale: Any = 1.0) -> np.ndarray:
        """Return Cauchy numbers."""
        size = _size(n)
        places, scales = _recycled(size, location, scale)
        return np.asarray(places + scales * np.tan(np.pi * self._stream.uniforms(size)))

    def rgeom(self, n: Any, prob: Any) -> np.ndarray:
        """Return geometric counts: failures before the first success."""
        return _counts(self._each(counts.geometric, n, prob))

    def rshifted_lnorm(
        self, n: Any, meanlog: Any = 0.0, sdlog: Any = 1.0, shift: Any = 0.0
    ) -> np.ndarray:
        """Return lognormal numbers moved by ``shift``, as brms draws them."""
        return np.asarray(shift + self.rlnorm(n, meanlog, sdlog))

    def rexgaussian(self, n: Any, mu: Any, sigma: Any, beta: Any) -> np.ndarray:
        """Return sums of a normal and an exponential number with the mean ``mu``, as brms."""
        start = np.asarray(mu) - np.asarray(beta)
        return np.asarray(self.rnorm(n, start, sigma) + self.rexp(n, 1 / np.asarray(beta)))

    def rstudent_t(self, n: Any, df: Any, mu: Any = 0.0, sigma: Any = 1.0) -> np.ndarray:
        """Return numbers of Student's t with a location and a scale, as brms draws them."""
        return np.asarray(mu + np.asarray(sigma) * self.rt(n, df))

    def rdirichlet(self, n: Any, alpha: Any) -> np.ndarray:
        """Return points of a simplex, one in each row, as brms draws them."""
        weights = np.asarray(alpha, dtype=float)
        size = _size(n)
        drawn = self.rgamma(size * len(weights), np.repeat(weights, size))
        drawn = drawn.reshape(len(weights), size).T
        return np.asarray(drawn / drawn.sum(axis=1, keepdims=True))

    def sample(
        self, x: Any, size: int | None = None, replace: bool = False, prob: Any = None
    ) -> np.ndarray:
        """Return elements of ``x``, or of 1, ..., ``x`` for a number, in random order.

        Raises:
            InvalidArgument: for more elements than there are, without ``replace``.
        """
        one = np.ndim(x) == 0 and not isinstance(x, str)
        values = None if one else np.asarray(x)
        if values is not None and len(values) == 1 and values.dtype.kind in "iuf":
            # R takes a single number for 1:x, also where it came as a vector of one.
            x, values = (values[0], None) if values[0] >= 1 else (x, values)
        among = int(x) if values is None else len(values)
        taken = among if size is None else int(size)
        if not replace and taken > among:
            raise InvalidArgument(
                "cannot take a sample larger than the population when 'replace = FALSE'"
            )
        weights = None if prob is None else np.asarray(prob, dtype=float)
        if weights is not None and len(weights) != among:
            raise InvalidArgument("incorrect number of probabilities")
        at = samples.positions(self._stream, among, taken, replace, weights)
        return at + 1 if values is None else values[at]

    def _each(self, draw: Callable[..., float], n: Any, *given: Any) -> np.ndarray:
        size = _size(n)
        rows = zip(*(v.tolist() for v in _recycled(size, *given)), strict=True)
        return np.array([draw(self._stream, *row) for row in rows], dtype=float)


def _counts(numbers: np.ndarray) -> np.ndarray:
    """Return integers, unless some are missing."""
    return numbers if np.isnan(numbers).any() else numbers.astype(int)


def _size(n: Any) -> int:
    """Return how many numbers are asked for: ``n``, or as many as ``n`` has elements."""
    return int(n) if np.ndim(n) == 0 or np.size(n) == 1 else len(n)


def _recycled(size: int, *given: Any) -> list[np.ndarray]:
    return [np.resize(np.asarray(v, dtype=float), size) for v in given]
