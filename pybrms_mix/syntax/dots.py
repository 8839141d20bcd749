"""R's ``.`` in a formula: the sum of all columns that the left side does not use."""

from __future__ import annotations

from pybrms_mix.base.errors import InvalidFormula
from pybrms_mix.syntax.nodes import Infix, Name, Node, Parens, variables

_DOT = "."


def has_dot(node: Node) -> bool:
    """Return whether ``node`` contains the variable ``.``."""
    return any(v.text == _DOT for v in variables(node))


def with_columns(node: Node, columns: tuple[str, ...]) -> Node:
    """Return ``node`` with each ``.`` replaced by the sum of ``columns``, in their order.

    >>> from pybrms_mix.syntax.parse import parse
    >>> from pybrms_mix.syntax.deparse import write
    >>> write(with_columns(parse(". - x + .:x"), ("x", "z")))
    'x + z - x + (x + z):x'

    Raises:
        InvalidFormula: if ``.`` stands in a group-level term, or if ``columns`` is empty.
    """
    match node:
        case Name("."):
            return _sum_of(columns, node)
        case Infix(Name(".") as dot, "+" as op, right):
            return Infix(_sum_of(columns, dot), op, _inside(right, columns), node.span)
        case Infix(left, "+" | "-" as op, right):
            return Infix(with_columns(left, columns), op, _inside(right, columns), node.span)
    return _inside(node, columns)


def _sum_of(columns: tuple[str, ...], dot: Name) -> Node:
    if not columns:
        raise InvalidFormula("There is no column left for '.'.", span=dot.span)
    total: Node = Name(columns[0], dot.span)
    for name in columns[1:]:
        total = Infix(total, "+", Name(name, dot.span), dot.span)
    return total


def _inside(node: Node, columns: tuple[str, ...]) -> Node:
    """Return ``node``, a part of a larger term, with the sum of the columns in parentheses."""
    match node:
        case Name("."):
            return Parens(_sum_of(columns, node), node.span)
        case Parens(body):
            return Parens(with_columns(body, columns), node.span)
        case Infix(left, "|" | "||", _) if has_dot(left):
            raise InvalidFormula("'.' in formula and no 'data' argument", span=node.span)
        case Infix(left, op, right):
            return Infix(_inside(left, columns), op, _inside(right, columns), node.span)
    return node
