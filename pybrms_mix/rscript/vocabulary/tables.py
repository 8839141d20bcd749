"""Data frames: made, read, joined, described."""

from __future__ import annotations

import ast

from pybrms_mix.rscript.arguments import matched
from pybrms_mix.rscript.expressions import value
from pybrms_mix.rscript.kinds import COLUMNS, SCALARS, Kind, Value
from pybrms_mix.rscript.python import call, columns_given, constant, listed, py, record
from pybrms_mix.rscript.refusals import NotPorted
from pybrms_mix.rscript.registry import word
from pybrms_mix.rscript.scope import Mask, Scope
from pybrms_mix.rscript.vocabulary.vectors import needed, one
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import Argument, Call, Name, Part, called, parts

_OPTIONS = ("stringsAsFactors", "check.names", "row.names")


@word("data.frame", "tibble", "data_frame")
def data_frame(node: Call, scope: Scope) -> Value:
    """``data.frame(...)`` and ``tibble(...)``, whose columns may name those before them."""
    given = [a for a in node.arguments if a.name not in _OPTIONS]
    columns: dict[str, Value] = {}
    later: list[Argument] = []
    for argument in given:
        part = needed(argument.value, node)
        name = argument.name or (part.text if isinstance(part, Name) else None)
        if name is None:
            raise NotPorted("a column has no name", argument.span)
        if later or (called(node) != "data.frame" and _reads(part, set(columns))):
            later.append(Argument(name, argument.value, argument.span))
            continue
        columns[name] = value(part, scope)
    if not columns:
        return Value(call("pd.DataFrame"), Kind.FRAME, ())
    alone = all(v.kind in SCALARS for v in columns.values())
    cells = {n: listed([v.node]) if alone else v.node for n, v in columns.items()}
    frame = Value(call("pd.DataFrame", record(cells)), Kind.FRAME, tuple(columns))
    return _with_later(frame, later, scope)


def _reads(part: Part, names: set[str]) -> bool:
    if isinstance(part, Name) and part.text in names:
        return True
    return any(_reads(p, names) for p in parts(part))


def _with_later(frame: Value, later: list[Argument], scope: Scope) -> Value:
    for argument in later:
        mask = Mask(ast.Name("rows"), columns=frame.columns)
        assert argument.value is not None and argument.name is not None
        made = value(argument.value, scope.within(mask))
        frame = with_columns(frame, {argument.name: made.node}, whole=False)
    return frame


def with_columns(frame: Value, columns: dict[str, ast.expr], *, whole: bool) -> Value:
    """Return ``frame.assign(...)``; unless ``whole``, of functions of the rows that come before."""
    columns = {
        n: made if whole else ast.Lambda(_parameter("rows"), made) for n, made in columns.items()
    }
    given = columns_given(columns, taken=("self",))
    made = ast.Call(ast.Attribute(frame.node, "assign"), [], given)
    known = frame.columns
    if known is not None:
        known = (*known, *(n for n in columns if n not in known))
    return Value(made, Kind.FRAME, known)


def _parameter(name: str) -> ast.arguments:
    return ast.arguments([], [ast.arg(name)], None, [], [], None, [])


@word("expand.grid", "expand_grid", "crossing")
def expand_grid(node: Call, scope: Scope) -> Value:
    """``expand.grid(...)``: every combination, its first column running fastest."""
    columns = {str(a.name): value(needed(a.value, node), scope) for a in node.arguments}
    index = call("pd.MultiIndex.from_product", listed(v.node for v in reversed(columns.values())),
                 names=listed(constant(n) for n in reversed(columns)))  # fmt: skip
    if called(node) != "expand.grid":
        index = call("pd.MultiIndex.from_product", listed(v.node for v in columns.values()),
                     names=listed(map(constant, columns)))  # fmt: skip
        return Value(py("x.to_frame(index=False)", x=index), Kind.FRAME, tuple(columns))
    order = listed(map(constant, columns))
    return Value(
        py("x.to_frame(index=False)[order]", x=index, order=order), Kind.FRAME, tuple(columns)
    )


@word("as.data.frame", "as_tibble", "tbl_df")
def as_frame(node: Call, scope: Scope) -> Value:
    """``as.data.frame(x)``; of a fit its draws."""
    found = one(node, scope, "x, ...")
    if found.kind is Kind.FIT:
        return Value(call("pm.as_draws_df", found.node), Kind.FRAME)
    if found.kind in (Kind.FRAME, Kind.TABLE):
        return found
    return Value(call("pd.DataFrame", found.node), Kind.FRAME)


