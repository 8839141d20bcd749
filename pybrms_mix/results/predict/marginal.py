"""Predictions, comparisons and slopes over the draws, for single rows and averaged over rows.

Names and arguments follow the R and Python packages marginaleffects.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, did_you_mean
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.design.columns import table
from pybrms_mix.results.estimates import estimates
from pybrms_mix.results.fit import Fit, method
from pybrms_mix.results.mixture.membership import membership
from pybrms_mix.results.predict.averages import Averages, By, Wts, columns_of
from pybrms_mix.results.predict.callers_table import converted, library
from pybrms_mix.results.predict.callers_table import rows as rows_of
from pybrms_mix.results.predict.marginal_draws import STATISTICS, Marginal, joined
from pybrms_mix.results.predict.prediction_rows import Given, Which, repeatable
from pybrms_mix.results.predict.quantity import Quantity
from pybrms_mix.results.predict.re_formula import ReFormula
from pybrms_mix.results.predict.rows_of_several import of_any_rows
from pybrms_mix.results.predict.rowwise import whole
from pybrms_mix.results.predict.variable_contrasts import (
    Variables,
    column_of,
    contrasts,
    variables_to_change,
)

if TYPE_CHECKING:
    from typing_extensions import Unpack

Scale = Literal["response", "link"]
# the step of the difference quotients of slopes, as a fraction of the range of the variable
_STEP = 1e-4
_COMPARED: Mapping[str, Callable[[np.ndarray, np.ndarray], np.ndarray]] = {
    "difference": lambda high, low: high - low,
    "ratio": lambda high, low: high / low,
    "lnratio": lambda high, low: np.log(high) - np.log(low),
    "lift": lambda high, low: (high - low) / low,
    "lnor": lambda high, low: _logit(high) - _logit(low),
}


@method
def predictions(
    fit: Fit,
    newdata: Any = None,
    re_formula: ReFormula = None,
    *,
    by: By = False,
    type: Scale = "response",
    dpar: str | None = None,
    component: Given = None,
    wts: Wts = None,
    prob: float = 0.95,
    **which: Unpack[Which],
) -> Marginal:
    """Return posterior predictions of expected values, for rows or averaged over rows.

    Parameters
    ----------
    fit : Fit
        A fit with draws.
    newdata : DataFrame, optional
        The rows to predict; by default those of the fit.
    re_formula : optional
        The group-level terms to include; by default all.
    by : bool, str or sequence of str, default False
        False returns one line for each row. True averages over all rows. Names of columns average
        within the groups that these columns form.
    type : {"response", "link"}
        The scale: the expected response, or the linear predictor of ``dpar``.
    dpar : str, optional
        A distributional parameter in place of the response: "mu2", "sigma1", "theta2".
    component : int or "membership", optional
        The number of a component, from 1: the expected response given this component.
        "membership" weights the components by the membership of each row, given its observed
        response.
    wts : str or array-like, optional
        The weights of the rows in averages: a column, or a value for each row. "membership" is the
        membership of each row in the component ``component``, draw by draw: averages are then taken
        over the members of this class.
    prob : float, default 0.95
        The probability of the interval.
    **which
        ``ndraws``, ``draw_ids``, ``seed``, ...; see ``Which``.

    Returns
    -------
    Marginal
        A table with one line for each row or group, and its draws.

    Raises
    ------
    UnknownVariable, UnknownLevel, InvalidData
        If ``newdata`` does not fit the model.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> fit.predictions(by=True).table.round(2)
       estimate  std_error  conf_low  conf_high
    0      0.51       0.27     -0.02       1.08
    """
    quantity, data, average = _prepared(
        fit, newdata, re_formula, type, dpar, component, which, by=by, wts=wts
    )
    return _in_callers_library(
        _lines(average(quantity(data)), data, by, prob, {}), fit, newdata, by
    )


@method
def comparisons(
    fit: Fit,
    variables: Variables = None,
    newdata: Any = None,
    re_formula: ReFormula = None,
    *,
    comparison: str = "difference",
    by: By = False,
    type: Scale = "response",
    dpar: str | None = None,
    component: Given = None,
    wts: Wts = None,
    prob: float = 0.95,
    **which: Unpack[Which],
) -> Marginal:
    """Compare predictions at two values of a variable while all other variables stay.

    Parameters
    ----------
    fit : Fit
        A fit with draws.
    variables : str, iterable of str or mapping, optional
        The variables to change; by default all predictors. A mapping gives the values. For a
        number: a step (the default is 1: from x to x + 1), a pair of values, "sd" (one standard
        deviation, centred at x), "iqr" or "minmax". For a factor: "reference" (each level against
        the first, the default), "sequential", "pairwise", or a pair of levels.
    newdata, re_formula, by, type, dpar, component, wts, prob, **which
        As in ``predictions()``.
    comparison : {"difference", "ratio", "lnratio", "lift", "lnor"}
        The function of the high and the low prediction. With ``by``, predictions are averaged
        before they are compared.

    Returns
    -------
    Marginal
        A table with one line for each contrast and row or group, and its draws.

    Raises
    ------
    InvalidArgument
        For a variable that the model does not use, and for an unknown comparison.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> fit.comparisons("x", by=True).table.round(2)
      term contrast  estimate  std_error  conf_low  conf_high
    0    x       +1     -0.32       0.29     -0.93       0.21
    >>> len(fit.comparisons({"x": "sd"}, component=2).table)
    60
    """
    if comparison not in _COMPARED:
        raise InvalidArgument(
            f"Argument 'comparison' should be one of: {', '.join(map(repr, _COMPARED))}.",
            hint=did_you_mean(comparison, _COMPARED),
        )
    quantity, data, average = _prepared(
        fit, newdata, re_formula, type, dpar, component, which, by=by, wts=wts
    )
    parts = []
    for name, how in variables_to_change(fit.model, variables).items():
        for contrast, high, low in contrasts(fit.model, data, name, how):
            pair = [average(quantity(data.assign(**{name: v}))) for v in (high, low)]
            compared = _COMPARED[comparison](*pair)
            facts = {"term": name, "contrast": contrast}
            parts.append(_lines(compared, data, by, prob, facts))
    return _in_callers_library(joined(parts), fit, newdata, by)


@method
def slopes(
    fit: Fit,
    variables: Variables = None,
    newdata: Any = None,
    re_formula: ReFormula = None,
    *,
    by: By = False,
    type: Scale = "response",
    dpar: str | None = None,
    component: Given = None,
    wts: Wts = None,
    prob: float = 0.95,
    **which: Unpack[Which],
) -> Marginal:
    """Return derivatives of predictions with respect to numeric variables.

    The derivative is a central difference quotient with a step of 1e-4 of the range of the
    variable.

    Parameters
    ----------
    fit : Fit
        A fit with draws.
    variables : str or iterable of str, optional
        Numeric variables; by default all numeric predictors.
    newdata, re_formula, by, type, dpar, component, wts, prob, **which
        As in ``predictions()``.

    Returns
    -------
    Marginal
        A table with one line for each variable and row or group, and its draws.

    Raises
    ------
    InvalidArgument
        For a variable that is not a numeric predictor.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> fit.slopes("x", by=True).table.round(2)
      term contrast  estimate  std_error  conf_low  conf_high
    0    x    dY/dX     -0.32       0.29     -0.93       0.21
    """
    quantity, data, average = _prepared(
        fit, newdata, re_formula, type, dpar, component, which, by=by, wts=wts
    )
    changes = variables_to_change(fit.model, variables)
    numeric = [n for n in changes if n not in {*fit.model.frame.levels, *fit.model.integers}]
    if variables is not None and len(numeric) < len(changes):
        name = next(n for n in changes if n not in numeric)
        raise InvalidArgument(
            f"'{name}' is categorical or monotonic, and has no slope.",
            hint="comparisons() compares its levels.",
        )
    parts = []
    for name in numeric:
        column_of(data, name)
        step = _STEP * float(np.ptp(fit.model.frame.data[name])) or _STEP
        pair = [quantity(data.assign(**{name: data[name] + s})) for s in (step / 2, -step / 2)]
        slope = average((pair[0] - pair[1]) / step)
        parts.append(_lines(slope, data, by, prob, {"term": name, "contrast": "dY/dX"}))
    return _in_callers_library(joined(parts), fit, newdata, by)


def _prepared(
    fit: Fit, newdata: Any, *settings: Any, by: By, wts: Wts
) -> tuple[Quantity, pd.DataFrame, Averages]:
    """Return the quantity, the rows, and the averages over these rows."""
    re_formula, kind, dpar, component, which = settings
    which = repeatable(which)  # all quantities and the weights use the same draws
    quantity = Quantity(of_any_rows(fit), re_formula, kind, dpar, component, which)
    if component == "membership":
        # A changed variable does not change the membership of the row.
        quantity = replace(quantity, memberships=whole(quantity.rows_of(newdata)(), membership))
    data = _data(fit, newdata)
    return quantity, data, Averages.of(quantity.rows_of(newdata), data, by, wts)


def _data(fit: Fit, newdata: Any) -> pd.DataFrame:
    """Return the rows to predict, under the labels of the user's table."""
    return fit.model.frame.labelled.copy() if newdata is None else table(newdata, "newdata").copy()


