"""The facts of the parameters of functions of the script, of which some are given columns."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence

from pybrms_mix.rscript.expressing.embracing import embraced_in
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.literals import CONSTANTS
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.facts.variables import assigned_in
from pybrms_mix.rscript.trees.walking import below
from pybrms_mix.syntax.nodes import Argument, Assign, Call, Function, Name, Part, called


def values_of_parameters(
    node: Function, names: list[str], kinds: Mapping[str, Kind], scope: Scope
) -> dict[str, Value]:
    """Return the facts of the parameters that are known from the function and from its calls."""
    embraced, columns = embraced_in(node), _column_parameters(node, names, scope)
    return {n: Value(ast.Name(scope.names[n]), kinds.get(n, Kind.UNKNOWN), quoted=n in embraced,
                     lone=n in columns) for n in names}  # fmt: skip


def _column_parameters(node: Function, names: Sequence[str], scope: Scope) -> frozenset[str]:
    """Return the parameters of a function that some call of the script gives a column.

    A column is a name in an argument that no statement of the script assigns: ``f(n, kappa)``
    inside of ``mutate()``. Where the rows are grouped, such a column may have a single row.
    """
    function_name = _name_of(node, scope)
    if function_name is None:
        return frozenset()
    variables = {n for s in scope.script for n in assigned_in(s)}
    calls = [
        p
        for s in scope.script
        for p in below(s)
        if isinstance(p, Call) and called(p) == function_name
    ]
    return frozenset(
        parameter
        for one_call in calls
        for parameter, argument in _matched(one_call, names)
        if _reads_column(argument.value, variables)
    )


def _name_of(node: Function, scope: Scope) -> str | None:
    """Return the name to which the script assigns a function; None for other functions."""
    for statement in scope.script:
        match statement:
            case Assign(Name(text), Function() as function) if function.span == node.span:
                return text
    return None


def _matched(node: Call, names: Sequence[str]) -> Iterator[tuple[str, Argument]]:
    """Yield the arguments of a call with the parameters to which they belong."""
    named_parameters = {a.name for a in node.arguments}
    free = [n for n in names if n not in named_parameters]
    for argument in node.arguments:
        if argument.name in names:
            yield argument.name or "", argument
        elif argument.name is None and free:
            yield free.pop(0), argument


def _reads_column(part: Part | None, variables: set[str]) -> bool:
    if part is None:
        return False
    read_names = {p.text for p in below(part) if isinstance(p, Name)}
    functions = {called(p) for p in below(part) if isinstance(p, Call)}
    return bool(read_names - functions - variables - set(CONSTANTS))
