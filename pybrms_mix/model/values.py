"""Parameters, proportions and densities of the rows, given draws, in NumPy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from typing import TypeAlias

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.design.grouping import Grouping
from pybrms_mix.family.base import Extra, Mixture, PlacedDpar
from pybrms_mix.family.dpars import threshold_name
from pybrms_mix.family.links import LINKS
from pybrms_mix.model import observed, residual_density
from pybrms_mix.model.draws import Draws
from pybrms_mix.model.ir import (
    EqualPiece,
    Model,
    NonlinearPiece,
    PredictorPiece,
    ResponsePiece,
    SpecificPiece,
    ThresholdsPiece,
    ValuePiece,
    WeightsPiece,
    WholePiece,
)

Values = dict[str, np.ndarray]

_PART = 1 << 15


def etas(model: Model, draws: Draws) -> Values:
    """Return the linear predictor of each predicted parameter: (draws, N or 1)."""
    predictors: Values = {}
    for piece in model.of(PredictorPiece):
        for name in piece.predicts():
            share = piece.eta(name, draws)
            predictors[name] = predictors[name] + share if name in predictors else share
    for curved in model.of(NonlinearPiece):
        for name in curved.predicts():
            predictors[name] = curved.curve(predictors)
    for equal in model.of(EqualPiece):
        if equal.other in predictors:
            predictors[equal.place.name] = predictors[equal.other]
    return predictors


def dpars(model: Model, draws: Draws) -> Values:
    """Return each distributional parameter but theta on its natural scale: (draws, N or 1)."""
    return _dpars(model, draws, etas(model, draws))


def _dpars(model: Model, draws: Draws, predicted: Values) -> Values:
    dpars: Values = {}
    for place in model.mixture.places:
        if place.component and place.name in predicted:
            dpars[place.name] = natural(place, predicted[place.name])
    for piece in model.of(ValuePiece):
        dpars[piece.place.name] = piece.value(draws)
    for cut in model.of(ThresholdsPiece):
        for number, share in enumerate(cut.thresholds(draws), 1):
            key = Threshold(number, cut.place)
            dpars[key] = dpars[key] + share if key in dpars else share
    for added in category_specific(model):
        for place in (p for p in added.specific if p in model.mixture.places):
            for number, effect in enumerate(added.effects_on_thresholds(place, draws), 1):
                key = Threshold(number, place)
                dpars[key] = dpars[key] - effect
    return dpars


def category_specific(model: Model) -> tuple[SpecificPiece, ...]:
    """Return the pieces that have a separate effect on each threshold."""
    return tuple(p for p in model.of(SpecificPiece) if p.specific)


def natural(place: PlacedDpar, predictor: np.ndarray) -> np.ndarray:
    """Return a parameter, given its linear predictor; a latent parameter equals its predictor."""
    return predictor if place.dpar.latent else LINKS[place.link].inverse(predictor)


class Threshold(str):
    """The key of a threshold of one component among the values of a model."""

    number: int
    place: PlacedDpar

    def __new__(cls, number: int, place: PlacedDpar) -> Threshold:
        """Return the key of the threshold ``number``, counted from 1, of the mu ``place``."""
        threshold = super().__new__(cls, f"{threshold_name(number)}.{place.name}")
        threshold.number, threshold.place = number, place
        return threshold


def log_weights(model: Model, draws: Draws) -> np.ndarray:
    """Return the log mixing proportions: (draws or 1, N or 1, K); zeros for a single family."""
    return _log_weights(model, draws, etas(model, draws), model.mixture)


def log_weights_of(model: Model, draws: Draws, mixture: Mixture) -> np.ndarray:
    """Return the log mixing proportions of one of several responses; see ``log_weights``."""
    return _log_weights(model, draws, etas(model, draws), mixture)


def _log_weights(model: Model, draws: Draws, predicted: Values, mixture: Mixture) -> np.ndarray:
    thetas = mixture.thetas
    for piece in model.of(WeightsPiece):
        if piece.thetas == thetas:
            return piece.log_weights(draws, predicted)
    return np.zeros((1, 1, 1))


def mixed(model: Model, draws: Draws, resp: str = "") -> tuple[Values, np.ndarray]:
    """Return ``dpars`` and ``log_weights``, which share the predictors.

    ``resp`` is the response whose components are weighted, if the model has several.
    """
    predicted = etas(model, draws)
    weights = _log_weights(model, draws, predicted, model.part(resp))
    return _dpars(model, draws, predicted), weights


def of_component(model: Model, values: Values, number: int, resp: str = "") -> Values:
    """Return the parameters and thresholds of one component under their names without index.

    ``resp`` is the response, if the model has several.
    """
    mixture = model.part(resp)
    places = (p for p in mixture.own_places if p.component == number)
    thresholds = {
        threshold_name(n.number): v
        for n, v in values.items()
        if isinstance(n, Threshold) and (n.place.component, n.place.resp) == (number, mixture.resp)
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


def observed_response(model: Model) -> np.ndarray:
    """Return the response as it was observed: NaN in rows that lack it.

    Only rows with other responses of a class can lack it. ``response()`` has other values there,
    with which densities can be computed.
    """
    y, observed_rows = response(model)[0], model.response().observed
    return y if observed_rows.all() else np.where(observed_rows, y, np.nan)


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
    the first axis: ``moveaxis(joint, 2, 0)`` copies nothing.
    """
    joint, groups = _log_joint(model, draws, unknown), together(model)
    return np.moveaxis(joint if groups is None else joint[:, :, groups.index], 0, 2)


