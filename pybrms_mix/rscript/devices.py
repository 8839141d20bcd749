"""Write statements that show or store pictures: ``ggsave()``, and ``pdf()`` to ``dev.off()``."""

from __future__ import annotations

import ast
from dataclasses import replace

from pybrms_mix.rscript.call_arguments import matched
from pybrms_mix.rscript.expressions import value
from pybrms_mix.rscript.kinds import Kind, Value
from pybrms_mix.rscript.python import call, constant, method, py
from pybrms_mix.rscript.refusals import NotPorted
from pybrms_mix.rscript.registry import word
from pybrms_mix.rscript.scope import Scope
from pybrms_mix.rscript.vocabulary.base_plot_calls import ON_TOP
from pybrms_mix.rscript.vocabulary.pictures import DRAWN
from pybrms_mix.syntax.nodes import Argument, Call, Name, Node, Part, String, called

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
        return [ast.Expr(picture.node), *_finished(scope)]
    scope.last_picture = picture
    if scope.device is not None:
        page = scope.next_page()
        if _may_have_pages(picture.node):
            return [*statements, ast.Expr(call("r.store_pages", picture.node, page))]
        return [*statements, ast.Expr(method(picture.node, "savefig", page))]
    if picture.kind is Kind.PICTURE:
        return [*statements, ast.Expr(method(picture.node, "show"))]
    drawing = [] if isinstance(picture.node, ast.Name) else [ast.Expr(picture.node)]
    return [*statements, *drawing, ast.Expr(call("plt.show"))]


def _may_have_pages(node: ast.expr) -> bool:
    """Return whether a picture is that of a fit, which has a page for each few variables."""
    match node:
        case ast.Call(ast.Attribute(ast.Name("pm"), "plot")):
            return True
    return False


def _finished(scope: Scope) -> list[ast.stmt]:
    """Return the statements that follow a base R plot after its last layer is drawn."""
    if scope.following is not None and called(scope.following) in ON_TOP:
        return []
    if scope.device is None:
        return [ast.Expr(call("plt.show"))]
    return [ast.Expr(py("plt.gcf().savefig(x)", x=scope.next_page()))]


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
    paths = [a.value for a in node.arguments if a.name in (None, "file", "filename")]
    if paths and paths[0] == Name("NULL"):
        scope.device = None
        scope.notes.append(f"without {name}(NULL): pictures are shown")
        return []
    scope.device = _file(paths[0] if paths else None, node, scope)
    scope.notes.append(f"{name}(): the following pictures are stored, in matplotlib's size")
    return []


def closed(node: Call, scope: Scope) -> list[ast.stmt]:
    """Close the graphics device (``dev.off()``): later pictures are shown again."""
    scope.device = None
    scope.last = Kind.NONE
    scope.notes.append(f"without {called(node)}(): every picture is stored as soon as it is drawn")
    return []


def printed(node: Part, scope: Scope) -> Value | None:
    """Return the picture in ``print(p)``; None if the call prints no picture."""
    if not isinstance(node, Call) or called(node) not in ("print", "show", "plot"):
        return None
    inner = node.arguments[0].value if len(node.arguments) == 1 else None
    if not isinstance(inner, Name) or inner.text not in scope.known:
        return None
    picture = scope.known[inner.text]
    if picture.kind is Kind.UNKNOWN and scope.device is not None:
        return picture.as_(Kind.PICTURE)  # a parameter that is printed while a device is open
    return picture if picture.kind in DRAWN else None
