"""Translate ``exists()`` and ``%||%``, which ask whether a variable or a value is there."""

from __future__ import annotations

import ast

from pybrms_mix.datasets import SOURCES
from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.registry import WORDS, word
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.facts.variables import assigned_in
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.python import call, constant
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.trees.walking import below, root
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import Assign, Call, Name, Part, String, called

# Variables of base R.
_OF_BASE = frozenset({"letters", "LETTERS", "month.name", "month.abb", "pi", "T", "F", "df", "dt"})
# Calls that define or remove variables whose names are not written before an arrow.
_DEFINING = frozenset({"load", "attach", "assign", "rm", "list2env", "delayedAssign", "source"})


@word("%||%")
def or_default(node: Call, scope: Scope) -> Value:
    """Translate ``x %||% y`` of rlang: ``y`` if ``x`` is NULL.

    R does not evaluate ``y`` if it is not needed; a call of ``stop()`` there is therefore refused.
    """
    parts = [a.value for a in node.arguments if a.value is not None]
    first, second = parts if len(parts) == 2 else (None, None)
    if first is None or second is None or called(second) in ("stop", "abort"):
        raise NotPorted("write if (is.null(x)) in place of %||% here", node.span)
    x, default = value(first, scope), value(second, scope)
    kind = x.kind if x.kind is default.kind else Kind.UNKNOWN
    if isinstance(x.node, ast.Name):
        is_null = ast.Compare(x.node, [ast.Is()], [constant(None)])
        return Value(ast.IfExp(is_null, default.node, x.node), kind)
    return Value(call("r.pluck", x.node, default=default.node), kind)


@word("exists")
def exists(node: Call, scope: Scope) -> Value:
    """Translate ``exists("x")``: whether an earlier line of the script defines the variable."""
    arguments = matched(node.arguments, "x, where, envir, frame, mode, inherits")
    name = arguments.get("x")
    if not isinstance(name, String):
        raise NotPorted("exists() needs the name of a variable as text", node.span)
    if any(arguments.get(n) is not None for n in ("where", "frame", "mode")):
        raise NotPorted("exists() searches all variables of the script here", node.span)
    truth = _exists(name.text, node, scope)
    if truth is None:
        raise NotPorted(f"it is unknown whether '{name.text}' exists here", node.span)
    return Value(constant(truth), Kind.FLAG)


def _exists(name: str, node: Call, scope: Scope) -> bool | None:
    """Return whether a variable exists; None if this depends on what the script does before."""
    if scope.local or scope.looping:
        if name in scope.known:
            return True
        return None if name in scope.names else _in_r(name)
    earlier = _before(node, scope)
    for statement in reversed(earlier or ()):
        truth = _left_by(statement, name, scope)
        if truth is not None:
            return None if truth == "unknown" else truth == "defined" or _in_r(name)
    return None if earlier is None else _in_r(name)


def _left_by(statement: Part, name: str, scope: Scope) -> str | None:
    """Return whether a variable is "defined", "removed" or "unknown" after a statement.

    The result is None if the statement does not concern the variable.
    """
    if isinstance(statement, Call) and called(statement) == "rm":
        parts = [a.value for a in statement.arguments]
        if [a.name for a in statement.arguments] == ["list"] and called(parts[0]) == "ls":
            return "removed"
        names = [p.text for p in parts if isinstance(p, Name | String)]
        if len(names) == len(parts) and all(a.name is None for a in statement.arguments):
            return "removed" if name in names else None
    if isinstance(statement, Assign) and root(statement.target) == name:
        return "defined"
    if isinstance(statement, Call) and called(statement) == "load" and statement.arguments:
        file = statement.arguments[0].value
        stored = None if file is None else scope.saved_variables.get(write(file))
        if stored is not None:
            return "defined" if name in stored else None
    defines = any(called(c) in _DEFINING for c in below(statement))
    return "unknown" if defines or name in assigned_in(statement) else None


def _before(node: Call, scope: Scope) -> tuple[Part, ...] | None:
    """Return the statements of the script before the one that contains a call."""
    for at, statement in enumerate(scope.script):
        if any(part is node for part in below(statement)):
            return scope.script[:at]
    return None


def _in_r(name: str) -> bool:
    """Return whether R or one of its packages defines a name that the script does not define."""
    return name in WORDS or name in SOURCES or name in _OF_BASE
