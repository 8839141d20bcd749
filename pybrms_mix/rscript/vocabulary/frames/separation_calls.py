"""Translate tidyr's ``separate_wider_*()`` and ``extract()``, and ``cross_join()``."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.registry import word
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.python import call, constant, listed
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.vocabulary.basics.function_values import function_of
from pybrms_mix.rscript.vocabulary.basics.masked import Pair, frame_of, picked, verb
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed
from pybrms_mix.syntax.nodes import Argument, Call, Name, Node, String, called

_SEPARATIONS = {
    "separate_wider_delim": ("cols, delim", "names, names_sep, too_few, too_many"),
    "separate_wider_position": ("cols, widths", "too_few, too_many"),
    "separate_wider_regex": ("cols, patterns", "too_few"),
}


@word(*_SEPARATIONS)
def separated(node: Call, scope: Scope) -> Value:
    """Translate ``separate_wider_delim(d, x, "_", names = c("a", "b"))`` and its variants."""
    name = called(node) or ""
    frame, rest = frame_of(node, scope)
    first, further = _SEPARATIONS[name]
    arguments = matched(rest, f"{first}, ..., {further}, cols_remove")
    if arguments.rest:
        raise NotPorted(f"{name}() has no such argument here", arguments.rest[0].span)
    columns = needed(arguments.get("cols"), node)
    rule = first.split(", ")[1]
    part = needed(arguments.get(rule), node)
    rule_node = value(part, scope).node if rule == "delim" else _pairs(part, name, scope)
    pairs: list[Pair] = [
        (None, picked([Argument(None, columns)], frame, scope, whole=True)[0][1]),
        (None, rule_node),
    ]
    for label in (*further.split(", "), "cols_remove"):
        if (option := arguments.get(label)) is not None:
            pairs.append((label, _names(option, scope) if label == "names" else (
                value(option, scope).node)))  # fmt: skip
    return verb(name, frame, pairs)


def _pairs(part: Node, name: str, scope: Scope) -> ast.expr:
    """Return ``c(a = 2, 1, b = 1)`` as pairs of names and values."""
    if not isinstance(part, Call) or called(part) != "c":
        raise NotPorted(f"{name}() needs its columns as c(a = ..., b = ...) here", part.span)
    return listed(
        ast.Tuple([constant(a.name), value(needed(a.value, part), scope).node])
        for a in part.arguments
    )


def _names(part: Node, scope: Scope) -> ast.expr:
    """Return names of columns; NA is None, which leaves a column out."""
    items: Sequence[Argument] = ()
    if isinstance(part, Call) and called(part) == "c":
        items = part.arguments
    left_out = [a for a in items if isinstance(a.value, Name) and a.value.text.startswith("NA")]
    if not left_out:
        return value(part, scope).node
    if not all(a in left_out or isinstance(a.value, String) for a in items):
        raise NotPorted("names of columns beside NA must be written out here", part.span)
    return listed(constant(a.value.text if isinstance(a.value, String) else None) for a in items)


@word("extract")
def extract(node: Call, scope: Scope) -> Value:
    """Translate tidyr's ``extract(d, x, into = c("a", "b"), regex = "(.+)_(.+)")``."""
    arguments = matched(node.arguments, "data, col, into, regex, remove, convert, ...")
    if arguments.get("into") is None or arguments.rest:
        raise NotPorted("extract() is known as a function of tidyr here", node.span)
    frame, _ = frame_of(Call(node.function, node.arguments[:1], node.span), scope)
    column = needed(arguments.get("col"), node)
    pairs: list[Pair] = [
        (None, picked([Argument(None, column)], frame, scope)[0][1]),
        (None, _names(needed(arguments.get("into"), node), scope)),
    ]
    pairs += [(n, value(p, scope).node) for n in ("regex", "remove", "convert")
              if (p := arguments.get(n)) is not None]  # fmt: skip
    return verb("extract_groups", frame, pairs)


@word("cross_join")
def cross_join(node: Call, scope: Scope) -> Value:
    """Translate ``cross_join(x, y)``, all pairs of rows of two data frames."""
    arguments = matched(node.arguments, "x, y, ..., copy, suffix")
    frames = [value(needed(arguments.get(n), node), scope) for n in ("x", "y")]
    ends = arguments.get("suffix")
    options = {} if ends is None else {"suffix": value(ends, scope).node}
    joined = call("r.join", frames[0].node, frames[1].node, listed([]), how=constant("inner"),
                  **options)  # fmt: skip
    return Value(joined, frames[0].kind if frames[0].kind is Kind.GROUPED else Kind.FRAME)


@word("fct_reorder2")
def reordered_by_two(node: Call, scope: Scope) -> Value:
    """Translate ``fct_reorder2(f, x, y)``, levels in the order of their last values."""
    arguments = matched(node.arguments, ".f, .x, .y, .fun, ..., .na_rm, .desc")
    nodes = [value(needed(arguments.get(n), node), scope).node for n in (".f", ".x", ".y")]
    options: dict[str, ast.expr] = {}
    match arguments.get(".fun"):
        case None:
            pass
        case Name("first2" | "last2" as text):
            options["function"] = constant(text.removesuffix("2"))
        case part:
            options["function"] = function_of(part, scope, 2)
    if (down := arguments.get(".desc")) is not None:
        options["decreasing"] = value(down, scope).node
    return Value(call("r.reordered_by_last", *nodes, **options))


_STATISTICS = {
    "Sds": "sd", "Vars": "var", "Medians": "median", "Maxs": "max", "Mins": "min", "Prods": "prod",
    "Mads": "mad", "IQRs": "iqr", "Sums2": "sum", "Means2": "mean", "LogSumExps": "log_sum_exp",
}  # fmt: skip


@word(*(f"{by}{name}" for by in ("row", "col") for name in (*_STATISTICS, "Quantiles", "Ranges")))
def of_rows(node: Call, scope: Scope) -> Value:
    """Translate ``rowSds(m)``, ``colQuantiles(m, probs = 0.5)`` and others of matrixStats."""
    name = called(node) or ""
    statistic = name[3:]
    arguments = matched(node.arguments, "x, rows, cols, na.rm, probs, ..., useNames")
    if arguments.rest or any(arguments.get(n) is not None for n in ("rows", "cols")):
        raise NotPorted(f"{name}() describes a whole matrix here", node.span)
    x = value(needed(arguments.get("x") or arguments.get("lx"), node), scope)
    options: dict[str, ast.expr] = {} if name.startswith("row") else {"by": constant("columns")}
    if (missing := arguments.get("na.rm")) is not None:
        options["na_rm"] = value(missing, scope).node
    if statistic == "Quantiles":
        probs = arguments.get("probs")
        levels = {} if probs is None else {"probs": value(probs, scope).node}
        return Value(call("r.row_quantiles", x.node, **levels, **options))
    if statistic == "Ranges":
        return Value(call("r.row_ranges", x.node, **options), Kind.MATRIX)
    call_node = call("r.row_statistics", x.node, constant(_STATISTICS[statistic]), **options)
    return Value(call_node, Kind.VECTOR)
