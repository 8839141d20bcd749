"""Translate the functions of tidyr that reshape data frames: pivots, nests, separated columns."""

from __future__ import annotations

import ast

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.literals import flagged, worded
from pybrms_mix.rscript.facts.registry import word
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.python import constant, listed, record
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.vocabulary.basics import name_templates
from pybrms_mix.rscript.vocabulary.basics.function_values import function_of
from pybrms_mix.rscript.vocabulary.basics.masked import frame_of, picked, verb
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed
from pybrms_mix.syntax.nodes import Argument, Call, Name, Node, String, called


@word("nest", "unnest")
def nested(node: Call, scope: Scope) -> Value:
    """Translate ``nest(d, data = c(x, y))``, also of grouped rows, and ``unnest(d, data)``."""
    frame, arguments = frame_of(node, scope)
    pairs = _nests(arguments, frame, scope) if called(node) == "nest" else []
    for argument in () if called(node) == "nest" else arguments:
        if argument.name == "keep_empty":
            pairs.append(("keep_empty", value(needed(argument.value, node), scope).node))
            continue
        if argument.name not in (None, "data", "cols"):
            raise NotPorted(f"{called(node)}() has no '{argument.name}' here", argument.span)
        pairs += [(None, v) for _, v in picked([Argument(None, argument.value)], frame, scope)]
    pairs = [*(p for p in pairs if p[0] is None), *(p for p in pairs if p[0] is not None)]
    result = verb(called(node) or "", frame, pairs)
    is_grouped = frame.kind is Kind.GROUPED
    return Value(result.node, frame.kind if is_grouped else Kind.FRAME, groups=frame.groups)


def _nests(
    arguments: tuple[Argument, ...], frame: Value, scope: Scope
) -> list[tuple[str | None, ast.expr]]:
    """Return the arguments of ``nest(d, one = c(x, y), .by = g, .key = "data")``."""
    pairs: list[tuple[str | None, ast.expr]] = []
    tables: dict[str, ast.expr] = {}
    for argument in arguments:
        part = Argument(None, argument.value)
        if argument.name == ".by":
            by = listed(v for _, v in picked([part], frame, scope))
            pairs.append(("by", by))
        elif argument.name == ".key":
            text = worded(argument.value)
            if text is None:
                raise NotPorted("nest() needs the text of '.key' here", argument.span)
            pairs.append(("name", constant(text)))
        elif argument.name is None:
            pairs += [(None, v) for _, v in picked([part], frame, scope)]
        elif argument.name.startswith("."):
            raise NotPorted(f"nest() has no '{argument.name}' here", argument.span)
        else:
            tables[argument.name] = listed(v for _, v in picked([part], frame, scope))
    if tables and any(n in (None, "name") for n, _ in pairs):
        raise NotPorted("nest() has columns either with names or without here", arguments[0].span)
    return [*pairs, ("tables", record(tables))] if tables else pairs


@word("separate", "unite", "gather", "spread", "pivot_longer", "pivot_wider")
def reshaped(node: Call, scope: Scope) -> Value:
    """Translate ``pivot_longer(d, cols, ...)`` and similar calls."""
    frame, arguments = frame_of(node, scope)
    name = called(node) or ""
    pairs: list[tuple[str | None, ast.expr]] = []
    position = 0
    for argument in arguments:
        part = needed(argument.value, node)
        label = (argument.name or "").replace(".", "_") or None
        place = position if argument.name is None else -1
        position += argument.name is None
        if name == "spread" and argument.name in ("convert", "drop") and flagged(part) is (
            argument.name == "drop"):  # fmt: skip
            continue
        if argument.name in ("values_fn", "names_transform", "values_transform"):
            pairs.append((label, _functions_of_columns(part, scope)))
        elif argument.name == "names_glue":
            columns = _names_from(arguments)
            pairs.append((label, name_templates.of_pivot(part, columns, scope)))
        elif _names_columns(name, argument.name, place):
            pick = picked([Argument(None, part)], frame, scope, whole=True)[0][1]
            pairs.append((label, pick))
        else:
            pairs.append((label, _node_of(part, scope)))
    if name == "unite":  # the new column comes before those that it unites
        pairs = [*((None, v) for n, v in pairs if n == "col"), *(m for m in pairs if m[0] != "col")]
    if name == "gather":  # gather() has the columns after the key and the value
        keys = {n: v for n, v in pairs if n in ("key", "value")}
        first = [(None, keys.pop(n)) for n in ("key", "value") if n in keys]
        pairs = [*first, *(m for m in pairs if m[0] not in ("key", "value"))]
    order = [m for m in pairs if m[0] is None] + [m for m in pairs if m[0] is not None]
    return verb(name, frame, order)


def _names_from(arguments: tuple[Argument, ...]) -> list[str]:
    """Return the columns of ``names_from = c(g, h)``, as far as they are written out."""
    parts = [a.value for a in arguments if a.name == "names_from"]
    columns = [a.value for p in parts if isinstance(p, Call) and called(p) == "c"
               for a in p.arguments]  # fmt: skip
    return [p.text for p in (*parts, *columns) if isinstance(p, Name | String)]


def _functions_of_columns(part: Node, scope: Scope) -> ast.expr:
    """Return a function for all columns, or a dict with one function for each named column."""
    if isinstance(part, Call) and called(part) == "list":
        return record({a.name or "": function_of(needed(a.value, part), scope)
                       for a in part.arguments})  # fmt: skip
    return function_of(part, scope)


_BY_COLUMN = {
    "pivot_longer": ({"cols"}, 1), "pivot_wider": ({"names_from", "values_from", "id_cols"}, 0),
    "separate": ({"col"}, 1), "unite": (set(), 99), "gather": ({"key", "value"}, 99),
    "spread": ({"key", "value"}, 2),
}  # fmt: skip


def _names_columns(verb_: str, name: str | None, place: int) -> bool:
    """Return whether an argument of a function names columns, by its name or its position."""
    names, count = _BY_COLUMN[verb_]
    if verb_ == "separate" and place >= 1:
        return False
    return name in names if name is not None else 0 <= place < count


def _node_of(part: Node, scope: Scope) -> ast.expr:
    return value(part, scope).node
