"""Matching of the arguments of a call to the parameters of a function, by the rules of R."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import lru_cache

from pybrms_mix.base.errors import InvalidFormula, did_you_mean
from pybrms_mix.design.neighbours import elsewhere
from pybrms_mix.design.rvalues import Value
from pybrms_mix.syntax.nodes import Argument, Call, Node

Parameters = tuple[tuple[str, bool], ...]
"""The names of parameters, with ``_`` for R's dots, and whether a value is required."""


@lru_cache(maxsize=256)
def parameters_of(function: Callable[..., Value], *, remembers: bool) -> Parameters:
    """Return the parameters of ``function``, each with whether it is required."""
    parameters = list(inspect.signature(function).parameters.values())[int(remembers) :]
    return tuple(
        (p.name, p.default is p.empty and p.kind is not p.VAR_POSITIONAL) for p in parameters
    )


def matched(
    function: str, call: Call, parameters: Parameters
) -> tuple[dict[str, Node], list[Node]]:
    """Return the arguments by parameter, and the arguments that belong to ``...``.

    Arguments match by their full name, then by the start of a name, then by position.

    Raises:
        InvalidFormula: if there are too many or too few arguments; the caret marks the place.
    """
    names = [name for name, _ in parameters]
    by_name: dict[str, Node] = {}
    unnamed: list[Argument] = []
    for argument in call.arguments:
        if argument.value is None:
            continue
        if argument.name is None:
            unnamed.append(argument)
            continue
        place = _place(argument.name, [name for name in names if name not in by_name])
        if place is None:
            raise _unused(function, call, argument, names)
        by_name[place] = argument.value
    values = [a.value for a in unnamed if a.value is not None]
    if names == ["dots"]:
        if not values:
            raise InvalidFormula(f"{function}() needs arguments.", span=call.span)
        return by_name, values
    free = [name for name in names if name not in by_name]
    if len(values) > len(free):
        raise _unused(function, call, unnamed[len(free)], names)
    by_name.update(zip(free, values, strict=False))
    for name, required in parameters:
        if required and name not in by_name:
            text = f'argument "{_spelt(name)}" of {function}() is missing'
            raise InvalidFormula(text, span=call.span, hint=elsewhere(function))
    return by_name, []


def _unused(function: str, call: Call, argument: Argument, names: list[str]) -> InvalidFormula:
    return InvalidFormula(
        f"unused argument of {function}()",
        span=argument.span or call.span,
        hint=did_you_mean(argument.name or "", [_spelt(name) for name in names]),
    )


def _spelt(parameter: str) -> str:
    return parameter.rstrip("_").replace("_", ".")


def _place(name: str, names: list[str]) -> str | None:
    exact = [n for n in names if name in (n, _spelt(n)) or name.lower() == _spelt(n)]
    partial = [n for n in names if _spelt(n).lower().startswith(name.lower())]
    candidates = exact or (partial if len(partial) == 1 else [])
    return candidates[0] if candidates else None
