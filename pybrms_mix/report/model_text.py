"""Description of the model of a fit in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pybrms_mix.model.ir import (
    CategoriesPiece,
    EqualPiece,
    GroupPiece,
    Model,
    NonlinearPiece,
    PlacedPiece,
    PredictorPiece,
    ResponsePiece,
    TermsPiece,
    ThresholdsPiece,
)
from pybrms_mix.model.values import together
from pybrms_mix.results.fit import Fit

_TOLD_APART = {
    "mu": "Components are identified by the order of their intercepts.",
    "theta": "Components are identified by the order of their proportions.",
    "none": "No order identifies the components: their labels may switch.",
}


def words(fit: Fit) -> Iterator[str]:
    """Yield sentences on the rows, the components, the predictors of parameters and the sampler."""
    yield from _rows(fit)
    yield from (f"Formula: {line}" for line in fit.formula)
    yield from _parameters(fit.model)
    yield from _groups(fit.model)
    for model in fit.model.views.values() or (fit.model,):
        yield from _response(model)
    yield from _told_apart(fit.model)
    if fit.run:
        run = fit.run
        if run.algorithm != "sampling":
            yield (
                f"Approximated by a normal distribution ({run.algorithm}), of which "
                f"{run.iter} draws were taken; seed {run.seed}."
            )
            return
        yield (
            f"Sampled by {run.engine}: {run.chains} chains of {run.iter} iterations, the first "
            f"{run.warmup} of them warm-up; seed {run.seed}."
        )
        if run.gradients is not None:
            yield f"All chains together computed {run.gradients:,} gradients of the log density."
    if fit.sample_prior == "only":
        yield "The prior alone was sampled: the posterior does not depend on the data."


def _rows(fit: Fit) -> Iterator[str]:
    components = fit.model.mixture.components
    rows = f"{fit.nobs} rows of {fit.data_name}"
    if fit.model.views:
        yield from _responses(fit.model, rows)
        yield from _dropped(fit.model.frame.dropped)
        return
    names = ", ".join(c.family.name for c in components)
    source = f"one of {len(components)} components ({names})"
    kind = source if fit.model.mixture.thetas else f"the family {names}"
    groups = together(fit.model)
    if groups is None:
        yield f"Each of the {rows} comes from {kind}."
    else:
        unit = f"all rows of one of the {len(groups.levels)} levels of '{groups.name}' together"
        yield f"The {rows} come from {kind}, {unit}."
    yield from _dropped(fit.model.frame.dropped)


def _dropped(count: int) -> Iterator[str]:
    if count:
        sentence = (
            "1 row with missing values was"
            if count == 1
            else f"{count} rows with missing values were"
        )
        yield f"{sentence} left out."


def _responses(model: Model, rows: str) -> Iterator[str]:
    """Yield the responses of the rows with their families, and the class that they share."""
    parts = [f"{part.resp} ({part.name})" for part in model.mixture.parts]
    yield f"The {rows} have {len(parts)} responses: {', '.join(parts)}."
    lacking = {p.name: int((~p.observed).sum()) for p in model.of(ResponsePiece)}
    incomplete = [f"{name} in {count} rows" for name, count in lacking.items() if count]
    if incomplete:
        yield f"Missing: {', '.join(incomplete)}."
    if not model.mixture.class_:
        return
    names = ", ".join(part.resp for part in model.mixture.members)
    count, groups = len(model.mixture.components), together(model)
    unit = (
        "Each row"
        if groups is None
        else (f"Each of the {len(groups.levels)} levels of '{groups.name}', with all its rows,")
    )
    yield f"{unit} belongs to one of {count} latent classes, which {names} share."


def _parameters(model: Model) -> Iterator[str]:
    """Yield the terms of the predictor of each parameter, and parameters without a predictor."""
    # The proportions are the softmax of their predictors, which are log odds against the reference.
    links = {
        p.name: "log-odds" if p.dpar.name == "theta" else f"{p.link} link"
        for p in model.mixture.places
    }
    nonlinear = {p.place.name: p.place.plain for p in model.of(PlacedPiece) if p.place.nlpar}
    varying = {name for piece in model.of(GroupPiece) for name in piece.predicts()}
    for name, terms in _terms(model).items():
        link = f" ({links[name]})" if name in links else ""
        parameter = f"{nonlinear.get(name, name)}{link}"
        if terms:
            yield f"Terms of {parameter}: {_list(terms)}."
        elif name not in varying:
            yield f"{parameter} is 0."
    for equal in model.of(EqualPiece):
        if equal.other:
            yield f"{equal.place.name} is equal to {equal.other}."
    single = [v.name for v in model.variables if v.kind == "dpar"]
    if single:
        yield f"Parameters with one value for all rows: {', '.join(single)}."


def _terms(model: Model) -> dict[str, list[str]]:
    """Return the terms of the predictor of each parameter, without group-level terms.

    A term is named by its coefficients, or by its other quantities if it has none, as a Gaussian
    process. Cells of arrays, such as the shares of a simplex, belong to a term that is named.
    """
    terms: dict[str, list[str]] = {p.place.name: ["thresholds"] for p in model.of(ThresholdsPiece)}
    for piece in model.pieces:
        if isinstance(piece, PredictorPiece):
            parameters = piece.predicts()
        elif (
            isinstance(piece, TermsPiece)
            and isinstance(piece, PlacedPiece)
            and not isinstance(piece, NonlinearPiece)
        ):
            parameters = (piece.place.name,)
        else:
            continue
        for name in parameters:
            terms_of_parameter = terms.setdefault(name, [])
            if isinstance(piece, GroupPiece):
                continue
            variables = [v for v in piece.variables() if v.coef and (v.base or not v.cell)]
            terms_of_parameter.extend(v.coef for v in variables)
            if isinstance(piece, PredictorPiece) and piece.known(name) is not None:
                terms_of_parameter.append("offset")
    return terms


def _groups(model: Model) -> Iterator[str]:
    for piece in model.of(GroupPiece):
        variables = piece.variables()
        names = [v.effects[0] for v in variables if v.kind == "sd"]
        tied = " (correlated)" if any(v.kind == "cor" for v in variables) else ""
        yield (
            f"Coefficients that vary over the {len(piece.levels)} levels of "
            f"{piece.group}{tied}: {_list(names)}."
        )


def _response(model: Model) -> Iterator[str]:
    name = model.of(ResponsePiece)[0].name
    for piece in model.of(CategoriesPiece):
        levels = piece.category_names
        yield f"{name} has {len(levels)} ordered categories: {' < '.join(levels)}."


def _told_apart(model: Model) -> Iterator[str]:
    """Yield sentences on the order that distinguishes the components of each mixture or class."""
    if not model.views:
        if model.mixture.thetas:
            yield _apart(model)
        return
    classes = model.mixture.class_
    if classes:
        yield _of_class(model)
    for resp, view in model.views.items():
        if view.mixture.thetas and not view.mixture.class_:
            yield f"{resp}: {_apart(view)}"


def _of_class(model: Model) -> str:
    """Return a sentence on the order that distinguishes the classes of several responses."""
    order_of = {
        member.resp: member.order for member in model.mixture.members if member.order != "none"
    }
    if not order_of:
        return _TOLD_APART["none"].replace("components", "classes")
    kinds = {"mu": "intercepts", "theta": "proportions"}
    orders = [f"{kinds.get(o, f'coefficients of {o}')} ({resp})" for resp, o in order_of.items()]
    return f"Classes are identified by the order of their {', '.join(orders)}."


def _apart(model: Model) -> str:
    names = {c.family.name for c in model.mixture.components}
    if model.mixture.order == "none" and len(names) == len(model.mixture.components):
        return "Components are identified by their families."
    if model.mixture.ordinal and model.mixture.order == "mu":
        return "Components share their thresholds; no order identifies them."
    return _TOLD_APART.get(
        model.mixture.order,
        f"Components are identified by the order of their coefficients of {model.mixture.order}.",
    )


def _list(names: Sequence[str]) -> str:
    return ", ".join(dict.fromkeys(names))
