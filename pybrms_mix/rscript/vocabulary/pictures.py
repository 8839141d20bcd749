"""Simple pictures of ggplot2, drawn by matplotlib."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field, replace

from pybrms_mix.rscript.call_arguments import matched
from pybrms_mix.rscript.expressions import value
from pybrms_mix.rscript.kinds import Kind, Value
from pybrms_mix.rscript.python import call, constant, method, py
from pybrms_mix.rscript.refusals import NotPorted
from pybrms_mix.rscript.registry import word
from pybrms_mix.rscript.scope import Mask, Scope
from pybrms_mix.rscript.vocabulary.vector_calls import needed
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import Call, Infix, Name, Node, Part, String, Tilde, called

_GEOMS = {
    "geom_histogram": "hist",
    "geom_density": "density",
    "geom_point": "scatter",
    "geom_line": "plot",
    "geom_jitter": "scatter",
    "geom_ribbon": "ribbon",
    "geom_violin": "violinplot",
    "geom_boxplot": "boxplot",
    "geom_hline": "axhline",
    "geom_vline": "axvline",
}
_LINES = {"axhline": "yintercept", "axvline": "xintercept"}
_BESIDE = ("violinplot", "boxplot")
_LIMITS = ("xlim", "ylim")
_GROUPS = ("fill", "color", "colour", "group", "shape", "linetype")
_LOOKS = ("theme_", "scale_", "coord_", "guides", "theme")


# The picture that was drawn last: no variable has this name.
LAST = ""


@dataclass
class Picture:
    """What a sum of ggplot2's calls draws.

    Attributes:
        aesthetics: what columns mean: x, y, fill, ....
        layers: what is drawn, with its settings and its own aesthetics.
        limits: of the axes.
        labels: the texts.
        facet: the column that makes panels.
    """

    data: Value
    aesthetics: dict[str, Node]
    layers: list[tuple[str, Call, dict[str, Node]]] = field(default_factory=list)
    labels: dict[str, ast.expr] = field(default_factory=dict)
    facet: str | None = None
    limits: dict[str, ast.expr] = field(default_factory=dict)


@word("+", "ggplot")
def plot(node: Call, scope: Scope) -> Value:
    """Read ``ggplot(d, aes(x)) + geom_histogram() + ...``; ``drawn()`` draws it."""
    raise NotPorted("a picture is drawn by a statement of its own", node.span)


def is_picture(node: Part, scope: Scope) -> bool:
    """Return whether an expression is a picture of ggplot2, or one that has a name."""
    while isinstance(node, Infix) and node.op in ("+", "%>%", "|>"):
        node = node.right if called(node.right) == "ggplot" else node.left
    if isinstance(node, Name):
        return node.text in scope.pictures
    if isinstance(node, Call) and called(node) in ("print", "show") and node.arguments:
        inner = node.arguments[0].value
        return isinstance(inner, Name) and inner.text in scope.pictures
    return isinstance(node, Call) and called(node) == "ggplot"


def kept(name: str, node: Part, scope: Scope) -> list[ast.stmt]:
    """Return the statements of a picture that gets a name: none if it is drawn later, by it."""
    made = drawn(node, scope)
    scope.pictures[name] = node
    return [] if name in scope.later else made


def drawn(node: Part, scope: Scope) -> list[ast.stmt]:
    """Return the statements that draw a picture.

    Raises:
        NotPorted: for layers that are not drawn here.
    """
    picture = _picture(node, scope)
    if not picture.layers:
        raise NotPorted("the picture has no layer", node.span)
    group = _group(picture)
    rows = ast.Name("panel") if picture.facet else picture.data.node
    body = [
        line
        for kind, layer, own in picture.layers
        for line in _layer(_of_layer(picture, own), kind, layer, rows, group, scope)
    ]
    texts = _texts(picture)
    title = texts.pop("title", None) if picture.facet else None
    body.append(ast.Expr(call("ax.set", **texts)))
    if group is not None and any(kind not in _BESIDE for kind, *_ in picture.layers):
        label = picture.labels.get("legend", constant(group))
        body.append(ast.Expr(call("ax.legend", title=label)))
    made = _panels(picture, body) if picture.facet else [_axes(call("plt.subplots"), "ax"), *body]
    if title is not None:
        made.append(ast.Expr(call("fig.suptitle", title)))
    scope.pictures[LAST] = node
    if scope.device is not None:
        return [*made, saved(scope.next_page())]
    return [*made, ast.Expr(call("plt.show"))]


def saved(path: ast.expr) -> ast.stmt:
    """Return the statement that stores the figure at hand."""
    return ast.Expr(call("fig.savefig", path))


def _of_layer(picture: Picture, own: dict[str, Node]) -> Picture:
    """Return the picture as one layer sees it: its own aesthetics before those of the whole."""
    return replace(picture, aesthetics={**picture.aesthetics, **own})


def _axes(made: ast.expr, name: str) -> ast.stmt:
    return ast.Assign([ast.Tuple([ast.Name("fig"), ast.Name(name)])], made)


def _picture(node: Part, scope: Scope) -> Picture:
    if isinstance(node, Name):
        return _picture(scope.pictures[node.text], scope)
    if isinstance(node, Call) and called(node) in ("print", "show"):
        return _picture(needed(node.arguments[0].value, node), scope)
    if isinstance(node, Infix) and node.op == "+":
        picture = _picture(node.left, scope)
        _add(picture, node.right, scope)
        return picture
    if isinstance(node, Infix):
        assert isinstance(node.right, Call)
        data, rest = value(node.left, scope), node.right.arguments
    else:
        assert isinstance(node, Call)
        found = matched(node.arguments, "data, mapping")
        mapping = found.get("mapping")
        data = value(needed(found.get("data"), node), scope)
        return Picture(data, _aes(mapping))
    mapping = next((a.value for a in rest if a.value is not None), None)
    return Picture(data, _aes(mapping))


def _aes(part: Node | None) -> dict[str, Node]:
    if part is None:
        return {}
    if not isinstance(part, Call) or called(part) != "aes":
        raise NotPorted("aes() says what is drawn", part.span)
    return matched(
        part.arguments,
        "x, y, fill, color, colour, group, shape, linetype, ymin, ymax",
    ).named


def _add(picture: Picture, part: Node, scope: Scope) -> None:
    name = called(part) or ""
    if not isinstance(part, Call):
        raise NotPorted("this adds nothing that is drawn here", part.span)
    if name in _GEOMS:
        own = _own(part)
        picture.layers.append((_GEOMS[name], part, own))
        # Labels and groups are those of the first layer that has some.
        picture.aesthetics = {**own, **picture.aesthetics}
    elif name in _LIMITS:
        ends = [value(needed(a.value, part), scope).node for a in part.arguments]
        if len(ends) != 2:
            raise NotPorted(f"{name}() takes two ends here", part.span)
        picture.limits[name] = ast.Tuple(ends)
    elif name in ("facet_wrap", "facet_grid"):
        picture.facet = _facet(part)
    elif name in ("labs", "ggtitle", "xlab", "ylab"):
        _label(picture, name, part, scope)
    elif name.startswith(_LOOKS):
        scope.notes.append(f"without {name}(): it sets the look of ggplot2")
    else:
        raise NotPorted(f"{name}() is not drawn here", part.span)


def _own(part: Call) -> dict[str, Node]:
    """Return the aesthetics that a layer has for itself."""
    found: dict[str, Node] = {}
    for argument in part.arguments:
        if isinstance(argument.value, Call) and called(argument.value) == "aes":
            found |= _aes(argument.value)
    return found


def _label(picture: Picture, name: str, part: Call, scope: Scope) -> None:
    alone = {"ggtitle": "title", "xlab": "xlabel", "ylab": "ylabel"}.get(name)
    renamed = {"x": "xlabel", "y": "ylabel", "title": "title"}
    for argument in part.arguments:
        key = alone or renamed.get(argument.name or "")
        if key is None:
            key = "legend" if argument.name in _GROUPS else None
        if key is None:
            raise NotPorted(f"the label '{argument.name}' is not drawn here", argument.span)
        picture.labels[key] = value(needed(argument.value, part), scope).node


def _facet(part: Call) -> str:
    given = part.arguments[0].value if part.arguments else None
    if isinstance(given, Tilde) and isinstance(given.right, Name):
        return given.right.text
    if isinstance(given, Call) and called(given) == "vars":
        given = given.arguments[0].value
    if isinstance(given, Name | String):
        return given.text
    raise NotPorted("panels stand for one column here", part.span)


def _group(picture: Picture) -> str | None:
    """Return the column that colours tell apart."""
    for name in _GROUPS:
        part = picture.aesthetics.get(name)
        if isinstance(part, Call) and called(part) in ("factor", "as.factor"):
            part = part.arguments[0].value
        if isinstance(part, Name):
            return part.text
        if part is not None:
            raise NotPorted("colours stand for a column here", part.span)
    return None


def _panels(picture: Picture, body: list[ast.stmt]) -> list[ast.stmt]:
    """Return the statements that draw ``body`` in a panel for each value of a column."""
    rows = py("d.groupby(g)", d=picture.data.node, g=constant(picture.facet))
    axes = py("plt.subplots(1, panels.ngroups, sharex=True, sharey=True, squeeze=False)")
    level = ast.FormattedValue(ast.Name("title"), -1, None)
    title = ast.JoinedStr([ast.Constant(f"{picture.facet} = "), level])
    target = ast.Tuple([ast.Name("ax"), ast.Tuple([ast.Name("title"), ast.Name("panel")])])
    return [
        ast.Assign([ast.Name("panels")], rows),
        _axes(axes, "axes"),
        ast.For(
            target, py("zip(axes.flat, panels)"), [ast.Expr(call("ax.set_title", title)), *body], []
        ),
    ]


def _layer(
    picture: Picture, kind: str, layer: Call, rows: ast.expr, group: str | None, scope: Scope
) -> list[ast.stmt]:
    """Return the statements that draw one layer: of all rows, or of each group."""
    if any(a.name == "data" for a in layer.arguments):
        raise NotPorted("all layers draw the same data here", layer.span)
    if kind in _LINES:
        return _straight(kind, layer, scope)
    settings = _settings(kind, layer, scope)
    if kind in _BESIDE:
        return _beside(picture, kind, layer, rows, group, settings, scope)
    if group is None:
        return [ast.Expr(_draw(picture, kind, rows, settings, scope))]
    groups = py("d.groupby(g)", d=rows, g=constant(group))
    if kind == "hist":
        each = py("[r for _, rows in groups]", r=_data(picture, "x", ast.Name("rows"), scope))
        label = py("[str(key) for key, _ in groups]")
        made = call("ax.hist", each, **settings, stacked=constant(True), label=label)
        return [ast.Assign([ast.Name("groups")], groups), ast.Expr(made)]
    settings = {**settings, "label": py("str(key)")}
    inner = _draw(picture, kind, ast.Name("rows"), settings, scope)
    target = ast.Tuple([ast.Name("key"), ast.Name("rows")])
    return [ast.For(target, groups, [ast.Expr(inner)], [])]


def _straight(kind: str, layer: Call, scope: Scope) -> list[ast.stmt]:
    """Return the statement that draws ``geom_hline()`` or ``geom_vline()``."""
    at = next((a.value for a in layer.arguments if a.name == _LINES[kind]), None)
    place = value(needed(at, layer), scope)
    if place.kind is not Kind.NUMBER:
        raise NotPorted("a straight line has one place here", layer.span)
    rest = Call(layer.function, tuple(a for a in layer.arguments if a.value is not at), layer.span)
    return [ast.Expr(call(f"ax.{kind}", place.node, **_settings("plot", rest, scope)))]


def _beside(
    picture: Picture, kind: str, layer: Call, rows: ast.expr, group: str | None,
    settings: dict[str, ast.expr], scope: Scope,
) -> list[ast.stmt]:  # fmt: skip
    """Return the statements that draw violins or boxes, one for each value of x."""
    column = _column(picture, "x")
    if group not in (None, column):
        raise NotPorted("violins and boxes stand for the values of x here", layer.span)
    for name in settings:
        scope.notes.append(f"without {name} of {called(layer)}()")
    inner = method(_data(picture, "y", ast.Name("rows"), scope), "dropna")
    ticks = {
        "xticks": py("range(1, groups.ngroups + 1)"),
        "xticklabels": py("[str(key) for key, _ in groups]"),
    }
    return [
        ast.Assign([ast.Name("groups")], py("d.groupby(g)", d=rows, g=constant(column))),
        ast.Expr(call(f"ax.{kind}", py("[r for _, rows in groups]", r=inner))),
        ast.Expr(call("ax.set", **ticks)),
    ]


_DASHES = {"dashed": "dashed", "dotted": "dotted", "dotdash": "dashdot", "solid": "solid"}


def _settings(kind: str, layer: Call, scope: Scope) -> dict[str, ast.expr]:
    """Return matplotlib's settings for those of a layer."""
    known = {"bins": "bins", "alpha": "alpha", "linewidth": "linewidth"}
    known["size"] = "s" if kind == "scatter" else "linewidth"
    made: dict[str, ast.expr] = {}
    for argument in layer.arguments:
        if isinstance(argument.value, Call) and called(argument.value) == "aes":
            continue
        name = argument.name or ""
        dashes = _DASHES.get(getattr(argument.value, "text", ""))
        if name == "linetype" and dashes is not None and kind == "plot":
            made["linestyle"] = constant(dashes)
        elif name in known and argument.value is not None:
            given = value(argument.value, scope).node
            # ggplot2's sizes are widths, matplotlib's are areas.
            made[known[name]] = py("(4 * size) ** 2", size=given) if known[name] == "s" else given
        elif getattr(argument.value, "text", "") == "NA":
            continue
        elif name in ("color", "colour", "fill") and argument.value is not None:
            made["color"] = value(argument.value, scope).node
        else:
            scope.notes.append(
                f"without {name} = {write(argument.value) if argument.value else ''}"
            )
    if kind == "hist":
        made.setdefault("bins", constant(30))
    return made


