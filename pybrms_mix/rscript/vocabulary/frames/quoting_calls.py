"""Translate functions of the names of columns: ``sym()``, ``enquo()``, ``rename()``."""

from __future__ import annotations

import ast
from dataclasses import replace

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.registry import SELECTIONS, word
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.python import call, constant
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.vocabulary.basics.masked import (
    across_of,
    asked_of,
    frame_of,
    label_of,
    named_columns,
    picked,
    verb,
)
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed
from pybrms_mix.syntax.nodes import Argument, Call, Infix, Name, Node, called


def _only(node: Call) -> Node:
    if len(node.arguments) != 1:
        raise NotPorted(f"{called(node)}() takes one argument here", node.span)
    return needed(node.arguments[0].value, node)


@word("sym", "syms", "as.name", "as.symbol")
def sym(node: Call, scope: Scope) -> Value:
    """Translate ``sym("x")`` and ``syms(names)``: the names of columns."""
    return replace(value(_only(node), scope), quoted=True)


@word("enquo", "ensym", "enexpr")
def enquo(node: Call, scope: Scope) -> Value:
    """Translate ``enquo(x)``; the function already takes ``x`` as columns."""
    part = _only(node)
    variable = scope.known.get(part.text) if isinstance(part, Name) else None
    if variable is None or not variable.quoted:
        raise NotPorted(f"{called(node)}() needs a parameter of the function", node.span)
    return variable


@word("quo", "expr")
def quo(node: Call, _: Scope) -> Value:
    """Translate ``quo(x)``, the name of one column."""
    part = _only(node)
    if not isinstance(part, Name):
        raise NotPorted(f"{called(node)}() needs the name of one column here", node.span)
    return Value(constant(part.text), Kind.TEXT, quoted=True)


@word("as_label", "as_name", "quo_name")
def as_label(node: Call, scope: Scope) -> Value:
    """Translate ``as_label(enquo(x))``, the name of a column as text."""
    column_value = value(_only(node), replace(scope, mask=None, quoting=True))
    return Value(call("r.column_label", column_value.node), Kind.TEXT)


@word("rename")
def rename(node: Call, scope: Scope) -> Value:
    """Translate ``rename(d, new = old)`` and ``rename(d, all_of(c(new = "old")))``."""
    frame, arguments = frame_of(node, scope)
    selections: list[tuple[None, ast.expr]] = []
    pairs: list[tuple[ast.expr, ast.expr]] = []
    for argument in arguments:
        part = needed(argument.value, node)
        if isinstance(part, Infix) and part.op == ":=":
            pairs.append((label_of(part.left, scope), named_columns(part.right, frame, scope)))
        elif argument.name is None:
            selections.append((None, named_columns(part, frame, scope)))
        else:
            pairs.append((constant(argument.name), named_columns(part, frame, scope)))
    if all(isinstance(n, ast.Constant) for n, _ in pairs):
        renaming = [(str(ast.literal_eval(n)), v) for n, v in pairs]
        return verb("rename", frame, [*selections, *renaming])
    renamed = verb("rename", frame, selections)
    assert isinstance(renamed.node, ast.Call)
    by_label = ast.Dict([n for n, _ in pairs], [v for _, v in pairs])
    renamed.node.keywords.append(ast.keyword(None, by_label))
    return renamed


@word("rename_with")
def rename_with(node: Call, scope: Scope) -> Value:
    """Translate ``rename_with(d, toupper)``."""
    frame, arguments = asked_of(node, scope)
    first = across_of(needed(arguments[0].value, node), scope)
    rest = picked([Argument(None, a.value) for a in arguments[1:]], frame, scope)
    return verb("rename_with", frame, [(None, first), *rest])


SELECTIONS.append(lambda part, scope: named_columns(part, Value(constant(None)), scope))
