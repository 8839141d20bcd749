"""Translate functions that construct, convert and describe data frames."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import replace

from pybrms_mix.r.values.labelled import syntactic
from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.expressing.table_query import is_table
from pybrms_mix.rscript.facts.frame_types import column_types
from pybrms_mix.rscript.facts.kinds import COLUMNS, SCALARS, Kind, Value
from pybrms_mix.rscript.facts.lengths import size_of
from pybrms_mix.rscript.facts.literals import flagged
from pybrms_mix.rscript.facts.registry import WORDS, word
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.facts.whole_numbers import NUMBERS, number_type
from pybrms_mix.rscript.trees.call_arguments import Matched, matched
from pybrms_mix.rscript.trees.python import call, columns_given, constant, py, record
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.vocabulary.basics.function_values import function_of
from pybrms_mix.rscript.vocabulary.basics.masked import label_of, spoken
from pybrms_mix.rscript.vocabulary.basics.repaired_names import name_rule, refuse_repair
from pybrms_mix.rscript.vocabulary.basics.vector_calls import leading, needed, one
from pybrms_mix.rscript.vocabulary.frames.count_calls import count_options, counted
from pybrms_mix.rscript.vocabulary.frames.fit_draw_tables import asks_for_draws, draws_of
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import Argument, Call, Infix, Name, Part, String, called, parts

_TABULAR = (Kind.FRAME, Kind.GROUPED, Kind.TABLE, Kind.MATRIX, Kind.LABELLED)
_OPTIONS = ("stringsAsFactors", "check.names", "row.names", ".name_repair", ".rows")


@word("cbind.data.frame")
def columns_bound(node: Call, scope: Scope) -> Value:
    """Translate ``cbind.data.frame(d, z = 1)``, a data frame of columns."""
    flag = Argument("check.names", Name("FALSE"), node.span)
    return WORDS["data.frame"](Call(Name("data.frame"), (*node.arguments, flag), node.span), scope)


@word("data.frame", "tibble", "data_frame")
def data_frame(node: Call, scope: Scope) -> Value:
    """Translate ``data.frame(...)`` and ``tibble(...)``, whose columns may use earlier columns."""
    frame = _columns_bound(node, scope)
    if called(node) != "data.frame":
        return frame
    names = next((a.value for a in node.arguments if a.name == "row.names"), None)
    built_by_r = isinstance(frame.node, ast.Call) and ast.unparse(frame.node.func) == "r.data_frame"
    if names is None or (getattr(names, "text", "") == "NULL" and not built_by_r):
        return replace(frame, plain=True)
    names_value = value(names, scope)
    if names_value.kind in (Kind.NUMBER, Kind.TEXT):
        raise NotPorted("the names of the rows must be a vector of text here", node.span)
    return replace(frame, node=call("r.with_row_names", frame.node, names_value.node), plain=True)


def _columns_bound(node: Call, scope: Scope) -> Value:
    """Return the data frame of the columns in a call of ``data.frame()`` or ``tibble()``."""
    unchecked = any(a.name == "check.names" and not flagged(a.value) for a in node.arguments)
    checked = called(node) == "data.frame" and not unchecked
    refuse_repair(node)
    arguments = [a for a in node.arguments if a.name not in _OPTIONS]
    if any(isinstance(a.value, Infix) and a.value.op == ":=" for a in arguments):
        return _labelled(arguments, scope, node)
    columns: dict[str, Value] = {}
    frames: list[ast.expr] = []
    later: list[Argument] = []
    unnamed: list[str] = []
    for argument in arguments:
        part = needed(argument.value, node)
        name = argument.name or (part.text if isinstance(part, Name) else None)
        part_value = None
        if argument.name is None and not later:
            counts = counted(part, scope, {}) if called(node) == "data.frame" else None
            part_value = counts or value(part, scope)
        tabular = part_value is not None and part_value.kind in _TABULAR
        if part_value is not None and columns and tabular:
            earlier = _tables_and_columns(columns, frames, unnamed)
            frames, columns, unnamed = [earlier, part_value.node], {}, []
            continue
        column_kinds = (*SCALARS, Kind.VECTOR, Kind.TEXTS, Kind.MASK, *COLUMNS)
        if part_value is not None and not columns and part_value.kind not in column_kinds and (
            name is None or tabular or part_value.kind is Kind.CUBE
        ):  # fmt: skip
            frames.append(part_value.node)
            continue
        name = name or write(part)
        name = syntactic([name])[0] if checked else name
        if later or (called(node) != "data.frame" and _reads(part, set(columns))):
            later.append(Argument(name, argument.value, argument.span))
            continue
        if name in columns:
            message = (
                f"{called(node)}() has the column '{name}' twice, which R would rename or refuse"
            )
            raise NotPorted(message, argument.span)
        columns[name] = value(part, scope)
        tables_keep_names = called(node) == "data.frame" and argument.name is None
        if tables_keep_names and columns[name].kind in (Kind.UNKNOWN, Kind.RECORD):
            unnamed.append(name)  # the value may be a table, whose columns keep their names
    if not columns and not frames and not later:
        empty = "pd.DataFrame" if called(node) == "data.frame" else "r.tibble"
        return Value(call(empty), Kind.FRAME, ())
    frame_node = _constructed(node, columns, frames, unnamed)
    return _with_later(
        Value(frame_node, Kind.FRAME, None if frames or unnamed else tuple(columns)), later, scope
    )


def _constructed(
    node: Call, columns: dict[str, Value], frames: list[ast.expr], unnamed: Sequence[str]
) -> ast.expr:
    """Return the call that makes the data frame of some data frames and columns."""
    kinds = {v.kind for v in columns.values()}
    factors = any(a.name == "stringsAsFactors" and flagged(a.value) for a in node.arguments)
    plain = kinds <= {Kind.VECTOR, Kind.TEXTS, Kind.NUMBER, Kind.TEXT, Kind.FLAG, Kind.MASK}
    sizes = {n for v in columns.values() if (n := _size(v.node) or size_of(v))}
    base = called(node) == "data.frame"
    if base and plain and not kinds <= SCALARS and not frames and not factors and len(sizes) < 2:
        cells = {n: v.node for n, v in columns.items()}
        return call("pd.DataFrame", record(cells))
    name = "data_frame" if base else "tibble"
    flags = [ast.keyword("strings_as_factors", constant(True))] if factors else []
    return _tables_and_columns(columns, frames, unnamed, name, flags)


def _tables_and_columns(
    columns: dict[str, Value],
    frames: list[ast.expr],
    unnamed: Sequence[str],
    name: str = "data_frame",
    flags: Sequence[ast.keyword] = (),
) -> ast.expr:
    """Return a call of ``r.data_frame()`` or ``r.tibble()`` with tables and columns."""
    if unnamed:
        flags = [*flags, ast.keyword("unnamed", ast.List([constant(n) for n in unnamed]))]
    nodes = {n: v.node for n, v in columns.items()}
    pairs = columns_given(nodes, ("strings_as_factors", "unnamed"))
    return ast.Call(ast.Attribute(ast.Name("r"), name), frames, [*pairs, *flags])


def _size(node: ast.expr) -> int | None:
    """Return the length of a vector that is written out: a list, or a range of two constants."""
    match node:
        case ast.List(items):
            return len(items)
        case ast.Call(ast.Attribute(ast.Name("np"), "array"), [ast.List(items)]):
            return len(items)
        case ast.Call(ast.Attribute(_, "rep"), [inner], []):
            return _size(inner)
        case ast.Call(ast.Attribute(_, "arange"), [ast.Constant(int(a)), ast.Constant(int(b))]):
            return b - a
        case ast.Call(ast.Attribute(ast.Name("rng"), _), [ast.Constant(int(n)), *_]) if n > 1:
            return n
    return None


def _labelled(arguments: list[Argument], scope: Scope, node: Call) -> Value:
    """Translate ``tibble("{name}" := x)``, whose columns have computed names."""
    names: list[ast.expr | None] = []
    cells: list[ast.expr] = []
    for argument in arguments:
        match needed(argument.value, node):
            case Infix(left, ":=", right):
                names.append(label_of(left, scope))
                cells.append(value(right, scope).node)
            case part if argument.name is not None:
                names.append(constant(argument.name))
                cells.append(value(part, scope).node)
            case _:
                message = "if one column has ':=', all columns must have names"
                raise NotPorted(message, argument.span)
    pairs = ast.keyword(None, ast.Dict(names, cells))
    return Value(ast.Call(ast.Attribute(ast.Name("r"), "tibble"), [], [pairs]), Kind.FRAME)


def _reads(part: Part, names: set[str]) -> bool:
    if isinstance(part, Name) and part.text in names:
        return True
    return any(_reads(p, names) for p in parts(part))


def _with_later(frame: Value, later: list[Argument], scope: Scope) -> Value:
    for argument in later:
        assert argument.value is not None and argument.name is not None
        column_node = spoken(argument.value, frame, scope)
        earlier_columns = frame.columns
        columns = None if earlier_columns is None else (*earlier_columns, argument.name)
        pairs = columns_given({argument.name: column_node}, ("keep",))
        node = ast.Call(
            ast.Attribute(frame.node, "pipe"), [ast.parse("r.mutate", mode="eval").body], pairs
        )
        frame = Value(node, Kind.FRAME, columns)
    return frame


# Vectors whose column in as.data.frame() has the text of the argument as its name.
_UNNAMED_VECTORS = (Kind.VECTOR, Kind.TEXTS, Kind.MASK, Kind.SERIES)


@word("as.data.frame", "as_tibble", "as.tibble", "as_data_frame", "tbl_df")
def as_frame(node: Call, scope: Scope) -> Value:
    """Translate ``as.data.frame(x)`` and ``as_tibble(x)``; a fit becomes a table of its draws."""
    arguments = matched(node.arguments, "x, ...")
    options = count_options(arguments.rest, scope)
    if called(node) != "as.data.frame":
        options = {"response_name": constant("n"), "strings_as_factors": constant(False), **options}
    if counts := counted(needed(arguments.get("x"), node), scope, options):
        return counts
    if asks_for_draws(arguments):
        return _of_draws(node, arguments, one(node, scope, "x, ..."), scope)
    if (with_names := _with_settings(node, arguments, scope)) is not None:
        return with_names
    repair = next((a for a in arguments.rest if a.name == ".name_repair"), None)
    if repair is not None and called(node) != "as.data.frame":
        bare = value(needed(arguments.get("x"), node), scope)
        how = name_rule(needed(repair.value, node), scope)
        return Value(call("r.as_tibble", bare.node, name_repair=how), Kind.FRAME)
    x_value = one(node, scope, "x, ...")
    if is_table(x_value, scope):
        return Value(py("r.set_data_frame(x.copy())", x=x_value.node), Kind.FRAME, x_value.columns)
    if x_value.kind is Kind.FIT:
        draws = py("pm.as_draws_matrix(fit).reset_index(drop=True)", fit=x_value.node)
        return Value(draws, Kind.FRAME)
    if called(node) != "as.data.frame":
        return Value(call("r.as_tibble", x_value.node), Kind.FRAME, x_value.columns)
    if x_value.plain:
        return x_value
    label = write(needed(arguments.get("x"), node))
    if x_value.kind in _UNNAMED_VECTORS:
        options = {}
    may_have_names = x_value.kind in (Kind.NAMED, Kind.UNKNOWN)
    if may_have_names or (x_value.kind in _UNNAMED_VECTORS and label != "x"):
        options["name"] = constant(label)
    return Value(
        call("r.as_frame", x_value.node, **options), Kind.FRAME, x_value.columns, plain=True
    )


@word("as.data.frame.table")
def frame_of_cells(node: Call, scope: Scope) -> Value:
    """Translate ``as.data.frame.table(m)``: a row for each cell of a matrix or of a table."""
    options = node.arguments[1:]
    cells = Call(Name("as.table"), (Argument(None, leading(node)[0]),), node.span)
    call_node = Call(Name("as.data.frame"), (Argument(None, cells), *options), node.span)
    return as_frame(call_node, scope)


def _with_settings(node: Call, arguments: Matched, scope: Scope) -> Value | None:
    """Return the data frame for ``rownames = "id"`` and other settings; None without one."""
    x = needed(arguments.get("x"), node)
    for argument in arguments.rest:
        if argument.name == "rownames" and isinstance(argument.value, String):
            bare = value(x, scope)
            column = constant(argument.value.text)
            frame_node = call("r.rownames_to_column", call("r.as_frame", bare.node), column)
            return Value(call("r.as_tibble", frame_node), Kind.FRAME)
        if argument.name == "rownames" and getattr(argument.value, "text", "") == "NA":
            bare = value(x, scope)
            options = {"keeps_names": constant(True)}
            return Value(call("r.as_tibble", bare.node, **options), Kind.FRAME, bare.columns)
        if argument.name == "responseName" and called(node) == "as.data.frame":
            continue
        if argument.name == "n" and called(node) != "as.data.frame" and argument.value is not None:
            bare = value(x, scope)
            column = value(argument.value, scope).node
            return Value(call("r.tibble_of_counts", bare.node, column), Kind.FRAME)
        names_rows = argument.name == "row.names" and getattr(argument.value, "text", "") != "NULL"
        if names_rows or argument.name not in (
            "stringsAsFactors", "row.names", ".name_repair", "optional"
        ):  # fmt: skip
            message = f"{called(node)}() has no argument '{argument.name}' here"
            raise NotPorted(message, argument.span)
    return None


def _of_draws(node: Call, arguments: Matched, fit: Value, scope: Scope) -> Value:
    """Return the draws of some variables of a fit as a data frame."""
    draws = draws_of(node, arguments, fit.node, "frame", scope)
    return Value(draws, Kind.FRAME, plain=True)


@word("as.matrix", "data.matrix")
def as_matrix(node: Call, scope: Scope) -> Value:
    """Translate ``as.matrix(x)``; a fit becomes a table of its draws."""
    arguments = matched(node.arguments, "x, ...")
    x_value = one(node, scope, "x, ...")
    if x_value.kind is Kind.FIT or asks_for_draws(arguments):
        draws = draws_of(node, arguments, x_value.node, "matrix", scope)
        return Value(draws, Kind.TABLE, matrix=True)
    unavailable = next((a for a in arguments.rest if a.name != "rownames.force"), None)
    if unavailable is not None:
        place_text = unavailable.name or "at this place"
        raise NotPorted(f"{called(node)}() has no argument {place_text} here", unavailable.span)
    if x_value.kind in (Kind.MATRIX, Kind.LABELLED):
        return x_value
    if x_value.matrix and x_value.kind is Kind.TABLE:
        return replace(x_value, kind=Kind.LABELLED, matrix=False)
    codes = {"codes": constant(True)} if called(node) == "data.matrix" else {}
    kind = Kind.LABELLED if x_value.kind in (Kind.FRAME, Kind.TABLE) else Kind.UNKNOWN
    return Value(call("r.as_matrix", x_value.node, **codes), kind)


@word("str", "glimpse")
def structure(node: Call, scope: Scope) -> Value:
    """Translate ``str(d)``, the structure of a data frame."""
    arguments = matched(node.arguments, "object, ...")
    x = value(needed(arguments.get("object"), node), scope)
    for argument in arguments.rest:
        scope.notes.append(f"without {argument.name or 'an argument'} of {called(node)}()")
    part = arguments.get("object")
    column_kinds = {
        n: t for n, t in column_types(needed(part, node), scope).items() if t in NUMBERS
    }
    type_name = number_type(part, scope)
    types = [record({n: constant(t) for n, t in column_kinds.items()})] if column_kinds else (
        [constant(type_name)] if type_name in NUMBERS else [])  # fmt: skip
    if called(node) == "glimpse":  # its value is the data frame
        return replace(x, node=call("r.glimpse", x.node, *types))
    return Value(call("r.structure", x.node, *types), Kind.NONE)


@word("reorder", "fct_reorder")
def reordered(node: Call, scope: Scope) -> Value:
    """Translate ``reorder(x, y)``, a factor with its levels sorted by the means of y."""
    small = called(node) == "reorder"
    order = "x, X, FUN, ..., decreasing" if small else ".f, .x, .fun, ..., .desc"
    arguments = matched(node.arguments, order)
    x, by = (value(needed(arguments.get(n), node), scope).node for n in order.split(", ")[:2])
    part = arguments.get("FUN" if small else ".fun")
    down = arguments.get("decreasing" if small else ".desc")
    function = None if part is None else function_of(part, scope, rest=arguments.rest)
    if part is None and not small:
        function = py("np.median")
    call_node = py("r.reordered(x, by, f, decreasing=down)", x=x, by=by, f=function,
                   down=None if down is None else value(down, scope).node)  # fmt: skip
    return Value(call_node)
