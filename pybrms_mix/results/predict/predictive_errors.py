"""Errors of predictions: responses minus their predictions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.lazy import xarray as xr
from pybrms_mix.model import values
from pybrms_mix.results.estimates import PROBS
from pybrms_mix.results.fit import Fit, joint_method
from pybrms_mix.results.predict.callers_table import callers_table
from pybrms_mix.results.predict.epred import posterior_epred
from pybrms_mix.results.predict.expected import expected
from pybrms_mix.results.predict.new_responses import sampled
from pybrms_mix.results.predict.of_responses import each_response, summary_of_responses
from pybrms_mix.results.predict.predict import posterior_predict
from pybrms_mix.results.predict.prediction_rows import Given, Rows, Which, repeatable, rows
from pybrms_mix.results.predict.re_formula import ReFormula
from pybrms_mix.results.predict.rows_of_several import one_response
from pybrms_mix.results.predict.rowwise import summary as summarised
from pybrms_mix.results.predict.rowwise import whole

if TYPE_CHECKING:
    from typing_extensions import Unpack


@joint_method
def predictive_error(
    fit: Fit,
    newdata: Any = None,
    re_formula: ReFormula = None,
    *,
    method: Literal["posterior_predict", "posterior_epred"] = "posterior_predict",
    component: Given = None,
    **which: Unpack[Which],
) -> np.ndarray:
    """Return draws of the predictive error: the response minus its prediction.

    Parameters
    ----------
    fit : Fit
        A fit with draws.
    newdata, re_formula, component, **which
        As in ``posterior_predict()``. The rows need a response.
    method : {"posterior_predict", "posterior_epred"}
        The prediction: a new response, or the expected response.

    Returns
    -------
    ndarray
        The errors, shape (draws, N); for several responses without ``resp`` the shape is (draws, N,
        responses). Rows that lack a response have NaN. Only one of several responses of a class may
        be missing in a row.

    Raises
    ------
    UnknownVariable, UnknownLevel, InvalidData
        If ``newdata`` does not fit the model or has no response.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> fit.predictive_error(seed=1).shape
    (600, 60)
    """
    if fit.model.views:
        return _errors_of_responses(fit, newdata, re_formula, method, component, which)
    compute = _errors(fit, method)
    rows_ = rows(fit, newdata, re_formula, response="needed", component=component, **which)
    return whole(rows_, compute)


@joint_method
@callers_table
def residuals(
    fit: Fit,
    newdata: Any = None,
    re_formula: ReFormula = None,
    *,
    method: Literal["posterior_predict", "posterior_epred"] | None = None,
    type: Literal["ordinary", "pearson"] = "ordinary",
    component: Given = None,
    summary: bool = True,
    robust: bool = False,
    probs: Sequence[float] = PROBS,
    **which: Unpack[Which],
) -> pd.DataFrame | xr.DataArray | np.ndarray:
    """Summarise residuals over the draws, row by row.

    With ``component = 2``, all rows have residuals from the prediction of class 2. Rows that do not
    belong to this class have large residuals. ``component = "membership"`` subtracts the prediction
    of each class with the probability that the row belongs to it.

    Parameters
    ----------
    fit : Fit
        A fit with draws.
    newdata, re_formula, component, **which
        As in ``posterior_predict()``. The rows need a response.
    method : {"posterior_predict", "posterior_epred"}, optional
        The prediction that is subtracted from the response. The default follows the dialect of the
        fit: "posterior_epred" for brms 2.18, "posterior_predict" for brms 2.23.
    type : {"ordinary", "pearson"}
        "pearson" divides by the standard deviation of new responses.
    summary, robust, probs
        As in ``predict()``.

    Returns
    -------
    DataFrame, DataArray or ndarray
        One line for each row with the columns Estimate, Est.Error, Q2.5 and Q97.5. For several
        responses without ``resp`` an array with the axes row, statistic and response. Without
        ``summary`` the draws of ``predictive_error()``. Rows that lack one of several responses of
        a class have NaN.

    Raises
    ------
    UnknownVariable, UnknownLevel, InvalidData
        If ``newdata`` does not fit the model or has no response.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> list(fit.residuals())
    ['Estimate', 'Est.Error', 'Q2.5', 'Q97.5']
    """
    if type not in ("ordinary", "pearson"):
        raise InvalidArgument("Argument 'type' should be one of: 'ordinary', 'pearson'.")
    name = method or fit.dialect.residuals
    if fit.model.views:
        draws = _errors_of_responses(
            fit, newdata, re_formula, name, component, which, pearson=type == "pearson"
        )
        return summary_of_responses(fit, newdata, draws, robust, probs) if summary else draws
    compute = _errors(fit, name)
    final = _pearson(compute) if type == "pearson" else compute
    rows_ = rows(fit, newdata, re_formula, response="needed", component=component, **which)
    return summarised(rows_, final, robust, probs) if summary else whole(rows_, final)


def _errors_of_responses(
    fit: Fit,
    newdata: Any,
    re_formula: ReFormula,
    name: str,
    component: Given,
    which: Which,
    *,
    pearson: bool = False,
) -> np.ndarray:
    """Return draws of the predictive errors of all responses, (draws, N, responses)."""
    one_response(fit.model)
    for view in fit.model.views:
        _errors(fit.of_response(view), name)  # refuses other methods, and categories
    options = repeatable(which)
    how: Which = {**options, "ndraws": None, "nsamples": None, "draw_ids": [0]}

    def observed(view: Fit) -> np.ndarray:
        rows_ = rows(view, newdata, re_formula, response="needed", **how)
        return np.atleast_2d(values.observed_response(rows_.model))

    y = each_response(fit, observed)
    new = posterior_predict(fit, newdata, re_formula, component=component, **options)
    assert isinstance(new, np.ndarray)
    means = name == "posterior_epred"
    expectation = posterior_epred(fit, newdata, re_formula, component=component, **options)
    errors: np.ndarray = y - (expectation if means else new)
    return np.asarray(errors / new.std(axis=0, ddof=1)) if pearson else errors


def _errors(fit: Fit, name: str) -> Callable[[Rows], np.ndarray]:
    """Return the function that computes the predictive errors by the method ``name``."""
    if fit.model.mixture.ordinal:
        raise InvalidArgument(
            "Predictive errors are not defined for ordinal or categorical models.",
            hint="fitted() returns the probability of each category in each row.",
        )
    predictions: dict[str, Callable[[Rows], np.ndarray]] = {
        "posterior_predict": lambda part: sampled(part)[0],
        "posterior_epred": expected,
    }
    if name not in predictions:
        methods = ", ".join(map(repr, predictions))
        raise InvalidArgument(f"Argument 'method' should be one of: {methods}.")
    predicted = predictions[name]
    return lambda part: values.observed_response(part.model) - predicted(part)


def _pearson(errors: Callable[[Rows], np.ndarray]) -> Callable[[Rows], np.ndarray]:
    return lambda part: errors(part) / sampled(part)[0].std(axis=0, ddof=1)
