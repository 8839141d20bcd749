"""Construction of a model from formulas, mixtures and data: its pieces in program order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.base.public_calls import warn
from pybrms_mix.build import (
    correlated_responses,
    kept_rows,
    latent_class,
    mixed_density,
    own_rows,
    residuals,
    whole_groups,
)
from pybrms_mix.build.one_response import (
    ResponsePieces,
    own_pieces,
    pieces_of_response,
    response_of,
    terms,
)
from pybrms_mix.build.response_side import Side
from pybrms_mix.build.weighing import proportions_of, varying
from pybrms_mix.design.design import Design
from pybrms_mix.design.frame import Frame
from pybrms_mix.family.base import Mixture
from pybrms_mix.formula.formula import Formula, Formulas
from pybrms_mix.model.ir import Model, Piece, PredictorPiece, SpecificPiece
from pybrms_mix.pieces import proportions
from pybrms_mix.pieces.coefficient_columns import CoefficientColumns
from pybrms_mix.pieces.coefficient_owner import Owner
from pybrms_mix.pieces.everywhere import Everywhere
from pybrms_mix.pieces.population import Population, PopulationTerm
from pybrms_mix.pieces.predictor import LinearPredictor
from pybrms_mix.pieces.response.missing import Missing
from pybrms_mix.pieces.row_count import RowCount


def resolve(
    formula: Formula | Formulas,
    mixture: Mixture,
    data: Any,
    data2: Mapping[str, Any] | None = None,
    knots: Mapping[str, np.ndarray] | None = None,
) -> Model:
    """Return the model of ``formula`` and ``mixture`` for ``data``, without priors.

    ``data`` is a table, or the Frame of a model with the same formula. ``data2`` holds objects that
    are not columns of the data, and ``knots`` the knots of smooth terms, by the variable.

    Raises:
        PybrmsError: if the formula, the family and the data do not fit together.
    """
    beside = {"data2": data2, "knots": knots}
    if isinstance(formula, Formulas):
        return _several(formula, mixture, data, beside)
    side = Side.of(formula, mixture)
    frame = _frame([side], [], data, beside)
    response, frame = response_of(side, frame)
    missing = Missing.of(side.mixture, response, frame)
    # Groups keep levels of rows that subset() leaves out. All other terms read only kept rows.
    around = replace(frame.before_subset, parts={"": frame}) if frame.before is not None else frame
    pieces_of_terms = terms([side], around, [response, *missing])
    response_pieces = pieces_of_response(side, response, missing, pieces_of_terms, frame)
    density = mixed_density.likelihood(response_pieces.facts)
    pieces = residuals.with_matrices(
        (*response_pieces.before, *pieces_of_terms, *response_pieces.after, density)
    )
    return Model(side.mixture, frame, pieces).keeping_bases


def _frame(
    sides: Sequence[Side], holes: Sequence[str], data: Any, beside: Mapping[str, Any]
) -> Frame:
    """Return the rows without missing values, except in responses with ``mi()``."""
    if isinstance(data, Frame):
        return data
    columns = {name.text: name for side in sides for name in side.columns}
    gaps = [*holes, *(n for side in sides for n in side.holes)]
    names = list(columns.values())
    spared_rows = own_rows.spared(sides, data, names, beside) if len(sides) > 1 else {}
    frame = Frame.of(data, names, holes=gaps, spared=spared_rows, **beside)
    kept_rows.check((p.node for side in sides for p in side.assigned.values()), frame, gaps)
    return frame


def _several(formulas: Formulas, mixture: Mixture, data: Any, beside: Mapping[str, Any]) -> Model:
    """Return the model of several responses, with the model of each response as a view."""
    # ``free`` is a property of the class, not of the mixtures of its responses.
    parts = [replace(part, free=part.free and not part.class_) for part in mixture.parts]
    sides = [latent_class.placed(f, p) for f, p in zip(formulas.forms, parts, strict=True)]
    if formulas.rescor:
        sides = correlated_responses.sharing(sides)
    of_class = latent_class.side(formulas.common, mixture)
    members = [side for side in sides if side.mixture.class_]
    own_rows.check(sides)
    frame = _frame([*sides, *of_class], latent_class.holes(members), data, beside)
    frame = own_rows.with_parts(sides, _with_some_response(members, frame))
    of_responses, pieces_of_terms = _each(sides, of_class, frame)
    before = [p for one_response in of_responses for p in one_response.before]
    after = [p for one_response in of_responses for p in one_response.after]
    classless = [
        one_response.facts for one_response in of_responses if not one_response.facts.mixture.class_
    ]
    densities: list[Piece] = [mixed_density.likelihood(facts) for facts in classless]
    common: list[Piece] = []
    if formulas.rescor:
        common = correlated_responses.degrees(mixture)
        before += [*common, correlated_responses.correlations(mixture)]
        densities = [correlated_responses.likelihood(classless)]
    for side in of_class:
        groups, heads, tails, weights = _class_pieces(side, pieces_of_terms, frame)
        common = [*groups, *heads, *tails]
        before, after = [*before, *groups, *heads], [*after, *tails]
        joint = [one_response for one_response in of_responses if one_response.facts.mixture.class_]
        facts = replace(
            joint[0].facts, mixture=side.mixture, weights=weights, grouped=bool(groups),
            varying=varying([*common, *_of(side, pieces_of_terms)]),
        )  # fmt: skip
        densities.append(mixed_density.likelihood(facts, [(m.facts, m.response) for m in joint]))
    identified = tuple(side.mixture for side in sides)
    views = {
        side.mixture.resp: _view(
            [side, *of_class],
            one_response,
            _of(side, pieces_of_terms),
            common if side.mixture.class_ or formulas.rescor else (),
            frame,
        )
        for side, one_response in zip(sides, of_responses, strict=True)
    }
    own_pieces = residuals.with_matrices((*before, *pieces_of_terms, *after, *densities))
    pieces = (RowCount(frame.N), Everywhere.of(own_pieces), *own_pieces)
    return Model(replace(mixture, parts=identified), frame, pieces, views=views).keeping_bases


def _each(
    sides: Sequence[Side], of_class: Sequence[Side], frame: Frame
) -> tuple[list[ResponsePieces], tuple[Piece, ...]]:
    """Return the pieces of each response, and those of the terms of all predictors."""
    pairs = [(side, response_of(side, frame)[0]) for side in sides]
    responses = [response for _, response in pairs]
    missing = [Missing.of(s.mixture, r, frame.of_response(s.mixture.resp)) for s, r in pairs]
    pieces_of_terms = terms(
        [*sides, *of_class],
        frame,
        [*responses, *(p for missing_pieces in missing for p in missing_pieces)],
    )
    of_responses = [
        pieces_of_response(
            side,
            response,
            missing_pieces,
            _of(side, pieces_of_terms),
            frame.of_response(side.mixture.resp),
        )
        for (side, response), missing_pieces in zip(pairs, missing, strict=True)
    ]
    return of_responses, pieces_of_terms


def _with_some_response(members: Sequence[Side], frame: Frame) -> Frame:
    """Return the rows in which some response of the class is observed; warn about other rows."""
    if not members:
        return frame
    unobserved = np.all([frame.holes(latent_class.holes([side])) for side in members], axis=0)
    if not unobserved.any():
        return frame
    warn("Rows without any response of the class were excluded from the model.")
    return frame.subset(~unobserved)


def _of(side: Side, pieces_of_terms: Sequence[Piece]) -> list[Piece]:
    """Return the pieces that add to predictors of one response, and those without a predictor."""
    names = {*side.assigned}
    return [
        p for p in pieces_of_terms if not isinstance(p, PredictorPiece) or names & _predicted(p)
    ]


def _predicted(piece: PredictorPiece) -> set[str]:
    """Return the names of the parameters whose predictors or thresholds contain a piece."""
    specific = piece.specific if isinstance(piece, SpecificPiece) else ()
    return {*piece.predicts(), *(place.name for place in specific)}


def _view(
    sides: Sequence[Side],
    response_pieces: ResponsePieces,
    pieces_of_terms: Sequence[Piece],
    common: Sequence[Piece],
    frame: Frame,
) -> Model:
    """Return the model of one response alone: a part of the pieces and columns of the whole model.

    ``sides`` holds the formula of the response, and after it the formulas of its latent class.
    """
    side, *_ = sides
    sides_read = sides if side.mixture.class_ else [side]
    names = {n.text for side_read in sides_read for n in side_read.columns}
    names = names.union(*(piece.reads() for piece in pieces_of_terms))
    rows = frame.of_response(side.mixture.resp)
    columns = [name for name in rows.data.columns if name in names]
    pieces = (*response_pieces.before, *pieces_of_terms, *response_pieces.after, *common)
    return Model(side.mixture, replace(rows, data=rows.data[columns], parts={}), pieces)


def _class_pieces(
    side: Side, pieces_of_terms: Sequence[Piece], frame: Frame
) -> tuple[list[Piece], list[Piece], list[Piece], mixed_density.Weights | None]:
    """Return the pieces of a latent class: groups, pieces before and after terms, proportions.

    The groups are those whose rows belong to one class. A single class has no proportions.
    """
    formula, mixture, assigned = side.formula, side.mixture, side.assigned
    groups: list[Piece] = [*whole_groups.groups(formula, mixture, assigned, frame)]
    populations = []
    for place in mixture.thetas:
        if place.name in assigned:
            predictor = assigned[place.name]
            (term,) = (t for t in predictor.terms if isinstance(t, PopulationTerm))
            design = Design.of(term.node, frame, cmc=predictor.cmc)
            center = True if predictor.center is None else predictor.center
            x = CoefficientColumns.of(design, center=center)
            populations.append(Population.of(Owner(place), x))
    linear = [*populations, *_of(side, pieces_of_terms)]
    weights = proportions_of(formula, mixture, assigned, linear)
    heads: list[Piece] = []
    for place in mixture.thetas:
        heads += own_pieces(place, formula, mixture, assigned, {}, populations)
    differ = varying(linear)
    tails: list[Piece] = [
        LinearPredictor(t, t.name in differ, linked=False)
        for t in mixture.thetas
        if t.name in assigned
    ]
    if isinstance(weights, proportions.Predicted):
        return groups, heads, [*tails, weights], weights
    return groups, [*heads, *([] if weights is None else [weights])], tails, weights
