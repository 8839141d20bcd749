"""Translate ``qplot()`` of ggplot2 as the picture that it stands for."""

from __future__ import annotations

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Value
from pybrms_mix.rscript.facts.registry import word
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.syntax.nodes import Argument, Call, Infix, Name, Node, String, called

_AESTHETICS = ("colour", "color", "fill", "shape", "size", "group", "linetype", "alpha")
_LABELS = {"main": "title", "xlab": "x", "ylab": "y"}


@word("qplot", "quickplot")
def qplot(node: Call, scope: Scope) -> Value:
    """Translate ``qplot(x)`` as a histogram, and ``qplot(x, y)`` as points."""
    order = "x, y, ..., data, facets, margins, geom, xlim, ylim, log, main, xlab, ylab, asp"
    arguments = matched(node.arguments, order)
    parts = arguments.named
    unavailable = {"facets", "margins", "log", "asp"} & {*parts}
    if unavailable or any(a.name is None for a in arguments.rest):
        raise NotPorted("write ggplot() in place of qplot() with these arguments", node.span)
    data = parts.get("data")
    sides = {n: parts[n] for n in ("x", "y") if n in parts}
    if not sides:
        raise NotPorted("qplot() needs values here", node.span)
    if data is None or (isinstance(data, Name) and data.text == "NULL"):
        data = Call(Name("data.frame"), tuple(Argument(n, p) for n, p in sides.items()), node.span)
        sides = {n: Name(n) for n in sides}
    mapped = [a for a in arguments.rest if a.name in _AESTHETICS]
    options = tuple(a for a in arguments.rest if a.name not in _AESTHETICS)
    mapping = Call(Name("aes"), (*(Argument(n, p) for n, p in sides.items()), *mapped), node.span)
    picture: Node = Call(Name("ggplot"), (Argument(None, data), Argument(None, mapping)), node.span)
    for geom in _geoms(parts.get("geom"), "y" in sides, node):
        picture = Infix(picture, "+", Call(Name(f"geom_{geom}"), options, node.span), node.span)
    for n in ("xlim", "ylim"):
        if n in parts:
            limits = Call(Name(n), (Argument(None, parts[n]),), node.span)
            picture = Infix(picture, "+", limits, node.span)
    labels = tuple(Argument(name, parts[n]) for n, name in _LABELS.items() if n in parts)
    if labels:
        picture = Infix(picture, "+", Call(Name("labs"), labels, node.span), node.span)
    return value(picture, scope)


def _geoms(part: Node | None, has_y: bool, node: Call) -> list[str]:
    """Return the geometric objects; by default a histogram of x, or points of x and y."""
    match part:
        case None | String("auto"):
            return ["point" if has_y else "histogram"]
        case String(text):
            return [text]
        case Call() if called(part) == "c" and all(
            isinstance(a.value, String) for a in part.arguments
        ):
            return [a.value.text for a in part.arguments if isinstance(a.value, String)]
    raise NotPorted("qplot() needs the names of its geoms here", node.span)
