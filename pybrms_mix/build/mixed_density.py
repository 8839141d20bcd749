"""The likelihood of a model: one term for each component, made once all facts are known."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pybrms_mix.base.bounds import UNIT
from pybrms_mix.family.base import Component, Density, Extra, Mixture, PlacedDpar
from pybrms_mix.family.user_facts import of_response
from pybrms_mix.model.declarations import COUNTS
from pybrms_mix.model.fragments import AtFirstRow, Expression, Masked
from pybrms_mix.pieces import proportions
from pybrms_mix.pieces.chosen_density import row, truncation
from pybrms_mix.pieces.fold import NO_PRODUCT, Product
from pybrms_mix.pieces.likelihood import Likelihood, Term
from pybrms_mix.pieces.ordinal import ordinal_intercepts
from pybrms_mix.pieces.response.response import Response
from pybrms_mix.pieces.sums_of_densities import Joined, Odds, Share

# The density of each component by its number, and whether it takes mu's linear predictor itself.
Densities = Mapping[int, tuple[Density, bool]]
Weights = proportions.Estimated | proportions.FixedProportions | proportions.Predicted


@dataclass(frozen=True, eq=False)
class Facts:
    """The facts about a model on which its likelihood depends.

    Attributes:
        mixture: the components.
        extra: the values of the addition terms.
        constants: the values that the formula gives to parameters.
        equal: the parameters that are equal to a predicted one, by name.
        densities: the density of each component.
        weights: the piece of the proportions; None for a single family.
        varying: the names of the predicted parameters that differ between rows.
        cuts: the pieces of the thresholds of ordinal components.
        logged: the names of the vectors whose logarithms are vectors of the program as well.
        scaled: the numbers of the components whose shape is scaled to the range of the response.
        unit: the numbers of the components that have a parameter with the given value 1.
        missing: whether responses are missing and estimated.
        grouped: whether the rows of a group belong to one component.
        products: the products that can give residuals, by the names of the predictors.
        predicted: the names of the predicted parameters.
    """

    mixture: Mixture
    extra: Extra
    constants: Mapping[str, object]
    equal: Mapping[str, str]
    densities: Densities
    weights: Weights | None
    varying: Collection[str]
    cuts: Sequence[ordinal_intercepts.Cut]
    logged: tuple[str, ...]
    scaled: Collection[int]
    unit: Collection[int]
    missing: bool
    grouped: bool
    products: Mapping[str, Product]
    predicted: Collection[str] = ()

    @property
    def by_row(self) -> frozenset[str]:
        """Return the names of the proportions, and of their total, that are vectors over rows."""
        if not isinstance(self.weights, proportions.Predicted):
            return frozenset()
        varying_shares = {name for name in self.weights.predicted if name in self.varying}
        return frozenset(varying_shares | ({self.weights.total} if self.weights.varying else set()))

    @property
    def off(self) -> frozenset[int]:
        """Return the numbers of the components whose given proportion is 0."""
        if not isinstance(self.weights, proportions.FixedProportions):
            return frozenset()
        return frozenset(k for k, v in enumerate(self.weights.values, 1) if v == 0)


def likelihood(facts: Facts, parts: Sequence[tuple[Facts, Response]] = ()) -> Likelihood:
    """Return the likelihood of one response, or of all responses of a class.

    A component whose given proportion is 0 adds nothing to any row and has no term. Its log weight
    would be minus infinity, and neither the fold nor its gradient would be finite. The densities
    of a group's rows are multiplied before they are weighted and mixed, and so are those of the
    responses of a class: ``parts`` holds the facts of each.
    """
    components = {c.number: c for c in facts.mixture.components if c.number not in facts.off}
    all_facts = [facts_of_part for facts_of_part, _ in parts] or [facts]
    pairs = [
        (facts_of_part, c)
        for facts_of_part in all_facts
        for c in facts_of_part.mixture.components
        if c.number in components
    ]
    suffixes = {
        p.suffix for facts_of_part, c in pairs if (p := _product(facts_of_part, c)) is not None
    }
    terms = [term(facts_of_part, c, suffixes) for facts_of_part, c in pairs]
    shares = [_share(facts, c) for c in components.values()] if facts.grouped else []
    joined = [_sum(facts, c, parts) for c in components.values()] if parts else []
    facts_of_all = (
        facts.mixture, tuple(terms), errors(all_facts), "weights" in facts.extra, tuple(shares),
        _odds(facts), tuple(joined),
    )  # fmt: skip
    return Likelihood(*facts_of_all, counted=Likelihood(*facts_of_all, counts=COUNTS.name))


def _sum(facts: Facts, component: Component, parts: Sequence[tuple[Facts, Response]]) -> Joined:
    """Return the sum of the log densities of one component over the responses."""
    weight, proportion = _weight(facts, component)
    densities: list[Expression] = []
    for facts_of_part, response in parts:
        end = facts_of_part.mixture.suffix
        name = f"lp{component.number}{end}"
        # For a row without this response, the density of a placeholder is multiplied by 0.
        densities.append(name if response.observed.all() else Masked(name, f"seen{end}"))
    return Joined(
        component.number, tuple(densities), "whole" if facts.grouped else weight, proportion
    )


def errors(each: Sequence[Facts]) -> tuple[tuple[str, str], ...]:
    """Return the sigmas to which the standard errors of rows are added, with their endings."""
    return tuple(
        (p.name, facts.mixture.suffix)
        for facts in each
        for p in facts.mixture.own_places
        if p.name not in facts.equal and _has_error(p, facts.extra)
    )


def term(facts: Facts, component: Component, used: Collection[str] = ()) -> Term:
    """Return the log density of one component, with the arguments of its template.

    ``used`` holds the endings of the names of all predictors that products replace.
    """
    names: dict[str, Expression] = {**_names(facts, component)}
    varying = {dpar for dpar, name in names.items() if name in facts.varying}
    if _takes_errors(component, facts.extra):
        end = facts.mixture.suffix
        names["sigma"] = f"{names['sigma']}_se" if "se_sigma" in facts.extra else f"se{end}"
        varying.add("sigma")
    weight, proportion = _weight(facts, component)
    product = _product(facts, component)
    if facts.cuts:
        names["thres"] = ordinal_intercepts.row(_cuts(facts, component))
    return Term(
        component.number, _density(facts, component, varying), names, frozenset(varying),
        "lpmf" if component.family.values == "int" else "lpdf", row(facts.extra),
        truncation(facts.extra), "whole" if facts.grouped else weight, proportion,
        f"{'Yl' if facts.missing else 'Y'}{facts.mixture.suffix}", facts.logged,
        resp=facts.mixture.resp,
        together=component.family.own is not None and not component.family.own.loop,
        predicted=frozenset(d for d, name in names.items() if name in facts.predicted),
        residual=NO_PRODUCT if product is None else product.among(used),
    )  # fmt: skip


def _product(facts: Facts, component: Component) -> Product | None:
    """Return the product that gives the residuals of a component; None if there is none."""
    density, _ = facts.densities[component.number]
    return facts.products.get(_names(facts, component)["mu"]) if density.of_residual else None


def _names(facts: Facts, component: Component) -> dict[str, str]:
    """Return Stan's names of the parameters; equal parameters have the name of a predicted one."""
    places = (p for p in facts.mixture.places if p.component == component.number)
    return {p.dpar.name: facts.equal.get(p.name, p.name) for p in places}


