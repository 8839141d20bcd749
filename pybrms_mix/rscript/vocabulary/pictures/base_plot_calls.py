"""Translate base R plots, ``hist()``, ``plot()``, ``boxplot()``, and additions to them."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.literals import flagged, worded
from pybrms_mix.rscript.facts.registry import word
from pybrms_mix.rscript.facts.scope import Mask, Scope
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.python import call, constant, function
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import Argument, Call, Name, Node, Tilde, called

# Functions that draw on the existing plot.
ON_TOP = frozenset({"lines", "points", "abline", "legend", "text", "rug", "axis", "box", "title",
                    "mtext", "grid", "polygon", "segments", "arrows", "matlines",
                    "matpoints", "rect"})  # fmt: skip
_SETTINGS = {"main": "title", "xlab": "xlab", "ylab": "ylab", "col": "color", "xlim": "xlim",
             "ylim": "ylim", "lwd": "lwd", "lty": "lty", "type": "type", "pch": "pch", "cex": None,
             "las": None, "border": None, "bty": None, "cex.axis": None, "cex.lab": None,
             "cex.main": None, "xaxt": None, "yaxt": None, "axes": None, "bg": None, "ann": None,
             "breaks": "breaks", "horizontal": "horizontal", "names.arg": "names",
             "names": "names", "add": "add", "n": None, "sub": None, "frame": None,
             "beside": "beside", "horiz": "horiz", "log": "log", "asp": None, "pars": None,
             "notch": None,
             **dict.fromkeys((
                 "varwidth", "outline", "range", "boxwex", "staplewex", "width", "space", "density",
                 "angle", "axisnames", "axis.lty", "legend.text", "args.legend", "legend", "font",
                 "font.axis", "font.lab", "font.main", "family", "mgp", "tck", "tcl", "srt", "fg",
                 "cex.names", "cex.sub", "col.axis", "col.lab", "col.main", "xaxs", "yaxs", "adj",
                 "xpd", "lend", "ljoin", "panel.first", "panel.last", "show.names", "medcol",
                 "boxfill", "whisklty", "outpch", "outcol",
             ))}  # fmt: skip


def settings_of(arguments: Iterable[Argument], node: Call, scope: Scope) -> dict[str, ast.expr]:
    """Return the settings of a plot by the names that they have in ``pybrms_mix.r``."""
    settings: dict[str, ast.expr] = {}
    unused: list[str] = []
    for argument in arguments:
        name = argument.name or ""
        if name not in _SETTINGS:
            raise NotPorted(f"{called(node)}() has no argument '{name}' here", argument.span)
        target = _SETTINGS[name]
        if target is None:
            unused.append(name)
        else:
            settings[target] = plot_text(needed(argument.value, node), scope)
    if unused:
        scope.notes.append(f"without {', '.join(unused)} of {called(node)}()")
    return settings


def plot_text(part: Node, scope: Scope) -> ast.expr:
    """Return a text of a plot; an expression of mathematics is shown as its code."""
    if isinstance(part, Call) and called(part) in ("expression", "bquote"):
        return constant(write(needed(part.arguments[0].value, part)))
    return value(part, scope).node


@word("bw.nrd0", "bw.nrd", "bw.SJ")
def bandwidth(node: Call, scope: Scope) -> Value:
    """Translate ``bw.nrd0(x)``, the bandwidth of a kernel density estimate."""
    x = value(needed(matched(node.arguments, "x").get("x"), node), scope)
    rule = (called(node) or "").removeprefix("bw.")
    options = {} if rule == "nrd0" else {"rule": constant(rule)}
    return Value(call("r.bandwidth", x.node, **options), Kind.NUMBER)


@word("density")
def density(node: Call, scope: Scope) -> Value:
    """Translate ``density(x)``, a kernel density estimate."""
    parts = matched(node.arguments,
                    "x, bw, adjust, kernel, weights, window, width, give.Rkern, n, from, to, cut, "
                    "na.rm, ext, old.coords")  # fmt: skip
    kernel = parts.get("kernel") or parts.get("window")
    if kernel is not None and not worded(kernel).startswith("g"):
        raise NotPorted("density() has R's Gaussian kernel here", node.span)
    odd = [n for n in ("width", "give.Rkern", "ext", "old.coords") if parts.get(n) is not None]
    if odd:
        raise NotPorted(f"density() has no argument '{odd[0]}' here", node.span)
    x = needed(parts.get("x"), node)
    flags = {"from_" if n == "from" else n: value(p, scope).node for n, p in parts.named.items()
             if n not in ("x", "kernel", "window", "na.rm")}  # fmt: skip
    density_call = call("r.density", value(x, scope).node, **flags, name=constant(write(x)))
    return Value(density_call)


@word("hist")
def hist(node: Call, scope: Scope) -> Value:
    """Translate ``hist(x, breaks = 30)``."""
    arguments = matched(node.arguments, "x, breaks, freq, probability, plot, ...")
    x = value(needed(arguments.get("x"), node), scope)
    options = settings_of(arguments.rest, node, scope)
    for name in ("breaks", "freq"):
        if (part := arguments.get(name)) is not None:
            options[name] = value(part, scope).node
    if flagged(arguments.get("probability")):
        options["freq"] = constant(False)
    if not flagged(arguments.get("plot"), True):
        bin_options = {n: v for n, v in options.items() if n == "breaks"}
        x_text = constant(write(needed(arguments.get("x"), node)))
        return Value(call("r.bins", x.node, **bin_options, name=x_text), Kind.RECORD)
    return Value(call("r.hist", x.node, **options), Kind.BASE)


def _columns_of(data: Node | None, scope: Scope) -> Scope:
    """Return the scope in which the columns of the data frame of a formula are variables."""
    if data is None:
        return scope
    frame = value(data, scope)
    return scope.within(Mask(frame.node, columns=frame.columns))


def _formula(part: Node | None, inner: Scope) -> tuple[ast.expr, ast.expr]:
    """Return both sides of a formula as columns of the data frame."""
    assert isinstance(part, Tilde)
    if part.left is None:
        raise NotPorted("the formula of a plot must have two sides", part.span)
    return value(part.left, inner).node, value(part.right, inner).node


@word("boxplot")
def boxplot(node: Call, scope: Scope) -> Value:
    """Translate ``boxplot(y ~ g, data = d)`` and ``boxplot(x, y)``."""
    data = next((a.value for a in node.arguments if a.name == "data"), None)
    free = [a.value for a in node.arguments if a.name in (None, "formula", "x")]
    rest = tuple(a for a in node.arguments if a.name not in (None, "formula", "x", "data"))
    options = settings_of(rest, node, scope)
    if free and isinstance(free[0], Tilde):
        data = data or (free[1] if len(free) > 1 else None)
        y, groups = _formula(free[0], _columns_of(data, scope))
        return Value(call("r.boxplot", y, groups=groups, **options), Kind.BASE)
    nodes = [value(needed(p, node), scope).node for p in free]
    return Value(call("r.boxplot", *nodes, **options), Kind.BASE)


@word("barplot")
def barplot(node: Call, scope: Scope) -> Value:
    """Translate ``barplot(table(x))``."""
    arguments = matched(node.arguments, "height, ...")
    height = value(needed(arguments.get("height"), node), scope)
    return Value(
        call("r.barplot", height.node, **settings_of(arguments.rest, node, scope)), Kind.BASE
    )


def scatter(node: Call, scope: Scope) -> Value:
    """Translate ``plot(x, y)``, ``plot(y ~ x, data = d)`` and ``plot(density(x))``."""
    data = next((a.value for a in node.arguments if a.name == "data"), None)
    free = [a.value for a in node.arguments if a.name in (None, "x", "y", "formula")]
    rest = tuple(a for a in node.arguments if a.name not in (None, "x", "y", "formula", "data"))
    if free and isinstance(free[0], Tilde):
        # R computes the settings with the columns as well: pch = ifelse(sex == 1, 16, 1)
        inner = _columns_of(data or (free[1] if len(free) > 1 else None), scope)
        y, x = _formula(free[0], inner)
        return Value(call("r.plot", x, y, **settings_of(rest, node, inner)), Kind.BASE)
    nodes = [value(needed(p, node), scope).node for p in free]
    return Value(call("r.plot", *nodes, **settings_of(rest, node, scope)), Kind.BASE)


@word("matplot", "matlines", "matpoints")
def columns(node: Call, scope: Scope) -> Value:
    """Translate ``matplot(x, y, type = "l")``, one line for each column of a matrix."""
    free = [a.value for a in node.arguments if a.name in (None, "x", "y")]
    rest = tuple(a for a in node.arguments if a.name not in (None, "x", "y"))
    nodes = [value(needed(p, node), scope).node for p in free]
    options = settings_of(rest, node, scope)
    if called(node) != "matplot":
        options["add"] = constant(True)
        options.setdefault("type", constant("l" if called(node) == "matlines" else "p"))
    return Value(call("r.matplot", *nodes, **options), Kind.BASE)


@word("lines", "points")
def on_top(node: Call, scope: Scope) -> Value:
    """Translate ``lines(x, y)``, ``lines(y ~ x, data = d)`` and ``points(density(x))``."""
    free = [a.value for a in node.arguments if a.name in (None, "x", "y", "formula")]
    data = next((a.value for a in node.arguments if a.name == "data"), None)
    rest = tuple(a for a in node.arguments if a.name not in (None, "x", "y", "formula", "data"))
    inner = scope
    if free and isinstance(free[0], Tilde):
        inner = _columns_of(data or (free[1] if len(free) > 1 else None), scope)
        y, x = _formula(free[0], inner)
        nodes = [x, y]
    else:
        nodes = [value(needed(p, node), scope).node for p in free]
    call_node = call(f"r.{called(node)}", *nodes, **settings_of(rest, node, inner))
    return Value(call_node, Kind.BASE)


@word("abline")
def abline(node: Call, scope: Scope) -> Value:
    """Translate ``abline(h = 0)``, ``abline(v = x)`` and ``abline(a, b)``."""
    arguments = matched(node.arguments, "a, b, h, v, reg, ...")
    if arguments.get("reg") is not None:
        raise NotPorted("abline() needs numbers here", node.span)
    options = {n: value(p, scope).node for n, p in arguments.named.items()}
    return Value(call("r.abline", **options, **settings_of(arguments.rest, node, scope)), Kind.BASE)


@word("curve")
def curve(node: Call, scope: Scope) -> Value:
    """Translate ``curve(dnorm(x), from = -3, to = 3, add = TRUE)``."""
    arguments = matched(node.arguments, "expr, from, to, n, add, ...")
    part = needed(arguments.get("expr"), node)
    inner = scope.function({"x": Value(ast.Name("x"), Kind.VECTOR)})
    inner.names.setdefault("x", "x")
    if isinstance(part, Name):
        part = Call(part, (Argument(None, Name("x")),), part.span)
    body = function([scope.names.get("x", "x")], value(part, inner).node)
    options = {n.replace("from", "start").replace("to", "stop"): value(p, scope).node
               for n, p in arguments.named.items() if n in ("from", "to", "add")}  # fmt: skip
    return Value(
        call("r.curve", body, **options, **settings_of(arguments.rest, node, scope)), Kind.BASE
    )
