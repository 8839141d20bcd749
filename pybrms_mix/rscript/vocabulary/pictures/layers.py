"""Translate the layers of pictures, from calls of ggplot2, ggdist and ggridges."""

from __future__ import annotations

import ast

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.literals import worded
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.python import constant, function, record
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.trees.walking import below
from pybrms_mix.rscript.vocabulary.basics.function_values import function_of
from pybrms_mix.rscript.vocabulary.basics.masked import spoken
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import (
    Argument,
    Assign,
    Call,
    Index,
    Name,
    Node,
    Number,
    Part,
    String,
    called,
)

CENTRES = ("mean", "median", "mode")
INTERVALS = ("qi", "hdi", "hdci")
Given = tuple[list[ast.expr], dict[str, ast.expr]]

_GEOMS = (
    "point", "jitter", "line", "path", "step", "histogram", "freqpoly", "density", "bar", "col",
    "boxplot", "violin", "ribbon", "area", "smooth", "hline", "vline", "abline", "segment",
    "errorbar", "errorbarh", "text", "linerange", "pointrange", "rug", "function",
    "tile", "rect",
)  # fmt: skip
_GGDIST = ("halfeye", "eye", "slab", "pointinterval", "interval", "lineribbon")
# The kind of layer that each R function draws.
LAYERS: dict[str, str] = {
    **{f"geom_{n}": n for n in _GEOMS},
    **{f"stat_{n}": n for n in (*_GGDIST, "smooth", "function", "summary", "density")},
    **{f"{s}_{n}h": n for s in ("geom", "stat") for n in ("halfeye", "eye", "pointinterval")},
    "stat_ecdf": "ecdf", "geom_raster": "tile", "stat_bin": "histogram", "stat_count": "bar",
    "geom_half_violin": "violin", "geom_flat_violin": "violin",
    "geom_label": "text", "geom_text_repel": "text", "geom_label_repel": "text",
    "geom_linerangeh": "linerange", "geom_pointrangeh": "pointrange", "geom_count": "point",
    "geom_density_ridges": "slab", "geom_density_ridges2": "slab", "stat_density_ridges": "slab",
    "geom_pointinterval": "pointrange", "geom_interval": "linerange", "geom_slab": "slab",
    "geom_lineribbon": "smooth", "stat_dots": "slab", "stat_dotsinterval": "halfeye",
    "geom_quasirandom": "jitter", "geom_beeswarm": "jitter", "geom_sina": "jitter",
}  # fmt: skip
# The kinds of layers that are drawn without rows.
ALONE = frozenset({"hline", "vline", "abline", "function"})
_AESTHETICS = frozenset(
    {"x", "y", "xmin", "xmax", "ymin", "ymax", "xend", "yend", "color", "fill", "group", "shape"}
    | {"linetype", "label", "xintercept", "yintercept", "slope", "intercept"}
)
_SPELT = {"colour": "color", "col": "color", "lwd": "linewidth", "lty": "linetype",
          "binwidth": "binwidth"}  # fmt: skip
_SETTINGS = frozenset(
    {"color", "fill", "alpha", "size", "linewidth", "linetype", "bins", "binwidth", "width"}
    | {"height", "se", "span", "yintercept", "xintercept", "slope", "intercept", "xlim"}
)
_DENSITIES = frozenset({"density", "scaled", "ndensity"})


def aesthetics(
    part: Node, data: Value | None, scope: Scope, kind: str = "", *, free: bool = False
) -> tuple[dict[str, ast.expr], bool]:
    """Return the aesthetics in ``aes()``, and whether heights are densities.

    ``free`` permits columns that belong to the data frame of a picture defined elsewhere.
    """
    if not isinstance(part, Call) or called(part) != "aes":
        raise NotPorted("aes() must name a variable", getattr(part, "span", None))
    mapping: dict[str, ast.expr] = {}
    dense = False
    places = [n for n in ("x", "y") if all(a.name != n for a in part.arguments)]
    for argument in part.arguments:
        name = argument.name or (places.pop(0) if places else "")
        name = _SPELT.get(name, name)
        expression = needed(argument.value, part)
        if _is_computed(expression):
            dense = dense or bool(_computed_names(expression) & _DENSITIES)
            if not _is_drawn(expression, kind):
                height = "density" if dense or kind == "density" else "count"
                explanation = f": the layer draws the {height}" if name == "y" else ""
                scope.notes.append(f"without {name} = {write(expression)}{explanation}")
        elif name not in _AESTHETICS:
            scope.notes.append(f"without the aesthetic '{name}'")
        else:
            mapping[name] = _aesthetic(expression, data, scope, free=free)
    return mapping, dense


def _is_computed(part: Node) -> bool:
    """Return whether the layer computes an aesthetic, as in ``after_stat(density) * 2``."""
    return bool(_computed_names(part))


