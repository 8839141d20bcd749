"""The likelihood: each component's log density with its weight, folded by log-sum-exp."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

import numpy as np

from pybrms_mix.base.bounds import UNIT
from pybrms_mix.family.base import Component, Density, Mixture, PlacedDpar
from pybrms_mix.model.ir import Piece, Plain
from pybrms_mix.model.parts import Quantity
from pybrms_mix.pieces.proportions import Given, Predicted

# Where nothing but the weight is computed from parameters and long, it is made a vector: with
# numbers alone stanc would not keep the vector of their sums as one array of values.
_ALONE = {"given": "given_rows", "constant": "constant_rows", "reference": "reference_rows"}


@dataclass(frozen=True)
class Term:
    """The log density of one component, as its template needs it.

    Attributes:
        number: of the component.
        density: of its family under its links.
        names: Stan's name of each dpar.
        varying: the dpars that are vectors over the rows.
        kind: "lpdf" or "lpmf".
        row: how rows are observed: the block of ``row.stan.jinja``.
        truncation: which bounds cut the response off: the block of ``truncated.stan.jinja``.
        weight: how the proportions are modelled: the block of ``weight.stan.jinja``.
        proportion: the name of its mixing proportion.
        response: the name of the responses.
        logged: the names of the vectors whose logs are vectors too.
    """

    number: int
    density: Density
    names: Mapping[str, str]
    varying: frozenset[str]
    kind: str
    row: str = "exact"
    truncation: str = "none"
    weight: str = "whole"
    proportion: str = ""
    response: str = "Y"
    logged: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Return the name of the vector that holds it."""
        return f"lp{self.number}"

    @property
    def counts(self) -> bool:
        """Return whether the response is a whole number."""
        return self.kind == "lpmf"

    @property
    def quantities(self) -> dict[str, Quantity]:
        """Return the parameters of the density by their names in its template."""
        return {d: Quantity(n, logged=n in self.logged) for d, n in self.names.items()}

    @property
    def pointwise(self) -> str:
        """Return the template of the density over whole vectors, or nothing."""
        alike = self.density.shared and self.varying <= {"mu"}
        return self.density.shared if alike else self.density.pointwise

    @property
    def weight_before(self) -> str:
        """Return the block of a weight that is a number: numbers are added to numbers first."""
        if self.weight == "varying":
            return "whole"
        return self.weight if self.varying else _ALONE.get(self.weight, self.weight)

    @property
    def weight_after(self) -> str:
        """Return the block of a weight that is a vector."""
        return "varying" if self.weight == "varying" else "whole"

    @property
    def vanishes(self) -> bool:
        """Return whether it may be zero at a response that it allows."""
        if self.template == "component_vector" and self.pointwise == self.density.shared:
            return self.density.vanishes and self.density.shared_vanishes
        return self.density.vanishes or self.row != "exact"

    @property
    def template(self) -> str:
        """Return the template that writes it: over whole vectors where the family knows how."""
        plain = self.row == "exact" and self.truncation == "none" and self.response == "Y"
        return "component_vector" if self.pointwise and plain else "component_rows"

    @property
    def arguments(self) -> tuple[str, ...]:
        """Return the density's arguments for row n."""
        each = {d: f"{n}[n]" if d in self.varying else n for d, n in self.names.items()}
        extra = {name: f"{name}[n]" for name in ("trials", "denom", "dec")}
        extra["Y"] = f"{self.response}[n]"
        return tuple(a.format(**extra, **each) for a in self.density.arguments)


@dataclass(frozen=True)
class Share:
    """The weighted log density of one component for groups of rows.

    Attributes:
        rows: the name of its log density for each row.
        weight: how the proportions are modelled: the block of ``weight.stan.jinja``.
        proportion: the name of its mixing proportion, for each group.
    """

    rows: str
    weight: str
    proportion: str

    @property
    def name(self) -> str:
        """Return the name of the vector that holds it."""
        return f"{self.rows}_whole"


@dataclass(frozen=True)
class Odds:
    """The log of the sum of the odds that predicted proportions are made of.

    Attributes:
        name: of it.
        kind: "varying" where it differs between rows, otherwise "constant".
    """

    name: str
    kind: str


