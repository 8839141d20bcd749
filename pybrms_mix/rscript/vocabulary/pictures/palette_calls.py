"""Translate palettes of colours: ``brewer.pal(3, "Set1")``, ``hue_pal()(3)``."""

from __future__ import annotations

import ast

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.registry import word
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.python import call, constant, function
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.vocabulary.basics.rverbs import enter
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed
from pybrms_mix.syntax.nodes import Call, called

_OPTIONS = ("viridis", "magma", "inferno", "plasma")


@word("brewer.pal")
def brewer(node: Call, scope: Scope) -> Value:
    """Translate ``brewer.pal(n, name)``."""
    arguments = matched(node.arguments, "n, name")
    nodes = [value(needed(arguments.get(n), node), scope).node for n in ("n", "name")]
    return Value(call("r.brewer", *nodes))


@word("rainbow")
def rainbow(node: Call, scope: Scope) -> Value:
    """Translate ``rainbow(n, start = 0.7)``."""
    arguments = matched(node.arguments, "n, s, v, start, end, alpha, rev")
    odd = [n for n in ("alpha", "rev") if arguments.get(n) is not None]
    if odd:
        raise NotPorted(f"rainbow() has no argument '{odd[0]}' here", node.span)
    count = value(needed(arguments.get("n"), node), scope).node
    options = {n: value(p, scope).node for n, p in arguments.named.items() if n != "n"}
    return Value(call("r.rainbow", count, **options))


enter((
    ("heat.colors(n)", "r.heat_colours(n)", Kind.UNKNOWN),
    ("hsv(h, s, v)", "r.hsv(h, s, v)", Kind.UNKNOWN),
    ("hcl(h, c, l)", "r.hcl(h, c, l)", Kind.UNKNOWN),
    ("col2rgb(col)", "r.shares_of_colours(col)", Kind.LABELLED),
))  # fmt: skip


@word(*_OPTIONS, "gray", "grey")
def colours(node: Call, scope: Scope) -> Value:
    """Translate ``viridis(n)`` and ``gray(level)``."""
    name = called(node) or ""
    first = "level" if name in ("gray", "grey") else "n"
    arguments = matched(node.arguments, f"{first}, ...")
    options = [a.value for a in arguments.rest if a.name == "option"]
    if len(options) < len(arguments.rest):
        raise NotPorted(f"{name}() has only its first argument here", node.span)
    nodes = [value(needed(arguments.get(first), node), scope).node]
    if name in _OPTIONS:
        nodes += [value(needed(o, node), scope).node for o in options]
        nodes += [] if options or name == "viridis" else [constant(name)]
        return Value(call("r.viridis", *nodes))
    return Value(call("r.grey", *nodes))


@word("hue_pal", "brewer_pal", "viridis_pal", "colorRampPalette")
def palette(node: Call, scope: Scope) -> Value:
    """Translate palettes that are functions of the number of colours."""
    name = called(node) or ""
    parameters = {"hue_pal": "", "brewer_pal": "type, palette", "viridis_pal": "alpha, begin, end, "
                  "direction, option", "colorRampPalette": "colors"}[name]  # fmt: skip
    arguments = matched(node.arguments, parameters) if parameters else None
    options = {} if arguments is None else arguments.named
    if (name == "hue_pal" and node.arguments) or set(options) - {"palette", "option", "colors"}:
        raise NotPorted(f"{name}() has no such argument here", node.span)
    nodes = [value(p, scope).node for p in options.values()]
    count = ast.Name("n")
    palette_call = {
        "hue_pal": lambda: call("r.hues", count),
        "brewer_pal": lambda: call("r.brewer", count, *nodes),
        "viridis_pal": lambda: call("r.viridis", count, *nodes),
        "colorRampPalette": lambda: call("r.ramp", *nodes, count),
    }[name]()
    return Value(function(["n"], palette_call), Kind.FUNCTION, parameters=("n",))


# Functions of scales that make a function which writes numbers as text.
_LABELS = {
    "label_percent": "percent", "percent_format": "percent", "label_comma": "comma",
    "comma_format": "comma", "label_number": "number", "number_format": "number",
}  # fmt: skip


@word(*_LABELS)
def label(node: Call, scope: Scope) -> Value:
    """Translate ``label_percent(accuracy = 1)``, a function of numbers."""
    arguments = matched(node.arguments, "accuracy, ...")
    if arguments.rest:
        raise NotPorted(f"{called(node)}() has only the argument 'accuracy' here", node.span)
    options = {n: value(p, scope).node for n, p in arguments.named.items()}
    text_call = call(f"r.{_LABELS[called(node) or '']}", ast.Name("x"), **options)
    return Value(function(["x"], text_call), Kind.FUNCTION, parameters=("x",))
