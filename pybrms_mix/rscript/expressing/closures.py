"""Translate functions without a name: into a lambda, or into a definition before the statement."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping

from pybrms_mix.rscript.expressing.value_blocks import needs_statements
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.call_arguments import parameter
from pybrms_mix.rscript.trees.python import function
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.trees.walking import below, only_called
from pybrms_mix.syntax.nodes import Argument, Block, Call, Function, Name, Part

Translate = Callable[[Part, Scope], Value]


def single(body: Part) -> Part | None:
    """Return the expression that a function's body consists of; None if it has statements."""
    while True:
        match body:
            case Block((only,)) | Call(Name("return"), (Argument(None, only),)) if only is not None:
                body = only
            case _:
                return None if needs_statements(body) else body


def alone(body: Part) -> Part:
    """Return the expression that a body consists of.

    Raises
    ------
    NotPorted
        If the body has several statements.
    """
    expression = single(body)
    if expression is None:
        raise NotPorted("write a named function: the body has more than one expression", body.span)
    return expression


def closure(
    node: Function, scope: Scope, value: Translate, kinds: Mapping[str, Kind] | None = None
) -> Value:
    """Return a function without a name.

    It is a lambda if its body is a single expression and no parameter has a default. Any other
    function is defined before the statement, and the value is its name.
    """
    names = [parameter(p) for p in node.parameters]
    body = single(node.body)
    if body is not None and not any(p.name or n == "..." for p, n in zip(
            node.parameters, names, strict=True)):  # fmt: skip
        kinds = {**(kinds or {}), **dict.fromkeys(only_called(body, names), Kind.FUNCTION)}
        inner = scope.inline(
            {n: Value(ast.Name(scope.names[n]), kinds.get(n, Kind.UNKNOWN)) for n in names}
        )
        result = value(body, inner)
        if not inner.before:
            spelt = function([scope.names[n] for n in names], result.node)
            return Value(spelt, Kind.FUNCTION, result=result.kind, parameters=tuple(names))
    return lifted(node, scope, kinds)


def lifted(node: Function, scope: Scope, kinds: Mapping[str, Kind] | None = None) -> Value:
    """Return a function by its name, and define it before the current statement.

    Raises
    ------
    NotPorted
        If no definition can stand there, or if the body reads columns of the data around it.
    """
    if scope.before is None or scope.definer is None:
        raise NotPorted("write a named function: the body has more than one expression", node.span)
    _refuse_columns(node, scope)
    for statement in scope.before:
        if getattr(statement, "place", None) == node.span and isinstance(
            statement, ast.FunctionDef
        ):
            of = tuple(parameter(p) for p in node.parameters)
            return Value(ast.Name(statement.name), Kind.FUNCTION, parameters=of)
    name = scope.fresh("each")
    scope.lifts.add(name)
    statement, function_value = scope.definer(name, node, scope.within(None), kinds)
    statement.place = node.span  # type: ignore[attr-defined]
    scope.before.append(statement)
    return function_value


def _refuse_columns(node: Function, scope: Scope) -> None:
    """Refuse a definition that would use columns of the data frame around its statement."""
    if scope.mask is None or scope.mask.columns is None:
        return
    parameters = {parameter(p) for p in node.parameters} | scope.mask.hidden
    for part in below(node.body):
        if (
            isinstance(part, Name)
            and part.text in scope.mask.columns
            and part.text not in parameters
        ):
            raise NotPorted(
                f"this function has several statements and reads the column '{part.text}'",
                part.span,
            )
