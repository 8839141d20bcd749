"""Second names of functions: ``ilogit <- plogis`` and ``select <- dplyr::select``."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any, cast

from pybrms_mix.rscript.facts.registry import WORDS
from pybrms_mix.rscript.trees.walking import below, rebuilt
from pybrms_mix.syntax.nodes import Argument, Assign, Call, For, Function, Infix, Name, Part, called

# R's way to say which function a name means; it stands for ``select <- dplyr::select``.
_CHOICE = "conflicts_prefer"


def with_one_name(statements: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return the statements with each function under its own name.

    A statement that gives a function the name that it has already becomes a call of
    ``conflicts_prefer()``. Calls by a second name become calls of the function, and the statement
    that introduces the name defines a function of one argument, for places where the function is
    passed as a value.
    """
    second_names = _second_names(statements)
    if not second_names:
        return statements
    new_names = {a: b for a, b in second_names.items() if a != _last(b)}
    return tuple(
        _defined(s, second_names) or (cast("Part", _renamed(s, new_names)) if new_names else s)
        for s in statements
    )


def _second_names(statements: tuple[Part, ...]) -> dict[str, Name | Infix]:
    """Return the function that each second name means, if nothing else ever has this name."""
    bound: Counter[str] = Counter()
    for part in (p for s in statements for p in below(s)):
        match part:
            case Assign(Name(text), _):
                bound[text] += 1
            case For(Name(text), _, _):
                bound[text] += 1
            case Function(parameters, _):
                bound.update(p.name or str(getattr(p.value, "text", "")) for p in parameters)
    meanings: dict[str, Name | Infix] = {}
    for statement in statements:
        match statement:
            case Assign(Name(text), Infix(_, "::", Name(of)) | Name(of) as function, _):
                is_bound = bound[of] > (text == of)
                if of in WORDS and bound[text] == 1 and not is_bound:
                    meanings[text] = function
    return meanings


def _defined(node: Part, second_names: dict[str, Name | Infix]) -> Part | None:
    """Return the statement in place of one that gives a function a name; else None."""
    match node:
        case Assign(Name(text), Infix() | Name() as of, op) if text in second_names:
            if text == _last(second_names[text]):
                return Call(Name(_CHOICE), (Argument(None, of),), node.span)
            inner = Call(second_names[text], (Argument(None, Name("x")),), node.span)
            body = Function((Argument(None, Name("x")),), inner, node.span)
            return Assign(Name(text), body, op, node.span)
    return None


def _last(function: Name | Infix) -> str:
    """Return the name of a function without its package."""
    return getattr(function.right if isinstance(function, Infix) else function, "text", "")


def _renamed(part: Any, new_names: dict[str, Name | Infix]) -> Any:
    """Return a node in which calls by second names are calls of the functions."""
    node = rebuilt(part, lambda inner: _renamed(inner, new_names))
    name = called(node) if isinstance(node, Call) else None
    if name in new_names and isinstance(node.function, Name):
        return replace(node, function=new_names[name])
    return node
