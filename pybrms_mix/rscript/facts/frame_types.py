"""The types of the columns of data frames, as far as the calls that make the frames tell them."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from dataclasses import replace

from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.facts.whole_numbers import (
    CHARACTER,
    DOUBLE,
    INTEGER,
    column_type,
    number_type,
)
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.pipes import piped
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.syntax.nodes import (
    Argument,
    Call,
    Index,
    Infix,
    Name,
    Parens,
    Part,
    Prefix,
    String,
    called,
)

Types = dict[str, str]
# Functions whose result has the columns of their first argument.
_KEEPING = frozenset({"filter", "arrange", "slice", "slice_head", "slice_tail", "slice_min",
                      "slice_max", "slice_sample", "sample_n", "sample_frac", "top_n", "head",
                      "tail", "na.omit", "drop_na", "ungroup", "rowwise", "as.data.frame",
                      "as_tibble", "droplevels", "unique", "relocate", "invisible",
                      "identity", "suppressWarnings", "suppressMessages"})  # fmt: skip
# Arguments of data.frame() and similar functions that are no columns.
_SETTINGS = frozenset({"stringsAsFactors", "check.names", "row.names", ".rows", ".name_repair",
                       "check.rows", "fix.empty.names", "KEEP.OUT.ATTRS"})  # fmt: skip


def column_types(node: Part, scope: Scope) -> Types:
    """Return the known types of the columns of a data frame; other columns are left out."""
    match node:
        case Parens(body):
            return column_types(body, scope)
        case Name(text):
            keys = (k.partition("$") for k in scope.types)
            return {label: scope.types[f"{text}${label}"] for name, mark, label in keys
                    if name == text and mark and text in scope.known}  # fmt: skip
        case Infix(left, "%>%" | "|>", right):
            try:
                return column_types(piped(left, right, node), scope)
            except NotPorted:
                return {}
        case Index(base, (_, Argument(None, None)), False):
            return column_types(base, scope)
        case Index(base, (_, Argument(None, part)), False):
            return _of_names(column_types(base, scope), part)
        case Call():
            return _of_call(node, scope)
    return {}


def _of_names(types: Types, part: Part | None) -> Types:
    """Return the types of the columns that strings name: ``d[, c("x", "y")]``."""
    if not isinstance(part, Call) or called(part) != "c":
        return {}
    names = [a.value.text for a in part.arguments if isinstance(a.value, String)]
    are_names = len(names) == len(part.arguments) > 1
    return {n: types[n] for n in names if n in types} if are_names else {}


def _of_call(node: Call, scope: Scope) -> Types:
    name = called(node) or ""
    function = scope.known.get(name)
    if function is not None and function.kind is Kind.FUNCTION:
        return {}
    if name in _MAKERS:
        return _MAKERS[name](node.arguments, scope)
    arguments = matched(node.arguments, ".data, ...")
    first = arguments.get(".data")
    if first is None or not (name in _KEEPING or name in _VERBS):
        return {}
    types = column_types(first, scope)
    return types if name in _KEEPING else _VERBS[name](types, arguments.rest, scope)


def _seen(types: Types, scope: Scope) -> Scope:
    """Return a scope in which the columns are the only variables with types."""
    columns = {n: Value(ast.Name(n)) for n in types}
    return replace(scope, types=types, mask=None, known={**scope.known, **columns})


def _frame(arguments: Sequence[Argument], scope: Scope) -> Types:
    columns = [a for a in arguments if a.name not in _SETTINGS]
    if any(a.name is None for a in columns):
        return {}
    types = {a.name: number_type(a.value, scope) for a in columns}
    text = any(a.name == "stringsAsFactors" for a in arguments)
    return {n: t for n, t in types.items() if n and t and not (t == CHARACTER and text)}


def _grid(arguments: Sequence[Argument], scope: Scope) -> Types:
    types = _frame(arguments, scope)
    return {n: t for n, t in types.items() if t in (INTEGER, DOUBLE)}


def _tibble(arguments: Sequence[Argument], scope: Scope) -> Types:
    """Return the types of ``tibble()``, whose columns can name earlier ones and variables."""
    column_arguments = [a for a in arguments if a.name not in _SETTINGS]
    if any(a.name is None for a in column_arguments):
        return {}
    new_types: Types = {}
    earlier: set[str] = set()
    for argument in column_arguments:
        name = str(argument.name)
        outer_types = {k: t for k, t in scope.types.items() if k.partition("$")[0] not in earlier}
        columns = {n: Value(ast.Name(n)) for n in new_types}
        inner = replace(scope, types={**outer_types, **new_types}, known={**scope.known, **columns})
        type_ = number_type(argument.value, inner)
        earlier.add(name)
        new_types.pop(name, None)
        if type_ is not None:
            new_types[name] = type_
    return new_types


def _mutated(types: Types, arguments: Sequence[Argument], scope: Scope) -> Types:
    """Return the types after ``mutate()``, whose expressions can name new columns."""
    new_types = dict(types)
    for argument in arguments:
        name = argument.name
        if name is None or name == ".keep":
            return {}
        if name in (".by", ".before", ".after"):
            continue
        type_ = column_type(argument.value, _seen(new_types, scope))
        new_types.pop(name, None)
        if type_ is not None:
            new_types[name] = type_
    return new_types


def _transformed(types: Types, arguments: Sequence[Argument], scope: Scope) -> Types:
    """Return the types after ``transform()``, whose expressions see the old columns alone."""
    if any(a.name is None for a in arguments):
        return {}
    new_types = {str(a.name): number_type(a.value, _seen(types, scope)) for a in arguments}
    old_types = {n: t for n, t in types.items() if n not in new_types}
    return old_types | {n: t for n, t in new_types.items() if t is not None}


def _summarised(types: Types, arguments: Sequence[Argument], scope: Scope) -> Types:
    names = [a.name for a in arguments if a.name and not a.name.startswith(".")]
    new_types = _mutated(types, [a for a in arguments if a.name not in (".groups", ".by")], scope)
    return {n: t for n, t in new_types.items() if n in names}


def _selected(types: Types, arguments: Sequence[Argument], _: Scope) -> Types:
    """Return the types after ``select(d, x, y)`` or ``select(d, -x)``."""
    parts = [p for a in arguments for p in _each(a)]
    if parts and all(isinstance(p, Name) for p in parts):
        return {p.text: types[p.text] for p in parts if isinstance(p, Name) and p.text in types}
    out = [p.operand for p in parts if isinstance(p, Prefix) and p.op in "-!"]
    flat = [q for p in out for q in _each(Argument(None, p))]
    if len(out) == len(parts) and all(isinstance(p, Name) for p in flat):
        dropped_names = {p.text for p in flat if isinstance(p, Name)}
        return {n: t for n, t in types.items() if n not in dropped_names}
    return {}


def _each(argument: Argument) -> list[Part]:
    """Return the parts of ``c(x, y)``; a named argument renames, and is no name of a column."""
    part = argument.value
    if argument.name is not None or part is None:
        return [String("")]
    if isinstance(part, Call) and called(part) == "c":
        return [p for a in part.arguments for p in _each(a)]
    return [part]


def _renamed(types: Types, arguments: Sequence[Argument], _: Scope) -> Types:
    pairs = [(a.name, getattr(a.value, "text", None)) for a in arguments]
    if any(new is None or old is None for new, old in pairs):
        return {}
    old = {o for _, o in pairs}
    same_types = {n: t for n, t in types.items() if n not in old}
    return same_types | {str(n): types[str(o)] for n, o in pairs if o in types}


def _grouped(types: Types, arguments: Sequence[Argument], _: Scope) -> Types:
    new_names = {a.name for a in arguments if a.name}
    return {n: t for n, t in types.items() if n not in new_names}


def _counted(types: Types, arguments: Sequence[Argument], _: Scope) -> Types:
    plain = all(isinstance(a.value, Name) and a.name is None and a.value.text != "n"
                for a in arguments if a.name != "sort")  # fmt: skip
    if not plain:
        return {}
    names = [getattr(a.value, "text", "") for a in arguments if a.name is None]
    return {**{n: types[n] for n in names if n in types}, "n": INTEGER}


def _distinct(types: Types, arguments: Sequence[Argument], scope: Scope) -> Types:
    keeps_all = not arguments or any(a.name == ".keep_all" for a in arguments)
    has_names = any(a.name not in (None, ".keep_all") for a in arguments)
    return {} if has_names else types if keeps_all else _selected(types, arguments, scope)


def _merged(types: Types, arguments: Sequence[Argument], _: Scope) -> Types:
    """Return the types after ``merge(x, y)``, whose columns of the same name are those of x.

    Rows that y alone has, in ``merge(all = TRUE)``, may change types.
    """
    settings = {a.name for a in arguments}
    return {} if settings & {"all", "all.y", "by.x", "by.y"} else types


def _subset(types: Types, arguments: Sequence[Argument], _: Scope) -> Types:
    matched_arguments = matched(arguments, "subset, select, drop")
    return types if matched_arguments.get("select") is None else {}


_MAKERS: dict[str, Callable[[Sequence[Argument], Scope], Types]] = {
    "data.frame": _frame, "tibble": _tibble, "expand.grid": _grid, "list": _frame,
}  # fmt: skip
_VERBS: dict[str, Callable[[Types, Sequence[Argument], Scope], Types]] = {
    "mutate": _mutated, "transform": _transformed, "summarise": _summarised,
    "summarize": _summarised, "select": _selected, "rename": _renamed, "group_by": _grouped,
    "count": _counted, "distinct": _distinct, "subset": _subset, "merge": _merged,
}  # fmt: skip
