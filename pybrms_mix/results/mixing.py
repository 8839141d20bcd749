"""R-hat and effective sample sizes of the draws of one variable, shape (chains, draws).

Functions of several variables take a first axis for the variables.

Source: Vehtari, Gelman, Simpson, Carpenter and Bürkner (2021), as R's posterior computes them.
The numbers equal those of posterior 1.4.0 up to rounding errors. ArviZ has the same measures, but
adds one further lag of the autocorrelations if half a chain has an odd number of draws. Importing
ArviZ takes longer than sampling most models.
"""

from __future__ import annotations

from functools import lru_cache
from statistics import NormalDist

import numpy as np

from pybrms_mix.base.lazy import special

_ONE_SD = np.array([0.1586553, 0.8413447])  # the probabilities that posterior uses


def rhat(draws: np.ndarray) -> float:
    """Return the larger R-hat of normal scores: of the draws, of their distances to the median."""
    return float(rhats(draws[np.newaxis])[0])


def rhats(draws: np.ndarray) -> np.ndarray:
    """Return R-hat of each of several variables, whose draws have the shape (variables, ...)."""
    middles = np.median(draws, axis=(1, 2), keepdims=True)
    folded = np.abs(draws - middles)
    scale, distances = (_potential_scale(_scores(_halves(x))) for x in (draws, folded))
    return np.where(distances > scale, distances, scale)


def ess_bulk(draws: np.ndarray) -> float:
    """Return the effective sample size of normal scores of the draws."""
    return _ess(_scores(_halves(draws)))


def ess_tail(draws: np.ndarray) -> float:
    """Return the smaller effective sample size of the indicators of the 5% and 95% quantiles.

    The result is NaN if no draw lies beyond one of the quantiles, as for counts that rarely differ,
    because such draws hold no information on that tail.
    """
    below = [draws <= np.quantile(draws, p) for p in (0.05, 0.95)]
    if any(b.all() for b in below):
        return float("nan")
    return min(_ess(_halves(b.astype(float))) for b in below)


def mcse_mean(draws: np.ndarray) -> float:
    """Return the Monte Carlo standard error of the mean."""
    return float(np.std(draws, ddof=1) / np.sqrt(_ess(_halves(draws))))


def rhat_basic(draws: np.ndarray) -> float:
    """Return the R-hat of split chains without ranks."""
    return float(_potential_scale(_halves(draws)))


