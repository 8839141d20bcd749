"""Translate verbs of tibble, tidyr and dplyr that write, repeat, fill and group rows."""

from __future__ import annotations

import ast

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.literals import flagged
from pybrms_mix.rscript.facts.registry import word
from pybrms_mix.rscript.facts.scope import Mask, Scope
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.python import call, columns_given, constant, function, listed, py
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.vocabulary.basics.function_values import function_of
from pybrms_mix.rscript.vocabulary.basics.masked import frame_of, picked, spoken, verb
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed, one
from pybrms_mix.syntax.nodes import Argument, Call, Name, Part, String, Tilde, called


@word("tribble", "frame_data")
def tribble(node: Call, scope: Scope) -> Value:
    """Translate ``tribble(~x, ~g, 1, "a", 2, "b")``, a data frame written row by row."""
    names: list[str] = []
    cells: list[ast.expr] = []
    for argument in node.arguments:
        part = needed(argument.value, node)
        if isinstance(part, Tilde) and part.left is None and not cells:
            if not isinstance(part.right, Name | String):
                raise NotPorted("the name of a column stands after '~'", argument.span)
            names.append(part.right.text)
        else:
            cells.append(value(part, scope).node)
    if not names or len(cells) % len(names):
        raise NotPorted("the values of tribble() must fill its rows", node.span)
    heads = listed(constant(n) for n in names)
    return Value(call("r.tribble", heads, listed(cells)), Kind.FRAME, tuple(names))


@word("lst")
def lst(node: Call, scope: Scope) -> Value:
    """Translate ``lst(a = 1, b = a + 1)``, a list whose elements may use earlier elements."""
    names = [a.name or getattr(a.value, "text", "") for a in node.arguments]
    if not all(names) or len(set(names)) < len(names):
        raise NotPorted("the elements of lst() need names here", node.span)
    elements: dict[str, ast.expr] = {}
    for name, argument in zip(names, node.arguments, strict=True):
        mask = Mask(ast.Name("rows"), Kind.UNKNOWN, tuple(elements))
        body = value(needed(argument.value, node), scope.within(mask)).node
        reads = any(isinstance(n, ast.Name) and n.id == "rows" for n in ast.walk(body))
        elements[name] = py("lambda rows: x", x=body) if reads else body
    pairs = columns_given(elements)
    return Value(ast.Call(ast.Attribute(ast.Name("r"), "sequential"), [], pairs), Kind.RECORD)


@word("uncount")
def uncount(node: Call, scope: Scope) -> Value:
    """Translate ``uncount(d, n)``, rows repeated by a column of counts."""
    frame, arguments = frame_of(node, scope)
    named_arguments = matched(arguments, "weights, ..., .remove, .id")
    part = needed(named_arguments.get("weights"), node)
    column = isinstance(part, Name) and part.text not in scope.known
    pairs = [(None, constant(part.text) if column and isinstance(part, Name)
              else spoken(part, frame, scope))]  # fmt: skip
    if isinstance(part, Name) and not column:
        pairs.append(("column", constant(part.text)))  # type: ignore[arg-type]
    for label, python_name in ((".remove", "remove"), (".id", "id")):
        if (flag := named_arguments.get(label)) is not None:
            pairs.append((python_name, value(flag, scope).node))  # type: ignore[arg-type]
    return verb("uncount", frame, pairs)


_SEPARATORS = {"separate_longer_delim": "cols, delim",
               "separate_longer_position": "cols, width, keep_empty"}  # fmt: skip


@word("separate_rows", *_SEPARATORS)
def separate_rows(node: Call, scope: Scope) -> Value:
    """Translate ``separate_rows(d, a, b, sep = ",")`` and ``separate_longer_delim(d, a, ",")``."""
    frame, arguments = frame_of(node, scope)
    name = called(node) or ""
    named_arguments = matched(arguments, _SEPARATORS.get(name, "..., sep, convert"))
    columns = named_arguments.rest
    if name in _SEPARATORS:
        columns = (*columns, Argument(None, needed(named_arguments.get("cols"), node)))
    pairs = picked(columns, frame, scope)
    pairs += [(n, value(p, scope).node) for n, p in named_arguments.named.items() if n != "cols"]
    return verb(name, frame, pairs)


