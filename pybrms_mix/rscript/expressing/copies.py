"""Copies of values that a later statement of the script changes in place."""

from __future__ import annotations

import ast
from dataclasses import replace

from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.python import call, method
from pybrms_mix.rscript.trees.walking import below, root
from pybrms_mix.syntax.nodes import (
    Assign,
    Name,
    Part,
)


def filled_in(node: Part) -> set[str]:
    """Return the variables whose parts a statement assigns."""
    targets = (part.target for part in below(node) if isinstance(part, Assign))
    roots = (root(target) for target in targets if not isinstance(target, Name))
    return {name for name in roots if name is not None}


_COPYING = frozenset(
    {Kind.VECTOR, Kind.MASK, Kind.SERIES, Kind.FLAGS, Kind.NAMED, Kind.MATRIX, Kind.FRAME}
    | {Kind.TABLE, Kind.TEXTS, Kind.LABELLED}
)


_FIXED = frozenset({Kind.NUMBER, Kind.TEXT, Kind.FLAG, Kind.FIT, Kind.MODEL, Kind.FUNCTION})


def copied(given: Value) -> ast.expr:
    """Return a copy of a value, which can be changed safely."""
    if given.kind in _COPYING:
        return method(given.node, "copy")
    if given.kind in _FIXED:
        return given.node
    return call("copy.deepcopy", given.node)


def stored(of_variable: Value, part: Part, scope: Scope) -> Value:
    """Return an element of a list: a copy of a data frame whose columns change later in place."""
    if not isinstance(part, Name) or of_variable.kind is not Kind.FRAME:
        return of_variable
    if any(part.text in filled_in(statement) for statement in scope.script):
        return replace(of_variable, node=copied(of_variable))
    return of_variable
