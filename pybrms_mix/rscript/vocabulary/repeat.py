"""Functions that call a function again and again: ``sapply()`` and its like."""

from __future__ import annotations

import ast
from dataclasses import replace

from pybrms_mix.rscript.arguments import matched, parameter
from pybrms_mix.rscript.expressions import alone, value
from pybrms_mix.rscript.kinds import COLUMNS, Kind, Value
from pybrms_mix.rscript.python import call, py, ranged
from pybrms_mix.rscript.refusals import NotPorted
from pybrms_mix.rscript.registry import word
from pybrms_mix.rscript.scope import Scope
from pybrms_mix.rscript.vocabulary.simple import SUMMARIES
from pybrms_mix.rscript.vocabulary.vectors import needed
from pybrms_mix.syntax.nodes import Argument, Call, Function, Name, Node, Part, called

_ELEMENT = {Kind.TEXTS: Kind.TEXT, Kind.MASK: Kind.FLAG, Kind.VECTOR: Kind.NUMBER}


@word("sapply", "vapply", "lapply", "map", "map_dbl", "map_int", "map_chr")
def apply_each(node: Call, scope: Scope) -> Value:
    """``sapply(xs, function(x) ...)``: a comprehension."""
    places = "X, FUN, FUN.VALUE, ..." if called(node) == "vapply" else "X, FUN, ..."
    found = matched(node.arguments, places)
    xs = value(needed(found.get("X"), node), scope)
    part = needed(found.get("FUN"), node)
    kind = Kind.NUMBER if xs.kind in COLUMNS else _ELEMENT.get(xs.kind, Kind.UNKNOWN)
    each = Value(ast.Name("each"), kind, whole=ranged(xs.node) is not xs.node)
    variable, body = _body(part, found.rest, each, scope, node)
    loop = ast.comprehension(ast.Name(variable), ranged(xs.node), [], 0)
    made: ast.expr = ast.ListComp(body.node, [loop])
    if called(node) in ("lapply", "map"):
        return Value(made, Kind.LIST)
    if body.kind in (Kind.TEXT,) or called(node) == "map_chr":
        return Value(made, Kind.TEXTS)
    if body.kind is Kind.VECTOR:
        # R puts each vector into a column.
        return Value(call("np.column_stack", made), Kind.MATRIX)
    return Value(call("np.array", made), Kind.VECTOR)


def _body(
    part: Part, rest: tuple[Argument, ...], each: Value, scope: Scope, node: Call
) -> tuple[str, Value]:
    """Return the variable and the value of one round."""
    if isinstance(part, Function):
        name = parameter(part.parameters[0])
        if len(part.parameters) != 1 or rest:
            raise NotPorted("the function takes one argument here", part.span)
        variable = scope.names[name]
        inner = scope.function({name: replace(each, node=ast.Name(variable))})
        return variable, value(alone(part.body), inner)
    if isinstance(part, Name):
        inner = scope.function({"each": each})
        return "each", value(Call(part, (Argument(None, Name("each")), *rest), part.span), inner)
    raise NotPorted("the function is given by its name or written out", node.span)


@word("mapply", "Map", "map2_dbl", "map2")
def map_several(node: Call, scope: Scope) -> Value:
    """``mapply(function(x, y) ..., xs, ys)``."""
    places = "x, y, f" if (called(node) or "").startswith("map2") else "f, ..."
    found = matched(node.arguments, places)
    part = needed(found.get("f"), node)
    given = (
        [found.get("x"), found.get("y")] if places == "x, y, f" else [a.value for a in found.rest]
    )
    if not isinstance(part, Function) or len(part.parameters) != len(given):
        raise NotPorted("the function is written out, with an argument for each vector", node.span)
    names = [parameter(p) for p in part.parameters]
    values = [value(needed(g, node), scope) for g in given]
    known = {
        n: Value(ast.Name(scope.names[n]), _ELEMENT.get(v.kind, Kind.UNKNOWN))
        for n, v in zip(names, values, strict=True)
    }
    body = value(alone(part.body), scope.function(known))
    target = ast.Tuple([ast.Name(scope.names[n]) for n in names])
    loop = ast.comprehension(target, call("zip", *(v.node for v in values)), [], 0)
    made: ast.expr = ast.ListComp(body.node, [loop])
    if called(node) in ("Map", "map2"):
        return Value(made, Kind.LIST)
    return Value(call("np.array", made), Kind.VECTOR)


