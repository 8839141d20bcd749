"""Translate functions that construct, repeat, select and convert vectors."""

from __future__ import annotations

import ast
import math

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.expressing.whole_counts import whole_count
from pybrms_mix.rscript.facts.kinds import ARRAYS, COLUMNS, SCALARS, Kind, Value, one_table
from pybrms_mix.rscript.facts.registry import word
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.python import call, constant, listed, py, record
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.syntax.nodes import Call, Name, Node, called


def one(node: Call, scope: Scope, parameters: str = "x") -> Value:
    """Return the value of the only argument of a call."""
    arguments = matched(node.arguments, parameters)
    first = parameters.split(",", 1)[0]
    part = arguments.get(first)
    if part is None:
        raise NotPorted(f"{called(node)}() lacks '{first}'", node.span)
    return value(part, scope)


def needed(part: Node | None, node: Call) -> Node:
    """Return a required argument of a call."""
    if part is None:
        raise NotPorted(f"{called(node)}() lacks an argument", node.span)
    return part


def leading(node: Call, count: int = 1) -> list[Node]:
    """Return the first arguments of a call.

    Raises
    ------
    NotPorted
        If the call has fewer arguments.
    """
    arguments = [needed(a.value, node) for a in node.arguments[:count]]
    if len(arguments) < count:
        raise NotPorted(f"{called(node)}() lacks an argument", node.span)
    return arguments


@word("c")
def c(node: Call, scope: Scope) -> Value:
    """Translate ``c(...)``."""
    option = next((a for a in node.arguments if a.name in ("recursive", "use.names")), None)
    if option is not None:
        raise NotPorted(f"c() has no argument {option.name} here: use unlist()", option.span)
    flat = _flattened(node, scope)
    if flat is not None:
        return flat
    parts = [value(needed(a.value, node), scope) for a in node.arguments]
    kinds = {p.kind for p in parts}
    nodes = [p.node for p in parts]
    names = [a.name for a in node.arguments]
    if kinds & {Kind.PRIORS, Kind.MODEL} and not any(names):
        kind = Kind.PRIORS if Kind.PRIORS in kinds else Kind.LIST
        return Value(one_table(listed(nodes), kind), kind)
    if not parts:
        return Value(constant(None), Kind.NONE)
    if Kind.LIST in kinds and not kinds & {Kind.PRIORS, Kind.MODEL}:
        pairs = [ast.Tuple([constant(n), v]) for n, v in zip(names, nodes, strict=True)]
        if not any(names):
            return Value(call("r.c_lists", *nodes), Kind.LIST)
        return Value(call("r.joined_lists", listed(pairs)))
    if any(names):
        distinct = all(names) and len(set(names)) == len(names)
        if distinct and kinds <= SCALARS and kinds in ({Kind.NUMBER}, {Kind.TEXT}):
            items = record({str(n): v for n, v in zip(names, nodes, strict=True)})
            return Value(call("pd.Series", items), Kind.NAMED)
        pairs = [ast.Tuple([constant(n), v]) for n, v in zip(names, nodes, strict=True)]
        return Value(call("r.joined", listed(pairs)))
    if kinds == {Kind.TEXT}:
        return Value(listed(nodes), Kind.TEXTS)
    are_missing = [isinstance(a.value, Name) and a.value.text == "NA" for a in node.arguments]
    if Kind.FLAG in kinds and all(
        g or p.kind is Kind.FLAG for g, p in zip(are_missing, parts, strict=True)
    ):
        # NA is logical in R, and a number in NumPy.
        cells = [py("pd.NA") if g else n for g, n in zip(are_missing, nodes, strict=True)]
        return Value(call("r.c", *cells) if any(are_missing) else call("np.array", listed(nodes)),
                     Kind.UNKNOWN if any(are_missing) else Kind.MASK)  # fmt: skip
    if kinds in ({Kind.FLAG}, {Kind.NUMBER}):
        kind = Kind.MASK if kinds == {Kind.FLAG} else Kind.VECTOR
        return Value(call("np.array", listed(nodes)), kind)
    if kinds <= {Kind.VECTOR, Kind.NUMBER}:
        # an element that a variable picks is a vector in R, and may be a number in Python
        picked = any(isinstance(n, ast.Call) and ast.unparse(n.func) == "r.subset" for n in nodes)
        function_name = "np.concatenate" if kinds == {Kind.VECTOR} and not picked else "np.hstack"
        return Value(call(function_name, listed(nodes)), Kind.VECTOR)
    kind = Kind.TEXTS if kinds <= {Kind.TEXT, Kind.TEXTS} else Kind.UNKNOWN
    return Value(call("r.c", *nodes), kind)


