"""Translate calls of functions that the script itself defines."""

from __future__ import annotations

import ast
from collections.abc import Callable

from pybrms_mix.rscript.call_arguments import parameter
from pybrms_mix.rscript.embracing import embraced_argument, embraced_in
from pybrms_mix.rscript.further_arguments import DOTS, IN_ORDER, free_argument
from pybrms_mix.rscript.kinds import Kind, Value
from pybrms_mix.rscript.python import constant, py
from pybrms_mix.rscript.refusals import NotPorted
from pybrms_mix.rscript.registry import FUNCTIONS, WORDS
from pybrms_mix.rscript.scope import Scope
from pybrms_mix.syntax.nodes import Assign, Call, Function, Name, Part, called


def own_call(
    function: Value, node: Call, scope: Scope, value: Callable[[Part, Scope], Value]
) -> Value:
    """Return the call of a function that the script itself defines.

    Raises
    ------
    NotPorted
        If the function has no such parameter, or fewer parameters than there are arguments.
    """
    positional, named = [], []
    places = _places(function, node)
    skips = _skips_a_parameter(function, node, places)
    for argument in node.arguments:
        if argument.value is None:
            raise NotPorted("an argument is empty", node.span)
        known = function.parameters is None or argument.name in function.parameters
        if argument.name is not None and not known and function.free:
            named += free_argument(argument, scope, value)
            continue
        label = argument.name or (places.pop(0) if places else DOTS)
        held = label in function.embraced
        given = (embraced_argument if held else _given)(argument.value, scope, value)
        if argument.name is None and label != DOTS and (skips or label.startswith(IN_ORDER)):
            named.append(ast.keyword(scope.names[label], given))
            continue
        if argument.name is None:
            positional.append(given)
            continue
        if not known:
            raise NotPorted(f"{called(node)}() has no parameter {argument.name!r}", argument.span)
        if argument.name not in scope.names:
            raise NotPorted(f"{argument.name!r} names no parameter here", argument.span)
        named.append(ast.keyword(scope.names[argument.name], given))
    free = set(function.parameters or ()) - {*function.by_name, *(a.name for a in node.arguments)}
    if function.parameters is not None and len(positional) > len(free) and not function.places:
        raise NotPorted(f"{called(node)}() has fewer parameters", node.span)
    return Value(ast.Call(function.node, positional, named), function.result)


def defined_later(name: str, scope: Scope) -> Value | None:
    """Return a function that a later statement of the script defines; None for other names.

    A function of the script may call it, because R looks for it when the call is made.
    """
    for each in scope.script:
        match each:
            case Assign(Name(text), Function() as found) if text == name:
                own = tuple(n for p in found.parameters if (n := parameter(p)) != "...")
                return Value(ast.Name(scope.names[name]), Kind.FUNCTION, parameters=own,
                             free=True, embraced=embraced_in(found))  # fmt: skip
    return None


def _places(function: Value, node: Call) -> list[str]:
    """Return the parameters that take the arguments without a name, in order."""
    taken = {*function.by_name, *(a.name for a in node.arguments)}
    return [p for p in function.parameters or () if p not in taken]


def _skips_a_parameter(function: Value, node: Call, places: list[str]) -> bool:
    """Return whether an argument without a name is for a parameter after one that has its name.

    Python gives such an argument to the first parameter, R to the first that no name takes.
    """
    count = sum(argument.name is None for argument in node.arguments)
    return tuple(places[:count]) != (function.parameters or ())[: min(count, len(places))]


def _given(part: Part, scope: Scope, value: Callable[[Part, Scope], Value]) -> ast.expr:
    """Return an argument; the name of a function of R stands for the function.

    Inside a verb, R looks for a column of this name first.
    """
    if not isinstance(part, Name) or part.text not in WORDS or part.text in scope.names:
        return value(part, scope).node
    mask = scope.mask
    if mask is None or part.text in mask.hidden:
        return FUNCTIONS[0](part, scope)
    if mask.columns is not None:
        known = part.text in mask.columns
        return value(part, scope).node if known else FUNCTIONS[0](part, scope)
    return py(
        "x if name in frame else f", x=value(part, scope).node, name=constant(part.text),
        frame=mask.frame, f=FUNCTIONS[0](part, scope),
    )  # fmt: skip