@word("slice_sample", "sample_n", "sample_frac")
def sampled(node: Call, scope: Scope) -> Value:
    """Translate ``slice_sample(d, n = 5, weight_by = w)``: random rows, of each group in turn."""
    frame, rest = frame_of(node, scope)
    name = called(node) or ""
    order = "..., n, prop, weight_by, replace" if name == "slice_sample" else (
        "size, replace, weight, ...")  # fmt: skip
    arguments = matched(rest, order)
    if arguments.rest or frame.kind is Kind.ROWWISE:
        raise NotPorted(f"{name}() has no such argument here", node.span)
    rows = Mask(ast.Name("rows"), columns=frame.columns)
    count, among = arguments.get("n") or arguments.get("size"), py("len(rows)")
    share = arguments.get("prop")
    if name == "sample_frac":
        share, count = count, None
    size = constant(1) if count is None else value(count, scope).node
    if share is not None:
        rounding = "round(x * n)" if name == "sample_frac" else "int(np.floor(x * n))"
        size = py(rounding, x=value(share, scope).node, n=among)
    elif name == "sample_frac":
        size = among
    options: dict[str, ast.expr] = {}
    if (again := arguments.get("replace")) is not None:
        options["replace"] = value(again, scope).node
    if (weight := arguments.get("weight_by") or arguments.get("weight")) is not None:
        options["prob"] = value(weight, scope.within(rows)).node
    chosen_rows = call("rng.sample", among, size, **options)
    places = function(["rows"], chosen_rows)
    return verb("slice_rows", frame, [(None, places)], columns=frame.columns)


@word("fill")
def fill(node: Call, scope: Scope) -> Value:
    """Translate ``fill(d, x, .direction = "up")``."""
    frame, arguments = frame_of(node, scope)
    pairs = picked([a for a in arguments if a.name != ".direction"], frame, scope)
    for argument in arguments:
        if argument.name == ".direction":
            pairs.append(("direction", value(needed(argument.value, node), scope).node))
    return verb("fill", frame, pairs, columns=frame.columns)


@word("add_row", "add_case", "add_column")
def added(node: Call, scope: Scope) -> Value:
    """Translate ``add_row(d, x = 1)`` and ``add_column(d, z = 0, .before = "x")``."""
    frame, arguments = frame_of(node, scope)
    name = "add_column" if called(node) == "add_column" else "add_row"
    places = [a for a in arguments if a.name in (".before", ".after")]
    cells = [a for a in arguments if a not in places]
    if not all(a.name for a in cells):
        raise NotPorted(f"the values of {called(node)}() need names here", node.span)
    columns: dict[str, ast.expr] = {}
    for argument in cells:
        part = needed(argument.value, node)
        masked = name == "add_column" and _is_expression(part)
        cell_node = spoken(part, frame, scope) if masked else value(part, scope).node
        columns[str(argument.name)] = cell_node
    pairs = [(k.arg, k.value) for k in columns_given(columns, ("before", "after", "frame", "data"))
             if k.arg is not None]  # fmt: skip
    if len(pairs) < len(columns):
        raise NotPorted("the name of a new column must be valid in Python", node.span)
    for argument in places:
        part = needed(argument.value, node)
        label = str(argument.name).removeprefix(".")
        by_name = name == "add_column"
        place = picked([Argument(None, part)], frame, scope)[0][1] if by_name else None
        pairs.append((label, place or value(part, scope).node))
    return Value(verb(name, frame, pairs).node, Kind.FRAME)


def _is_expression(part: Part) -> bool:
    return isinstance(part, Call | Name)


@word("top_n")
def top_n(node: Call, scope: Scope) -> Value:
    """Translate ``top_n(d, 3, x)``, the rows with the largest values."""
    frame, arguments = frame_of(node, scope)
    named_arguments = matched(arguments, "n, wt")
    pairs = [(None, value(needed(named_arguments.get("n"), node), scope).node)]
    if (by := named_arguments.get("wt")) is not None:
        pairs.append((None, picked([Argument(None, by)], frame, scope)[0][1]))
    return verb("top_n", frame, pairs, columns=frame.columns)


@word("add_tally")
def add_tally(node: Call, scope: Scope) -> Value:
    """Translate ``add_tally(d)``, a column with the size of the group of each row, or sums."""
    frame, arguments = frame_of(node, scope)
    named_arguments = matched(arguments, "wt, sort, name")
    pairs: list[tuple[str | None, ast.expr]] = [
        (n, value(p, scope).node)
        for n in ("sort", "name")
        if (p := named_arguments.get(n)) is not None
    ]
    if (weight := named_arguments.get("wt")) is not None:
        pairs.append(("wt", spoken(weight, frame, scope)))
    return verb("add_count", frame, pairs)


