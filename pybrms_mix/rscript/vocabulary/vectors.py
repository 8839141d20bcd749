"""Vectors: made, repeated, chosen from, converted."""

from __future__ import annotations

import ast

from pybrms_mix.rscript.arguments import matched
from pybrms_mix.rscript.expressions import value
from pybrms_mix.rscript.kinds import ARRAYS, COLUMNS, SCALARS, Kind, Value
from pybrms_mix.rscript.python import call, constant, listed, method, py, record
from pybrms_mix.rscript.refusals import NotPorted
from pybrms_mix.rscript.registry import word
from pybrms_mix.rscript.scope import Scope
from pybrms_mix.syntax.nodes import Call, Node, called


def one(node: Call, scope: Scope, parameters: str = "x") -> Value:
    """Return the value of the only argument of a call."""
    found = matched(node.arguments, parameters)
    first = parameters.split(",", 1)[0]
    part = found.get(first)
    if part is None:
        raise NotPorted(f"{called(node)}() lacks '{first}'", node.span)
    return value(part, scope)


def needed(part: Node | None, node: Call) -> Node:
    """Return an argument that a call cannot do without."""
    if part is None:
        raise NotPorted(f"{called(node)}() lacks an argument", node.span)
    return part


@word("c")
def c(node: Call, scope: Scope) -> Value:
    """``c(...)``."""
    flat = _flattened(node, scope)
    if flat is not None:
        return flat
    parts = [value(needed(a.value, node), scope) for a in node.arguments]
    kinds = {p.kind for p in parts}
    nodes = [p.node for p in parts]
    names = [a.name for a in node.arguments]
    if any(names):
        if not all(names) or not kinds <= SCALARS:
            raise NotPorted("c() names all its elements, single ones, or none", node.span)
        items = record({str(n): v for n, v in zip(names, nodes, strict=True)})
        return Value(call("pd.Series", items), Kind.NAMED)
    if kinds & {Kind.PRIORS, Kind.MODEL}:
        return Value(listed(nodes), Kind.PRIORS if Kind.PRIORS in kinds else Kind.LIST)
    if not parts:
        return Value(constant(None), Kind.NONE)
    if kinds <= {Kind.TEXT}:
        return Value(listed(nodes), Kind.TEXTS)
    if kinds & {Kind.TEXT, Kind.TEXTS}:
        return _texts(parts, node)
    if kinds == {Kind.FLAG}:
        return Value(call("np.array", listed(nodes)), Kind.MASK)
    if kinds <= SCALARS:
        return Value(call("np.array", listed(nodes)), Kind.VECTOR)
    if kinds <= ARRAYS | COLUMNS:
        return Value(call("np.concatenate", listed(nodes)), Kind.VECTOR)
    if kinds & {Kind.FRAME, Kind.FIT, Kind.RECORD, Kind.FUNCTION, Kind.LIST, Kind.TABLE}:
        raise NotPorted("c() joins vectors here", node.span)
    return Value(call("np.hstack", listed(nodes)), Kind.VECTOR)


def _texts(parts: list[Value], node: Call) -> Value:
    if any(p.kind not in (Kind.TEXT, Kind.TEXTS) for p in parts):
        raise NotPorted("c() would turn numbers into text", node.span)
    nodes = [ast.Starred(p.node) if p.kind is Kind.TEXTS else p.node for p in parts]
    return Value(listed(nodes), Kind.TEXTS)


def _flattened(node: Call, scope: Scope) -> Value | None:
    """Return ``c(m)`` of a matrix as R reads it, column by column; ``c(t(m))`` row by row."""
    if len(node.arguments) != 1 or node.arguments[0].name or node.arguments[0].value is None:
        return None
    (argument,) = node.arguments
    inner = argument.value
    if isinstance(inner, Call) and called(inner) == "t":
        turned = value(needed(inner.arguments[0].value, node), scope)
        if turned.kind is Kind.MATRIX:
            return Value(py("x.ravel()", x=turned.node), Kind.VECTOR)
    assert inner is not None
    found = value(inner, scope)
    if found.kind is Kind.MATRIX:
        return Value(py("x.ravel(order='F')", x=found.node), Kind.VECTOR)
    return found if found.kind in ARRAYS | COLUMNS | {Kind.TEXTS} else None


