"""What tells components apart, and what they have in common: orders, equal, shared predictors."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from pybrms_mix.base.errors import InvalidFamily, InvalidFormula, NotSupported, did_you_mean
from pybrms_mix.family.base import Mixture
from pybrms_mix.family.mix import invalid_order
from pybrms_mix.formula.formula import Formula
from pybrms_mix.model.fragments import Element
from pybrms_mix.pieces.ordering import COEFFICIENTS, INTERCEPTS, Ordering
from pybrms_mix.pieces.population import Population

_INTERCEPT = "Intercept"
_NO_COEFFICIENT = ("none", "theta")


def equal_mus(formula: Formula, mixture: Mixture) -> dict[str, str]:
    """Return the mus that are equal to another one, by name."""
    mus = [p.name for p in mixture.places if p.dpar.name == "mu"]
    given = {n: v for n, v in formula.constants.items() if n in mus}
    return {n: v for n, v in given.items() if isinstance(v, str)}


def identified(mixture: Mixture, formula: Formula) -> Mixture:
    """Return the mixture, without the order that it chose itself where some mus are equal.

    Raises:
        InvalidFormula: if an order of mu's coefficients was asked for.
        NotSupported: if its components are ordinal.
    """
    equal = equal_mus(formula, mixture)
    if not equal:
        return mixture
    name, other = next(iter(equal.items()))
    span = formula.spans.get(name)
    if mixture.ordinal:
        raise NotSupported(
            f"'{name}' cannot be equated: thresholds of ordinal components belong to their mu.",
            span=span,
            hint='mixture(..., shared = "x") makes coefficients the same in all components.',
        )
    if mixture.chosen:
        return replace(mixture, order="none")
    if mixture.order not in _NO_COEFFICIENT:
        raise InvalidFormula(
            f"'{name}' is equal to '{other}': order = '{mixture.order}' has nothing to order.",
            span=span,
            hint="Tell the components apart by order = 'theta', or by priors and order = 'none'.",
        )
    return mixture


def shared(mixture: Mixture, found: Sequence[Population]) -> list[Population]:
    """Return the coefficients of all parameters, those that mixture() shares as one piece first.

    Raises:
        InvalidFamily: if a component does not have one of them, or it is a centred intercept.
    """
    mus = [p for p in found if _is_mu(p)]
    if not (mixture.shared and mus):
        return list(found)
    for name in mixture.shared:
        _check_shared(name, mixture, mus)
    first = mus[0]
    centered = all(p.centered for p in mus)
    # The column of the intercept stays beside columns that are centred, as thresholds have it.
    kept = (_INTERCEPT, *mixture.shared) if centered else mixture.shared
    place = replace(first.place, name="mu", key="", component=0)
    names = tuple(p.place.name for p in mus)
    common = replace(
        Population.of(place, first.design.only(kept), center=centered), cut=centered, common=names
    )
    own = {p.place.name: _without(mixture.shared, p, common) for p in mus}
    return [common, *(own.get(p.place.name, p) for p in found)]


def _is_mu(piece: Population) -> bool:
    return piece.place.dpar.name == "mu" and piece.place.component > 0


def _without(names: Collection[str], piece: Population, common: Population) -> Population:
    """Return the coefficients that a component has for itself."""
    design = piece.design.only([c for c in piece.design.columns if c not in names])
    made = Population.of(piece.place, design, center=piece.centered)
    return replace(made, offset=piece.offset, cut=piece.cut, beside=common)


def _check_shared(name: str, mixture: Mixture, mus: Sequence[Population]) -> None:
    span = mixture.spans.get("shared")
    for piece in mus:
        if name == _INTERCEPT and name not in piece.coefs and piece.centered:
            raise InvalidFamily(
                f"The intercept of '{piece.place.name}' cannot be shared: it is taken at the means "
                "of its own columns.",
                span=span,
                hint="With 0 + Intercept, or bf(center = FALSE), it is a coefficient like others.",
            )
        if name not in piece.coefs:
            raise InvalidFamily(
                f"'{name}' is no coefficient of '{piece.place.name}'.",
                span=span,
                hint=_listed(name, mus),
            )


def _listed(name: str, mus: Sequence[Population]) -> str:
    """Return the coefficients that all components have."""
    every = [c for c in mus[0].coefs if all(c in p.coefs for p in mus)]
    there = f"All components have: {', '.join(every)}." if every else "They have none in common."
    return did_you_mean(name, every) or there


def ordered(
    mixture: Mixture, found: Sequence[Population]
) -> tuple[list[Population], list[Ordering]]:
    """Return the coefficients, one of each mu an element of an ordered vector, and this vector.

    For ``order = "mu"`` that is the centred intercept; without one brms's refusal stands, and its
    hint names what else can be ordered.

    Raises:
        InvalidFormula: in brms's words, if a component has no intercept to be ordered.
        InvalidFamily: if a component does not have the coefficient.
        NotSupported: if the coefficients are on orthogonal columns.
    """
    mus = [p for p in found if _is_mu(p) and not (mixture.order == "mu" and p.cut)]
    if mixture.order in _NO_COEFFICIENT or (mixture.order == "mu" and not mus):
        return list(found), []
    coef = _INTERCEPT if mixture.order == "mu" else mixture.order
    ordering = Ordering(_vector(coef, mixture, mus), coef, len(mus))
    elements = {
        p.place.name: Element(ordering.vector, number) for number, p in enumerate(mus, start=1)
    }
    return [
        replace(p, ordered={coef: elements[p.place.name]}) if p.place.name in elements else p
        for p in found
    ], [ordering]


def _vector(coef: str, mixture: Mixture, mus: Sequence[Population]) -> str:
    """Return the name of the ordered vector of a coefficient."""
    span = mixture.spans.get("order")
    by_mu = mixture.order == "mu"
    whole = len(mus) == len(mixture.components) or by_mu
    if coef == _INTERCEPT and whole and all(p.has_intercept for p in mus):
        return INTERCEPTS
    if whole and not by_mu and all(coef in p.coefs for p in mus):
        if any(p.back is not None for p in mus):
            raise NotSupported(
                f"The coefficients of '{coef}' cannot be ordered on orthogonal columns.",
                span=span,
                hint='Leave out decomp = "QR".',
            )
        return COEFFICIENTS
    if by_mu:
        raise InvalidFormula(
            "Identifying mixture components via ordering requires population-level intercepts to "
            "be present.\nTry setting order = 'none' in function 'mixture'.",
            hint=_orders(mus),
        )
    hint = _listed(coef, mus) if mus else "Non-linear formulas have no coefficients to be ordered."
    raise invalid_order(span, f"'{coef}' is no coefficient of every component. {hint}")


def _orders(mus: Sequence[Population]) -> str:
    every = [c for c in mus[0].coefs if all(c in p.coefs for p in mus)]
    return f"Or order a coefficient: order = '{every[0]}'." if every else ""


def equal(constants: Mapping[str, object], predicted: Iterable[str]) -> dict[str, str]:
    """Return the parameters that are equal to a predicted one, by name."""
    names = set(predicted)
    return {n: v for n, v in constants.items() if isinstance(v, str) and v in names}
