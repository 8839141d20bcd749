"""Records of the variables that a Stan program declares.

Pieces hold these records. The templates print them, and all other code reads them. No code searches
the text of a program for its variables.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from pybrms_mix.base.bounds import FREE, POSITIVE, Bounds
from pybrms_mix.model.fragments import Fragment

Block: TypeAlias = Literal[
    "data", "parameters", "transformed parameters", "generated quantities"
]  # fmt: skip


class Rows(str):
    """The name of a number of rows in a program: all rows, or those of one of several responses."""

    __slots__ = ()

    @classmethod
    def of(cls, resp: str) -> Rows:
        """Return the name for a response: "N_y"; "N" for "", the only one or all together."""
        return cls(f"N_{resp}" if resp else "N")


ROWS = Rows.of("")
"""The name of the number of rows in every program."""


Size: TypeAlias = str | int | Fragment


@dataclass(frozen=True)
class Declaration:
    """A variable that the program declares outside of its functions and its model block.

    Attributes:
        name: the name of the variable.
        type: Stan's type without bounds and sizes ("vector", "cholesky_factor_corr").
        sizes: the sizes of the type.
        comment: the comment behind the declaration.
        array: the sizes of the array around the type.
        bounds: the bounds of each cell.
        block: the block of the program that declares the variable.
        counts: whether the variable holds the number of observations that each row stands for. When
            equal rows are merged into one row, the values of such a variable are added. All other
            variables with a value for each row must be equal in rows that are merged.
        heading: a comment on a line of its own above the declaration.
        written: the declaration as a user wrote it, which is printed unchanged.
    """

    name: str
    type: str
    sizes: tuple[Size, ...] = ()
    comment: str = ""
    array: tuple[Size, ...] = ()
    bounds: Bounds = FREE
    block: Block = "data"
    counts: bool = False
    heading: str = ""
    written: str = ""

    @classmethod
    def column(
        cls,
        name: str,
        values: str = "real",
        comment: str = "",
        *,
        counts: bool = False,
        rows: Rows = ROWS,
    ) -> Declaration:
        """Return data with one number for each row; ``values`` is "real" or "int"."""
        if values == "int":
            return cls(name, "int", (), comment, (rows,), counts=counts)
        return cls(name, "vector", (rows,), comment, counts=counts)

    @classmethod
    def count(cls, name: str, comment: str = "", *, heading: str = "") -> Declaration:
        """Return data with one positive integer: a number of columns or of levels."""
        return cls(name, "int", (), comment, bounds=Bounds("1"), heading=heading)

    @property
    def by_row(self) -> bool:
        """Whether the first dimension of the variable is the rows."""
        return isinstance(next(iter((*self.array, *self.sizes)), None), Rows)


COUNTS = Declaration(
    "times", "vector", (ROWS,), "number of equal rows that each row stands for",
    bounds=POSITIVE, counts=True,
)  # fmt: skip
"""The data of a program that reads equal rows as one row."""

PRIOR_ONLY = Declaration("prior_only", "int", comment="1 to sample the prior alone")
LPRIOR = Declaration(
    "lprior", "real", comment="log density of the priors", block="transformed parameters"
)