def _draw(
    picture: Picture, kind: str, rows: ast.expr, settings: dict[str, ast.expr], scope: Scope
) -> ast.expr:
    x = _data(picture, "x", rows, scope)
    if kind == "hist":
        return call("ax.hist", x, **settings)
    if kind == "density":
        return method(ast.Attribute(x, "plot"), "density", ax=ast.Name("ax"), **settings)
    if kind == "plot":
        pair = [constant(_column(picture, n)) for n in ("x", "y")]
        ordered = method(rows, "sort_values", pair[0])
        return method(ordered, "plot", *pair, ax=ast.Name("ax"), **settings)
    if kind == "ribbon":
        ordered = method(rows, "sort_values", constant(_column(picture, "x")))
        sides = [_data(picture, n, ordered, scope) for n in ("x", "ymin", "ymax")]
        return call("ax.fill_between", *sides, **settings)
    return call(f"ax.{kind}", x, _data(picture, "y", rows, scope), **settings)


def _column(picture: Picture, name: str) -> str:
    part = picture.aesthetics.get(name)
    if not isinstance(part, Name):
        raise NotPorted(f"{name} stands for a column here", getattr(part, "span", None))
    return part.text


def _data(picture: Picture, name: str, rows: ast.expr, scope: Scope) -> ast.expr:
    part = picture.aesthetics.get(name)
    if part is None:
        raise NotPorted(f"the picture has no {name}", None)
    return value(part, scope.within(Mask(rows, columns=picture.data.columns))).node


def _texts(picture: Picture) -> dict[str, ast.expr]:
    """Return title and labels of the axes."""
    shown = {"xlabel": picture.aesthetics.get("x"), "ylabel": picture.aesthetics.get("y")}
    texts = {n: constant(write(p)) for n, p in shown.items() if p is not None}
    counted = {"hist": "count", "density": "density"}.get(picture.layers[0][0])
    if counted and "ylabel" not in texts:
        texts["ylabel"] = constant(counted)
    labels = {n: v for n, v in picture.labels.items() if n != "legend"}
    return texts | labels | picture.limits
