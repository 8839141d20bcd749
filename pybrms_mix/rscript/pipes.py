"""Translate pipes into calls."""

from __future__ import annotations

from pybrms_mix.rscript.refusals import NotPorted
from pybrms_mix.syntax.nodes import Argument, Call, Index, Infix, Name, Node, Parens, Prefix

_HOLDERS = {"%>%": Name("."), "|>": Name("_")}


def piped(left: Node, right: Node, node: Infix) -> Node:
    """Return the call for a pipe: the left side becomes the first argument, or replaces ``.``.

    R's native pipe has the placeholder ``_`` for a named argument in place of the dot.
    """
    if isinstance(right, Name):
        return Call(right, (Argument(None, left),), node.span)
    holder = _HOLDERS[node.op]
    if isinstance(right, Infix) and right.op == "::":
        return Call(right, (Argument(None, left),), node.span)
    if isinstance(right, Index | Infix) and _starts_with(right, holder):
        return filled(right, left, holder)
    if not isinstance(right, Call):
        raise NotPorted("the right-hand side of a pipe must be a call", right.span)
    direct = any(a.value == holder for a in right.arguments)
    arguments = right.arguments
    if isinstance(left, Name) or direct:
        arguments = tuple(
            _argument(a, left, holder, deep=isinstance(left, Name)) for a in arguments
        )
    if direct:
        return Call(right.function, arguments, node.span)
    return Call(right.function, (Argument(None, left), *arguments), node.span)


def _starts_with(node: Node, holder: Name) -> bool:
    """Return whether an expression extracts a part of the dot: ``.$x`` or ``.[1, ]``."""
    while isinstance(node, Index | Infix):
        node = node.base if isinstance(node, Index) else node.left
    return node == holder


def _argument(argument: Argument, replacement: Node, holder: Name, *, deep: bool) -> Argument:
    if argument.value is None or not (deep or argument.value == holder):
        return argument
    return Argument(argument.name, filled(argument.value, replacement, holder), argument.span)


def filled(node: Node, left: Node, holder: Name) -> Node:
    """Return an expression with a name, such as the dot of a pipe, replaced by another one."""
    match node:
        case Name():
            return left if node == holder else node
        case Infix(a, op, b):
            right = b if op in ("$", "::") else filled(b, left, holder)
            return Infix(filled(a, left, holder), op, right, node.span)
        case Prefix(op, operand):
            return Prefix(op, filled(operand, left, holder), node.span)
        case Parens(body):
            return Parens(filled(body, left, holder), node.span)
        case Index(base, arguments, double):
            filled_arguments = tuple(_argument(a, left, holder, deep=True) for a in arguments)
            return Index(filled(base, left, holder), filled_arguments, double, node.span)
        case Call(Name("all_vars" | "any_vars" | "funs"), _):
            return node  # the dot stands for a column
        case Call(function, arguments):
            filled_arguments = tuple(_argument(a, left, holder, deep=True) for a in arguments)
            return Call(function, filled_arguments, node.span)
    return node
