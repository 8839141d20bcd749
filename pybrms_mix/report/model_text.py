"""Description of the model of a fit in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pybrms_mix.model.ir import (
    CategoriesPiece,
    EqualPiece,
    GroupPiece,
    Model,
    PredictorPiece,
    ResponsePiece,
    ThresholdsPiece,
)
from pybrms_mix.model.values import together
from pybrms_mix.results.fit import Fit

_TOLD_APART = {
    "mu": "Components are told apart by the order of their intercepts.",
    "theta": "Components are told apart by the order of their proportions.",
    "none": "No order tells components apart: their labels may switch.",
}


def words(fit: Fit) -> Iterator[str]:
    """Yield sentences on the rows, the components, the predictors of parameters and the sampler."""
    yield from _rows(fit)
    yield from (f"Formula: {line}" for line in fit.formula)
    yield from _parameters(fit.model)
    yield from _groups(fit.model)
    yield from _response(fit.model)
    if fit.model.mixture.thetas:
        yield _apart(fit.model)
    if fit.run:
        run = fit.run
        yield (
            f"Sampled by {run.engine}: {run.chains} chains of {run.iter} iterations, of which "
            f"{run.warmup} are warm-up; seed {run.seed}."
        )
        if run.gradients is not None:
            yield f"All chains together took {run.gradients:,} gradients of the log density."
    if fit.sample_prior == "only":
        yield "The prior alone was sampled: the data played no part."


def _rows(fit: Fit) -> Iterator[str]:
    components = fit.model.mixture.components
    rows = f"{fit.nobs} rows of {fit.data_name}"
    names = ", ".join(c.family.name for c in components)
    many = f"one of {len(components)} components ({names})"
    kind = many if fit.model.mixture.thetas else f"the family {names}"
    whole = together(fit.model)
    if whole is None:
        yield f"Each of the {rows} comes from {kind}."
    else:
        each = f"all rows of one of the {len(whole.levels)} levels of '{whole.name}' together"
        yield f"The {rows} come from {kind}, {each}."
    dropped = fit.model.frame.dropped
    if dropped:
        many = (
            "1 row with missing values was"
            if dropped == 1
            else f"{dropped} rows with missing values were"
        )
        yield f"{many} left out."


def _parameters(model: Model) -> Iterator[str]:
    """Yield the terms of the predictor of each parameter, and parameters without a predictor."""
    mixture = model.mixture
    coefs: dict[str, list[str]] = {}
    for piece in model.of(PredictorPiece):
        for name in piece.predicts():
            found = (v for v in piece.variables() if v.kind == "b" and not v.cell)
            coefs.setdefault(name, []).extend(v.coef for v in found)
    # The proportions are the softmax of their predictors, which are log odds against the reference.
    links = {p.name: "log-odds" if p.dpar.name == "theta" else p.link for p in mixture.places}
    ordinal = {p.place.name for p in model.of(ThresholdsPiece)}
    for name, own in coefs.items():
        said = links.get(name, "")
        link = f" ({said} link)" if said and said != "log-odds" else f" ({said})" if said else ""
        made = [*(["thresholds"] if name in ordinal else []), *own]
        yield f"{name}{link} is made of: {', '.join(made)}." if made else f"{name}{link} is 0."
    for same in model.of(EqualPiece):
        if same.other:
            yield f"{same.place.name} is equal to {same.other}."
    single = [v.name for v in model.variables if v.kind == "dpar"]
    if single:
        yield f"The same for all rows: {', '.join(single)}."


def _groups(model: Model) -> Iterator[str]:
    for piece in model.of(GroupPiece):
        found = piece.variables()
        names = [v.effects[0] for v in found if v.kind == "sd"]
        tied = ", correlated" if any(v.kind == "cor" for v in found) else ""
        yield f"Over the {len(piece.levels)} levels of {piece.group} vary{tied}: {_list(names)}."


def _response(model: Model) -> Iterator[str]:
    name = model.of(ResponsePiece)[0].name
    for piece in model.of(CategoriesPiece):
        levels = piece.category_names
        yield f"{name} has {len(levels)} ordered categories: {' < '.join(levels)}."


def _apart(model: Model) -> str:
    names = {c.family.name for c in model.mixture.components}
    if model.mixture.order == "none" and len(names) == len(model.mixture.components):
        return "Components are told apart by their families."
    if model.mixture.ordinal and model.mixture.order == "mu":
        return "Components share their thresholds; no order tells them apart."
    return _TOLD_APART.get(
        model.mixture.order,
        f"Components are told apart by the order of their coefficients of {model.mixture.order}.",
    )


def _list(names: Sequence[str]) -> str:
    return ", ".join(dict.fromkeys(names))
