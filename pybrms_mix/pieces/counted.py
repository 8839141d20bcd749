"""Equal rows as one row that counts more often: what the sampler is given where many are equal."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from pybrms_mix.base.bounds import POSITIVE
from pybrms_mix.model.declarations import ROWS, Declaration
from pybrms_mix.model.ir import Model, Piece
from pybrms_mix.pieces.likelihood import Likelihood
from pybrms_mix.pieces.population import Population
from pybrms_mix.pieces.response.missing import Missing
from pybrms_mix.pieces.response.response import Response
from pybrms_mix.pieces.whole import Whole


@dataclass(frozen=True, eq=False)
class Counted(Piece):
    """How many equal rows each row of the program's data stands for: Stan's ``times``."""

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
    # Missing responses have a parameter each; groups that belong to one component are products.
    return not model.of(Missing) and not model.of(Whole)


def counted(model: Model) -> Model:
    """Return the model whose program takes each kind of row once, with its ``times``.

    Parameters and density are the same; only the text of the program is of use, as the pieces'
    data are still those of all rows.
    """
    pieces: list[Piece] = []
    for piece in model.pieces:
        if isinstance(piece, Population | Likelihood):
            pieces.append(replace(piece, counted=True))
        else:
            pieces.append(piece)
        if isinstance(piece, Response):
            pieces.append(Counted())
    return replace(model, pieces=tuple(pieces))
