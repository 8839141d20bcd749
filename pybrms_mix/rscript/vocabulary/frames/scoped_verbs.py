"""Translate dplyr's verbs for all columns, for some, or for those of a type: ``mutate_if()``."""

from __future__ import annotations

import ast
from dataclasses import replace

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Value
from pybrms_mix.rscript.facts.registry import word
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.call_arguments import Matched, matched
from pybrms_mix.rscript.trees.python import constant
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.vocabulary.basics.masked import across_of, frame_of, picked, verb
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed
from pybrms_mix.syntax.nodes import Argument, Call, Infix, Name, Node, Part, Tilde, called

_COLUMNS = {"all": "", "at": ".vars, ", "if": ".predicate, "}
_KINDS = tuple(_COLUMNS)


def _named(*verbs: str) -> tuple[str, ...]:
    return tuple(f"{v}_{k}" for v in verbs for k in _KINDS)


def _read(node: Call) -> tuple[str, str, Matched]:
    """Return the verb, the kind of its columns and its arguments."""
    name, _, which = (called(node) or "").rpartition("_")
    last = {"filter": ".vars_predicate"}.get(name, ".funs")
    arguments = matched(node.arguments, f".tbl, {_COLUMNS[which]}{last}, ...")
    if arguments.get(".tbl") is None:
        raise NotPorted(f"{called(node)}() lacks its data", node.span)
    return name, which, arguments


def _wanted(which: str, arguments: Matched, node: Call) -> Node:
    """Return the columns as an argument of ``select()``."""
    if which == "all":
        return Call(Name("everything"), (), node.span)
    if which == "if":
        part = needed(arguments.get(".predicate"), node)
        return Call(Name("where"), (Argument(None, part),), node.span)
    part = needed(arguments.get(".vars"), node)
    if isinstance(part, Call) and called(part) == "vars":
        return Call(Name("c"), part.arguments, part.span)
    return part


@word(*_named("summarise", "summarize", "mutate", "transmute"))
def scoped(node: Call, scope: Scope) -> Value:
    """Translate ``summarise_all(d, mean)`` and the variants for some columns or for a type."""
    name, which, arguments = _read(node)
    frame, _ = frame_of(
        Call(Name(name), (Argument(None, arguments.get(".tbl")),), node.span), scope
    )
    functions = needed(arguments.get(".funs"), node)
    columns = [
        v for _, v in picked([Argument(None, _wanted(which, arguments, node))], frame, scope)
    ]
    functions_node = across_of(_labelled(functions), scope, arguments.rest)
    keywords = [ast.keyword("functions", functions_node)]
    if isinstance(functions_node, ast.Dict):
        keywords.append(ast.keyword("by_function", constant(True)))
    part = ast.Call(ast.Attribute(ast.Name("r"), "across"), columns, keywords)
    return verb(name.replace("summarize", "summarise"), frame, [(None, part)])


def _labelled(functions: Node) -> Node:
    """Return a list of functions with the names that these verbs give them.

    One function without a name is the function itself: the columns keep their names.
    """
    if not isinstance(functions, Call) or called(functions) not in ("list", "funs"):
        return functions
    function_parts = [_function_in(a, functions) for a in functions.arguments]
    if [a.name for a in functions.arguments] == [None]:
        return function_parts[0]
    labelled: list[Argument] = []
    for at, (argument, function) in enumerate(
        zip(functions.arguments, function_parts, strict=True)
    ):
        label = argument.name
        if label is None and isinstance(function, Tilde):
            label = _outermost(function.right)
        elif label is None and isinstance(function, Name) and called(functions) == "funs":
            label = function.text
        elif label is None:
            label = f"fn{at + 1}"
        if label is None or label in (g.name for g in labelled):
            raise NotPorted("name the functions in this list", functions.span)
        labelled.append(replace(argument, name=label, value=function))
    return Call(Name("list"), tuple(labelled), functions.span)


def _function_in(argument: Argument, functions: Call) -> Node:
    """Return a function of ``list(f, ~ f(.))`` or ``funs(f, f(.))``, where ``.`` is the column."""
    function_part = needed(argument.value, functions)
    if called(functions) == "list" or isinstance(function_part, Name | Tilde):
        return function_part
    return Tilde(None, function_part, functions.span)


def _outermost(part: Part) -> str | None:
    """Return the function or the operator that is called last, after which a result is named."""
    return part.op if isinstance(part, Infix) else called(part)


def _over(
    name: str, arguments: Matched, nodes: tuple[Node, ...], node: Call, scope: Scope
) -> Value:
    first = Argument(None, needed(arguments.get(".tbl"), node))
    return value(Call(Name(name), (first, *(Argument(None, g) for g in nodes)), node.span), scope)


@word(*_named("select", "rename"))
def chosen(node: Call, scope: Scope) -> Value:
    """Translate ``select_if(d, is.numeric)`` and ``rename_at(d, vars(x), toupper)``."""
    name, which, arguments = _read(node)
    columns = _wanted(which, arguments, node)
    function = arguments.get(".funs")
    if arguments.rest:
        raise NotPorted(f"{called(node)}() takes a function of the names alone here", node.span)
    if name == "rename":
        return _over("rename_with", arguments, (needed(function, node), columns), node, scope)
    selection = Call(
        Name("select"), (Argument(None, arguments.get(".tbl")), Argument(None, columns)), node.span
    )
    if function is None:
        return value(selection, scope)
    return value(
        Call(Name("rename_with"), (Argument(None, selection), Argument(None, function)), node.span),
        scope,
    )


@word(*_named("filter"))
def filtered(node: Call, scope: Scope) -> Value:
    """Translate ``filter_at(d, vars(x, y), all_vars(. > 1))`` and ``any_vars()``."""
    _, which, arguments = _read(node)
    part = needed(arguments.get(".vars_predicate"), node)
    if not isinstance(part, Call) or called(part) not in ("all_vars", "any_vars"):
        raise NotPorted(f"{called(node)}() needs all_vars() or any_vars()", node.span)
    condition = Tilde(None, needed(part.arguments[0].value, node), part.span)
    test = Call(
        Name("if_all" if called(part) == "all_vars" else "if_any"),
        (Argument(None, _wanted(which, arguments, node)), Argument(None, condition)),
        part.span,
    )
    return _over("filter", arguments, (test,), node, scope)


@word(*_named("group_by", "arrange", "distinct"))
def by_columns(node: Call, scope: Scope) -> Value:
    """Translate ``group_by_at(d, vars(x))``, ``arrange_all(d)`` and ``distinct_at(d, "x")``."""
    name, which, arguments = _read(node)
    function = getattr(arguments.get(".funs"), "text", None)
    if name == "arrange" and function == "desc" and which == "at" and not arguments.rest:
        columns = _wanted(which, arguments, node)
        column_arguments = (
            columns.arguments if isinstance(columns, Call) and called(columns) == "c" else ()
        )
        down = tuple(Call(Name("desc"), (a,), node.span) for a in column_arguments)
        if down and all(isinstance(a.value, Name) for a in column_arguments):
            return _over(name, arguments, down, node, scope)
    functions = arguments.get(".funs")
    if called(functions) in ("list", "funs"):
        raise NotPorted(f"{called(node)}() takes one function here", node.span)
    chosen_columns = [Argument(None, _wanted(which, arguments, node))]
    chosen_columns += [] if functions is None else [Argument(None, functions)]
    part = Call(Name("across"), (*chosen_columns, *arguments.rest), node.span)
    return _over(name, arguments, (part,), node, scope)
