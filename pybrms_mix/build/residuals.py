"""Residuals of densities that take them from one product, without the predictor of mu."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pybrms_mix.model.ir import Piece, PredictorPiece
from pybrms_mix.pieces.likelihood import Likelihood, Residual, Term
from pybrms_mix.pieces.population import Population
from pybrms_mix.pieces.predictor import LinearPredictor

# The blocks of ``residual.stan.jinja`` by the templates of the coefficients.
_KINDS = {"population": "columns", "population_intercept": "intercept"}


def with_residuals(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return the pieces with residuals as one product where a model allows it.

    The response and the columns of mu stand in one matrix of data. Its product with 1 and the
    coefficients, all divided by sigma, takes the place of five passes over the rows. The predictor
    of mu must have no other terms and no other readers, and an identity link.
    """
    whole = next(p for p in pieces if isinstance(p, Likelihood))
    if not whole.costs:
        return tuple(pieces)
    found = {t.number: _residual(t, pieces) for t in whole.terms}
    terms = tuple(replace(t, residual=found[t.number]) for t in whole.terms)
    kinds = {r.suffix: r.kind for r in found.values() if r.kind}
    return tuple(_changed(p, kinds, replace(whole, terms=terms)) for p in pieces)


def _residual(term: Term, pieces: Sequence[Piece]) -> Residual:
    """Return how the residuals of a component are computed."""
    mu = term.names["mu"]
    parts = [p for p in pieces if isinstance(p, PredictorPiece) and mu in p.predicts()]
    sums = [p for p in pieces if isinstance(p, LinearPredictor) and p.name == mu]
    if len(parts) != 1 or len(sums) != 1 or sums[0].inverse:
        return Residual()
    (part,) = parts
    if not isinstance(part, Population) or part.common:
        return Residual()
    kind = _KINDS.get(part.template, "")
    return Residual(kind, part.suffix) if kind else Residual()


def _changed(piece: Piece, kinds: dict[str, str], whole: Likelihood) -> Piece:
    """Return a piece of the changed model."""
    if isinstance(piece, Likelihood):
        return whole
    if isinstance(piece, Population) and piece.suffix in kinds:
        return replace(piece, residual=kinds[piece.suffix])
    if isinstance(piece, LinearPredictor) and piece.place.suffix in kinds:
        return replace(piece, read=False)
    return piece
