"""Expected responses, and distributional parameters of rows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.lazy import xarray as xr
from pybrms_mix.family.base import PlacedDpar
from pybrms_mix.model import values
from pybrms_mix.results.estimates import PROBS
from pybrms_mix.results.fit import Fit, joint_method
from pybrms_mix.results.predict import category_probabilities
from pybrms_mix.results.predict.callers_table import callers_table
from pybrms_mix.results.predict.chosen_parameter import (
    ALL_PROPORTIONS,
    chosen_parameter,
    component_means,
    dpar_draws,
    dpar_names,
    eta_of_thresholds,
    named_places,
)
from pybrms_mix.results.predict.expected import expected
from pybrms_mix.results.predict.of_responses import (
    each_response,
    refuse_categories,
    summary_of_responses,
)
from pybrms_mix.results.predict.prediction_rows import (
    Given,
    Rows,
    Which,
    check_component,
    repeatable,
    rows,
)
from pybrms_mix.results.predict.re_formula import ReFormula
from pybrms_mix.results.predict.rows_of_several import one_response
from pybrms_mix.results.predict.rowwise import summaries, summary, whole

if TYPE_CHECKING:
    from typing_extensions import Unpack


@joint_method
def posterior_epred(
    fit: Fit,
    newdata: Any = None,
    re_formula: ReFormula = None,
    *,
    dpar: str | None = None,
    nlpar: str | None = None,
    component: Given = None,
    **which: Unpack[Which],
) -> np.ndarray:
    """Return draws of the expected response.

    The expected response of a mixture is the sum of theta_k times the mean of component k.

    Parameters
    ----------
    fit : Fit
        A fit with draws.
    newdata, re_formula, **which
        As in ``posterior_predict()``.
    dpar : str, optional
        A distributional parameter on its natural scale in place of the response: "mu2", "sigma1",
        "theta2" for a mixing proportion, "theta" for all proportions.
    nlpar : str, optional
        A parameter of non-linear formulas.
    component : int or "membership", optional
        The number of a component, from 1, whose mean is returned. "membership" weights the means
        of the components by the membership of each row in place of theta.

    Returns
    -------
    ndarray
        Shape (draws, N); (draws, N, categories) for the probabilities of ordered categories;
        (draws, N, K) for ``dpar = "theta"``. For several responses without ``resp`` the last axis
        has the responses. In contrast, brms returns zeros for the proportion without a formula, and
        a recycled matrix for "theta".

    Raises
    ------
    UnknownVariable, UnknownLevel, InvalidData
        If ``newdata`` does not fit the model.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> fit.posterior_epred().shape
    (600, 60)
    >>> fit.posterior_epred(dpar="theta").shape
    (600, 60, 2)
    """
    one_response(fit.model)
    if fit.model.views:
        check_component(fit.model, component)
        if dpar is None and nlpar is None:
            refuse_categories(fit)
        call = partial(posterior_epred, dpar=dpar, nlpar=nlpar)
        options = repeatable(which)

        def draws_of(view: Fit) -> np.ndarray:
            component_here = component if view.model.mixture.class_ else None
            return call(view, newdata, re_formula, component=component_here, **options)

        return each_response(fit, draws_of)
    rows_ = rows(fit, newdata, re_formula, component=component, **which)
    name = chosen_parameter(fit.model, dpar, nlpar, component)
    if name is None:
        return whole(
            rows_, category_probabilities.probabilities if fit.model.mixture.ordinal else expected
        )
    places = named_places(fit.model, name)
    return whole(rows_, lambda part: dpar_draws(part, name, places, linear=False))


@joint_method
def posterior_linpred(
    fit: Fit,
    newdata: Any = None,
    re_formula: ReFormula = None,
    *,
    transform: bool = False,
    dpar: str | None = None,
    nlpar: str | None = None,
    **which: Unpack[Which],
) -> np.ndarray:
    """Return draws of linear predictors.

    The predictor of a parameter without a formula is the parameter itself. The predictor of a
    proportion is the log odds against the component without a formula.

    Parameters
    ----------
    fit : Fit
        A fit with draws.
    newdata, re_formula, **which
        As in ``posterior_predict()``.
    transform : bool, default False
        Whether to apply the inverse link.
    dpar : str, optional
        A distributional parameter; the default is mu of all components.
    nlpar : str, optional
        A parameter of non-linear formulas. It has the identity link.

    Returns
    -------
    ndarray
        Shape (draws, N, K) for mu1 to muK, (draws, N) for one parameter. An ordinal family with
        ``cs(x)`` has one predictor for each threshold: (draws, N, thresholds); ``transform`` then
        returns the natural scale of mu alone. For several responses without ``resp`` the last axis
        has the responses.

    Raises
    ------
    UnknownVariable, UnknownLevel, InvalidData
        If ``newdata`` does not fit the model.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> fit.posterior_linpred().shape
    (600, 60, 2)
    """
    one_response(fit.model)
    if fit.model.views:
        call = partial(posterior_linpred, transform=transform, dpar=dpar, nlpar=nlpar)
        options = repeatable(which)
        return each_response(fit, lambda view: call(view, newdata, re_formula, **options))
    rows_ = rows(fit, newdata, re_formula, **which)
    dpar_or_nlpar = chosen_parameter(fit.model, dpar, nlpar)
    if dpar_or_nlpar is None and ALL_PROPORTIONS in dpar_names(fit.model):
        names = component_means(fit.model)
        places_of = {name: named_places(fit.model, name) for name in names}
        return whole(
            rows_,
            lambda part: np.stack(
                [dpar_draws(part, n, p, linear=not transform) for n, p in places_of.items()],
                axis=-1,
            ),
        )
    name = dpar_or_nlpar or "mu"
    places = named_places(fit.model, name)
    if dpar_or_nlpar is None and not transform and values.category_specific(fit.model):
        return whole(rows_, lambda part: eta_of_thresholds(part, places))
    return whole(rows_, lambda part: dpar_draws(part, name, places, linear=not transform))


@joint_method
@callers_table
def fitted(
    fit: Fit,
    newdata: Any = None,
    re_formula: ReFormula = None,
    *,
    scale: Literal["response", "linear"] = "response",
    dpar: str | None = None,
    nlpar: str | None = None,
    component: Given = None,
    summary: bool = True,
    robust: bool = False,
    probs: Sequence[float] = PROBS,
    **which: Unpack[Which],
) -> pd.DataFrame | xr.DataArray | np.ndarray:
    """Summarise the expected response row by row.

    Parameters
    ----------
    fit : Fit
        A fit with draws.
    newdata, re_formula, **which
        As in ``posterior_predict()``.
    scale : {"response", "linear"}
        The expected response, or the linear predictors.
    dpar, nlpar, component
        As in ``posterior_epred()``. ``component`` is for ``scale = "response"``.
    summary, robust, probs
        As in ``predict()``.

    Returns
    -------
    DataFrame, DataArray or ndarray
        One line for each row with Estimate, Est.Error, Q2.5 and Q97.5. For ``scale = "linear"`` and
        ``dpar = "theta"`` an array with the axes row, statistic and component; for ordered
        categories an array with the axes row, statistic and category ("P(Y = 1)"); for several
        responses without ``resp`` an array with the axes row, statistic and response. Without
        ``summary`` the draws of ``posterior_epred()`` or ``posterior_linpred()``.

    Raises
    ------
    UnknownVariable, UnknownLevel, InvalidData
        If ``newdata`` does not fit the model.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> fit.fitted().shape
    (60, 4)
    >>> list(fit.fitted(dpar="mu1"))
    ['Estimate', 'Est.Error', 'Q2.5', 'Q97.5']
    """
    if scale not in ("response", "linear"):
        raise InvalidArgument("Argument 'scale' should be one of: 'response', 'linear'.")
    if component is not None and scale == "linear":
        raise InvalidArgument(
            "Argument 'component' requires scale = 'response'.",
            hint='dpar = "mu2" is the linear predictor of component 2.',
        )
    at, multiple = (fit, newdata, re_formula), bool(fit.model.views)
    if multiple or not summary:
        draws = (
            posterior_linpred(*at, dpar=dpar, nlpar=nlpar, **which)
            if scale == "linear"
            else posterior_epred(*at, dpar=dpar, nlpar=nlpar, component=component, **which)
        )
        return summary_of_responses(fit, newdata, draws, robust, probs) if summary else draws
    return _summarised(
        rows(*at, component=component, **which),
        chosen_parameter(fit.model, dpar, nlpar, component),
        linear=scale == "linear",
        robust=robust,
        probs=probs,
    )


def _summarised(
    rows_: Rows,
    dpar: str | PlacedDpar | None,
    *,
    linear: bool,
    robust: bool,
    probs: Sequence[float],
) -> pd.DataFrame | xr.DataArray:
    model = rows_.model
    if dpar is None and not linear:
        if not model.mixture.ordinal:
            return summary(rows_, expected, robust, probs)
        names = category_probabilities.names(model)
        return summaries(
            rows_, category_probabilities.probabilities, names, robust, probs, axis="category"
        )
    dpars = component_means(model) if dpar is None else []
    dpars = [t.plain for t in model.mixture.thetas] if dpar == ALL_PROPORTIONS else dpars
    if len(dpars) > 1:
        places_of = {name: named_places(model, name) for name in dpars}
        return summaries(
            rows_,
            lambda part: np.stack(
                [dpar_draws(part, n, p, linear=linear) for n, p in places_of.items()], axis=-1
            ),
            dpars,
            robust,
            probs,
        )
    name = dpar or "mu"
    places = named_places(model, name)
    if dpar is None and linear and values.category_specific(model):
        etas = [
            f"eta{k + 1}" for k in range(eta_of_thresholds(next(rows_.blocks()), places).shape[2])
        ]
        return summaries(
            rows_, lambda part: eta_of_thresholds(part, places), etas, robust, probs, "threshold"
        )
    return summary(rows_, lambda part: dpar_draws(part, name, places, linear=linear), robust, probs)
