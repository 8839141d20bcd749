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
from pybrms_mix.pieces.residual_matrix import (
    Alternatives,
    CentredColumns,
    ResidualMatrix,
    UnitMatrix,
)

# The blocks of ``residual.stan.jinja`` by the templates of the coefficients.
_KINDS = {"population": "columns", "population_intercept": "intercept"}


def products(pieces: Sequence[Piece]) -> dict[str, Product]:
    """Return the products that give residuals, by the predictors that the products replace.

    The response and the columns of the predictor stand in one matrix of data. Its product with 1
    and the coefficients, all divided by sigma, takes the place of five passes over the rows. The
    predictor must have no other terms, and the identity as its inverse link.
    """
    products_: dict[str, Product] = {}
    before: list[Population] = []
    for predictor in (p for p in pieces if isinstance(p, LinearPredictor) and not p.inverse):
        name = predictor.name
        parts = [p for p in pieces if isinstance(p, PredictorPiece) and name in p.predicts()]
        populations = [p for p in parts if isinstance(p, Population) and not p.common]
        if len(populations) == len(parts) == 1 and populations[0].template in _KINDS:
            before.append(populations[0])
            alike = tuple(p.suffix for p in before if _alike(p, populations[0]))
            kind, place = _KINDS[populations[0].template], predictor.place
            products_[name] = Product(kind, populations[0].suffix, place.mark, alike)
    return products_


def _alike(left: Population, right: Population) -> bool:
    """Return whether two predictors of the same response have the same columns."""
    same_columns = left.place.resp == right.place.resp and left.x.names == right.x.names
    return (
        same_columns
        and left.template == right.template
        and np.array_equal(left.x.matrix, right.x.matrix)
    )


def with_matrices(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return the pieces of a program, and after coefficients the matrices of their products.

    Each likelihood lists the residuals that it computes by a product. The program then has no other
    use for the predictors of these residuals, whose pieces are left out. The program that reads
    equal rows as one row may compute other residuals by products.
    """
    residual_of, counted_residual_of = _used(pieces, ""), _used(pieces, COUNTS.name)
    with_matrices_: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, LinearPredictor):
            with_matrices_ += _predictor(piece, residual_of, counted_residual_of)
            continue
        with_matrices_.append(piece)
        if isinstance(piece, Population):
            product, counted_product = (
                u.get(piece.suffix, NO_PRODUCT) for u in (residual_of, counted_residual_of)
            )
            matrices, counted_matrices = (
                _matrices(piece, product),
                _matrices(piece, counted_product),
            )
            with_matrices_ += (
                matrices
                if product == counted_product
                else [Alternatives(tuple(matrices), tuple(counted_matrices))]
            )
    return tuple(with_matrices_)


def _predictor(
    piece: LinearPredictor, endings: Collection[str], counted_endings: Collection[str]
) -> list[Piece]:
    """Return a predictor, in a list, if the programs read it: no product takes its place."""
    end = piece.place.suffix
    if end in endings and end in counted_endings:
        return []
    if end in endings:
        return [Alternatives((), (piece,))]
    return [piece]


def _used(pieces: Sequence[Piece], counts: str) -> dict[str, Residual]:
    """Return the residuals that likelihoods compute by products, by the ends of the names."""
    densities = [p for p in pieces if isinstance(p, Likelihood)]
    printed = [p for d in densities for p in d.printed(counts) if isinstance(p, Likelihood)]
    return {end: residual for d in printed for end, residual in d.residuals.items()}


def _matrices(coefficients: Population, residual: Residual) -> list[Piece]:
    """Return the matrices of data for the product with coefficients.

    The list is empty if another predictor with the same columns has the matrix of the product.
    """
    suffix, columns = coefficients.suffix, _KINDS.get(coefficients.template) == "columns"
    if residual.kind and not residual.own:
        return []
    centred = [CentredColumns(suffix, coefficients.belongs_to)] if columns else []
    if residual.kind:
        return [*centred, ResidualMatrix(residual)]
    return [*centred, UnitMatrix(suffix)] if columns else []