def _flattened(node: Call, scope: Scope) -> Value | None:
    """Translate ``c(m)`` of a matrix, which flattens by column, and ``c(t(m))``, by row."""
    if len(node.arguments) != 1 or node.arguments[0].name or node.arguments[0].value is None:
        return None
    (argument,) = node.arguments
    inner = argument.value
    if isinstance(inner, Call) and called(inner) == "t":
        turned = value(needed(inner.arguments[0].value, node), scope)
        if turned.kind is Kind.MATRIX:
            return Value(py("x.ravel()", x=turned.node), Kind.VECTOR)
    assert inner is not None
    matrix_value = value(inner, scope)
    if matrix_value.kind is Kind.MATRIX:
        return Value(py("x.ravel(order='F')", x=matrix_value.node), Kind.VECTOR)
    return matrix_value if matrix_value.kind in ARRAYS | COLUMNS | {Kind.TEXTS} else None


@word("seq", "seq_len", "seq_along", "seq.int", "seq.Date")
def seq(node: Call, scope: Scope) -> Value:
    """Translate ``seq(from, to, by, length.out)`` and similar calls, which include the end."""
    if called(node) == "seq_len":
        n = one(node, scope, "length.out")
        last = whole_count(n, needed(node.arguments[0].value, node), scope.script)
        return Value(py("np.arange(1, n + 1)", n=last), Kind.VECTOR)
    if called(node) == "seq_along":
        x = one(node, scope, "along.with")
        sized = x.kind in (Kind.VECTOR, Kind.TEXTS, Kind.LIST, *COLUMNS)
        template = "np.arange(1, len(x) + 1)" if sized else "r.seq(along_with=x)"
        return Value(py(template, x=x.node), Kind.VECTOR)
    arguments = matched(node.arguments, "from, to, by, length.out, along.with")
    values = {n: value(p, scope) for n, p in arguments.named.items()}
    start = values["from"].node if "from" in values else constant(1)
    numeric = not scope.dated or {v.kind for v in values.values()} <= {Kind.NUMBER}
    if "length.out" in values and "by" not in values and "to" in values and numeric:
        part = needed(arguments.get("length.out"), node)
        count = whole_count(values["length.out"], part, scope.script)
        sequence = call("np.linspace", start, values["to"].node, count)
        return Value(sequence, Kind.VECTOR)
    if set(values) == {"from", "to", "by"} and all(
        isinstance(values[n].node, ast.Constant) for n in values
    ):
        return Value(_stepped(start, values["to"].node, values["by"].node), Kind.VECTOR)
    options = {n.replace("from", "start").replace(".", "_"): v.node for n, v in values.items()}
    return Value(call("r.seq", **options), Kind.VECTOR)


def _stepped(start: ast.expr, end: ast.expr, step: ast.expr) -> ast.expr:
    """Return an arithmetic sequence that includes its end up to rounding."""
    match start, end, step:
        case ast.Constant(int()), ast.Constant(int(last)), ast.Constant(int(by)) if by:
            return call("np.arange", start, constant(last + 1 if by > 0 else last - 1), step)
    try:
        numbers = [float(ast.literal_eval(n)) for n in (start, end, step)]
        # The limit lies half a step beyond the last element, which rounding may put past the end.
        limit = numbers[1] + numbers[2] / 2
        steps = math.floor((numbers[1] - numbers[0]) / numbers[2] + 1e-10)
        if not numbers[0] + steps * numbers[2] < limit <= numbers[0] + (steps + 1) * numbers[2]:
            limit = numbers[0] + (steps + 0.5) * numbers[2]
        return call("np.arange", start, constant(limit), step)
    except ValueError:
        pass
    return py("np.arange(a, b + step / 2, step)", a=start, b=end, step=step)


@word("length")
def length(node: Call, scope: Scope) -> Value:
    """Translate ``length(x)``; the length of a data frame is its number of columns."""
    argument = one(node, scope)
    sized = (Kind.VECTOR, Kind.TEXTS, Kind.LIST, Kind.SERIES, Kind.NAMED, Kind.RECORD, Kind.MASK)
    template = "len(x)" if argument.kind in sized else "r.length(x)"
    return Value(py(template, x=argument.node), Kind.NUMBER)


@word("log")
def log(node: Call, scope: Scope) -> Value:
    """Translate ``log(x, base)``."""
    arguments = matched(node.arguments, "x, base")
    x = value(needed(arguments.get("x"), node), scope)
    base = arguments.get("base")
    if base is None:
        return Value(py("np.log(x)", x=x.node), x.kind)
    return Value(py("np.log(x) / np.log(b)", x=x.node, b=value(base, scope).node), x.kind)


