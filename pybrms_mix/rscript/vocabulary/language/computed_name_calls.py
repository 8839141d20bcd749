"""Translate ``assign()``, ``get()`` and ``mget()`` with names that a script computes."""

from __future__ import annotations

import ast

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.registry import RULES, Word, word
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.reading.assigned_names import is_global
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.names import BY_NAME
from pybrms_mix.rscript.trees.python import call, item
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed
from pybrms_mix.syntax.nodes import Call, String


@word("assign")
def assign(node: Call, scope: Scope) -> Value:
    """Translate ``assign(paste0("fit_", k), fit)``."""
    arguments = matched(node.arguments, "x, value, pos, envir, inherits, immediate")
    of_script = is_global(node)
    if of_script is None or (scope.local and not of_script) or scope.mask is not None:
        raise NotPorted("assign() makes variables of the script alone here", node.span)
    name, new_value = (value(needed(arguments.get(n), node), scope).node for n in ("x", "value"))
    return Value(call("r.assign_by_name", ast.Name(BY_NAME), name, new_value), hidden=True)


@word("mget")
def several(node: Call, scope: Scope) -> Value:
    """Translate ``mget(paste0("fit_", 1:3))``."""
    arguments = matched(node.arguments, "x, envir")
    if not scope.computes_names or is_global(node) is None:
        raise NotPorted("mget() finds variables that assign() has made here", node.span)
    names = value(needed(arguments.get("x"), node), scope).node
    return Value(call("r.several_by_name", ast.Name(BY_NAME), names), Kind.RECORD)


def _get(usual_rule: Word, node: Call, scope: Scope) -> Value:
    """Translate ``get(name)`` in a script that computes names."""
    part = node.arguments[0].value if node.arguments else None
    is_computed = scope.computes_names and part is not None and scope.mask is None
    if not is_computed or (isinstance(part, String) and part.text in scope.known):
        return usual_rule(node, scope)
    assert part is not None
    return Value(item(ast.Name(BY_NAME), value(part, scope).node))


RULES["get"] = _get