@dataclass(frozen=True)
class Fold:
    """One step of the fold: ``name = log(exp(left) + exp(right))``, row by row."""

    name: str
    left: str
    right: str

    @property
    def gap(self) -> str:
        """Return the name of the vector of their distances."""
        return f"gap_{self.name.removeprefix('lp')}"

    @property
    def upper(self) -> str:
        """Return the name of the vector that says in which rows the right one is larger."""
        return f"upper_{self.name.removeprefix('lp')}"


@dataclass(frozen=True, eq=False)
class Likelihood(Plain):
    """The mixture of the components' densities.

    Attributes:
        terms: one a component.
        with_errors: the sigmas that rows have standard errors beside.
        weighted: whether rows count by their weights.
        shares: one a component, where groups of rows belong to one component.
        odds: what the components' odds are divided by, where proportions are predicted.
        counted: whether the program sees equal rows once, with how many they are.
    """

    template: ClassVar[str] = "likelihood"
    mixture: Mixture
    terms: tuple[Term, ...]
    with_errors: tuple[str, ...] = ()
    weighted: bool = False
    shares: tuple[Share, ...] = ()
    odds: Odds | None = None
    counted: bool = False

    def with_terms(self, **changes: Any) -> Likelihood:
        """Return the likelihood, each of its terms with the same ``changes``."""
        return replace(self, terms=tuple(replace(t, **changes) for t in self.terms))

    @property
    def functions(self) -> tuple[str, ...]:
        """Return the Stan functions of the densities."""
        return tuple(name for term in self.terms for name in term.density.functions)

    @property
    def pointwise(self) -> tuple[str, ...]:
        """Return the density templates in use, each once."""
        names = (term.pointwise for term in self.terms if term.response == "Y")
        return tuple(dict.fromkeys(n for n in names if n))

    @property
    def total(self) -> str:
        """Return the block of the sum over rows, which may be the fold's last step as well."""
        if self.weighted or self.counted:
            return "weighted"
        return "folded" if self.folds and self.folded == "fast" else "plain"

    @property
    def kept(self) -> tuple[Fold, ...]:
        """Return the steps of the fold whose vectors are needed."""
        return self.folds[:-1] if self.total == "folded" else self.folds

    @property
    def size(self) -> str:
        """Return of how many densities the likelihood is made: of rows or of groups."""
        return "N_whole" if self.shares else "N"

    @property
    def weights(self) -> str:
        """Return the name of what rows, or groups, count."""
        if self.weighted:
            return "weights[first_whole]" if self.shares else "weights"
        return "times"

    @property
    def folded(self) -> str:
        """Return the block of the fold: the fast one where no density can be zero."""
        return "safe" if any(t.vanishes for t in self.terms) else "fast"

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the components' vectors."""
        return tuple(part.name for part in self.shares or self.terms)

    @property
    def folds(self) -> tuple[Fold, ...]:
        """Return the steps: the first component, then each further one into it."""
        steps: list[Fold] = []
        left = self.names[0]
        for term, right in zip(self.terms[1:], self.names[1:], strict=True):
            steps.append(Fold(f"{left}_{term.number}", left, right))
            left = steps[-1].name
        return tuple(steps)

    @property
    def result(self) -> str:
        """Return the name of the vector in which the fold ends."""
        return self.folds[-1].name if self.folds else self.names[0]


def density(
    component: Component, extra: Mapping[str, object], *, natural: bool = False
) -> tuple[Density, bool]:
    """Return the density of a component, and whether it takes mu's linear predictor itself.

    ``extra`` holds what addition terms there are: under censoring and truncation, and per unit of
    a denominator, mu is on its natural scale, as it is where ``natural`` asks for it.
    """
    family = component.family
    if "denom" in extra and family.rate is not None:
        return family.rate, False
    fused = family.fused.get(component.link("mu"))
    natural = natural or "cens" in extra or "lb" in extra
    return (family.density, False) if fused is None or natural else (fused, True)