def ess_of_rstan(draws: np.ndarray) -> float:
    """Return the effective sample size in the summary of a stanfit.

    The chains are not split, and the autocovariance at lag t is a mean over N - t pairs of draws.
    The sum over the lags is Geyer's initial monotone sequence.
    """
    size, number = draws.size, draws.shape[1]
    covariances = (_autocovariances(draws) * number / (number - np.arange(number))).mean(axis=0)
    within = covariances[0] * number / (number - 1)
    between = np.var(np.mean(draws, axis=1), ddof=1) if len(draws) > 1 else 0.0
    correlations = 1 - (within - covariances) / (covariances[0] + between)
    correlations[0] = 1
    pairs = correlations[: number // 2 * 2].reshape(-1, 2).sum(axis=1)
    ends = np.flatnonzero(pairs < 0)
    positive = pairs[: ends[0]] if ends.size else pairs
    tau = -1 + 2 * np.sum(np.minimum.accumulate(positive))
    return float(size / max(tau, 1 / np.log10(size)))


def ess_mean(draws: np.ndarray) -> float:
    """Return the effective sample size for the mean, of split chains without ranks."""
    return _ess(_halves(draws))


def ess_sd(draws: np.ndarray) -> float:
    """Return the effective sample size for the standard deviation, from distances to the mean."""
    return _ess(_halves(np.abs(draws - draws.mean())))


def ess_quantile(draws: np.ndarray, probability: float) -> float:
    """Return the effective sample size for a quantile, from the indicator of smaller draws."""
    return _ess(_halves((draws <= np.quantile(draws, probability)).astype(float)))


def mcse_sd(draws: np.ndarray) -> float:
    """Return the Monte Carlo standard error of the standard deviation.

    The variance of the squared distances to the mean is propagated to the standard deviation by
    its derivative, with the effective sample size of these squares.
    """
    squares = (draws - draws.mean()) ** 2
    variance = squares.mean()
    of_variance = ((squares**2).mean() - variance**2) / _ess(_halves(squares))
    return float(np.sqrt(of_variance / variance / 4))


def mcse_quantile(draws: np.ndarray, probability: float) -> float:
    """Return the Monte Carlo standard error of a quantile.

    The rank of the quantile has a beta distribution that depends on the effective sample size. The
    standard error is half the distance between the draws at its 16% and 84% quantiles.
    """
    size = ess_quantile(draws, probability)
    shape = size * probability + 1, size * (1 - probability) + 1
    ordered = np.sort(draws, axis=None)
    ends = special.betaincinv(*shape, _ONE_SD) * ordered.size
    lower = ordered[max(int(np.floor(ends[0])), 1) - 1]
    upper = ordered[min(int(np.ceil(ends[1])), ordered.size) - 1]
    return float((upper - lower) / 2)


def mcse_median(draws: np.ndarray) -> float:
    """Return the Monte Carlo standard error of the median."""
    return mcse_quantile(draws, 0.5)


def _halves(draws: np.ndarray) -> np.ndarray:
    """Split each chain into two halves, without the middle draw if their number is odd."""
    half = draws.shape[-1] // 2
    return np.concatenate([draws[..., :half], draws[..., -half:]], axis=-2)


def _scores(draws: np.ndarray) -> np.ndarray:
    """Return normal scores of the ranks; equal draws have the mean of their ranks.

    The draws have the shape (chains, draws) or (variables, chains, draws).
    """
    flat = draws.reshape(*draws.shape[:-2], -1)
    order = np.argsort(flat, axis=-1)
    ordered = np.take_along_axis(flat, order, axis=-1)
    size = flat.shape[-1]
    positions = np.arange(size)
    differs = np.diff(ordered, axis=-1) != 0
    edge = np.ones((*differs.shape[:-1], 1), dtype=bool)
    begins, ends = np.append(edge, differs, axis=-1), np.append(differs, edge, axis=-1)
    # The first and the last position among the draws that are equal.
    first = np.maximum.accumulate(np.where(begins, positions, 0), axis=-1)
    backwards = np.where(ends, positions, size)[..., ::-1]
    last = np.minimum.accumulate(backwards, axis=-1)[..., ::-1]
    scores = np.empty(flat.shape)
    np.put_along_axis(scores, order, _score_table(size)[first + last], axis=-1)
    return scores.reshape(draws.shape)


@lru_cache(maxsize=8)
def _score_table(size: int) -> np.ndarray:
    """Return Blom's scores of the ranks 1, 1.5, 2, ..., ``size``."""
    quantile = NormalDist().inv_cdf
    ranks = (1 + i / 2 for i in range(2 * size - 1))
    return np.array([quantile((rank - 0.375) / (size + 0.25)) for rank in ranks])


def _potential_scale(chains: np.ndarray) -> np.ndarray:
    """Return the square root of pooled over within-chain variance, one for each variable."""
    draws = chains.shape[-1]
    within = np.mean(np.var(chains, axis=-1, ddof=1), axis=-1)
    between = draws * np.var(np.mean(chains, axis=-1), axis=-1, ddof=1)
    return np.asarray(np.sqrt((between / within + draws - 1) / draws))


def _ess(chains: np.ndarray) -> float:
    """Return the effective sample size: Geyer's initial monotone sequence over all chains."""
    size, draws = chains.size, chains.shape[1]
    covariances = _autocovariances(chains).mean(axis=0)
    within = covariances[0] * draws / (draws - 1)
    pooled = covariances[0] + np.var(np.mean(chains, axis=1), ddof=1)
    correlations = 1 - (within - covariances) / pooled
    correlations[0] = 1
    even, odd = correlations[: draws // 2 * 2].reshape(-1, 2).T
    pairs = even + odd
    if np.isnan(pairs).any():
        return float("nan")
    last = (draws - 4) // 2  # posterior's sum stops four lags before the last one
    ends = np.flatnonzero(pairs[: last + 1] <= 0)
    end = int(ends[0]) if ends.size else last
    # If the sum ends at the last lag and not at a negative pair, posterior keeps a negative last
    # term.
    final = even[end] if pairs[end] >= 0 else max(even[end], 0.0)
    tau = -1 + 2 * np.sum(np.minimum.accumulate(pairs[:end])) + final
    tau = tau if end else 2.0  # for an empty sum, posterior takes the autocorrelation at lag 0
    return float(size / max(tau, 1 / np.log10(size)))


def _autocovariances(chains: np.ndarray) -> np.ndarray:
    """Return the autocovariances of each chain at all lags, by the fast Fourier transform."""
    draws = chains.shape[1]
    length = 1 << (2 * draws - 1).bit_length()
    spectrum = np.fft.rfft(chains - chains.mean(axis=1, keepdims=True), length, axis=1)
    power = spectrum.real**2 + spectrum.imag**2
    return np.asarray(np.fft.irfft(power, length, axis=1)[:, :draws] / draws)
