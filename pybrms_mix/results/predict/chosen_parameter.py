"""The parameter that ``dpar`` or ``nlpar`` names, and its draws for each row."""

from __future__ import annotations

from functools import reduce

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, did_you_mean
from pybrms_mix.family.base import PlacedDpar
from pybrms_mix.family.links import LINKS
from pybrms_mix.model import values
from pybrms_mix.model.ir import Model, NonlinearPiece
from pybrms_mix.results.predict.expected import spread
from pybrms_mix.results.predict.prediction_rows import Given, Rows

ALL_PROPORTIONS = "theta"
"""The value of ``dpar`` that names the proportions of all components."""


def component_means(model: Model) -> list[str]:
    """Return the names of the components' first parameters: mu1, ..., muK."""
    return [p.plain for p in model.mixture.places if p.component and p.dpar.name == "mu"]


def dpar_names(model: Model) -> list[str]:
    """Return the values that ``dpar`` can have; "theta" stands for all proportions."""
    mixture = model.mixture
    return [*(p.plain for p in mixture.places), *([ALL_PROPORTIONS] if mixture.thetas else [])]


def _nlpars(model: Model) -> dict[str, PlacedDpar]:
    """Return the parameters of non-linear formulas by name."""
    return {place.plain: place for p in model.of(NonlinearPiece) for place in p.nonlinear}


def chosen_parameter(
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


def named_places(model: Model, dpar: str | PlacedDpar) -> tuple[PlacedDpar, ...]:
    """Return the parameters that ``dpar`` names: one, or all proportions."""
    if isinstance(dpar, PlacedDpar):
        return (dpar,)
    valid = dpar_names(model)
    if dpar not in valid:
        raise InvalidArgument(
            "Invalid argument 'dpar'. Valid distributional parameters are: "
            f"{', '.join(map(repr, valid))}",
            hint=did_you_mean(str(dpar), valid),
        )
    return model.mixture.thetas if dpar == ALL_PROPORTIONS else (model.mixture.place(dpar),)


def dpar_draws(
    part: Rows, dpar: str | PlacedDpar, places: tuple[PlacedDpar, ...], *, linear: bool
) -> np.ndarray:
    """Return draws of a parameter: (draws, N); of all proportions (draws, N, K)."""
    draws = [_of_place(part, place, linear=linear) for place in places]
    return np.stack(draws, axis=-1) if dpar == ALL_PROPORTIONS else draws[0]


def eta_of_thresholds(part: Rows, places: tuple[PlacedDpar, ...]) -> np.ndarray:
    """Return the predictor of each threshold, without the threshold: (draws, N, thresholds)."""
    mu = dpar_draws(part, "mu", places, linear=True)
    (place,) = places
    effects = [
        p.effects_on_thresholds(place, part.draws)
        for p in values.category_specific(part.model)
        if place in p.specific
    ]
    added = [reduce(np.add, shares) for shares in zip(*effects, strict=True)]
    return np.stack([spread(mu + effect, part) for effect in added], axis=-1)


def _of_place(part: Rows, place: PlacedDpar, *, linear: bool) -> np.ndarray:
    """Return draws of one parameter, on the scale of its predictor if ``linear``: (draws, N)."""
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
