"""Indices that select one element, one row or one column."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.syntax.nodes import Call, Name, Part, Prefix, called

Read: TypeAlias = Callable[[Part, Scope], Value]


def is_one(place: Part | None, scope: Scope, translate: Read) -> bool:
    """Return whether an index is a number or a name, or a variable that may be one."""
    if place is None or isinstance(place, Prefix):
        return False
    kind = translate(place, scope).kind
    is_parameter = kind is Kind.UNKNOWN and isinstance(place, Name)
    return kind in (Kind.NUMBER, Kind.TEXT) or is_parameter


def is_single(place: Part, scope: Scope, translate: Read) -> bool:
    """Return whether an index is certainly a number or a name, and excludes nothing."""
    return not isinstance(place, Prefix) and translate(place, scope).kind in (
        Kind.NUMBER,
        Kind.TEXT,
    )


def is_scaled_vector(part: Part | None, scope: Scope, translate: Read) -> bool:
    """Return whether an expression is ``scale()`` of a vector, which gives one column."""
    if not isinstance(part, Call) or called(part) != "scale" or "scale" in scope.known:
        return False
    scaled = part.arguments[0].value if part.arguments else None
    return scaled is not None and translate(scaled, scope).kind in (Kind.VECTOR, Kind.SERIES)


# Functions whose values are lists, although their elements may be single numbers.
_LISTING = frozenset({"list", "as.list", "lapply", "Map", "map", "map2", "pmap"})


# Functions that return a list where an argument at this place is one.
_KEEPING = {**dict.fromkeys(("rev", "head", "tail", "rep", "unique", "keep", "discard"), 0),
            "Filter": 1}  # fmt: skip


def keeps_list(node: Call, translate: Callable[[Part], Value], scope: Scope) -> bool:
    """Return whether a call takes some elements of a list: ``rev(list(1, 2))``."""
    place = _KEEPING.get(called(node) or "")
    if place is None or len(node.arguments) <= place:
        return False
    part = node.arguments[place].value
    of_list = called(part) in _LISTING or isinstance(part, Name)
    return part is not None and of_list and is_list(part, translate(part), scope)


def is_list(part: Part | None, of_part: Value, scope: Scope) -> bool:
    """Return whether a value is certainly a list, whose elements keep their own types."""
    if of_part.kind is Kind.LIST:
        return True
    if isinstance(part, Name):
        return part.text in scope.lists
    return called(part) in _LISTING and called(part) not in scope.known
