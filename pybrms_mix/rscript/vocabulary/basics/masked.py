"""Shared parts of the translated dplyr verbs: their data frame and their columns."""

from __future__ import annotations

import ast
import functools
import inspect
from collections.abc import Sequence
from dataclasses import replace

from pybrms_mix import r
from pybrms_mix.prior.table import COLUMNS as PRIOR_COLUMNS
from pybrms_mix.rscript.expressing.embracing import inside, label_template, selection
from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.scope import Mask, Scope
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.names import is_keyword_name
from pybrms_mix.rscript.trees.python import call, constant, function, listed, method, record
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.vocabulary.basics import name_templates
from pybrms_mix.rscript.vocabulary.basics.function_values import function_of
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import (
    Argument,
    Block,
    Call,
    Index,
    Infix,
    Name,
    Node,
    Number,
    Parens,
    Part,
    Prefix,
    String,
    called,
)

Pair = tuple["str | None", ast.expr]
_GROUPINGS = frozenset({Kind.FRAME, Kind.TABLE, Kind.GROUPED, Kind.ROWWISE, Kind.UNKNOWN})
# Helper functions that select columns, with R's parameters.
_BY_TEXT = "match, ignore.case"
_SELECTORS = {
    "starts_with": ("starts_with", _BY_TEXT), "ends_with": ("ends_with", _BY_TEXT),
    "contains": ("contains", _BY_TEXT), "matches": ("matches", _BY_TEXT),
    "everything": ("everything", ""), "last_col": ("last_col", "offset"),
    "all_of": ("all_of", "x"), "any_of": ("any_of", "x"), "one_of": ("any_of", "..."),
    "num_range": ("num_range", "prefix, range, width"),
    "param_range": ("param_range", "prefix, range"), "param_glue": ("param_glue", "pattern, ..."),
}  # fmt: skip
# Verbs that leave a table of priors a table of priors.
_OF_PRIORS = frozenset({"mutate", "filter_", "arrange", "slice_rows"})
# Parameters that are keywords in Python; the others are given by position.
_BY_NAME = {"ignore.case": "ignore_case", "width": "width"}


def frame_of(node: Call, scope: Scope) -> tuple[Value, tuple[Argument, ...]]:
    """Return the data frame that is the first argument of a verb, and its other arguments."""
    arguments = matched(node.arguments, ".data, ...")
    first = arguments.get(".data")
    rest = _before_last_comma(arguments.rest)
    if first is None:
        data_arguments = [a for a in rest if a.name in ("data", "x", "_data")]
        if not data_arguments:
            raise NotPorted(f"{called(node)}() lacks its data", node.span)
        first, rest = data_arguments[0].value, tuple(a for a in rest if a is not data_arguments[0])
    frame = value(needed(first, node), scope)
    if frame.kind is Kind.PRIORS:
        frame_node = method(frame.node, "to_frame")
        frame = Value(frame_node, Kind.FRAME, PRIOR_COLUMNS, priors=True)
    if frame.kind not in _GROUPINGS:
        raise NotPorted(f"{called(node)}() needs a data frame", node.span)
    return frame, rest


def _before_last_comma(arguments: tuple[Argument, ...]) -> tuple[Argument, ...]:
    """Return the arguments of a verb, which ignores an empty argument after the last comma."""
    empty = bool(arguments) and arguments[-1].name is None and arguments[-1].value is None
    return arguments[:-1] if empty else arguments


def asked_of(node: Call, scope: Scope) -> tuple[Value, tuple[Argument, ...]]:
    """Return the data frame and the other arguments of a verb that needs at least one of these."""
    frame, arguments = frame_of(node, scope)
    if not arguments:
        raise NotPorted(f"{called(node)}() lacks an argument", node.span)
    return frame, arguments


@functools.cache
def _parameters_of(name: str) -> frozenset[str]:
    """Return the parameters of a verb; none if it takes columns by any name."""
    parameters = inspect.signature(getattr(r, name)).parameters.values()
    if any(p.kind is inspect.Parameter.VAR_KEYWORD for p in parameters):
        return frozenset()
    return frozenset(p.name for p in parameters)


