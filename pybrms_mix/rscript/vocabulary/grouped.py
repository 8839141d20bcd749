"""Rows in groups: their summaries, and columns computed with them."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from pybrms_mix.rscript.expressions import value
from pybrms_mix.rscript.kinds import Kind, Value
from pybrms_mix.rscript.python import (
    call,
    columns_given,
    constant,
    function,
    item,
    listed,
    method,
    py,
    record,
)
from pybrms_mix.rscript.refusals import NotPorted
from pybrms_mix.rscript.registry import word
from pybrms_mix.rscript.scope import Mask, Scope
from pybrms_mix.rscript.vocabulary.masked import asked_of, columns_of, frame_of, mask_of, uses
from pybrms_mix.rscript.vocabulary.simple import SUMMARIES
from pybrms_mix.rscript.vocabulary.tables import with_columns
from pybrms_mix.rscript.vocabulary.vectors import needed
from pybrms_mix.syntax.nodes import (
    Argument,
    Call,
    Infix,
    Name,
    Node,
    Parens,
    Part,
    Prefix,
    String,
    called,
)

_COUNTS = {"n": "size", "n_distinct": "nunique", "first": "first", "last": "last"}


def grouped_columns(frame: Value, named: dict[str, Node], scope: Scope) -> Value:
    """Return columns computed with the summaries of each group."""
    made: dict[str, ast.expr] = {}
    columns = frame.columns
    plain = isinstance(frame.node, ast.Name)
    base = frame.node if plain and len(named) == 1 else ast.Name("rows")
    for name, part in named.items():
        mask = Mask(base, columns=columns)
        made[name] = value(_transformed(part, frame.groups), scope.within(mask)).node
        columns = columns if columns is None else (*columns, name)
    found = with_columns(frame, made, whole=plain and len(named) == 1)
    return Value(found.node, Kind.GROUPED, found.columns, frame.groups)


def _transformed(part: Node, groups: Sequence[str]) -> Node:
    """Return ``part`` with ``mean(x)`` as a call that says its groups."""
    name = called(part) if isinstance(part, Call) else None
    if isinstance(part, Call) and (name in SUMMARIES or name in (*_COUNTS, "row_number")):
        keys = tuple(Argument("by", String(g)) for g in groups)
        return Call(Name(".by_group"), (Argument(None, part), *keys), part.span)
    match part:
        case Infix(left, op, right):
            a, b = _transformed(left, groups), _transformed(right, groups)
            return Infix(a, op, b, part.span)
        case Call(f, arguments):
            given = tuple(
                Argument(a.name, None if a.value is None else _transformed(a.value, groups))
                for a in arguments
            )
            return Call(f, given, part.span)
        case Parens(body):
            return Parens(_transformed(body, groups))
        case Prefix(op, operand):
            return Prefix(op, _transformed(operand, groups))
    return part


@word(".by_group")
def by_group(node: Call, scope: Scope) -> Value:
    """Write a summary of each row's group, for each row."""
    inner = node.arguments[0].value
    assert isinstance(inner, Call) and scope.mask is not None
    keys = [constant(a.value.text) for a in node.arguments[1:] if isinstance(a.value, String)]
    key = keys[0] if len(keys) == 1 else listed(keys)
    rows = py("d.groupby(key)", d=scope.mask.frame, key=key)
    name = called(inner) or ""
    if name == "row_number":
        return Value(py("rows.cumcount() + 1", rows=rows), Kind.SERIES)
    column = str(getattr(keys[0], "value", "")) if name == "n" else _column(inner)
    how = _COUNTS.get(name) or SUMMARIES[name][1]
    made = method(item(rows, constant(column)), "transform", constant(how))
    return Value(made, Kind.SERIES)


def _column(node: Call) -> str:
    """Return the column that a summary is of."""
    given = [a for a in node.arguments if a.name != "na.rm"]
    if len(given) == 1 and isinstance(given[0].value, Name):
        return given[0].value.text
    raise NotPorted(f"{called(node)}() within groups stands for a column only", node.span)


