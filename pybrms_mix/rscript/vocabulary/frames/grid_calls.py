"""Translate ``expand.grid()``, ``expand_grid()`` and ``crossing()``, all combinations of values."""

from __future__ import annotations

import ast

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.literals import flagged
from pybrms_mix.rscript.facts.registry import word
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.python import call, columns_given, constant, listed
from pybrms_mix.rscript.vocabulary.basics.repaired_names import refuse_repair
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed
from pybrms_mix.syntax.nodes import Argument, Call, Name, called

_ROWS = (Kind.FRAME, Kind.TABLE, Kind.GROUPED, Kind.UNKNOWN)
_VERBS = {"expand.grid": "expand_grid", "expand_grid": "crossing_of", "crossing": "crossing"}
_OPTIONS = ("KEEP.OUT.ATTRS", "stringsAsFactors", ".name_repair")


@word(*_VERBS)
def combinations(node: Call, scope: Scope) -> Value:
    """Translate ``crossing(d, x = 1:3)``; a vector without a name is named by its variable."""
    name = called(node) or ""
    verb = _VERBS[name]
    options = {a.name: a.value for a in node.arguments if a.name in _OPTIONS}
    if name == "expand.grid" and not flagged(options.get("stringsAsFactors"), True):
        verb = "expand_strings"
    refuse_repair(node)
    columns_of = [a for a in node.arguments if a.name not in _OPTIONS]
    if name != "expand.grid" and columns_of and columns_of[-1].value is None:
        columns_of.pop()  # these verbs ignore a comma after the last column
    if name == "expand.grid" and len(columns_of) == 1 and columns_of[0].name is None:
        list_value = value(needed(columns_of[0].value, node), scope)
        if list_value.kind in (Kind.UNKNOWN, Kind.LIST, Kind.RECORD):
            flags = {"strings": constant(True)} if verb == "expand_strings" else {}
            return Value(call("r.expand_items", list_value.node, **flags), Kind.FRAME)
    free: list[ast.expr] = []
    named_columns: dict[str, ast.expr] = {}
    column_names: list[tuple[str, ...] | None] = []
    unnamed: list[str] = []
    for place, argument in enumerate(columns_of):
        argument_value = value(needed(argument.value, node), scope)
        label = _label(argument, argument_value, name, place)
        unknown = argument.name is None and argument_value.kind is Kind.UNKNOWN
        if label is not None and unknown and name != "expand.grid":
            unnamed.append(label)
        if label is not None:
            named_columns[label] = argument_value.node
            column_names.append(None if label in unnamed else (label,))
            continue
        if named_columns:  # the data frame follows columns, and R keeps this order
            grid_verb = "crossing" if verb == "crossing" else "crossing_of"
            free.append(_called(grid_verb, [], named_columns, unnamed))
            named_columns, unnamed = {}, []
        free.append(argument_value.node)
        column_names.append(argument_value.columns)
    columns = (
        None if None in column_names else tuple(n for part in column_names if part for n in part)
    )
    return Value(_called(verb, free, named_columns, unnamed), Kind.FRAME, columns)


def _label(argument: Argument, argument_value: Value, name: str, place: int) -> str | None:
    """Return the name of a column, or None for a data frame."""
    if argument.name is not None:
        return argument.name
    is_variable = isinstance(argument.value, Name) or name == "expand.grid"
    if argument_value.kind in _ROWS and not (is_variable and argument_value.kind is Kind.UNKNOWN):
        return None
    if name == "expand.grid":
        return f"Var{place + 1}"
    return argument.value.text if isinstance(argument.value, Name) else None


def _called(
    verb: str, free: list[ast.expr], named_columns: dict[str, ast.expr], unnamed: list[str]
) -> ast.expr:
    keywords = columns_given(named_columns)
    keywords += [ast.keyword("unnamed", listed(map(constant, unnamed)))] if unnamed else []
    return ast.Call(ast.Attribute(ast.Name("r"), verb), free, keywords)
