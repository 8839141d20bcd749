"""Summaries of draws in R's statistics: estimate, error and quantiles."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.lazy import pandas as pd

PROBS = (0.025, 0.975)
# The number of elements that are sorted at a time: they fit into the processor's cache.
_PART = 1 << 16
_MAD = 1.4826  # R's constant: the MAD of a normal distribution is then its standard deviation


def estimates(
    draws: np.ndarray, robust: bool = False, probs: Sequence[float] = PROBS
) -> np.ndarray:
    """Return estimate, error and quantiles over the first axis: (draws, ...) becomes (..., 2 + P).

    Estimate and error are mean and standard deviation (n - 1), or median and MAD if ``robust``. The
    quantiles are R's type 7.
    """
    levels = checked(probs)
    draws_ = np.asarray(draws)
    if draws_.ndim == 1:
        return np.asarray(estimates(draws_[:, None], robust, probs)[0])
    size = max(1, _PART // max(1, draws_[:, :1].size))
    starts = range(0, max(1, draws_.shape[1]), size)
    parts = (np.moveaxis(draws_[:, start : start + size], 0, -1) for start in starts)
    return np.concatenate([_of_series(np.array(p, order="C"), robust, levels) for p in parts])


def _of_series(series: np.ndarray, robust: bool, levels: np.ndarray) -> np.ndarray:
    """Return the statistics over the last axis, which is sorted in place."""
    middle = series.mean(axis=-1)
    series.sort(axis=-1)
    if robust:
        middle = _quantile(series, 0.5)
        deviations = np.abs(series - middle[..., None])
        error = _MAD * _quantile(np.sort(deviations, axis=-1), 0.5)
    else:
        centred = series - middle[..., None]
        with np.errstate(invalid="ignore"):
            variance = np.einsum("...s,...s->...", centred, centred) / (series.shape[-1] - 1.0)
        error = np.sqrt(variance)
        # The mean of equal numbers is that number; rounding must not produce an error.
        is_constant = series[..., 0] == series[..., -1]
        middle, error = (
            np.where(is_constant, series[..., 0], middle),
            np.where(is_constant, 0.0, error),
        )
    return np.stack([middle, error, *(_quantile(series, p) for p in levels)], axis=-1)


def _quantile(ordered: np.ndarray, p: float) -> np.ndarray:
    """Return R's quantile of type 7 of values sorted over the last axis; NaN if one is NaN."""
    at = p * (ordered.shape[-1] - 1)
    below = int(at)
    low, high = ordered[..., below], ordered[..., min(below + 1, ordered.shape[-1] - 1)]
    with np.errstate(invalid="ignore"):
        # Interpolation between equal numbers, infinite ones included, must return that number.
        quantile = np.where(low == high, low, low + (at - below) * (high - low))
    last = ordered[..., -1]
    return np.where(np.isnan(last), last, quantile)


def columns(probs: Sequence[float] = PROBS) -> list[str]:
    """Return brms's names of the statistics: Estimate, Est.Error, Q2.5, Q97.5."""
    return ["Estimate", "Est.Error", *(f"Q{percent(p)}" for p in probs)]


def percent(prob: float) -> str:
    """Return a probability in per cent as R writes it: 0.025 is "2.5"."""
    return f"{100 * prob:.15g}"


def table(
    draws: np.ndarray, names: Sequence[str], robust: bool = False, probs: Sequence[float] = PROBS
) -> pd.DataFrame:
    """Return one line for each variable; ``draws`` is (draws, variables)."""
    return pd.DataFrame(estimates(draws, robust, probs), index=list(names), columns=columns(probs))


def interval(prob: float) -> tuple[float, float]:
    """Return the two probabilities of the central interval with probability ``prob``.

    Raises:
        InvalidArgument: if ``prob`` is not a probability.
    """
    if not isinstance(prob, (int, float)) or not 0 < prob < 1:
        raise InvalidArgument(
            "'prob' must be a single numeric value between 0 and 1.", hint=f"It is {prob!r}."
        )
    return (1 - prob) / 2, (1 + prob) / 2


def checked(probs: Sequence[float]) -> np.ndarray:
    """Return the probabilities as an array.

    Raises:
        InvalidArgument: if one is outside [0, 1].
    """
    levels = np.atleast_1d(np.asarray(probs, dtype=float))
    if not np.all((levels >= 0) & (levels <= 1)):
        raise InvalidArgument(
            "'probs' must lie between 0 and 1.", hint=f"They are {list(probs)!r}."
        )
    return levels
