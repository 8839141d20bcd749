"""Parts of ``dt[i, j, by]``: named columns, blocks, and numbers that stay doubles."""

from __future__ import annotations

import ast
from typing import cast

from pybrms_mix.rscript.facts.kinds import Value
from pybrms_mix.rscript.trees.pipes import filled
from pybrms_mix.rscript.trees.python import constant
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.trees.walking import below
from pybrms_mix.syntax.nodes import (
    Assign,
    Block,
    Call,
    For,
    Function,
    If,
    Name,
    Node,
    Part,
    While,
    called,
)

# Functions whose names begin like those that draw random numbers.
_CERTAIN = frozenset(
    {"range", "rank", "rbind", "rep", "rep_len", "replace", "rev", "rleid", "round", "row"}
    | {"rowid", "rowMeans", "rownames", "rowSums"}
)


def named_columns_of(node: Call) -> list[tuple[str, Part]]:
    """Return the columns of ``.(a, m = mean(b))`` with the names that data.table gives them."""
    columns: dict[str, Part] = {}
    for number, argument in enumerate(node.arguments, start=1):
        part = argument.value
        if part is None:
            raise NotPorted("a column is empty", node.span)
        plain = part.text.removeprefix(".") if isinstance(part, Name) else f"V{number}"
        name = argument.name or plain
        if name in columns:
            raise NotPorted(f"the column '{name}' occurs twice", argument.span)
        columns[name] = part
    return list(columns.items())


def unfolded(block: Block) -> Part:
    """Return the value of a block whose statements name parts of it: ``{m <- mean(x); x - m}``."""
    last = block.statements[-1] if block.statements else Name("NULL")
    for statement in reversed(block.statements[:-1]):
        inner = [*below(statement), *below(last)]
        odd = any(isinstance(p, Function | If | For | While) or _is_random(p) for p in inner)
        if odd or not (isinstance(statement, Assign) and isinstance(statement.target, Name)):
            message = "a block here may only name parts of its value: {m <- mean(x); .(m, n = .N)}"
            raise NotPorted(message, block.span)
        last = filled(cast("Node", last), cast("Node", statement.value), statement.target)
    return last


def _is_random(part: Part) -> bool:
    name = called(part) or "" if isinstance(part, Call) else ""
    return name == "sample" or (name.startswith("r") and name not in _CERTAIN)


def as_double(found: Value) -> ast.expr:
    """Return a number that R holds as a double as a float, so that a column keeps that type."""
    match found.node:
        case ast.Constant(int(number)) if found.double and not isinstance(number, bool):
            return constant(float(number))
    return found.node
