"""Translate functions passed as arguments: by name, as a definition, or as a formula."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from pybrms_mix.rscript.call_arguments import parameter
from pybrms_mix.rscript.expressions import alone, value
from pybrms_mix.rscript.kinds import Kind, Value
from pybrms_mix.rscript.names import is_plain
from pybrms_mix.rscript.python import call, function
from pybrms_mix.rscript.refusals import NotPorted
from pybrms_mix.rscript.scope import Scope
from pybrms_mix.syntax.nodes import (
    Argument,
    Call,
    Function,
    Infix,
    Name,
    Number,
    Part,
    String,
    Tilde,
    called,
)

_OPERATORS = frozenset(
    {"+", "-", "*", "/", "^", "==", "!=", "<", ">", "<=", ">=", "&", "|", "%in%"}
)
# The number of arguments with which callers call a function that is passed by its name.
_PLACES = ("x", "y", "z")


def function_of(
    part: Part,
    scope: Scope,
    count: int = 1,
    rest: Sequence[Argument] = (),
    kind: Kind = Kind.UNKNOWN,
    *,
    purrr: bool = False,
) -> ast.expr:
    """Return a function of ``count`` arguments; ``rest`` are further arguments of each call.

    With ``purrr``, a string or a number stands for a function that extracts the element with this
    name or at this position.
    """
    if isinstance(part, Function):
        return _written_out(part, scope, count, rest, kind)
    if isinstance(part, Tilde):
        return _formula(part, scope, count)
    if isinstance(part, Infix) and part.op == "::":
        return function_of(part.right, scope, count, rest, kind)
    if isinstance(part, Call) and called(part) == "match.fun":
        return function_of(part.arguments[0].value, scope, count, rest, kind)  # type: ignore[arg-type]
    if purrr and isinstance(part, String | Number):
        (name,) = _free(scope, 1)
        at = value(part, scope).node
        return function([name], call("r.element", ast.Name(name), at))
    if not isinstance(part, Name | String):
        raise NotPorted(
            "a function is given by its name, or written out", getattr(part, "span", None)
        )
    own = scope.known.get(part.text)
    if own is not None and own.kind in (Kind.FUNCTION, Kind.UNKNOWN) and not rest:
        return own.node
    names = _free(scope, count)
    inner = scope.within(None).function({n: Value(ast.Name(n), kind) for n in names})
    for n in names:
        inner.names.setdefault(n, n)
    given = tuple(Argument(None, Name(n)) for n in names)
    if part.text in _OPERATORS:
        made = value(Infix(Name(names[0]), part.text, Name(names[1]), part.span), inner)
    else:
        made = value(Call(Name(part.text), (*given, *rest), part.span), inner)
    match made.node:
        case ast.Call(ast.Attribute(ast.Name("r")) as whole, arguments, []) if [
            getattr(a, "id", "") for a in arguments
        ] == names:
            return whole
    return function(names, made.node)


def _free(scope: Scope, count: int) -> list[str]:
    taken = set(scope.names.values())
    return [n if n not in taken else f"{n}_" for n in _PLACES[:count]]


def _written_out(
    part: Function, scope: Scope, count: int, rest: Sequence[Argument], kind: Kind
) -> ast.expr:
    names = [parameter(p) for p in part.parameters]
    if "..." in names or any(not is_plain(scope.names.get(n, "")) for n in names):
        raise NotPorted("'...' has no Python here", part.span)
    defaults = [p.value for p in part.parameters[count:] if p.name is not None]
    if rest or len(names) != count or any(d is None for d in defaults):
        raise NotPorted(f"the function takes {count} argument(s) here", part.span)
    known = {n: Value(ast.Name(scope.names[n]), kind) for n in names}
    body = value(alone(part.body), scope.within(None).function(known))
    return function([scope.names[n] for n in names], body.node)


def _formula(part: Tilde, scope: Scope, count: int) -> ast.expr:
    """Translate a formula such as ``~ .x + 1`` into a function."""
    if part.left is not None:
        raise NotPorted("a formula with one side is a function here", part.span)
    names = _free(scope, count)
    spelt = {".x": names[0], ".": names[0], "..1": names[0]}
    if count > 1:
        spelt |= {".y": names[1], "..2": names[1]}
    known = {old: Value(ast.Name(new)) for old, new in spelt.items()}
    inner = scope.within(None).function(known)
    body = value(part.right, inner)
    return function(names, body.node)
