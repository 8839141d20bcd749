"""The number of all rows of a model of several responses."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar

from pybrms_mix.design.frame import Frame
from pybrms_mix.model.declarations import ROWS, Declaration
from pybrms_mix.model.ir import Piece


@dataclass(frozen=True, eq=False)
class RowCount(Piece):
    """The number of all rows of the data. ``subset()`` may select some of them for a response."""

    template: ClassVar[str] = "row_count"
    N: int

    @property
    def declarations(self) -> tuple[Declaration, ...]:
        """Return the record of the number of rows."""
        return (Declaration.count(ROWS, "number of rows"),)

    def data(self) -> dict[str, Any]:
        """Return the number of rows."""
        return {"N": self.N}

    def at(self, frame: Frame) -> RowCount:
        """Return the piece for the rows of ``frame``."""
        return replace(self, N=frame.N)
