"""Evaluate calls that paste constants to text: ``paste0("normal(0, ", 3, ")")`` is a string."""

from __future__ import annotations

import math
import re

from pybrms_mix.base.errors import InvalidArgument, NotSupported
from pybrms_mix.syntax.literal import literal
from pybrms_mix.syntax.nodes import Argument, Call, Node, String, called
from pybrms_mix.syntax.spelling import number

_MAKERS = ("paste", "paste0", "sprintf", "as.character", "toString")
_FIELD = re.compile(r"%(%|[-+ 0#]*\d*(?:\.\d+)?([difeEgGs]))")


def evaluated(node: Node) -> Node:
    """Return the string to which a call of constants evaluates; other nodes are unchanged.

    Parameters
    ----------
    node
        An expression of R.

    Returns
    -------
    Node
        A ``String`` for ``paste()``, ``paste0()``, ``sprintf()`` and ``as.character()`` of
        constants whose value is one string; the node itself otherwise.

    Raises
    ------
    InvalidArgument
        If an argument is not a constant, or ``sprintf()`` has another number of values than fields.
    NotSupported
        If the value of the call is several strings.
    """
    if not isinstance(node, Call) or called(node) not in _MAKERS:
        return node
    if called(node) == "sprintf":
        return String(_formatted(node), node.span)
    return String(_pasted(node), node.span)


def _pasted(node: Call) -> str:
    options = {a.name: _constant(a) for a in node.arguments if a.name in ("sep", "collapse")}
    parts = [_constant(a) for a in node.arguments if a.name not in ("sep", "collapse")]
    if any(isinstance(part, list) for part in parts):
        raise NotSupported(
            f"'{called(node)}()' gives several strings here; one is needed.", span=node.span
        )
    default = " " if called(node) == "paste" else ""
    separator = default if called(node) != "paste" else str(options.get("sep", default))
    return separator.join(text_of(part) for part in parts)


def _formatted(node: Call) -> str:
    first, *rest = [_constant(a) for a in node.arguments]
    fields = [m for m in _FIELD.finditer(str(first)) if m[1] != "%"]
    if len(fields) != len(rest) or any(isinstance(value, list) for value in rest):
        raise InvalidArgument(
            f"sprintf() has {len(fields)} fields, but {len(rest)} values.", span=node.span
        )
    values = iter(rest)

    def filled(field: re.Match[str]) -> str:
        if field[1] == "%":
            return "%"
        value = next(values)
        if field[2] == "s":
            return field[0] % text_of(value)
        if field[2] in "di" and float(str(value)) % 1:
            raise InvalidArgument(
                f"invalid format '{field[0]}'; use format %f, %e, %g or %a for numeric objects",
                span=node.span,
            )
        return str(field[0] % value)

    return _FIELD.sub(filled, str(first))


def text_of(value: object) -> str:
    """Return a constant as R's ``as.character()`` writes it."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, (int, float)):
        return str(value) if not math.isfinite(value) else number(repr(value))
    return "" if value is None else str(value)


def _constant(argument: Argument) -> object:
    if argument.value is None:
        raise InvalidArgument("An argument is missing.", span=argument.span)
    inner = evaluated(argument.value)
    return inner.text if isinstance(inner, String) else literal(argument.value)
