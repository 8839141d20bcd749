"""What the body of a function asks about its parameters: ``missing(x)``, ``match.arg(x)``."""

from __future__ import annotations

from pybrms_mix.rscript.trees.walking import below
from pybrms_mix.syntax.nodes import Call, Function, Part, called


def asked_missing(node: Function) -> set[str]:
    """Return the parameters x for which the body calls ``missing(x)``."""
    calls = (p for p in below(node.body) if isinstance(p, Call) and called(p) == "missing")
    return {getattr(c.arguments[0].value, "text", "") for c in calls if c.arguments}


def asked_null(node: Function, name: str) -> bool:
    """Return whether the body calls ``is.null(x)`` for a parameter x."""
    calls = (p for p in below(node.body) if isinstance(p, Call) and called(p) == "is.null")
    return any(getattr(c.arguments[0].value, "text", "") == name for c in calls if c.arguments)


def first_choice(default: Part, name: str, node: Function) -> Part:
    """Return the default of a parameter: the first choice if the body calls ``match.arg()``."""
    choices = (p for p in below(node.body) if isinstance(p, Call) and called(p) == "match.arg")
    matched_names = {getattr(c.arguments[0].value, "text", "") for c in choices if c.arguments}
    if name in matched_names and isinstance(default, Call) and called(default) == "c":
        first = default.arguments[0].value
        return default if first is None else first
    return default