@word("as.matrix", "data.matrix")
def as_matrix(node: Call, scope: Scope) -> Value:
    """``as.matrix(x)``; of a fit its draws, with their names."""
    found = one(node, scope, "x, ...")
    if found.kind is Kind.FIT:
        return Value(call("pm.as_draws_matrix", found.node), Kind.TABLE)
    return Value(py("x.to_numpy()", x=found.node), Kind.MATRIX)


@word("rbind", "bind_rows")
def rbind(node: Call, scope: Scope) -> Value:
    """``rbind(a, b)``: rows of one frame below those of the other."""
    found = [value(needed(a.value, node), scope) for a in node.arguments]
    if not found:
        raise NotPorted("rbind() is called without arguments", node.span)
    if all(f.kind is Kind.FRAME for f in found):
        made = call("pd.concat", listed(f.node for f in found), ignore_index=constant(True))
        return Value(made, Kind.FRAME, found[0].columns)
    if any(f.kind is Kind.UNKNOWN for f in found):
        raise NotPorted("it is not known whether frames are joined here", node.span)
    return Value(call("np.vstack", listed(f.node for f in found)), Kind.MATRIX)


@word("cbind", "bind_cols")
def cbind(node: Call, scope: Scope) -> Value:
    """``cbind(a, b)``: columns side by side."""
    given = [(a.name, value(needed(a.value, node), scope)) for a in node.arguments]
    if not given:
        raise NotPorted("cbind() is called without arguments", node.span)
    frame = given[0][1]
    if frame.kind is Kind.FRAME and all(name for name, _ in given[1:]):
        return with_columns(frame, {str(n): v.node for n, v in given[1:]}, whole=True)
    nodes = listed(v.node for _, v in given)
    if all(v.kind is Kind.FRAME for _, v in given):
        return Value(call("pd.concat", nodes, axis=constant(1)), Kind.FRAME)
    if any(n for n, _ in given) or any(v.kind is Kind.UNKNOWN for _, v in given):
        raise NotPorted("cbind() joins frames, or vectors without names, here", node.span)
    return Value(call("np.column_stack", nodes), Kind.MATRIX)


@word("left_join", "inner_join", "right_join", "full_join", "merge")
def join(node: Call, scope: Scope) -> Value:
    """``left_join(x, y, by)`` and its like."""
    found = matched(node.arguments, "x, y, by")
    x, y = (value(needed(found.get(n), node), scope) for n in ("x", "y"))
    by = found.get("by")
    how = {"left_join": "left", "right_join": "right", "full_join": "outer"}.get(called(node) or "")
    keywords = {} if by is None else {"on": value(by, scope).node}
    if how:
        keywords["how"] = constant(how)
    made = ast.Call(ast.Attribute(x.node, "merge"), [y.node],
                    [ast.keyword(k, v) for k, v in keywords.items()])  # fmt: skip
    return Value(made, Kind.FRAME)


@word("na.omit", "drop_na")
def na_omit(node: Call, scope: Scope) -> Value:
    """``na.omit(d)``: the rows without missing values."""
    found = matched(node.arguments, "data, ...")
    frame = value(needed(found.get("data"), node), scope)
    names = [write(a.value) for a in found.rest if isinstance(a.value, Name)]
    subset = listed(map(constant, names)) if names else None
    return Value(py("d.dropna(subset=s)", d=frame.node, s=subset), frame.kind, frame.columns)


@word("table")
def table(node: Call, scope: Scope) -> Value:
    """``table(x)``, counts by value; ``table(x, y)``, a cross table."""
    found = [value(needed(a.value, node), scope) for a in node.arguments]
    if len(found) not in (1, 2):
        raise NotPorted("table() counts one vector, or crosses two", node.span)
    if len(found) == 2:
        return Value(call("pd.crosstab", *(f.node for f in found)), Kind.TABLE)
    (x,) = found
    if x.kind in COLUMNS:
        return Value(py("x.value_counts().sort_index()", x=x.node), Kind.NAMED)
    return Value(py("pd.Series(x).value_counts().sort_index()", x=x.node), Kind.NAMED)


@word("with")
def with_(node: Call, scope: Scope) -> Value:
    """``with(d, expression)``."""
    found = matched(node.arguments, "data, expr")
    frame = value(needed(found.get("data"), node), scope)
    mask = Mask(frame.node, columns=frame.columns)
    return value(needed(found.get("expr"), node), scope.within(mask))


@word("str", "glimpse")
def structure(node: Call, scope: Scope) -> Value:
    """``str(d)``: what the frame holds."""
    found = one(node, scope)
    if found.kind is not Kind.FRAME:
        raise NotPorted("str() shows data frames here", node.span)
    return Value(py("d.info()", d=found.node), Kind.NONE)
