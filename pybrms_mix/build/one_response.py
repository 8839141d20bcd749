"""The pieces of one response, and their order in the program."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from pybrms_mix.base.errors import InvalidFormula, NotSupported
from pybrms_mix.build import identify, mixed_density, nonlinear, residuals, whole_groups
from pybrms_mix.build.mixed_density import Densities
from pybrms_mix.build.response_side import Assigned, Side, has_no_effect
from pybrms_mix.build.weighing import proportions_of, varies, varying
from pybrms_mix.design.design import Design
from pybrms_mix.design.expression import Expression
from pybrms_mix.design.frame import Frame
from pybrms_mix.design.nonlinear_expression import real_text
from pybrms_mix.family.base import Mixture, PlacedDpar
from pybrms_mix.formula.formula import Formula, Predictor
from pybrms_mix.model.ir import Piece
from pybrms_mix.pieces import chosen_density, proportions, scalar, shape, term_kinds
from pybrms_mix.pieces.equal import Equal
from pybrms_mix.pieces.group.specific_groups import GroupCuts
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
from pybrms_mix.pieces.response.response import Response, filled
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.literal import literal
from pybrms_mix.syntax.nodes import variables

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class ResponsePieces:
    """The pieces of one response, and the facts on which its likelihood depends.

    Attributes:
        response: the response.
        before: the pieces that come before the terms in the program.
        after: the pieces that come after the terms in the program.
        facts: the facts on which the likelihood depends.
    """

    response: Response
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]
    facts: mixed_density.Facts


def terms(sides: Iterable[Side], frame: Frame, responses: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return the pieces of all terms that add to predictors, except population-level terms.

    Kinds of terms claim the summands of a formula in the order of ``term_kinds()``. Their pieces
    are constructed in the reverse order, which is that of the program. A piece may read
    ``responses``, the responses with their missing values, and the pieces that were constructed
    before it.
    """
    placed = [(p, side.assigned[p.name]) for side in sides for p in side.summed]
    pieces: list[Piece] = []
    for kind in reversed(term_kinds()):
        placed_terms = [(p, _terms(predictor, kind.term)) for p, predictor in placed]
        pieces += kind.resolve(placed_terms, frame, (*responses, *pieces))
    return tuple(pieces)


def pieces_of_response(
    side: Side,
    response: Response,
    missing: Sequence[Piece],
    others: Iterable[Piece],
    frame: Frame,
) -> ResponsePieces:
    """Return the pieces of a response on the rows ``frame``, given those of its terms."""
    formula, mixture, assigned, equal = side.formula, side.mixture, side.assigned, side.equal
    categories = ordinal_intercepts.categories(mixture, response)
    populations, orderings = _populations(side, categories, others, frame)
    linear: list[Piece] = [*populations, *others]
    densities = chosen_density.densities(mixture, response.extra, equal)
    linear += _curves(assigned, mixture, linear, densities, frame)
    cuts = _cuts(mixture, assigned, categories, linear, frame)
    of_class = bool(mixture.class_ and mixture.resp)
    weights = None if of_class else proportions_of(formula, mixture, assigned, linear)
    groups = [] if of_class else whole_groups.groups(formula, mixture, assigned, frame)
    pieces: list[Piece] = [response, *missing, *categories, *groups]
    pieces += [p for p in populations if p.place.nlpar or p.common]
    for place in mixture.places:
        pieces += own_pieces(place, formula, mixture, assigned, equal, populations)
        pieces += [c for c in cuts if c.place == place and not isinstance(c, GroupCuts)]
    predicted = isinstance(weights, proportions.Predicted)
    pieces += [weights] if weights and not predicted else []
    pieces += orderings
    # The program computes the group-level effects on each threshold after those of each term.
    after: list[Piece] = [c for c in cuts if isinstance(c, GroupCuts)]
    after += _sums(mixture, assigned, linear, densities)
    all_pieces = [*pieces, *others, *after]
    after += shape.scaled(mixture, frame, response.y, all_pieces, equal)
    # The program computes the total of the odds from their predictors, so the total comes after
    # them.
    after += [weights] if weights and predicted else []
    all_pieces = [*pieces, *others, *after]
    facts = mixed_density.Facts(
        mixture, response.extra, formula.constants, equal, densities, weights, varying(linear),
        cuts,
        tuple(p.name for p in all_pieces if isinstance(p, LinearPredictor) and p.kind == "logged"),
        {p.place.component for p in all_pieces if isinstance(p, shape.Scaled)},
        {p.place.component for p in all_pieces
         if isinstance(p, scalar.FixedScalar) and p.constant == 1},
        bool(missing), bool(groups and mixture.thetas),
        residuals.products(all_pieces), assigned.keys(),
    )  # fmt: skip
    return ResponsePieces(response, tuple(pieces), tuple(after), facts)


def _known_to_be(place: PlacedDpar, formula: Formula) -> float | None:
    """Return the value of a parameter that the formula does not mention; None if it is estimated.

    In a model of one family the standard errors of the rows take the place of sigma. In a mixture
    brms keeps the sigma of a component as a free parameter.
    """
    if place.dpar.given is not None:
        return place.dpar.given
    if place.plain == "sigma" and "se" in formula.additions:
        flag = next((a.value for a in formula.additions["se"].arguments if a.name == "sigma"), None)
        return None if flag is not None and literal(flag) else 0.0
    return None


