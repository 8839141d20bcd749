"""Give names to further arguments that a function of a script passes to a function of brms.

``fit <- function(...) brm(..., chains = 2)`` may be called as ``fit(y ~ x, d)``. The names of the
arguments of ``brm()`` tell what the places mean: ``fit(formula = y ~ x, data = d)``.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

from pybrms_mix.rscript.facts.signatures import SIGNATURES
from pybrms_mix.rscript.trees.call_arguments import parameter
from pybrms_mix.rscript.trees.walking import below, rebuilt
from pybrms_mix.syntax.nodes import Argument, Assign, Call, Function, Name, Part, called

_DOTS = "..."


def with_names(statements: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return the statements with names for further arguments of functions of brms."""
    wrappers = {}
    for part in (p for s in statements for p in below(s)):
        match part:
            case Assign(Name(text), Function() as function):
                if (signature := _taken(function)) is not None:
                    wrappers[text] = signature
    if not wrappers:
        return statements
    return tuple(cast("Part", _named(s, wrappers)) for s in statements)


def _taken(function: Function) -> tuple[list[str], list[str]] | None:
    """Return the parameters before ``...``, and the names of what ``...`` stands for in order.

    None if ``...`` does not go to one function of brms.
    """
    parameters = [parameter(p) for p in function.parameters]
    uses = [p for p in below(function.body) if isinstance(p, Name) and p.text == _DOTS]
    calls = [
        p for p in below(function.body) if isinstance(p, Call) and any(map(_dots, p.arguments))
    ]
    if parameters[-1:] != [_DOTS] or len(calls) != 1 or len(uses) != 1:
        return None
    r_signature = SIGNATURES.get(called(calls[0]) or "")
    if r_signature is None:
        return None
    argument_names = {a.name for a in calls[0].arguments}
    before = sum(a.name is None for a in calls[0].arguments[: _place(calls[0])])
    further_names = [n for n in r_signature.split(", ") if n != _DOTS and n not in argument_names]
    return parameters[:-1], further_names[before:]


def _dots(argument: Argument) -> bool:
    return isinstance(argument.value, Name) and argument.value.text == _DOTS


def _place(node: Call) -> int:
    return next(n for n, a in enumerate(node.arguments) if _dots(a))


def _named(part: Any, wrappers: dict[str, tuple[list[str], list[str]]]) -> Any:
    """Return a node in which calls of the wrappers name their further arguments."""
    node = rebuilt(part, lambda inner: _named(inner, wrappers))
    name = (called(node) or "") if isinstance(node, Call) else ""
    if name not in wrappers:
        return node
    parameters, further = wrappers[name]
    argument_names = {a.name for a in node.arguments}
    places = [
        *(p for p in parameters if p not in argument_names),
        *(f for f in further if f not in argument_names),
    ]
    count = sum(p in parameters for p in places)
    arguments = []
    for argument in node.arguments:
        if argument.name is None and not _dots(argument) and places:
            label = places.pop(0)
            count -= 1
            arguments.append(argument if count >= 0 else replace(argument, name=label))
        else:
            arguments.append(argument)
    return replace(node, arguments=tuple(arguments))
