"""The steps of the sum over components, and the computation of residuals."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True)
class Residual:
    """The way in which the program computes the residuals of a component.

    Attributes:
        kind: "columns" or "intercept" if one matrix product gives the residuals; the predictor then
            consists only of coefficients of columns, or only of an intercept. "" if the program
            subtracts the predictor from the response.
        suffix: the ending of the names of the predictor.
        response: the ending of the names of the response.
        source: the ending of the names of the predictor whose matrix the product uses: predictors
            with the same response and the same columns share a matrix.
        summed: whether the program needs only the sum of the squares of the residuals. A triangular
            matrix with few rows then takes the place of the matrix of all rows.
        times: the name of the vector with the number of observations that each row stands for in
            that sum; "" if each row counts once, or if the residuals are not summed.
    """

    kind: str = ""
    suffix: str = ""
    response: str = ""
    source: str = ""
    summed: bool = False
    times: str = ""

    @property
    def weights(self) -> str:
        """Return the block of ``residual.stan.jinja`` that joins the coefficients."""
        return "of_columns" if self.kind == "columns" else "of_intercept"

    @property
    def own(self) -> bool:
        """Return whether the matrix of the product belongs to this predictor alone."""
        return self.source == self.suffix

    @property
    def matrix(self) -> str:
        """Return the block of ``residual.stan.jinja`` that makes the matrix of the product."""
        return "triangle" if self.summed else "all_rows"


NO_PRODUCT = Residual()
"""The program subtracts the predictor from the response."""


@dataclass(frozen=True)
class Product:
    """A product that can take the place of a predictor, if a density needs only residuals.

    Attributes:
        kind: "columns" or "intercept", as in ``Residual``.
        suffix: the ending of the names of the predictor.
        response: the ending of the names of the response.
        alike: the endings of the names of all predictors, up to this one, that have the same
            response and the same columns.
    """

    kind: str
    suffix: str
    response: str
    alike: tuple[str, ...]

    def among(self, used: Collection[str]) -> Residual:
        """Return the residuals by the matrix of the first predictor in ``used`` with its columns.

        ``used`` holds the endings of the names of all predictors that products replace.
        """
        source = next((end for end in self.alike if end in used), self.suffix)
        return Residual(self.kind, self.suffix, self.response, source)


@dataclass(frozen=True)
class Fold:
    """One step of the sum over components: ``name = log(exp(left) + exp(right))`` in each row.

    The names of the vectors are those of ``fold.stan.jinja``, which computes the step without
    overflow from the larger side of the sum.

    Attributes:
        components: the numbers of the components whose densities are summed after the step.
        left: the name of the sum of all components but the last.
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
        """Return the name of the vector exp(right) / (exp(left) + exp(right))."""
        return f"share_{self._numbers}"

    @property
    def upper(self) -> str:
        """Return the name of the vector that is 1 where ``right`` is the larger side, else 0."""
        return f"upper_{self._numbers}"

    @property
    def lower(self) -> str:
        """Return the name of the vector that is 1 where ``left`` is the larger side, else 0."""
        return f"lower_{self._numbers}"

    @property
    def taken(self) -> str:
        """Return the name of the vector with the share of the larger side, up to its sign."""
        return f"taken_{self._numbers}"

    @property
    def product(self) -> str:
        """Return the name of the vector with products of ten shares each."""
        return f"product_{self._numbers}"

    @property
    def _numbers(self) -> str:
        return "_".join(map(str, self.components)) + self.suffix