def _log_joint(model: Model, draws: Draws, unknown: np.ndarray | None = None) -> np.ndarray:
    """Return log theta_k + log f_k(y): (K, draws, N), or (K, draws, groups) for whole groups."""
    members = _members(model)
    if len(members) == 1:
        response(model)  # refuses rows without a response
    return _of_members(model, draws, etas(model, draws), members, unknown)


Members: TypeAlias = Sequence[tuple[Mixture, ResponsePiece]]


def _members(model: Model) -> Members:
    """Return the responses of the class with their mixtures, or the only response.

    Responses that the rows lack are left out.

    Raises:
        InvalidData: if the rows lack all of these responses.
    """
    if not model.mixture.parts:
        return [(model.mixture, model.of(ResponsePiece)[0])]
    members = [(part, model.response(part.resp)) for part in model.mixture.parts if part.class_]
    complete = [(part, piece) for part, piece in members if len(piece.y) == model.frame.N]
    if not complete:
        raise InvalidData(
            "Response variables must be specified in 'newdata'.\nMissing variables: "
            + ", ".join(f"'{piece.name}'" for _, piece in members)
        )
    return complete


def _of_members(
    model: Model,
    draws: Draws,
    predicted: Values,
    members: Members,
    unknown: np.ndarray | None = None,
) -> np.ndarray:
    """Return the joint log density of each component for responses that share their components."""
    mixture = model.mixture if len(members) > 1 or members[0][0].class_ else members[0][0]
    groups = together(model) if mixture.gr or mixture is model.mixture else None
    weights = _log_weights(model, draws, predicted, mixture)
    values = _dpars(model, draws, predicted)
    total = np.zeros(
        (len(mixture.components), draws.chains * draws.per_chain, len(members[0][1].observed))
    )
    for member, piece in members:
        y = model.imputed(member.resp, draws)
        unobserved = unknown if piece.observed.all() else ~piece.observed
        for k, component in enumerate(member.components):
            dpars = of_component(model, values, component.number, member.resp)
            for part in parts(*total.shape[1:]):
                dpars_of_part = {n: among(v, part) for n, v in dpars.items()}
                y_of_part = y if y.ndim == 1 else among(y, part)
                density = observed.log_density(component, y_of_part, dpars_of_part, piece.extra)
                total[k, part] += (
                    density if unobserved is None else np.where(unobserved, 0.0, density)
                )
    if groups is not None:
        return _summed(total, weights, groups)
    for part in parts(*total.shape[1:]):
        total[:, part] += np.moveaxis(among(weights, part), 2, 0)
    return total


