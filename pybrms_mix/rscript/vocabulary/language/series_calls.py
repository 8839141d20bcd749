"""Translate functions of series: ``stats::filter()`` and statistics of moving windows."""

from __future__ import annotations

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.registry import word
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.python import call, constant
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed
from pybrms_mix.syntax.nodes import Call, Infix, called

_ROLLING = {"rollmean": "mean", "rollsum": "sum", "rollmax": "max", "rollmedian": "median"}


def of_stats(node: Call) -> bool:
    """Return whether a call names the package stats: ``stats::filter(x, w)``."""
    function = node.function
    return isinstance(function, Infix) and getattr(function.left, "text", "") == "stats"


def linear_filter(node: Call, scope: Scope) -> Value:
    """Translate ``stats::filter(x, rep(1 / 3, 3), sides = 1)``."""
    arguments = matched(node.arguments, "x, filter, method, sides, circular, init")
    if arguments.get("init") is not None:
        raise NotPorted("stats::filter() starts from zeros here", node.span)
    nodes = {n: value(p, scope).node for n, p in arguments.named.items()}
    x, weights = (value(needed(arguments.get(n), node), scope).node for n in ("x", "filter"))
    options = {n: v for n, v in nodes.items() if n not in ("x", "filter")}
    return Value(call("r.linear_filter", x, weights, **options), Kind.VECTOR)


@word("rollmean", "rollsum", "rollmax", "rollmedian", "rollmeanr", "rollsumr", "rollmaxr",
      "rollmedianr", "frollmean", "frollsum")  # fmt: skip
def rolling(node: Call, scope: Scope) -> Value:
    """Translate ``rollmean(x, 3, fill = NA, align = "right")`` and ``frollmean(x, 3)``."""
    name = called(node) or ""
    fast = name.startswith("f")
    order = "x, n, fill, algo, align" if fast else "x, k, fill, na.pad, align"
    arguments = matched(node.arguments, order)
    if arguments.get("na.pad") is not None:
        raise NotPorted("use 'fill = NA' instead of 'na.pad'", node.span)
    x, size = (value(needed(arguments.get(n), node), scope).node for n in order.split(", ")[:2])
    options = {
        n: value(p, scope).node for n in ("fill", "align") if (p := arguments.get(n)) is not None
    }
    if fast or name.endswith("r"):
        options.setdefault("align", constant("right"))
    if fast:
        options.setdefault("fill", constant(float("nan")))
    statistic = _ROLLING[name.removeprefix("f").removesuffix("r")]
    return Value(call("r.rolled", x, size, constant(statistic), **options), Kind.VECTOR)
