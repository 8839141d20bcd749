"""Write statements that show or store pictures: ``ggsave()``, and ``pdf()`` to ``dev.off()``."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import replace

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.registry import word
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.python import call, constant, method
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.trees.walking import below
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed
from pybrms_mix.rscript.vocabulary.pictures.base_plot_calls import ON_TOP
from pybrms_mix.rscript.vocabulary.pictures.pictures import DRAWN
from pybrms_mix.syntax.nodes import (
    Argument,
    Assign,
    Call,
    For,
    Function,
    Name,
    Node,
    Number,
    Part,
    String,
    While,
    called,
)

# Formats that both R and matplotlib can write.
_FORMATS = ("pdf", "png", "svg", "jpg", "jpeg", "tif", "tiff", "eps")
DEVICES = ("pdf", "png", "svg", "jpeg", "tiff", "cairo_pdf")
_SIZES = ("scale", "width", "height", "units", "dpi")


def _file(part: Part | None, node: Call, scope: Scope) -> ast.expr:
    """Return the path of a picture. The extension of a constant path is checked."""
    if part is None:
        raise NotPorted(f"{called(node)}() needs the name of its file as text", node.span)
    path_node = value(part, scope).node
    match path_node:
        case ast.Constant(str(text)):
            ending = text.rpartition(".")[2].lower()
            if ending not in _FORMATS:
                raise NotPorted(f"matplotlib writes no '.{ending}' pictures", part.span)
    return path_node


def shown(picture: Value, scope: Scope) -> list[ast.stmt]:
    """Return the statements that show a picture, or store it if a graphics device is open."""
    statements: list[ast.stmt] = []
    is_variable = isinstance(picture.node, ast.Name)
    if scope.keeps_picture and not is_variable and picture.kind is not Kind.BASE:
        statements.append(ast.Assign([ast.Name("picture")], picture.node))
        picture = replace(picture, node=ast.Name("picture"))
    if picture.kind is Kind.BASE:
        # A loop that draws on an earlier plot shows it once, after its end.
        begins = scope.begins_plot or not scope.looping or scope.local
        return [ast.Expr(picture.node), *(_finished(scope) if begins else [])]
    scope.last_picture = picture
    if _may_have_device(scope):
        return [*statements, ast.Expr(call("r.draw", picture.node))]
    if picture.kind is Kind.PICTURE:
        return [*statements, ast.Expr(method(picture.node, "show"))]
    drawing = [] if isinstance(picture.node, ast.Name) else [ast.Expr(picture.node)]
    return [*statements, *drawing, ast.Expr(call("plt.show"))]


def _finished(scope: Scope) -> list[ast.stmt]:
    """Return the statements that follow a base R plot after its last layer is drawn."""
    if scope.has_device or scope.has_panels or _goes_on(scope.following):
        return []
    return [ast.Expr(call("r.show_plots" if _may_have_device(scope) else "plt.show"))]


# Functions that begin a new plot, open or close a device, or show the plots so far.
_BEGINS = frozenset({"plot", "hist", "boxplot", "barplot", "matplot", "curve", "pairs", "dev.off",
                     "ggplot", "print", "readline", "graphics.off", *DEVICES})  # fmt: skip


def _goes_on(statements: Sequence[Part]) -> bool:
    """Return whether later statements draw on the plot that was drawn."""
    for part in (p for s in statements for p in below(s)):
        if called(part) in ON_TOP:
            return True
        if called(part) in _BEGINS and not _is_added(part):
            return False
    return False


def _is_added(part: Part) -> bool:
    """Return whether a plot is drawn on the one before it: ``hist(x, add = TRUE)``."""
    return isinstance(part, Call) and any(a.name == "add" for a in part.arguments)


def begins_plot(node: Part) -> bool:
    """Return whether a part of a script begins a plot of base R."""
    return any(called(p) in _BEGINS and not _is_added(p) for p in below(node))


def after_block(node: Part, scope: Scope) -> list[ast.stmt]:
    """Return the statement that shows a plot after a loop that has drawn on it."""
    is_outer = isinstance(node, For | While) and not (scope.local or scope.looping)
    draws_on = any(called(p) in ON_TOP for p in below(node))
    return _finished(scope) if is_outer and draws_on and not begins_plot(node) else []


def _may_have_device(scope: Scope) -> bool:
    """Return whether a graphics device may be open, perhaps one that a function opens."""
    if scope.has_device:
        return True
    calls = [p for s in scope.script for p in below(s) if called(p) in DEVICES]
    functions = (p for s in scope.script for p in below(s) if isinstance(p, Function))
    opened_within = (p for f in functions for p in below(f.body) if called(p) in DEVICES)
    return bool(calls) if scope.local else any(True for _ in opened_within)


def ggsave(node: Call, scope: Scope) -> list[ast.stmt]:
    """Return the statement that stores a picture in a file."""
    arguments = matched(
        node.arguments,
        "filename, plot, device, path, scale, width, height, units, dpi, limitsize, bg",
    )
    name, plot = arguments.get("filename"), arguments.get("plot")
    if name is not None and not isinstance(name, String) and plot is None:
        first_value = value(name, scope)
        if first_value.kind in DRAWN:
            raise NotPorted("ggsave() needs the name of its file as first argument", node.span)
    if plot is not None and called(plot) == "last_plot":
        plot = None
    picture = scope.last_picture if plot is None else value(plot, scope)
    if picture is None or picture.kind not in (*DRAWN, Kind.UNKNOWN):
        where = "in this function " if scope.local else ""
        raise NotPorted(f"there is no picture {where}before ggsave()", node.span)
    file = _within(arguments.get("path"), _file(name, node, scope), node)
    sizes = {n: value(p, scope).node for n in _SIZES if (p := arguments.get(n)) is not None
             and not (n == "dpi" and isinstance(p, String))}  # fmt: skip
    if picture.kind is Kind.PLOT and sizes:
        scope.notes.append(f"without {', '.join(sizes)}: the file has the size of the figure")
        sizes = {}
    scope.last = Kind.NONE
    return [ast.Expr(method(picture.node, "savefig", file, **sizes))]


@word("save_plot")
def save_plot(node: Call, scope: Scope) -> Value:
    """Translate ``save_plot("f.png", p, base_height = 3)`` of cowplot."""
    names = "filename, plot, ncol, nrow, base_height, base_asp, base_width"
    arguments = matched(node.arguments, names)
    picture = arguments.get("plot")
    if picture is None or arguments.rest:
        raise NotPorted("save_plot() needs a file and a picture here", node.span)
    tall, wide = arguments.get("base_height"), arguments.get("base_width")
    sizes = [Argument(n, p) for n, p in (("height", tall), ("width", wide)) if p is not None]
    places = [Argument(None, arguments.get("filename")), Argument(None, picture), *sizes]
    return stored(Call(Name("ggsave", node.span), tuple(places), node.span), scope)


@word("ggsave")
def stored(node: Call, scope: Scope) -> Value:
    """Translate ``ggsave()`` inside an expression: ``walk(pictures, ~ ggsave(f(.x), .x))``."""
    (statement,) = ggsave(node, scope)
    assert isinstance(statement, ast.Expr)
    return Value(statement.value, Kind.NONE)


def _within(folder: Node | None, file: ast.expr, node: Call) -> ast.expr:
    """Return the path of a file inside a folder."""
    match (folder, file):
        case (None, _):
            return file
        case (String(text), ast.Constant(str(name))):
            return constant(f"{text.rstrip('/')}/{name}")
    raise NotPorted("ggsave() needs the folder as a part of the file name", node.span)


def opened(node: Call, scope: Scope) -> list[ast.stmt]:
    """Open a graphics device: later pictures go to its file (``pdf()`` and similar)."""
    name = called(node) or ""
    is_pdf = name in ("pdf", "cairo_pdf", "svg")
    places = "file, width, height, ..." if is_pdf else "filename, width, height, units, ...,  res"
    arguments = matched(node.arguments, places)
    path = arguments.get("file" if is_pdf else "filename")
    if path == Name("NULL"):
        scope.has_device = False
        scope.notes.append(f"without {name}(NULL): pictures are shown")
        return []
    options = {n: value(p, scope).node for n in ("width", "height", "units", "res")
               if (p := arguments.get(n)) is not None}  # fmt: skip
    if not is_pdf and {"width", "height"} & options.keys():
        options.setdefault("units", constant("px"))
    scope.has_device, scope.has_panels = True, False
    scope.last = Kind.NONE
    return [ast.Expr(call("r.open_device", _file(path, node, scope), **options))]


def closed(node: Call, scope: Scope) -> list[ast.stmt]:
    """Close the graphics device (``dev.off()``): its pictures are stored."""
    scope.last = Kind.NONE
    if not _may_have_device(scope):
        scope.notes.append(f"without {called(node)}(): no graphics device is open")
        return []
    scope.has_device = scope.has_panels = False
    return [ast.Expr(call("r.close_device"))]


def panels_of(node: Part, scope: Scope) -> list[ast.stmt] | None:
    """Return the statements for ``par(mfrow = c(1, 2))`` and ``par(old)``; None for others.

    The value of ``par()`` only restores the grid: here one plot has a page again, as after
    ``layout(1)``.
    """
    part = node.value if isinstance(node, Assign) else node
    if not isinstance(part, Call) or called(part) not in ("par", "layout"):
        return None
    names = [a.name for a in part.arguments]
    grids = [a for a in part.arguments if a.name in ("mfrow", "mfcol") and called(part) == "par"]
    restores = scope.has_panels and names == [None] and (
        isinstance(part.arguments[0].value, Name) or part.arguments[0].value == Number("1")
    )  # fmt: skip
    if not grids and not restores:
        return None
    shown_before = shown_page(scope)
    scope.last = Kind.NONE
    scope.has_panels = bool(grids)
    if isinstance(node, Assign) and isinstance(node.target, Name):
        scope.known[node.target.text] = Value(constant(None), Kind.LOOK, settings="par")
    if not grids:
        return [*shown_before, ast.Expr(call("r.panels"))]
    unused = [n or "" for n in names if n not in ("mfrow", "mfcol")]
    if unused:
        scope.notes.append(f"without {', '.join(unused)} of par()")
    (grid, *_) = grids
    shape = value(needed(grid.value, part), scope).node
    options = {"by_column": constant(True)} if grid.name == "mfcol" else {}
    return [*shown_before, ast.Expr(call("r.panels", shape, **options))]


def shown_page(scope: Scope) -> list[ast.stmt]:
    """Return the statement that shows a page with several plots; nothing without such a page."""
    if not scope.has_panels or scope.has_device or scope.local:
        return []
    return [ast.Expr(call("plt.show"))]


_MAKES_PICTURES = frozenset({"ggplot", "qplot", "plot_grid", "wrap_plots", "ggarrange", "pp_check",
                             "mcmc_plot", "conditional_effects", "plot"})  # fmt: skip


def may_draw(node: Part, scope: Scope) -> bool:
    """Return whether a statement that is not ported may make the last picture of R."""
    for part in below(node):
        name = called(part) or ""
        if name in _MAKES_PICTURES or name.startswith(("mcmc_", "ppc_", "pp_", "geom_")):
            return True
        variable = scope.known.get(part.text) if isinstance(part, Name) else None
        if variable is not None and variable.kind in DRAWN:
            return True
    return False


def printed(node: Part, scope: Scope) -> Value | None:
    """Return the picture in ``print(p)``; None if the call prints no picture."""
    if not isinstance(node, Call) or called(node) not in ("print", "show", "plot"):
        return None
    inner = node.arguments[0].value if len(node.arguments) == 1 else None
    if not isinstance(inner, Name) or inner.text not in scope.known:
        return None
    picture = scope.known[inner.text]
    if picture.kind is Kind.UNKNOWN and scope.has_device:
        return picture.as_(Kind.PICTURE)  # a parameter that is printed while a device is open
    return picture if picture.kind in DRAWN else None