def _summed(by_row: np.ndarray, weights: np.ndarray, groups: Grouping) -> np.ndarray:
    """Return log theta_k plus the sum of the log densities of each group: (K, draws, groups)."""
    order, start = in_groups(groups)
    # Two densities may be zero and infinite. Their product is NaN, which the callers handle.
    with np.errstate(invalid="ignore"):
        by_group = np.add.reduceat(by_row[:, :, order], start, axis=2)
        of_groups = weights if weights.shape[1] == 1 else weights[:, order[start]]
        by_group += np.moveaxis(of_groups, 2, 0)
    return np.asarray(by_group)


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
    """Return whether Python has the log densities of all components of all responses."""
    parts = model.mixture.parts or (model.mixture,)
    pairs = ((c, model.response(part.resp).extra) for part in parts for c in part.components)
    return all(observed.computable(component, extra) for component, extra in pairs)


def log_lik(model: Model, draws: Draws) -> np.ndarray:
    """Return the log likelihood of each row, by log-sum-exp over the components: (draws, N).

    Where the rows of a group belong to one component, the columns are the groups: (draws, groups),
    in the order of ``together(model).levels``. The log likelihood of a row is multiplied by its
    weight. A row with several responses has the sum over the responses, or over the class that they
    share and the other responses. Responses that ``subset()`` leaves out add nothing.
    """
    groups, predicted = together(model), etas(model, draws)
    correlation = residual_density.correlation(model)
    if correlation is not None:
        return residual_density.log_lik(model, draws, _dpars(model, draws, predicted), correlation)
    blocks = _blocks(model)
    of_blocks = (_of_block(model, draws, predicted, members, groups) for members in blocks)
    return np.asarray(reduce(np.add, of_blocks))


def log_lik_of_class(model: Model, draws: Draws) -> np.ndarray:
    """Return the log likelihood of the responses of a class, without others; see ``log_lik``."""
    return _of_block(model, draws, etas(model, draws), _members(model), together(model))


def _of_block(
    model: Model, draws: Draws, predicted: Values, members: Members, groups: Grouping | None
) -> np.ndarray:
    """Return the log likelihood of responses that share their components: see ``log_lik``."""
    folded = reduce(np.logaddexp, _of_members(model, draws, predicted, members))
    weights = members[0][1].extra.get("weights")
    apart = bool(model.mixture.parts) and not members[0][0].class_
    if groups is None or apart:
        weighted = folded if weights is None else folded * weights
        by_row = _of_all_rows(model, members, weighted)
        if groups is None:
            return by_row
        order, start = in_groups(groups)
        return np.asarray(np.add.reduceat(by_row[:, order], start, axis=1))
    order, start = in_groups(groups)
    return np.asarray(folded if weights is None else folded * weights[order[start]])


def _of_all_rows(model: Model, members: Members, of_rows: np.ndarray) -> np.ndarray:
    """Return the log likelihood of all rows, 0 where ``subset()`` leaves the response out."""
    part = model.frame.parts.get(members[0][1].resp)
    if part is None:
        return of_rows
    by_row = np.zeros((len(of_rows), model.frame.N))
    by_row[:, np.isin(model.frame.rows, part.rows)] = of_rows
    return by_row


def _blocks(model: Model) -> list[Members]:
    """Return independent blocks of responses, each response with its mixture.

    The responses of one class form one block.
    """
    if not model.mixture.parts:
        response(model)
        return [_members(model)]
    blocks: list[Members] = [_members(model)] if model.mixture.class_ else []
    for part in model.mixture.parts:
        if not part.class_:
            piece = model.response(part.resp)
            if len(piece.y) != len(piece.observed):
                raise InvalidData(
                    "Response variables must be specified in 'newdata'.\n"
                    f"Missing variables: '{piece.name}'"
                )
            blocks.append([(part, piece)])
    return blocks


def by_row(model: Model, found: np.ndarray) -> np.ndarray:
    """Return the column of ``log_lik`` that each row belongs to, for all rows: (..., N)."""
    groups = together(model)
    return found if groups is None else found[..., groups.index]
