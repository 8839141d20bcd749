"""What a model says of its rows, given draws: parameters, weights, densities. NumPy throughout."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

import numpy as np

from pybrms_mix.errors import InvalidData
from pybrms_mix.family.base import Extra, PlacedDpar
from pybrms_mix.family.links import LINKS
from pybrms_mix.model import observed
from pybrms_mix.model.draws import Draws
from pybrms_mix.model.ir import (
    ImputingPiece,
    Model,
    NonlinearPiece,
    PredictorPiece,
    ResponsePiece,
    ThresholdsPiece,
    ValuePiece,
    WeightsPiece,
)

Values = dict[str, np.ndarray]

_PART = 1 << 15


def etas(model: Model, draws: Draws) -> Values:
    """Return the linear predictor of each predicted parameter: (draws, N or 1)."""
    found: Values = {}
    for piece in model.of(PredictorPiece):
        for name in piece.predicts():
            share = piece.eta(name, draws)
            found[name] = found[name] + share if name in found else share
    for curved in model.of(NonlinearPiece):
        for name in curved.predicts():
            found[name] = curved.curve(found)
    return found


def dpars(model: Model, draws: Draws) -> Values:
    """Return every distributional parameter but theta on its natural scale: (draws, N or 1)."""
    return _dpars(model, draws, etas(model, draws))


def _dpars(model: Model, draws: Draws, predicted: Values) -> Values:
    found: Values = {}
    for place in model.mixture.places:
        if place.component and place.name in predicted:
            found[place.name] = natural(place, predicted[place.name])
    for piece in model.of(ValuePiece):
        found[piece.place.name] = piece.value(draws)
    for cut in model.of(ThresholdsPiece):
        for name, share in cut.thresholds(draws).items():
            own = _threshold(name, cut.place.component)
            found[own] = found[own] + share if own in found else share
    return found


def natural(place: PlacedDpar, predictor: np.ndarray) -> np.ndarray:
    """Return a parameter from its linear predictor; a latent one is its predictor."""
    return predictor if place.dpar.latent else LINKS[place.link].inverse(predictor)


def _threshold(name: str, component: int) -> str:
    return f"{name}.{component}"


def log_weights(model: Model, draws: Draws) -> np.ndarray:
    """Return the logs of the mixing proportions: (draws or 1, N or 1, K); zeros for one."""
    return _log_weights(model, draws, etas(model, draws))


def _log_weights(model: Model, draws: Draws, predicted: Values) -> np.ndarray:
    pieces = model.of(WeightsPiece)
    if not pieces:
        return np.zeros((1, 1, 1))
    return pieces[0].log_weights(draws, predicted)


def mixed(model: Model, draws: Draws) -> tuple[Values, np.ndarray]:
    """Return ``dpars`` and ``log_weights``; the predictors are computed once for both."""
    predicted = etas(model, draws)
    return _dpars(model, draws, predicted), _log_weights(model, draws, predicted)


def of_component(model: Model, values: Values, number: int) -> Values:
    """Return the parameters of one component under their names without index, thresholds too."""
    places = (p for p in model.mixture.places if p.component == number)
    end = _threshold("", number)
    thresholds = {n.removesuffix(end): v for n, v in values.items() if n.endswith(end)}
    return {**{p.dpar.name: values[p.name] for p in places}, **thresholds}


def response(model: Model) -> tuple[np.ndarray, Extra]:
    """Return the response and what the addition terms say.

    Raises:
        InvalidData: if these rows have no response.
    """
    piece = model.of(ResponsePiece)[0]
    if len(piece.y) != model.frame.N:
        raise InvalidData(
            f"Response variables must be specified in 'newdata'.\nMissing variables: '{piece.name}'"
        )
    return piece.y, piece.extra


def log_joint(model: Model, draws: Draws) -> np.ndarray:
    """Return log theta_k + log f_k(y) of each row and component: (draws, N, K).

    In memory the components come first: ``moveaxis(joint, 2, 0)`` costs nothing.
    """
    y, extra = response(model)
    size = len(y)
    for piece in model.of(ImputingPiece):
        y = piece.imputed(y, draws)
    values, weights = mixed(model, draws)
    components = model.mixture.components
    every = [of_component(model, values, c.number) for c in components]
    total = np.empty((len(components), draws.chains * draws.per_chain, size))
    for part in parts(*total.shape[1:]):
        for k, component in enumerate(components):
            own = {n: among(v, part) for n, v in every[k].items()}
            seen = y if y.ndim == 1 else among(y, part)
            density = observed.log_density(component, seen, own, extra)
            np.add(density, among(weights, part)[:, :, k], out=total[k, part])
    return np.moveaxis(total, 0, 2)


def parts(draws: int, rows: int) -> Iterator[slice]:
    """Return the draws in parts, each so small that (part, rows) stays in the processor's cache."""
    size = max(1, _PART // max(1, rows))
    return (slice(start, start + size) for start in range(0, draws, size))


def among(values: np.ndarray, part: slice) -> np.ndarray:
    """Return those draws of ``values``, which may be the same for all draws."""
    return values[part] if len(values) > 1 else values


def log_lik(model: Model, draws: Draws) -> np.ndarray:
    """Return the log likelihood of each row, log-sum-exp over components: (draws, N).

    Rows with weights count as often as these say.
    """
    folded = reduce(np.logaddexp, np.moveaxis(log_joint(model, draws), 2, 0))
    weights = response(model)[1].get("weights")
    return np.asarray(folded if weights is None else folded * weights)
