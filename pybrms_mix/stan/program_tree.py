"""A Stan program as a tree: blocks, which hold statements, loops and branches.

The way of a program is: pieces of the model -> templates -> tree -> text.

- A template is written in Stan, with holes for names and values. When it is read, the punctuation
  of Stan in it becomes marks (``punctuation.py``): here a statement ends, here a body begins.
- ``cutting.py`` cuts what the templates of all pieces print at these marks, and makes the records
  of this module. What fills a hole has no marks, so that the template alone decides where a
  statement ends. No text is searched for statements, and indentation has no meaning.
- ``printer.py`` prints the tree. It alone decides where lines begin.

The leaves of the tree are expressions, names, types and comments: texts without line breaks. The
functions of ``templates/functions`` and the code of a user are leaves as well (``Verbatim``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment on a line of its own."""

    text: str


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Lines that are printed as they are: a function of Stan, or code that a user wrote."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement: a declaration, an assignment, or both.

    Attributes:
        target: the variable, or its cell (``x[n]``); "" if the statement sets no variable.
        value: the value that the variable gets, or the whole statement if it sets no variable. The
            parts of a long expression are printed one below the other.
        operator: "=", "+=", ...; "" if the variable gets no value.
        type: the type of the variable, with bounds and sizes, if the statement declares it.
        comment: the comment behind the statement.
    """

    target: str
    value: tuple[str, ...] = ()
    operator: str = ""
    type: str = ""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class For:
    """A loop over the elements of a range; the loop declares the variable."""

    variable: str
    range: str
    body: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class While:
    """A loop that ends when its condition is false."""

    condition: str
    body: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class If:
    """The first branch whose condition holds; the last branch may have the condition ""."""

    branches: tuple[tuple[str, tuple[Entry, ...]], ...]


Entry: TypeAlias = Comment | Verbatim | Statement | For | While | If


@dataclass(frozen=True, slots=True)
class Block:
    """A block of the program, such as ``transformed data``."""

    name: str
    body: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Program:
    """A program.

    Attributes:
        title: the comment in the first line.
        blocks: the blocks in their order.
    """

    title: str
    blocks: tuple[Block, ...]

    def block(self, name: str) -> Block:
        """Return the block of that name."""
        return next(block for block in self.blocks if block.name == name)


def inside(entry: Entry) -> tuple[Entry, ...]:
    """Return the entries in the bodies of a loop or of branches; a statement has none."""
    if isinstance(entry, For | While):
        return entry.body
    if isinstance(entry, If):
        return tuple(entry_inside for _, body in entry.branches for entry_inside in body)
    return ()


def walk(entries: tuple[Entry, ...]) -> Iterator[Entry]:
    """Yield entries and the entries inside of them, in the order of the program."""
    for entry in entries:
        yield entry
        yield from walk(inside(entry))
