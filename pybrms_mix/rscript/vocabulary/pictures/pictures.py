"""Translate ggplot2 and patchwork pictures: sums of calls become methods of ``r.ggplot()``."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.registry import ADDITIONS, WORDS, word
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.python import call, constant, method
from pybrms_mix.rscript.trees.refusals import Forbidden, NotPorted
from pybrms_mix.rscript.vocabulary.basics.function_values import function_of
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed
from pybrms_mix.rscript.vocabulary.pictures.bayesplot_layers import as_layer
from pybrms_mix.rscript.vocabulary.pictures.layers import (
    ALONE,
    LAYERS,
    aesthetics,
    annotated,
    layered,
)
from pybrms_mix.rscript.vocabulary.pictures.legend_texts import legend_texts, text_of
from pybrms_mix.syntax.nodes import (
    Call,
    Function,
    Infix,
    Name,
    Node,
    Number,
    Part,
    String,
    Tilde,
    called,
)

_LOOKS = ("theme", "scale_", "guides", "guide_", "element_", "coord_", "set_panel_", "panel_",
          "plot_bg", "grid_lines", "no_legend", "yaxis_", "xaxis_", "facet_", "legend_",
          "background_", "canvas_", "font_", "margin")  # fmt: skip
_COLOURS = ("manual", "discrete", "continuous", "brewer", "distiller", "viridis_d", "viridis_c",
            "gradient", "gradient2", "gradientn", "hue", "grey", "identity")  # fmt: skip
_LABELS = {"x": "x", "y": "y", "title": "title", "subtitle": "subtitle", "caption": "caption",
           "color": "color", "colour": "color", "col": "color", "fill": "fill", "shape": "shape",
           "linetype": "linetype"}  # fmt: skip
_ALONE = {"ggtitle": "title", "xlab": "x", "ylab": "y"}
_LIMITS = ("xlim", "ylim", "lims", "expand_limits")
_PATCHES = {"+": "r.together", "|": "r.beside", "/": "r.stacked"}
DRAWN = frozenset({Kind.PICTURE, Kind.PLOT})


@word("ggplot")
def ggplot(node: Call, scope: Scope) -> Value:
    """Translate ``ggplot(d, aes(x, y))`` into ``r.ggplot(d, x="x", y="y")``."""
    arguments = matched(node.arguments, "data, mapping, ...")
    data, mapping = arguments.get("data"), arguments.get("mapping")
    if data is not None and called(data) == "aes" and mapping is None:
        data, mapping = None, data
    rows = None if data is None else value(data, scope)
    aes, dense = (
        ({}, False) if mapping is None else aesthetics(mapping, rows, scope, free=rows is None)
    )
    if dense:
        scope.notes.append("without the densities in ggplot(): its histograms show counts")
    nodes = [] if rows is None else [rows.node]
    columns = None if rows is None else rows.columns
    return Value(call("r.ggplot", *nodes, **aes), Kind.PICTURE, columns)


def added(picture: Value, op: str, right: Part, scope: Scope) -> Value | None:
    """Return a picture with one more part; None if the left side is no picture.

    Raises
    ------
    NotPorted
        If the part cannot be drawn.
    """
    right = as_layer(right, scope)
    if picture.kind in DRAWN and op == "+" and isinstance(right, Name) and right.text == "NULL":
        return picture  # ggplot2 leaves a plot as it is when NULL is added
    name = called(right) or ""
    part = name in LAYERS or name in _LABELS_AND_MORE or name.startswith(_LOOKS)
    if picture.kind is Kind.LOOK and op in ("+", "&", "%+replace%"):
        return picture if part else None
    if picture.kind not in DRAWN:
        if not (part and isinstance(right, Call) and picture.kind in (Kind.UNKNOWN, Kind.LIST)):
            return None
        picture = picture.as_(Kind.PICTURE)
    if isinstance(right, Call) and part and op in ("+", "&", "*"):
        return _with(picture, name, right, scope)
    if isinstance(right, Call) and op == "+" and _is_foreign(right, name, scope):
        # an addition of another package changes what a picture shows, and nothing else
        scope.notes.append(f"without {name}(): it is not drawn here")
        return picture
    script_value = scope.known.get(name)
    if (
        script_value is not None
        and script_value.kind is Kind.FUNCTION
        and script_value.result is Kind.LOOK
    ):
        return picture  # a function of the script that returns a theme
    second = value(right, scope)
    if second.kind is Kind.LOOK and op in ("+", "&", "*"):
        return picture
    # A data frame is a table that is drawn beside the pictures.
    if op in _PATCHES and second.kind in (*DRAWN, Kind.UNKNOWN, Kind.FRAME):
        return Value(call(_PATCHES[op], picture.node, second.node), Kind.PICTURE)
    raise NotPorted("this part has no effect on pictures here", getattr(right, "span", None))


def _is_foreign(part: Call, name: str, scope: Scope) -> bool:
    """Return whether an addition to a picture calls a function of a package without vocabulary."""
    return bool(name) and name not in WORDS and name not in scope.names


def _with(picture: Value, name: str, part: Call, scope: Scope) -> Value:
    """Return a picture with a layer, labels, limits, panels or a layout added."""
    if name in LAYERS or name == "annotate":
        make = annotated if name == "annotate" else layered
        try:
            places, options = make(part, picture, scope)
        except NotPorted as refused:
            if isinstance(refused, Forbidden) or not _has_layers(picture):
                raise
            scope.notes.append(f"without {name}(): {refused.message}")
            return picture
        if picture.kind is not Kind.PLOT:
            return _called(picture, "layer", (places, options))
        has_rows = "data" in options or picture.columns is not None  # of the figure itself
        if not has_rows and LAYERS.get(name) not in ALONE and name != "annotate":
            message = f"{name}() on a finished figure needs data of its own here: data ="
            raise NotPorted(message, part.span)
        overlaid = call("r.overlaid", picture.node, *places, **options)
        return Value(overlaid, Kind.PLOT, picture.columns)
    if name in ("facet_wrap", "facet_grid"):
        if picture.kind is Kind.PLOT:
            scope.notes.append(f"without {name}(): the panels of a finished figure stay")
            return picture
        return _called(picture, "panels", _panels(part, scope))
    if name in ("labs", "plot_annotation", *_ALONE):
        return _labelled(picture, name, part, scope)
    if name in _LIMITS or name in ("coord_cartesian", "coord_flip"):
        return _limited(picture, name, part, scope)
    if name.startswith("scale_"):
        return _scaled(picture, name, part, scope)
    if name == "plot_layout":
        arguments = matched(part.arguments, "ncol, nrow, byrow, widths, heights, guides, tag_level")
        settings = {n: value(p, scope).node for n, p in arguments.named.items()
                    if n in ("ncol", "nrow", "widths", "heights")}  # fmt: skip
        return _called(picture, "layout", ([], settings)) if settings else picture
    _noted(name, scope)
    return picture


def _has_layers(picture: Value) -> bool:
    """Return whether a picture shows something without a further layer."""
    is_layer = (isinstance(n, ast.Attribute) and n.attr == "layer" for n in ast.walk(picture.node))
    return picture.kind is Kind.PLOT or any(is_layer)


_LABELS_AND_MORE = frozenset(
    {"labs", *_ALONE, *_LIMITS, "plot_annotation", "plot_layout", "annotate", "facet_wrap"}
    | {"facet_grid", "coord_cartesian", "coord_flip", "expand_limits", "annotation_custom"}
)


def _noted(name: str, scope: Scope) -> None:
    scope.notes.append(f"without {name}(): it sets the look of ggplot2")


def _called(
    picture: Value, name: str, method_arguments: tuple[list[ast.expr], dict[str, ast.expr]]
) -> Value:
    picture_node = method(picture.node, name, *method_arguments[0], **method_arguments[1])
    return Value(picture_node, picture.kind, picture.columns)


def _labelled(picture: Value, name: str, part: Call, scope: Scope) -> Value:
    labels: dict[str, ast.expr] = {}
    for argument in part.arguments:
        key = _ALONE.get(name) or _LABELS.get(argument.name or "")
        if key is None:
            scope.notes.append(f"without the label '{argument.name or ''}'")
        elif argument.value is not None:
            labels[key] = text_of(argument.value, scope)
    return _finished(picture, "labels", labels)


def _finished(picture: Value, name: str, settings: dict[str, ast.expr]) -> Value:
    """Return a picture with labels or limits; a finished matplotlib figure is modified."""
    if not settings:
        return picture
    if picture.kind is Kind.PLOT:
        if name == "labels":
            spelt = {"x": "xlabel", "y": "ylabel"}
            settings = {spelt.get(n, n): v for n, v in settings.items() if n in (
                "x", "y", "title", "subtitle")}  # fmt: skip
        if not settings:
            return picture
        adjusted = call("r.adjusted", picture.node, **settings)
        return Value(adjusted, Kind.PLOT, picture.columns)
    return _called(picture, name, ([], settings))


def _limited(picture: Value, name: str, part: Call, scope: Scope) -> Value:
    if name == "coord_flip":
        if picture.kind is Kind.PLOT:
            raise NotPorted("the axes of a finished figure cannot be changed here", part.span)
        return _called(picture, "flipped", ([], {}))
    limits: dict[str, ast.expr] = {}
    if name == "expand_limits":
        _noted(name, scope)
        return picture
    if name in ("xlim", "ylim"):
        ends = [value(needed(a.value, part), scope).node for a in part.arguments]
        limits[name[0]] = ends[0] if len(ends) == 1 else ast.Tuple(ends)
    else:
        for argument in part.arguments:
            axis = (argument.name or "")[:1]
            if (argument.name or "") in ("x", "y", "xlim", "ylim") and argument.value is not None:
                limits[axis] = value(argument.value, scope).node
    change = "zoomed" if name == "coord_cartesian" else "limits"
    return _finished(picture, change, limits)


def _scaled(picture: Value, name: str, part: Call, scope: Scope) -> Value:
    """Return a picture with the limits, name, transformation or colours that a scale sets."""
    _, aesthetic, how, *_ = f"{name}_continuous".split("_", 3)
    settings = {a.name: a.value for a in part.arguments if a.value is not None}
    free = [a.value for a in part.arguments if a.name is None and a.value is not None]
    if aesthetic in ("x", "y"):
        if picture.kind is Kind.PICTURE and (how.startswith("log10") or "log10" in [
                getattr(settings.get(n), "text", "") for n in ("trans", "transform")]):  # fmt: skip
            picture = _called(picture, "logged", ([constant(aesthetic)], {}))
        title = settings.get("name", free[0] if free else None)
        if isinstance(title, String | Call) or (isinstance(title, Name) and title.text == "NULL"):
            picture = _finished(picture, "labels", {aesthetic: text_of(title, scope)})
        if picture.kind is Kind.PLOT and how.startswith("discrete"):
            return _relabelled(picture, aesthetic, settings, part, scope)
        if "labels" in settings:
            scope.notes.append(f"without labels of {name}()")
        if (ends := settings.get("limits")) is not None:
            picture = _finished(picture, "limits", {aesthetic: value(ends, scope).node})
        return picture
    if picture.kind is Kind.PICTURE:
        texts = legend_texts(aesthetic, settings, free, scope)
        picture = _finished(picture, "labels", texts)
    values = settings.get("values")
    manual = aesthetic in ("color", "colour", "fill") and how.startswith("manual")
    if manual and values is not None and picture.kind is Kind.PICTURE:
        return _called(picture, "palette", ([value(values, scope).node], {}))
    _noted(name, scope)
    return picture


def _relabelled(
    picture: Value, axis: str, settings: Mapping[str | None, Node], part: Call, scope: Scope
) -> Value:
    """Return a finished figure with other labels of its levels.

    Raises
    ------
    NotPorted
        If the levels shall have another order.
    """
    if "limits" in settings:
        raise NotPorted("the levels of a finished figure keep their order here", part.span)
    labels = settings.get("labels")
    if labels is None:
        return picture
    is_function = isinstance(labels, Function | Tilde) or (
        isinstance(labels, Name) and labels.text not in scope.known
    )
    labels_node = function_of(labels, scope) if is_function else value(labels, scope).node
    figure = call("r.relabelled", picture.node, constant(axis), labels_node)
    return Value(figure, Kind.PLOT, picture.columns)


def _panels(part: Call, scope: Scope) -> tuple[list[ast.expr], dict[str, ast.expr]]:
    """Return the columns whose levels define panels, and the settings of the panels."""
    rows: list[str] = []
    across: list[str] = []
    options: dict[str, ast.expr] = {}
    for argument in part.arguments:
        expression = needed(argument.value, part)
        if argument.name in (None, "facets", "cols"):
            row_part = expression.left if isinstance(expression, Tilde) else None
            rows += [] if row_part is None else _columns(row_part)
            across += _columns(expression.right if isinstance(expression, Tilde) else expression)
        elif argument.name == "rows":
            row_part = (
                expression.left
                if isinstance(expression, Tilde) and expression.left is not None
                else expression
            )
            rows += _columns(row_part)
        elif argument.name == "ncol":
            options["ncol"] = value(expression, scope).node
        elif argument.name in ("scales", "scale"):
            free = {"free": "xy", "free_x": "x", "free_y": "y"}.get(
                getattr(expression, "text", ""), ""
            )
            options["free"] = constant(free)
        elif argument.name not in ("nrow", "labeller", "strip.position", "space", "switch", "drop"):
            raise NotPorted(f"panels have no '{argument.name}' here", argument.span)
    if rows:
        options = {"rows": ast.List([constant(n) for n in rows]), **options}
    return [constant(n) for n in across], options


def _columns(part: Node) -> list[str]:
    match part:
        case Name(".") | Number("1"):
            return []
        case Name(text) | String(text):
            return [text]
        case Infix(first, "+" | "*", right):
            return [*_columns(first), *_columns(right)]
        case Call(Name("vars" | "c"), arguments):
            return [n for a in arguments for n in _columns(needed(a.value, part))]
    raise NotPorted("panels can only be formed by columns here", getattr(part, "span", None))


@word("theme", "theme_bw", "theme_classic", "theme_minimal", "theme_light", "theme_gray",
      "theme_grey", "theme_dark", "theme_void", "theme_linedraw", "theme_tidybayes",
      "theme_ggdist", "theme_default", "theme_pubr", "theme_cowplot", "theme_few",
      "panel_border", "bayesplot_theme_get", "facet_bg", "facet_text", "grid_lines", "legend_move",
      "legend_none", "legend_text", "panel_bg", "plot_bg", "xaxis_text", "xaxis_ticks",
      "xaxis_title", "yaxis_text", "yaxis_ticks", "yaxis_title", "pairs_style_np",
      "parcoord_style_np", "scatter_style_np", "trace_style_np",
      *(f"scale_{a}_{n}" for a in ("color", "colour", "fill") for n in _COLOURS))  # fmt: skip
def theme(node: Call, scope: Scope) -> Value:
    """Translate a named theme such as ``theme_bw()``, which has no effect in Python."""
    _noted(called(node) or "", scope)
    return Value(constant(None), Kind.LOOK)


@word("ggplotly")
def interactive(node: Call, scope: Scope) -> Value:
    """Translate ``plotly::ggplotly(p)`` into the picture itself."""
    arguments = matched(node.arguments, "p, ...")
    picture = value(needed(arguments.get("p"), node), scope)
    if picture.kind not in DRAWN:
        raise NotPorted("ggplotly() needs a picture of ggplot2 here", node.span)
    scope.notes.append("ggplotly(): the picture is not interactive here")
    return picture


@word("plot_spacer")
def plot_spacer(node: Call, scope: Scope) -> Value:
    """Translate ``plot_spacer()``, an empty place between pictures."""
    return Value(constant(None), Kind.PICTURE)


@word("grid.arrange", "wrap_plots", "plot_grid", "ggarrange", "bayesplot_grid", "arrangeGrob")
def arranged(node: Call, scope: Scope) -> Value:
    """Translate ``grid.arrange(p1, p2, ncol = 2)``, pictures in a grid."""
    picture_arguments = [
        a for a in node.arguments if a.name in (None, "grobs", "plotlist", "plots")
    ]
    options = {a.name: value(a.value, scope).node for a in node.arguments
               if a.name in ("ncol", "nrow") and a.value is not None}  # fmt: skip
    titles = [a.value for a in node.arguments if a.name == "top" and a.value is not None]
    if titles:
        options["title"] = value(titles[0], scope).node
    values = [value(needed(a.value, node), scope) for a in picture_arguments]
    if len(values) == 1 and values[0].kind not in DRAWN:
        pictures = values[0].node
    else:
        pictures = ast.List([v.node for v in values])
    return Value(call("r.arranged", pictures, **{str(n): v for n, v in options.items()}),
                 Kind.PICTURE)  # fmt: skip


ADDITIONS.append(added)
