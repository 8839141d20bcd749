"""Translate blocks whose value is assigned: ``x <- if (a) {...} else {...}``, ``tryCatch({...})``.

R accepts a block in place of any expression. In Python, the statements of the block precede the use
of its value, and the last expression of each branch is assigned to a variable.
"""

from __future__ import annotations

import ast
from dataclasses import replace

from pybrms_mix.rscript.facts.followed_types import forget
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.registry import FUNCTIONS
from pybrms_mix.rscript.facts.scope import Scope, Within
from pybrms_mix.rscript.trees.call_arguments import matched, parameter
from pybrms_mix.rscript.trees.python import call, constant
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.trees.walking import below
from pybrms_mix.syntax.nodes import (
    Argument,
    Assign,
    Block,
    Call,
    For,
    Function,
    If,
    Infix,
    Jump,
    Name,
    Number,
    Part,
    String,
    While,
    called,
)

_CATCHERS = ("tryCatch", "try")
_TIMED = "system.time"
# The variable of a selector of switch(); no variable of a script has this name.
_SELECTOR = "switch() selector"
_CALLING = "withCallingHandlers"
# Calls that return the value of their argument.
_PASSING = frozenset(
    {"suppressWarnings", "suppressMessages", "invisible", "identity", "withVisible"}
    | {"suppressPackageStartupMessages", "capture_warnings", "quietly"}
)


def needs_statements(node: Part) -> bool:
    """Return whether an expression can only be written as statements in Python."""
    match node:
        case Block((only,)):
            return needs_statements(only)
        case Block() | Assign() | Jump() | For() | While() | Call(Name("return"), _):
            return True
        case If(_, then, otherwise):
            return needs_statements(then) or (otherwise is not None and needs_statements(otherwise))
        case Call(_, (_, *_)) if called(node) in (_TIMED, _CALLING):
            return True
        case Call() if called(node) == "switch":
            return any(a.value is not None and needs_statements(a.value) for a in node.arguments)
        case Call() if called(node) in _CATCHERS:
            arguments = matched(node.arguments, "expr, error, warning, finally, ...")
            inner = arguments.get("expr")
            return arguments.get("finally") is not None or (
                inner is not None and needs_statements(inner)
            )
        case Call(_, (Argument(None, inner),)) if called(node) in _PASSING and inner is not None:
            return needs_statements(inner)
    return False


def blocks(node: Part) -> bool:
    """Return whether the value of a statement can only be computed by further statements."""
    match node:
        case Call(Name("return"), _):
            return False
    return needs_statements(node)


def statements_of(node: Assign | Call, scope: Scope, within: Within) -> list[ast.stmt]:
    """Translate a statement whose value is a block, with the last value assigned."""
    target = node if isinstance(node, Assign) else None
    block = node.value if isinstance(node, Assign) else node
    if isinstance(block, Call) and called(block) in _CATCHERS:
        return _caught(block, target, scope, within)
    if isinstance(block, Call) and called(block) == _CALLING:
        return _handled(block, target, scope, within)
    if isinstance(block, Call) and called(block) == _TIMED:
        return _timed(block, target, scope, within)
    if isinstance(block, Call) and called(block) == "switch":
        return within(_valued(_branches(block, scope), target), scope)
    if isinstance(block, Call):
        inner = block.arguments[0].value
        assert inner is not None
        return within(_valued(inner, target), scope)
    return within(_valued(block, target), scope)


def _handled(node: Call, target: Assign | None, scope: Scope, within: Within) -> list[ast.stmt]:
    """Translate ``withCallingHandlers({...}, warning = f)``: a block whose warnings f receives."""
    arguments = matched(node.arguments, "expr, warning, message, ...")
    inner = arguments.get("expr")
    if arguments.rest or inner is None:
        raise NotPorted("handlers of warnings and messages can be called here", node.span)
    handlers = {n: FUNCTIONS[0](p, scope) for n, p in arguments.named.items() if n != "expr"}
    before = scope.before or []
    if scope.before is not None:
        scope.before = []
    body = within(_valued(inner, target), scope)
    context = call("r.calling_handlers", **handlers)
    return [*before, ast.With([ast.withitem(context)], body or [ast.Pass()])]


def _timed(node: Call, target: Assign | None, scope: Scope, within: Within) -> list[ast.stmt]:
    """Translate ``t <- system.time(expr)``: the expression, and the time that it takes."""
    inner = node.arguments[0].value
    assert inner is not None
    if target is None:
        scope.notes.append("without system.time(): the time is not printed")
        return within(inner, scope)
    if not isinstance(target.target, Name):
        raise NotPorted("give the value of system.time() a name", node.span)
    text = target.target.text
    name = scope.names[text]
    start = ast.Assign([ast.Name(name)], call("r.now"))
    statements = within(inner, scope)
    scope.known[text] = Value(ast.Name(name), Kind.NAMED)
    finish = ast.Assign([ast.Name(name)], call("r.time_since", ast.Name(name)))
    return [start, *statements, finish]


