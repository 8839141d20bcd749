"""Statements inside of blocks without which a script can go on."""

from __future__ import annotations

from pybrms_mix.rscript.facts.kinds import Kind
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.facts.variables import assigned_in, calls_in
from pybrms_mix.rscript.trees.stops import Stop
from pybrms_mix.rscript.trees.walking import below
from pybrms_mix.rscript.vocabulary.basics.random_numbers import draws
from pybrms_mix.syntax.nodes import Assign, Jump, Name, Part, called

# Calls that decide where a script goes on.
_LEAVING = frozenset(
    {"return", "stop", "quit", "q", "on.exit", "next", "break", "abort", "warning", "stopifnot"}
    | {"assign", "list2env", "load", "attach"}
)


def is_needless(node: Part, stop: Stop, scope: Scope) -> bool:
    """Return whether a script can go on without a statement, as if R had not run it.

    The statement defines no variable that the script reads elsewhere, draws no random numbers,
    leaves no block, and calls no function of the script.
    """
    if stop.decisive or stop.forbidden or (isinstance(node, Assign) and node.op == "<<-"):
        return False
    for part in below(node):
        if isinstance(part, Jump):
            return False
    for part in calls_in(node):
        name = called(part) or ""
        function = scope.known.get(name)
        if name in _LEAVING or draws(part):
            return False
        if function is not None and function.kind is Kind.FUNCTION:
            return False
    return not any(_read_elsewhere(name, node, scope) for name in assigned_in(node))


def _read_elsewhere(name: str, node: Part, scope: Scope) -> bool:
    total = sum(_uses(name, s) for s in scope.script)
    return total > _uses(name, node)


def _uses(name: str, node: Part) -> int:
    return sum(isinstance(p, Name) and p.text == name for p in below(node))
