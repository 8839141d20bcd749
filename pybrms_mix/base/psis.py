"""Pareto-smoothed importance sampling of many rows at once.

Vehtari, Gelman and Gabry (2017); Vehtari, Simpson, Gelman, Yao and Gabry (2024). ArviZ uses one
relative efficiency for all rows. Here each row has its own, as in R's loo.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np

from pybrms_mix.base.lazy import fft

Array: TypeAlias = np.ndarray

HIGH_K = 0.7
"""Pareto's k above which a mean of importance weights is unreliable."""
_LEAST_TAIL = 5
_LEAST_GRID = 30
# The threshold of R's loo: a tail with a smaller spread carries no information.
_FLAT = np.finfo(float).eps / 100


def smoothed(log_ratios: Array, efficiency: Array) -> tuple[Array, Array]:
    """Return normalised log weights of the draws, and Pareto's k of each row.

    Args:
        log_ratios: logs of importance ratios, (draws, rows).
        efficiency: the relative efficiency of each row, (rows,).

    Returns:
        Log weights (draws, rows), whose exponentials sum to 1 over the draws, and k (rows,).
    """
    weights = log_ratios - log_ratios.max(axis=0)
    draws = len(weights)
    tails = _tail_lengths(draws, efficiency)
    k = np.full(weights.shape[1], np.inf)
    enough = tails >= _LEAST_TAIL
    if enough.any():
        longest = int(tails.max())
        order = np.argpartition(weights, draws - longest - 1, axis=0)[draws - longest - 1 :]
        top = np.take_along_axis(weights, order, axis=0)
        inner = np.argsort(top, axis=0, kind="stable")
        order, top = (
            np.take_along_axis(order, inner, axis=0),
            np.take_along_axis(top, inner, axis=0),
        )
        new, tail_shape = _smoothed_tails(top, tails)
        usable = enough & (tail_shape < np.inf)
        replaced = np.where(usable, new, top)
        np.put_along_axis(weights, order, np.minimum(replaced, 0.0), axis=0)
        k = np.where(enough, tail_shape, k)
    weights -= np.log(np.exp(weights).sum(axis=0))
    return weights, k


def _tail_lengths(draws: int, efficiency: Array) -> Array:
    lengths = np.ceil(np.minimum(0.2 * draws, 3 * np.sqrt(draws / efficiency)))
    return np.asarray(lengths, dtype=int)


def tail_shapes(logs: Array, efficiency: Array) -> Array:
    """Return Pareto's k of the upper tails of values, whose logs (draws, rows) are given.

    The tail of a row is as long as that of importance ratios with this relative efficiency.
    """
    tails = _tail_lengths(len(logs), efficiency)
    top = np.sort(logs, axis=0)[len(logs) - int(tails.max()) - 1 :]
    return _smoothed_tails(top, tails)[1]


def _smoothed_tails(top: Array, tails: Array) -> tuple[Array, Array]:
    """Return the sorted largest log weights with each row's own tail smoothed, and k.

    ``top`` is (longest + 1, rows) in ascending order; ``tails`` is the length of each row's tail.
    """
    size = len(top)
    rank = np.arange(size)[:, None] - (size - tails)  # from 0 within the tail
    inside = rank >= 0
    cutoff = np.take_along_axis(top, (size - tails - 1)[None, :], axis=0)
    excess = np.where(inside, np.exp(top) - np.exp(cutoff), 0.0)
    k, sigma = _pareto(excess, tails)
    flat = top[-1] - np.take_along_axis(top, (size - tails)[None, :], axis=0)[0] < _FLAT
    k = np.where(flat | ~np.isfinite(k), np.inf, k)
    with np.errstate(all="ignore"):
        p = (np.where(inside, rank, 0) + 0.5) / tails
        quantiles = sigma * np.expm1(-k * np.log1p(-p)) / k + np.exp(cutoff)
        new = np.where(inside, np.log(quantiles), top)
    return np.where(np.isfinite(k), new, top), k


