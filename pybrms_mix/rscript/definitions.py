"""Translate R functions into definitions of Python functions."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from pybrms_mix.rscript.call_arguments import parameter as parameter_of
from pybrms_mix.rscript.expressions import value
from pybrms_mix.rscript.further_arguments import DOTS, Dots, with_dots
from pybrms_mix.rscript.kinds import SCALARS, Kind, Value
from pybrms_mix.rscript.python import constant
from pybrms_mix.rscript.refusals import NotPorted
from pybrms_mix.rscript.remarks import Remark
from pybrms_mix.rscript.scope import Scope, Within
from pybrms_mix.rscript.targets import copied, filled_in
from pybrms_mix.rscript.variables import assigned_in
from pybrms_mix.rscript.walking import below
from pybrms_mix.syntax.nodes import Argument, Assign, Call, Function, Name, Part, called, parts


def definition(
    name: str,
    node: Function,
    scope: Scope,
    within: Within,
    kinds: Mapping[str, Kind] | None = None,
) -> tuple[ast.stmt, Value]:
    """Return the definition of a Python function, and the record of this function.

    A default that uses a variable which changes later is computed at each call. ``kinds`` holds the
    kinds of parameters that the callers of the function are known to pass.
    """
    dots = with_dots(node, scope)
    own = [p for p in node.parameters if parameter_of(p) != DOTS]
    names = [parameter_of(p) for p in own]
    known = {n: Value(ast.Name(scope.names[n]), (kinds or {}).get(n, Kind.UNKNOWN)) for n in names}
    inner = scope.function({**known, **dots.known})
    inner.dots = dots if dots.given else None
    inner.known["Recall"] = Value(ast.Name(name), Kind.FUNCTION, parameters=tuple(names))
    inner.tested_for_missing = frozenset(
        parameter_of(p) for p in own if p.name is None and parameter_of(p) in _asked_missing(node)
    )
    inner.choices = {p.name: p.value for p in own if p.name is not None and p.value is not None}
    defaults, late = _defaults(node, own, scope, inner)
    # R functions modify copies of their arguments.
    filled = sorted(filled_in(node.body) & set(names))
    copies: list[ast.stmt] = [
        ast.Assign([ast.Name(scope.names[n])], copied(inner.known[n])) for n in filled
    ]
    _refuse_outer(node, names, scope)
    body = [*late, *copies, *returning(within(node.body, inner), inner)]
    # A value that is not used has no effect. A string as the first statement would be a docstring.
    body = [s for s in body if not (isinstance(s, ast.Expr) and isinstance(s.value, ast.Constant))]
    found = set(inner.returns)
    result = found.pop() if len(found) == 1 else Kind.UNKNOWN
    accepted = (*names, *dots.names)
    free = dots.keyword is not None
    of = Value(ast.Name(name), Kind.FUNCTION, result=result, parameters=accepted, free=free)
    arguments = _arguments([scope.names[n] for n in names], defaults, dots)
    return ast.FunctionDef(name, arguments, body or [ast.Pass()], []), of


def _arguments(names: list[str], defaults: list[ast.expr], dots: Dots) -> ast.arguments:
    more = None if dots.keyword is None else ast.arg(dots.keyword)
    by_name = [ast.arg(n) for n in dots.spelt]
    missing: list[ast.expr | None] = [None for _ in by_name]
    return ast.arguments([], [ast.arg(n) for n in names], None, by_name, missing, more, defaults)


def _defaults(
    node: Function, parameters: list[Argument], scope: Scope, inner: Scope
) -> tuple[list[ast.expr], list[ast.stmt]]:
    """Return the defaults of parameters, and the statements that compute the others per call."""
    names = {parameter_of(p) for p in parameters}
    asked = _asked_missing(node)
    defaults: list[ast.expr] = []
    late: list[ast.stmt] = []
    for parameter in parameters:
        given = parameter_of(parameter)
        if parameter.name is None or parameter.value is None:
            if given in asked:
                defaults.append(constant(None))
            elif defaults:
                raise NotPorted("a parameter without default follows one with", node.span)
            continue
        default = _first_choice(parameter.value, given, node)
        dependent = _reads(default, names) or _reads(default, scope.changed)
        found = value(default, inner if dependent else scope)
        # A value that calls make is made in each call, unless None has a meaning of its own.
        if dependent or (_calls(found.node) and not _asked_null(node, given)):
            target = ast.Name(scope.names[given])
            defaults.append(constant(None))
            test = ast.Compare(target, [ast.Is()], [constant(None)])
            late.append(ast.If(test, [ast.Assign([target], found.node)], []))
        else:
            defaults.append(found.node)
            if found.kind in SCALARS and found.kind is not Kind.NUMBER:
                inner.known[given] = Value(ast.Name(scope.names[given]), found.kind)
    return defaults, late


def _asked_missing(node: Function) -> set[str]:
    """Return the parameters x for which the body calls ``missing(x)``."""
    calls = (p for p in below(node.body) if isinstance(p, Call) and called(p) == "missing")
    return {getattr(c.arguments[0].value, "text", "") for c in calls if c.arguments}


def _calls(node: ast.expr) -> bool:
    return any(isinstance(n, ast.Call) for n in ast.walk(node))


def _asked_null(node: Function, name: str) -> bool:
    """Return whether the body calls ``is.null(x)`` for a parameter x."""
    calls = (p for p in below(node.body) if isinstance(p, Call) and called(p) == "is.null")
    return any(getattr(c.arguments[0].value, "text", "") == name for c in calls if c.arguments)


def _first_choice(default: Part, name: str, node: Function) -> Part:
    """Return the default of a parameter: the first choice if the body calls ``match.arg()``."""
    choices = (p for p in below(node.body) if isinstance(p, Call) and called(p) == "match.arg")
    asked = {getattr(c.arguments[0].value, "text", "") for c in choices if c.arguments}
    if name in asked and isinstance(default, Call) and called(default) == "c":
        first = default.arguments[0].value
        return default if first is None else first
    return default


def _refuse_outer(node: Function, names: list[str], scope: Scope) -> None:
    """Refuse a body that reads an outer variable and then assigns a local one of the same name.

    In Python a name that a function assigns is local from the first line on.
    """
    own = assigned_in(node.body) - set(names)
    for name in own & set(scope.known):
        if _read_first(node.body, name):
            raise NotPorted(
                f"'{name}' is the variable outside at first, and then one of the function",
                node.span,
            )


def _read_first(node: Part, name: str) -> bool:
    """Return whether a body may read a variable before it assigns the variable."""
    for part in _in_order(node):
        match part:
            case Assign(Name(text), _) if text == name:
                return False
            case Name(text) if text == name:
                return True
    return False


def _in_order(node: Part) -> list[Part]:
    """Return the parts of a body in order of evaluation: an assigned value before its variable."""
    match node:
        case Assign(Name(), given):
            return [*_in_order(given), node]
        case Assign(target, given):
            return [*_in_order(given), *_in_order(target)]
    return [node, *(p for part in parts(node) for p in _in_order(part))]


def _reads(node: Part | None, names: set[str]) -> bool:
    if isinstance(node, Name):
        return node.text in names
    return node is not None and any(_reads(p, names) for p in parts(node))


def returning(body: list[ast.stmt], scope: Scope) -> list[ast.stmt]:
    """Return the body of a function with a ``return`` of its last value, as in R."""
    for at in reversed(range(len(body))):
        last = body[at]
        match last:
            case Remark():
                continue
            case ast.Expr(found):
                body[at] = ast.Return(found)
                scope.returns.append(scope.last)
            case ast.Assign([target], _):
                body.insert(at + 1, ast.Return(target))
                scope.returns.append(scope.last)
            case ast.If(_, then, otherwise):
                last.body = returning(then, scope)
                last.orelse = returning(otherwise, scope) if otherwise else []
            case ast.FunctionDef(name):
                body.insert(at + 1, ast.Return(ast.Name(name)))
                scope.returns.append(Kind.FUNCTION)
            case ast.Try(inner, handlers):
                last.body = returning(inner, scope)
                for handler in handlers:
                    handler.body = returning(handler.body, scope)
        break
    return body
