"""Translate functions that call a function repeatedly: ``sapply()`` and similar functions."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from pybrms_mix.rscript.expressing.closures import closure, lifted, single
from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.literals import flagged, worded
from pybrms_mix.rscript.facts.registry import word
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.call_arguments import matched, parameter
from pybrms_mix.rscript.trees.python import call, constant, ranged
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.vocabulary.basics.function_values import function_of
from pybrms_mix.rscript.vocabulary.basics.vector_calls import leading, needed
from pybrms_mix.syntax.nodes import (
    Argument,
    Call,
    Function,
    Name,
    Part,
    called,
)

_ELEMENT = {Kind.TEXTS: Kind.TEXT, Kind.MASK: Kind.FLAG, Kind.VECTOR: Kind.NUMBER}
_OPTIONS = frozenset({"simplify", "USE.NAMES", "FUN.VALUE", "SIMPLIFY", ".id"})


@word("sapply", "vapply", "map_dbl", "map_int", "map_chr", "map_lgl", "lapply", "map", "walk")
def apply_each(node: Call, scope: Scope) -> Value:
    """Translate ``sapply(xs, function(x) ...)``; ``lapply()`` may become a comprehension."""
    name = called(node) or ""
    purrr = name.startswith(("map", "walk"))
    second = ".f" if purrr else "FUN"
    places = "X, FUN, FUN.VALUE, ..." if name == "vapply" else f"X, {second}, ..."
    option_names = _OPTIONS - {"FUN.VALUE"} if name == "vapply" else _OPTIONS
    arguments = matched([a for a in node.arguments if a.name not in option_names], places)
    part = needed(arguments.get(second) or arguments.get("FUN.VALUE"), node)
    xs, element_kind = _over(needed(arguments.get("X"), node), scope)
    if name in ("lapply", "map") and xs is not None and isinstance(part, Function):
        return _comprehension(part, arguments.rest, xs, element_kind, scope)
    vector = value(needed(arguments.get("X"), node), scope)
    if purrr and isinstance(part, Call) and called(part) in ("list", "c"):
        return _at_path(part, vector, scope, keeps_list=name == "map")
    called_ = function_of(part, scope, rest=arguments.rest, kind=element_kind, purrr=purrr)
    if name == "walk":
        return Value(call("r.walk", vector.node, called_))
    if name in ("lapply", "map"):
        return Value(call("r.lapply", vector.node, called_), Kind.UNKNOWN, listed=True)
    flags = {"use_names": constant("own")} if name.startswith("map") else _flags(node)
    if vector.kind is Kind.LIST and not flags:
        flags = {"use_names": constant("own")}  # strings in a list become no names
    if name == "vapply" and (like := arguments.get("FUN.VALUE")) is not None:
        return Value(call("r.vapply", vector.node, called_, value(like, scope).node, **flags))
    if name.startswith("map") and vector.kind in (Kind.VECTOR, Kind.NUMBER):
        flags = {}
    return Value(call("r.sapply", vector.node, called_, **flags))


def _at_path(part: Call, vector: Value, scope: Scope, *, keeps_list: bool) -> Value:
    """Translate ``map_dbl(xs, list("a", 2))``, the part at a path within each element."""
    parts_call = call("r.elements_at", vector.node, value(part, scope).node)
    return Value(parts_call if keeps_list else call("r.unlist", parts_call))


def _flags(node: Call) -> dict[str, ast.expr]:
    """Return the options of a call that change the shape of its result."""
    for argument in node.arguments:
        if argument.name == "simplify" and not flagged(argument.value, True):
            return {"simplify": constant(False)}
        if argument.name == "USE.NAMES" and not flagged(argument.value, True):
            # sapply() keeps the names of its vector even so.
            keeps_names = called(node) == "sapply"
            return {"use_names": constant("own" if keeps_names else False)}
    return {}


def _over(part: Part, scope: Scope) -> tuple[ast.expr | None, Kind]:
    """Return the iterable for a comprehension, and the kind of its elements."""
    xs = value(part, scope)
    kind = _ELEMENT.get(xs.kind, Kind.UNKNOWN)
    if xs.kind in (Kind.VECTOR, Kind.TEXTS, Kind.LIST):
        return ranged(xs.node), kind
    return None, kind


def _comprehension(
    part: Function, rest: Sequence[Argument], xs: ast.expr, element_kind: Kind, scope: Scope
) -> Value:
    if len(part.parameters) != 1 or rest:
        raise NotPorted("the function must have one argument here", part.span)
    name = parameter(part.parameters[0])
    variable = ast.Name(scope.names[name])
    inner = scope.function({name: Value(variable, element_kind, whole=isinstance(xs, ast.Call))})
    loop = ast.comprehension(ast.Name(scope.names[name]), xs, [], 0)
    only = single(part.body)
    if only is not None:
        inner.before = []
        body = value(only, inner)
        if body.kind is Kind.FUNCTION or _draws_later(body):
            # Functions from a comprehension would all read the last value of its variable.
            function_value = closure(part, scope, value, {name: element_kind})
            return Value(call("r.lapply", xs, function_value.node), Kind.UNKNOWN, listed=True)
        if not inner.before:
            return Value(ast.ListComp(body.node, [loop]), Kind.LIST)
    function_value = lifted(part, scope, {name: element_kind})
    return Value(ast.ListComp(ast.Call(function_value.node, [variable], []), [loop]), Kind.LIST)


def _draws_later(body: Value) -> bool:
    """Return whether a picture holds functions of the rows, which are called when it is drawn."""
    lambdas = (isinstance(n, ast.Lambda) for n in ast.walk(body.node))
    return body.kind is Kind.PICTURE and any(lambdas)


@word("map_df", "map_dfr", "map_dfc")
def map_frames(node: Call, scope: Scope) -> Value:
    """Translate ``map_df(xs, f)``, which binds the rows of the data frames of all elements."""
    arguments = matched(node.arguments, ".x, .f, ..., .id")
    xs = value(needed(arguments.get(".x"), node), scope)
    part = function_of(needed(arguments.get(".f"), node), scope, rest=arguments.rest, purrr=True)
    flags: dict[str, ast.expr] = {"columns": constant(True)} if called(node) == "map_dfc" else {}
    if (label := arguments.get(".id")) is not None:
        flags["id"] = value(label, scope).node
    return Value(call("r.map_frames", xs.node, part, **flags), Kind.FRAME)


@word("mapply", "Map", "map2", "map2_dbl", "map2_chr", "map2_int", "map2_lgl")
def map_several(node: Call, scope: Scope) -> Value:
    """Translate ``mapply(function(x, y) ..., xs, ys)``."""
    name = called(node) or ""
    call_arguments = [a for a in node.arguments if a.name not in (*_OPTIONS, "MoreArgs")]
    more = next((a.value for a in node.arguments if a.name == "MoreArgs"), None)
    places = ".x, .y, .f, ..." if name.startswith("map2") else "f, ..."
    if any(a.name == "FUN" for a in call_arguments):
        call_arguments = [
            Argument("f" if a.name == "FUN" else a.name, a.value, a.span) for a in call_arguments
        ]
    arguments = matched(call_arguments, places)
    part: Part = needed(arguments.get(".f") or arguments.get("f"), node)
    vectors = [
        Argument(None, arguments.get(n)) for n in (".x", ".y") if arguments.get(n) is not None
    ]
    vectors = vectors or list(arguments.rest)
    if name.startswith("map2") and arguments.rest:
        raise NotPorted("the function must have two arguments here", node.span)
    handed = more.arguments if isinstance(more, Call) and called(more) == "list" else ()
    if more is not None and not handed:
        raise NotPorted("MoreArgs must be a list() that is written out here", node.span)
    if any(a.name for a in vectors):
        part, vectors = _by_parameter(part, vectors, handed, scope)
        handed = ()
    nodes = [value(needed(a.value, node), scope).node for a in vectors]
    function_node = function_of(part, scope, count=len(nodes), rest=handed)
    flags = {a.name: flagged(a.value, True) for a in node.arguments if a.name in _OPTIONS}
    if name.startswith("map2"):
        strict: dict[str, ast.expr] = {"use_names": constant("own")}
        return Value(
            call("r.map_several" if name == "map2" else "r.mapply", function_node, *nodes, **strict)
        )
    listed = name == "Map" or not flags.get("SIMPLIFY", True)
    found_ = call("r.map_several" if listed else "r.mapply", function_node, *nodes)
    return Value(
        found_ if flags.get("USE.NAMES", True) else call("r.named", found_, constant(None))
    )


def _by_parameter(
    part: Part, vectors: list[Argument], more: Sequence[Argument], scope: Scope
) -> tuple[Part, list[Argument]]:
    """Return a function of its arguments by their places, for vectors of which some have names."""
    plain = [Argument(None, a.value, a.span) for a in vectors]
    if isinstance(part, Function):
        free = [n for p in part.parameters if (n := parameter(p)) not in {a.name for a in vectors}]
        names = [a.name or free.pop(0) for a in vectors] if free else [
            a.name or "" for a in vectors]  # fmt: skip
        if more or sorted(names) != sorted(parameter(p) for p in part.parameters):
            raise NotPorted("give the function a name, or the vectors by position here", part.span)
        by_name = {n: p for p in part.parameters for n in [parameter(p)]}
        return replace(part, parameters=tuple(by_name[n] for n in names)), plain
    elements = [f"{a.name or n} of each" for n, a in enumerate(vectors, start=1)]
    for argument, element in zip(vectors, elements, strict=True):
        python = (argument.name or "element").replace(".", "_").strip("_")
        scope.names.setdefault(element, scope.fresh(f"one_{python}"))
    handed = [Argument(a.name, Name(e, a.span), a.span)
              for a, e in zip(vectors, elements, strict=True)]  # fmt: skip
    call_node = Call(cast("Name", part), (*handed, *more), part.span)
    return Function(tuple(Argument(None, Name(e)) for e in elements), call_node, part.span), plain


@word("imap", "imap_dbl", "imap_chr", "iwalk")
def named_map(node: Call, scope: Scope) -> Value:
    """Translate ``imap(xs, ~ paste(.y, .x))``, which passes each element and its name."""
    arguments = matched(node.arguments, ".x, .f, ...")
    xs = value(needed(arguments.get(".x"), node), scope)
    function_node = function_of(needed(arguments.get(".f"), node), scope, count=2)
    mapped = call("r.named_map", function_node, xs.node)
    if called(node) == "iwalk":
        return Value(call("r.named_walk", function_node, xs.node), xs.kind)
    return Value(mapped if called(node) == "imap" else call("r.unlist", mapped))


@word("replicate")
def replicate(node: Call, scope: Scope) -> Value:
    """Translate ``replicate(n, expression)``."""
    arguments = matched(node.arguments, "n, expr, simplify")
    count = value(needed(arguments.get("n"), node), scope)
    of = Function((), needed(arguments.get("expr"), node), node.span)
    body = closure(of, scope, value)
    flags = {} if arguments.get("simplify") is None else {
        "simplify": value(needed(arguments.get("simplify"), node), scope).node}  # fmt: skip
    kind = Kind.VECTOR if body.result is Kind.NUMBER and not flags else Kind.UNKNOWN
    kind = Kind.MATRIX if body.result is Kind.VECTOR and not flags else kind
    return Value(call("r.replicate", count.node, body.node, **flags), kind)


@word("apply")
def apply(node: Call, scope: Scope) -> Value:
    """Translate ``apply(m, 1, f)`` over rows and ``apply(m, 2, f)`` over columns."""
    arguments = matched(node.arguments, "X, MARGIN, FUN, ...")
    x = value(needed(arguments.get("X"), node), scope)
    margin = value(needed(arguments.get("MARGIN"), node), scope)
    part = function_of(needed(arguments.get("FUN"), node), scope, rest=arguments.rest)
    return Value(call("r.apply", x.node, margin.node, part))


@word("outer")
def outer(node: Call, scope: Scope) -> Value:
    """Translate ``outer(x, y, f)``."""
    arguments = matched(node.arguments, "X, Y, FUN, ...")
    vectors = [value(needed(arguments.get(n), node), scope).node for n in ("X", "Y")]
    part = arguments.get("FUN")
    more = [] if part is None else [function_of(part, scope, count=2, rest=arguments.rest)]
    return Value(call("r.outer", *vectors, *more), Kind.LABELLED)


@word("Reduce", "reduce")
def reduce(node: Call, scope: Scope) -> Value:
    """Translate ``Reduce(`+`, xs)``, which combines elements from the left, or from the right."""
    small = called(node) == "reduce"
    arguments = matched(
        node.arguments, ".x, .f, ..., .init, .dir" if small else "f, x, init, right, accumulate"
    )
    part = needed(arguments.get(".f" if small else "f"), node)
    xs = value(needed(arguments.get(".x" if small else "x"), node), scope)
    direction = worded(arguments.get(".dir"), "forward")
    right = arguments.get("right") if direction == "forward" else Name("TRUE")
    bound = isinstance(part, Name) and part.text in ("rbind", "cbind") and not small
    function_node = _binding(part.text) if bound and isinstance(part, Name) else function_of(
        part, scope, count=2, rest=arguments.rest)  # fmt: skip
    start = arguments.get(".init" if small else "init")
    more = [] if start is None else [value(start, scope).node]
    flag = arguments.get("accumulate")
    if bound and right is not None:
        raise NotPorted("Reduce() binds rows and columns from the left alone here", node.span)
    options = {n: value(p, scope).node
               for n, p in (("accumulate", flag), ("right", right)) if p is not None}  # fmt: skip
    return Value(call("r.reduce", function_node, xs.node, *more, **options))


def _binding(name: str) -> ast.expr:
    """Return the function of ``Reduce(rbind, xs)``; R names the first row "init"."""
    verb = "row" if name == "rbind" else "column"
    return ast.parse(f'lambda init, x: r.{verb}_bound([("init", init), (None, x)])',
                     mode="eval").body  # fmt: skip


@word("Filter", "keep")
def filtered(node: Call, scope: Scope) -> Value:
    """Translate ``Filter(f, xs)``, which keeps elements for which a function is true."""
    first, second = leading(node, 2)
    part, xs = (first, second) if called(node) == "Filter" else (second, first)
    return Value(call("r.kept", function_of(part, scope), value(xs, scope).node))
