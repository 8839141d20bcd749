"""Translate lists, matrices, and names of values."""

from __future__ import annotations

import ast
from dataclasses import replace

from pybrms_mix.rscript.expressing.copies import stored
from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.expressing.whole_counts import whole_count
from pybrms_mix.rscript.facts.kinds import COLUMNS, Kind, Value
from pybrms_mix.rscript.facts.literals import worded
from pybrms_mix.rscript.facts.registry import word
from pybrms_mix.rscript.facts.result_classes import STANDATA, result_classes
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.python import call, constant, listed, method, py, record
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.vocabulary.basics.vector_calls import leading, needed, one
from pybrms_mix.syntax.nodes import Argument, Call, Index, Infix, Name, Node, Part, String, called


@word("list")
def list_(node: Call, scope: Scope) -> Value:
    """Translate ``list(...)``: a dict if the elements have names, otherwise a list."""
    return listed_or_record(node.arguments, node, scope)


def listed_or_record(arguments: tuple[Argument, ...], node: Call, scope: Scope) -> Value:
    """Return arguments as a dict with their names, or as a list."""
    parts = [needed(a.value, node) for a in arguments]
    values = [stored(value(p, scope), p, scope).node for p in parts]
    names = [a.name for a in arguments]
    if len(set(names) - {None}) < sum(n is not None for n in names):
        raise NotPorted("the elements of list() need different names here", node.span)
    if values and all(names):
        items = {str(n): v for n, v in zip(names, values, strict=True)}
        return Value(record(items), Kind.RECORD)
    if any(names):
        labels = [constant(n or "") for n in names]
        return Value(call("r.partly_named", ast.List(values), ast.List(labels)), listed=True)
    return Value(listed(values), Kind.LIST)


@word("t")
def t(node: Call, scope: Scope) -> Value:
    """Translate ``t(x)``; a vector becomes a matrix with one row."""
    argument = one(node, scope)
    if argument.kind is Kind.FRAME:
        return Value(ast.Attribute(call("r.as_matrix", argument.node), "T"), Kind.LABELLED)
    if argument.kind in (Kind.MATRIX, Kind.LABELLED, Kind.TABLE):
        return Value(ast.Attribute(argument.node, "T"), argument.kind)
    return Value(call("r.transposed", argument.node))


@word("vector")
def vector(node: Call, scope: Scope) -> Value:
    """Translate ``vector("list", n)``, a list of n empty elements."""
    arguments = matched(node.arguments, "mode, length")
    length = needed(arguments.get("length"), node)
    n = value(length, scope)
    n = replace(n, node=whole_count(n, length, scope.script))
    if worded(arguments.get("mode")) == "list":
        return Value(ast.BinOp(listed([constant(None)]), ast.Mult(), n.node), Kind.LIST)
    if worded(arguments.get("mode")) == "character":
        return Value(py("r.rep('', n)", n=n.node), Kind.TEXTS)
    return Value(call("np.zeros", n.node), Kind.VECTOR)


@word("names", "colnames")
def names(node: Call, scope: Scope) -> Value:
    """Translate ``names(x)``, and ``names(which.max(x))``, the name of the largest element."""
    inner = node.arguments[0].value if node.arguments else None
    if isinstance(inner, Call) and called(inner) in ("which.max", "which.min"):
        names_call = call("r.names", value(leading(inner)[0], scope).node)
        return Value(call("r.subset", names_call, value(inner, scope).node))
    if called(node) == "names" and isinstance(inner, Call) and called(inner) == "dimnames":
        axes_call = call("r.axis_names", value(leading(inner)[0], scope).node, named=constant(True))
        return Value(call("r.names", axes_call), Kind.TEXTS)
    argument = one(node, scope)
    if _is_standata(inner, node, scope):
        return Value(call("r.names_of_standata", argument.node), Kind.TEXTS)
    if argument.kind is Kind.RECORD and called(node) == "names":
        return Value(py("list(x)", x=argument.node), Kind.TEXTS)
    of_columns = called(node) == "colnames"  # the names of a matrix are NULL
    is_matrix = argument.matrix and not of_columns
    if argument.kind in (Kind.FRAME, Kind.TABLE) and not is_matrix and not argument.partial:
        return Value(call("list", ast.Attribute(argument.node, "columns")), Kind.TEXTS)
    if argument.kind is Kind.CUBE or (argument.kind is Kind.FIT and of_columns):
        raise NotPorted(f"{called(node)}() of this value has no counterpart in Python", node.span)
    is_table = of_columns and argument.kind is not Kind.PRIORS
    return Value(call("r.column_names" if is_table else "r.names", argument.node), Kind.TEXTS)


