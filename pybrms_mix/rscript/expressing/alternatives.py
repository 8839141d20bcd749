"""Translate the alternatives of an expression, of which a run may reach one only."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pybrms_mix.rscript.facts.kinds import Value
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.python import call, constant
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.trees.stops import stop_of
from pybrms_mix.syntax.nodes import Part


def alternatives(
    parts: Sequence[Part], scope: Scope, read: Callable[[Part, Scope], Value]
) -> list[Value]:
    """Return the values of alternatives; one that cannot be ported ends a run that reaches it.

    Raises
    ------
    NotPorted
        If none of them can be ported.
    """
    values: list[Value] = []
    failures: list[NotPorted] = []
    for part in parts:
        before, notes = len(scope.before or ()), len(scope.notes)
        try:
            values.append(read(part, scope))
        except NotPorted as error:
            if part.span is None:
                raise
            failures.append(error)
            del scope.notes[notes:]
            if scope.before is not None:
                del scope.before[before:]
            stop = stop_of(error, part.span)
            scope.stops.append(stop)
            values.append(Value(call("r.not_ported", constant(stop.message))))
    if failures and len(failures) == len(parts):
        raise failures[0]
    return values