@word("group_by")
def group_by(node: Call, scope: Scope) -> Value:
    """``group_by(d, g)``: remembered until something is computed in the groups."""
    frame, given = asked_of(node, scope)
    groups = tuple(n for a in given for n in columns_of(needed(a.value, node)))
    return Value(frame.node, Kind.GROUPED, frame.columns, groups)


@word("rowwise")
def rowwise(node: Call, scope: Scope) -> Value:
    """``rowwise(d)``: what follows is computed row by row."""
    return frame_of(node, scope)[0].as_(Kind.ROWWISE)


@word("ungroup")
def ungroup(node: Call, scope: Scope) -> Value:
    """``ungroup(d)``."""
    frame, _ = frame_of(node, scope)
    return Value(frame.node, Kind.FRAME, frame.columns)


@word("summarise", "summarize")
def summarise(node: Call, scope: Scope) -> Value:
    """``summarise(d, m = mean(x))``, also in groups."""
    frame, given = asked_of(node, scope)
    named = {str(a.name): needed(a.value, node) for a in given if a.name not in (".groups", None)}
    before: set[str] = set()
    for name, part in named.items():
        if uses(part, before - set(frame.columns or ())):
            raise NotPorted("a summary of a summary is computed by mutate()", part.span)
        before.add(name)
    if frame.kind is not Kind.GROUPED:
        mask = mask_of(frame)
        values = {n: listed([value(p, scope.within(mask)).node]) for n, p in named.items()}
        made = call("pd.DataFrame", record(values))
        if not isinstance(frame.node, ast.Name):
            made = method(frame.node, "pipe", function(["rows"], made))
        return Value(made, Kind.FRAME, tuple(named))
    keys = [constant(g) for g in frame.groups]
    key = keys[0] if len(keys) == 1 else listed(keys)
    columns = (*frame.groups, *named)
    if all(isinstance(p, Call) and _plain(p) for p in named.values()):
        rows = py("d.groupby(key, as_index=False)", d=frame.node, key=key)
        pairs = {n: _named_summary(p, frame.groups) for n, p in named.items()}
        cells_of = columns_given(pairs, taken=("self", "func", "engine", "engine_kwargs"))
        return Value(ast.Call(ast.Attribute(rows, "agg"), [], cells_of), Kind.FRAME, columns)
    mask = Mask(ast.Name("rows"), columns=frame.columns)
    cells = record({n: value(p, scope.within(mask)).node for n, p in named.items()})
    each = function(["rows"], call("pd.Series", cells))
    applied = py("x.groupby(key).apply(f, include_groups=False).reset_index()",
                 x=frame.node, key=key, f=each)  # fmt: skip
    return Value(applied, Kind.FRAME, columns)


def _plain(part: Call) -> bool:
    name = called(part)
    given = [a for a in part.arguments if a.name != "na.rm"]
    if name == "n":
        return not given
    one = len(given) == 1 and isinstance(given[0].value, Name)
    return one and (name in SUMMARIES or name in _COUNTS)


def _named_summary(part: Part, groups: Sequence[str]) -> ast.expr:
    assert isinstance(part, Call)
    name = called(part) or ""
    how = _COUNTS.get(name) or SUMMARIES[name][1]
    column = groups[0] if name == "n" else _column(part)
    return ast.Tuple([constant(column), constant(how)])


@word("count")
def count(node: Call, scope: Scope) -> Value:
    """``count(d, g)``."""
    frame, given = asked_of(node, scope)
    groups = [n for a in given for n in columns_of(needed(a.value, node))]
    key = constant(groups[0]) if len(groups) == 1 else listed(map(constant, groups))
    made = py("d.groupby(key).size().reset_index(name='n')", d=frame.node, key=key)
    return Value(made, Kind.FRAME, (*groups, "n"))
