"""R's random numbers: ``set.seed(1); rnorm(3)`` gives the same numbers as in R."""

from __future__ import annotations

import math
import secrets
from collections.abc import Callable
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.lazy import linalg
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.values.named_matrix import matrix_of
from pybrms_mix.r.values.r_vectors import NUMBER, numeric, read, to_python
from pybrms_mix.rscript.random import counts, deviates, samples
from pybrms_mix.rscript.random.brms_draws import BrmsDraws
from pybrms_mix.rscript.random.stream import Stream


class RRandom(BrmsDraws):
    """R's default random number generator (Mersenne-Twister, inversion, rejection).

    The methods have the names and arguments of R's functions; arguments are recycled as in R. The
    numbers equal those of R 3.6 or later for the same seed and the same calls, up to the last bits
    of a double.

    >>> RRandom(1).rnorm(3).round(4)
    array([-0.6265,  0.1836, -0.8356])
    """

    def __init__(self, seed: Any = None, *, rounding: bool = False) -> None:
        self._rounding = rounding
        self.seed(seed)

    def seed(self, seed: Any = None, *, rounding: bool | None = None) -> None:
        """Set the seed as R's ``set.seed(seed)`` does; None gives an arbitrary seed.

        A vector with one element stands for its element. With ``rounding``, `sample` draws as
        ``sample.kind = "Rounding"`` and R before 3.6; this remains for later seeds.
        """
        self._rounding = self._rounding if rounding is None else rounding
        number = seed if np.ndim(seed) == 0 else np.asarray(seed).item()
        start = secrets.randbits(31) if number is None else int(number)
        self._stream = Stream(start, rounding=self._rounding)

    def runif(self, n: Any, min: Any = 0.0, max: Any = 1.0) -> np.ndarray:
        """Return ``n`` uniform random numbers between ``min`` and ``max``."""
        size = _size(n)
        low, high = _recycled(size, min, max)
        varies = low < high
        numbers = low.copy()
        numbers[varies] += (high - low)[varies] * self._stream.uniforms(int(varies.sum()))
        return np.where(low <= high, numbers, np.nan)

    def jitter(self, x: Any, factor: float = 1.0, amount: float | None = None) -> np.ndarray:
        """Return ``jitter(x)``: numbers with uniform noise.

        Without ``amount`` the noise is at most a fifth of the smallest difference of the numbers,
        times ``factor``; an amount of 0 stands for a fiftieth of their range.
        """
        values = np.asarray(numeric(read(x)).data, dtype=float)
        present = values[np.isfinite(values)]
        wide = float(np.ptp(present)) or abs(float(present.min())) or 1.0
        if amount is None:
            rounded = np.unique(np.round(present, 3 - math.floor(math.log10(wide))))
            steps = np.diff(rounded)
            first = float(rounded[0])
            step = float(steps.min()) if len(steps) else first / 10 or wide / 10
            amount = factor / 5 * abs(step)
        elif amount == 0:
            amount = factor * wide / 50
        return np.asarray(values + self.runif(len(values), -amount, amount))

    def rnorm(self, n: Any, mean: Any = 0.0, sd: Any = 1.0) -> np.ndarray:
        """Return ``n`` normal random numbers, each by inversion from two uniform numbers."""
        size = _size(n)
        means, sds = _recycled(size, mean, sd)
        varies = (sds > 0) & np.isfinite(means)
        numbers = np.where(sds == 0, means, np.nan)
        numbers[varies] = means[varies] + sds[varies] * self._stream.normals(int(varies.sum()))
        return numbers

    def rlnorm(self, n: Any, meanlog: Any = 0.0, sdlog: Any = 1.0) -> np.ndarray:
        """Return ``n`` lognormal random numbers."""
        return np.asarray(np.exp(self.rnorm(n, meanlog, sdlog)))

    def rexp(self, n: Any, rate: Any = 1.0) -> np.ndarray:
        """Return ``n`` exponential random numbers."""
        (rates,) = _recycled(_size(n), rate)
        return np.array([self._stream.exponential() / r for r in rates.tolist()])

    def rgamma(self, n: Any, shape: Any, rate: Any = None, scale: Any = None) -> np.ndarray:
        """Return ``n`` gamma random numbers; ``scale`` is 1 / ``rate``."""
        if rate is not None and scale is not None:
            raise InvalidArgument("specify 'rate' or 'scale' but not both")
        spread = scale if scale is not None else 1 / np.asarray(1.0 if rate is None else rate)
        return self._each(deviates.gamma, n, shape, spread)

    def rchisq(self, n: Any, df: Any) -> np.ndarray:
        """Return ``n`` chi-squared random numbers."""
        return self._each(deviates.chi_squared, n, df)

    def rbeta(self, n: Any, shape1: Any, shape2: Any) -> np.ndarray:
        """Return ``n`` beta random numbers."""
        return self._each(deviates.beta, n, shape1, shape2)

    def rt(self, n: Any, df: Any) -> np.ndarray:
        """Return ``n`` Student t random numbers."""
        return self._each(deviates.student, n, df)

    def rweibull(self, n: Any, shape: Any, scale: Any = 1.0) -> np.ndarray:
        """Return ``n`` Weibull random numbers."""
        size = _size(n)
        shapes, scales = _recycled(size, shape, scale)
        return np.asarray(scales * (-np.log(self._stream.uniforms(size))) ** (1 / shapes))

    def rbinom(self, n: Any, size: Any, prob: Any) -> np.ndarray:
        """Return ``n`` binomial counts, each from ``size`` trials."""
        return _counts(self._each(counts.binomial, n, size, prob))

    def rmultinom(self, n: Any, size: int, prob: Any) -> Any:
        """Return ``n`` multinomial counts as columns; named probabilities name the rows.

        Raises:
            InvalidArgument: if a probability is negative or missing, or all are zero.
        """
        shares = np.asarray(prob, dtype=float)
        if not (shares >= 0).all() or shares.sum() <= 0:
            raise InvalidArgument("the probabilities must be non-negative, and not all zero")
        shares = shares / shares.sum()
        draws = np.array(
            [self._one_multinomial(int(np.asarray(size).item()), shares) for _ in range(_size(n))]
        )
        return matrix_of(draws.T.reshape(len(shares), -1), read(prob).names)

    def _one_multinomial(self, trials: int, shares: np.ndarray) -> list[int]:
        counts_ = [0] * len(shares)
        rest = 1.0
        for at, share in enumerate(shares[:-1].tolist()):
            if share > 0:
                part = share / rest
                counts_[at] = (
                    int(counts.binomial(self._stream, trials, part)) if part < 1 else trials
                )
                trials -= counts_[at]
            if trials <= 0:
                return counts_
            rest -= share
        counts_[-1] = trials
        return counts_

    def rpois(self, n: Any, lambda_: Any) -> np.ndarray:
        """Return ``n`` Poisson counts; ``lambda_`` is R's ``lambda``."""
        return _counts(self._each(counts.poisson, n, lambda_))

    def rnbinom(self, n: Any, size: Any, prob: Any = None, mu: Any = None) -> np.ndarray:
        """Return ``n`` negative binomial counts, specified by ``prob`` or by their mean ``mu``."""
        if (prob is None) == (mu is None):
            raise InvalidArgument("one of 'prob' and 'mu' must be given, and not both")
        if mu is None:
            odds = (1 - np.asarray(prob)) / np.asarray(prob)
        else:
            odds = np.asarray(mu) / np.asarray(size)
        return _counts(self._each(counts.negative_binomial, n, size, odds))

    def rlogis(self, n: Any, location: Any = 0.0, scale: Any = 1.0) -> np.ndarray:
        """Return ``n`` logistic random numbers."""
        size = _size(n)
        places, scales = _recycled(size, location, scale)
        share = self._stream.uniforms(size)
        return np.asarray(places + scales * np.log(share / (1 - share)))

    def rcauchy(self, n: Any, location: Any = 0.0, scale: Any = 1.0) -> np.ndarray:
        """Return ``n`` Cauchy random numbers."""
        size = _size(n)
        places, scales = _recycled(size, location, scale)
        return np.asarray(places + scales * np.tan(np.pi * self._stream.uniforms(size)))

    def rgeom(self, n: Any, prob: Any) -> np.ndarray:
        """Return ``n`` geometric counts: the failures before the first success."""
        return _counts(self._each(counts.geometric, n, prob))

    def rshifted_lnorm(
        self, n: Any, meanlog: Any = 0.0, sdlog: Any = 1.0, shift: Any = 0.0
    ) -> np.ndarray:
        """Return ``n`` lognormal random numbers shifted by ``shift``, drawn as in brms."""
        return np.asarray(shift + self.rlnorm(n, meanlog, sdlog))

    def rexgaussian(self, n: Any, mu: Any, sigma: Any, beta: Any) -> np.ndarray:
        """Return ``n`` exponentially modified normal numbers with mean ``mu``, drawn as in brms."""
        start = np.asarray(mu) - np.asarray(beta)
        return np.asarray(self.rnorm(n, start, sigma) + self.rexp(n, 1 / np.asarray(beta)))

    def rstudent_t(self, n: Any, df: Any, mu: Any = 0.0, sigma: Any = 1.0) -> np.ndarray:
        """Return ``n`` Student t numbers with location and scale, drawn as in brms."""
        return np.asarray(mu + np.asarray(sigma) * self.rt(n, df))

    def rdirichlet(self, n: Any, alpha: Any) -> np.ndarray:
        """Return an array with ``n`` rows, each a point of a simplex, drawn as in brms."""
        weights = np.asarray(alpha, dtype=float)
        size = _size(n)
        gammas = self.rgamma(size * len(weights), np.repeat(weights, size))
        gammas = gammas.reshape(len(weights), size).T
        return np.asarray(gammas / gammas.sum(axis=1, keepdims=True))

    def mvrnorm(self, n: Any, mu: Any, Sigma: Any) -> Any:  # noqa: N803
        """Return ``n`` draws from a multivariate normal distribution, as MASS's ``mvrnorm()``.

        One draw is a vector; several draws are the rows of a matrix, with the names of ``mu``.
        """
        mean, covariance = np.asarray(mu, dtype=float), np.asarray(Sigma, dtype=float)
        # LAPACK's routine that R calls, since the signs of the eigenvectors matter.
        values, vectors = linalg.eigh(np.atleast_2d(covariance), driver="evr")
        values, vectors = values[::-1], vectors[:, ::-1]
        if np.any(values < -1e-6 * abs(values[0])):
            raise InvalidArgument("'Sigma' is not positive definite")
        size = _size(n)
        z = self.rnorm(size * len(mean)).reshape(len(mean), size)
        draws = (mean[:, None] + vectors * np.sqrt(np.maximum(values, 0)) @ z).T
        result = draws[0] if size == 1 else draws
        names = mu.index if isinstance(mu, pd.Series) else None
        if names is None and isinstance(Sigma, pd.DataFrame):
            names = Sigma.columns
        if names is None:
            return result
        return pd.Series(result, names) if size == 1 else pd.DataFrame(result, columns=names)

    def sample(
        self, x: Any, size: int | None = None, replace: bool = False, prob: Any = None
    ) -> Any:
        """Return elements of ``x`` in random order; a number ``x`` stands for 1, ..., ``x``.

        A factor stays a factor, and elements keep their names.

        Raises:
            InvalidArgument: if ``size`` exceeds the number of elements and ``replace`` is False.
        """
        vector = read(x)
        # R takes a single number as 1:x, even if it was computed as a vector of length one.
        is_number = vector.kind == NUMBER and len(vector) == 1 and bool(vector.data[0] >= 1)
        among = int(vector.data[0]) if is_number else len(vector)
        count = among if size is None else int(np.asarray(size).item())
        if not replace and count > among:
            raise InvalidArgument(
                "cannot take a sample larger than the population when 'replace = FALSE'"
            )
        weights = None if prob is None else np.asarray(prob, dtype=float)
        if weights is not None and len(weights) != among:
            raise InvalidArgument("incorrect number of probabilities")
        at = samples.positions(self._stream, among, count, replace, weights)
        if is_number:
            return at + 1
        is_plain = isinstance(x, np.ndarray) and x.dtype != object
        return x[at] if is_plain else to_python(vector.take(at.astype(float)))

    def _each(self, draw: Callable[..., float], n: Any, *parameters: Any) -> np.ndarray:
        size = _size(n)
        rows = zip(*(v.tolist() for v in _recycled(size, *parameters)), strict=True)
        return np.array([draw(self._stream, *row) for row in rows], dtype=float)


def _counts(numbers: np.ndarray) -> np.ndarray:
    """Return counts as integers, unless some counts are missing."""
    return numbers if np.isnan(numbers).any() else numbers.astype(int)


def _size(n: Any) -> int:
    """Return the number of draws: ``n`` itself, or the length of ``n`` if it is a vector."""
    return int(np.asarray(n).item()) if np.size(n) == 1 else len(n)


def _recycled(size: int, *parameters: Any) -> list[np.ndarray]:
    return [np.resize(np.asarray(v, dtype=float), size) for v in parameters]
