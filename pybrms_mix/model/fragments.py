"""Small expressions of a program as values: templates print them, Python code reads their parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from pybrms_mix.syntax.nodes import Node


@dataclass(frozen=True)
class Fragment:
    """A part of a Stan expression.

    The block ``block`` of the template ``template`` prints it; the block sees it as ``fragment``.
    """

    template: ClassVar[str] = "fragment"
    block: ClassVar[str]


Expression: TypeAlias = str | Fragment
"""The name of a variable, a number or an expression that a user wrote, or a fragment."""


@dataclass(frozen=True)
class Element(Fragment):
    """An element of a vector, a row or a cell of a matrix, or an element of an array.

    Attributes:
        vector: the name of the variable.
        position: the position in the first dimension, from 1.
        further: the positions in the other dimensions.
    """

    block: ClassVar[str] = "element"
    vector: str
    position: int
    further: tuple[int, ...] = ()

    @property
    def index(self) -> tuple[int, ...]:
        """Return the position in each dimension."""
        return (self.position, *self.further)


@dataclass(frozen=True)
class AtRow(Fragment):
    """The value of a variable for row ``n``, inside a loop over the rows."""

    block: ClassVar[str] = "at_row"
    vector: str


@dataclass(frozen=True)
class AtFirstRow(Fragment):
    """The values of a variable for the first row of each group of ``mixture(..., gr = )``."""

    block: ClassVar[str] = "at_first_row"
    vector: str


@dataclass(frozen=True)
class Masked(Fragment):
    """A vector with 0 where the vector ``mask`` is 0; ``mask`` is 1 elsewhere."""

    block: ClassVar[str] = "masked"
    vector: str
    mask: str


@dataclass(frozen=True)
class Picked(Fragment):
    """The elements of a vector at the positions that an array of integers holds."""

    block: ClassVar[str] = "picked"
    vector: str
    positions: str


@dataclass(frozen=True)
class Less(Fragment):
    """The size ``name`` minus ``number``."""

    block: ClassVar[str] = "less"
    name: str
    number: int


@dataclass(frozen=True)
class AllCells(Fragment):
    """All cells of a matrix as a vector."""

    block: ClassVar[str] = "all_cells"
    matrix: str


@dataclass(frozen=True)
class Repeated(Fragment):
    """A row vector of ``size`` cells with the same value."""

    block: ClassVar[str] = "repeated"
    value: Expression
    size: str | int | Fragment


@dataclass(frozen=True)
class RepeatedRows(Fragment):
    """A vector over the rows with the same value in each; ``size`` names their number."""

    block: ClassVar[str] = "repeated_rows"
    value: Expression
    size: str


@dataclass(frozen=True)
class Difference(Fragment):
    """The difference of expressions, in parentheses: the first one minus all others."""

    block: ClassVar[str] = "difference"
    parts: tuple[Expression, ...]


@dataclass(frozen=True)
class Computed(Fragment):
    """An expression of the user over all rows, in parentheses.

    Attributes:
        node: the expression, which ``nonlinear_expression.check`` has accepted.
        name: the only name in it.
        vector: the value of that name in the program.
    """

    block: ClassVar[str] = "computed"
    node: Node
    name: str
    vector: Expression

    @property
    def operands(self) -> dict[str, tuple[Expression, str]]:
        """Return the value and Stan's type of the name."""
        return {self.name: (self.vector, "vector")}
