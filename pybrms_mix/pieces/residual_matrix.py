"""Matrices of data whose products with coefficients are predictors or residuals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from pybrms_mix.model.ir import Piece
from pybrms_mix.pieces.fold import Residual


@dataclass(frozen=True, eq=False)
class CentredColumns(Piece):
    """The centred columns of a predictor, beside the column of its intercept.

    Attributes:
        suffix: the ending of the names of the predictor.
        resp: the response on whose rows the columns are defined, in a model of several.
    """

    template: ClassVar[str] = "centred_columns"
    suffix: str
    resp: str

    @property
    def belongs_to(self) -> str:
        """Return the response."""
        return self.resp


@dataclass(frozen=True, eq=False)
class UnitMatrix(Piece):
    """The identity matrix whose columns place an intercept and coefficients in one vector.

    Attributes:
        suffix: the ending of the names of the predictor.
    """

    template: ClassVar[str] = "unit_matrix"
    suffix: str


@dataclass(frozen=True, eq=False)
class ResidualMatrix(Piece):
    """The matrix of the response and the columns of a predictor, by which residuals are products.

    Attributes:
        residual: the computation of the residuals.
    """

    template: ClassVar[str] = "residual"
    residual: Residual

    @property
    def functions(self) -> tuple[str, ...]:
        """Return the Stan function that computes the triangular factor of the matrix."""
        return ("triangle",) if self.residual.summed else ()

    @property
    def kind(self) -> str:
        """Return the block that writes the matrix, for columns or for an intercept alone."""
        return self.residual.kind


@dataclass(frozen=True, eq=False)
class Alternatives(Piece):
    """Pieces that differ between the two programs of a model.

    Attributes:
        each: the pieces of the program in which each row counts once.
        counted: the pieces of the program that reads equal rows as one row with a count.
    """

    template: ClassVar[str] = "alternatives"
    each: tuple[Piece, ...]
    counted: tuple[Piece, ...]

    def printed(self, counts: str) -> tuple[Piece, ...]:
        """Return the pieces of the program."""
        return self.counted if counts else self.each
