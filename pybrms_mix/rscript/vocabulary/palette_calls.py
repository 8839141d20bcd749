"""Translate palettes of colours: ``brewer.pal(3, "Set1")``, ``hue_pal()(3)``."""

from __future__ import annotations

import ast

from pybrms_mix.rscript.call_arguments import matched
from pybrms_mix.rscript.expressions import value
from pybrms_mix.rscript.kinds import Kind, Value
from pybrms_mix.rscript.python import call, constant, function
from pybrms_mix.rscript.refusals import NotPorted
from pybrms_mix.rscript.registry import word
from pybrms_mix.rscript.scope import Scope
from pybrms_mix.rscript.vocabulary.vector_calls import needed
from pybrms_mix.syntax.nodes import Call, called

_OPTIONS = ("viridis", "magma", "inferno", "plasma")


@word("brewer.pal")
def brewer(node: Call, scope: Scope) -> Value:
    """Translate ``brewer.pal(n, name)``."""
    found = matched(node.arguments, "n, name")
    given = [value(needed(found.get(n), node), scope).node for n in ("n", "name")]
    return Value(call("r.brewer", *given))


@word(*_OPTIONS, "rainbow", "gray", "grey")
def colours(node: Call, scope: Scope) -> Value:
    """Translate ``viridis(n)``, ``rainbow(n)`` and ``gray(level)``."""
    name = called(node) or ""
    first = "level" if name in ("gray", "grey") else "n"
    found = matched(node.arguments, f"{first}, ...")
    options = [a.value for a in found.rest if a.name == "option"]
    if len(options) < len(found.rest):
        raise NotPorted(f"{name}() has only its first argument here", node.span)
    given = [value(needed(found.get(first), node), scope).node]
    if name in _OPTIONS:
        given += [value(needed(o, node), scope).node for o in options]
        given += [] if options or name == "viridis" else [constant(name)]
        return Value(call("r.viridis", *given))
    return Value(call("r.rainbow" if name == "rainbow" else "r.grey", *given))


@word("hue_pal", "brewer_pal", "viridis_pal", "colorRampPalette")
def palette(node: Call, scope: Scope) -> Value:
    """Translate palettes that are functions of the number of colours."""
    name = called(node) or ""
    known = {"hue_pal": "", "brewer_pal": "type, palette", "viridis_pal": "alpha, begin, end, "
             "direction, option", "colorRampPalette": "colors"}[name]  # fmt: skip
    found = matched(node.arguments, known) if known else None
    named = {} if found is None else found.named
    if (name == "hue_pal" and node.arguments) or set(named) - {"palette", "option", "colors"}:
        raise NotPorted(f"{name}() has no such argument here", node.span)
    given = [value(p, scope).node for p in named.values()]
    count = ast.Name("n")
    made = {
        "hue_pal": lambda: call("r.hues", count),
        "brewer_pal": lambda: call("r.brewer", count, *given),
        "viridis_pal": lambda: call("r.viridis", count, *given),
        "colorRampPalette": lambda: call("r.ramp", *given, count),
    }[name]()
    return Value(function(["n"], made), Kind.FUNCTION, parameters=("n",))
