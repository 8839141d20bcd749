"""Translate ``tryCatch()``, ``switch()`` and ``get()``."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from pybrms_mix.rscript.expressing import methods
from pybrms_mix.rscript.expressing.alternatives import alternatives
from pybrms_mix.rscript.expressing.closures import alone, closure, lifted, single
from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.literals import flagged
from pybrms_mix.rscript.facts.registry import WORDS, word
from pybrms_mix.rscript.facts.result_classes import result_classes
from pybrms_mix.rscript.facts.scope import Mask, Scope
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.python import call, constant, function, item, listed, py, record
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.vocabulary.basics.function_values import OPERATORS, by_text, function_of
from pybrms_mix.rscript.vocabulary.basics.vector_calls import leading, needed
from pybrms_mix.syntax.nodes import Argument, Call, Function, Name, Node, Part, String, called


@word("tryCatch", "try")
def try_catch(node: Call, scope: Scope) -> Value:
    """Translate ``tryCatch(expression, error = function(e) ...)``."""
    arguments = matched(node.arguments, "expr, error, warning, silent, ...")
    if arguments.rest:
        raise NotPorted("only errors and warnings can be caught here", node.span)
    part = Function((), needed(arguments.get("expr"), node), node.span)
    inner = closure(part, scope, value)
    handler = arguments.get("error")
    warned = arguments.get("warning")
    if warned is not None:
        catch = None if handler is None else function_of(handler, scope)
        attempt = py("r.attempt(f, catch, warned=w)", f=inner.node, catch=catch,
                     w=function_of(warned, scope))  # fmt: skip
        return Value(attempt)
    if called(node) == "tryCatch" and handler is None:
        return value(alone(part.body), scope)
    more = [] if handler is None else [function_of(handler, scope)]
    return Value(call("r.attempt", inner.node, *more))


@word("invokeRestart")
def invoke_restart(node: Call, scope: Scope) -> Value:
    """Translate ``invokeRestart("muffleWarning")``, by which a handler hides a warning."""
    del scope
    restart = node.arguments[0].value if len(node.arguments) == 1 else None
    if not isinstance(restart, String) or restart.text not in ("muffleWarning", "muffleMessage"):
        raise NotPorted("invokeRestart() hides warnings and messages here", node.span)
    return Value(call("r.muffle", constant(restart.text)), Kind.NONE)


@word("conditionMessage")
def condition_message(node: Call, scope: Scope) -> Value:
    """Translate ``conditionMessage(e)``, the message of an error."""
    return Value(call("str", value(leading(node)[0], scope).node), Kind.TEXT)


@word("switch")
def switch(node: Call, scope: Scope) -> Value:
    """Translate ``switch(x, a = 1, b = 2, 3)``, which selects a value by name."""
    x, rest = value(leading(node)[0], scope), node.arguments[1:]
    if not any(a.name for a in rest):
        return _by_place(x, rest, node, scope)
    # Python's comparison is R's for one string alone: a value of another kind may be a vector of
    # one element, or a number, which selects by its place.
    if x.kind is not Kind.TEXT or not isinstance(x.node, ast.Name | ast.Constant):
        return _switched(x, rest, node, scope)
    choice: ast.expr = constant(None)
    labels, cases = _cases(rest, node)
    values = alternatives(cases, scope, value)
    kinds = {v.kind for v in values}
    for label, case_value in zip(reversed(labels), reversed(values), strict=True):
        if label is None:
            choice = case_value.node
            continue
        test = ast.Compare(x.node, [ast.Eq()], [constant(label)])
        choice = ast.IfExp(test, case_value.node, choice)
    return Value(choice, kinds.pop() if len(kinds) == 1 else Kind.UNKNOWN)


def _cases(rest: Sequence[Argument], node: Call) -> tuple[list[str | None], list[Part]]:
    """Return the names and the values of cases; an empty case has the value of the next one."""
    labels: list[str | None] = []
    values: list[Part] = []
    following: Part | None = None
    for argument in reversed(rest):
        following = argument.value if argument.value is not None else following
        if following is None:
            raise NotPorted("an argument is empty", node.span)
        labels.insert(0, argument.name)
        values.insert(0, following)
    return labels, values


def _switched(x: Value, rest: tuple[Argument, ...], node: Call, scope: Scope) -> Value:
    """Translate ``switch()`` whose first argument is an expression, which is computed once."""
    labels, parts = _cases(rest, node)
    functions = [function([], v.node) for v in alternatives(parts, scope, value)]
    pairs = list(zip(labels, functions, strict=True))
    cases = {n: f for n, f in pairs if n is not None}
    if not cases:
        return _by_place(x, rest, node, scope)
    otherwise = [f for n, f in pairs if n is None]
    return Value(call("r.switched", x.node, record(cases), *otherwise[:1]))


def _by_place(x: Value, rest: tuple[Argument, ...], node: Call, scope: Scope) -> Value:
    """Translate ``switch(k, "one", "two")``, which selects a value by its number."""
    cases = alternatives([needed(a.value, node) for a in rest], scope, value)
    return Value(call("r.switched_at", x.node, listed([function([], v.node) for v in cases])))


@word("match.fun")
def named_function(node: Call, scope: Scope) -> Value:
    """Translate ``match.fun("mean")``, the function with a name, and ``match.fun(f)``."""
    part = needed(matched(node.arguments, "FUN, descend").get("FUN"), node)
    if (function_node := by_text(part, scope)) is not None:
        return Value(function_node, Kind.FUNCTION, free=True, places=True)
    if isinstance(part, Name) and part.text in scope.known:
        return scope.known[part.text]
    count = 2 if getattr(part, "text", "") in OPERATORS else 1
    return Value(function_of(part, scope, count=count), Kind.FUNCTION)


@word("get")
def get(node: Call, scope: Scope) -> Value:
    """Translate ``get("x")`` and ``get(paste0("x_", k))``, which look up an earlier variable."""
    part = needed(node.arguments[0].value if node.arguments else None, node)
    if scope.mask is not None and not scope.mask.attached:
        return _column(part, scope.mask, scope)
    if isinstance(part, String):
        if part.text not in scope.known and part.text in WORDS:
            return Value(function_of(part, scope), Kind.FUNCTION)
        if part.text not in scope.known:
            raise NotPorted(f"the script does not define '{part.text}'", node.span)
        return scope.known[part.text]
    start = _beginning(part)
    candidates = {
        n: v for n, v in scope.known.items() if n.startswith(start) and len(n) > len(start)
    }
    if not start or not candidates:
        raise NotPorted("the variables among which get() searches are unknown", node.span)
    kinds = {v.kind for v in candidates.values()}
    variables = record({n: v.node for n, v in candidates.items()})
    element_node = item(variables, value(part, scope).node)
    return Value(element_node, kinds.pop() if len(kinds) == 1 else Kind.UNKNOWN)


def _column(part: Node, mask: Mask, scope: Scope) -> Value:
    """Translate ``get(name)`` where names stand for columns; a variable may have a given name."""
    name = value(part, scope)
    column = Value(item(mask.frame, name.node), mask.kind)
    if not isinstance(part, String) or part.text in (mask.columns or ()):
        return column
    variable = scope.known.get(part.text)
    if variable is None and part.text in WORDS:
        variable = Value(function_of(part, scope), Kind.FUNCTION)
    if variable is None:
        return column
    if mask.columns is not None:
        return variable
    return Value(py("f[n] if n in f else v", f=mask.frame, n=name.node, v=variable.node))


def _beginning(part: Node) -> str:
    """Return the constant prefix of a name that is pasted together."""
    if isinstance(part, Call) and called(part) == "paste0" and part.arguments:
        first = part.arguments[0].value
        return first.text if isinstance(first, String) else ""
    return ""


@word("inherits")
def inherits(node: Call, scope: Scope) -> Value:
    """Translate ``inherits(x, "try-error")`` and other tests of a class."""
    arguments = matched(node.arguments, "x, what, which")
    parts = [needed(arguments.get(n), node) for n in ("x", "what")]
    if flagged(arguments.get("which")):
        return Value(call("r.class_places", *(value(p, scope).node for p in parts)), Kind.VECTOR)
    classes = result_classes(parts[0], scope)
    if classes is not None and isinstance(parts[1], String):
        return Value(constant(parts[1].text in classes), Kind.FLAG)
    return Value(call("r.inherits", *(value(p, scope).node for p in parts)), Kind.FLAG)


@word("missing")
def missing(node: Call, scope: Scope) -> Value:
    """Translate ``missing(x)`` for a parameter that has no default."""
    part = needed(node.arguments[0].value if node.arguments else None, node)
    if not isinstance(part, Name) or part.text not in scope.tested_for_missing:
        raise NotPorted("missing() needs a parameter of the function", node.span)
    if (flag := scope.tested_for_missing[part.text]) is not None:
        return Value(flag, Kind.FLAG)
    return Value(py("x is None", x=value(part, scope).node), Kind.FLAG)


@word("match.arg")
def match_arg(node: Call, scope: Scope) -> Value:
    """Translate ``match.arg(x)``: one of the choices that the default of the parameter lists."""
    arguments = matched(node.arguments, "arg, choices")
    part = needed(arguments.get("arg"), node)
    choices = arguments.get("choices") or scope.choices.get(getattr(part, "text", ""))
    if choices is None:
        raise NotPorted("match.arg() needs the choices", node.span)
    call_node = call("r.match_arg", value(part, scope).node, value(choices, scope).node)
    return Value(call_node, Kind.TEXT)


@word("UseMethod")
def use_method(node: Call, scope: Scope) -> Value:
    """Translate ``UseMethod("area")``, which chooses a method of the script by a class."""
    return methods.use_method(node, scope, value)


@word("local")
def local(node: Call, scope: Scope) -> Value:
    """Translate ``local({...})``: a function without parameters that is called at once."""
    arguments = matched(node.arguments, "expr, envir")
    body = arguments.get("expr")
    if body is None or arguments.get("envir") is not None:
        raise NotPorted("local() takes one expression here", node.span)
    if single(body) is not None:
        return value(alone(body), scope)
    body_function = lifted(Function((), body, node.span), scope)
    return Value(ast.Call(body_function.node, [], []), body_function.result)
