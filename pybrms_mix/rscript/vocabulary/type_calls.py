"""Translate questions about R's type of a value: ``class()``, ``typeof()``, ``identical()``."""

from __future__ import annotations

import ast

from pybrms_mix.rscript.argument_texts import CODE
from pybrms_mix.rscript.call_arguments import matched
from pybrms_mix.rscript.expressions import value
from pybrms_mix.rscript.kinds import Kind, Value
from pybrms_mix.rscript.python import call, constant
from pybrms_mix.rscript.registry import RULES, Word, word
from pybrms_mix.rscript.scope import Scope
from pybrms_mix.rscript.vocabulary.vector_calls import needed, one
from pybrms_mix.rscript.whole_numbers import DOUBLE, INTEGER, both_types, number_type
from pybrms_mix.syntax.nodes import Call, called

_NUMBERS = (INTEGER, DOUBLE)


def _asked(node: Call, scope: Scope) -> tuple[str | None, ast.expr]:
    """Return the type of the only argument, if the script tells it, and the argument."""
    part = node.arguments[0].value if len(node.arguments) == 1 else None
    argument_node = one(node, scope).node
    return number_type(part, scope), argument_node


@word("class")
def class_of(node: Call, scope: Scope) -> Value:
    """Translate ``class(x)``."""
    type_name, argument_node = _asked(node, scope)
    if type_name is not None:
        class_name = "numeric" if type_name == DOUBLE else type_name
        return Value(ast.List([constant(class_name)]), Kind.TEXTS)
    return Value(call("r.class_of", argument_node), Kind.TEXTS)


@word("typeof", "storage.mode")
def type_of(node: Call, scope: Scope) -> Value:
    """Translate ``typeof(x)``."""
    type_name, argument_node = _asked(node, scope)
    type_node = constant(type_name) if type_name is not None else call("r.type_of", argument_node)
    return Value(type_node, Kind.TEXT)


@word("mode")
def mode(node: Call, scope: Scope) -> Value:
    """Translate ``mode(x)``, which is the same for integers and doubles."""
    return Value(call("r.mode_of", one(node, scope).node), Kind.TEXT)


@word("is.integer", "is.double")
def is_of_type(node: Call, scope: Scope) -> Value:
    """Translate ``is.integer(x)``."""
    type_name, argument_node = _asked(node, scope)
    tested_type = INTEGER if called(node) == "is.integer" else DOUBLE
    test_node = constant(type_name == tested_type) if type_name is not None else (
        call("r.is_type", argument_node, constant(tested_type)))  # fmt: skip
    return Value(test_node, Kind.FLAG)


@word("identical", "all.equal")
def identical(node: Call, scope: Scope) -> Value:
    """Translate ``identical(x, y)``, and ``all.equal(x, y)``, which tolerates rounding errors."""
    second = "current" if called(node) == "all.equal" else "y"
    arguments = matched(node.arguments, f"x, {second}, ...")
    x, y = (needed(arguments.get(n), node) for n in ("x", second))
    nodes = [value(p, scope).node for p in (x, y)]
    if called(node) == "all.equal":
        return Value(call("r.identical", *nodes, close=constant(True)), Kind.FLAG)
    types = both_types(x, y, scope)
    flags = {}
    if all(t in _NUMBERS for t in types):
        flags = {"same_type": constant(types[0] == types[1])}
    return Value(call("r.identical", *nodes, **flags), Kind.FLAG)


def _as_text(translate: Word, node: Call, scope: Scope) -> Value:
    """Translate ``as.character(100000L)``, which R writes in full, unlike the double 100000."""
    is_value = len(node.arguments) == 1 and called(node.arguments[0].value) not in CODE
    type_name, argument_node = _asked(node, scope) if is_value else (None, None)
    match argument_node:
        case ast.Constant(int(number)) if type_name == INTEGER:
            return Value(constant(str(number)), Kind.TEXT)
    return translate(node, scope)


RULES["as.character"] = _as_text
