"""Translate dplyr's verbs for all columns, for some, or for those of a type: ``mutate_if()``."""

from __future__ import annotations

import ast
from dataclasses import replace

from pybrms_mix.rscript.call_arguments import Matched, matched
from pybrms_mix.rscript.expressions import value
from pybrms_mix.rscript.kinds import Value
from pybrms_mix.rscript.python import constant
from pybrms_mix.rscript.refusals import NotPorted
from pybrms_mix.rscript.registry import word
from pybrms_mix.rscript.scope import Scope
from pybrms_mix.rscript.vocabulary.masked import across_of, frame_of, picked, verb
from pybrms_mix.rscript.vocabulary.vector_calls import needed
from pybrms_mix.syntax.nodes import Argument, Call, Name, Node, Tilde, called

_COLUMNS = {"all": "", "at": ".vars, ", "if": ".predicate, "}
_KINDS = tuple(_COLUMNS)


def _named(*verbs: str) -> tuple[str, ...]:
    return tuple(f"{v}_{k}" for v in verbs for k in _KINDS)


def _read(node: Call) -> tuple[str, str, Matched]:
    """Return the verb, the kind of its columns and its arguments."""
    name, _, which = (called(node) or "").rpartition("_")
    last = {"filter": ".vars_predicate"}.get(name, ".funs")
    found = matched(node.arguments, f".tbl, {_COLUMNS[which]}{last}, ...")
    if found.get(".tbl") is None:
        raise NotPorted(f"{called(node)}() lacks its data", node.span)
    return name, which, found


def _wanted(which: str, found: Matched, node: Call) -> Node:
    """Return the columns as an argument of ``select()``."""
    if which == "all":
        return Call(Name("everything"), (), node.span)
    if which == "if":
        part = needed(found.get(".predicate"), node)
        return Call(Name("where"), (Argument(None, part),), node.span)
    part = needed(found.get(".vars"), node)
    if isinstance(part, Call) and called(part) == "vars":
        return Call(Name("c"), part.arguments, part.span)
    return part


@word(*_named("summarise", "summarize", "mutate", "transmute"))
def scoped(node: Call, scope: Scope) -> Value:
    """Translate ``summarise_all(d, mean)`` and the variants for some columns or for a type."""
    name, which, found = _read(node)
    frame, _ = frame_of(Call(Name(name), (Argument(None, found.get(".tbl")),), node.span), scope)
    functions = needed(found.get(".funs"), node)
    columns = [v for _, v in picked([Argument(None, _wanted(which, found, node))], frame, scope)]
    made = across_of(_labelled(functions), scope, found.rest)
    keywords = [ast.keyword("functions", made)]
    if isinstance(made, ast.Dict):
        keywords.append(ast.keyword("by_function", constant(True)))
    part = ast.Call(ast.Attribute(ast.Name("r"), "across"), columns, keywords)
    return verb(name.replace("summarize", "summarise"), frame, [(None, part)])


def _labelled(functions: Node) -> Node:
    """Return a list of functions with the names that these verbs give them."""
    if not isinstance(functions, Call) or called(functions) not in ("list", "funs"):
        return functions
    given: list[Argument] = []
    for at, each in enumerate(functions.arguments):
        label = each.name
        if label is None and isinstance(each.value, Tilde):
            label = called(each.value.right)
        elif label is None and isinstance(each.value, Name | Call) and called(functions) == "funs":
            label = called(each.value) or getattr(each.value, "text", None)
        elif label is None:
            label = f"fn{at + 1}"
        if label is None or label in (g.name for g in given):
            raise NotPorted("name the functions in this list", functions.span)
        given.append(replace(each, name=label))
    return Call(Name("list"), tuple(given), functions.span)


def _over(name: str, found: Matched, given: tuple[Node, ...], node: Call, scope: Scope) -> Value:
    first = Argument(None, needed(found.get(".tbl"), node))
    return value(Call(Name(name), (first, *(Argument(None, g) for g in given)), node.span), scope)


@word(*_named("select", "rename"))
def chosen(node: Call, scope: Scope) -> Value:
    """Translate ``select_if(d, is.numeric)`` and ``rename_at(d, vars(x), toupper)``."""
    name, which, found = _read(node)
    wanted = _wanted(which, found, node)
    function = found.get(".funs")
    if found.rest:
        raise NotPorted(f"{called(node)}() takes a function of the names alone here", node.span)
    if name == "rename":
        return _over("rename_with", found, (needed(function, node), wanted), node, scope)
    kept = Call(
        Name("select"), (Argument(None, found.get(".tbl")), Argument(None, wanted)), node.span
    )
    if function is None:
        return value(kept, scope)
    return value(
        Call(Name("rename_with"), (Argument(None, kept), Argument(None, function)), node.span),
        scope,
    )


@word(*_named("filter"))
def filtered(node: Call, scope: Scope) -> Value:
    """Translate ``filter_at(d, vars(x, y), all_vars(. > 1))`` and ``any_vars()``."""
    _, which, found = _read(node)
    part = needed(found.get(".vars_predicate"), node)
    if not isinstance(part, Call) or called(part) not in ("all_vars", "any_vars"):
        raise NotPorted(f"{called(node)}() needs all_vars() or any_vars()", node.span)
    condition = Tilde(None, needed(part.arguments[0].value, node), part.span)
    test = Call(
        Name("if_all" if called(part) == "all_vars" else "if_any"),
        (Argument(None, _wanted(which, found, node)), Argument(None, condition)),
        part.span,
    )
    return _over("filter", found, (test,), node, scope)


@word(*_named("group_by", "arrange", "distinct"))
def by_columns(node: Call, scope: Scope) -> Value:
    """Translate ``group_by_at(d, vars(x))``, ``arrange_all(d)`` and ``distinct_at(d, "x")``."""
    name, which, found = _read(node)
    function = getattr(found.get(".funs"), "text", None)
    if name == "arrange" and function == "desc" and which == "at":
        columns = _wanted(which, found, node)
        each = columns.arguments if isinstance(columns, Call) and called(columns) == "c" else ()
        down = tuple(Call(Name("desc"), (a,), node.span) for a in each)
        if down and all(isinstance(a.value, Name) for a in each):
            return _over(name, found, down, node, scope)
    if found.get(".funs") is not None or found.rest:
        raise NotPorted(f"{called(node)}() takes columns alone here", node.span)
    chosen_columns = (Argument(None, _wanted(which, found, node)),)
    part = Call(Name("across"), chosen_columns, node.span)
    return _over(name, found, (part,), node, scope)
