"""Several responses whose residuals are correlated: ``set_rescor(TRUE)``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pybrms_mix.base.errors import InvalidFormula
from pybrms_mix.base.public_calls import warn
from pybrms_mix.build import mixed_density
from pybrms_mix.build.response_side import Side
from pybrms_mix.family.base import Mixture, PlacedDpar
from pybrms_mix.formula.formula import Formula, Formulas
from pybrms_mix.model.ir import Piece
from pybrms_mix.pieces.residual_correlations import Column, JointDensity, ResidualCorrelations
from pybrms_mix.pieces.scalar import Scalar
from pybrms_mix.syntax.deparse import write

_ADDITIONS = ("se", "weights", "mi")
_DEGREES = "nu"


def with_rescor(formulas: Formulas, parts: Sequence[Mixture]) -> Formulas:
    """Return the formulas with brms's default for residual correlations, unless the user chose.

    Raises:
        InvalidFormula: in brms's words, if the families or the formulas of the responses allow no
            residual correlations.

    Warns:
        PybrmsWarning: in brms's words, if the residuals are correlated by default.
    """
    families = {c.family.name: c.family for part in parts for c in part.components}
    single = not any(part.thetas for part in parts)
    possible = single and [f.correlates for f in families.values()] == [True]
    if formulas.rescor and not possible:
        raise InvalidFormula(
            "Currently, estimating 'rescor' is only possible in multivariate gaussian or student "
            "models.",
            span=formulas.span,
            hint="Leave out set_rescor(TRUE).",
        )
    if not possible or formulas.rescor is False:
        return formulas
    _check(formulas.forms)
    if formulas.rescor is None:
        warn(
            "In the future, 'rescor' will be set to FALSE by default for all models. It is thus "
            "recommended to explicitely set 'rescor' via 'set_rescor' instead of using the default."
        )
    return replace(formulas, rescor=True)


def _check(forms: Sequence[Formula]) -> None:
    """Refuse formulas whose responses cannot have correlated residuals."""
    for form in forms:
        for name, call in form.additions.items():
            if name not in _ADDITIONS:
                raise InvalidFormula(
                    "Only 'se', 'weights', 'mi' are supported addition arguments when 'rescor' is "
                    "estimated.",
                    span=call.span,
                    hint="Without estimated correlations, set_rescor(FALSE), other additions "
                    "are allowed.",
                )
        if _DEGREES in form.predictors or _DEGREES in form.constants:
            raise InvalidFormula(
                f"Cannot predict or fix '{_DEGREES}' in this model.",
                span=form.spans.get(_DEGREES),
                hint="Responses with correlated residuals share the degrees of freedom.",
            )
    weights = [form.additions["weights"] for form in forms if "weights" in form.additions]
    if len({write(call) for call in weights}) > 1:
        raise InvalidFormula(
            "All responses should use the same weights if 'rescor' is estimated.",
            span=weights[-1].span,
            hint="The likelihood of a row is the joint density of all its responses, which has "
            "one weight.",
        )


def sharing(sides: Sequence[Side]) -> list[Side]:
    """Return the sides with the degrees of freedom of all responses equal to the shared ones."""
    return [_sharing(side) for side in sides]


def _sharing(side: Side) -> Side:
    degrees = {p.name: _DEGREES for p in _degrees(side.mixture)}
    return replace(
        side, formula=replace(side.formula, constants={**side.formula.constants, **degrees})
    )


def _degrees(mixture: Mixture) -> list[PlacedDpar]:
    return [p for p in mixture.own_places if p.dpar.name == _DEGREES]


def degrees(mixture: Mixture) -> list[Piece]:
    """Return the piece of the degrees of freedom that all responses share; [] if they have none."""
    pieces = _degrees(mixture.parts[0])
    return [
        Scalar(replace(p, name=_DEGREES, key=_DEGREES, plain=_DEGREES, component=0, resp=""))
        for p in pieces
    ]


def correlations(mixture: Mixture) -> ResidualCorrelations:
    """Return the piece of the residual correlations."""
    names = tuple(part.resp for part in mixture.parts)
    return ResidualCorrelations(names, _DEGREES if _degrees(mixture.parts[0]) else "")


def likelihood(each: Sequence[mixed_density.Facts]) -> JointDensity:
    """Return the joint density of all responses, given the facts about each."""
    terms = [mixed_density.term(facts, facts.mixture.components[0]) for facts in each]
    columns = tuple(
        Column(k, t.response, t.quantities["mu"], t.quantities["sigma"], "sigma" in t.varying)
        for k, t in enumerate(terms, 1)
    )
    weighting = (f"weights{facts.mixture.suffix}" for facts in each if "weights" in facts.extra)
    shared = _DEGREES if _degrees(each[0].mixture) else ""
    return JointDensity(columns, shared, mixed_density.errors(each), next(weighting, ""))
