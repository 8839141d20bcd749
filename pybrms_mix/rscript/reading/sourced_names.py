"""The files that a statement reads by ``source()``, and what else it does before and after."""

from __future__ import annotations

from typing import Any

from pybrms_mix.rscript.facts.variables import assigned_in
from pybrms_mix.rscript.reading.literal_texts import LiteralTexts
from pybrms_mix.rscript.trees.walking import below, rebuilt
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
    Parens,
    Part,
    Prefix,
    String,
    called,
)

# Functions that return their argument, and those that call a function for each element.
_AROUND = frozenset({"invisible", "suppressMessages", "suppressWarnings", "local",
                     "suppressPackageStartupMessages"})  # fmt: skip
_EACH = frozenset({"sapply", "lapply", "walk", "map", "purrr::walk", "vapply"})

# The name of a file, or a statement beside source() in the body of a loop.
Step = str | Part


def sourced(node: Part, texts: LiteralTexts) -> tuple[Call, list[Step]] | None:
    """Return the call that sources scripts and what the statement does in turn.

    The list holds the names of the files and, of a loop, the statements beside ``source()`` for
    each element. It is empty where the names are unknown. The result is None for a statement that
    sources nothing.
    """
    node = _inner(node)
    match node:
        case For(variable, values, body):
            call = _source_call(body, texts)
            if call is None:
                return None
            return call, _each(variable, values, body, texts, is_loop=True)
        case Infix(values, "%>%" | "|>", Call(function, arguments)):
            return sourced(Call(function, (Argument(None, values), *arguments), node.span), texts)
        case If(condition, then, None) if _is_guard(condition):
            return sourced(then, texts)
        case Call() if called(node) in ("source", "sys.source"):
            names = texts.of(_first(node))
            return node, list(names) if names is not None and len(names) == 1 else []
        case Call(_, arguments) if called(node) in _EACH and len(arguments) > 1:
            return _applied(node, texts)
    return None


def _applied(node: Call, texts: LiteralTexts) -> tuple[Call, list[Step]] | None:
    """Return the call and the steps of ``sapply(files, source)``; None for other calls."""
    values, function = node.arguments[0].value, node.arguments[1].value
    match function:
        case Name("source"):
            return node, list(texts.of(values) or [])
        case Function((Argument(None, Name() as variable),), body):
            call = _source_call(body, texts)
            return call and (node, _each(variable, values, body, texts, is_loop=False))
    return None


def _source_call(body: Part, texts: LiteralTexts) -> Call | None:
    """Return the first call in a body, statement by statement, that sources scripts."""
    for statement in _statements(body):
        if (call_and_steps := sourced(statement, texts)) is not None:
            return call_and_steps[0]
    return None


def _each(
    variable: Name, values: Part | None, body: Part, texts: LiteralTexts, *, is_loop: bool
) -> list[Step]:
    """Return the files and statements of a body, once for each value of a variable.

    The list is empty if the name of a file is unknown.

    A loop leaves its variable to the script, and a function does not: there the value stands in
    place of the variable. A function that assigns further variables is not followed.
    """
    elements = texts.of(values)
    statements = _statements(body)
    if elements is None or not (is_loop or not assigned_in(body)):
        return []
    steps: list[Step] = []
    for element in elements:
        if is_loop and len(statements) > 1:
            steps.append(Assign(variable, String(element), span=variable.span))
        inside = texts.within(variable.text, element)
        for statement in statements:
            inside.note(statement)
            condition = _next_if(statement)
            leaves = None if condition is None else inside.holds(condition)
            if leaves:
                break
            if leaves is not None:
                continue
            if any(isinstance(part, Jump) for part in below(statement)):
                return []
            call_and_steps = sourced(statement, inside)
            if call_and_steps is None:
                steps.append(statement if is_loop else _with_value(statement, variable, element))
            elif not call_and_steps[1]:
                return []
            else:
                steps += call_and_steps[1]
    return steps


def _next_if(node: Part) -> Part | None:
    """Return the condition under which a statement goes on to the next element."""
    match node:
        case If(condition, Block((Jump("next"),)) | Jump("next"), None):
            return condition
    return None


def _with_value(node: Any, variable: Name, element: str) -> Any:
    """Return a statement with a text in place of a variable."""
    if node == variable:
        return String(element, node.span)
    return rebuilt(node, lambda part: _with_value(part, variable, element))


def _statements(body: Part) -> tuple[Part, ...]:
    return body.statements if isinstance(body, Block) else (body,)


def _is_guard(condition: Part) -> bool:
    """Return whether a condition asks for a file, or whether a name is still unknown."""
    match condition:
        case Prefix("!", inner):
            return called(_inner(inner)) == "exists"
    return called(condition) == "file.exists"


def _inner(node: Part) -> Part:
    """Return a statement without the calls and braces around it."""
    while True:
        match node:
            case Block((single,)) | Parens(single):
                node = single
            case Call(_, (Argument(_, inner),)) if called(node) in _AROUND and inner is not None:
                node = inner
            case _:
                return node


def _first(node: Call) -> Part | None:
    """Return the file of a call of ``source()``."""
    file_parts = [a.value for a in node.arguments if a.name == "file"]
    free = [a.value for a in node.arguments if a.name is None]
    return (file_parts or free or [None])[0]
