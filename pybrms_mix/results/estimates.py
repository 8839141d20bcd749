"""What draws come to, in R's statistics: estimate, error and quantiles."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pybrms_mix.errors import InvalidArgument
from pybrms_mix.lazy import pandas as pd

PROBS = (0.025, 0.975)
_MAD = 1.4826  # R's constant: the MAD of a normal distribution is then its standard deviation


def estimates(
    draws: np.ndarray, robust: bool = False, probs: Sequence[float] = PROBS
) -> np.ndarray:
    """Return estimate, error and quantiles over the first axis: (draws, ...) gives (..., 2 + P).

    Mean and standard deviation (n - 1), or median and MAD if ``robust``; quantiles are R's type 7.
    """
    levels = checked(probs)
    if robust:
        middle = np.median(draws, axis=0)
        error = _MAD * np.median(np.abs(draws - middle), axis=0)
    else:
        middle, error = draws.mean(axis=0), np.std(draws, axis=0, ddof=1)
        # The mean of equal numbers is that number: rounding must not make an error of it.
        same = draws.max(axis=0) == draws.min(axis=0)
        middle, error = np.where(same, draws[0], middle), np.where(same, 0.0, error)
    quantiles = np.quantile(draws, levels, axis=0)
    return np.stack([middle, error, *quantiles], axis=-1)


def columns(probs: Sequence[float] = PROBS) -> list[str]:
    """Return brms's names of the statistics: Estimate, Est.Error, Q2.5, Q97.5."""
    return ["Estimate", "Est.Error", *(f"Q{percent(p)}" for p in probs)]


def percent(prob: float) -> str:
    """Return a probability in per cent as R writes it: 0.025 is "2.5"."""
    return f"{100 * prob:.15g}"


def table(
    draws: np.ndarray, names: Sequence[str], robust: bool = False, probs: Sequence[float] = PROBS
) -> pd.DataFrame:
    """Return one row a variable: ``draws`` is (draws, variables)."""
    return pd.DataFrame(estimates(draws, robust, probs), index=list(names), columns=columns(probs))


def interval(prob: float) -> tuple[float, float]:
    """Return the two probabilities between which ``prob`` lies, as much below as above.

    Raises:
        InvalidArgument: if it is not a probability.
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