def verb(
    name: str, frame: Value, given: Sequence[Pair], columns: tuple[str, ...] | None = None
) -> Value:
    """Return the call of a verb: ``r.mutate(d, ...)``, in a chain ``.pipe(r.mutate, ...)``."""
    takes = _parameters_of(name)
    odd_name = next((n for n, _ in given if n is not None and takes and n not in takes), None)
    if odd_name is not None:
        raise NotPorted(f"{name}() has no argument '{odd_name}' here", None)
    free = [v for n, v in given if n is None]
    options = {n: v for n, v in given if n is not None}
    plain = {n: v for n, v in options.items() if is_keyword_name(n)}
    odd = {n: v for n, v in options.items() if n not in plain}
    keywords = [ast.keyword(n, v) for n, v in plain.items()]
    keywords += [ast.keyword(None, record(odd))] if odd else []
    function_node = ast.Attribute(ast.Name("r"), name)
    if isinstance(frame.node, ast.Name) or frame.kind is Kind.UNKNOWN:
        call_node = ast.Call(function_node, [frame.node, *free], keywords)
    else:
        call_node = ast.Call(ast.Attribute(frame.node, "pipe"), [function_node, *free], keywords)
    if frame.priors and name in _OF_PRIORS and set(columns or ()) <= set(PRIOR_COLUMNS):
        return Value(call("r.as_priors", call_node), Kind.PRIORS)
    kind = frame.kind if frame.kind in (Kind.GROUPED, Kind.UNKNOWN) else Kind.FRAME
    return Value(call_node, kind, columns, frame.groups)


def spoken(part: Part, frame: Value, scope: Scope) -> ast.expr:
    """Return an expression of columns as a function of the rows."""
    groups = frame.groups or (("?",) if frame.kind is Kind.GROUPED else ())
    mask = Mask(ast.Name("rows"), columns=frame.columns, groups=groups)
    return function(["rows"], value(part, scope.within(mask)).node)


def computed(
    given: Sequence[Argument], frame: Value, scope: Scope, *, at_once: bool = False
) -> tuple[list[Pair], tuple[str, ...] | None]:
    """Return new columns as functions of the rows, and the names of all columns after the call."""
    pairs: list[Pair] = []
    new_names: set[str] = set()
    columns = frame.columns
    names = [a.name for a in given]
    for argument in given:
        if (part := argument.value) is None and argument.name is None and argument is given[-1]:
            continue  # a comma after the last column
        if part is None:
            raise NotPorted(f"the column '{argument.name}' has no value", argument.span)
        name = argument.name
        if name is None and isinstance(part, Call) and called(part) == "across":
            pairs.append((None, across_node(part, frame, scope)))
            columns = None
            continue
        if isinstance(part, Infix) and part.op == ":=":
            pairs.append((None, ast.Tuple([label_of(part.left, scope),
                                           spoken(part.right, frame, scope)])))  # fmt: skip
            columns = None
            continue
        if name is None:
            name = part.text if isinstance(part, Name) else write(part)
        read_columns = frame.columns if at_once else columns
        inner = Value(frame.node, frame.kind, read_columns, frame.groups)
        is_removal = isinstance(part, Name) and part.text == "NULL"
        column_node = constant(None) if is_removal else spoken(part, inner, scope)
        again = names.count(name) > 1 or _is_taken(name)
        if again and not at_once:
            pairs.append((None, ast.Tuple([constant(name), column_node])))
        else:
            pairs.append((name, column_node))
        new_names.add(name)
        columns = columns if columns is None or name in columns else (*columns, name)
        if argument.name is None and isinstance(part, Call):  # it may be a data frame of columns
            columns = None
    # Python evaluates positional columns before keyword columns, which would change their order.
    if any(n is None for n, _ in pairs) and any(n is not None for n, _ in pairs):
        pairs = [(None, v) if n is None else (None, ast.Tuple([constant(n), v])) for n, v in pairs]
    return pairs, columns


