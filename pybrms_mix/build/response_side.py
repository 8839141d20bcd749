"""The formula of one response with its mixture: which parameter has which right-hand side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pybrms_mix.base.public_calls import warn
from pybrms_mix.build import identify, nonlinear
from pybrms_mix.family.base import Mixture, PlacedDpar
from pybrms_mix.formula.formula import Formula, Predictor
from pybrms_mix.pieces import constants, unsupported
from pybrms_mix.pieces.ordinal import ordinal_intercepts
from pybrms_mix.pieces.special import special_terms
from pybrms_mix.pieces.whole import Whole
from pybrms_mix.syntax.nodes import Name, variables

Assigned = dict[str, Predictor]  # by name of the parameter


@dataclass(frozen=True, eq=False)
class Side:
    """The predictors and fixed values of one response, as its formula states them.

    Attributes:
        formula: the formula, with the names that parameters have in the program.
        mixture: the mixture of the response.
        assigned: the right-hand side of each predicted parameter, by its name.
        equal: the parameters that are equal to a predicted one, with the name of the latter.
    """

    formula: Formula
    mixture: Mixture
    assigned: Assigned
    equal: Mapping[str, str]

    @classmethod
    def of(cls, formula: Formula, mixture: Mixture) -> Side:
        """Return the predictors and the values that ``formula`` gives.

        Raises:
            PybrmsError: if the formula and the family do not fit.
        """
        mixture = identify.identified(mixture, formula)
        identify.check_loop(mixture, formula)
        for name, predictor in formula.predictors.items():
            unsupported.check_covariance(predictor.terms, mixture, name)
            special_terms.check_rows(predictor.terms, formula.additions)
        if "" in formula.predictors:
            ordinal_intercepts.check_shared(formula.predictors[""].terms, mixture)
        assigned = _assign(formula, mixture)
        return cls(formula, mixture, assigned, identify.equal(formula.constants, assigned))

    @property
    def columns(self) -> list[Name]:
        """Return the columns that the formula reads."""
        return _variables(self.formula, self.assigned.values(), Whole.names(self.mixture.gr))

    @property
    def holes(self) -> list[str]:
        """Return the columns that may have missing values: those of a response with ``mi()``."""
        columns = variables(self.formula.response)
        return [n.text for n in columns] if "mi" in self.formula.additions else []

    @property
    def summed(self) -> list[PlacedDpar]:
        """Return the parameters whose predictors are sums of terms.

        Those of mu come first, the others in the order of the formulas. Non-linear formulas have no
        terms of their own, and the parameters in them come last.
        """
        places, mixture = self.mixture.places, self.mixture
        first = [p.name for p in places if p.dpar.name == "mu" and p.name in self.assigned]
        names = [*first, *(n for n in self.assigned if n not in first)]
        places_ = (nonlinear.place(n, mixture) for n in names if not self.assigned[n].nl)
        return sorted(places_, key=lambda p: p.nlpar)


def _assign(formula: Formula, mixture: Mixture) -> Assigned:
    """Return the right-hand side of each predicted parameter, by the name of the parameter.

    A mu without a formula of its own has the right-hand side of the shared formula.
    """
    places = {p.name: p for p in mixture.places}
    inner = nonlinear.places(formula, mixture)
    explicit = {inner[n].name if n in inner else n: p for n, p in formula.predictors.items() if n}
    constants.check(formula.constants, explicit.keys(), mixture, formula.spans)
    for name in formula.constants:
        if has_no_effect(places[name], formula, mixture):
            warn(f"The value of '{name}' has no effect: a formula predicts this parameter.")
    equal = identify.equal_mus(formula, mixture)
    mus = [p.name for p in mixture.places if p.dpar.name == "mu" and p.name not in equal]
    main = formula.predictors.get("")
    assigned = {**(dict.fromkeys(mus, main) if main else {}), **explicit}
    return assigned if formula.mecor else {n: p.unrelated() for n, p in assigned.items()}


def has_no_effect(place: PlacedDpar, formula: Formula, mixture: Mixture) -> bool:
    """Return whether the formula gives a value to a parameter that is predicted."""
    if place.name not in formula.constants:
        return False
    if place.component:
        return place.dpar.name == "mu" and not isinstance(formula.constants[place.name], str)
    return any(theta.name in formula.predictors for theta in mixture.thetas)


def _variables(
    formula: Formula, predictors: Iterable[Predictor], groups: tuple[Name, ...]
) -> list[Name]:
    """Return the columns that the formula reads, each once, and the columns ``groups``."""
    names_read = [*variables(formula.response), *groups]
    for call in formula.additions.values():
        names_read += variables(call)
    main = formula.predictors.get("")
    for predictor in (*predictors, *([main] if main else [])):
        names = [v for term in predictor.terms for v in term.variables()]
        inner = formula.predictors if predictor.nl else ()
        names_read += [v for v in names if v.text not in inner]
    return list({name.text: name for name in reversed(names_read)}.values())[::-1]
