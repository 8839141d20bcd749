"""The right-hand sides of formulas of linear models: their offsets, and the dot."""

from __future__ import annotations

from pybrms_mix.base.errors import NotSupported
from pybrms_mix.syntax.nodes import Call, Infix, Name, Node, Parens, called, variables


def _summands(node: Node) -> list[Node]:
    match node:
        case Parens(body):
            return _summands(body)
        case Infix(left, "+", right):
            return [*_summands(left), *_summands(right)]
    return [node]


def without_offsets(right: Node) -> tuple[Node | None, tuple[Node, ...]]:
    """Return a right-hand side without ``offset(x)``, and the offsets."""
    parts = _summands(right)
    offsets = [p for p in parts if isinstance(p, Call) and called(p) == "offset"]
    if not offsets:
        return right, ()
    remainder: Node | None = None
    for part in parts:
        if part not in offsets:
            remainder = part if remainder is None else Infix(remainder, "+", part)
    return remainder, tuple(
        o.arguments[0].value for o in offsets if o.arguments[0].value is not None
    )


def spread(node: Node, columns: list[str], left: Node | None) -> Node:
    """Return a right-hand side with ``.`` replaced by the columns that the response lacks."""
    response_names = set() if left is None else {n.text for n in variables(left)}
    other_columns = [Name(c) for c in columns if c not in response_names]
    if not any(n.text == "." for n in variables(node)) or not other_columns:
        return node
    column_sum: Node = other_columns[0]
    for column in other_columns[1:]:
        column_sum = Infix(column_sum, "+", column)
    return _with_columns(node, column_sum)


def _with_columns(node: Node, columns: Node) -> Node:
    """Return an expression with ``.`` replaced by a sum of columns."""
    match node:
        case Name("."):
            return columns
        case Parens(body):
            return Parens(_with_columns(body, columns))
        case Infix(left, op, right):
            inner = columns if op in ("+", "-") else Parens(columns)
            return Infix(_with_columns(left, inner), op, _with_columns(right, inner))
    if any(n.text == "." for n in variables(node)):
        raise NotSupported("'.' stands alone in a formula here.", span=node.span)
    return node
