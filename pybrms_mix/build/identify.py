"""Parameters that identify components or that components share: ordered, equal, shared ones."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from pybrms_mix.base.errors import InvalidFamily, InvalidFormula, NotSupported, did_you_mean
from pybrms_mix.family.base import Mixture, PlacedDpar
from pybrms_mix.family.mix import invalid_order
from pybrms_mix.formula.formula import Formula
from pybrms_mix.model.fragments import Element
from pybrms_mix.pieces.coefficient_columns import (
    PLAIN_BASIS,
    Basis,
    CoefficientColumns,
    orthogonal,
)
from pybrms_mix.pieces.coefficient_owner import CommonOwner, Owner
from pybrms_mix.pieces.ordering import COEFFICIENTS, INTERCEPTS, Ordering
from pybrms_mix.pieces.population import Population

_INTERCEPT = "Intercept"
_NO_COEFFICIENT = ("none", "theta")
_BY_ROW = ("weights", "cens", "trunc")


def equal_mus(formula: Formula, mixture: Mixture) -> dict[str, str]:
    """Return the names of the mus that are equal to another mu, each with the name of that mu."""
    mus = [p.name for p in mixture.places if p.dpar.name == "mu"]
    fixed = {n: v for n, v in formula.constants.items() if n in mus}
    return {n: v for n, v in fixed.items() if isinstance(v, str)}


def identified(mixture: Mixture, formula: Formula) -> Mixture:
    """Return the mixture; an order that was chosen by default is dropped if some mus are equal.

    Raises:
        InvalidFormula: if the user asked for an order of the coefficients of mu.
        NotSupported: if the components are ordinal.
    """
    equal = equal_mus(formula, mixture)
    if not equal:
        return mixture
    name, equal_to = next(iter(equal.items()))
    span = formula.spans.get(name)
    if mixture.ordinal:
        raise NotSupported(
            f"'{name}' cannot be equated: thresholds of ordinal components belong to their mu.",
            span=span,
            hint='mixture(..., shared = "x") makes the coefficients of x equal in all components.',
        )
    if mixture.chosen:
        return replace(mixture, order="none")
    if mixture.order not in _NO_COEFFICIENT:
        raise InvalidFormula(
            f"'{name}' is equal to '{equal_to}': order = '{mixture.order}' has no parameters "
            "that it could order.",
            span=span,
            hint="Distinguish the components by order = 'theta', or by their priors and order = "
            "'none'.",
        )
    return mixture


def check_loop(mixture: Mixture, formula: Formula) -> None:
    """Check that no custom density of all rows (``loop = FALSE``) is needed for single rows.

    A mixture, whole groups and some addition terms need the density of each row.

    Raises:
        InvalidFormula: in brms's words.
    """
    custom = [c for c in mixture.components if c.family.own is not None and not c.family.own.loop]
    by_row = [name for name in _BY_ROW if name in formula.additions]
    if custom and (mixture.thetas or mixture.gr or by_row):
        raise InvalidFormula(
            "This model requires evaluating the custom likelihood as a loop over observations.",
            span=formula.additions[by_row[0]].span if by_row else None,
            hint="The Stan function must return the log density of one row: custom_family(..., "
            "loop = TRUE).",
        )


@dataclass(frozen=True, eq=False)
class Draft:
    """The facts about the coefficients of one parameter, before their piece is made.

    Attributes:
        place: the parameter.
        x: the columns of its coefficients.
        qr: whether the program samples coefficients on orthogonal columns.
        offset: the mean of the offsets.
        beside: the coefficients that this parameter has in common with others.
    """

    place: PlacedDpar
    x: CoefficientColumns
    qr: bool = False
    offset: float = 0.0
    beside: Population | None = None

    def piece(self, ordered: Mapping[str, Element]) -> Population:
        """Return the piece, given the coefficients that are elements of an ordered vector."""
        return Population.of(
            Owner(self.place), self.x, self.basis, ordered, offset=self.offset, beside=self.beside
        )

    @cached_property
    def basis(self) -> Basis:
        """Return the columns on which the program samples the coefficients."""
        return orthogonal(self.x, self.place.name) if self.qr else PLAIN_BASIS


def shared(mixture: Mixture, drafts: Sequence[Draft]) -> tuple[list[Population], list[Draft]]:
    """Return the coefficients that mixture() shares as one piece, and the drafts without them.

    Raises:
        InvalidFamily: if a component does not have one of these coefficients, or if it is a centred
            intercept.
    """
    mus = [d for d in drafts if _is_mu(d)]
    if not (mixture.shared and mus):
        return [], list(drafts)
    for name in mixture.shared:
        _check_shared(name, mixture, mus)
    first = mus[0]
    centered = all(d.x.centered for d in mus)
    # Columns that are centred keep the column of the intercept, as the columns of thresholds do.
    shared_coefs = (_INTERCEPT, *mixture.shared) if centered else mixture.shared
    place = replace(
        first.place, name=f"mu{mixture.suffix}", key=mixture.resp, component=0, plain="mu"
    )
    x = CoefficientColumns.of(first.x.design.only(shared_coefs), center=centered, cut=centered)
    common = Population.of(CommonOwner(place, tuple(d.place.name for d in mus)), x)
    return [common], [_without(mixture.shared, d, common) if _is_mu(d) else d for d in drafts]


def _is_mu(draft: Draft) -> bool:
    return draft.place.dpar.name == "mu" and draft.place.component > 0


def _without(names: Collection[str], draft: Draft, common: Population) -> Draft:
    """Return the draft of the coefficients that a component does not share."""
    design = draft.x.design.only([c for c in draft.x.design.columns if c not in names])
    x = CoefficientColumns.of(design, center=draft.x.centered, cut=draft.x.cut)
    return replace(draft, x=x, beside=common)


def _check_shared(name: str, mixture: Mixture, mus: Sequence[Draft]) -> None:
    span = mixture.spans.get("shared")
    for draft in mus:
        coefs = draft.x.coefs
        if name == _INTERCEPT and name not in coefs and draft.x.centered:
            raise InvalidFamily(
                f"The intercept of '{draft.place.name}' cannot be shared: it refers to the "
                "means of the columns of its own component.",
                span=span,
                hint="With 0 + Intercept, or bf(center = FALSE), the intercept is a coefficient "
                "like the others.",
            )
        if name not in coefs:
            raise InvalidFamily(
                f"'{name}' is not a coefficient of '{draft.place.name}'.",
                span=span,
                hint=_listed(name, mus),
            )


def _listed(name: str, mus: Sequence[Draft]) -> str:
    """Return the hint that lists the coefficients that all components have."""
    in_all = [c for c in mus[0].x.coefs if all(c in p.x.coefs for p in mus)]
    listing = (
        f"These coefficients occur in all components: {', '.join(in_all)}."
        if in_all
        else "No coefficient occurs in all components."
    )
    return did_you_mean(name, in_all) or listing


def ordered(
    mixture: Mixture, drafts: Sequence[Draft]
) -> tuple[dict[str, dict[str, Element]], list[Ordering]]:
    """Return the coefficients that are elements of an ordered vector, and the ordered vector.

    The elements are given by the parameter and the name of the coefficient. For ``order = "mu"``
    the coefficient of each mu is its centred intercept. Without a centred intercept brms's
    error is raised, and its hint names the coefficients that can be ordered.

    Raises:
        InvalidFormula: in brms's words, if a component has no intercept to be ordered.
        InvalidFamily: if a component does not have the coefficient.
        NotSupported: if the coefficients are on orthogonal columns.
    """
    mus = [d for d in drafts if _is_mu(d) and not (mixture.order == "mu" and d.x.cut)]
    if mixture.order in _NO_COEFFICIENT or (mixture.order == "mu" and not mus):
        return {}, []
    coef = _INTERCEPT if mixture.order == "mu" else mixture.order
    ordering = Ordering(_vector(coef, mixture, mus), coef, len(mus), mixture.suffix)
    elements = {
        d.place.name: {coef: Element(ordering.vector, number)} for number, d in enumerate(mus, 1)
    }
    return elements, [ordering]


def _vector(coef: str, mixture: Mixture, mus: Sequence[Draft]) -> str:
    """Return the name of the ordered vector of a coefficient."""
    span = mixture.spans.get("order")
    by_mu = mixture.order == "mu"
    all_mus = len(mus) == len(mixture.components) or by_mu
    if coef == _INTERCEPT and all_mus and all(p.x.has_intercept for p in mus):
        return INTERCEPTS
    if all_mus and not by_mu and all(coef in p.x.coefs for p in mus):
        if any(p.basis.orthogonal for p in mus):
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
    hint = (
        _listed(coef, mus)
        if mus
        else "Non-linear formulas have no coefficients that could be ordered."
    )
    raise invalid_order(span, f"'{coef}' is no coefficient of every component. {hint}")


def _orders(mus: Sequence[Draft]) -> str:
    in_all = [c for c in mus[0].x.coefs if all(c in p.x.coefs for p in mus)]
    return f"Or order a coefficient: order = '{in_all[0]}'." if in_all else ""


def equal(constants: Mapping[str, object], predicted: Iterable[str]) -> dict[str, str]:
    """Return the parameters that equal a predicted parameter, each with the name of the latter."""
    names = set(predicted)
    return {n: v for n, v in constants.items() if isinstance(v, str) and v in names}
