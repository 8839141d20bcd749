"""Predictions of each row from the posterior without this row, as brms's ``loo_predict()``."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.r.fits.importance_sampling import weighted_expectation
from pybrms_mix.r.values.named_matrix import matrix_of
from pybrms_mix.results.fit import Fit

__all__ = ["loo_linpred", "loo_predict", "loo_predictive_interval"]

_TYPES = {"mean": "mean", "var": "variance", "quantile": "quantile"}


def loo_predict(
    fit: Fit, type: str = "mean", probs: Any = 0.5, psis_object: Any = None, **options: Any
) -> np.ndarray:
    """Return means, variances or quantiles of new responses, without the row that is predicted.

    Parameters
    ----------
    fit : Fit
        A fit with draws.
    type : {"mean", "var", "quantile"}
        What to compute.
    probs : float or array_like of float, default 0.5
        The probabilities of the quantiles.
    psis_object : ImportanceWeights, optional
        The weights, from ``psis(-log_lik(fit))``. They are computed if they are not given.
    **options
        Arguments of ``posterior_predict()``.

    Returns
    -------
    ndarray
        Shape (rows,), or (probabilities, rows) for several quantiles.

    Raises
    ------
    InvalidArgument
        If the type is unknown.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> loo_predict(fit).shape
    (60,)
    """
    predictions = fit.posterior_predict(**options)
    return _expected(fit, predictions, type, probs, psis_object)


def loo_linpred(
    fit: Fit, type: str = "mean", probs: Any = 0.5, psis_object: Any = None, **options: Any
) -> np.ndarray:
    """Return means, variances or quantiles of the linear predictor, as ``loo_predict()`` does.

    Parameters
    ----------
    fit, type, probs, psis_object
        As in ``loo_predict()``.
    **options
        Arguments of ``posterior_linpred()``.

    Returns
    -------
    ndarray
        Shape (rows,), or (probabilities, rows) for several quantiles.

    Raises
    ------
    InvalidArgument
        If the type is unknown.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> loo_linpred(fit).shape  # doctest: +SKIP
    (60,)
    """
    return _expected(fit, fit.posterior_linpred(**options), type, probs, psis_object)


def loo_predictive_interval(
    fit: Fit, prob: float = 0.9, psis_object: Any = None, **options: Any
) -> Any:
    """Return predictive intervals of each row from the posterior without this row.

    Parameters
    ----------
    fit, psis_object, **options
        As in ``loo_predict()``.
    prob : float, default 0.9
        The probability of the intervals.

    Returns
    -------
    NamedMatrix
        Shape (rows, 2), with columns such as "5%" and "95%".

    Raises
    ------
    InvalidArgument
        If the probability is no single number between 0 and 1.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> loo_predictive_interval(fit, prob=0.8).columns.tolist()
    ['10%', '90%']
    """
    if np.ndim(prob) or not 0 < prob < 1:
        raise InvalidArgument("Argument 'prob' should be a single number between 0 and 1.")
    tail = (1 - prob) / 2
    bounds = loo_predict(fit, "quantile", [tail, 1 - tail], psis_object, **options)
    return matrix_of(bounds.T, None, [f"{100 * p:.15g}%" for p in (tail, 1 - tail)])


def _expected(fit: Fit, values: Any, type: str, probs: Any, weights: Any) -> np.ndarray:
    if type not in _TYPES:
        raise InvalidArgument(f"'type' should be one of {', '.join(map(repr, _TYPES))}.")
    weights = fit.loo(save_psis=True) if weights is None else weights
    return np.asarray(weighted_expectation(values, weights, _TYPES[type], probs)["value"])
