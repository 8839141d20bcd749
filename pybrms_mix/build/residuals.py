"""Residuals that are computed by one matrix product, without the predictor of mu."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from pybrms_mix.model.ir import Piece, PredictorPiece
from pybrms_mix.pieces.fold import Residual
from pybrms_mix.pieces.likelihood import Likelihood
from pybrms_mix.pieces.population import Form, Population
from pybrms_mix.pieces.predictor import LinearPredictor

# The blocks of ``residual.stan.jinja`` by the templates of the coefficients.
_KINDS = {"population": "columns", "population_intercept": "intercept"}


def products(pieces: Sequence[Piece]) -> dict[str, Residual]:
    """Return the products that give residuals, by the predictors that the products replace.

    The response and the columns of the predictor stand in one matrix of data. Its product with 1
    and the coefficients, all divided by sigma, takes the place of five passes over the rows. The
    predictor must have no other terms, and the identity as its inverse link.
    """
    found: dict[str, Residual] = {}
    before: list[Population] = []
    for predictor in (p for p in pieces if isinstance(p, LinearPredictor) and not p.inverse):
        name = predictor.name
        parts = [p for p in pieces if isinstance(p, PredictorPiece) and name in p.predicts()]
        own = [p for p in parts if isinstance(p, Population) and not p.common]
        if len(own) == len(parts) == 1 and own[0].template in _KINDS:
            before.append(own[0])
            alike = tuple(p.suffix for p in before if _alike(p, own[0]))
            kind, place = _KINDS[own[0].template], predictor.place
            found[name] = Residual(kind, own[0].suffix, place.mark, alike)
    return found


def _alike(one: Population, other: Population) -> bool:
    """Return whether two predictors of the same response have the same columns."""
    same = one.place.resp == other.place.resp and one.x.names == other.x.names
    return same and one.template == other.template and np.array_equal(one.x.matrix, other.x.matrix)


def declared(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return the pieces of a program that declares the matrices for the products of residuals.

    Each likelihood lists the residuals that it computes by a product. The program then has no other
    use for the predictors of these residuals, and does not compute them.
    """
    densities = [p for p in pieces if isinstance(p, Likelihood)]
    used = {end: residual for d in densities for end, residual in d.residuals.items()}
    found: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, Population) and piece.suffix in used:
            found.append(replace(piece, form=Form(residual=used[piece.suffix])))
        elif isinstance(piece, LinearPredictor) and piece.place.suffix in used:
            found.append(replace(piece, read=False))
        else:
            found.append(piece)
    return tuple(found)
