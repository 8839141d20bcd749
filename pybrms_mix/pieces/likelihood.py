"""The likelihood: each component's log density with its weight, folded by log-sum-exp."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from pybrms_mix.family.base import Density, Mixture
from pybrms_mix.model.declarations import Rows
from pybrms_mix.model.fragments import AtFirstRow, AtRow, Expression, RepeatedRows
from pybrms_mix.model.ir import Piece
from pybrms_mix.model.parts import Quantity
from pybrms_mix.pieces.fold import NO_PRODUCT, Fold, Residual
from pybrms_mix.pieces.sums_of_densities import Joined, Odds, Share

# If no parameter in the sum is a vector, a weight that is one number is repeated for all rows.
# Otherwise stanc would not store the sum as one array of values, which is slower.
_ALONE = {"given": "given_rows", "constant": "constant_rows", "reference": "reference_rows"}


@dataclass(frozen=True)
class Term:
    """The log density of one component, with the facts that its template needs.

    Attributes:
        number: the number of the component.
        density: the density of the family under its links.
        names: Stan's name of each dpar; the thresholds of a row are a fragment.
        varying: the dpars that are vectors over the rows.
        kind: "lpdf" or "lpmf".
        row: the block of ``row.stan.jinja`` for exact, censored or interval-censored rows.
        truncation: the block of ``truncated.stan.jinja`` for the truncation bounds.
        weight: the block of ``weight.stan.jinja`` for the model of the proportions.
        proportion: the mixing proportion.
        response: the name of the responses.
        logged: the names of the vectors whose logarithms are vectors of the program as well.
        residual: how a density that is a number minus a cost computes its residuals.
        together: whether one call of the density takes all rows.
        predicted: the dpars with a linear predictor, which may be the same in all rows.
        resp: the response, in a model of several.
    """

    number: int
    density: Density
    names: Mapping[str, Expression]
    varying: frozenset[str]
    kind: str
    row: str = "exact"
    truncation: str = "none"
    weight: str = "whole"
    proportion: Expression = ""
    response: str = "Y"
    logged: tuple[str, ...] = ()
    residual: Residual = NO_PRODUCT
    together: bool = False
    predicted: frozenset[str] = frozenset()
    resp: str = ""

    @property
    def suffix(self) -> str:
        """Return the ending of names that belong to the response: "_y", or ""."""
        return f"_{self.resp}" if self.resp else ""

    @property
    def n_rows(self) -> Rows:
        """Return the name of the number of rows of the response."""
        return Rows.of(self.resp)

    @property
    def name(self) -> str:
        """Return the name of the vector that holds the log density."""
        return f"lp{self.ending}"

    @property
    def ending(self) -> str:
        """Return the ending of the names that belong to the component of the response."""
        return f"{self.number}{self.suffix}"

    @property
    def counts(self) -> bool:
        """Return whether the response is a whole number."""
        return self.kind == "lpmf"

    @property
    def quantities(self) -> dict[str, Quantity]:
        """Return the parameters of the density by their names in its template."""
        names = {d: n for d, n in self.names.items() if isinstance(n, str)}
        return {
            d: Quantity(n, logged=n in self.logged, alike=d not in self.varying, n_rows=self.n_rows)
            for d, n in names.items()
        }

    @property
    def pointwise(self) -> str:
        """Return the template of the density over whole vectors; "" if there is none."""
        return self.density.shared if self._alike else self.density.pointwise

    @property
    def derived(self) -> tuple[str, ...]:
        """Return the templates of the data that the density over whole vectors reads."""
        if self.template != "component_vector":
            return ()
        return self.density.shared_derived if self._alike else self.density.derived

    @property
    def _alike(self) -> bool:
        """Return whether the faster density for rows that differ only in mu can be used."""
        return bool(self.density.shared) and self.varying <= {"mu"}

    @property
    def weight_before(self) -> str:
        """Return the block of a weight that is one number, which is added before the vectors."""
        if self.weight == "varying":
            return "whole"
        return self.weight if self.varying else _ALONE.get(self.weight, self.weight)

    @property
    def weight_after(self) -> str:
        """Return the block of a weight that is a vector."""
        return "varying" if self.weight == "varying" else "whole"

    @property
    def vanishes(self) -> bool:
        """Return whether the density may be zero at a response in its support."""
        if self.floored:
            return False
        if self.template == "component_vector" and self._alike:
            return self.density.vanishes and self.density.shared_vanishes
        return self.density.vanishes or self.row != "exact"

    @property
    def floored(self) -> bool:
        """Return whether the vector of log densities has -1e30 where the density is zero."""
        return self.density.floored and self.template == "component_vector"

    @property
    def costed(self) -> bool:
        """Return whether the weighted log density can be written as a number minus a cost."""
        vectors = self.template == "component_vector" and self.varying <= {"mu"}
        # Without a vector of parameters, stanc would store the cost number by number.
        differs = self.density.of_residual or "mu" in self.varying
        return self.density.costed and vectors and differs and self.weight == "given"

    @property
    def summed(self) -> bool:
        """Return whether the program can compute the sum of the log densities over all rows."""
        differs = self.product or "mu" in self.varying
        return self.density.summed and self._by_mu and self.weight == "whole" and differs

    @property
    def product(self) -> bool:
        """Return whether one matrix product computes the residuals on which the density depends."""
        return bool(self.residual.kind)

    @property
    def cost(self) -> str:
        """Return the block of the template of the density that computes the cost."""
        return "cost_of_residual" if self.product else "cost"

    @property
    def apart(self) -> str:
        """Return the block that prints the number that is subtracted from the cost."""
        return "cost_of_residual_apart" if self.product else "cost_apart"

    @property
    def squared(self) -> bool:
        """Return whether the sum over all rows needs only the sum of squared residuals."""
        return self.product and self.density.squared

    @property
    def sum(self) -> str:
        """Return the block of the template that computes the sum over all rows."""
        return "sum_of_residual" if self.product else "sum"

    @property
    def _by_mu(self) -> bool:
        """Return whether the density is computed over whole vectors and rows differ only in mu."""
        whole_vectors = (
            self.template == "component_vector" and self.pointwise == self.density.pointwise
        )
        return whole_vectors and self.varying <= {"mu"}

    @property
    def template(self) -> str:
        """Return the template of the term, over whole vectors if the family has such a density."""
        if self.together:
            return "component_whole"
        plain = self.row == "exact" and self.truncation == "none" and self.observed
        return "component_vector" if self.pointwise and plain else "component_rows"

    @property
    def observed(self) -> bool:
        """Return whether all responses are data."""
        return self.response == f"Y{self.suffix}"

    @property
    def at_row(self) -> dict[str, Expression]:
        """Return the values for row n by the names that the arguments of the density have."""
        at_row = {d: self._at_row(d, name) for d, name in self.names.items()}
        extra = {name: AtRow(f"{name}{self.suffix}") for name in ("trials", "denom", "dec")}
        return {**extra, "Y": AtRow(self.response), **at_row}

    @property
    def whole(self) -> dict[str, Expression]:
        """Return the values for all rows: a vector for each predicted parameter."""
        alike = self.predicted - self.varying
        return {d: RepeatedRows(n, self.n_rows) if d in alike else n for d, n in self.names.items()}

    def _at_row(self, dpar: str, name: Expression) -> Expression:
        return AtRow(name) if dpar in self.varying and isinstance(name, str) else name


@dataclass(frozen=True, eq=False)
class Likelihood(Piece):
    """The mixture of the components' densities.

    Attributes:
        terms: a term for each component.
        with_errors: the sigmas to which the standard errors of rows are added, each with the ending
            of the names of its response.
        weighted: whether the log density of a row is multiplied by its weight.
        shares: the weighted log density of each component for groups of rows, if the rows of a
            group belong to one component.
        odds: the total that divides the odds of the components, if proportions are predicted.
        joined: the sums of the log densities over the responses of a class, for each component.
        counts: the name of the vector with the number of observations that each row stands for; ""
            if each row counts once.
        counted: the same likelihood in the program that reads equal rows as one row with a count.
    """

    template: ClassVar[str] = "likelihood"
    mixture: Mixture
    terms: tuple[Term, ...]
    with_errors: tuple[tuple[str, str], ...] = ()
    weighted: bool = False
    shares: tuple[Share, ...] = ()
    odds: Odds | None = None
    joined: tuple[Joined, ...] = ()
    counts: str = ""
    counted: Likelihood | None = None

    def printed(self, counts: str) -> tuple[Piece, ...]:
        """Return the likelihood of the program with or without counts of rows."""
        return (self.counted,) if counts and self.counted is not None else (self,)

    @property
    def suffix(self) -> str:
        """Return the ending of names that belong to the response; "" for a class of several."""
        return "" if self.joined else self.mixture.suffix

    @property
    def functions(self) -> tuple[str, ...]:
        """Return the Stan functions of the densities."""
        return tuple(name for term in self.terms for name in term.density.functions)

    @property
    def derived(self) -> tuple[tuple[str, str], ...]:
        """Return the templates of the derived data with the ending of names, each pair once."""
        pairs = ((name, term.suffix) for term in self.terms for name in term.derived)
        return tuple(dict.fromkeys(pairs))

    @property
    def total(self) -> str:
        """Return the block of the sum over rows, which may include the last step of the fold."""
        if self.summed:
            return "one_number"
        if self.times:
            return "weighted_costs" if self.costs else "weighted"
        if self.costs:
            return "folded_costs"
        return "folded" if self.folds and self.folded == "fast" else "plain"

    @property
    def kept(self) -> tuple[Fold, ...]:
        """Return the steps of the fold whose vectors the program declares."""
        return self.folds[:-1] if self.total.startswith("folded") else self.folds

    @property
    def size(self) -> str:
        """Return the name of the number of log densities: the number of rows or of groups."""
        return "N_whole" if self.shares else Rows.of("" if self.joined else self.mixture.resp)

    @property
    def weights(self) -> Expression:
        """Return the vector of counts or weights by which log densities are multiplied."""
        if self.weighted:
            name = f"weights{self.suffix}"
            return AtFirstRow(name) if self.shares else name
        return self.counts

    @property
    def reads_first_rows(self) -> bool:
        """Return whether the density of a group of rows depends on values of its first row."""
        odds = () if self.odds is None else (self.odds.name,)
        values = (*(share.proportion for share in self.shares), *odds, self.weights)
        return any(isinstance(value, AtFirstRow) for value in values)

    @property
    def folded(self) -> str:
        """Return the block of the fold. Only the block "safe" allows densities of zero."""
        fast = "costs" if self.costs else "fast"
        return "safe" if any(t.vanishes for t in self.terms) else fast

    @property
    def costs(self) -> bool:
        """Return whether the program folds costs. This takes fewer passes over the rows."""
        return self._plain and bool(self._folded_in) and all(t.costed for t in self.terms)

    @property
    def summed(self) -> bool:
        """Return whether the program computes only the sum of the log densities over the rows."""
        first = self.terms[0]
        is_alone = self._plain and not self._folded_in
        return is_alone and first.summed and (first.squared or not self.times)

    @property
    def _folded_in(self) -> tuple[Term, ...]:
        """Return the terms that the fold adds to the first one."""
        return self.terms[1:]

    @property
    def _plain(self) -> bool:
        """Return whether single rows of one response are mixed, not groups or several responses."""
        return not (self.shares or self.joined)

    @property
    def residuals(self) -> dict[str, Residual]:
        """Return the products that give residuals, by the endings of their predictors' names."""
        if not (self.costs or self.summed):
            return {}
        times = f"weights{self.suffix}" if self.weighted and self.summed else ""
        terms_with_product = [term for term in self.terms if term.product]
        return {
            t.residual.suffix: replace(t.residual, summed=self.summed and t.squared, times=times)
            for t in terms_with_product
        }

    @property
    def floored(self) -> bool:
        """Return whether some term has -1e30 in place of the logarithm of a density of zero."""
        return any(term.floored for term in self.terms)

    @property
    def times(self) -> str:
        """Return the name of the vector of counts of the rows; "" if each row counts once."""
        return f"weights{self.suffix}" if self.weighted else self.counts

    @property
    def base(self) -> str:
        """Return the name of the number from which the costs are subtracted."""
        return f"number{self.terms[0].ending}"

    @property
    def written(self) -> tuple[tuple[str, str], ...]:
        """Return the template and the block of each term."""
        if self.summed:
            return (("component_sum", "component"),)
        if not self.costs:
            return tuple((term.template, "component") for term in self.terms)
        later = ("component_cost", "later")
        return (("component_cost", "first"), *(later for _ in self.terms[1:]))

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the components' vectors."""
        if self.costs:
            return tuple(f"cost{term.ending}" for term in self.terms)
        return tuple(part.name for part in self.shares or self.joined or self.terms)

    @property
    def folds(self) -> tuple[Fold, ...]:
        """Return the steps of the fold: each adds one component to the sum of those before it."""
        stem = "cost" if self.costs else "lp"
        numbers = tuple(part.number for part in self.joined or self.terms)
        steps: list[Fold] = []
        left = self.names[0]
        for k, right in enumerate(self.names[1:], start=2):
            steps.append(Fold(numbers[:k], left, right, self.suffix, stem))
            left = steps[-1].name
        return tuple(steps)

    @property
    def result(self) -> str:
        """Return the name of the vector that holds the result of the fold."""
        return self.folds[-1].name if self.folds else self.names[0]
