"""Data sets of R that a script changes, which R copies into the script's variables.

``faithful$w <- 1`` leaves R's data set as it is: R makes a variable ``faithful`` of the script, a
copy with the new column. The variable is defined before the statement that first changes it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from pybrms_mix.datasets import SOURCES
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.facts.variables import assigned_in, read_in
from pybrms_mix.rscript.statements.targets import assigned
from pybrms_mix.rscript.trees.walking import below
from pybrms_mix.syntax.nodes import Assign, For, Function, Infix, Name, Part, parts


def copied_data(node: Part, scope: Scope) -> list[ast.stmt]:
    """Return the definitions of the data sets that a statement changes for the first time.

    A function may run after a later statement has changed a data set that it reads. The variable is
    then defined before the function.
    """
    absent = [name for name in scope.names if name in SOURCES and name not in scope.known]
    if not absent:
        return []
    in_functions = set() if scope.local else _read_by_functions(node)
    return [
        statement
        for name in absent
        if _changes(node, name) or (name in in_functions and is_variable(name, scope))
        for statement in loaded(name, node, scope)
    ]


def loaded(name: str, node: Part, scope: Scope) -> list[ast.stmt]:
    """Return the statement that makes a data set of R a variable of the script."""
    scope.known.pop(name, None)
    data = Name(name, node.span)
    return assigned(Assign(data, data, "<-", node.span), scope.within(None))


def is_variable(name: str, scope: Scope) -> bool:
    """Return whether a statement of the script, outside of functions, assigns a name."""
    return any(name in assigned_in(s) for s in scope.script)


def _read_by_functions(node: Part) -> set[str]:
    functions = (part for part in below(node) if isinstance(part, Function))
    return {name for function in functions for name in read_in(function)}


def _changes(node: Part, name: str) -> bool:
    """Return whether a statement changes a data set, rather than only giving its name to a value.

    ``iris <- head(iris)`` reads the data set once, and needs no variable before it. In a loop, the
    second round reads the variable.
    """
    if name not in assigned_in(node):
        return False
    if isinstance(node, Assign) and _is(node.target, name):
        return _changes(node.value, name)
    for part in _outside_functions(node):
        match part:
            case Assign(Name(text), of) if text == name:
                return any(_is(p, name) for p in below(of))
            case For(Name(text), _, _) if text == name:
                return False
        if _is(part, name):
            return True
    return False


def _is(part: Part, name: str) -> bool:
    return isinstance(part, Name) and part.text == name


def _outside_functions(node: Part) -> Iterator[Part]:
    """Return a node and its descendants in the order in which R evaluates them."""
    stack = [node]
    while stack:
        part = stack.pop()
        yield part
        if isinstance(part, Infix) and part.op in ("$", "@"):
            stack.append(part.left)
        elif not isinstance(part, Function):
            stack += reversed(parts(part))
