"""Whether R prints the value of a statement at top level."""

from __future__ import annotations

import ast

from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.matrices import result_of_fit
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.facts.table_values import changed_table
from pybrms_mix.rscript.trees.pipes import piped
from pybrms_mix.rscript.trees.python import call
from pybrms_mix.rscript.trees.walking import returned_in
from pybrms_mix.syntax.nodes import Assign, Block, Call, For, If, Infix, Parens, Part, While, called

# Calls whose value R does not print.
_SILENT = frozenset({"invisible", "walk", "walk2", "iwalk", "pwalk", "glimpse",
                     "write_csv", "write_tsv", "write_delim", "dir.create",
                     "Sys.setenv", "assign"})  # fmt: skip
# Calls that print their value themselves, or whose value is an invisible NULL.
_SPOKEN = frozenset({"print", "cat", "message", "set.seed", "assign"})


def is_invisible(node: Part, scope: Scope) -> bool:
    """Return whether R does not print the value of a statement."""
    while isinstance(node, Infix) and node.op in ("%>%", "|>"):
        node = piped(node.left, node.right, node)
    if changed_table(node) is not None:
        return True
    if not isinstance(node, Call):
        return False
    name = called(node) or ""
    function = scope.known.get(name)
    if function is not None and function.kind is Kind.FUNCTION:
        return function.hidden
    if name == "local" and node.arguments:
        body = node.arguments[0].value
        return body is not None and _ends_hidden(body, scope)
    return name in _SILENT


def alone_printed(printed: Value) -> Value:
    """Return ``print(x)`` in place of ``r.printed(x)``, whose value a statement does not use."""
    match printed.node:
        case ast.Call(ast.Attribute(ast.Name("r"), "printed"), [x]):
            printing = call("print", result_of_fit(x))
            printing.printed = x  # type: ignore[attr-defined]
            return Value(printing, Kind.NONE)
    return printed


def returned_print(expression: ast.expr) -> ast.expr:
    """Return ``r.printed(x)`` for the ``print(x)`` at the end of a function, which returns x."""
    if isinstance(expression, ast.Call) and hasattr(expression, "printed"):
        return call("r.printed", expression.printed)
    return expression


def may_be_unseen(node: Part, scope: Scope) -> bool:
    """Return whether a value can be the NULL that R does not print.

    It is the value of an ``if`` without ``else`` whose condition is false, and of a ``switch()``
    without a case for its argument.
    """
    while isinstance(node, Infix) and node.op in ("%>%", "|>"):
        node = piped(node.left, node.right, node)
    match node:
        case Block((*_, last)):
            return may_be_unseen(last, scope)
        case If(_, then, otherwise):
            return otherwise is None or any(may_be_unseen(p, scope) for p in (then, otherwise))
        case Call() if called(node) == "return":
            result = node.arguments[0].value if node.arguments else None
            return result is not None and may_be_unseen(result, scope)
        case Call() if called(node) == "switch":
            return all(a.name is not None for a in node.arguments[1:])
        case Call():
            function = scope.known.get(called(node) or "")
            return function is not None and function.may_be_unseen
    return False


def hides_value(body: Part, scope: Scope) -> bool:
    """Return whether a function with this body returns a value that R does not print.

    R does not print the value of an assignment or of a loop, nor that of ``invisible()``.
    """
    return _ends_hidden(body, scope) and all(
        _ends_hidden(r.arguments[0].value, scope)
        for r in returned_in(body)
        if r.arguments and r.arguments[0].value is not None
    )


def _ends_hidden(node: Part, scope: Scope) -> bool:
    match node:
        case Block((*_, last)):
            return _ends_hidden(last, scope)
        case Assign() | For() | While():
            return True
        case If(_, then, otherwise):
            hidden = otherwise is None or _ends_hidden(otherwise, scope)
            return _ends_hidden(then, scope) and hidden
        case Parens():
            return False
        case Call() if called(node) == "return":
            return bool(node.arguments) and _ends_hidden_value(node.arguments[0].value, scope)
        case Call() if called(node) in _SPOKEN:
            return True
    return is_invisible(node, scope)


def _ends_hidden_value(part: Part | None, scope: Scope) -> bool:
    return part is not None and _ends_hidden(part, scope)