@word("replicate")
def replicate(node: Call, scope: Scope) -> Value:
    """``replicate(n, expression)``."""
    found = matched(node.arguments, "n, expr")
    count = value(needed(found.get("n"), node), scope)
    body = value(needed(found.get("expr"), node), scope.function({}))
    loop = ast.comprehension(ast.Name("_"), call("range", count.node), [], 0)
    made = ast.ListComp(body.node, [loop])
    if body.kind is Kind.NUMBER:
        return Value(call("np.array", made), Kind.VECTOR)
    if body.kind is Kind.VECTOR:
        return Value(call("np.column_stack", made), Kind.MATRIX)
    raise NotPorted("it is not known what replicate() repeats", node.span)


@word("apply")
def apply(node: Call, scope: Scope) -> Value:
    """``apply(m, 1, f)``: of each row; ``apply(m, 2, f)``, of each column."""
    found = matched(node.arguments, "X, MARGIN, FUN, ...")
    x = value(needed(found.get("X"), node), scope)
    margin = getattr(found.get("MARGIN"), "text", "").rstrip("L")
    if margin not in ("1", "2"):
        raise NotPorted("apply() goes over rows (1) or columns (2) here", node.span)
    part = needed(found.get("FUN"), node)
    axis = ast.Constant(1 if margin == "1" else 0)
    frame = x.kind in (Kind.FRAME, Kind.TABLE)
    if isinstance(part, Name) and part.text in SUMMARIES and not found.rest:
        array, method = SUMMARIES[part.text]
        template = f"x.{method}(axis=a)" if frame else array.replace("(x", "(x, axis=a")
        return Value(py(template, x=x.node, a=axis), Kind.NAMED if frame else Kind.VECTOR)
    row = Value(ast.Name("each"), Kind.SERIES if frame else Kind.VECTOR)
    variable, body = _body(part, found.rest, row, scope, node)
    each = ast.Lambda(ast.arguments([], [ast.arg(variable)], None, [], [], None, []), body.node)
    if frame:
        return Value(py("x.apply(f, axis=a)", x=x.node, f=each, a=axis), Kind.UNKNOWN)
    made = py("np.apply_along_axis(f, a, x)", f=each, a=axis, x=x.node)
    several = body.kind not in (Kind.NUMBER, Kind.FLAG)
    if several:
        raise NotPorted("the function returns one number for each row or column here", node.span)
    return Value(made, Kind.VECTOR)


_OF_PACKAGE = frozenset({"brm", "update", "bf", "get_prior", "mixture"})


def _with_arguments(function: str, part: Node, scope: Scope) -> Value:
    """Return ``do.call(brm, c(list(formula = f), MCMC))``: the call with these arguments."""
    joined = isinstance(part, Call) and called(part) == "c"
    lists = [a.value for a in part.arguments] if isinstance(part, Call) and joined else [part]
    written: tuple[Argument, ...] = ()
    records: list[ast.expr] = []
    for each in lists:
        if isinstance(each, Call) and called(each) == "list":
            written += each.arguments
            continue
        if not isinstance(each, Name) or value(each, scope).kind is not Kind.RECORD:
            raise NotPorted("do.call() takes lists whose elements have names", part.span)
        records.append(value(each, scope).node)
    made = value(Call(Name(function), written, part.span), scope)
    if isinstance(made.node, ast.Call):
        made.node.keywords += [ast.keyword(None, r) for r in records]
    return made


@word("do.call")
def do_call(node: Call, scope: Scope) -> Value:
    """``do.call(rbind, frames)``: one frame of a list of them."""
    found = matched(node.arguments, "what, args")
    what = getattr(found.get("what"), "text", "")
    if what in _OF_PACKAGE:
        return _with_arguments(what, needed(found.get("args"), node), scope)
    if what not in ("rbind", "bind_rows"):
        raise NotPorted("do.call() joins frames by rbind here", node.span)
    frames = value(needed(found.get("args"), node), scope)
    return Value(py("pd.concat(x, ignore_index=True)", x=frames.node), Kind.FRAME)


@word("Reduce")
def reduce(node: Call, scope: Scope) -> Value:
    """``Reduce(`+`, xs)``: their sum."""
    found = matched(node.arguments, "f, x")
    if getattr(found.get("f"), "text", "") != "+":
        raise NotPorted("Reduce() adds here", node.span)
    xs = value(needed(found.get("x"), node), scope)
    return Value(py("sum(x)", x=xs.node))
