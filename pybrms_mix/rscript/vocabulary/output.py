"""Translate ``print()``, ``cat()`` and messages."""

from __future__ import annotations

import ast

from pybrms_mix.rscript.call_arguments import matched
from pybrms_mix.rscript.expressions import value
from pybrms_mix.rscript.kinds import SCALARS, Kind, Value
from pybrms_mix.rscript.literals import worded
from pybrms_mix.rscript.python import call, constant
from pybrms_mix.rscript.refusals import NotPorted
from pybrms_mix.rscript.registry import word
from pybrms_mix.rscript.scope import Scope
from pybrms_mix.rscript.vocabulary.vector_calls import needed
from pybrms_mix.syntax.nodes import Call, String, called


@word("print", "show")
def print_(node: Call, scope: Scope) -> Value:
    """Translate ``print(x)``; the argument ``digits`` has no effect."""
    found = matched(node.arguments, "x, ...")
    inner = value(needed(found.get("x"), node), scope)
    for argument in found.rest:
        scope.notes.append(f"without '{argument.name}': Python's own digits")
    if inner.kind in (Kind.PLOT, Kind.PICTURE):
        return inner
    return Value(call("print", inner.node), Kind.NONE)


@word("cat", "message")
def cat(node: Call, scope: Scope) -> Value:
    """Translate ``cat("a", x)`` into ``print()``, with a line break only where R writes one."""
    found = matched(node.arguments, "..., sep")
    parts = [needed(a.value, node) for a in found.rest]
    if any(a.name for a in found.rest):
        raise NotPorted("cat() writes to the screen only", node.span)
    sep = worded(found.get("sep"), " ")
    values = [value(p, scope) for p in parts]
    nodes = [v.node for v in values]
    keywords: dict[str, ast.expr] = {}
    if sep not in (" ", "\n") or (sep == "\n" and len(nodes) > 1):
        keywords["sep"] = constant(sep)
    if any(v.kind not in SCALARS for v in values):
        newline = {} if called(node) == "cat" else {"end": constant("\n")}
        gaps = {"sep": constant("")} if called(node) == "message" else keywords
        return Value(call("r.cat", *nodes, **gaps, **newline), Kind.NONE)
    last = parts[-1] if parts else None
    ended = isinstance(last, String) and last.text.endswith("\n")
    if isinstance(last, String) and ended:
        nodes = nodes[:-1] if last.text == "\n" else [*nodes[:-1], constant(last.text[:-1])]
    elif getattr(node.function, "text", "") == "cat":
        keywords["end"] = constant("")
    return Value(call("print", *nodes, **keywords), Kind.NONE)


@word("warning")
def warning(node: Call, scope: Scope) -> Value:
    """Translate ``warning("...")``."""
    words = [a for a in node.arguments if a.name is None]
    made = call("r.warn", *(value(needed(a.value, node), scope).node for a in words))
    return Value(made, Kind.NONE)


@word("stop")
def stop(node: Call, scope: Scope) -> Value:
    """Translate ``stop("...")`` inside an expression."""
    words = [a for a in node.arguments if a.name is None]
    return Value(call("r.stop", *(value(needed(a.value, node), scope).node for a in words)))
