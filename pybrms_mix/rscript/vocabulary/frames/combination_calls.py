"""Translate ``expand()`` and ``complete()``, which combine the values of columns."""

from __future__ import annotations

import ast

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.registry import word
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.python import constant, listed
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.vocabulary.basics.masked import Pair, frame_of, picked, spoken, verb
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import Argument, Call, Infix, Name, Node, Prefix, called

_OPTIONS = {"expand": (), "complete": ("fill", "explicit")}


@word(*_OPTIONS)
def combined(node: Call, scope: Scope) -> Value:
    """Translate ``expand(d, g, x = 1:3)`` and ``complete(d, g, nesting(x, y), fill = list())``."""
    frame, arguments = frame_of(node, scope)
    name = called(node) or ""
    options = [a for a in arguments if a.name in _OPTIONS[name]]
    pairs: list[Pair] = []
    for argument in arguments:
        if argument in options:
            continue
        if (argument.name or "").startswith("."):
            raise NotPorted(f"{name}() has no '{argument.name}' here", argument.span)
        pairs += _combined(argument, frame, scope, node)
    last = max((n for n, (label, _) in enumerate(pairs) if label is None), default=-1)
    pairs = [(None, ast.Tuple([constant(label), v])) if label and n < last else (label, v)
             for n, (label, v) in enumerate(pairs)]  # fmt: skip
    settings = [(a.name, value(needed(a.value, node), scope).node) for a in options]
    result = verb(name, frame, [*pairs, *settings])
    is_grouped = frame.kind is Kind.GROUPED
    return Value(result.node, frame.kind if is_grouped else Kind.FRAME, groups=frame.groups)


def _combined(argument: Argument, frame: Value, scope: Scope, node: Call) -> list[Pair]:
    """Return a column, columns of ``nesting()``, or a column with its values."""
    part = needed(argument.value, node)
    if argument.name is not None:
        pair = (argument.name, spoken(part, frame, scope))
        is_option = argument.name in ("fill", "explicit", "data", "columns")
        return [(None, ast.Tuple([constant(pair[0]), pair[1]])) if is_option else pair]
    if isinstance(part, Call) and called(part) == "nesting":
        return [(None, listed(v for _, v in picked(_nested(part), frame, scope)))]
    if isinstance(part, Name):
        return picked([Argument(None, part)], frame, scope)
    is_selection = _quotes(part) or called(part) in ("all_of", "any_of", "across")
    if is_selection or isinstance(part, Prefix):
        return picked([Argument(None, part)], frame, scope)
    if isinstance(part, Infix) and part.op == ":=":
        raise NotPorted(f"{called(node)}() needs plain names here", argument.span)
    return [(None, ast.Tuple([constant(write(part)), spoken(part, frame, scope)]))]


def _quotes(part: Node) -> bool:
    """Return whether a part stands for columns that a variable names: ``!!sym(x)``."""
    return isinstance(part, Prefix) and part.op == "!"


def _nested(part: Call) -> tuple[Argument, ...]:
    """Return the columns in ``nesting(g, x)``."""
    columns = part.arguments
    if not columns or not all(isinstance(a.value, Name) and a.name is None for a in columns):
        raise NotPorted("nesting() needs columns here", part.span)
    return columns