def _computed_names(part: Node) -> frozenset[str]:
    """Return the variables of the layer that an aesthetic reads: ``..count..``, ``stat(count)``."""
    names: set[str] = set()
    for inner in below(part):
        match inner:
            case Name(text) if text.startswith("..") and text.endswith("..") and len(text) > 4:
                names.add(text.strip("."))
            case Call(_, arguments) if called(inner) in ("after_stat", "stat"):
                values = (a.value for a in arguments if a.value is not None)
                names |= {p.text for v in values for p in below(v) if isinstance(p, Name)}
    return frozenset(names)


def _is_drawn(part: Node, kind: str) -> bool:
    """Return whether a layer of this kind draws a computed aesthetic itself, without a factor."""
    if isinstance(part, Call) and len(part.arguments) == 1:
        part = needed(part.arguments[0].value, part)
    name = part.text.strip(".") if isinstance(part, Name) else ""
    return name in _DENSITIES or (name == "count" and kind != "density")


def _aesthetic(part: Node, data: Value | None, scope: Scope, *, free: bool) -> ast.expr:
    """Return an aesthetic: the name of a column, a function of the rows, or a constant."""
    rows = data or Value(ast.Name("rows"), Kind.FRAME)
    if isinstance(part, Name) and part.text == "NULL":
        return constant(None)
    if isinstance(part, Name) and (free or data is not None) and (
        (rows.columns is not None and part.text in rows.columns) or part.text not in scope.known
    ):  # fmt: skip
        return constant(part.text)
    if isinstance(part, String):
        return function(["rows"], constant(part.text))
    if isinstance(part, Number) or (data is None and not free):
        return value(part, scope).node
    return spoken(part, rows, scope)


def layered(part: Call, picture: Value, scope: Scope) -> Given:
    """Return the arguments of ``layer()`` for ``geom_point(aes(color = g), size = 2)``."""
    name = called(part) or ""
    kind = LAYERS[name]
    mapping, data, rest = _parts(part)
    rows = _rows(data, picture, scope)
    options: dict[str, ast.expr] = {}
    if data is not None:
        options["data"] = rows.node if isinstance(rows, Value) else rows
    if mapping is not None:
        columns = rows if isinstance(rows, Value) else None
        aes, dense = aesthetics(mapping, columns, scope, kind, free=True)
        if aes:
            options["aes"] = record(aes)
        if dense and kind in ("histogram", "freqpoly"):
            options["density"] = constant(True)
    omitted = _settings(kind, rest, options, scope)
    if kind == "point" and name == "geom_point" and _is_jittered(rest):
        kind = "jitter"
    if name == "stat_bin" and _geom(rest) in ("line", "step"):
        kind = "freqpoly"
    if omitted:
        scope.notes.append(f"without {', '.join(dict.fromkeys(omitted))} of {name}()")
    return [constant(kind)], options


def _geom(arguments: list[Argument]) -> str:
    return next((worded(a.value) for a in arguments if a.name == "geom"), "")


def _parts(part: Call) -> tuple[Node | None, Node | None, list[Argument]]:
    """Return the aesthetics, the data frame and the settings of a layer."""
    mapping = next((a.value for a in part.arguments
                    if a.name in (None, "mapping") and called(a.value) == "aes"), None)  # fmt: skip
    arguments = [a for a in part.arguments if a.value is not mapping]
    data = next((a.value for a in arguments if a.name == "data"), None)
    free = [a for a in arguments if a.name is None]
    if data is None and free:
        data = free[0].value
    return mapping, data, [a for a in arguments if a.value is not data and a.name is not None]


def _rows(data: Node | None, picture: Value, scope: Scope) -> Value | ast.expr:
    """Return the rows of a layer: the picture's, its own, or a function of the picture's rows."""
    if data is None:
        return Value(picture.node, Kind.FRAME, picture.columns)
    if (
        called(data) is None
        and not isinstance(data, Name | Call | Index)
        and not hasattr(data, "op")
    ):
        return function_of(data, scope)
    return value(data, scope)


def _is_jittered(rest: list[Argument]) -> bool:
    return any(a.name == "position" and (getattr(a.value, "text", "") or called(a.value) or "")
               .removeprefix("position_") == "jitter" for a in rest)  # fmt: skip


def _settings(
    kind: str, rest: list[Argument], options: dict[str, ast.expr], scope: Scope
) -> list[str]:
    """Enter the settings of a layer in ``options``; return the names of omitted settings."""
    omitted: list[str] = []
    more = next((a.value for a in rest if a.name == "args"), None)
    for argument in rest:
        name = _SPELT.get(argument.name or "", argument.name or "")
        part = argument.value
        if part is None or name == "args":
            continue
        if isinstance(part, Name) and part.text == "NA":
            can_be_missing = name in _SETTINGS or name in _AESTHETICS
            if can_be_missing:
                options[name] = constant(None)
            else:
                omitted.append(name)
        elif name == "position":
            _position(part, options, omitted, scope)
        elif (setting := _setting(kind, name, part, more, scope)) is not None:
            options[_KEYS.get(name, name)] = setting
        elif name in _AESTHETICS:
            aes = options.setdefault("aes", record({}))
            assert isinstance(aes, ast.Dict)
            aes.keys.append(constant(name))
            aes.values.append(_constant(part, scope))
        else:
            omitted.append(name)
    return omitted


