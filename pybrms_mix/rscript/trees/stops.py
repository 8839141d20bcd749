"""Parts of statements that could not be ported: stops, which end a run that reaches them.

A block is ported although one of its statements is not: the script runs where R would not have
reached the statement. A statement whose value nobody needs becomes a comment alone, as outside of
blocks.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass

from pybrms_mix.base.errors import Span
from pybrms_mix.rscript.trees.python import call, constant
from pybrms_mix.rscript.trees.refusals import Decisive, Forbidden, NotPorted

_NAME = "LineNotPorted"


@dataclass(frozen=True)
class Stop:
    """A part of a statement that could not be ported.

    Attributes
    ----------
    span
        The place of the part.
    reason
        Why the part could not be ported.
    lines
        The lines of the part, counted from 1.
    decisive
        Whether the results of all later statements depend on the part.
    forbidden
        Whether the part would access other files, the shell or the network.
    """

    span: Span
    reason: str
    lines: tuple[int, ...]
    decisive: bool = False
    forbidden: bool = False

    @property
    def message(self) -> str:
        """Return the message of the error that ends a run at this place."""
        line = self.span.text.count("\n", 0, self.span.start) + 1
        return f"line {line} of the R script was not ported: {self.reason}"


def lines_of(span: Span) -> tuple[int, ...]:
    """Return the line numbers of a place, without empty lines and comments."""
    first = span.text.count("\n", 0, span.start) + 1
    lines = span.text[span.start : span.end].split("\n")
    numbers = (first + n for n, line in enumerate(lines) if line.strip() and line.strip()[0] != "#")
    return tuple(numbers)


def stop_of(error: NotPorted | RecursionError, span: Span) -> Stop:
    """Return the record of a part that raised an error when it was ported."""
    if isinstance(error, NotPorted):
        decisive, forbidden = isinstance(error, Decisive), isinstance(error, Forbidden)
        return Stop(span, error.message, lines_of(span), decisive, forbidden)
    return Stop(span, "this is nested too deeply to be ported", lines_of(span))


def raising(stop: Stop) -> ast.stmt:
    """Return the statement that ends a run which reaches the place of a stop."""
    return ast.Raise(call(f"r.{_NAME}", constant(stop.message)))


def ends_here(statements: Sequence[ast.stmt]) -> bool:
    """Return whether a block always reaches a stop."""
    for statement in statements:
        match statement:
            case ast.Raise(ast.Call(ast.Attribute(_, name))) if name == _NAME:
                return True
            case ast.If(_, then, otherwise) if ends_here(then) and ends_here(otherwise):
                return True
    return False


def stub(name: str, stop: Stop) -> ast.stmt:
    """Return a function that ends a run which calls it, in place of one that was not ported."""
    arguments = ast.arguments([], [], ast.arg("rest"), [], [], ast.arg("more"), [])
    return ast.FunctionDef(name, arguments, [raising(stop)], [])


def placed(statement: ast.stmt, span: Span) -> ast.stmt:
    """Return a statement that holds its place in the R script, as the statements inside it do."""
    for part in (n for n in ast.walk(statement) if isinstance(n, ast.stmt)):
        if not hasattr(part, "place"):
            part.place = span  # type: ignore[attr-defined]
    return statement
