"""Predictions of new responses, and the errors of predictions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.lazy import xarray as xr
from pybrms_mix.results.estimates import PROBS, interval, percent
from pybrms_mix.results.fit import Fit, joint_method, method
from pybrms_mix.results.predict import category_probabilities
from pybrms_mix.results.predict.callers_table import callers_table
from pybrms_mix.results.predict.new_responses import sampled, sampled_together
from pybrms_mix.results.predict.of_responses import (
    refuse_categories,
    summary_of_responses,
)
from pybrms_mix.results.predict.prediction_rows import Given, Rows, Which, rows
from pybrms_mix.results.predict.re_formula import ReFormula
from pybrms_mix.results.predict.rows_of_several import one_response
from pybrms_mix.results.predict.rowwise import summary as summarised

if TYPE_CHECKING:
    from typing_extensions import Unpack


@joint_method
def posterior_predict(
    fit: Fit,
    newdata: Any = None,
    re_formula: ReFormula = None,
    *,
    transform: Callable[[np.ndarray], np.ndarray] | None = None,
    component: Given = None,
    components: bool = False,
    **which: Unpack[Which],
) -> np.ndarray | tuple[np.ndarray, np.ndarray]:
    """Return draws of new responses.

    Each draw first takes a component with the probabilities theta, then a response from it. With
    ``mixture(..., gr = "id")`` all rows of a group take the same component.

    Parameters
    ----------
    fit : Fit
        A fit with draws.
    newdata : DataFrame, optional
        The rows to predict; by default those of the fit. The response may be missing.
    re_formula : optional
        The group-level terms to include: None for all, False or "NA" for none, or R text "~ (1 |
        g)".
    transform : callable, optional
        A function that is applied to the draws.
    component : int or "membership", optional
        The number of a component, from 1, from which all responses come. "membership" draws the
        component of a row from its membership, which is conditional on the observed response of the
        row, or with ``gr`` on all responses of its group.
    components : bool, default False
        Whether to return the component of each draw as well.
    **which
        ``ndraws``, ``draw_ids`` (from 0), ``allow_new_levels``, ``sample_new_levels``, ``seed``;
        see ``Which``.

    Returns
    -------
    ndarray or tuple of ndarray
        The responses, shape (draws, N). With ``components`` a pair ``(y, z)`` of this shape, in
        which z holds the numbers of the components, from 1. For several responses without ``resp``
        the shape is (draws, N, responses); responses of one class take the same component, and z
        has the shape (draws, N).

    Raises
    ------
    UnknownVariable, UnknownLevel, InvalidData
        If ``newdata`` does not fit the model.

    See Also
    --------
    posterior_epred : draws of expected responses.
    predict : a summary of the draws.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> fit.posterior_predict(seed=1).shape
    (600, 60)
    """
    one_response(fit.model)
    rows_ = rows(fit, newdata, re_formula, component=component, **which)
    draw = sampled_together if fit.model.views else sampled
    parts = [draw(part) for part in rows_.blocks()]
    y = _joined([y for y, _ in parts])
    y = _transformed(y, transform)
    return (y, _joined([z for _, z in parts])) if components else y


def _transformed(y: np.ndarray, transform: Callable[[np.ndarray], np.ndarray] | None) -> np.ndarray:
    """Return the responses as the user's function transforms them.

    Raises:
        InvalidArgument: if the function does not return one number for each response.
    """
    if transform is None:
        return y
    transformed = np.asarray(transform(y))
    if transformed.shape != y.shape or transformed.dtype.kind not in "biuf":
        raise InvalidArgument(
            f"'transform' must return an array with the shape of its argument, {y.shape}.",
            hint="For example numpy.exp.",
        )
    return transformed


@joint_method
@callers_table
def predict(
    fit: Fit,
    newdata: Any = None,
    re_formula: ReFormula = None,
    *,
    transform: Callable[[np.ndarray], np.ndarray] | None = None,
    component: Given = None,
    summary: bool = True,
    robust: bool = False,
    probs: Sequence[float] = PROBS,
    **which: Unpack[Which],
) -> pd.DataFrame | xr.DataArray | np.ndarray:
    """Summarise new responses row by row.

    Parameters
    ----------
    fit : Fit
        A fit with draws.
    newdata, re_formula, transform, component, **which
        As in ``posterior_predict()``.
    summary : bool, default True
        Whether to summarise the draws.
    robust : bool, default False
        Whether estimate and error are median and MAD in place of mean and standard deviation.
    probs : sequence of float
        The probabilities of the quantiles.

    Returns
    -------
    DataFrame, DataArray or ndarray
        One line for each row with the columns Estimate, Est.Error, Q2.5 and Q97.5. For ordered
        categories the columns "P(Y = 1)", ... hold the relative frequencies of the categories. For
        several responses without ``resp`` an array with the axes row, statistic and response.
        Without ``summary`` the draws of ``posterior_predict()``.

    Raises
    ------
    UnknownVariable, UnknownLevel, InvalidData
        If ``newdata`` does not fit the model.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> list(fit.predict(seed=1))
    ['Estimate', 'Est.Error', 'Q2.5', 'Q97.5']
    """
    multiple = bool(fit.model.views)
    if multiple and summary:
        refuse_categories(fit)
    if multiple or not summary:
        draws = posterior_predict(
            fit, newdata, re_formula, transform=transform, component=component, **which
        )
        assert isinstance(draws, np.ndarray)
        return summary_of_responses(fit, newdata, draws, robust, probs) if summary else draws
    rows_ = rows(fit, newdata, re_formula, component=component, **which)
    if rows_.model.mixture.ordinal:
        return _shares(rows_)
    return summarised(rows_, lambda part: _transformed(sampled(part)[0], transform), robust, probs)


def _shares(rows_: Rows) -> pd.DataFrame:
    names = category_probabilities.names(rows_.model)
    parts = [sampled(part)[0] for part in rows_.blocks()]
    cells = [np.stack([(y == k + 1).mean(axis=0) for k in range(len(names))], 1) for y in parts]
    return pd.DataFrame(np.concatenate(cells), index=rows_.index, columns=names)


@method
@callers_table
def predictive_interval(
    fit: Fit,
    newdata: Any = None,
    re_formula: ReFormula = None,
    *,
    prob: float = 0.9,
    component: Given = None,
    **which: Unpack[Which],
) -> pd.DataFrame:
    """Return the central interval of new responses, row by row.

    Parameters
    ----------
    fit : Fit
        A fit with draws.
    newdata, re_formula, component, **which
        As in ``posterior_predict()``.
    prob : float, default 0.9
        The probability of the interval.

    Returns
    -------
    DataFrame
        One line for each row. The two columns are the ends of the interval, named by their
        probabilities: ``5%`` and ``95%`` for ``prob=0.9``.

    Raises
    ------
    UnknownVariable, UnknownLevel, InvalidData
        If ``newdata`` does not fit the model.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> list(fit.predictive_interval(seed=1))
    ['5%', '95%']
    """
    ends = interval(prob)
    rows_ = rows(fit, newdata, re_formula, component=component, **which)
    parts = [np.quantile(sampled(part)[0], ends, axis=0).T for part in rows_.blocks()]
    names = [f"{percent(end)}%" for end in ends]
    return pd.DataFrame(np.concatenate(parts), index=rows_.index, columns=names)


def _joined(parts: list[np.ndarray]) -> np.ndarray:
    return parts[0] if len(parts) == 1 else np.concatenate(parts, axis=1)
