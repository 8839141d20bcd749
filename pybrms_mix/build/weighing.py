"""The mixing proportions of a model, and which of its predictors differ between rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pybrms_mix.base.errors import InvalidFormula
from pybrms_mix.build.mixed_density import Weights
from pybrms_mix.family.base import Mixture
from pybrms_mix.formula.formula import Formula, Predictor
from pybrms_mix.model.ir import NonlinearPiece, Piece, PredictorPiece
from pybrms_mix.pieces import proportions


def proportions_of(
    formula: Formula, mixture: Mixture, assigned: Mapping[str, Predictor], linear: Iterable[Piece]
) -> Weights | None:
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
        differing = [n for n in predicted if varies(n, linear)]
        names = (*differing, *(n for n in predicted if n not in differing))
        is_fixed = any(t.name in formula.constants for t in thetas)
        return proportions.Predicted(thetas, names, bool(differing), is_fixed)
    values = [float(formula.constants[t.name]) for t in thetas if t.name in formula.constants]
    if values:
        return proportions.FixedProportions(thetas, tuple(v / sum(values) for v in values))
    kind = proportions.Ascending if mixture.order == "theta" else proportions.Estimated
    return kind(thetas)


def varies(name: str, linear: Iterable[Piece]) -> bool:
    """Return whether the predictor of ``name`` differs between rows."""
    kinds = PredictorPiece | NonlinearPiece
    return any(p.varies(name) for p in linear if isinstance(p, kinds) and name in p.predicts())


def varying(linear: Iterable[Piece]) -> set[str]:
    """Return the names of the predicted parameters that differ between rows."""
    kinds = PredictorPiece | NonlinearPiece
    return {n for p in linear if isinstance(p, kinds) for n in p.predicts() if p.varies(n)}
