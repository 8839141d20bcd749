"""Deduplication: the program sees equal rows as one row with a count."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from pybrms_mix.base.bounds import POSITIVE
from pybrms_mix.model.declarations import ROWS, Declaration
from pybrms_mix.model.ir import ImputingPiece, Model, Piece
from pybrms_mix.pieces.likelihood import Likelihood
from pybrms_mix.pieces.population import Population
from pybrms_mix.pieces.residual_correlations import JointDensity
from pybrms_mix.pieces.response.response import Response
from pybrms_mix.pieces.row_count import RowCount
from pybrms_mix.pieces.special.noise_free import NoiseFree
from pybrms_mix.pieces.user_code import UserCode
from pybrms_mix.pieces.whole import Whole


@dataclass(frozen=True, eq=False)
class Counted(Piece):
    """The number of equal rows that each row of the program's data stands for: ``times``."""

    template: ClassVar[str] = "counted"

    @property
    def declarations(self) -> tuple[Declaration, ...]:
        """Return the record of the counts."""
        return (
            Declaration(
                "times", "vector", (ROWS,), "how many equal rows each row stands for",
                bounds=POSITIVE, counts=True,
            ),
        )  # fmt: skip


def can_be_counted(model: Model) -> bool:
    """Return whether the rows enter the density one by one, in any order."""
    # Each missing response, and each value with measurement error, has a parameter of its own. The
    # density of a whole group is a product over its rows.
    # Responses may have different rows.
    if model.frame.parts:
        return False
    together: tuple[type[Piece], ...] = (ImputingPiece, NoiseFree, Whole, UserCode)
    if any(isinstance(piece, together) for piece in model.pieces):
        return False
    # The code of a user may read any row.
    own = any(c.family.own is not None for c in model.mixture.every_component)
    return not own


def counted(model: Model) -> Model:
    """Return the model whose program sees each set of equal rows once, with its size ``times``.

    Parameters and density stay the same. Only the text of the program may be used: the data of the
    pieces are still those of all rows.
    """
    pieces: list[Piece] = []
    for piece in model.pieces:
        if isinstance(piece, Population):
            pieces.append(replace(piece, form=replace(piece.form, counted=True)))
        elif isinstance(piece, Likelihood | JointDensity):
            pieces.append(replace(piece, counted=True))
        else:
            pieces.append(piece)
        if isinstance(piece, RowCount) or (isinstance(piece, Response) and not piece.resp):
            pieces.append(Counted())
    return replace(model, pieces=tuple(pieces))
