"""Translate additions to base R plots: ``legend()``, ``polygon()``, ``segments()``, ``text()``."""

from __future__ import annotations

import ast
from itertools import takewhile

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.literals import worded
from pybrms_mix.rscript.facts.registry import word
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.python import call, constant
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.vocabulary.pictures.base_plot_calls import plot_text, settings_of
from pybrms_mix.syntax.nodes import Argument, Call, Name, Tilde, called

_ADDITIONS = {
    "polygon": ("r.polygon", "x, y, density, angle, border, col, lty, ..., xpd, lend"),
    "rect": ("r.rectangles", "xleft, ybottom, xright, ytop, density, angle, col, border, lty, lwd"),
    "segments": ("r.segments", "x0, y0, x1, y1, col, lty, lwd, ..."),
    "arrows": ("r.arrows", "x0, y0, x1, y1, length, angle, code, col, lty, lwd, ..."),
    "text": ("r.labels_at", "x, y, labels, adj, pos, offset, vfont, cex, col, font, ..."),
    "mtext": ("r.margin_text", "text, side, line, outer, at, adj, padj, cex, col, font, ..."),
    "axis": ("r.axis_at", "side, at, labels, tick, line, pos, outer, font, lty, lwd, lwd.ticks, "
                          "col, col.ticks, hadj, padj, gap.axis, ..."),
    "rug": ("r.rug", "x, ticksize, side, lwd, col, quiet, ..."),
    "title": ("r.plot_title", "main, sub, xlab, ylab, line, outer, ..."),
}  # fmt: skip
# The parameters that have a counterpart, in order: those of places, and those of looks.
_PLACED = {
    "polygon": ("x", "y", "border"), "rect": ("xleft", "ybottom", "xright", "ytop", "border"),
    "segments": ("x0", "y0", "x1", "y1"),
    "arrows": ("x0", "y0", "x1", "y1", "length", "angle", "code"),
    "text": ("x", "y", "labels", "pos"), "mtext": ("text", "side", "outer"),
    "axis": ("side", "at", "labels"), "rug": ("x", "side"), "title": ("main", "xlab", "ylab"),
}  # fmt: skip
# How many of them are passed by their places.
_BY_PLACE = {"polygon": 2, "rect": 4, "segments": 4, "arrows": 4, "text": 2, "mtext": 1, "axis": 1,
             "rug": 1, "title": 0}  # fmt: skip
_NAMES = {"xleft": "left", "ybottom": "bottom", "xright": "right", "ytop": "top",
          "text": "label", "main": "title"}  # fmt: skip
_LOOKS = ("col", "lty", "lwd")
_WITHOUT_LOOKS = frozenset({"mtext", "axis", "title"})


@word(*_ADDITIONS)
def addition(node: Call, scope: Scope) -> Value:
    """Translate an addition to a base R plot, whose places and looks are vectors."""
    name = called(node) or ""
    function, places = _ADDITIONS[name]
    arguments = matched(node.arguments, places)
    first = arguments.get(_PLACED[name][0])
    if isinstance(first, Tilde):
        raise NotPorted(f"{name}() takes coordinates here, and no formula", node.span)
    options: dict[str, ast.expr] = {}
    for place in _PLACED[name]:
        if (part := arguments.get(place)) is not None:
            is_text = place in ("main", "xlab", "ylab", "text")
            options[_NAMES.get(place, place)] = (
                plot_text(part, scope) if is_text else value(part, scope).node
            )
    looks = [Argument(n, p) for n, p in arguments.named.items() if n not in _PLACED[name]]
    drawn_looks = [a for a in looks if a.name in _LOOKS and name not in _WITHOUT_LOOKS]
    unused = [a.name or "" for a in [*looks, *arguments.rest] if a not in drawn_looks]
    if unused:
        scope.notes.append(f"without {', '.join(unused)} of {name}()")
    first_nodes = [options.pop(n) for n in _leading(name, options)]
    return Value(call(function, *first_nodes, **options, **settings_of(drawn_looks, node, scope)),
                 Kind.BASE)  # fmt: skip


def _leading(name: str, options: dict[str, ast.expr]) -> list[str]:
    """Return the names of the first arguments that are passed by their places."""
    names = [_NAMES.get(p, p) for p in _PLACED[name][: _BY_PLACE[name]]]
    return list(takewhile(options.__contains__, names))


@word("legend")
def legend(node: Call, scope: Scope) -> Value:
    """Translate ``legend("topright", legend = c("a", "b"), col = 1:2, lty = 1)``."""
    arguments = matched(node.arguments, "x, y, legend, fill, col, border, lty, lwd, pch, ...")
    x, y, texts = (arguments.get(n) for n in ("x", "y", "legend"))
    if texts is None and y is not None and (worded(x) or isinstance(x, Name)):
        y, texts = None, y  # the texts come second after a place such as "topright"
    if x is None or texts is None:
        raise NotPorted("legend() needs a place and texts here", node.span)
    options = {"legend": value(texts, scope).node}
    if y is not None:
        options["y"] = value(y, scope).node
    for name in ("fill", "pch"):
        if (part := arguments.get(name)) is not None:
            options[name] = value(part, scope).node
    unused = ["border"] if arguments.get("border") is not None else []
    for argument in arguments.rest:
        if argument.name == "title" and argument.value is not None:
            options["title"] = plot_text(argument.value, scope)
        elif argument.name == "ncol" and argument.value is not None:
            options["columns"] = value(argument.value, scope).node
        elif argument.name == "bty":
            options["framed"] = constant(worded(argument.value) != "n")
        else:
            unused.append(argument.name or "")
    if unused:
        scope.notes.append(f"without {', '.join(unused)} of legend()")
    looks = [Argument(n, p) for n in _LOOKS if (p := arguments.get(n)) is not None]
    legend_call = call("r.legend", value(x, scope).node, **options,
                       **settings_of(looks, node, scope))  # fmt: skip
    return Value(legend_call, Kind.BASE)


@word("grid")
def grid(node: Call, scope: Scope) -> Value:
    """Translate ``grid()``."""
    return Value(call("r.grid_lines"), Kind.BASE)
