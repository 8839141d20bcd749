"""The proportion of the response's variance that a fit explains."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.public_calls import warn
from pybrms_mix.model import values
from pybrms_mix.results.compare.pointwise_criteria import importance
from pybrms_mix.results.estimates import PROBS, columns, estimates
from pybrms_mix.results.fit import Fit, joint_method
from pybrms_mix.results.mixture.membership import pointwise
from pybrms_mix.results.predict.expected import expected
from pybrms_mix.results.predict.new_table import Need
from pybrms_mix.results.predict.prediction_rows import Rows, Which, repeatable, rows
from pybrms_mix.results.predict.re_formula import ReFormula

if TYPE_CHECKING:
    from typing_extensions import Unpack


@joint_method
def bayes_R2(  # noqa: N802 - brms's name
    fit: Fit, *, newdata: Any = None, re_formula: ReFormula = None, summary: bool = True,
    robust: bool = False, probs: Sequence[float] = PROBS, **which: Unpack[Which],
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
    newdata, re_formula, summary, robust, probs, **which
        As in ``predict()``. The rows need a response. With ``re_formula=False`` R2 counts the
        population-level predictors alone.

    Returns
    -------
    DataFrame or ndarray
        A table of one line, or without ``summary`` the draws. Several responses have a line each,
        "R2y", and draws of the shape (draws, responses).

    Raises
    ------
    UnknownVariable, UnknownLevel, InvalidData
        If ``newdata`` does not fit the model or has no response.

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
            fit, summary, robust, probs, which,
            lambda view, shared: bayes_R2(
                view, newdata=newdata, re_formula=re_formula, summary=False, **shared
            ),
        )  # fmt: skip
    if fit.model.mixture.ordinal:
        warn(
            "Predictions are treated as continuous variables in 'bayes_R2' which is likely invalid "
            "for ordinal families."
        )
    explained, residual = _Variance(), _Variance()
    for part in rows(fit, newdata, re_formula, response=_need(newdata), **which).blocks():
        observed = part.model.response().observed
        mean = expected(part)[:, observed]
        explained.add(mean)
        residual.add(values.response(part.model)[0][observed] - mean)
    draws = explained.value / (explained.value + residual.value)
    return _table(fit, draws, robust, probs) if summary else draws


@joint_method
def loo_R2(  # noqa: N802 - brms's name
    fit: Fit,
    *,
    newdata: Any = None,
    re_formula: ReFormula = None,
    summary: bool = True,
    robust: bool = False,
    probs: Sequence[float] = PROBS,
    **which: Unpack[Which],
) -> pd.DataFrame | np.ndarray:
    """Return R2 of leave-one-out predictions.

    The distribution of R2 comes from the Bayesian bootstrap of the rows.

    Parameters
    ----------
    fit : Fit
        A fit with draws.
    newdata, re_formula, summary, robust, probs, **which
        As in ``predict()``. The rows need a response. ``seed`` is the seed of the bootstrap too.

    Returns
    -------
    DataFrame or ndarray
        A table of one line, or without ``summary`` the draws. Several responses have a line each,
        "R2y", and draws of the shape (draws, responses).

    Raises
    ------
    UnknownVariable, UnknownLevel, InvalidData
        If ``newdata`` does not fit the model or has no response.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> list(fit.loo_R2())
    ['Estimate', 'Est.Error', 'Q2.5', 'Q97.5']
    """
    if fit.model.views:
        return _each(
            fit, summary, robust, probs, which,
            lambda view, shared: loo_R2(
                view, newdata=newdata, re_formula=re_formula, summary=False, **shared
            ),
        )  # fmt: skip
    rows_ = rows(fit, newdata, re_formula, response=_need(newdata), **which)
    draws_of_fit = fit.posterior.chains * fit.posterior.per_chain
    chains = fit.posterior.chains if draws_of_fit == rows_.S else 1
    left_out = np.concatenate([_left_out(part, chains) for part in rows_.blocks()])
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
    return _table(fit, draws, robust, probs) if summary else draws


def _left_out(part: Rows, chains: int) -> np.ndarray:
    """Return the expected response of each row under the posterior without this row."""
    weights = values.by_row(part.model, importance(pointwise(part), chains)[0])
    return np.asarray((np.exp(weights) * expected(part)).sum(axis=0))


def _weighted_variance(x: np.ndarray, weights: np.ndarray) -> np.ndarray:
    return np.asarray(weights @ np.square(x) - np.square(weights @ x))


def _need(newdata: Any) -> Need:
    """Return whether rows need a response: the fit may lack some, which R2 leaves out."""
    return "unused" if newdata is None else "needed"


def _each(
    fit: Fit,
    summary: bool,
    robust: bool,
    probs: Sequence[float],
    which: Which,
    of: Callable[[Fit, Which], Any],
) -> pd.DataFrame | np.ndarray:
    """Return R2 of each response: one line for each, or one column of draws for each.

    All responses have the same draws and the same seed.
    """
    options = repeatable(which)
    draws = np.stack([of(fit.of_response(resp), options) for resp in fit.model.views], axis=1)
    if not summary:
        return draws
    index = [f"R2{resp}" for resp in fit.model.views]
    return pd.DataFrame(estimates(draws, robust, probs), index=index, columns=columns(probs))


def _table(fit: Fit, draws: np.ndarray, robust: bool, probs: Sequence[float]) -> pd.DataFrame:
    cells = estimates(draws[:, None], robust, probs)
    return pd.DataFrame(cells, index=[f"R2{fit.model.mixture.resp}"], columns=columns(probs))


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
