"""How much of the response's variance a fit explains."""

from __future__ import annotations

import warnings
from collections.abc import Sequence

import numpy as np

from pybrms_mix.base.errors import PybrmsWarning
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.model import values
from pybrms_mix.results.compare.loo import importance
from pybrms_mix.results.estimates import PROBS, columns, estimates
from pybrms_mix.results.fit import Fit, method
from pybrms_mix.results.mixture.membership import pointwise
from pybrms_mix.results.predict.epred import expected
from pybrms_mix.results.predict.prediction_rows import Rows, rows


@method
def bayes_R2(  # noqa: N802 - brms's name
    fit: Fit, *, summary: bool = True, robust: bool = False, probs: Sequence[float] = PROBS
) -> pd.DataFrame | np.ndarray:
    """Return the Bayesian R2: variance of the means over itself plus variance of the residuals.

    A table of one line, or without ``summary`` the draws. Source: Gelman, Goodrich, Gabry and
    Vehtari (2019), with residual-based variance as brms.

    The mean of a row of a mixture is that over its components. So R2 counts what predictors say of
    a row, and not what its component does: without predictors it is 0, however far the components
    are apart. ``classification_entropy()`` says how well they are.
    """
    if fit.model.mixture.ordinal:
        warnings.warn(
            "Predictions are treated as continuous variables in 'bayes_R2' which is likely invalid "
            "for ordinal families.",
            PybrmsWarning,
            stacklevel=2,
        )
    explained, left = _Variance(), _Variance()
    for part in rows(fit).blocks():
        mean = expected(part)
        explained.add(mean)
        left.add(values.response(part.model)[0] - mean)
    draws = explained.value / (explained.value + left.value)
    return _table(draws, robust, probs) if summary else draws


@method
def loo_R2(  # noqa: N802 - brms's name
    fit: Fit,
    *,
    summary: bool = True,
    robust: bool = False,
    probs: Sequence[float] = PROBS,
    seed: int | None = None,
) -> pd.DataFrame | np.ndarray:
    """Return the R2 of leave-one-out predictions: its distribution by the Bayesian bootstrap."""
    found = rows(fit, seed=seed)
    left_out = np.concatenate([_left_out(part, fit.posterior.chains) for part in found.blocks()])
    y = np.asarray(values.response(found.model)[0], dtype=float)
    draws = np.empty(found.S)
    for few in values.parts(found.S, found.N):
        weights = found.rng.exponential(size=(len(draws[few]), found.N))
        weights /= weights.sum(axis=1, keepdims=True)
        draws[few] = 1 - _weighted_variance(left_out - y, weights) / _weighted_variance(y, weights)
    draws = np.clip(draws, -1, 1)
    return _table(draws, robust, probs) if summary else draws


def _left_out(part: Rows, chains: int) -> np.ndarray:
    """Return the mean that is expected of each row without that row."""
    weights = values.by_row(part.model, importance(pointwise(part), chains)[0])
    return np.asarray((np.exp(weights) * expected(part)).sum(axis=0))


def _weighted_variance(x: np.ndarray, weights: np.ndarray) -> np.ndarray:
    return np.asarray(weights @ np.square(x) - np.square(weights @ x))


def _table(draws: np.ndarray, robust: bool, probs: Sequence[float]) -> pd.DataFrame:
    cells = estimates(draws[:, None], robust, probs)
    return pd.DataFrame(cells, index=["R2"], columns=columns(probs))


class _Variance:
    """The variance over rows of each draw, where rows come in parts (Chan, Golub, LeVeque)."""

    def __init__(self) -> None:
        self._count = 0
        self._mean: np.ndarray = np.zeros(1)
        self._squares: np.ndarray = np.zeros(1)

    def add(self, x: np.ndarray) -> None:
        """Take further rows in: (draws, rows)."""
        count, mean = x.shape[1], x.mean(axis=1)
        total = self._count + count
        shift = mean - self._mean
        squares = np.square(x - mean[:, None]).sum(axis=1)
        self._squares = self._squares + squares + np.square(shift) * self._count * count / total
        self._mean = self._mean + shift * count / total
        self._count = total

    @property
    def value(self) -> np.ndarray:
        """Return the variances, (draws,)."""
        return self._squares / (self._count - 1)