def response_of(side: Side, frame: Frame) -> tuple[Response, Frame]:
    """Return the response, and its rows: those that ``subset()`` keeps, or all."""
    formula, mixture = side.formula, side.mixture
    additions.check_allowed(formula.additions, mixture)
    assert formula.response is not None
    if not variables(formula.response):
        raise InvalidFormula(
            "The response of the formula reads no column of the data.",
            span=formula.response.span,
            hint="The name of the column that the model explains stands before '~'.",
        )
    missing = None
    if mixture.class_ and mixture.resp:
        frame, missing = filled(frame, [n.text for n in variables(formula.response)])
    basis = np.asarray(Expression.of(formula.response, frame).values)
    own_frame = frame.of_response(mixture.resp)
    if "subset" in formula.additions and not mixture.resp:
        selection = Addition.of("subset", formula.additions["subset"], frame)
        own_frame = frame.subset(addition_values.subset(selection))
    evaluated = tuple(
        Addition.of(name, call, own_frame) for name, call in formula.additions.items()
    )
    expression = Expression.of(formula.response, own_frame)
    name = write(formula.response)
    response = Response.of(mixture, name, expression, evaluated, own_frame, basis, missing=missing)
    return response, own_frame


def _populations(
    side: Side, categories: list[Categories], pieces_of_terms: Iterable[Piece], frame: Frame
) -> tuple[list[Population], list[Ordering]]:
    """Return the coefficients of the population, and the ordered vector of coefficients.

    The vector is in a list, which is empty if no coefficients are ordered.
    """
    mixture = side.mixture
    means = {
        p.place.name: float(np.mean(p.values)) for p in pieces_of_terms if isinstance(p, Offset)
    }
    drafts = [
        _draft(p, side.assigned[p.name], mixture, categories, means.get(p.name, 0.0), frame)
        for p in side.summed
    ]
    common, drafts = identify.shared(mixture, drafts)
    elements, orderings = identify.ordered(mixture, drafts)
    return [*common, *(d.piece(elements.get(d.place.name, {})) for d in drafts)], orderings


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
    linear: Sequence[Piece],
    frame: Frame,
) -> list[ordinal_intercepts.Cut]:
    """Return the pieces of the thresholds that cut the latent scales of ordinal components."""
    terms = {name: _terms(predictor, CategoryTerm) for name, predictor in assigned.items()}
    latent = [p for p in mixture.places if p.dpar.latent and p.name in assigned]
    curved = [p for p in latent if categories and assigned[p.name].nl]
    return ordinal_intercepts.cuts(mixture, categories, curved, terms, linear, frame)


def _terms(predictor: Predictor, kind: type[T]) -> list[T]:
    return [term for term in predictor.terms if isinstance(term, kind)]


def own_pieces(
    place: PlacedDpar,
    formula: Formula,
    mixture: Mixture,
    assigned: Assigned,
    equal: Mapping[str, str],
    linear: Iterable[Piece],
) -> list[Piece]:
    """Return the pieces that declare one parameter: its coefficients, or its single number."""
    if place.name in assigned or has_no_effect(place, formula, mixture):
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
                f"'{place.name}' cannot be equated to another parameter: its bounds depend on "
                "the location and scale of its own component.",
                hint="Give the parameter a number, or a formula.",
            )
        case str(name) if place.dpar.given is not None:
            # The other parameter is a number too, which the program may not have declared yet.
            return [scalar.FixedScalar(place, real_text(repr(place.dpar.given)), None)]
        case str(name):
            return [scalar.FixedScalar(place, name, None)]
        case value:
            return [scalar.FixedScalar(place, real_text(repr(value)), value)]


def _sums(
    mixture: Mixture,
    assigned: Assigned,
    linear: Iterable[Piece],
    densities: Densities,
) -> list[Piece]:
    """Return the pieces of the predictors: first sums of terms, then expressions of such sums."""
    sums: list[Piece] = []
    inner = [nonlinear.place(n, mixture) for n in assigned]
    for place in (*(p for p in inner if p.nlpar), *mixture.places):
        if place.name in assigned and not assigned[place.name].nl:
            natural = not _takes_predictor(place, densities)
            sums.append(LinearPredictor(place, varies(place.name, linear), natural))
    return [*sums, *(p for p in linear if isinstance(p, Nonlinear))]


def _curves(
    assigned: Assigned,
    mixture: Mixture,
    linear: Iterable[Piece],
    densities: Densities,
    frame: Frame,
) -> list[Nonlinear]:
    """Return the predictors of non-linear formulas, each after the predictors that it reads."""
    varying = {n for n in assigned if varies(n, linear)}
    natural = {p.name for p in mixture.places if not _takes_predictor(p, densities)}
    return nonlinear.curves(assigned, mixture, varying, natural, frame)


def _takes_predictor(place: PlacedDpar, densities: Densities) -> bool:
    """Return whether the density takes the linear predictor of ``place`` as it is."""
    if not place.component or place.dpar.latent:
        return place.dpar.latent
    _, fused = densities[place.component]
    return fused and place.dpar.name == "mu"
