"""Calls that hold the constants of a term, as R's attribute ``predvars`` does.

``scale(x, center = 2.9, scale = 6.3)`` takes the place of ``scale(x)`` if the rows from which the
centre and the scale were computed are not available.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import Argument, Call, Name, Node, Number, Prefix, called
from pybrms_mix.syntax.parse import parse
from pybrms_mix.syntax.spelling import value as number_value

Constants = Mapping[str, Sequence[float]]


def key_of(call: Node) -> Node:
    """Return a call as a formula that was read from text holds it: ``2``, not ``2.0``."""
    return parse(write(call))


def apart(call: Node) -> tuple[str, dict[str, list[float]]]:
    """Return the text of a call without its named numbers, and these numbers by argument.

    The text of a call has 15 digits of each number, as in R. The numbers here have all digits.
    Numbers within ``list()`` and ``c()`` are one sequence; an empty sequence is left out.
    """
    if not isinstance(call, Call):
        return write(call), {}
    rest, numbers = [], {}
    for argument in call.arguments:
        constants = _numbers(argument.value) if argument.name else None
        if argument.name is None or constants is None:
            rest.append(argument)
        elif constants:
            numbers[argument.name] = constants
    return write(replace(call, arguments=tuple(rest))), numbers


def together(text: str, numbers: Constants) -> Node:
    """Return the call from the text and the numbers that ``apart`` returned."""
    call = parse(text)
    if not isinstance(call, Call):
        return call
    arguments = tuple(Argument(name, _vector(values)) for name, values in numbers.items())
    return replace(call, arguments=(*call.arguments, *arguments))


def _numbers(node: Node | None) -> list[float] | None:
    """Return the numbers that a constant consists of; None for anything else."""
    match node:
        case Number(text):
            return [float(number_value(text))]
        case Prefix("-", Number(text)):
            return [-float(number_value(text))]
        case Call(_, arguments) if called(node) in ("c", "list"):
            inner = [_numbers(argument.value) for argument in arguments]
            parts = [numbers for numbers in inner if numbers is not None]
            return [n for part in parts for n in part] if len(parts) == len(inner) else None
    return None


def _vector(values: Sequence[float]) -> Node:
    items = [_number(value) for value in values]
    if len(items) == 1:
        return items[0]
    return Call(Name("c"), tuple(Argument(None, item) for item in items))


def _number(value: float) -> Node:
    size = Number(repr(abs(float(value))))
    return Prefix("-", size) if value < 0 else size
