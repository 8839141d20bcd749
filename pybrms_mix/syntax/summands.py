"""The summands of an expression: ``x + (1 | g) - 1`` without ``(1 | g)`` is ``x - 1``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pybrms_mix.syntax.nodes import Infix, Node, Parens, Prefix


def summands(node: Node) -> list[Node]:
    """Return the summands of a sum, with parentheses opened.

    >>> from pybrms_mix.syntax.parse import parse
    >>> [name.text for name in summands(parse("a + (b + c)"))]
    ['a', 'b', 'c']
    """
    match node:
        case Infix(left, "+", right):
            return [*summands(left), *summands(right)]
        case Parens(body):
            return summands(body)
    return [node]


def split(node: Node | None, claims: Callable[[Node], bool]) -> tuple[list[Node], Node | None]:
    """Return the summands that ``claims`` accepts, and the rest of ``node`` without them."""
    if node is None:
        return [], None
    if claims(node):
        return [node], None
    match node:
        case Infix(left, "+", right):
            first, left_rest = split(left, claims)
            second, right_rest = split(right, claims)
            return [*first, *second], _joined(node, left_rest, right_rest)
        case Infix(left, "-", right):
            claimed, rest = split(left, claims)
            remainder = Prefix("-", right, node.span) if rest is None else replace(node, left=rest)
            return claimed, remainder
        case Prefix("+", operand):
            return split(operand, claims)
        case Parens(body):
            claimed, rest = split(body, claims)
            return claimed, None if rest is None else replace(node, body=rest)
    return [], node


def _joined(node: Infix, left: Node | None, right: Node | None) -> Node | None:
    if left is None:
        return right
    return left if right is None else replace(node, left=left, right=right)