@word("as.vector", "as.numeric", "as.double", "unlist", "unname")
def as_vector(node: Call, scope: Scope) -> Value:
    """Turn into a plain vector of numbers."""
    found = one(node, scope)
    if found.kind is Kind.MATRIX:
        return Value(py("x.ravel(order='F')", x=found.node), Kind.VECTOR)
    if found.kind is Kind.NUMBER:
        return Value(py("float(x)", x=found.node), Kind.NUMBER)
    if found.kind is Kind.SERIES and called(node) in ("as.numeric", "as.double"):
        return Value(py("x.astype(float)", x=found.node), Kind.SERIES)
    if found.kind is Kind.UNKNOWN:
        raise NotPorted("it is not known what is converted", node.span)
    return Value(py("np.asarray(x)", x=found.node), Kind.VECTOR)


@word("as.integer")
def as_integer(node: Call, scope: Scope) -> Value:
    """Turn into whole numbers."""
    found = one(node, scope)
    if found.kind in SCALARS:
        return Value(py("int(x)", x=found.node), Kind.NUMBER)
    return Value(py("x.astype(int)", x=found.node), found.kind)


@word("as.character")
def as_character(node: Call, scope: Scope) -> Value:
    """Turn into text."""
    found = one(node, scope)
    if found.kind in SCALARS:
        return Value(py("str(x)", x=found.node), Kind.TEXT)
    return Value(py("x.astype(str)", x=found.node), found.kind)


@word("rep", "rep_len")
def rep(node: Call, scope: Scope) -> Value:
    """``rep(x, times, each, length.out)``."""
    rest = "length.out" if called(node) == "rep_len" else "times, each, length.out"
    found = matched(node.arguments, f"x, {rest}")
    x = value(needed(found.get("x"), node), scope)
    text = x.kind in (Kind.TEXT, Kind.TEXTS)
    kind = Kind.TEXTS if text else Kind.VECTOR
    given = {n: value(p, scope) for n, p in found.named.items() if n != "x"}
    made = x.node
    if "each" in given:
        made = call("np.repeat", made, given["each"].node)
    if "length.out" in given:
        return Value(call("np.resize", made, given["length.out"].node), kind)
    if "times" in given:
        times = given["times"]
        whole = x.kind in SCALARS or times.kind is Kind.VECTOR
        made = call("np.repeat" if whole else "np.tile", made, times.node)
    return Value(made, kind)


@word("seq", "seq_len", "seq_along", "seq.int")
def seq(node: Call, scope: Scope) -> Value:
    """``seq(from, to, by, length.out)`` and its like: with their last element, as in R."""
    if called(node) == "seq_len":
        n = one(node, scope, "length.out")
        return Value(py("np.arange(1, n + 1)", n=n.node), Kind.VECTOR)
    if called(node) == "seq_along":
        return Value(
            py("np.arange(1, len(x) + 1)", x=one(node, scope, "along.with").node), Kind.VECTOR
        )
    found = matched(node.arguments, "from, to, by, length.out")
    given = {n: value(p, scope) for n, p in found.named.items()}
    start = given["from"].node if "from" in given else constant(1)
    if "length.out" in given and "by" not in given and "to" in given:
        made = call("np.linspace", start, given["to"].node, given["length.out"].node)
        return Value(made, Kind.VECTOR)
    if "by" in given and "to" in given:
        return Value(_stepped(start, given["to"].node, given["by"].node), Kind.VECTOR)
    if set(given) == {"from", "to"}:
        whole = py("np.arange(a, b + 1)", a=start, b=given["to"].node)
        return Value(whole, Kind.VECTOR)
    raise NotPorted("seq() is read with from, to and one of by and length.out", node.span)


def _stepped(start: ast.expr, end: ast.expr, step: ast.expr) -> ast.expr:
    """Return an arithmetic sequence with its end, where it is met but for rounding."""
    match start, end, step:
        case ast.Constant(int()), ast.Constant(int(last)), ast.Constant(int(by)) if by:
            return call("np.arange", start, constant(last + 1 if by > 0 else last - 1), step)
    try:
        # Half a step beyond the end, which itself may be missed by a rounding error.
        numbers = [float(ast.literal_eval(n)) for n in (end, step)]
        return call("np.arange", start, constant(numbers[0] + numbers[1] / 2), step)
    except ValueError:
        pass
    return py("np.arange(a, b + step / 2, step)", a=start, b=end, step=step)


@word("ifelse", "if_else")
def ifelse(node: Call, scope: Scope) -> Value:
    """``ifelse(test, yes, no)``."""
    found = matched(node.arguments, "test, yes, no")
    parts = [value(needed(found.get(n), node), scope) for n in ("test", "yes", "no")]
    test, yes, no = parts
    if test.kind is Kind.FLAG:
        return Value(ast.IfExp(test.node, yes.node, no.node), yes.kind)
    text = yes.kind is Kind.TEXT
    return Value(call("np.where", *(p.node for p in parts)), Kind.TEXTS if text else Kind.VECTOR)


