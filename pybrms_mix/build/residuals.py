"""Residuals that are computed by one matrix product, without the predictor of mu."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from pybrms_mix.model.declarations import COUNTS
from pybrms_mix.model.ir import Piece, PredictorPiece
from pybrms_mix.pieces.fold import NO_PRODUCT, Product, Residual
from pybrms_mix.pieces.likelihood import Likelihood
from pybrms_mix.pieces.population import Population
from pybrms_mix.pieces.predictor import LinearPredictor
from pybrms_mix.pieces.residual_matrix import Alternatives, ResidualMatrix, UnitMatrix

# The blocks of ``residual.stan.jinja`` by the templates of the coefficients.
_KINDS = {"population": "columns", "population_intercept": "intercept"}


def products(pieces: Sequence[Piece]) -> dict[str, Product]:
    """Return the products that give residuals, by the predictors that the products replace.

    The response and the columns of the predictor stand in one matrix of data. Its product with 1
    and the coefficients, all divided by sigma, takes the place of five passes over the rows. The
    predictor must have no other terms, and the identity as its inverse link.
    """
    found: dict[str, Product] = {}
    before: list[Population] = []
    for predictor in (p for p in pieces if isinstance(p, LinearPredictor) and not p.inverse):
        name = predictor.name
        parts = [p for p in pieces if isinstance(p, PredictorPiece) and name in p.predicts()]
        own = [p for p in parts if isinstance(p, Population) and not p.common]
        if len(own) == len(parts) == 1 and own[0].template in _KINDS:
            before.append(own[0])
            alike = tuple(p.suffix for p in before if _alike(p, own[0]))
            kind, place = _KINDS[own[0].template], predictor.place
            found[name] = Product(kind, own[0].suffix, place.mark, alike)
    return found


def _alike(one: Population, other: Population) -> bool:
    """Return whether two predictors of the same response have the same columns."""
    same = one.place.resp == other.place.resp and one.x.names == other.x.names
    return same and one.template == other.template and np.array_equal(one.x.matrix, other.x.matrix)


def with_matrices(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return the pieces of a program, and after coefficients the matrices of their products.

    Each likelihood lists the residuals that it computes by a product. The program then has no other
    use for the predictors of these residuals, whose pieces are left out. The program that reads
    equal rows as one row may compute other residuals by products.
    """
    used, counted = _used(pieces, ""), _used(pieces, COUNTS.name)
    found: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, LinearPredictor):
            found += _predictor(piece, used, counted)
            continue
        found.append(piece)
        if isinstance(piece, Population):
            own, other = (u.get(piece.suffix, NO_PRODUCT) for u in (used, counted))
            matrices, few = _matrices(piece, own), _matrices(piece, other)
            found += matrices if own == other else [Alternatives(tuple(matrices), tuple(few))]
    return tuple(found)


def _predictor(
    piece: LinearPredictor, used: Collection[str], counted: Collection[str]
) -> list[Piece]:
    """Return a predictor, in a list, if the programs read it: no product takes its place."""
    end = piece.place.suffix
    if end in used and end in counted:
        return []
    if end in used:
        return [Alternatives((), (piece,))]
    return [piece]


def _used(pieces: Sequence[Piece], counts: str) -> dict[str, Residual]:
    """Return the residuals that likelihoods compute by products, by the ends of the names."""
    densities = [p for p in pieces if isinstance(p, Likelihood)]
    printed = [p for d in densities for p in d.printed(counts) if isinstance(p, Likelihood)]
    return {end: residual for d in printed for end, residual in d.residuals.items()}


def _matrices(coefficients: Population, residual: Residual) -> list[Piece]:
    """Return the matrix of data for the product with coefficients, in a list; [] without one."""
    if residual.kind:
        return [ResidualMatrix(residual)] if residual.own else []
    joined = _KINDS.get(coefficients.template) == "columns"
    return [UnitMatrix(coefficients.suffix)] if joined else []
