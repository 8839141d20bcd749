"""Parameters, proportions and densities of the rows, given draws, in NumPy."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.design.grouping import Grouping
from pybrms_mix.family.base import Extra, PlacedDpar
from pybrms_mix.family.dpars import threshold_name
from pybrms_mix.family.links import LINKS
from pybrms_mix.model import observed
from pybrms_mix.model.draws import Draws
from pybrms_mix.model.ir import (
    EqualPiece,
    ImputingPiece,
    Model,
    NonlinearPiece,
    PredictorPiece,
    ResponsePiece,
    TermsPiece,
    ThresholdsPiece,
    ValuePiece,
    WeightsPiece,
    WholePiece,
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
    for equal in model.of(EqualPiece):
        if equal.other in found:
            found[equal.place.name] = found[equal.other]
    return found


def dpars(model: Model, draws: Draws) -> Values:
    """Return each distributional parameter but theta on its natural scale: (draws, N or 1)."""
    return _dpars(model, draws, etas(model, draws))


def _dpars(model: Model, draws: Draws, predicted: Values) -> Values:
    found: Values = {}
    for place in model.mixture.places:
        if place.component and place.name in predicted:
            found[place.name] = natural(place, predicted[place.name])
    for piece in model.of(ValuePiece):
        found[piece.place.name] = piece.value(draws)
    for cut in model.of(ThresholdsPiece):
        for number, share in enumerate(cut.thresholds(draws), 1):
            own = Threshold(number, cut.place.component)
            found[own] = found[own] + share if own in found else share
    return found


def category_specific(model: Model) -> tuple[ThresholdsPiece, ...]:
    """Return the pieces whose columns have a separate effect on each threshold."""
    return tuple(p for p in model.of(ThresholdsPiece) if isinstance(p, TermsPiece))


def natural(place: PlacedDpar, predictor: np.ndarray) -> np.ndarray:
    """Return a parameter, given its linear predictor; a latent parameter equals its predictor."""
    return predictor if place.dpar.latent else LINKS[place.link].inverse(predictor)


class Threshold(str):
    """The key of a threshold of one component among the values of a model."""

    number: int
    component: int

    def __new__(cls, number: int, component: int) -> Threshold:
        """Return the key of the threshold ``number``, counted from 1."""
        made = super().__new__(cls, f"{threshold_name(number)}.{component}")
        made.number, made.component = number, component
        return made


def log_weights(model: Model, draws: Draws) -> np.ndarray:
    """Return the log mixing proportions: (draws or 1, N or 1, K); zeros for a single family."""
    return _log_weights(model, draws, etas(model, draws))


def _log_weights(model: Model, draws: Draws, predicted: Values) -> np.ndarray:
    pieces = model.of(WeightsPiece)
    if not pieces:
        return np.zeros((1, 1, 1))
    return pieces[0].log_weights(draws, predicted)


def mixed(model: Model, draws: Draws) -> tuple[Values, np.ndarray]:
    """Return ``dpars`` and ``log_weights``, which share the predictors."""
    predicted = etas(model, draws)
    return _dpars(model, draws, predicted), _log_weights(model, draws, predicted)


def of_component(model: Model, values: Values, number: int) -> Values:
    """Return the parameters and thresholds of one component under their names without index."""
    places = (p for p in model.mixture.places if p.component == number)
    thresholds = {
        threshold_name(n.number): v
        for n, v in values.items()
        if isinstance(n, Threshold) and n.component == number
    }
    return {**{p.dpar.name: values[p.name] for p in places}, **thresholds}


def response(model: Model) -> tuple[np.ndarray, Extra]:
    """Return the response and the values of the addition terms.

    Raises:
        InvalidData: if the rows have no response.
    """
    piece = model.of(ResponsePiece)[0]
    if len(piece.y) != model.frame.N:
        raise InvalidData(
            f"Response variables must be specified in 'newdata'.\nMissing variables: '{piece.name}'"
        )
    return piece.y, piece.extra


def together(model: Model) -> Grouping | None:
    """Return the groups whose rows belong to one component; None if each row has its own.

    Raises:
        UnknownVariable: if the columns of the groups are missing among the rows.
        InvalidData: if proportions or weights differ within a group.
    """
    pieces = model.of(WholePiece)
    return pieces[0].together() if pieces else None


def log_joint(model: Model, draws: Draws, unknown: np.ndarray | None = None) -> np.ndarray:
    """Return log theta_k + log f_k(y) of each row and component: (draws, N, K).

    Where the rows of a group belong to one component, each row has the value of its group: log
    theta_k plus the sum of the log densities of the group's rows. ``unknown``, (N,), marks rows
    whose response is unknown, so that their densities do not count. In memory the components are
    the first axis:
    ``moveaxis(joint, 2, 0)`` copies nothing.
    """
    joint, groups = _log_joint(model, draws, unknown), together(model)
    return np.moveaxis(joint if groups is None else joint[:, :, groups.index], 0, 2)


def _log_joint(model: Model, draws: Draws, unknown: np.ndarray | None = None) -> np.ndarray:
    """Return log theta_k + log f_k(y): (K, draws, N), or (K, draws, groups) for whole groups."""
    groups = together(model)
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
            if unknown is not None:
                density = np.where(unknown, 0.0, density)
            share = among(weights, part)[:, :, k] if groups is None else 0.0
            np.add(density, share, out=total[k, part])
    return total if groups is None else _summed(total, weights, groups)


def _summed(by_row: np.ndarray, weights: np.ndarray, groups: Grouping) -> np.ndarray:
    """Return log theta_k plus the sum of the log densities of each group: (K, draws, groups)."""
    order, start = in_groups(groups)
    # Two densities may be zero and infinite. Their product is NaN, which the callers handle.
    with np.errstate(invalid="ignore"):
        found = np.add.reduceat(by_row[:, :, order], start, axis=2)
        found += np.moveaxis(weights if weights.shape[1] == 1 else weights[:, order[start]], 2, 0)
    return np.asarray(found)


def in_groups(groups: Grouping) -> tuple[np.ndarray, np.ndarray]:
    """Return the positions of the rows, sorted by group, and the start of each group among them."""
    sizes = np.bincount(groups.index, minlength=len(groups.levels))
    return np.argsort(groups.index, kind="stable"), np.r_[0, np.cumsum(sizes)[:-1]]


def parts(draws: int, rows: int) -> Iterator[slice]:
    """Return slices of the draws, each so small that (slice, rows) fits the processor's cache."""
    size = max(1, _PART // max(1, rows))
    return (slice(start, start + size) for start in range(0, draws, size))


def among(values: np.ndarray, part: slice) -> np.ndarray:
    """Return the draws ``part`` of ``values``, which may hold one value for all draws."""
    return values[part] if len(values) > 1 else values


def computable(model: Model) -> bool:
    """Return whether Python has the log densities of all components."""
    extra = model.of(ResponsePiece)[0].extra
    return all(observed.computable(c, extra) for c in model.mixture.components)


def log_lik(model: Model, draws: Draws) -> np.ndarray:
    """Return the log likelihood of each row, by log-sum-exp over the components: (draws, N).

    Where the rows of a group belong to one component, the columns are the groups: (draws, groups),
    in the order of ``together(model).levels``. The log likelihood of a row is multiplied by its
    weight.
    """
    folded = reduce(np.logaddexp, _log_joint(model, draws))
    weights, groups = response(model)[1].get("weights"), together(model)
    if weights is None:
        return np.asarray(folded)
    if groups is not None:
        order, start = in_groups(groups)
        weights = weights[order[start]]
    return np.asarray(folded * weights)


def by_row(model: Model, found: np.ndarray) -> np.ndarray:
    """Return the column of ``log_lik`` that each row belongs to, for all rows: (..., N)."""
    groups = together(model)
    return found if groups is None else found[..., groups.index]
