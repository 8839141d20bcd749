"""The proportion of the response's variance that a fit explains."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.public_calls import warn
from pybrms_mix.base.takes import Seed
from pybrms_mix.model import values
from pybrms_mix.results.compare.pointwise_criteria import importance
from pybrms_mix.results.estimates import PROBS, columns, estimates
from pybrms_mix.results.fit import Fit, joint_method
from pybrms_mix.results.mixture.membership import pointwise
from pybrms_mix.results.predict.expected import expected
from pybrms_mix.results.predict.prediction_rows import Rows, rows
from pybrms_mix.results.predict.re_formula import ReFormula


@joint_method
def bayes_R2(  # noqa: N802 - brms's name
    fit: Fit, *, re_formula: ReFormula = None, summary: bool = True, robust: bool = False,
    probs: Sequence[float] = PROBS,
) -> pd.DataFrame | np.ndarray:  # fmt: skip
    """Return the Bayesian R2.

    R2 is the variance of the expected responses, divided by this variance plus the variance of the
    residuals. The expected response of a mixture is the mean over its components. R2 therefore
    counts the predictors of a row and not the component of the row: without predictors it is 0,
    however far apart the components are. ``classification_entropy()`` measures their separation.

    Parameters
    ----------
    fit : Fit
        A fit with draws.
    re_formula, summary, robust, probs
        As in ``predict()``. With ``re_formula=False`` R2 counts the population-level predictors
        alone.

    Returns
    -------
    DataFrame or ndarray
        A table of one line, or without ``summary`` the draws. Several responses have a line each,
        "R2y", and draws of the shape (draws, responses).

    References
    ----------
    Gelman, Goodrich, Gabry and Vehtari (2019), with the residual variance of brms.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> list(fit.bayes_R2())
    ['Estimate', 'Est.Error', 'Q2.5', 'Q97.5']
    """
    if fit.model.views:
        return _each(
            fit, lambda view: bayes_R2(view, re_formula=re_formula, summary=False),
            summary, robust, probs,
        )  # fmt: skip
    if fit.model.mixture.ordinal:
        warn(
            "Predictions are treated as continuous variables in 'bayes_R2' which is likely invalid "
            "for ordinal families."
        )
    explained, residual = _Variance(), _Variance()
    for part in rows(fit, re_formula=re_formula).blocks():
        observed = part.model.response().observed
        mean = expected(part)[:, observed]
        explained.add(mean)
        residual.add(values.response(part.model)[0][observed] - mean)
    draws = explained.value / (explained.value + residual.value)
    return _table(draws, robust, probs) if summary else draws


@joint_method
def loo_R2(  # noqa: N802 - brms's name
    fit: Fit,
    *,
    summary: bool = True,
    robust: bool = False,
    probs: Sequence[float] = PROBS,
    seed: Seed | None = None,
) -> pd.DataFrame | np.ndarray:
    """Return R2 of leave-one-out predictions.

    The distribution of R2 comes from the Bayesian bootstrap of the rows.

    Parameters
    ----------
    fit : Fit
        A fit with draws.
    summary, robust, probs
        As in ``predict()``.
    seed : int, optional
        The seed of the bootstrap.

    Returns
    -------
    DataFrame or ndarray
        A table of one line, or without ``summary`` the draws. Several responses have a line each,
        "R2y", and draws of the shape (draws, responses).

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> list(fit.loo_R2())
    ['Estimate', 'Est.Error', 'Q2.5', 'Q97.5']
    """
    if fit.model.views:
        again = int(np.random.default_rng(seed).integers(2**31))
        return _each(
            fit, lambda view: loo_R2(view, summary=False, seed=again), summary, robust, probs
        )
    rows_ = rows(fit, seed=seed)
    left_out = np.concatenate([_left_out(part, fit.posterior.chains) for part in rows_.blocks()])
    observed = rows_.model.response().observed
    y = np.asarray(values.response(rows_.model)[0], dtype=float)[observed]
    left_out, draws = left_out[observed], np.empty(rows_.S)
    for batch in values.parts(rows_.S, len(y)):
        weights = rows_.rng.exponential(size=(len(draws[batch]), len(y)))
        weights /= weights.sum(axis=1, keepdims=True)
        draws[batch] = 1 - _weighted_variance(left_out - y, weights) / _weighted_variance(
            y, weights
        )
    draws = np.clip(draws, -1, 1)
    return _table(draws, robust, probs) if summary else draws


def _left_out(part: Rows, chains: int) -> np.ndarray:
    """Return the expected response of each row under the posterior without this row."""
    weights = values.by_row(part.model, importance(pointwise(part), chains)[0])
    return np.asarray((np.exp(weights) * expected(part)).sum(axis=0))


def _weighted_variance(x: np.ndarray, weights: np.ndarray) -> np.ndarray:
    return np.asarray(weights @ np.square(x) - np.square(weights @ x))


def _each(
    fit: Fit,
    of: Callable[[Fit], Any],
    summary: bool,
    robust: bool,
    probs: Sequence[float],
) -> pd.DataFrame | np.ndarray:
    """Return R2 of each response: one line for each, or one column of draws for each."""
    draws = np.stack([of(fit.of_response(resp)) for resp in fit.model.views], axis=1)
    if not summary:
        return draws
    index = [f"R2{resp}" for resp in fit.model.views]
    return pd.DataFrame(estimates(draws, robust, probs), index=index, columns=columns(probs))


def _table(draws: np.ndarray, robust: bool, probs: Sequence[float]) -> pd.DataFrame:
    cells = estimates(draws[:, None], robust, probs)
    return pd.DataFrame(cells, index=["R2"], columns=columns(probs))


class _Variance:
    """Running variance over rows for each draw, with rows in parts (Chan, Golub and LeVeque)."""

    def __init__(self) -> None:
        self._count = 0
        self._mean: np.ndarray = np.zeros(1)
        self._squares: np.ndarray = np.zeros(1)

    def add(self, x: np.ndarray) -> None:
        """Add further rows: (draws, rows)."""
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
