"""Translate ``{{ x }}``, ``!!x`` and ``enquo(x)``, by which a function takes columns of its data.

A column is passed as a string, a selection as a list, and an expression of columns as a function of
the rows. ``r.embraced()`` reads such an argument in the rows of a data frame.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from dataclasses import replace

from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.registry import SELECTIONS
from pybrms_mix.rscript.facts.scope import Mask, Scope
from pybrms_mix.rscript.trees.python import call, constant, function
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.trees.walking import below
from pybrms_mix.syntax.nodes import (
    Block,
    Call,
    Function,
    Infix,
    Name,
    Number,
    Part,
    Prefix,
    String,
    called,
)

Read = Callable[[Part, Scope], Value]
# Functions that return their argument as it is written.
_QUOTING = frozenset({"enquo", "ensym", "enexpr"})
_TEMPLATE = re.compile(r"\{\{\s*([\w.]+)\s*\}\}")
_TIGHTER = frozenset({"+", "-", "*", "/", "^", ":", "==", "!=", "<", ">", "<=", ">=", "%in%", "%%"})
# Helpers that select columns; any other call is an expression of columns.
_SELECTING = frozenset(
    {"c", "starts_with", "ends_with", "contains", "matches", "everything", "all_of", "any_of"}
    | {"where", "last_col", "num_range", "param_range", "param_glue"}
)


def braced(node: Part | None) -> str | None:
    """Return the variable in ``{{ x }}``; None for any other part of a script."""
    match node:
        case Block((Block((Name(text),)),)):
            return text
    return None


def embraced_in(node: Function) -> frozenset[str]:
    """Return the parameters of a function that stand for columns of its data."""
    names: set[str] = set()
    for part in below(node.body):
        if (name := braced(part)) is not None:
            names.add(name)
        match part:
            case Call(_, (argument,)) if called(part) in _QUOTING:
                names.add(getattr(argument.value, "text", ""))
            case String(text):
                names.update(_TEMPLATE.findall(text))
    return frozenset(names)


def embraced_argument(part: Part, scope: Scope, read: Read) -> ast.expr:
    """Return an argument that stands for columns: a name, a selection or a function of rows.

    Raises
    ------
    NotPorted
        If the argument is a string, which most verbs of R would not take as the name of a column.
    """
    if (name := braced(part)) is not None or (name := _spliced(part)) is not None:
        return read(Name(name, part.span), replace(scope, quoting=True)).node
    match part:
        case Name(text) if text not in ("TRUE", "FALSE", "NULL", "NA"):
            return constant(text)
        case String():
            raise NotPorted("give the name of the column without quotes", part.span)
        case Call() if called(part) in _SELECTING:
            return SELECTIONS[0](part, scope)
    mask = Mask(ast.Name("rows"))
    return function(["rows"], read(part, scope.within(mask)).node)


def default_column(part: Part, scope: Scope, read: Read) -> ast.expr | None:
    """Return the default of a parameter that stands for columns, ``v = x``; None for NULL."""
    if isinstance(part, Name) and part.text == "NULL":
        return None
    return embraced_argument(part, scope, read)


def _spliced(part: Part) -> str | None:
    match part:
        case Prefix("!", Prefix("!", Name(text))):
            return text
    return None


def readable(found: Value, node: Name, scope: Scope) -> Value:
    """Return the value of a variable.

    Raises
    ------
    NotPorted
        If the variable stands for columns of a data frame, which have no value outside of a verb,
        or for settings of R that are not known here.
    """
    if found.settings and found.kind is Kind.LOOK:
        message = f"the settings of R that {found.settings}() returns are not known here"
        raise NotPorted(message, node.span)
    if found.quoted and not scope.quoting:
        message = f"'{node.text}' stands for columns here: write {{{{ {node.text} }}}}"
        raise NotPorted(message, node.span)
    return found


def rotated(node: Part) -> Part:
    """Return ``!!x * 2`` with ``!!`` bound to ``x`` alone, as tidy evaluation reads it."""
    match node:
        case Prefix("!", Prefix("!", Infix(left, op, right))) if op in _TIGHTER:
            first = rotated(Prefix("!", Prefix("!", left, node.span), node.span))
            assert isinstance(first, Prefix | Infix)
            return Infix(first, op, right, node.span)
    return node


def unquoted(node: Part, scope: Scope, read: Read) -> Value | None:
    """Return the value of ``{{ x }}`` or ``!!x`` within the rows of a data frame.

    The result is None for any other part of a script.

    Raises
    ------
    NotPorted
        If the expression is not inside a verb on a data frame.
    """
    turned = rotated(node)
    if turned is not node:
        return read(turned, scope)
    if spliced(node) is not None:
        raise NotPorted("!!! gives a function arguments that are not known here", node.span)
    inner = inside(node)
    if inner is None:
        return None
    if scope.mask is None:
        raise NotPorted("this is possible inside a verb on a data frame only", node.span)
    inner_value = read(inner, replace(scope, mask=None, quoting=True))
    if not inner_value.quoted:
        return inner_value
    return Value(call("r.embraced", scope.mask.frame, inner_value.node), scope.mask.kind)


def spliced(node: Part | None) -> Part | None:
    """Return the list in ``!!!x``, whose elements become arguments; None for other parts."""
    match node:
        case Prefix("!", Prefix("!", Prefix("!", operand))):
            return operand
    return None


def inside(node: Part | None) -> Part | None:
    """Return the expression in ``{{ x }}`` or after ``!!``; None for any other part of a script."""
    if (name := braced(node)) is not None:
        return Name(name, None if node is None else node.span)
    match node:
        case Prefix("!", Prefix("!", operand)) if spliced(node) is None:
            return operand
    return None


def selection(node: Part, scope: Scope, read: Read) -> ast.expr | None:
    """Return the columns that ``{{ x }}``, ``!!x`` or ``!!!x`` selects; None for other parts."""
    outer = replace(scope, mask=None, quoting=True)
    if (operand := spliced(node)) is not None:
        return call("r.all_of", read(operand, outer).node)
    inner = inside(node)
    if inner is None:
        return None
    columns = read(inner, outer)
    if not columns.quoted and columns.kind not in (Kind.TEXT, Kind.TEXTS) and not isinstance(
            inner, Number):  # fmt: skip
        return call("r.all_of", columns.node)
    return columns.node


def label_template(part: String) -> String:
    """Return a template for ``:=`` in which ``{{ x }}`` is ``{as_label(x)}``."""
    return replace(part, text=_TEMPLATE.sub(r"{as_label(\1)}", part.text))
