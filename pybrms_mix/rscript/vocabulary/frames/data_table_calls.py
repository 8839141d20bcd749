"""Translate functions of data.table, and ``melt()`` and ``dcast()`` of reshape2."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import cast

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.expressing.table_parts import named_columns_of
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.literals import flagged
from pybrms_mix.rscript.facts.registry import WORDS, word
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.python import (
    call,
    columns_given,
    constant,
    function,
    listed,
    py,
    record,
)
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.vocabulary.basics.function_values import function_of
from pybrms_mix.rscript.vocabulary.basics.rverbs import enter
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed
from pybrms_mix.syntax.nodes import (
    Argument,
    Call,
    Infix,
    Name,
    Node,
    Part,
    Prefix,
    String,
    Tilde,
    called,
)

_U = Kind.UNKNOWN
TABLES: tuple[tuple[str, str, Kind | str], ...] = (
    ("uniqueN(x, na.rm, by)", "r.unique_count(x, na_rm=na_rm, by=by)", Kind.NUMBER),
    ("shift(x, n, fill, type)", "r.shifted(x, n, fill, type)", _U),
    ("rleid(x, y)", "r.run_numbers(x, y)", Kind.VECTOR),
    ("rowid(x, y)", "r.row_numbers(x, y)", Kind.VECTOR),
    ("fifelse(test, yes, no, na)", "r.if_else(test, yes, no, na)", "any"),
    ("fcoalesce(x, y)", "r.coalesce(x, y)", _U),
    ("setnames(x, old, new, skip_absent)",
     "r.set_names(x, old, new, skip_absent=skip_absent)", Kind.FRAME),
    ("setcolorder(x, neworder)", "r.set_column_order(x, neworder)", Kind.FRAME),
    ("rbindlist(l, use.names, fill, idcol)",
     "r.rbindlist(l, use_names=use_names, fill=fill, idcol=idcol)", Kind.FRAME),
    ("%between%(x, y)", "r.in_range(x, y)", "truths"),
    ("%like%(vector, pattern)", "r.grepl(pattern, vector)", "truths"),
    ("%chin%(x, table)", "r.is_in(x, table)", "truths"),
    ("tstrsplit(x, split, fixed)", "r.split_columns(x, split, fixed=fixed)", Kind.LIST),
    ("inrange(x, lower, upper)", "r.between(x, lower, upper)", "truths"),
)  # fmt: skip
enter(TABLES)


@word("data.table")
def data_table(node: Call, scope: Scope) -> Value:
    """Translate ``data.table(x = 1:3, g = "a")``."""
    options = ("stringsAsFactors", "check.names", "key", "keep.rownames")
    keys = [a.value for a in node.arguments if a.name == "key"]
    no_options = ("stringsAsFactors", "keep.rownames")
    unavailable = [a.name for a in node.arguments if a.name in no_options]
    if unavailable:
        raise NotPorted(f"data.table() has no argument '{unavailable[0]}' here", node.span)
    wide: list[ast.expr] = []
    columns: dict[str, ast.expr] = {}
    for argument in node.arguments:
        if argument.name in options:
            continue
        part = needed(argument.value, node)
        column_value = value(part, scope)
        name = argument.name or (part.text if isinstance(part, Name) else "")
        tabular = column_value.kind in (Kind.FRAME, Kind.TABLE, Kind.MATRIX, Kind.LABELLED)
        if not argument.name and (tabular or (column_value.kind is _U and not columns)):
            wide.append(column_value.node)
            continue
        if not name or name in columns or (wide and tabular):
            raise NotPorted("the columns of a data.table need names of their own", argument.span)
        columns[name] = column_value.node
    pairs = columns_given(columns)
    table_call = ast.Call(ast.Attribute(ast.Name("r"), "data_table"), wide, pairs)
    if keys and not (isinstance(keys[0], Name) and keys[0].text == "NULL"):
        key_columns = [constant(n) for n in _key(needed(keys[0], node))]
        table_call = call("r.set_order", table_call, *key_columns)
    return Value(table_call, Kind.FRAME, tabled=True)


def _key(part: Node) -> list[str]:
    """Return the columns of ``key = "a,b"`` or ``key = c("a", "b")``, by which rows are sorted."""
    texts = [a.value for a in part.arguments] if isinstance(part, Call) else [part]
    if not all(isinstance(t, String) for t in texts):
        raise NotPorted("the key of a data.table needs names of columns here", part.span)
    return [n.strip() for t in texts if isinstance(t, String) for n in t.text.split(",")]


@word("setDT", "setDF")
def made_in_place(node: Call, scope: Scope) -> Value:
    """Translate ``setDT(d)`` and ``setDF(d)``, which change what a variable is."""
    if len(node.arguments) != 1:
        raise NotPorted(f"{called(node)}() takes a data frame only, here", node.span)
    part = needed(node.arguments[0].value, node)
    frame_value = value(part, scope)
    table = called(node) == "setDT"
    if isinstance(part, Name) and part.text in scope.known:
        scope.known[part.text] = replace(frame_value, tabled=table)
    verb = "r.set_data_table" if table else "r.set_data_frame"
    return Value(call(verb, frame_value.node), Kind.FRAME, tabled=table)


@word(".")
def listed_columns(node: Call, scope: Scope) -> Value:
    """Translate ``.(a, m = mean(b))`` within an expression of ``dt[...]``."""
    if scope.mask is None or not scope.mask.tabled:
        raise NotPorted("the function .() is available in data.tables only", node.span)
    columns = {n: value(p, scope).node for n, p in named_columns_of(node)}
    return Value(record(columns), Kind.RECORD)


@word("CJ")
def cross_join(node: Call, scope: Scope) -> Value:
    """Translate ``CJ(a = 1:2, b = 1:3)``, all combinations in order."""
    columns = {a.name: value(needed(a.value, node), scope).node for a in node.arguments}
    if None in columns or {"sorted", "unique"} & set(columns):
        raise NotPorted("CJ() needs the names of its columns, and nothing else, here", node.span)
    names = [str(n) for n in columns]
    grid = ast.Call(ast.Attribute(ast.Name("r"), "expand_strings"), [],
                    columns_given({str(n): v for n, v in columns.items()}))  # fmt: skip
    table = call("r.set_order", grid, *(constant(n) for n in names))
    return Value(table, Kind.FRAME, tabled=True)


@word("as.data.table")
def as_data_table(node: Call, scope: Scope) -> Value:
    """Translate ``as.data.table(x)``; a fit becomes a table of its draws."""
    arguments = matched(node.arguments, "x, keep.rownames")
    frame = value(Call(Name("as.data.frame"), (Argument(None, needed(arguments.get("x"), node)),),
                       node.span), scope)  # fmt: skip
    bare = value(needed(arguments.get("x"), node), scope)
    source = bare if bare.kind in (Kind.MATRIX, Kind.LABELLED, _U) else frame
    options = {}
    if (keep := arguments.get("keep.rownames")) is not None:
        options["keep_rownames"] = value(keep, scope).node
    return Value(call("r.as_data_table", source.node, **options), Kind.FRAME, tabled=True)


@word("copy")
def copied(node: Call, scope: Scope) -> Value:
    """Translate ``copy(dt)``, a table of its own."""
    table_value = value(needed(node.arguments[0].value if node.arguments else None, node), scope)
    if table_value.kind not in (Kind.FRAME, _U):
        raise NotPorted("copy() needs a data.table", node.span)
    return Value(py("x.copy()", x=table_value.node), Kind.FRAME, tabled=True)


@word("setorder", "setkey")
def set_order(node: Call, scope: Scope) -> Value:
    """Translate ``setorder(dt, a, -b)`` and ``setkey(dt, a)``, which sort a table in place."""
    table = value(needed(node.arguments[0].value if node.arguments else None, node), scope)
    flags: dict[str, ast.expr] = {}
    names: list[ast.expr] = []
    down: list[bool] = []
    for argument in node.arguments[1:]:
        part = argument.value
        less = isinstance(part, Prefix) and part.op == "-"
        part = part.operand if isinstance(part, Prefix) and less else part
        if argument.name == "na.last":
            flags["na_last"] = constant(flagged(part))
            continue
        if argument.name is not None or not isinstance(part, Name | String):
            raise NotPorted(f"{called(node)}() sorts by columns only", argument.span or node.span)
        names.append(constant(part.text))
        down.append(less)
    if any(down):
        flags["down"] = listed([constant(d) for d in down])
    return Value(call("r.set_order", table.node, *names, **flags), Kind.FRAME, tabled=True)


@word("setorderv", "setkeyv")
def set_order_by(node: Call, scope: Scope) -> Value:
    """Translate ``setorderv(dt, cols)``."""
    arguments = matched(node.arguments, "x, cols, order, na.last")
    if arguments.get("order") is not None:
        raise NotPorted("setorderv() has no argument 'order' here: use setorder()", node.span)
    table, columns = (value(needed(arguments.get(n), node), scope).node for n in ("x", "cols"))
    flags = {}
    if (last := arguments.get("na.last")) is not None:
        flags["na_last"] = value(last, scope).node
    call_node = call("r.set_order", table, ast.Starred(call("r.items", columns)), **flags)
    return Value(call_node, Kind.FRAME, tabled=True)


@word("set")
def set_cells(node: Call, scope: Scope) -> Value:
    """Translate ``set(dt, i, j, value)``, which changes columns in place."""
    arguments = matched(node.arguments, "x, i, j, value")
    table, names = (value(needed(arguments.get(n), node), scope).node for n in ("x", "j"))
    part = needed(arguments.get("value"), node)
    value_node = constant(None)
    if part != Name("NULL"):
        value_node = function(["rows"], value(part, scope).node)
    flags = {}
    if (rows := arguments.get("i")) is not None and rows != Name("NULL"):
        flags["rows"] = value(rows, scope).node
    return Value(call("r.table_set", table, names, value_node, **flags), Kind.FRAME, tabled=True)


@word("fcase")
def fcase(node: Call, scope: Scope) -> Value:
    """Translate ``fcase(condition, value, ..., default = value)`` as ``case_when()``."""
    arguments = matched(node.arguments, "..., default")
    parts = [needed(a.value, node) for a in arguments.rest]
    if len(parts) % 2 or any(a.name for a in arguments.rest):
        raise NotPorted("fcase() needs pairs of a condition and a value", node.span)
    cases = [Argument(None, Tilde(_operand(c), _operand(v), node.span))
             for c, v in zip(parts[::2], parts[1::2], strict=True)]  # fmt: skip
    default = arguments.get("default")
    cases += [] if default is None else [Argument(".default", default, node.span)]
    return value(Call(Name("case_when"), tuple(cases), node.span), scope)


def _operand(part: Part) -> Node:
    return cast("Node", part)


@word("melt")
def melt(node: Call, scope: Scope) -> Value:
    """Translate ``melt(d, id.vars, measure.vars)`` of reshape2 and of data.table."""
    places = "data, id.vars, measure.vars, variable.name, value.name, na.rm, variable.factor"
    if any(a.name in ("varnames", "as.is") for a in node.arguments):
        return _melted_matrix(node, scope)
    parameters = [p.strip() for p in places.split(",")]
    ignored = [a for a in node.arguments if not scope.tables and a.name is not None
               and not any(p.startswith(a.name) for p in parameters)]  # fmt: skip
    for argument in ignored:
        scope.notes.append(f"without {argument.name}: melt() of reshape2 ignores it")
    arguments = matched([a for a in node.arguments if a not in ignored], places)
    frame = value(needed(arguments.get("data"), node), scope)
    if frame.kind in (Kind.MATRIX, Kind.LABELLED):
        return _melted_matrix(node, scope)
    if frame.kind not in (Kind.FRAME, Kind.TABLE, _U):
        raise NotPorted("melt() needs a data frame here: as.data.frame(x)", node.span)
    if any(
        called(arguments.get(n)) in ("patterns", "list", "measure")
        for n in ("id.vars", "measure.vars")
    ):
        raise NotPorted("melt() stacks columns that are named, into one column", node.span)
    options = {n.replace(".", "_"): value(p, scope).node
               for n, p in arguments.named.items() if n != "data"}  # fmt: skip
    return Value(call("r.melt", frame.node, **options), Kind.FRAME)


def _melted_matrix(node: Call, scope: Scope) -> Value:
    """Translate ``melt(m, varnames = c("row", "column"), value.name = "n")`` of a matrix."""
    arguments = matched(node.arguments, "data, varnames, na.rm, as.is, value.name")
    x = value(needed(arguments.get("data"), node), scope)
    options = {n.replace(".", "_"): value(p, scope).node
               for n, p in arguments.named.items() if n != "data"}  # fmt: skip
    return Value(call("r.melted_matrix", x.node, **options), Kind.FRAME)


@word("dcast")
def dcast(node: Call, scope: Scope) -> Value:
    """Translate ``dcast(d, id ~ k, value.var = "v")`` of reshape2 and of data.table."""
    arguments = matched(
        node.arguments, "data, formula, fun.aggregate, ..., value.var, fill, sep, na.rm, drop"
    )
    formula = arguments.get("formula")
    if not isinstance(formula, Tilde) or formula.left is None:
        raise NotPorted("dcast() needs a formula: id ~ k", node.span)
    if arguments.get("drop") is not None:
        raise NotPorted("dcast() has no argument 'drop' here", node.span)
    frame = value(needed(arguments.get("data"), node), scope)
    left, right = _sides(formula.left), _sides(formula.right)
    sides = [
        constant(None) if s is None else listed([constant(n) for n in s]) for s in (left, right)
    ]
    if right is None:
        raise NotPorted("the columns on the right of dcast() must be named", node.span)
    options = {
        n: value(p, scope).node for n in ("fill", "sep") if (p := arguments.get(n)) is not None
    }
    if (column := arguments.get("value.var")) is not None:
        options["value_var"] = value(column, scope).node
    rest = [*arguments.rest]
    if (drop_missing := arguments.get("na.rm")) is not None:
        rest.append(Argument("na.rm", drop_missing))
    if (how := arguments.get("fun.aggregate")) is not None:
        options["function"] = function_of(how, scope, rest=tuple(rest))
    return Value(call("r.dcast", frame.node, *sides, **options), Kind.FRAME)


def _sides(part: Node) -> list[str] | None:
    """Return the columns of one side of a formula; None for the dots that mean all others."""
    match part:
        case Name("..."):
            return None
        case Name("."):
            return []
        case Name(text):
            return [text]
        case Infix(left, "+", right):
            first, second = _sides(left), _sides(right)
            if first is None or second is None:
                raise NotPorted(
                    "dots cannot stand beside columns here", getattr(part, "span", None)
                )
            return [*first, *second]
    raise NotPorted("dcast() takes the names of columns", getattr(part, "span", None))


@word("dcast.data.table", "melt.data.table")
def cast_by_name(node: Call, scope: Scope) -> Value:
    """Translate the methods of data.table by their full names."""
    return WORDS[(called(node) or "").partition(".")[0]](node, scope)


@word("acast")
def acast(node: Call, scope: Scope) -> Value:
    """Translate ``acast(d, row ~ column)``: the matrix with the columns of ``dcast()``."""
    match [a.value for a in node.arguments if isinstance(a.value, Tilde)]:
        case [Tilde(Name(row), Name())] if row not in (".", "..."):
            wide = replace(node, function=Name("dcast"))
            labelled_rows = _call_of("column_to_rownames", wide, String(row))
            return value(_call_of("as.matrix", labelled_rows), scope)
    raise NotPorted("acast() takes a formula of one row and one column here", node.span)


def _call_of(name: str, *parts: Node) -> Call:
    return Call(Name(name), tuple(Argument(None, p) for p in parts), parts[0].span)
