"""Expected responses, and distributional parameters of rows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial, reduce
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, did_you_mean
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.lazy import xarray as xr
from pybrms_mix.family.base import PlacedDpar
from pybrms_mix.family.links import LINKS
from pybrms_mix.model import values
from pybrms_mix.model.ir import Model, NonlinearPiece
from pybrms_mix.results.estimates import PROBS
from pybrms_mix.results.fit import Fit, joint_method
from pybrms_mix.results.predict import category_probabilities
from pybrms_mix.results.predict.callers_table import callers_table
from pybrms_mix.results.predict.expected import expected, spread
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

_ALL = "theta"


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
    name = _chosen_parameter(fit.model, dpar, nlpar, component)
    if name is None:
        return whole(
            rows_, category_probabilities.probabilities if fit.model.mixture.ordinal else expected
        )
    places = _places(fit.model, name)
    return whole(rows_, lambda part: _of_dpar(part, name, places, linear=False))


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
    dpar_or_nlpar = _chosen_parameter(fit.model, dpar, nlpar)
    if dpar_or_nlpar is None and _ALL in _valid(fit.model):
        names = component_means(fit.model)
        places_of = {name: _places(fit.model, name) for name in names}
        return whole(
            rows_,
            lambda part: np.stack(
                [_of_dpar(part, n, p, linear=not transform) for n, p in places_of.items()], axis=-1
            ),
        )
    name = dpar_or_nlpar or "mu"
    places = _places(fit.model, name)
    if dpar_or_nlpar is None and not transform and values.category_specific(fit.model):
        return whole(rows_, lambda part: _of_categories(part, places))
    return whole(rows_, lambda part: _of_dpar(part, name, places, linear=not transform))


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
        _chosen_parameter(fit.model, dpar, nlpar, component),
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
    dpars = [t.plain for t in model.mixture.thetas] if dpar == _ALL else dpars
    if len(dpars) > 1:
        places_of = {name: _places(model, name) for name in dpars}
        return summaries(
            rows_,
            lambda part: np.stack(
                [_of_dpar(part, n, p, linear=linear) for n, p in places_of.items()], axis=-1
            ),
            dpars,
            robust,
            probs,
        )
    name = dpar or "mu"
    places = _places(model, name)
    if dpar is None and linear and values.category_specific(model):
        etas = [f"eta{k + 1}" for k in range(_of_categories(next(rows_.blocks()), places).shape[2])]
        return summaries(
            rows_, lambda part: _of_categories(part, places), etas, robust, probs, "threshold"
        )
    return summary(rows_, lambda part: _of_dpar(part, name, places, linear=linear), robust, probs)


def component_means(model: Model) -> list[str]:
    """Return the names of the components' first parameters: mu1, ..., muK."""
    return [p.plain for p in model.mixture.places if p.component and p.dpar.name == "mu"]


def _valid(model: Model) -> list[str]:
    mixture = model.mixture
    return [*(p.plain for p in mixture.places), *([_ALL] if mixture.thetas else [])]


def _nlpars(model: Model) -> dict[str, PlacedDpar]:
    """Return the parameters of non-linear formulas by name."""
    return {place.plain: place for p in model.of(NonlinearPiece) for place in p.nonlinear}


def _chosen_parameter(
    model: Model, dpar: str | None, nlpar: str | None, component: Given = None
) -> str | PlacedDpar | None:
    """Return the name ``dpar``, or the non-linear parameter ``nlpar``; None for neither."""
    if component is not None and (dpar is not None or nlpar is not None):
        raise InvalidArgument(
            "'component' and 'dpar' (or 'nlpar') cannot be specified at the same time.",
            hint="'component' applies to the response; dpar = \"mu2\" is a parameter of component "
            "2.",
        )
    if nlpar is None:
        return dpar
    if dpar is not None:
        raise InvalidArgument("'dpar' and 'nlpar' cannot be specified at the same time.")
    valid = _nlpars(model)
    if nlpar not in valid:
        raise InvalidArgument(
            "Invalid argument 'nlpar'. Valid non-linear parameters are: "
            f"{', '.join(map(repr, valid))}",
            hint=did_you_mean(str(nlpar), valid)
            or ("" if valid else "The model has no non-linear parameters."),
        )
    return valid[nlpar]


def _places(model: Model, dpar: str | PlacedDpar) -> tuple[PlacedDpar, ...]:
    """Return the parameters that ``dpar`` names: one, or all proportions."""
    if isinstance(dpar, PlacedDpar):
        return (dpar,)
    valid = _valid(model)
    if dpar not in valid:
        raise InvalidArgument(
            "Invalid argument 'dpar'. Valid distributional parameters are: "
            f"{', '.join(map(repr, valid))}",
            hint=did_you_mean(str(dpar), valid),
        )
    return model.mixture.thetas if dpar == _ALL else (model.mixture.place(dpar),)


def _of_dpar(
    part: Rows, dpar: str | PlacedDpar, places: tuple[PlacedDpar, ...], *, linear: bool
) -> np.ndarray:
    """Return draws of a parameter: (draws, N); of all proportions (draws, N, K)."""
    draws = [_one(part, place, linear=linear) for place in places]
    return np.stack(draws, axis=-1) if dpar == _ALL else draws[0]


def _of_categories(part: Rows, places: tuple[PlacedDpar, ...]) -> np.ndarray:
    """Return the predictor of each threshold, without the threshold: (draws, N, thresholds)."""
    mu = _of_dpar(part, "mu", places, linear=True)
    (place,) = places
    effects = [
        p.effects_on_thresholds(place, part.draws)
        for p in values.category_specific(part.model)
        if place in p.specific
    ]
    added = [reduce(np.add, shares) for shares in zip(*effects, strict=True)]
    return np.stack([spread(mu + effect, part) for effect in added], axis=-1)


def _one(part: Rows, place: PlacedDpar, *, linear: bool) -> np.ndarray:
    model, draws = part.model, part.draws
    predicted = values.etas(model, draws)
    if place in model.mixture.thetas:
        return spread(_proportion(part, place, predicted, linear=linear), part)
    if place.name not in predicted:
        return spread(values.dpars(model, draws)[place.name], part)
    eta = predicted[place.name]
    return spread(eta if linear else LINKS[place.link].inverse(eta), part)


def _proportion(
    part: Rows, place: PlacedDpar, predicted: values.Values, *, linear: bool
) -> np.ndarray:
    thetas = part.model.mixture.thetas
    if linear and any(t.name in predicted for t in thetas):
        return predicted.get(place.name, np.zeros((1, 1)))
    return np.asarray(np.exp(values.log_weights(part.model, part.draws)[:, :, thetas.index(place)]))
