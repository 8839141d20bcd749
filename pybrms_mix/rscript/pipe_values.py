"""Values that pipes hold: the left side of ``x %>% f(g(.))``, computed before the statement."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import replace

from pybrms_mix.rscript.kinds import Value
from pybrms_mix.rscript.refusals import NotPorted
from pybrms_mix.rscript.scope import Scope
from pybrms_mix.syntax.nodes import Name, Node, Part

# The beginning of the names of held values. No variable of R, and no column, starts so.
HELD = "\0"


def held(left: Node, scope: Scope, translate: Callable[[Part, Scope], Value]) -> Node:
    """Return a name for the left side of a pipe, and define it before the current statement.

    Raises
    ------
    NotPorted
        If no definition can stand there.
    """
    if scope.before is None or scope.mask is not None:
        message = "the dot in this pipe stands for a value that needs a name: assign it before"
        raise NotPorted(message, left.span)
    left_value = translate(left, scope)
    name = scope.fresh("piped")
    scope.lifts.add(name)
    scope.before.append(ast.Assign([ast.Name(name)], left_value.node))
    label = f"{HELD}{name}"
    scope.names[label] = name
    scope.known[label] = replace(left_value, node=ast.Name(name))
    return Name(label, left.span)
