"""Translate functions that call a function repeatedly: ``sapply()`` and similar functions."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from pybrms_mix.rscript.call_arguments import matched, parameter
from pybrms_mix.rscript.closures import closure, lifted, single
from pybrms_mix.rscript.expressions import value
from pybrms_mix.rscript.kinds import Kind, Value
from pybrms_mix.rscript.literals import flagged
from pybrms_mix.rscript.python import call, constant, py, ranged
from pybrms_mix.rscript.refusals import NotPorted
from pybrms_mix.rscript.registry import word
from pybrms_mix.rscript.scope import Scope
from pybrms_mix.rscript.signatures import RENAMED, WITHOUT_EFFECT
from pybrms_mix.rscript.vocabulary.function_values import function_of
from pybrms_mix.rscript.vocabulary.vector_calls import leading, needed
from pybrms_mix.syntax.nodes import (
    Argument,
    Call,
    Function,
    Infix,
    Name,
    Node,
    Number,
    Part,
    Prefix,
    String,
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
    left = _OPTIONS - {"FUN.VALUE"} if name == "vapply" else _OPTIONS
    found = matched([a for a in node.arguments if a.name not in left], places)
    part = needed(found.get(second) or found.get("FUN.VALUE"), node)
    xs, each = _over(needed(found.get("X"), node), scope)
    if name in ("lapply", "map") and xs is not None and isinstance(part, Function):
        return _comprehension(part, found.rest, xs, each, scope)
    given = value(needed(found.get("X"), node), scope)
    if purrr and isinstance(part, Call) and called(part) in ("list", "c"):
        return _at_path(part, given, scope, whole=name == "map")
    called_ = function_of(part, scope, rest=found.rest, kind=each, purrr=purrr)
    if name == "walk":
        return Value(call("r.walk", given.node, called_))
    if name in ("lapply", "map"):
        return Value(call("r.lapply", given.node, called_), Kind.UNKNOWN)
    flags = {"use_names": constant("own")} if name.startswith("map") else _flags(node)
    if name == "vapply" and (like := found.get("FUN.VALUE")) is not None:
        return Value(call("r.vapply", given.node, called_, value(like, scope).node, **flags))
    if name.startswith("map") and given.kind in (Kind.VECTOR, Kind.NUMBER):
        flags = {}
    return Value(call("r.sapply", given.node, called_, **flags))


def _at_path(part: Call, given: Value, scope: Scope, *, whole: bool) -> Value:
    """Translate ``map_dbl(xs, list("a", 2))``, the part at a path within each element."""
    made = call("r.elements_at", given.node, value(part, scope).node)
    return Value(made if whole else call("r.unlist", made))


def _flags(node: Call) -> dict[str, ast.expr]:
    """Return the options of a call that change the shape of its result."""
    for argument in node.arguments:
        if argument.name == "simplify" and not flagged(argument.value, True):
            return {"simplify": constant(False)}
        if argument.name == "USE.NAMES" and not flagged(argument.value, True):
            # sapply() keeps the names of its vector even so.
            own = called(node) == "sapply"
            return {"use_names": constant("own" if own else False)}
    return {}


def _over(part: Part, scope: Scope) -> tuple[ast.expr | None, Kind]:
    """Return the iterable for a comprehension, and the kind of its elements."""
    xs = value(part, scope)
    kind = _ELEMENT.get(xs.kind, Kind.UNKNOWN)
    if xs.kind in (Kind.VECTOR, Kind.TEXTS, Kind.LIST):
        return ranged(xs.node), kind
    return None, kind


def _comprehension(
    part: Function, rest: Sequence[Argument], xs: ast.expr, each: Kind, scope: Scope
) -> Value:
    if len(part.parameters) != 1 or rest:
        raise NotPorted("the function must have one argument here", part.span)
    name = parameter(part.parameters[0])
    variable = ast.Name(scope.names[name])
    inner = scope.function({name: Value(variable, each, whole=isinstance(xs, ast.Call))})
    loop = ast.comprehension(ast.Name(scope.names[name]), xs, [], 0)
    only = single(part.body)
    if only is not None:
        inner.before = []
        body = value(only, inner)
        if body.kind is Kind.FUNCTION:
            # Functions from a comprehension would all read the last value of its variable.
            own = closure(part, scope, value, {name: each})
            return Value(call("r.lapply", xs, own.node), Kind.UNKNOWN)
        if not inner.before:
            return Value(ast.ListComp(body.node, [loop]), Kind.LIST)
    own = lifted(part, scope, {name: each})
    return Value(ast.ListComp(ast.Call(own.node, [variable], []), [loop]), Kind.LIST)


@word("map_df", "map_dfr", "map_dfc")
def map_frames(node: Call, scope: Scope) -> Value:
    """Translate ``map_df(xs, f)``, which binds the rows of the data frames of all elements."""
    found = matched(node.arguments, ".x, .f, ..., .id")
    xs = value(needed(found.get(".x"), node), scope)
    part = function_of(needed(found.get(".f"), node), scope, rest=found.rest, purrr=True)
    flags: dict[str, ast.expr] = {"columns": constant(True)} if called(node) == "map_dfc" else {}
    if (label := found.get(".id")) is not None:
        flags["id"] = value(label, scope).node
    return Value(call("r.map_frames", xs.node, part, **flags), Kind.FRAME)


@word("mapply", "Map", "map2", "map2_dbl", "map2_chr", "map2_int", "map2_lgl")
def map_several(node: Call, scope: Scope) -> Value:
    """Translate ``mapply(function(x, y) ..., xs, ys)``."""
    name = called(node) or ""
    given = [a for a in node.arguments if a.name not in (*_OPTIONS, "MoreArgs")]
    more = next((a.value for a in node.arguments if a.name == "MoreArgs"), None)
    places = ".x, .y, .f, ..." if name.startswith("map2") else "f, ..."
    if any(a.name == "FUN" for a in given):
        given = [Argument("f" if a.name == "FUN" else a.name, a.value, a.span) for a in given]
    found = matched(given, places)
    part = needed(found.get(".f") or found.get("f"), node)
    vectors = [Argument(None, found.get(n)) for n in (".x", ".y") if found.get(n) is not None]
    vectors = vectors or list(found.rest)
    if name.startswith("map2") and found.rest:
        raise NotPorted("the function must have two arguments here", node.span)
    if any(a.name for a in vectors):
        raise NotPorted("the vectors must be given by position here", node.span)
    nodes = [value(needed(a.value, node), scope).node for a in vectors]
    handed = more.arguments if isinstance(more, Call) and called(more) == "list" else ()
    if more is not None and not handed:
        raise NotPorted("MoreArgs must be a list() that is written out here", node.span)
    made = function_of(part, scope, count=len(nodes), rest=handed)
    flags = {a.name: flagged(a.value, True) for a in node.arguments if a.name in _OPTIONS}
    if name.startswith("map2"):
        strict: dict[str, ast.expr] = {"use_names": constant("own")}
        return Value(
            call("r.map_several" if name == "map2" else "r.mapply", made, *nodes, **strict)
        )
    listed = name == "Map" or not flags.get("SIMPLIFY", True)
    found_ = call("r.map_several" if listed else "r.mapply", made, *nodes)
    return Value(
        found_ if flags.get("USE.NAMES", True) else call("r.named", found_, constant(None))
    )


@word("imap", "imap_dbl", "imap_chr", "iwalk")
def named_map(node: Call, scope: Scope) -> Value:
    """Translate ``imap(xs, ~ paste(.y, .x))``, which passes each element and its name."""
    found = matched(node.arguments, ".x, .f, ...")
    xs = value(needed(found.get(".x"), node), scope)
    made = function_of(needed(found.get(".f"), node), scope, count=2)
    each = call("r.named_map", made, xs.node)
    silent = called(node) in ("imap", "iwalk")
    return Value(each if silent else call("r.unlist", each))


@word("replicate")
def replicate(node: Call, scope: Scope) -> Value:
    """Translate ``replicate(n, expression)``."""
    found = matched(node.arguments, "n, expr, simplify")
    count = value(needed(found.get("n"), node), scope)
    of = Function((), needed(found.get("expr"), node), node.span)
    body = closure(of, scope, value)
    flags = {} if found.get("simplify") is None else {
        "simplify": value(needed(found.get("simplify"), node), scope).node}  # fmt: skip
    kind = Kind.VECTOR if body.result is Kind.NUMBER and not flags else Kind.UNKNOWN
    kind = Kind.MATRIX if body.result is Kind.VECTOR and not flags else kind
    return Value(call("r.replicate", count.node, body.node, **flags), kind)


@word("apply")
def apply(node: Call, scope: Scope) -> Value:
    """Translate ``apply(m, 1, f)`` over rows and ``apply(m, 2, f)`` over columns."""
    found = matched(node.arguments, "X, MARGIN, FUN, ...")
    x = value(needed(found.get("X"), node), scope)
    margin = value(needed(found.get("MARGIN"), node), scope)
    part = function_of(needed(found.get("FUN"), node), scope, rest=found.rest)
    return Value(call("r.apply", x.node, margin.node, part))


@word("outer")
def outer(node: Call, scope: Scope) -> Value:
    """Translate ``outer(x, y, f)``."""
    found = matched(node.arguments, "X, Y, FUN, ...")
    vectors = [value(needed(found.get(n), node), scope).node for n in ("X", "Y")]
    part = found.get("FUN")
    more = [] if part is None else [function_of(part, scope, count=2, rest=found.rest)]
    return Value(call("r.outer", *vectors, *more), Kind.LABELLED)


_OF_PACKAGE = frozenset({"brm", "update", "bf", "get_prior", "mixture"})


def _has_own_names(part: Part | None) -> bool:
    """Return whether a list is written out, with names that Python's functions have as well."""
    if not isinstance(part, Call):
        return False
    names = [a.name or "." for a in part.arguments]
    return not any("." in n or n in RENAMED or n in WITHOUT_EFFECT for n in names)