def _density(facts: Facts, component: Component, varying: Collection[str]) -> Density:
    """Return the density of a component, with the vectorised forms that its facts allow."""
    density, _ = facts.densities[component.number]
    cuts = _cuts(facts, component)
    # There is a faster density for a discrimination of 1. It needs one piece of thresholds.
    if component.number in facts.unit and len(cuts) == 1:
        density = component.family.unit or density
    changes: dict[str, Any] = {}
    if density.written and facts.mixture.suffix:
        changes["written"] = tuple(of_response(t, facts.mixture.suffix) for t in density.written)
    if _has_sure_share(facts, component):
        # The component has no density at some responses. Over vectors, zero times an infinite
        # logarithm is no number, so that the density is computed row by row.
        changes |= {"pointwise": "", "shared": "", "vanishes": True}
    if component.number in facts.scaled and density.within:
        # The support of the scaled shape reaches all rows.
        changes["shared"] = density.within
    if cuts and ("mu" not in varying or not ordinal_intercepts.alike(cuts)):
        changes["shared"] = ""
    return replace(density, **changes) if changes else density


def _cuts(facts: Facts, component: Component) -> list[ordinal_intercepts.Cut]:
    return [c for c in facts.cuts if c.place.component == component.number]


def _has_sure_share(facts: Facts, component: Component) -> bool:
    """Return whether the formula gives 0 or 1 to a share of the component."""
    places = (p for p in facts.mixture.places if p.component == component.number)
    return any(p.dpar.bounds == UNIT and facts.constants.get(p.name) in (0, 1) for p in places)


def _weight(facts: Facts, component: Component) -> tuple[str, str]:
    """Return how the proportion is modelled, a block of ``weight.stan.jinja``, and its name."""
    if facts.weights is None:
        return "whole", ""
    name = facts.weights.names[component.number - 1]
    if not isinstance(facts.weights, proportions.Predicted):
        return "given", name
    if name not in facts.weights.predicted:
        return "reference", "" if facts.mixture.class_ else _names(facts, component)["mu"]
    return ("varying" if name in facts.by_row else "constant"), name


def _share(facts: Facts, component: Component) -> Share:
    weight, proportion = _weight(facts, component)
    name = f"lp{component.number}{'' if facts.mixture.class_ else facts.mixture.suffix}"
    return Share(name, weight, _of_first(facts, proportion))


def _odds(facts: Facts) -> Odds | None:
    """Return the total by which the odds of components are divided, if they are predicted."""
    if not isinstance(facts.weights, proportions.Predicted):
        return None
    total = facts.weights.total
    return Odds(_of_first(facts, total) if facts.grouped else total, facts.weights.kind)


def _of_first(facts: Facts, name: Expression) -> Expression:
    """Return a quantity for each group: that of the first row of the group."""
    return AtFirstRow(name) if isinstance(name, str) and name in facts.by_row else name


def _takes_errors(component: Component, extra: Extra) -> bool:
    return "se" in extra and "se" in component.family.additions


def _has_error(place: PlacedDpar, extra: Extra) -> bool:
    """Return whether rows have standard errors that are added to the sigma ``place``."""
    if place.family is None or place.dpar.name != "sigma":
        return False
    return "se_sigma" in extra and "se" in place.family.additions