def _is_standata(part: Part | None, node: Call, scope: Scope) -> bool:
    """Return whether a call asks for the names of the data of a Stan program."""
    is_part = isinstance(part, Infix) and part.op == "$"
    if result_classes(part.left if is_part else part, scope) != STANDATA:  # type: ignore[union-attr]
        return False
    if is_part or called(node) != "names":
        raise NotPorted("the columns of these data have no names here", node.span)
    return True


@word("is.null")
def is_null(node: Call, scope: Scope) -> Value:
    """Translate ``is.null(x)``; a column or an element that does not exist is NULL in R."""
    part = needed(node.arguments[0].value if node.arguments else None, node)
    element_node: ast.expr | None = None
    match part:
        case Infix(owner, "$", Name(text) | String(text)):
            element_node = _if_there(owner, text, scope)
        case Index(owner, (Argument(None, String(text)),), True):
            element_node = _if_there(owner, text, scope)
    tested = value(part, scope).node if element_node is None else element_node
    return Value(ast.Compare(tested, [ast.Is()], [constant(None)]), Kind.FLAG)


def _if_there(owner: Node, name: str, scope: Scope) -> ast.expr | None:
    """Return a column or an element, None if it does not exist, of a data frame or a list."""
    owner_value = value(owner, scope)
    if owner_value.kind not in (Kind.FRAME, Kind.TABLE, Kind.RECORD, Kind.LIST):
        return None
    return call("r.element", owner_value.node, constant(name))


@word("head", "tail")
def head(node: Call, scope: Scope) -> Value:
    """Translate ``head(x, n)`` and ``tail(x, n)``, the first and last ``n`` (6) elements."""
    arguments = matched(node.arguments, "x, n")
    x = value(needed(arguments.get("x"), node), scope)
    part = arguments.get("n")
    count = constant(6) if part is None else value(part, scope).node
    end = called(node) or "head"
    if x.kind in (Kind.FRAME, Kind.TABLE, Kind.NAMED, *COLUMNS):
        return Value(method(x.node, end, count), x.kind, x.columns)
    if x.kind is Kind.PRIORS:
        return Value(call(f"r.{end}_priors", x.node, count), Kind.PRIORS)
    count_nodes = [] if part is None else [count]
    return Value(call(f"r.{end}", x.node, *count_nodes), x.kind)


@word("character", "logical", "integer")
def empty(node: Call, scope: Scope) -> Value:
    """Translate ``character(n)``, a vector of n empty elements."""
    part = node.arguments[0].value if node.arguments else None
    n = constant(0) if part is None else value(part, scope).node
    start = {"character": constant(""), "logical": constant(False)}.get(
        called(node) or "", constant(0)
    )
    return Value(call("r.rep", start, n))


@word("numeric", "double")
def zeros(node: Call, scope: Scope) -> Value:
    """Translate ``numeric(n)``, a vector of n zeros, and ``numeric()``, an empty vector."""
    part = node.arguments[0].value if node.arguments else None
    n = constant(0) if part is None else whole_count(value(part, scope), part, scope.script)
    return Value(call("np.zeros", n), Kind.VECTOR)
