"""Translate ``tryCatch()``, ``switch()``, ``exists()`` and ``get()``."""

from __future__ import annotations

import ast

from pybrms_mix.rscript.call_arguments import matched
from pybrms_mix.rscript.expressions import alone, value
from pybrms_mix.rscript.kinds import Kind, Value
from pybrms_mix.rscript.python import call, constant, function, item, py, record
from pybrms_mix.rscript.refusals import NotPorted
from pybrms_mix.rscript.registry import word
from pybrms_mix.rscript.scope import Scope
from pybrms_mix.rscript.vocabulary.function_values import function_of
from pybrms_mix.rscript.vocabulary.vector_calls import needed
from pybrms_mix.syntax.nodes import Argument, Call, Node, String, called


@word("tryCatch", "try")
def try_catch(node: Call, scope: Scope) -> Value:
    """Translate ``tryCatch(expression, error = function(e) ...)``."""
    found = matched(node.arguments, "expr, error, warning, silent, ...")
    if found.rest:
        raise NotPorted("only errors and warnings are caught here", node.span)
    inner = value(alone(needed(found.get("expr"), node)), scope.function({}))
    handler = found.get("error")
    warned = found.get("warning")
    if warned is not None:
        catch = None if handler is None else function_of(handler, scope)
        made = py("r.attempt(f, catch, warned=w)", f=function([], inner.node), catch=catch,
                  w=function_of(warned, scope))  # fmt: skip
        return Value(made)
    if called(node) == "tryCatch" and handler is None:
        return inner
    other = constant(None) if handler is None else function_of(handler, scope)
    more = [] if handler is None else [other]
    return Value(call("r.attempt", function([], inner.node), *more), inner.kind if not more else
                 Kind.UNKNOWN)  # fmt: skip


@word("conditionMessage")
def condition_message(node: Call, scope: Scope) -> Value:
    """Translate ``conditionMessage(e)``, the message of an error."""
    return Value(call("str", value(needed(node.arguments[0].value, node), scope).node), Kind.TEXT)


@word("switch")
def switch(node: Call, scope: Scope) -> Value:
    """Translate ``switch(x, a = 1, b = 2, 3)``, which selects a value by name."""
    first, *rest = node.arguments
    x = value(needed(first.value, node), scope)
    if not isinstance(x.node, ast.Name | ast.Constant):
        raise NotPorted("give a name to what switch() looks at", node.span)
    if x.kind is Kind.NUMBER or not any(a.name for a in rest):
        raise NotPorted("switch() chooses by text here", node.span)
    made: ast.expr = constant(None)
    kinds = set()
    following: Argument | None = None
    for argument in reversed(rest):
        following = argument if argument.value is not None else following
        if following is None or following.value is None:
            raise NotPorted("an argument is empty", node.span)
        chosen = value(following.value, scope)
        kinds.add(chosen.kind)
        if argument.name is None:
            made = chosen.node
            continue
        test = ast.Compare(x.node, [ast.Eq()], [constant(argument.name)])
        made = ast.IfExp(test, chosen.node, made)
    return Value(made, kinds.pop() if len(kinds) == 1 else Kind.UNKNOWN)


@word("exists")
def exists(node: Call, scope: Scope) -> Value:
    """Translate ``exists("x")``: whether an earlier line of the script defines the variable."""
    name = node.arguments[0].value if node.arguments else None
    if not isinstance(name, String):
        raise NotPorted("exists() takes the name of a variable as text here", node.span)
    if name.text in scope.known:
        return Value(constant(True), Kind.FLAG)
    if name.text in scope.names:
        raise NotPorted(f"it is not known whether '{name.text}' exists here", node.span)
    return Value(constant(False), Kind.FLAG)


@word("get")
def get(node: Call, scope: Scope) -> Value:
    """Translate ``get("x")`` and ``get(paste0("x_", k))``, which look up an earlier variable."""
    part = needed(node.arguments[0].value if node.arguments else None, node)
    if isinstance(part, String):
        if part.text not in scope.known:
            raise NotPorted(f"the script does not define '{part.text}'", node.span)
        return scope.known[part.text]
    start = _beginning(part)
    known = {n: v for n, v in scope.known.items() if n.startswith(start) and len(n) > len(start)}
    if not start or not known:
        raise NotPorted("it is not known which variables get() may look up", node.span)
    kinds = {v.kind for v in known.values()}
    held = record({n: v.node for n, v in known.items()})
    made = item(held, value(part, scope).node)
    return Value(made, kinds.pop() if len(kinds) == 1 else Kind.UNKNOWN)


def _beginning(part: Node) -> str:
    """Return the constant prefix of a name that is pasted together."""
    if isinstance(part, Call) and called(part) == "paste0" and part.arguments:
        first = part.arguments[0].value
        return first.text if isinstance(first, String) else ""
    return ""
