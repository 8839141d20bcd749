"""From a formula, a mixture and data to a model: the pieces, and their order in the program."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

import numpy as np

from pybrms_mix.base.door import warn
from pybrms_mix.base.errors import InvalidFormula, NotSupported
from pybrms_mix.build import identify, mixed_density, nonlinear, residuals, whole_groups
from pybrms_mix.build.mixed_density import Densities
from pybrms_mix.design.design import Design
from pybrms_mix.design.expression import Expression
from pybrms_mix.design.frame import Frame
from pybrms_mix.design.nonlinear_expression import real_text
from pybrms_mix.family.base import Mixture, PlacedDpar
from pybrms_mix.formula.formula import Formula, Predictor
from pybrms_mix.model.ir import Model, NonlinearPiece, Piece, PredictorPiece
from pybrms_mix.pieces import (
    constants,
    likelihood,
    proportions,
    scalar,
    shape,
    term_kinds,
    unsupported,
)
from pybrms_mix.pieces.equal import Equal
from pybrms_mix.pieces.nonlinear_predictor import Nonlinear
from pybrms_mix.pieces.offset import Offset
from pybrms_mix.pieces.ordering import Ordering
from pybrms_mix.pieces.ordinal import ordinal_intercepts
from pybrms_mix.pieces.ordinal.categories import Categories
from pybrms_mix.pieces.ordinal.category_effects import CategoryTerm
from pybrms_mix.pieces.population import Population, PopulationTerm
from pybrms_mix.pieces.predictor import LinearPredictor
from pybrms_mix.pieces.response import addition_values, additions
from pybrms_mix.pieces.response.additions import Addition
from pybrms_mix.pieces.response.missing import Missing
from pybrms_mix.pieces.response.response import Response
from pybrms_mix.pieces.whole import Whole
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.literal import literal
from pybrms_mix.syntax.nodes import Name, variables

T = TypeVar("T")

Assigned = dict[str, Predictor]  # by name of the parameter


def resolve(
    formula: Formula, mixture: Mixture, data: Any, data2: Mapping[str, Any] | None = None
) -> Model:
    """Return the model of ``formula`` and ``mixture`` for ``data``, without priors.

    ``data`` is a table, or the Frame of a model with the same formula. ``data2`` holds the values
    that the formula reads beside the rows.

    Raises:
        PybrmsError: if the formula, the family and the data do not make a model.
    """
    mixture = identify.identified(mixture, formula)
    identify.check_loop(mixture, formula)
    for name, predictor in formula.predictors.items():
        unsupported.check_covariance(predictor.terms, mixture, name)
    assigned = _assign(formula, mixture)
    equal = identify.equal(formula.constants, assigned)
    used = _variables(formula, assigned.values(), Whole.names(mixture.gr))
    holes = [n.text for n in variables(formula.response)] if "mi" in formula.additions else []
    frame = data if isinstance(data, Frame) else Frame.of(data, used, data2=data2, holes=holes)
    response, frame = _response(formula, mixture, frame)
    missing = Missing.of(mixture, response, frame)
    categories = ordinal_intercepts.categories(mixture, response)
    linear, orderings = _linear(mixture, assigned, categories, frame)
    densities = likelihood.densities(mixture, response.extra, equal)
    linear += _curves(assigned, mixture, linear, densities, frame)
    cuts = _cuts(mixture, assigned, categories, linear, frame)
    weights = _weights(formula, mixture, assigned, linear)
    groups = whole_groups.groups(formula, mixture, assigned, frame)
    pieces: list[Piece] = [response, *missing, *categories, *groups]
    pieces += [p for p in linear if isinstance(p, Population) and (p.place.nlpar or p.common)]
    for place in mixture.places:
        pieces += _own(place, formula, mixture, assigned, equal, linear)
        pieces += [c for c in cuts if c.place == place]
    predicted = isinstance(weights, proportions.Predicted)
    pieces += [weights] if weights and not predicted else []
    pieces += orderings
    pieces += [p for p in linear if not isinstance(p, Population | Nonlinear)]
    pieces += _sums(mixture, assigned, linear, densities)
    pieces += shape.scaled(mixture, frame, response.y, pieces, equal)
    # The program computes the total of the odds from their predictors, so the total comes after
    # them.
    pieces += [weights] if weights and predicted else []
    facts = mixed_density.Facts(
        mixture, response.extra, formula.constants, equal, densities, weights,
        {n for p in linear if isinstance(p, PredictorPiece | NonlinearPiece)
         for n in p.predicts() if p.varies(n)},
        cuts,
        tuple(p.name for p in pieces if isinstance(p, LinearPredictor) and p.kind == "logged"),
        {p.place.component for p in pieces if isinstance(p, shape.Scaled)},
        {p.place.component for p in pieces if isinstance(p, scalar.Given) and p.constant == 1},
        bool(missing), bool(groups and mixture.thetas), residuals.products(pieces),
        assigned.keys(),
    )  # fmt: skip
    whole = mixed_density.likelihood(facts)
    pieces = residuals.declared(pieces, whole.residuals)
    return Model(mixture, frame, (*pieces, whole)).keeping_bases


def _assign(formula: Formula, mixture: Mixture) -> Assigned:
    """Return the right-hand side of each predicted parameter: its own, or for mu the shared one."""
    places = {p.name: p for p in mixture.places}
    inner = nonlinear.places(formula, mixture)
    own = {inner[n].name if n in inner else n: p for n, p in formula.predictors.items() if n}
    constants.check(formula.constants, own.keys(), mixture, formula.spans)
    for name in formula.constants:
        if _has_no_effect(places[name], formula, mixture):
            warn(f"The value of '{name}' has no effect: the parameter is predicted.")
    equal = identify.equal_mus(formula, mixture)
    mus = [p.name for p in mixture.places if p.dpar.name == "mu" and p.name not in equal]
    return {**dict.fromkeys(mus, formula.predictors[""]), **own}


def _known_to_be(place: PlacedDpar, formula: Formula) -> float | None:
    """Return the value that a parameter has although the formula does not mention it.

    In a model of one family the standard errors of the rows take the place of sigma. In a mixture
    brms keeps the sigma of a component as a free parameter.
    """
    if place.dpar.given is not None:
        return place.dpar.given
    if place.name == "sigma" and "se" in formula.additions:
        flag = next((a.value for a in formula.additions["se"].arguments if a.name == "sigma"), None)
        return None if flag is not None and literal(flag) else 0.0
    return None


def _has_no_effect(place: PlacedDpar, formula: Formula, mixture: Mixture) -> bool:
    """Return whether the formula gives a value to a parameter that is predicted."""
    if place.name not in formula.constants:
        return False
    if place.component:
        return place.dpar.name == "mu" and not isinstance(formula.constants[place.name], str)
    return any(theta.name in formula.predictors for theta in mixture.thetas)


def _variables(
    formula: Formula, predictors: Iterable[Predictor], groups: tuple[Name, ...]
) -> list[Name]:
    """Return the columns that the formula reads, each once, and the columns ``groups``."""
    found = [*variables(formula.response), *groups]
    for call in formula.additions.values():
        found += variables(call)
    for predictor in (*predictors, formula.predictors[""]):
        names = [v for term in predictor.terms for v in term.variables()]
        inner = formula.predictors if predictor.nl else ()
        found += [v for v in names if v.text not in inner]
    return list({name.text: name for name in reversed(found)}.values())[::-1]


def _response(formula: Formula, mixture: Mixture, frame: Frame) -> tuple[Response, Frame]:
    """Return the response, and the rows that ``subset()`` keeps."""
    additions.check_allowed(formula.additions, mixture)
    assert formula.response is not None
    basis = np.asarray(Expression.of(formula.response, frame).values)
    if "subset" in formula.additions:
        kept = Addition.of("subset", formula.additions["subset"], frame)
        frame = frame.subset(addition_values.subset(kept))
    found = tuple(Addition.of(name, call, frame) for name, call in formula.additions.items())
    expression = Expression.of(formula.response, frame)
    return Response.of(mixture, write(formula.response), expression, found, frame, basis), frame


def _linear(
    mixture: Mixture, assigned: Assigned, categories: list[Categories], frame: Frame
) -> tuple[list[Piece], list[Ordering]]:
    """Return the pieces that add to linear predictors, and the ordered vector of coefficients.

    The pieces of mu come first, the others in the order of the formulas. The vector is in a list,
    which is empty if no coefficients are ordered.
    """
    first = [p.name for p in mixture.places if p.dpar.name == "mu" and p.name in assigned]
    names = [*first, *(n for n in assigned if n not in first)]
    # Non-linear formulas have no terms of their own. The parameters in them come last.
    summed = [n for n in names if not assigned[n].nl]
    places = sorted((nonlinear.place(n, mixture) for n in summed), key=lambda p: p.nlpar)
    # The kinds read what is special before what is general; the program has it the other way round.
    others: list[Piece] = []
    for kind in reversed(term_kinds()):
        placed = [(p, _terms(assigned[p.name], kind.term)) for p in places]
        others += kind.resolve(placed, frame, tuple(others))
    means = {p.place.name: float(np.mean(p.values)) for p in others if isinstance(p, Offset)}
    drafts = [
        _draft(p, assigned[p.name], mixture, categories, means.get(p.name, 0.0), frame)
        for p in places
    ]
    common, drafts = identify.shared(mixture, drafts)
    elements, orderings = identify.ordered(mixture, drafts)
    own = [d.piece(elements.get(d.place.name, {})) for d in drafts]
    return [*common, *own, *others], orderings


def _draft(
    place: PlacedDpar,
    predictor: Predictor,
    mixture: Mixture,
    categories: list[Categories],
    offset: float,
    frame: Frame,
) -> identify.Draft:
    """Return the facts about the coefficients of one parameter."""
    (term,) = _terms(predictor, PopulationTerm)
    design = Design.of(term.node, frame, cmc=predictor.cmc)
    center = not place.nlpar if predictor.center is None else predictor.center
    x = ordinal_intercepts.columns(place, design, mixture, categories, center=center)
    return identify.Draft(place, x, predictor.decomp == "QR", offset)


def _cuts(
    mixture: Mixture,
    assigned: Assigned,
    categories: list[Categories],
    linear: Iterable[Piece],
    frame: Frame,
) -> list[ordinal_intercepts.Cut]:
    """Return the pieces of the thresholds that cut the latent scales of ordinal components."""
    populations = [p for p in linear if isinstance(p, Population) and not p.common]
    terms = {name: _terms(predictor, CategoryTerm) for name, predictor in assigned.items()}
    latent = [p for p in mixture.places if p.dpar.latent and p.name in assigned]
    curved = [p for p in latent if categories and assigned[p.name].nl]
    return ordinal_intercepts.cuts(mixture, categories, populations, curved, terms, frame)


def _terms(predictor: Predictor, kind: type[T]) -> list[T]:
    return [term for term in predictor.terms if isinstance(term, kind)]


def _own(
    place: PlacedDpar,
    formula: Formula,
    mixture: Mixture,
    assigned: Assigned,
    equal: Mapping[str, str],
    linear: Iterable[Piece],
) -> list[Piece]:
    """Return the pieces that declare one parameter: its coefficients, or its single number."""
    if place.name in assigned or _has_no_effect(place, formula, mixture):
        unused = [scalar.Unused(place, v) for n, v in formula.constants.items() if n == place.name]
        return [*unused, *(p for p in linear if isinstance(p, Population) and p.place == place)]
    if not place.component:
        return []
    if place.name in equal:
        return [Equal(place, equal[place.name])]
    match formula.constants.get(place.name, _known_to_be(place, formula)):
        case None if place.dpar.stan:
            return [shape.Unscaled(place)]
        case None:
            return [scalar.Scalar(place)]
        case str() if place.dpar.stan:
            raise NotSupported(
                f"'{place.name}' cannot be equated: location and scale of its own component "
                "confine it.",
                hint="Give it a number, or a formula.",
            )
        case str(other) if place.dpar.given is not None:
            # The other parameter is a number too, which the program may not have declared yet.
            return [scalar.Given(place, real_text(repr(place.dpar.given)), None)]
        case str(other):
            return [scalar.Given(place, other, None)]
        case value:
            return [scalar.Given(place, real_text(repr(value)), value)]


def _weights(
    formula: Formula, mixture: Mixture, assigned: Assigned, linear: Iterable[Piece]
) -> mixed_density.Weights | None:
    """Return the piece of the mixing proportions; None for a single family."""
    thetas = mixture.thetas
    if not thetas:
        return None
    predicted = [t.name for t in thetas if t.name in assigned]
    if mixture.order == "theta" and any(t.name in (*assigned, *formula.constants) for t in thetas):
        raise InvalidFormula(
            "Identifying mixture components via ordering of the proportions requires that they are "
            "neither predicted nor given.\nTry setting order = 'none' in function 'mixture'."
        )
    if predicted:
        varying = [n for n in predicted if _varies(n, linear)]
        names = (*varying, *(n for n in predicted if n not in varying))
        given = any(t.name in formula.constants for t in thetas)
        return proportions.Predicted(thetas, names, bool(varying), given)
    values = [float(formula.constants[t.name]) for t in thetas if t.name in formula.constants]
    if values:
        return proportions.Given(thetas, tuple(v / sum(values) for v in values))
    kind = proportions.Ascending if mixture.order == "theta" else proportions.Estimated
    return kind(thetas, np.ones(len(thetas)))


def _varies(name: str, linear: Iterable[Piece]) -> bool:
    kinds = PredictorPiece | NonlinearPiece
    return any(p.varies(name) for p in linear if isinstance(p, kinds) and name in p.predicts())


def _sums(
    mixture: Mixture,
    assigned: Assigned,
    linear: Iterable[Piece],
    densities: Densities,
) -> list[Piece]:
    """Return the pieces of the predictors: first sums of terms, then expressions of such sums."""
    found: list[Piece] = []
    inner = [nonlinear.place(n, mixture) for n in assigned]
    for place in (*(p for p in inner if p.nlpar), *mixture.places):
        if place.name in assigned and not assigned[place.name].nl:
            natural = not _takes_predictor(place, densities)
            found.append(LinearPredictor(place, _varies(place.name, linear), natural))
    return [*found, *(p for p in linear if isinstance(p, Nonlinear))]


def _curves(
    assigned: Assigned,
    mixture: Mixture,
    linear: Iterable[Piece],
    densities: Densities,
    frame: Frame,
) -> list[Nonlinear]:
    """Return the predictors of non-linear formulas, each after the predictors that it reads."""
    varying = {n for n in assigned if _varies(n, linear)}
    natural = {p.name for p in mixture.places if not _takes_predictor(p, densities)}
    return nonlinear.curves(assigned, mixture, varying, natural, frame)


def _takes_predictor(place: PlacedDpar, densities: Densities) -> bool:
    """Return whether the density takes the linear predictor of ``place`` as it is."""
    if not place.component or place.dpar.latent:
        return place.dpar.latent
    _, fused = densities[place.component]
    return fused and place.dpar.name == "mu"