def densities(
    mixture: Mixture, extra: Mapping[str, object], equal: Mapping[str, str]
) -> dict[int, tuple[Density, bool]]:
    """Return the ``density`` of each component, by number.

    Components whose mus are ``equal`` take the same of it: its linear predictor, or its value.
    """
    found = {c.number: density(c, extra) for c in mixture.components}
    names = {k: mixture.label("mu", k) for k in found}
    mus = {k: equal.get(name, name) for k, name in names.items()}
    natural = {mus[k] for k, (_, fused) in found.items() if not fused}
    return {
        c.number: density(c, extra, natural=mus[c.number] in natural) for c in mixture.components
    }


def weighted(term: Term, weights: Sequence[Piece], varying: Collection[str]) -> Term:
    """Return the term with its proportion; ``varying`` names those that differ between rows."""
    name = f"theta{term.number}"
    match weights:
        case []:
            return term
        case [Predicted() as piece] if name in piece.predicted:
            kind = "varying" if name in varying else "constant"
        case [Predicted()]:
            return replace(term, weight="reference", proportion=term.names["mu"])
        case _:
            kind = "given"
    return replace(term, weight=kind, proportion=name)


def odds(weights: Sequence[Piece]) -> Odds | None:
    """Return what the components' odds are divided by, where proportions are predicted."""
    found = [Odds(w.total, w.kind) for w in weights if isinstance(w, Predicted)]
    return found[0] if found else None


def of_groups(made: Likelihood, varying: Collection[str]) -> Likelihood:
    """Return the likelihood of groups of rows that belong to one component.

    The densities of a group's rows are multiplied before they are weighted and mixed. ``varying``
    names proportions and totals that are vectors over the rows.
    """

    def of_first(name: str) -> str:
        return f"{name}[first_whole]" if name in varying else name

    shares = tuple(Share(t.name, t.weight, of_first(t.proportion)) for t in made.terms)
    odds = made.odds and replace(made.odds, name=of_first(made.odds.name))
    return replace(made.with_terms(weight="whole"), shares=shares, odds=odds)


def without_components(made: Likelihood, weights: Sequence[Piece]) -> Likelihood:
    """Return the likelihood of the components whose given proportion is not 0.

    A component that is switched off, ``theta1 = 0``, adds nothing to any row. Its log weight is
    minus infinity, of which neither the fold nor its gradient would be a number.
    """
    off = {k for w in weights if isinstance(w, Given) for k, v in enumerate(w.values, 1) if v == 0}
    return replace(made, terms=tuple(t for t in made.terms if t.number not in off))


def with_sure_shares(
    made: Likelihood, constants: Mapping[str, object], mixture: Mixture
) -> Likelihood:
    """Return the likelihood, row by row where a share is given as 0 or 1.

    Such a component has no density at some responses: over vectors, zero times an infinite
    logarithm is no number.
    """
    sure = {p.component for p in mixture.places if _is_sure(p, constants.get(p.name))}
    terms = tuple(
        replace(t, density=replace(t.density, pointwise="", shared="", vanishes=True))
        if t.number in sure
        else t
        for t in made.terms
    )
    return replace(made, terms=terms)


def with_scaled_shapes(made: Likelihood, components: Collection[int]) -> Likelihood:
    """Return the likelihood, knowing that the support of these components reaches all rows."""
    terms = tuple(
        replace(t, density=replace(t.density, shared=t.density.within))
        if t.number in components and t.density.within
        else t
        for t in made.terms
    )
    return replace(made, terms=terms)


def _is_sure(place: PlacedDpar, value: object) -> bool:
    return place.component > 0 and place.dpar.bounds == UNIT and value in (0, 1)


def truncation(extra: Mapping[str, np.ndarray]) -> str:
    """Return which bounds there are: "none", "lower", "upper" or "both"."""
    if "lb" not in extra:
        return "none"
    lower, upper = (bool(np.isfinite(extra[n]).any()) for n in ("lb", "ub"))
    return "both" if lower and upper else "lower" if lower else "upper" if upper else "none"


def row(extra: Mapping[str, np.ndarray]) -> str:
    """Return how rows are observed."""
    if "cens" not in extra:
        return "exact"
    return "interval" if "rcens" in extra else "censored"