_KEYS = {"inherit.aes": "inherit_aes", "fun.y": "fun", "fun.data": "fun", ".width": "width_"}


def _setting(kind: str, name: str, part: Part, more: Node | None, scope: Scope) -> ast.expr | None:
    """Return the value of a setting; None if the name is not a setting."""
    if name in _SETTINGS or name in ("inherit.aes", ".width"):
        return value(part, scope).node
    if name in ("fun", "fun.y", "fun.data"):
        return _fun(kind, part, more, scope)
    if name == "geom" and isinstance(part, String):
        return constant(part.text)
    if name == "method":
        return _method(part)
    return _point_interval(part) if name == "point_interval" else None


def _constant(part: Node, scope: Scope) -> ast.expr:
    """Return the constant value of an aesthetic."""
    if isinstance(part, String):
        return function(["rows"], constant(part.text))
    return value(part, scope).node


def _fun(kind: str, part: Part, args: Node | None, scope: Scope) -> ast.expr:
    """Return the summary function of a layer; ``fun.data`` returns named ends of an interval."""
    name = getattr(part, "text", "")
    if name in ("mean_se", "mean_cl_normal", "mean_cl_boot"):
        if name == "mean_cl_boot":
            scope.notes.append("mean_cl_boot: drawn as the interval of a normal distribution")
        return constant("mean_cl_normal" if name == "mean_cl_boot" else name)
    centre, _, interval = name.partition("_")
    if kind == "summary" and centre in CENTRES and interval in INTERVALS:
        return ast.Tuple([constant(centre), constant(interval)])
    if name.startswith(("mean_", "median_")) and kind == "summary":
        raise NotPorted(f"stat_summary() does not have {name}() here", part.span)
    rest = args.arguments if isinstance(args, Call) else ()
    return function_of(part, scope, rest=rest)


def _method(part: Part) -> ast.expr:
    name = getattr(part, "text", "")
    if name not in ("lm", "loess", "auto"):
        raise NotPorted(f"geom_smooth() has no method '{name}' here", part.span)
    return constant(name)


def _position(part: Part, options: dict[str, ast.expr], omitted: list[str], scope: Scope) -> None:
    """Enter the position of a layer, which may be a variable: ``pd <- position_dodge(0.4)``."""
    if isinstance(part, Name):
        assigned_parts = [
            s.value for s in scope.script if isinstance(s, Assign) and s.target == part
        ]
        part = assigned_parts[-1] if assigned_parts else part
    name = (getattr(part, "text", "") or called(part) or "").removeprefix("position_")
    name = {"dodge2": "dodge", "fill": "fill"}.get(name, name)
    if name in ("dodge", "identity", "stack"):
        options["position"] = constant(name)
        match part:
            case Call(_, (Argument(None | "width", Number(width)), *_)) if name == "dodge":
                options["dodge"] = constant(float(width))
    elif name != "jitter":
        omitted.append("position")


def _point_interval(part: Part) -> ast.expr:
    centre, _, interval = getattr(part, "text", "").partition("_")
    if centre not in CENTRES or interval not in INTERVALS:
        raise NotPorted("it is unknown which point and interval are meant", part.span)
    return ast.Tuple([constant(centre), constant(interval)])


def annotated(part: Call, picture: Value, scope: Scope) -> Given:
    """Return the arguments of ``layer()`` for ``annotate("text", x = 1, y = 2, label = "a")``."""
    arguments = matched(part.arguments, "geom, ...")
    kind = getattr(arguments.get("geom"), "text", "")
    kind = {"label": "text", "curve": "segment", "richtext": "text"}.get(kind, kind)
    if kind not in _GEOMS:
        raise NotPorted(f"annotate() draws no '{kind}' here", part.span)
    aes: dict[str, ast.expr] = {}
    options: dict[str, ast.expr] = {}
    for argument in arguments.rest:
        name = _SPELT.get(argument.name or "", argument.name or "")
        expression = needed(argument.value, part)
        if name in _SETTINGS:
            options[name] = value(expression, scope).node
        elif name in _AESTHETICS:
            if isinstance(expression, Call) and called(expression) == "expression":
                expression = String(write(needed(expression.arguments[0].value, expression)))
            aesthetic_value = value(expression, scope)
            # A text would be the name of a column.
            aesthetic_node = (
                aesthetic_value.node
                if aesthetic_value.kind is Kind.NUMBER
                else function(["rows"], aesthetic_value.node)
            )
            aes[name] = aesthetic_node
    return [constant(kind)], {"aes": record(aes), "inherit_aes": constant(False), **options}
