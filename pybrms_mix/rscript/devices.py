"""Statements that store pictures: ``ggsave()``, and ``pdf()`` and its like up to ``dev.off()``."""

from __future__ import annotations

import ast

from pybrms_mix.rscript.call_arguments import matched
from pybrms_mix.rscript.refusals import NotPorted
from pybrms_mix.rscript.scope import Scope
from pybrms_mix.rscript.vocabulary.pictures import LAST, drawn, is_picture, saved
from pybrms_mix.syntax.nodes import Call, Part, String, called

# The formats of R that matplotlib writes too.
_FORMATS = ("pdf", "png", "svg", "jpg", "jpeg", "tif", "tiff", "eps")
DEVICES = ("pdf", "png", "svg", "jpeg", "tiff", "cairo_pdf")


def _file(part: Part | None, node: Call) -> ast.expr:
    if not isinstance(part, String):
        raise NotPorted(f"{called(node)}() needs the name of its file as text here", node.span)
    ending = part.text.rpartition(".")[2].lower()
    if ending not in _FORMATS:
        raise NotPorted(f"matplotlib writes no '.{ending}' pictures", part.span)
    return ast.Constant(part.text)


def ggsave(node: Call, scope: Scope) -> list[ast.stmt]:
    """Return the statements that draw a picture and store it."""
    found = matched(
        node.arguments,
        "filename, plot, device, path, scale, width, height, units, dpi, limitsize, bg",
    )
    file = _file(found.get("filename"), node)
    if found.get("path") is not None:
        raise NotPorted("ggsave() takes the folder as part of the file's name here", node.span)
    plot = found.get("plot") or scope.pictures.get(LAST)
    if plot is None or not (plot is scope.pictures.get(LAST) or is_picture(plot, scope)):
        raise NotPorted("ggsave() stores pictures of ggplot() here", node.span)
    sizes = [n for n in ("scale", "width", "height", "units", "dpi", "bg") if n in found.named]
    if sizes:
        scope.notes.append(f"without {', '.join(sizes)}: the size is matplotlib's")
    device, scope.device = scope.device, None
    try:
        *made, _ = drawn(plot, scope)
    finally:
        scope.device = device
    return [*made, saved(file)]


def opened(node: Call, scope: Scope) -> list[ast.stmt]:
    """Remember the file that the pictures after ``pdf()`` go to."""
    name = called(node) or ""
    given = [a.value for a in node.arguments if a.name in (None, "file", "filename")]
    file = _file(given[0] if given else None, node)
    scope.device = file
    scope.notes.append(f"{name}(): the next pictures of ggplot() are stored, in matplotlib's size")
    return []


def closed(node: Call, scope: Scope) -> list[ast.stmt]:
    """``dev.off()``: pictures are shown again."""
    scope.device = None
    scope.notes.append(f"without {called(node)}(): every picture is stored as it is drawn")
    return []
