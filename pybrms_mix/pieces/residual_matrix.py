"""Matrices of data whose products with coefficients are predictors or residuals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from pybrms_mix.model.ir import Piece
from pybrms_mix.pieces.fold import Residual


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
        counted: whether the program reads equal rows as one row with a count.
    """

    template: ClassVar[str] = "residual"
    residual: Residual
    counted: bool = False

    @property
    def functions(self) -> tuple[str, ...]:
        """Return the Stan function that computes the triangular factor of the matrix."""
        return ("triangle",) if self.residual.summed else ()

    @property
    def kind(self) -> str:
        """Return the block that writes the matrix, for columns or for an intercept alone."""
        return self.residual.kind

    @property
    def times(self) -> str:
        """Return the name of the vector of counts of the rows; "" if each row counts once."""
        return self.residual.times or ("times" if self.counted else "")
