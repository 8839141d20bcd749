"""Translate functions that take or return functions, such as ``Find()`` and ``optim()``."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import replace

from pybrms_mix.rscript.expressing.expressions import named_dot, value
from pybrms_mix.rscript.facts.kinds import SCALARS, Kind, Value
from pybrms_mix.rscript.facts.literals import flagged, worded
from pybrms_mix.rscript.facts.registry import Word, extend, word
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.call_arguments import Matched, matched
from pybrms_mix.rscript.trees.pipes import of_dot
from pybrms_mix.rscript.trees.python import call, constant, py
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.trees.walking import below
from pybrms_mix.rscript.vocabulary.basics.function_values import function_of
from pybrms_mix.rscript.vocabulary.basics.masked import spoken
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import (
    Argument,
    Block,
    Call,
    Function,
    Infix,
    Name,
    Node,
    Number,
    Part,
    Tilde,
    called,
    parts,
    variables,
)

# R's parameters in order, and the Python function. Base R takes the function argument first.
_SEARCHES = {
    "Find": ("f, x, right, nomatch", "found_first"),
    "Position": ("f, x, right, nomatch", "position_of"),
    "detect": (".x, .f, ..., .dir, .default", "found_first"),
    "detect_index": (".x, .f, ..., .dir, .default", "position_of"),
    "every": (".x, .p, ...", "every"), "some": (".x, .p, ...", "some"),
}  # fmt: skip


@word(*_SEARCHES)
def searched(node: Call, scope: Scope) -> Value:
    """Translate ``Find(f, x)``, ``detect(x, f)`` and other searches by a function."""
    name = called(node) or ""
    places, verb = _SEARCHES[name]
    arguments = matched(node.arguments, places)
    if any(arguments.get(n) is not None for n in ("right", "nomatch", ".dir", ".default")):
        raise NotPorted(f"{name}() searches from the left here", node.span)
    x = value(needed(arguments.get("x") or arguments.get(".x"), node), scope)
    part = needed(arguments.get("f") or arguments.get(".f") or arguments.get(".p"), node)
    nodes = [x.node, function_of(part, scope, rest=arguments.rest)]
    missing = [constant(0)] if name == "detect_index" else []
    missing = [py("np.nan")] if name == "Position" else missing
    kind = Kind.FLAG if name in ("every", "some") else Kind.UNKNOWN
    return Value(call(f"r.{verb}", *nodes, *missing), kind)


@word("discard")
def discard(node: Call, scope: Scope) -> Value:
    """Translate ``discard(x, f)``."""
    arguments = matched(node.arguments, ".x, .p, ...")
    x = value(needed(arguments.get(".x"), node), scope)
    part = function_of(needed(arguments.get(".p"), node), scope, rest=arguments.rest)
    return Value(call("r.discarded", part, x.node))


@word("accumulate")
def accumulate(node: Call, scope: Scope) -> Value:
    """Translate ``accumulate(x, f)``, the intermediate values of ``reduce()``."""
    arguments = matched(node.arguments, ".x, .f, ..., .init, .dir, .simplify, .ptype")
    for name, usual in ((".dir", "forward"), (".simplify", "NA"), (".ptype", "NULL")):
        if getattr(arguments.get(name), "text", usual) != usual:
            raise NotPorted(f"accumulate() has no argument {name} here", node.span)
    x = value(needed(arguments.get(".x"), node), scope)
    nodes = [
        x.node,
        function_of(needed(arguments.get(".f"), node), scope, count=2, rest=arguments.rest),
    ]
    start = arguments.get(".init")
    return Value(
        call("r.accumulate", *nodes, *([] if start is None else [value(start, scope).node]))
    )


@word("safely", "possibly", "quietly")
def adverb(node: Call, scope: Scope) -> Value:
    """Translate ``safely(f)`` and ``possibly(f, otherwise = NA)``, functions that catch errors."""
    name = called(node) or ""
    if name == "quietly":
        raise NotPorted(
            "quietly() captures printed output in R, but output is printed here", node.span
        )
    arguments = matched(node.arguments, ".f, otherwise, quiet")
    part = needed(arguments.get(".f"), node)
    count = len(part.parameters) if isinstance(part, Function) else 1
    function_node = function_of(part, scope, count=count)
    fallback = arguments.get("otherwise")
    more = [] if fallback is None else [value(fallback, scope).node]
    return Value(call(f"r.{name}", function_node, *more), Kind.FUNCTION)


@word("%T>%")
def tee(node: Call, scope: Scope) -> Value:
    """Translate ``x %T>% f()``, which calls the function and gives x."""
    if len(node.arguments) != 2:
        raise NotPorted("%T>% needs a value and a call", node.span)
    left, right = (needed(a.value, node) for a in node.arguments)
    x = value(left, scope)
    named_dot(scope)
    return replace(x, node=call("r.tee", x.node, function_of(of_dot(right), scope)))


@word("compose")
def compose(node: Call, scope: Scope) -> Value:
    """Translate ``compose(f, g)``, which calls the last function first."""
    flags = {a.name: a for a in node.arguments if a.name == ".dir"}
    functions = [
        function_of(needed(a.value, node), scope) for a in node.arguments if a.name != ".dir"
    ]
    if flags:
        raise NotPorted("compose() applies its last function first here", node.span)
    return Value(call("r.compose", *functions), Kind.FUNCTION)


@word("partial")
def partial(node: Call, scope: Scope) -> Value:
    """Translate ``partial(f, digits = 1)``, a function with some of its arguments fixed."""
    arguments = matched(node.arguments, ".f, ...")
    if any(a.name is None for a in arguments.rest):
        raise NotPorted("the arguments of partial() must have names here", node.span)
    function_node = function_of(needed(arguments.get(".f"), node), scope, rest=arguments.rest)
    return Value(function_node, Kind.FUNCTION)


@word("pluck")
def pluck(node: Call, scope: Scope) -> Value:
    """Translate ``pluck(x, "a", 2)``, the element at a path in nested lists."""
    arguments = matched(node.arguments, ".x, ..., .default")
    x = value(needed(arguments.get(".x"), node), scope)
    path = [value(needed(a.value, node), scope).node for a in arguments.rest]
    default = arguments.get(".default")
    flags = {} if default is None else {"default": value(default, scope).node}
    return Value(call("r.pluck", x.node, *path, **flags))


@word("rapply")
def rapply(node: Call, scope: Scope) -> Value:
    """Translate ``rapply(x, f, how = "unlist")``, which applies a function to nested lists."""
    arguments = matched(node.arguments, "object, f, classes, deflt, how, ...")
    classes = arguments.get("classes")
    is_simple = classes is None or worded(classes) in ("numeric", "character", "logical", "ANY")
    if not is_simple or arguments.get("deflt") is not None:
        raise NotPorted("rapply() takes no default and one simple class here", node.span)
    x = value(needed(arguments.get("object"), node), scope)
    part = function_of(needed(arguments.get("f"), node), scope, rest=arguments.rest)
    how = arguments.get("how")
    flags = {} if how is None else {"how": value(how, scope).node}
    if classes is not None and worded(classes) != "ANY":
        flags["classes"] = constant(worded(classes))
    return Value(call("r.rapply", x.node, part, **flags))


@word("Vectorize")
def vectorized(node: Call, scope: Scope) -> Value:
    """Translate ``Vectorize(f)``, a function that is called once for each element."""
    arguments = matched(node.arguments, "FUN")
    part = needed(arguments.get("FUN"), node)
    count = len(part.parameters) if isinstance(part, Function) else 1
    return Value(call("r.vectorized", function_of(part, scope, count=count)), Kind.FUNCTION)


@word("sweep")
def sweep(node: Call, scope: Scope) -> Value:
    """Translate ``sweep(x, 2, colMeans(x))``."""
    arguments = matched(node.arguments, "x, MARGIN, STATS, FUN")
    nodes = [value(needed(arguments.get(n), node), scope).node for n in ("x", "MARGIN", "STATS")]
    part = arguments.get("FUN")
    more = [] if part is None else [function_of(part, scope, count=2)]
    return Value(call("r.sweep", *nodes, *more))


@word("combn")
def combn(node: Call, scope: Scope) -> Value:
    """Translate ``combn(x, 2)`` and ``combn(x, 2, f)``, all subsets of a size."""
    arguments = matched(node.arguments, "x, m, FUN, simplify, ...")
    nodes = [value(needed(arguments.get(n), node), scope).node for n in ("x", "m")]
    part = arguments.get("FUN")
    more = [] if part is None else [function_of(part, scope, rest=arguments.rest)]
    if flagged(arguments.get("simplify"), default=True):
        return Value(call("r.combn", *nodes, *more))
    return Value(call("r.combn", *nodes, *more, simplify=constant(False)), Kind.LIST)


@word("ave")
def ave(node: Call, scope: Scope) -> Value:
    """Translate ``ave(x, g, FUN = mean)``, which repeats a summary of each group."""
    arguments = matched(node.arguments, "x, ..., FUN")
    nodes = [value(needed(arguments.get("x"), node), scope).node]
    nodes += [value(needed(a.value, node), scope).node for a in arguments.rest]
    part = arguments.get("FUN")
    flags = {} if part is None else {"function": function_of(part, scope)}
    return Value(call("r.ave", *nodes, **flags), Kind.VECTOR)


@word("by")
def by(node: Call, scope: Scope) -> Value:
    """Translate ``by(d, d$g, f)``, which applies a function to the rows of each group."""
    arguments = matched(node.arguments, "data, INDICES, FUN, ...")
    nodes = [value(needed(arguments.get(n), node), scope).node for n in ("data", "INDICES")]
    part = function_of(needed(arguments.get("FUN"), node), scope, rest=arguments.rest)
    return Value(call("r.by", *nodes, part))


def _settings(arguments: Matched, scope: Scope, names: Sequence[str]) -> dict[str, ast.expr]:
    """Return the arguments among ``names`` that the call has, with dots as underscores."""
    parts = {n: arguments.get(n) for n in names}
    return {n.replace(".", "_"): value(p, scope).node for n, p in parts.items() if p is not None}


@word("optim")
def optim(node: Call, scope: Scope) -> Value:
    """Translate ``optim(start, f, method = "BFGS", data = d)``, which minimises a function."""
    places = "par, fn, gr, ..., method, lower, upper, control, hessian"
    arguments = matched(node.arguments, places)
    start = value(needed(arguments.get("par"), node), scope).node
    nodes = [start, function_of(needed(arguments.get("fn"), node), scope, rest=arguments.rest)]
    slope = arguments.get("gr")
    if slope is not None and value(slope, scope).kind is not Kind.NONE:
        nodes.append(function_of(slope, scope, rest=arguments.rest))
    flags = _settings(arguments, scope, ("method", "lower", "upper", "control", "hessian"))
    return Value(call("r.optim", *nodes, **flags), Kind.RECORD)


@word("nlm")
def nlm(node: Call, scope: Scope) -> Value:
    """Translate ``nlm(f, start)``, which minimises a function, by the method BFGS."""
    arguments = matched(
        node.arguments, "f, p, ..., hessian, print.level, iterlim, gradtol, steptol"
    )
    start = value(needed(arguments.get("p"), node), scope).node
    function = function_of(needed(arguments.get("f"), node), scope, rest=arguments.rest)
    scope.notes.append("nlm() searches by BFGS here: the last digits differ from R's")
    flags = _settings(arguments, scope, ("hessian",))
    return Value(call("r.nlm", function, start, **flags))


@word("uniroot", "integrate")
def of_one_number(node: Call, scope: Scope) -> Value:
    """Translate ``uniroot(f, c(0, 1))`` and ``integrate(f, 0, Inf)``."""
    name = called(node) or ""
    root = name == "uniroot"
    names = ("tol", "maxiter") if root else ("rel.tol", "abs.tol", "subdivisions")
    ends = ("interval", "lower", "upper") if root else ("lower", "upper")
    order = ["f", "interval", "..."] if root else ["f", "lower", "upper", "..."]
    order += [n for n in (*ends, *names) if n not in order]
    arguments = matched(node.arguments, ", ".join(order))
    part = function_of(needed(arguments.get("f"), node), scope, rest=arguments.rest)
    if root and arguments.get("interval") is not None:
        bounds = [value(needed(arguments.get("interval"), node), scope).node]
    else:
        bounds = [value(needed(arguments.get(n), node), scope).node for n in ("lower", "upper")]
        bounds = [ast.List(bounds)] if root else bounds
    call_node = call(f"r.{name}", part, *bounds, **_settings(arguments, scope, names))
    return Value(call_node, Kind.RECORD if root else Kind.UNKNOWN)


@word("aggregate")
def aggregate(node: Call, scope: Scope) -> Value:
    """Translate ``aggregate(y ~ g, data = d, FUN = mean)`` and ``aggregate(d, list(g = d$g), f)``.

    The formula drops incomplete rows, and ``.`` stands for all other columns.
    """
    formula = next((a.value for a in node.arguments if a.name in (None, "x", "formula")), None)
    if not isinstance(formula, Tilde):
        arguments = matched(node.arguments, "x, by, FUN, ...")
        x, by = (value(needed(arguments.get(n), node), scope).node for n in ("x", "by"))
        function = function_of(needed(arguments.get("FUN"), node), scope, rest=arguments.rest)
        matrices = _gives_several(arguments.get("FUN"))
        return Value(call("r.aggregate", x, by, function), Kind.FRAME, matrices=matrices)
    # Incomplete rows are dropped by default.
    usual = [a for a in node.arguments if a.name == "na.action"
             and getattr(a.value, "text", "") in ("na.omit", "na.exclude")]  # fmt: skip
    call_arguments = [Argument("x", formula, node.span)] + [
        a for a in node.arguments if a.value is not formula and a not in usual
    ]
    arguments = matched(call_arguments, "x, data, FUN, ...")
    rows = value(needed(arguments.get("data"), node), scope)
    data = rows.node
    right = _names(formula.right)
    if formula.left is None or right == ["."]:
        raise NotPorted("aggregate() names the columns of its groups here", node.span)
    left = ["."] if write(formula.left) == "." else []
    for name, part in [] if left else _columns_of(formula.left, right):
        left.append(name)
        if name != getattr(part, "text", None):  # a value that is computed from columns
            column = ast.Tuple([constant(name), spoken(part, rows, scope)])
            data = call("r.mutate", data, column)
    function = function_of(needed(arguments.get("FUN"), node), scope, rest=arguments.rest)
    by = ast.List([constant(n) for n in right])
    matrices = _gives_several(arguments.get("FUN"))
    if left == ["."]:
        return Value(call("r.aggregate", data, by, function), Kind.FRAME, matrices=matrices)
    values = ast.List([constant(n) for n in left])
    aggregate_call = call("r.aggregate", data, by, function, values=values)
    return Value(aggregate_call, Kind.FRAME, (*right, *left), matrices=matrices)


# Functions whose value is a single number.
_SINGLE = frozenset({"mean", "sum", "sd", "var", "median", "min", "max", "length", "n_distinct",
                     "IQR", "mad", "prod", "any", "all", "nrow"})  # fmt: skip


def _gives_several(function: Part | None) -> bool:
    """Return whether a function may give several values, of which R makes a matrix."""
    if isinstance(function, Function):
        body = function.body
        while isinstance(body, Block) and body.statements:
            body = body.statements[-1]
        single = isinstance(body, Infix | Number) or called(body) in _SINGLE
        return not single or any(called(p) in ("c", "quantile", "range") for p in below(body))
    return getattr(function, "text", None) not in _SINGLE


def _columns_of(part: Node, groups: Sequence[str]) -> list[tuple[str, Node]]:
    """Return the names and the values of the left side ``cbind(x, log_y = log(y))`` of a formula.

    Raises
    ------
    NotPorted
        If another value or a group reads a column whose name a computed value takes.
    """
    if called(part) != "cbind" or not isinstance(part, Call):
        return [(part.text if isinstance(part, Name) else write(part), part)]
    columns = []
    for number, argument in enumerate(part.arguments, 1):
        column_value = needed(argument.value, part)
        unnamed = column_value.text if isinstance(column_value, Name) else f"V{number}"
        columns.append((argument.name or unnamed, column_value))
    computed = {n for n, v in columns if not (isinstance(v, Name) and v.text == n)}
    for name, column_value in columns:
        other_names = computed - {name}
        if other_names & {v.text for v in variables(column_value)} or computed & set(groups):
            raise NotPorted("a computed column has the name of a column that is read", part.span)
    return columns


def _names(part: Part) -> list[str]:
    name = getattr(part, "text", None)
    if name is not None and not parts(part):
        return [str(name)]
    if getattr(part, "op", "") == "+" or called(part) == "cbind":
        inner = [a.value for a in part.arguments] if isinstance(part, Call) else list(parts(part))
        return [n for p in inner if p is not None for n in _names(p)]
    raise NotPorted("aggregate() needs the names of columns here", getattr(part, "span", None))


def _as_list(usual_rule: Word, node: Call, scope: Scope) -> Value:
    """Translate ``as.list(x)``; the elements of a vector without names are a list for certain."""
    result = usual_rule(node, scope)
    part = node.arguments[0].value if len(node.arguments) == 1 else None
    of_vector = part is not None and value(part, scope).kind in (Kind.VECTOR, Kind.TEXTS, *SCALARS)
    return result.as_(Kind.LIST) if of_vector else result


extend("as.list", _as_list)
