"""Tables of a fit that R holds as matrices: ``fixef(fit)[2]`` is its second cell, by column.

The functions of the package return such a table as a data frame. ``r.as_in_r()`` makes a matrix of
it, except where one of its rows or columns is picked by name, or where it is printed: there a data
frame has the same meaning.
"""

from __future__ import annotations

import ast
from dataclasses import replace

from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.result_classes import result_classes
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.facts.signatures import ALIASES, KINDS
from pybrms_mix.syntax.nodes import (
    Argument,
    Call,
    Index,
    Infix,
    Name,
    Node,
    Number,
    Parens,
    Prefix,
    String,
    called,
)

# Functions for which a data frame is a list of its columns, and a matrix a vector of its cells.
_OF_CELLS = frozenset(
    {"length", "c", "rbind", "cbind", "names", "sapply", "lapply", "vapply", "unlist", "rev"}
    | {"is.matrix", "is.data.frame", "is.list", "class", "map", "map_dbl", "as.numeric", "which"}
    | {"sort", "order", "ifelse", "outer", "crossprod", "sweep", "dim", "dimnames"}
)
# Functions that only fits of brms have, wherever the script holds the fit.
_OF_BRMS = frozenset({"fixef", "fixed.effects", "posterior_summary", "posterior_interval"})
# Rows and columns, or iterations, chains and variables.
_AXES_OF_DRAWS = {"draws_array": 3, "draws_matrix": 2, "draws_df": 2}
_OF_NUMBERS = frozenset({"+", "-", "*", "/", "^", "%%", "%/%"})
_OPERATORS = _OF_NUMBERS | {"==", "!=", "<", ">", "<=", ">=", "&", "|", "%*%", "%in%"}


def result_of_fit(node: ast.expr) -> ast.expr:
    """Return ``pm.fixef(fit)`` for ``r.as_in_r(pm.fixef(fit))``; else the expression itself."""
    match node:
        case ast.Call(function, [result], []) if ast.unparse(function) == "r.as_in_r":
            return result
    return node


def is_table(node: Node | None, scope: Scope) -> bool:
    """Return whether a part of a script is a table that R holds as a matrix."""
    match node:
        case Name(text):
            variable = scope.known.get(text)
            return variable is not None and variable.matrix
        case Parens(body):
            return isinstance(body, Node.__args__) and is_table(body, scope)
        case Prefix("-" | "+", operand):
            return is_table(operand, scope)
        case Call(_, arguments):
            name = called(node) or ""
            if name in ("round", "exp", "plogis", "signif") and arguments:
                return is_table(arguments[0].value, scope)
            table = name not in scope.known and KINDS.get(ALIASES.get(name, name)) is Kind.TABLE
            part = arguments[0].value if arguments else None
            return table and (name in _OF_BRMS or _of_fit(part, scope))
    return False


def _of_fit(node: Node | None, scope: Scope) -> bool:
    """Return whether an argument is a fit of brms; ``residuals()`` of ``lm()`` is a vector."""
    variable = scope.known.get(node.text) if isinstance(node, Name) else None
    return variable is not None and variable.kind is Kind.FIT


def _whole(node: Node) -> Node:
    return Call(Name("as.matrix", node.span), (Argument(None, node, node.span),), node.span)


def operands(node: Infix, scope: Scope) -> Infix:
    """Return arithmetic in which a table meets a vector with the table as a matrix."""
    if node.op not in _OPERATORS:
        return node
    are_tables = [is_table(n, scope) for n in (node.left, node.right)]
    scalar = any(isinstance(n, Number | String) for n in (node.left, node.right))
    if not any(are_tables) or (scalar and node.op in _OF_NUMBERS):
        return node
    left, right = (_whole(n) if h else n
                   for n, h in zip((node.left, node.right), are_tables, strict=True))  # fmt: skip
    return replace(node, left=left, right=right)


def indexed(node: Index, scope: Scope) -> Index:
    """Return ``m[i]`` and ``m[[i]]`` with the table as a matrix; ``m[i, j]`` stays as it is.

    Parts of draws keep all axes: those of a ``draws_array`` and a ``draws_matrix``, and the columns
    of a ``draws_df``, which is a tibble.
    """
    if node.arguments and not node.double and all(a.name is None for a in node.arguments):
        classes = result_classes(node.base, scope) or ("",)
        if len(node.arguments) == _AXES_OF_DRAWS.get(classes[0], 0):
            keep = Argument("drop", Name("FALSE", node.span), node.span)
            return replace(node, arguments=(*node.arguments, keep))
    if len(node.arguments) != 1 or not is_table(node.base, scope):
        return node
    return replace(node, base=_whole(node.base))


def of_cells(node: Call, scope: Scope) -> Call:
    """Return a call of a function of cells with tables as matrices."""
    if called(node) not in _OF_CELLS:
        return node
    arguments = tuple(
        replace(a, value=_whole(a.value)) if a.value is not None and is_table(a.value, scope) else a
        for a in node.arguments
    )
    return node if arguments == node.arguments else replace(node, arguments=arguments)


def may_have_one_row(table: Value) -> bool:
    """Return whether a table of a fit may have one row, which R drops: ``bayes_R2(fit)[, 1]``."""
    match result_of_fit(table.node):
        case ast.Call(ast.Attribute(_, "bayes_R2" | "loo_R2"), _, keywords) | ast.Call(
            ast.Name("pm.bayes_R2" | "pm.loo_R2"), _, keywords
        ):
            return all(k.arg != "summary" for k in keywords)
    return table.shaped  # predictions of new data have as many rows as these


def holds_draws(node: ast.expr) -> bool:
    """Return whether a table has a row for each draw, which R names: ``summary = FALSE``."""
    match result_of_fit(node):
        case ast.Call(_, _, keywords):
            return any(k.arg == "summary" and ast.unparse(k.value) == "False" for k in keywords)
    return False
