"""Which variables statements make, change and read."""

from __future__ import annotations

from collections.abc import Iterator

from pybrms_mix.rscript.targets import below, root
from pybrms_mix.syntax.nodes import (
    CONSTANTS,
    Assign,
    Call,
    For,
    Function,
    Infix,
    Name,
    Part,
    called,
    parts,
)


def defined_in(node: Part) -> list[str]:
    """Return every variable that is named by an assignment, a loop or a parameter."""
    found: list[str] = []
    for part in below(node):
        match part:
            case Assign(target, _):
                name = root(target)
                found += [] if name is None else [name]
            case For(variable, _, _):
                found.append(variable.text)
            case Function(parameters, _):
                given = (p.name or getattr(p.value, "text", "") for p in parameters)
                found += [g for g in given if g]
    return found


def assigned_in(node: Part) -> set[str]:
    """Return the variables that a statement makes or changes outside of functions."""
    match node:
        case Assign(target, value):
            name = root(target)
            return ({name} if name else set()) | assigned_in(value)
        case For(variable, _, body):
            return {variable.text} | assigned_in(body)
        case Function():
            return set()
    return {name for part in parts(node) for name in assigned_in(part)}


def read_in(node: Part) -> set[str]:
    """Return the variables and functions that a statement reads."""
    found: set[str] = set()
    for part in below(node):
        match part:
            case Assign(Name(), _):
                continue
            case Name(text) if text not in CONSTANTS:
                found.add(text)
    match node:
        case Assign(Name(text), value) if text not in read_in(value):
            found.discard(text)
    return found


def calls_in(node: Part) -> Iterator[Call]:
    """Return all calls, those that a pipe makes among them, whose function has a name."""
    for part in below(node):
        if isinstance(part, Call) and called(part) is not None:
            yield part
        if isinstance(part, Infix) and part.op in ("|>", "%>%") and isinstance(part.right, Name):
            yield Call(part.right, (), part.right.span)