def label_of(part: Part, scope: Scope) -> ast.expr:
    """Return the name on the left of ``:=``: a name, a template or an unquoted value."""
    match part:
        case Name(text):
            return constant(text)
        case String():
            template = Argument(None, label_template(part))
            quoting = replace(scope, quoting=True)
            label = value(Call(Name("glue"), (template,), part.span), quoting)
        case Block() | Prefix() if (inner := inside(part)) is not None:
            label = value(inner, replace(scope, quoting=True))
            if label.quoted and label.kind is not Kind.TEXT:
                return call("r.column_label", label.node)
        case _:
            raise NotPorted("the name of the new column is unknown", getattr(part, "span", None))
    return label.node if label.kind is Kind.TEXT else call("str", label.node)


def _is_taken(name: str) -> bool:
    """Return whether an R verb has a parameter with this name."""
    return name in ("data", "keep", "groups", "frame", "before", "after") or not is_keyword_name(
        name
    )


def across_node(node: Call, frame: Value, scope: Scope) -> ast.expr:
    """Return ``r.across(...)``; without columns, it is about all of them."""
    arguments = matched(node.arguments, ".cols, .fns, ..., .names")
    selection = arguments.get(".cols") or Call(Name("everything"), (), node.span)
    columns = [v for _, v in picked([Argument(None, selection)], frame, scope)]
    keywords: list[ast.keyword] = []
    if (functions := arguments.get(".fns")) is not None:
        mask = Mask(ast.Name("rows"), columns=frame.columns, groups=frame.groups)
        functions_node = across_of(functions, scope.within(mask), arguments.rest)
        keywords.append(ast.keyword("functions", functions_node))
        if _reads_rows(functions_node):
            keywords = [ast.keyword("functions", _with_rows(functions_node)),
                        ast.keyword("with_rows", constant(True))]  # fmt: skip
    if (names := arguments.get(".names")) is not None:
        keywords.append(ast.keyword("names", name_templates.of_across(names, scope)))
    return ast.Call(ast.Attribute(ast.Name("r"), "across"), columns, keywords)


def _reads_rows(functions_node: ast.expr) -> bool:
    """Return whether functions of ``across()`` read other columns of the data."""
    return any(isinstance(n, ast.Name) and n.id == "rows" for n in ast.walk(functions_node))


def _with_rows(functions_node: ast.expr) -> ast.expr:
    """Return functions of ``across()`` that take the rows as a second argument."""
    if isinstance(functions_node, ast.Dict):
        return ast.Dict(functions_node.keys, [_with_rows(v) for v in functions_node.values])
    if isinstance(functions_node, ast.Lambda):
        names = [a.arg for a in functions_node.args.args]
        return function([*names, "rows"], functions_node.body)
    return function(["x", "rows"], ast.Call(functions_node, [ast.Name("x")], []))


def across_of(part: Part, scope: Scope, rest: Sequence[Argument] = ()) -> ast.expr:
    """Return the functions of ``across()``: one function, or a dict of named functions."""
    if isinstance(part, Call) and called(part) in ("list", "c"):
        items = {
            a.name or str(n + 1): function_of(needed(a.value, part), scope, rest=rest)
            for n, a in enumerate(part.arguments)
        }
        return record(items)
    return function_of(part, scope, rest=rest)


def picked(
    given: Sequence[Argument], frame: Value, scope: Scope, *, whole: bool = False
) -> list[Pair]:
    """Return the column selection in ``select()``: names, positions and helper functions."""
    pairs: list[Pair] = []
    for argument in given:
        part = argument.value
        assert part is not None
        plain = ("across", "pick") if isinstance(part, Call) and len(part.arguments) == 1 else ()
        if called(part) == "across" and isinstance(part, Call) and not part.arguments:
            part = Call(Name("everything"), (), part.span)
        if isinstance(part, Call) and called(part) in ("c", *plain) and argument.name is None:
            inner = picked(part.arguments, frame, scope)
            if whole:
                if any(name is not None for name, _ in inner):
                    raise NotPorted("columns cannot be renamed in this context", part.span)
                pairs.append((None, listed(v for _, v in inner)))
            else:
                pairs += inner
            continue
        pairs.append((argument.name, named_columns(part, frame, scope)))
    return pairs


