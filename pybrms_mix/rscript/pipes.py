"""Pipes: what they hand to the call on their right."""

from __future__ import annotations

from pybrms_mix.rscript.refusals import NotPorted
from pybrms_mix.syntax.nodes import Argument, Call, Infix, Name, Node


def piped(left: Node, right: Node, node: Infix) -> Call:
    """Return the call that a pipe makes: its left side as first argument, or in place of ``.``."""
    if isinstance(right, Name):
        return Call(right, (Argument(None, left),), node.span)
    if not isinstance(right, Call):
        raise NotPorted("a pipe leads into the call of a function", right.span)
    dots = [a.value == Name(".") for a in right.arguments]
    if node.op == "%>%" and any(dots):
        given = tuple(
            Argument(a.name, left, a.span) if dot else a
            for a, dot in zip(right.arguments, dots, strict=True)
        )
        return Call(right.function, given, node.span)
    return Call(right.function, (Argument(None, left), *right.arguments), node.span)
