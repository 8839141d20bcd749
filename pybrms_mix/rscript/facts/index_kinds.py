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