def _with_arguments(function: str, part: Node, scope: Scope) -> Value:
    """Translate ``do.call(brm, c(list(formula = f), MCMC))`` into a call with these arguments."""
    joined = isinstance(part, Call) and called(part) == "c"
    lists = [a.value for a in part.arguments] if isinstance(part, Call) and joined else [part]
    written: tuple[Argument, ...] = ()
    records: list[ast.expr] = []
    for each in lists:
        if isinstance(each, Call) and called(each) == "list":
            written += each.arguments
            continue
        found = value(needed(each, Call(Name("do.call"), ())), scope)
        if found.kind not in (Kind.RECORD, Kind.UNKNOWN, Kind.LIST):
            raise NotPorted("do.call() needs lists whose elements have names", part.span)
        plain = _has_own_names(scope.lists.get(getattr(each, "text", "")))
        records.append(found.node if plain else call("r.arguments_of", found.node))
    made = value(Call(Name(function), written, part.span), scope)
    if isinstance(made.node, ast.Call):
        made.node.keywords += [ast.keyword(None, r) for r in records]
    return made


def _mixture_of(lists: Call, scope: Scope) -> Value:
    """Translate ``do.call(mixture, c(families, list(order = "mu")))``."""
    families: list[ast.expr] = []
    options: tuple[Argument, ...] = ()
    for each in lists.arguments:
        part = needed(each.value, lists)
        if (
            isinstance(part, Call)
            and called(part) == "list"
            and all(a.name for a in part.arguments)
        ):
            options += part.arguments
        elif each.name is not None:
            options += (each,)
        else:
            families.append(ast.Starred(value(part, scope).node))
    made = value(Call(Name("mixture"), options, lists.span), scope)
    if isinstance(made.node, ast.Call):
        made.node.args = families
    return made