def _pareto(x: Array, sizes: Array) -> tuple[Array, Array]:
    """Return shape and scale of the generalised Pareto distribution of each column.

    The estimator is that of Zhang and Stephens (2009). As in Vehtari et al. (2024), the shape is
    shrunk towards 0.5. ``x`` is (n, rows), sorted, with zeros before the ``sizes`` values of a row.
    """
    n = len(x)
    grids = _LEAST_GRID + np.floor(np.sqrt(sizes)).astype(int)
    j = np.arange(1, int(grids.max()) + 1)[:, None] - 0.5
    places = n - sizes + np.floor(sizes / 4 + 0.5).astype(int) - 1
    quarter = np.take_along_axis(x, places[None, :], axis=0)
    with np.errstate(all="ignore"):
        theta = 1 / x[-1] + (1 - np.sqrt(grids / j)) / (3 * quarter)
        shape = np.empty(theta.shape)
        for at in range(len(theta)):
            shape[at] = np.log1p(-theta[at] * x).sum(axis=0) / sizes
        profile = sizes * (np.log(-theta / shape) - shape - 1)
        profile = np.where(j < grids, profile, -np.inf)
        weights = np.exp(profile - profile.max(axis=0))
        best = (theta * weights).sum(axis=0) / weights.sum(axis=0)
        k = np.log1p(-best * x).sum(axis=0) / sizes
        sigma = -k / best
    return (k * sizes + 5.0) / (sizes + 10.0), sigma


def relative_efficiency(values: Array) -> Array:
    """Return effective over actual sample size of the mean: (chains, draws, rows) gives (rows,).

    The estimator is Geyer's initial monotone sequence. As in R's loo, chains are not split.
    """
    chains, draws, _ = values.shape
    covariance = _autocovariance(values)
    variance = covariance[0] * draws / (draws - 1)
    total = covariance[0].copy()
    if chains > 1:
        total += values.mean(axis=1).var(axis=0, ddof=1)
    with np.errstate(all="ignore"):
        rho = 1 - (variance - covariance) / total
    rho[0] = 1.0
    tau = _monotone_sum(rho)
    size = chains * draws
    return np.asarray(1 / np.maximum(tau, 1 / np.log10(size)))


def _monotone_sum(rho: Array) -> Array:
    """Return -1 + 2 times the sum of the pairs of lags in Geyer's initial monotone sequence."""
    lags = len(rho) - len(rho) % 2
    even, odd = rho[0:lags:2], rho[1:lags:2]
    pairs = even + odd
    # The first pair is always included; the last possible lags are never included.
    usable = np.arange(0, lags, 2)[:, None] < max(len(rho) - 5, 1)
    positive = (np.nan_to_num(pairs, nan=-1.0) > 0) & usable
    positive[0] = True
    positive_so_far = np.cumprod(positive, axis=0).astype(bool)
    monotone = np.minimum.accumulate(np.where(positive_so_far, pairs, np.inf), axis=0)
    total = np.where(positive_so_far, monotone, 0.0).sum(axis=0)
    stop = positive_so_far.sum(axis=0)
    after = np.take_along_axis(even, np.minimum(stop, len(even) - 1)[None, :], axis=0)[0]
    last = np.where((stop < len(even)) & (after > 0), after, 0.0)
    return np.asarray(-1 + 2 * total + last)


def _autocovariance(values: Array) -> Array:
    """Return the autocovariance of each lag, averaged over the chains: (draws, rows)."""
    draws = values.shape[1]
    length = fft.next_fast_len(2 * draws)
    centred = values - values.mean(axis=1, keepdims=True)
    power = np.abs(fft.rfft(centred, length, axis=1)) ** 2
    return np.asarray(fft.irfft(power.mean(axis=0), length, axis=0)[:draws] / draws)