@word("case_when")
def case_when(node: Call, scope: Scope) -> Value:
    """``case_when(condition ~ value, ..., TRUE ~ value)``."""
    conditions, choices, default = [], [], None
    for argument in node.arguments:
        left, right = getattr(argument.value, "left", None), getattr(argument.value, "right", None)
        if left is None or right is None:
            raise NotPorted("case_when() takes condition ~ value", node.span)
        if getattr(left, "text", "") == "TRUE":
            default = value(right, scope)
        else:
            conditions.append(value(left, scope).node)
            choices.append(value(right, scope))
    nodes = listed(c.node for c in choices)
    text = bool(choices) and choices[0].kind is Kind.TEXT
    last = {} if default is None else {"default": default.node}
    if default is None:
        last = {"default": constant(None) if text else py("np.nan")}
    made = call("np.select", listed(conditions), nodes, **last)
    return Value(made, Kind.TEXTS if text else Kind.VECTOR)


@word("factor", "as.factor", "ordered")
def factor(node: Call, scope: Scope) -> Value:
    """``factor(x, levels, labels)``: a categorical column."""
    found = matched(node.arguments, "x, levels, labels, ordered")
    x = value(needed(found.get("x"), node), scope)
    keywords = {}
    if (levels := found.get("levels")) is not None:
        keywords["categories"] = value(levels, scope).node
    if called(node) == "ordered" or found.get("ordered") is not None:
        keywords["ordered"] = constant(True)
    made: ast.expr = call("pd.Categorical", x.node, **keywords)
    if (labels := found.get("labels")) is not None:
        made = method(made, "rename_categories", value(labels, scope).node)
    return Value(made, Kind.VECTOR)


@word("levels")
def levels(node: Call, scope: Scope) -> Value:
    """``levels(x)``."""
    found = one(node, scope)
    column = found.kind in COLUMNS
    template = "list(x.cat.categories)" if column else "list(x.categories)"
    return Value(py(template, x=found.node), Kind.TEXTS)


@word("length")
def length(node: Call, scope: Scope) -> Value:
    """``length(x)``: of a frame the number of its columns."""
    found = one(node, scope)
    template = "x.shape[1]" if found.kind is Kind.FRAME else "len(x)"
    return Value(py(template, x=found.node), Kind.NUMBER)


@word("sort")
def sort(node: Call, scope: Scope) -> Value:
    """``sort(x, decreasing)``."""
    found = matched(node.arguments, "x, decreasing")
    x = value(needed(found.get("x"), node), scope)
    down = getattr(found.get("decreasing"), "text", "FALSE") == "TRUE"
    if x.kind is Kind.TEXTS:
        return Value(
            py("sorted(x, reverse=down)", x=x.node, down=constant(True) if down else None), x.kind
        )
    return Value(py("np.sort(x)[::-1]" if down else "np.sort(x)", x=x.node), Kind.VECTOR)


@word("unique")
def unique(node: Call, scope: Scope) -> Value:
    """``unique(x)``, in the order of appearance; of a frame its different rows."""
    found = one(node, scope)
    if found.kind is Kind.FRAME:
        return Value(py("x.drop_duplicates()", x=found.node), Kind.FRAME, found.columns)
    return Value(py("pd.unique(x)", x=found.node), Kind.VECTOR)


@word("is.na")
def is_na(node: Call, scope: Scope) -> Value:
    """``is.na(x)``."""
    found = one(node, scope)
    if found.kind in COLUMNS:
        return Value(py("x.isna()", x=found.node), Kind.FLAGS)
    return Value(py("pd.isna(x)", x=found.node), Kind.FLAG if found.kind in SCALARS else Kind.MASK)


@word("scale")
def scale(node: Call, scope: Scope) -> Value:
    """``scale(x)``: centred, in units of the standard deviation."""
    found = one(node, scope)
    template = "(x - x.mean()) / x.std(ddof=1)"
    return Value(py(template, x=found.node), found.kind)


@word("log")
def log(node: Call, scope: Scope) -> Value:
    """``log(x, base)``."""
    found = matched(node.arguments, "x, base")
    x = value(needed(found.get("x"), node), scope)
    base = found.get("base")
    if base is None:
        return Value(py("np.log(x)", x=x.node), x.kind)
    return Value(py("np.log(x) / np.log(b)", x=x.node, b=value(base, scope).node), x.kind)
