"""Translate ``ifelse()``, which computes a value only if some element of the test needs it."""

from __future__ import annotations

import ast

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Value
from pybrms_mix.rscript.facts.registry import word
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.python import call, function
from pybrms_mix.rscript.trees.walking import below
from pybrms_mix.rscript.vocabulary.basics.random_numbers import drawing_functions, draws, names_in
from pybrms_mix.rscript.vocabulary.basics.result_kinds import result_kind
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed
from pybrms_mix.syntax.nodes import Assign, Call, Function, Name, Part, called

# Functions that do more than to return a value, or that fail on purpose.
_EFFECTS = frozenset({
    "stop", "warning", "message", "cat", "print", "readRDS", "read.csv", "read_csv", "read_rds",
    "saveRDS", "write.csv", "write_csv", "write_rds", "dir.create", "dir_create", "load", "save",
    "abort", "stopifnot", "writeLines", "brm", "update",
})  # fmt: skip


@word("ifelse")
def ifelse(node: Call, scope: Scope) -> Value:
    """Translate ``ifelse(test, yes, no)``."""
    arguments = matched(node.arguments, "test, yes, no")
    parts = {n: needed(arguments.get(n), node) for n in ("test", "yes", "no")}
    values = {n: value(part, scope) for n, part in parts.items()}
    arms = [_late(parts[n], values[n], scope) for n in ("yes", "no")]
    return Value(call("r.ifelse", values["test"].node, *arms), result_kind("any", values))


def _late(part: Part, arm: Value, scope: Scope) -> ast.expr:
    """Return a value, or a function that computes it if computing it is seen from outside."""
    acting_names = _EFFECTS | drawing_functions(scope.script) | _acting(scope)
    calls = [p for p in below(part) if isinstance(p, Call)]
    if any(draws(c) or called(c) in acting_names for c in calls) or names_in(part) & acting_names:
        return function([], arm.node)
    return arm.node


def _acting(scope: Scope) -> frozenset[str]:
    """Return the functions of the script that call one of the functions with an effect."""
    return frozenset(
        s.target.text
        for s in scope.script
        if isinstance(s, Assign) and isinstance(s.target, Name) and isinstance(s.value, Function)
        and any(isinstance(p, Call) and called(p) in _EFFECTS for p in below(s.value))
    )  # fmt: skip
