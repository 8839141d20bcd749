"""Second names of functions: ``ilogit <- plogis`` and ``select <- dplyr::select``."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields, is_dataclass, replace
from typing import Any, cast

from pybrms_mix.rscript.registry import WORDS
from pybrms_mix.rscript.walking import below
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
    named = _second_names(statements)
    if not named:
        return statements
    other = {a: b for a, b in named.items() if a != b}
    return tuple(_defined(s, named) or cast("Part", _renamed(s, other)) for s in statements)


def _second_names(statements: tuple[Part, ...]) -> dict[str, str]:
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
    found = {}
    for each in statements:
        match each:
            case Assign(Name(text), Infix(_, "::", Name(of)) | Name(of), _) if of in WORDS:
                own = bound[of] > (text == of)
                if bound[text] == 1 and not own:
                    found[text] = of
    return found


def _defined(node: Part, named: dict[str, str]) -> Part | None:
    """Return the statement in place of one that gives a function a name; else None."""
    match node:
        case Assign(Name(text), Infix() | Name() as of, op) if text in named:
            if text == named[text]:
                return Call(Name(_CHOICE), (Argument(None, of),), node.span)
            inner = Call(Name(named[text]), (Argument(None, Name("x")),), node.span)
            body = Function((Argument(None, Name("x")),), inner, node.span)
            return Assign(Name(text), body, op, node.span)
    return None


def _renamed(held: Any, other: dict[str, str]) -> Any:
    """Return a node in which calls by second names are calls of the functions."""
    if isinstance(held, tuple):
        return tuple(_renamed(h, other) for h in held)
    if not is_dataclass(held) or isinstance(held, type) or not other:
        return held
    made: Any = replace(held, **{f.name: _renamed(getattr(held, f.name), other)
                                 for f in fields(held) if f.name != "span"})  # fmt: skip
    name = called(made) if isinstance(made, Call) else None
    if name in other and isinstance(made.function, Name):
        return replace(made, function=replace(made.function, text=other[name]))
    return made
