"""The verbs of dplyr, written as pandas."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from pybrms_mix.rscript.arguments import matched
from pybrms_mix.rscript.expressions import value
from pybrms_mix.rscript.kinds import Kind, Value
from pybrms_mix.rscript.python import call, constant, function, item, listed, method, py, record
from pybrms_mix.rscript.refusals import NotPorted
from pybrms_mix.rscript.registry import word
from pybrms_mix.rscript.scope import Mask, Scope
from pybrms_mix.rscript.vocabulary.grouped import grouped_columns
from pybrms_mix.rscript.vocabulary.masked import asked_of, columns_of, frame_of, mask_of, uses
from pybrms_mix.rscript.vocabulary.tables import with_columns
from pybrms_mix.rscript.vocabulary.vectors import needed
from pybrms_mix.syntax.nodes import (
    Argument,
    Call,
    Index,
    Name,
    Node,
    Prefix,
    called,
)


@word("mutate", "transmute", "transform")
def mutate(node: Call, scope: Scope) -> Value:
    """``mutate(d, z = x + y)``: ``d.assign(...)``."""
    frame, given = frame_of(node, scope)
    if called(node) == "transmute":
        raise NotPorted("write mutate() and select()", node.span)
    if any(a.name is None for a in given):
        raise NotPorted("a column has no name", node.span)
    named = {str(a.name): needed(a.value, node) for a in given}
    if frame.kind is Kind.ROWWISE:
        return _by_row(frame, named, scope)
    if frame.kind is Kind.GROUPED:
        return grouped_columns(frame, named, scope)
    plain = isinstance(frame.node, ast.Name)
    before: set[str] = set()
    fresh = False
    for name, part in named.items():
        fresh = fresh or uses(part, before)
        before.add(name)
    whole = plain and not fresh
    columns = frame.columns
    made: dict[str, ast.expr] = {}
    for name, part in named.items():
        mask = Mask(frame.node if whole else ast.Name("rows"), columns=columns)
        made[name] = value(part, scope.within(mask)).node
        columns = columns if columns is None else (*columns, name)
    # Without a look at the rows no function is needed.
    whole = whole or not any(_names(m, "rows") for m in made.values())
    return with_columns(frame, made, whole=whole)


def _names(node: ast.expr, name: str) -> bool:
    return any(isinstance(n, ast.Name) and n.id == name for n in ast.walk(node))


def _by_row(frame: Value, named: dict[str, Node], scope: Scope) -> Value:
    """Return columns computed row by row."""
    made: dict[str, ast.expr] = {}
    columns = frame.columns
    for name, part in named.items():
        mask = Mask(ast.Name("row"), Kind.NUMBER, columns)
        one = function(["row"], value(part, scope.within(mask)).node)
        made[name] = py("d.apply(f, axis=1)", d=ast.Name("rows"), f=one)
        columns = columns if columns is None else (*columns, name)
    return with_columns(frame, made, whole=False).as_(Kind.ROWWISE)


@word("filter")
def filter_(node: Call, scope: Scope) -> Value:
    """``filter(d, x > 0)``: the rows where all conditions hold."""
    frame, given = asked_of(node, scope)
    mask = mask_of(frame)
    found = [value(needed(a.value, node), scope.within(mask)).node for a in given]
    made = found[0]
    for more in found[1:]:
        made = ast.BinOp(made, ast.BitAnd(), more)
    if not isinstance(frame.node, ast.Name):
        made = function(["rows"], made)
        picked: ast.expr = item(ast.Attribute(frame.node, "loc"), made)
    else:
        picked = item(frame.node, made)
    return Value(picked, frame.kind, frame.columns, frame.groups)


@word("subset")
def subset(node: Call, scope: Scope) -> Value:
    """``subset(d, x > 0, select = c(x, y))``."""
    found = matched(node.arguments, "x, subset, select")
    frame = value(needed(found.get("x"), node), scope)
    if (condition := found.get("subset")) is not None:
        frame = filter_(Call(Name("filter"), (Argument(None, found.named["x"]),
                                              Argument(None, condition))), scope)  # fmt: skip
    if (columns := found.get("select")) is not None:
        match frame.node:
            case ast.Subscript(ast.Name() as rows, ast.Compare() as test):
                names = columns_of(columns)
                at = ast.Tuple([test, listed(map(constant, names))])
                return Value(item(ast.Attribute(rows, "loc"), at), Kind.FRAME, tuple(names))
        return _selected(frame, [Argument(None, columns)], node)
    return frame


@word("select")
def select(node: Call, scope: Scope) -> Value:
    """``select(d, x, y)``, ``select(d, -x)``."""
    frame, given = asked_of(node, scope)
    return _selected(frame, given, node)


def _selected(frame: Value, given: Sequence[Argument], node: Call) -> Value:
    keep: list[str] = []
    drop: list[str] = []
    renamed: dict[str, str] = {}
    for argument in given:
        part = needed(argument.value, node)
        inner, out = (part.operand, drop) if isinstance(part, Prefix) else (part, keep)
        for name in columns_of(inner):
            out.append(name)
            if argument.name:
                renamed[name] = argument.name
    if drop and keep:
        raise NotPorted("select() takes columns, or leaves them out", node.span)
    if drop:
        left = None if frame.columns is None else tuple(c for c in frame.columns if c not in drop)
        made = method(frame.node, "drop", columns=listed(map(constant, drop)))
        return Value(made, Kind.FRAME, left)
    picked: ast.expr = item(frame.node, listed(map(constant, keep)))
    if renamed:
        names = record({old: constant(new) for old, new in renamed.items()})
        picked = method(picked, "rename", columns=names)
    return Value(picked, Kind.FRAME, tuple(renamed.get(k, k) for k in keep))


@word("rename")
def rename(node: Call, scope: Scope) -> Value:
    """Rename columns: ``rename(d, new = old)``."""
    frame, given = frame_of(node, scope)
    names = {columns_of(needed(a.value, node))[0]: str(a.name) for a in given}
    changed = record({old: constant(new) for old, new in names.items()})
    columns = None if frame.columns is None else tuple(names.get(c, c) for c in frame.columns)
    return Value(method(frame.node, "rename", columns=changed), frame.kind, columns, frame.groups)


@word("arrange")
def arrange(node: Call, scope: Scope) -> Value:
    """``arrange(d, x, desc(y))``."""
    frame, given = asked_of(node, scope)
    names, up = [], []
    for argument in given:
        part = needed(argument.value, node)
        down = called(part) == "desc" if isinstance(part, Call) else isinstance(part, Prefix)
        inner = part.arguments[0].value if isinstance(part, Call) and down else part
        inner = inner.operand if isinstance(inner, Prefix) else inner
        names += columns_of(needed(inner, node))
        up.append(not down)
    key = constant(names[0]) if len(names) == 1 else listed(map(constant, names))
    order = constant(up[0]) if len(up) == 1 else listed(map(constant, up))
    ascending = {} if all(up) else {"ascending": order}
    made = method(frame.node, "sort_values", key, **ascending, ignore_index=constant(True))
    return Value(made, frame.kind, frame.columns, frame.groups)


@word("pull")
def pull(node: Call, scope: Scope) -> Value:
    """``pull(d, x)``."""
    frame, given = asked_of(node, scope)
    (name,) = columns_of(needed(given[0].value, node))
    return Value(item(frame.node, constant(name)), Kind.SERIES)


@word("slice")
def slice_(node: Call, scope: Scope) -> Value:
    """``slice(d, 1:5)``: rows by their places."""
    _, given = asked_of(node, scope)
    base = node.arguments[0].value
    assert base is not None
    return value(Index(base, (Argument(None, given[0].value), Argument(None, None))), scope)


@word("n")
def n(node: Call, scope: Scope) -> Value:
    """``n()``: the number of rows."""
    if scope.mask is None:
        raise NotPorted("n() stands within data", node.span)
    return Value(call("len", scope.mask.frame), Kind.NUMBER)


@word("row_number")
def row_number(node: Call, scope: Scope) -> Value:
    """``row_number()``."""
    if scope.mask is None:
        raise NotPorted("row_number() stands within data", node.span)
    return Value(py("np.arange(1, len(d) + 1)", d=scope.mask.frame), Kind.VECTOR)
