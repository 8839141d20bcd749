"""Deduplication: the program reads equal rows as one row with a count."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from pybrms_mix.base.bounds import POSITIVE
from pybrms_mix.model.declarations import ROWS, Declaration
from pybrms_mix.model.ir import ImputingPiece, Model, Piece
from pybrms_mix.pieces.likelihood import Likelihood
from pybrms_mix.pieces.population import Population
from pybrms_mix.pieces.residual_correlations import JointDensity
from pybrms_mix.pieces.residual_matrix import ResidualMatrix
from pybrms_mix.pieces.response.response import Response
from pybrms_mix.pieces.row_count import RowCount
from pybrms_mix.pieces.special.noise_free import NoiseFree
from pybrms_mix.pieces.user_code import UserCode
from pybrms_mix.pieces.whole import Whole


@dataclass(frozen=True, eq=False)
class Counted(Piece):
    """The program's vector ``times``: the number of equal data rows that each row stands for."""

    template: ClassVar[str] = "counted"

    @property
    def declarations(self) -> tuple[Declaration, ...]:
        """Return the record of the counts."""
        return (
            Declaration(
                "times", "vector", (ROWS,), "number of equal rows that each row stands for",
                bounds=POSITIVE, counts=True,
            ),
        )  # fmt: skip


def can_be_counted(model: Model) -> bool:
    """Return whether equal rows of the model can be merged into one row with a count."""
    # Rows cannot be merged if each row has a parameter of its own (a missing response, a value with
    # measurement error), or if the density is that of a whole group of rows.
    # Responses with rows of their own would need a count for each response.
    if model.frame.parts:
        return False
    together: tuple[type[Piece], ...] = (ImputingPiece, NoiseFree, Whole, UserCode)
    if any(isinstance(piece, together) for piece in model.pieces):
        return False
    # The code of a user may read any row.
    has_custom = any(c.family.own is not None for c in model.mixture.every_component)
    return not has_custom


def counted(model: Model) -> Model:
    """Return the model whose program reads equal rows as one row, with their number ``times``.

    Parameters and the density stay the same. Only the text of the program of this model is valid:
    the data of its pieces still hold all rows.
    """
    pieces: list[Piece] = []
    for piece in model.pieces:
        if isinstance(piece, Population | ResidualMatrix | Likelihood | JointDensity):
            pieces.append(replace(piece, counted=True))
        else:
            pieces.append(piece)
        if isinstance(piece, RowCount) or (isinstance(piece, Response) and not piece.resp):
            pieces.append(Counted())
    return replace(model, pieces=tuple(pieces))
