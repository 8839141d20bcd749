"""The steps of the sum over components, and the residuals that costs are computed from."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Residual:
    """How the program computes the residuals of a component.

    Attributes:
        kind: "columns" or "intercept" if one product gives the residuals of a predictor that has
            nothing but these; "" if the predictor is taken off the response.
        suffix: the ending of the names of the predictor.
        response: the ending of the names of the response.
        alike: the endings of the predictors of the same response with the same columns, up to this.
        source: the one of them whose matrix the product takes; "" for a predictor without an
            ending, and until the likelihood is made.
        summed: whether the program reads nothing of the residuals but the sum of their squares. A
            triangular matrix of few rows then takes the place of the matrix of all rows.
        times: the name of the vector that holds how often each row counts in that sum; "" if each
            row counts once, or if the residuals are not summed.
    """

    kind: str = ""
    suffix: str = ""
    response: str = ""
    alike: tuple[str, ...] = ()
    source: str = ""
    summed: bool = False
    times: str = ""

    @property
    def cost(self) -> str:
        """Return the block of the density that computes its cost."""
        return "cost_of_residual" if self.kind else "cost"

    @property
    def weights(self) -> str:
        """Return the block of ``residual.stan.jinja`` that joins the coefficients."""
        return "of_columns" if self.kind == "columns" else "of_intercept"

    @property
    def own(self) -> bool:
        """Return whether the matrix of the product belongs to this predictor alone."""
        return self.source == self.suffix

    def among(self, used: Collection[str]) -> Residual:
        """Return the same with its source: the first of the predictors ``used`` that is alike."""
        return replace(self, source=next((end for end in self.alike if end in used), self.suffix))

    @property
    def matrix(self) -> str:
        """Return the block of ``residual.stan.jinja`` that makes the matrix of the product."""
        return "triangle" if self.summed else "all_rows"


NO_PRODUCT = Residual()
"""The predictor is taken off the response."""


@dataclass(frozen=True)
class Fold:
    """One step of the fold: ``name = log(exp(left) + exp(right))``, row by row.

    Attributes:
        components: the numbers of the components whose densities the step has added.
        left: the name of the sum of the components before the last one.
        right: the name of the log density of the last component.
        suffix: the ending of names that belong to the response, in a model of several.
        stem: the beginning of the name of the sum.
    """

    components: tuple[int, ...]
    left: str
    right: str
    suffix: str = ""
    stem: str = "lp"

    @property
    def name(self) -> str:
        """Return the name of the vector that holds the sum."""
        return f"{self.stem}{self._numbers}"

    @property
    def share(self) -> str:
        """Return the name of the vector of the right one's share of the sum."""
        return f"share_{self._numbers}"

    @property
    def upper(self) -> str:
        """Return the name of the vector that is 1 where the right one is taken, and else 0."""
        return f"upper_{self._numbers}"

    @property
    def lower(self) -> str:
        """Return the name of the vector that is 1 where the left one is taken, and else 0."""
        return f"lower_{self._numbers}"

    @property
    def taken(self) -> str:
        """Return the name of the vector of the share of the one that is taken, up to its sign."""
        return f"taken_{self._numbers}"

    @property
    def product(self) -> str:
        """Return the name of the vector of products of ten shares."""
        return f"product_{self._numbers}"

    @property
    def _numbers(self) -> str:
        return "_".join(map(str, self.components)) + self.suffix