def _branches(node: Call, scope: Scope) -> Part:
    """Return ``switch(x, a = {...}, {...})`` as ``if`` statements.

    A selector that is no variable is computed once, before them.
    """
    first, *cases = node.arguments
    selector = first.value
    if selector is None:
        raise NotPorted("an argument is empty", node.span)
    if not isinstance(selector, Name):
        scope.names.setdefault(_SELECTOR, scope.fresh("selector"))
        selected = Name(_SELECTOR, node.span)
        branches = _branches(replace(node, arguments=(Argument(None, selected), *cases)), scope)
        return Block((Assign(selected, selector, span=node.span), branches), node.span)
    by_name = any(c.name for c in cases)
    chain: Part | None = None
    following: Part | None = None
    for number, case in reversed(list(enumerate(cases, start=1))):
        following = case.value or following
        if following is None:
            raise NotPorted("an argument is empty", node.span)
        if by_name and case.name is None:
            chain = following
            continue
        label = String(case.name or "") if by_name else Number(str(number))
        chain = If(Infix(selector, "==", label), following, chain, node.span)
    assert chain is not None
    return chain


def _valued(node: Part, target: Assign | None) -> Part:
    """Return statements in which the last value is assigned to the target of an assignment."""
    if target is None:
        return node
    match node:
        case Block(()):
            return replace(target, value=Name("NULL", node.span))
        case Block((*first, last)):
            return Block((*first, _valued(last, target)), node.span)
        case If(condition, then, otherwise):
            else_part = Name("NULL", node.span) if otherwise is None else otherwise
            return If(condition, _valued(then, target), _valued(else_part, target), node.span)
        case For() | While():
            return Block((node, replace(target, value=Name("NULL", node.span))), node.span)
        case Assign():
            again = replace(target, value=node.target, span=node.span)
            return Block((node, again), node.span)
        case Jump() | Call(Name("return"), _):
            return node
    return replace(target, value=node, span=node.span)


def _caught(node: Call, target: Assign | None, scope: Scope, within: Within) -> list[ast.stmt]:
    """Return the ``try`` statement for ``tryCatch({...}, error = function(e) ...)``."""
    arguments = matched(node.arguments, "expr, error, warning, finally, silent, ...")
    inner = arguments.get("expr")
    if arguments.rest or inner is None:
        raise NotPorted("only errors and warnings can be caught here", node.span)
    body = within(_valued(inner, target), scope)
    forget(inner, scope)  # an error may stop the block at each of its statements
    handlers = []
    if (warned := arguments.get("warning")) is not None:
        body = [ast.With([ast.withitem(call("r.warnings_as_errors"))], body or [ast.Pass()])]
        handlers.append(_handler("Warning", warned, target, scope, within))
    if (error := arguments.get("error")) is not None:
        handlers.append(_handler("Exception", error, target, scope, within))
    elif called(node) == "try":
        handlers.append(_failed(target, scope, within))
    final = arguments.get("finally")
    ending = [] if final is None else within(final, scope)
    if not handlers and not ending:
        return body
    return [ast.Try(body or [ast.Pass()], handlers, [], ending)]


def _handler(
    kind: str, part: Part, target: Assign | None, scope: Scope, within: Within
) -> ast.ExceptHandler:
    """Return the ``except`` clause of a handler of R."""
    caught = scope.fresh("error" if kind == "Exception" else "warning")
    inline = isinstance(part, Function) and len(part.parameters) == 1 and not any(
        isinstance(p, Assign) or (isinstance(p, Call) and called(p) == "return")
        for p in below(part.body))  # fmt: skip
    if isinstance(part, Function) and inline:
        name = parameter(part.parameters[0])
        before = scope.known.get(name)
        scope.known[name] = Value(ast.Name(caught))
        statements = within(_valued(part.body, target), scope)
        scope.known.pop(name)
        if before is not None:
            scope.known[name] = before
    else:
        scope.known[caught] = Value(ast.Name(caught))
        handled = Call(part, (Argument(None, Name(caught, part.span)),), part.span)  # type: ignore[arg-type]
        statements = within(_valued(handled, target), scope)
        scope.known.pop(caught)
    statements = [
        s for s in statements if not (isinstance(s, ast.Expr) and isinstance(s.value, ast.Constant))
    ]
    return ast.ExceptHandler(ast.Name(kind), caught, statements or [ast.Pass()])


def _failed(target: Assign | None, scope: Scope, within: Within) -> ast.ExceptHandler:
    """Return the ``except`` clause for ``try()``, whose value is the error."""
    caught = scope.fresh("error")
    if target is None:
        printing = call("print", constant("Error:"), ast.Name(caught))
        return ast.ExceptHandler(ast.Name("Exception"), caught, [ast.Expr(printing)])
    scope.known[caught] = Value(call("r.failure", ast.Name(caught)))
    statements = within(replace(target, value=Name(caught, target.span)), scope)
    scope.known.pop(caught)
    return ast.ExceptHandler(ast.Name("Exception"), caught, statements)