@word("do.call")
def do_call(node: Call, scope: Scope) -> Value:
    """Translate ``do.call(f, arguments)``; a literal list becomes the arguments of a call."""
    found = matched(node.arguments, "what, args")
    what = needed(found.get("what"), node)
    name = what.text if isinstance(what, Name | String) else ""
    if isinstance(what, Infix) and what.op == "::":
        name = getattr(what.right, "text", "")
    arguments = needed(found.get("args"), node)
    written = _written(arguments, scope)
    if written is not None:
        return value(Call(Name(name), written, node.span), scope)
    if name == "mixture" and isinstance(arguments, Call) and called(arguments) == "c":
        return _mixture_of(arguments, scope)
    if name == "mixture" and not isinstance(arguments, Name):
        return Value(py("pm.mixture(*x)", x=value(arguments, scope).node), Kind.MODEL)
    if name in _OF_PACKAGE:
        return _with_arguments(name, arguments, scope)
    if name == "data.frame":
        return Value(call("r.flat_frame", value(arguments, scope).node), Kind.FRAME)
    if name in ("rbind", "bind_rows", "cbind", "c", "paste", "paste0", "sum"):
        verbs = {"cbind": "cbind", "c": "c", "sum": "total", "bind_rows": "bind_rows"}
        if name.startswith("paste"):
            raise NotPorted("do.call() can only bind data frames and vectors here", node.span)
        if name == "rbind":
            return Value(call("r.rbind_all", value(arguments, scope).node))
        verb = call(f"r.{verbs[name]}").func
        given = value(arguments, scope)
        frame = Kind.FRAME if name in ("bind_rows",) else Kind.UNKNOWN
        return Value(call("r.do_call", verb, given.node), frame)
    raise NotPorted(
        f"do.call({name}) needs its arguments in a list() that is written out", node.span
    )


