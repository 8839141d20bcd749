"""What the verbs of dplyr share: the data they take, and the columns that are named."""

from __future__ import annotations

import ast

from pybrms_mix.rscript.arguments import matched
from pybrms_mix.rscript.expressions import value
from pybrms_mix.rscript.kinds import Kind, Value
from pybrms_mix.rscript.refusals import NotPorted
from pybrms_mix.rscript.scope import Mask, Scope
from pybrms_mix.rscript.vocabulary.vectors import needed
from pybrms_mix.syntax.nodes import (
    Argument,
    Call,
    Name,
    Part,
    String,
    called,
    parts,
)

_GROUPINGS = frozenset({Kind.FRAME, Kind.GROUPED, Kind.ROWWISE, Kind.UNKNOWN})


def frame_of(node: Call, scope: Scope) -> tuple[Value, tuple[Argument, ...]]:
    """Return the data that a verb takes first, and its other arguments."""
    found = matched(node.arguments, ".data, ...")
    frame = value(needed(found.get(".data"), node), scope)
    if frame.kind not in _GROUPINGS:
        raise NotPorted(f"{called(node)}() takes a data frame", node.span)
    return frame, found.rest


def asked_of(node: Call, scope: Scope) -> tuple[Value, tuple[Argument, ...]]:
    """Return the same for a verb that is nothing without other arguments."""
    frame, given = frame_of(node, scope)
    if not given:
        raise NotPorted(f"{called(node)}() lacks an argument", node.span)
    return frame, given


def mask_of(frame: Value) -> Mask:
    """Return the rows that an expression sees: by their name, or as the rows so far."""
    plain = isinstance(frame.node, ast.Name)
    return Mask(frame.node if plain else ast.Name("rows"), columns=frame.columns)


def uses(part: Part | None, names: set[str]) -> bool:
    """Return whether an expression names one of ``names``."""
    if isinstance(part, Name):
        return part.text in names
    return part is not None and any(uses(p, names) for p in parts(part))


def columns_of(part: Part) -> list[str]:
    """Return the names of columns that ``x``, ``"x"`` or ``c(x, y)`` says."""
    match part:
        case Name(text) | String(text):
            return [text]
        case Call(Name("c"), arguments):
            return [n for a in arguments for n in columns_of(needed(a.value, part))]
    raise NotPorted("columns are taken by their names here", part.span)
