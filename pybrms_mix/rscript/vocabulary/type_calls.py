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
    given = one(node, scope).node
    return number_type(part, scope), given


@word("class")
def class_of(node: Call, scope: Scope) -> Value:
    """Translate ``class(x)``."""
    found, given = _asked(node, scope)
    if found is not None:
        told = "numeric" if found == DOUBLE else found
        return Value(ast.List([constant(told)]), Kind.TEXTS)
    return Value(call("r.class_of", given), Kind.TEXTS)


@word("typeof", "storage.mode")
def type_of(node: Call, scope: Scope) -> Value:
    """Translate ``typeof(x)``."""
    found, given = _asked(node, scope)
    made = constant(found) if found is not None else call("r.type_of", given)
    return Value(made, Kind.TEXT)


@word("mode")
def mode(node: Call, scope: Scope) -> Value:
    """Translate ``mode(x)``, which is the same for integers and doubles."""
    return Value(call("r.mode_of", one(node, scope).node), Kind.TEXT)


@word("is.integer", "is.double")
def is_of_type(node: Call, scope: Scope) -> Value:
    """Translate ``is.integer(x)``."""
    found, given = _asked(node, scope)
    wanted = INTEGER if called(node) == "is.integer" else DOUBLE
    made = constant(found == wanted) if found is not None else (
        call("r.is_type", given, constant(wanted)))  # fmt: skip
    return Value(made, Kind.FLAG)


@word("identical", "all.equal")
def identical(node: Call, scope: Scope) -> Value:
    """Translate ``identical(x, y)``, and ``all.equal(x, y)``, which tolerates rounding errors."""
    second = "current" if called(node) == "all.equal" else "y"
    found = matched(node.arguments, f"x, {second}, ...")
    x, y = (needed(found.get(n), node) for n in ("x", second))
    given = [value(p, scope).node for p in (x, y)]
    if called(node) == "all.equal":
        return Value(call("r.identical", *given, close=constant(True)), Kind.FLAG)
    types = both_types(x, y, scope)
    flags = {}
    if all(t in _NUMBERS for t in types):
        flags = {"same_type": constant(types[0] == types[1])}
    return Value(call("r.identical", *given, **flags), Kind.FLAG)


def _as_text(written: Word, node: Call, scope: Scope) -> Value:
    """Translate ``as.character(100000L)``, which R writes in full, unlike the double 100000."""
    alone = len(node.arguments) == 1 and called(node.arguments[0].value) not in CODE
    found, given = _asked(node, scope) if alone else (None, None)
    match given:
        case ast.Constant(int(number)) if found == INTEGER:
            return Value(constant(str(number)), Kind.TEXT)
    return written(node, scope)


RULES["as.character"] = _as_text