@word("exec")
def spliced_call(node: Call, scope: Scope) -> Value:
    """Translate the ``exec`` of rlang, a call with the elements of lists such as ``!!!x``."""
    leading(node)  # the function
    what, *rest = node.arguments
    lists = [_spliced(a.value) for a in rest]
    plain = tuple(a for a, inner in zip(rest, lists, strict=True) if inner is None)
    joined = [Call(Name("list"), plain, node.span), *(p for p in lists if p is not None)]
    given = Call(Name("c"), tuple(Argument(None, p) for p in joined), node.span)
    return do_call(Call(Name("do.call"), (what, Argument(None, given)), node.span), scope)


def _spliced(part: Part | None) -> Node | None:
    """Return the list in ``!!!x``; None for other arguments."""
    match part:
        case Prefix("!", Prefix("!", Prefix("!", inner))):
            return inner
    return None


def _written(part: Part, scope: Scope) -> tuple[Argument, ...] | None:
    """Return the arguments in a list that is written out in the script; None for other lists."""
    if isinstance(part, Name) and part.text in scope.lists:
        part = scope.lists[part.text]
    if not isinstance(part, Call):
        return None
    if called(part) == "list":
        return part.arguments
    if called(part) != "c" or all(a.name for a in part.arguments):
        return None
    found: list[Argument] = []
    for argument in part.arguments:
        if argument.name is not None and isinstance(argument.value, String | Number):
            found.append(argument)
            continue
        inner = None if argument.value is None else _written(argument.value, scope)
        if inner is None:
            return None
        found += inner
    return tuple(found)


# the parameters of Reduce() and of purrr's reduce()
_REDUCING = ("f, x, init, right, accumulate", ".x, .f, ..., .init")


@word("Reduce", "reduce")
def reduce(node: Call, scope: Scope) -> Value:
    """Translate ``Reduce(`+`, xs)``, which combines elements from the left."""
    small = called(node) == "reduce"
    found = matched(
        node.arguments, ".x, .f, ..., .init" if small else "f, x, init, right, accumulate"
    )
    part = needed(found.get(".f" if small else "f"), node)
    xs = value(needed(found.get(".x" if small else "x"), node), scope)
    if found.get("right") is not None:
        raise NotPorted("Reduce() can only start from the left here", node.span)
    bound = isinstance(part, Name) and part.text in ("rbind", "cbind") and not small
    made = _binding(part.text) if bound and isinstance(part, Name) else function_of(
        part, scope, count=2, rest=found.rest)  # fmt: skip
    start = found.get(".init" if small else "init")
    more = [] if start is None else [value(start, scope).node]
    flag = found.get("accumulate")
    named = {} if flag is None else {"accumulate": value(flag, scope).node}
    return Value(call("r.reduce", made, xs.node, *more, **named))


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