def _lines(
    draws: np.ndarray, data: pd.DataFrame, by: By, prob: float, facts: Mapping[str, str]
) -> Marginal:
    """Return the result for draws with one line for each row, each group or one average."""
    if not 0 < prob < 1:
        raise InvalidArgument("Argument 'prob' should be a number between 0 and 1.")
    tail = (1 - prob) / 2
    numbers = estimates(draws, probs=(tail, 1 - tail))
    frame = pd.DataFrame(numbers, columns=list(STATISTICS))
    if by is False:
        frame.index = data.index
    elif by is not True:
        names = columns_of(data, by)
        first = data.drop_duplicates(names).sort_values(names)[names].reset_index(drop=True)
        frame = pd.concat([first, frame], axis=1)
    for at, (name, value) in enumerate(facts.items()):
        frame.insert(at, name, value)
    return Marginal(frame, draws)


def _in_callers_library(result: Marginal, fit: Fit, newdata: Any, by: By) -> Marginal:
    """Return the table in the library of the caller."""
    count = len(fit.model.frame.rows) if newdata is None else len(table(newdata, "newdata"))
    places = np.tile(rows_of(fit, newdata, count), max(1, len(result.table) // count))
    positions = places if by is False else None
    return replace(result, table=converted(result.table, library(fit, newdata), positions))


def _logit(p: np.ndarray) -> np.ndarray:
    return np.asarray(np.log(p) - np.log1p(-p))