@word("as.vector", "unname")
def as_vector(node: Call, scope: Scope) -> Value:
    """Convert a value into a vector without names; a matrix is read by column."""
    argument = one(node, scope)
    matrices = (Kind.TABLE, Kind.MATRIX, Kind.LABELLED)
    if called(node) == "unname" and argument.kind in (*matrices, Kind.FRAME, Kind.UNKNOWN):
        kind = Kind.MATRIX if argument.kind in matrices else Kind.UNKNOWN
        return Value(call("r.without_names", argument.node), kind)
    if argument.kind is Kind.MATRIX:
        return Value(py("x.ravel(order='F')", x=argument.node), Kind.VECTOR)
    if argument.kind is Kind.TABLE:
        return Value(py("x.to_numpy().ravel(order='F')", x=argument.node), Kind.VECTOR)
    may_have_names = isinstance(argument.node, ast.Call) and ast.unparse(
        argument.node.func
    ).startswith("r.")
    if argument.kind in SCALARS or (
        argument.kind in (Kind.VECTOR, Kind.TEXTS, Kind.MASK) and not may_have_names
    ):
        return argument
    if called(node) == "as.vector":
        kind = Kind.VECTOR if argument.kind is Kind.NAMED else Kind.UNKNOWN
        return Value(call("r.as_vector", argument.node), kind)
    kind = Kind.VECTOR if argument.kind in (Kind.NAMED, Kind.SERIES) else Kind.UNKNOWN
    return Value(py("r.named(x, None)", x=argument.node), kind)


_REPEATED = {"rep_len": "length.out", "rep.int": "times", "rep": "times, each, length.out"}


@word(*_REPEATED)
def rep(node: Call, scope: Scope) -> Value:
    """Translate ``rep(x, times, each, length.out)``."""
    arguments = matched(node.arguments, f"x, {_REPEATED[called(node) or 'rep']}")
    x = value(needed(arguments.get("x"), node), scope)
    text = x.kind in (Kind.TEXT, Kind.TEXTS)
    kind = Kind.TEXTS if text else Kind.VECTOR if x.kind in (Kind.NUMBER, Kind.VECTOR) else x.kind
    kind = Kind.MASK if x.kind in (Kind.FLAG, Kind.MASK) else kind
    kind = Kind.UNKNOWN if kind in COLUMNS | {Kind.NAMED, Kind.RECORD} else kind
    values = {n: value(p, scope) for n, p in arguments.named.items() if n != "x"}
    plain = x.kind in (Kind.NUMBER, Kind.FLAG) or isinstance(x.node, ast.Call | ast.List)
    if x.kind in (Kind.VECTOR, Kind.TEXTS, Kind.NUMBER, Kind.FLAG, Kind.TEXT) and plain:
        if set(values) == {"each"}:
            return Value(call("np.repeat", x.node, values["each"].node), kind)
        if set(values) == {"times"} and values["times"].kind is Kind.NUMBER:
            count = whole_count(values["times"], needed(arguments.get("times"), node), scope.script)
            name = "np.repeat" if x.kind in SCALARS else "np.tile"
            return Value(call(name, x.node, count), kind)
    options = {n.replace(".", "_"): v.node for n, v in values.items()}
    times = options.pop("times", None)
    free = [x.node] if times is None else [x.node, times]
    return Value(call("r.rep", *free, **options), kind)


_KEPT_BY_VERBS = (Kind.VECTOR, Kind.TEXTS, Kind.NAMED)


@word("append")
def append(node: Call, scope: Scope) -> Value:
    """Translate ``append(x, values, after)``; a list and a vector give a list."""
    arguments = matched(node.arguments, "x, values, after")
    parts = [value(needed(arguments.get(n), node), scope) for n in ("x", "values")]
    after = arguments.get("after")
    more = [] if after is None else [value(after, scope).node]
    lists = {Kind.LIST, Kind.RECORD} & {p.kind for p in parts}
    options = {"lists": constant(True)} if lists else {}
    kind = parts[0].kind if parts[0].kind in _KEPT_BY_VERBS and not lists else Kind.UNKNOWN
    return Value(call("r.append", *(p.node for p in parts), *more, **options), kind)


@word("replace")
def replaced(node: Call, scope: Scope) -> Value:
    """Translate ``replace(x, i, values)``, which is ``x[i] <- values`` as an expression."""
    arguments = matched(node.arguments, "x, list, values")
    x, at, to = (value(needed(arguments.get(n), node), scope) for n in ("x", "list", "values"))
    owner = call("r.as_list", x.node) if x.kind is Kind.LIST else x.node
    kind = x.kind if x.kind in _KEPT_BY_VERBS else Kind.UNKNOWN
    return Value(call("r.with_subset", owner, at.node, to=to.node), kind)


@word("complete.cases")
def complete_cases(node: Call, scope: Scope) -> Value:
    """Translate ``complete.cases(d, x)``: tables and vectors with a value for each row."""
    tables = [value(needed(a.value, node), scope).node for a in node.arguments]
    return Value(call("r.complete_cases", *tables), Kind.MASK)