def named_columns(part: Part, frame: Value, scope: Scope) -> ast.expr:
    """Return one column selection: a name or a helper function."""
    columns_node = selection(part, scope, value) or _of_pronoun(part, scope)
    if columns_node is not None:
        return columns_node
    match part:
        case Name(text) | String(text):
            return constant(text)
        case Number():
            return value(part, scope).node
        case Infix(left, ":", right):
            ends = [named_columns(p, frame, scope) for p in (left, right)]
            return call("r.between_columns", *ends)
        case Prefix("-" | "!", Number()):
            return value(part, scope).node
        case Prefix("-", operand):
            return call("r.left_out", *_columns(operand, frame, scope))
        case Prefix("!", operand):
            return ast.UnaryOp(ast.Invert(), _selector(operand, frame, scope))
        case Infix(left, "&" | "|" as operator, right):
            joined = ast.BitAnd() if operator == "&" else ast.BitOr()
            first = _selector(left, frame, scope)
            return ast.BinOp(first, joined, named_columns(right, frame, scope))
        case Parens(body):
            return named_columns(body, frame, scope)
        case Call():
            return _rule(part, scope)
    raise NotPorted("it is unknown which columns are selected", getattr(part, "span", None))


def _of_pronoun(part: Part, scope: Scope) -> ast.expr | None:
    """Return the column of ``.data$x`` or ``.data[[name]]``; None for other parts."""
    match part:
        case Infix(Name(".data"), "$", Name(text) | String(text)):
            return constant(text)
        case Index(Name(".data"), (Argument(None, String(text)),), True):
            return constant(text)
        case Index(Name(".data"), (Argument(None, name),), True) if name is not None:
            return call("r.all_of", value(name, replace(scope, mask=None)).node)
    return None


def _bare(part: Node) -> Node:
    return part.body if isinstance(part, Parens) else part


def _columns(part: Node, frame: Value, scope: Scope) -> list[ast.expr]:
    """Return the columns in ``x`` or ``c(x, y)``."""
    return [node for _, node in picked([Argument(None, _bare(part))], frame, scope)]


def _selector(part: Node, frame: Value, scope: Scope) -> ast.expr:
    """Return a column selection that has the operators ``~``, ``&`` and ``|``."""
    columns = _columns(part, frame, scope)
    match columns:
        case [ast.Call() | ast.UnaryOp(ast.Invert()) | ast.BinOp(_, ast.BitAnd() | ast.BitOr())]:
            return columns[0]
    return call("r.columns_of", *columns)


def _rule(part: Call, scope: Scope) -> ast.expr:
    name = called(part) or ""
    if name == "where":
        return call("r.where", function_of(needed(part.arguments[0].value, part), scope))
    if name == "c":
        return listed(named_columns(needed(a.value, part), Value(ast.Name("rows")), scope)
                      for a in part.arguments)  # fmt: skip
    if name not in _SELECTORS:
        raise NotPorted(f"{name}() cannot select columns here", part.span)
    function, parameters = _SELECTORS[name]
    arguments = matched(part.arguments, parameters)
    nodes = {n: value(node, scope).node for n, node in arguments.named.items()}
    keywords = {_BY_NAME[n]: node for n, node in nodes.items() if n in _BY_NAME}
    # Python's parameters stand in the order of R's.
    placed = [nodes[n] for n in parameters.split(", ") if n in nodes and n not in _BY_NAME]
    rest = [value(needed(a.value, part), scope).node for a in arguments.rest if a.name is None]
    keywords |= {a.name: value(needed(a.value, part), scope).node
                 for a in arguments.rest if a.name is not None}  # fmt: skip
    return call(f"r.{function}", *placed, *rest, **keywords)


def summarised_by(
    frame: Value, given: tuple[Argument, ...], scope: Scope
) -> tuple[ast.expr | None, tuple[Argument, ...]]:
    """Return the columns in ``.by``, and the other arguments."""
    by_arguments = [a for a in given if a.name == ".by"]
    if not by_arguments:
        return None, given
    if frame.kind is Kind.GROUPED:
        raise NotPorted("'.by' is available for rows without groups only", by_arguments[0].span)
    names = [v for _, v in picked([Argument(None, by_arguments[0].value)], frame, scope)]
    if not all(isinstance(n, ast.Constant) for n in names):
        raise NotPorted("'.by' needs the names of columns here", by_arguments[0].span)
    return listed(names), tuple(a for a in given if a not in by_arguments)