@word("group_map", "group_modify")
def group_map(node: Call, scope: Scope) -> Value:
    """Translate ``group_map(d, ~ f(.x))``, which passes the rows and the key of each group."""
    frame, arguments = frame_of(node, scope)
    named_arguments = matched(arguments, ".f, ..., .keep")
    part = needed(named_arguments.get(".f"), node)
    script_function = scope.known.get(getattr(part, "text", ""))
    count = (
        len(script_function.parameters or ("x",))
        if script_function is not None and script_function.kind is Kind.FUNCTION
        else 2
    )
    function = function_of(part, scope, count=count, rest=named_arguments.rest, kind=Kind.UNKNOWN)
    if script_function is not None and count == 1:
        function = py("lambda rows, key: f(rows)", f=function)
    pairs: list[tuple[str | None, ast.expr]] = [(None, function)]
    if (keep := named_arguments.get(".keep")) is not None:
        pairs.append(("keep", constant(flagged(keep))))
    found_ = verb(called(node) or "", frame, pairs)
    return Value(found_.node, found_.kind if called(node) == "group_modify" else Kind.LIST,
                 None, frame.groups)  # fmt: skip


@word("do")
def do(node: Call, scope: Scope) -> Value:
    """Translate ``do(d, f(.))``, the data frame that an expression makes of each group."""
    frame, arguments = frame_of(node, scope)
    names = {a.name for a in arguments}
    if frame.kind is Kind.ROWWISE or not arguments or (None in names and len(arguments) > 1):
        raise NotPorted("do() needs one expression, or expressions with names, here", node.span)
    functions = [
        (a.name, function_of(Tilde(None, needed(a.value, node), node.span), scope, count=1,
                             kind=Kind.FRAME)) for a in arguments]  # fmt: skip
    if None not in names:
        columns = (*frame.groups, *(str(n) for n in names))
        return Value(verb("do", frame, functions).node, Kind.ROWWISE, columns)
    function_node = functions[0][1]
    return Value(verb("do", frame, [(None, function_node)]).node, frame.kind, None, frame.groups)


@word("group_split", "nest_by")
def group_split(node: Call, scope: Scope) -> Value:
    """Translate ``group_split(d, g)``, the rows of each group, and ``nest_by(d, g)``."""
    frame, arguments = frame_of(node, scope)
    pairs = picked([a for a in arguments if a.name not in (".keep", "keep")], frame, scope)
    for argument in arguments:
        if argument.name in (".keep", "keep"):
            pairs.append(("keep", constant(flagged(argument.value))))
    call_node = verb(called(node) or "", frame, pairs).node
    if called(node) == "group_split":
        return Value(call_node, Kind.LIST)
    return Value(call_node, Kind.ROWWISE)


@word("row_number")
def row_number(node: Call, scope: Scope) -> Value:
    """Translate ``row_number()``, and ``row_number(x)``, the ranks of a column."""
    if node.arguments:
        return Value(call("r.row_ranks", one(node, scope).node), Kind.VECTOR)
    if scope.mask is None:
        raise NotPorted("row_number() must be used inside a verb on data", node.span)
    return Value(py("np.arange(1, len(d) + 1)", d=scope.mask.frame), Kind.VECTOR)


@word("tally")
def tally(node: Call, scope: Scope) -> Value:
    """Translate ``tally(d)``, the number of rows of each group, and ``tally(d, w)``, sums of w."""
    frame, arguments = frame_of(node, scope)
    named_arguments = matched(arguments, "wt, sort, name")
    pairs = [
        (n, value(p, scope).node)
        for n in ("sort", "name")
        if (p := named_arguments.get(n)) is not None
    ]
    if (weight := named_arguments.get("wt")) is not None:
        pairs.append(("wt", spoken(weight, frame, scope)))
    rows = verb("tally", frame, list[tuple[str | None, ast.expr]](pairs))
    kind = rows.kind if frame.groups[:-1] or frame.kind is Kind.UNKNOWN else Kind.FRAME
    return Value(rows.node, kind, None, frame.groups[:-1])


@word("unnest_longer", "unnest_wider")
def unnested(node: Call, scope: Scope) -> Value:
    """Translate ``unnest_longer(d, x)`` and ``unnest_wider(d, x, names_sep = "_")``."""
    name = called(node) or ""
    more = "values_to, indices_to" if name == "unnest_longer" else "names_sep"
    arguments = matched(node.arguments, f"data, col, {more}")
    frame, _ = frame_of(Call(node.function, node.arguments[:1], node.span), scope)
    columns = picked([Argument(None, needed(arguments.get("col"), node))], frame, scope)
    if len(columns) != 1 or not isinstance(columns[0][1], ast.Constant):
        raise NotPorted(f"{name}() expands a single column here", node.span)
    options = [(n, value(p, scope).node) for n in more.split(", ")
             if (p := arguments.get(n)) is not None]  # fmt: skip
    return verb(name, frame, [(None, columns[0][1]), *options])
