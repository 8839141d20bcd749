"""Decide whether tables of counts need the names of their variables: ``as.data.frame(t)``."""

from __future__ import annotations

import ast

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.python import constant
from pybrms_mix.rscript.trees.walking import below
from pybrms_mix.syntax.nodes import Call, Name, called

# Functions that name columns of a data frame, or elements of a list, by the variables of a table.
_READERS = frozenset({"as.data.frame", "as_tibble", "as_data_frame", "dimnames", "tbl_df"})


def reads_variables(scope: Scope) -> bool:
    """Return whether the script makes a data frame of a table that it has stored."""
    return any(
        isinstance(part, Call) and (called(part) in _READERS or _reads_alone(part))
        for statement in scope.script
        for part in below(statement)
    )


def _reads_alone(part: Call) -> bool:
    """Return whether a call is ``data.frame(t)`` or ``names(dimnames(t))``."""
    names = [a.name for a in part.arguments]
    first = part.arguments[0].value if part.arguments else None
    if called(part) == "data.frame":
        return any(n is None and isinstance(a.value, Name)
                   for n, a in zip(names, part.arguments, strict=True))  # fmt: skip
    return called(part) == "names" and called(first) == "dimnames"


def options_of_table(node: Call, scope: Scope) -> dict[str, ast.expr]:
    """Return the options of ``table(g, k = h)``, with the names of the variables if read."""
    spelt = {"useNA": "use_na", "dnn": "dnn"}
    options = {
        spelt[a.name]: value(a.value, scope).node
        for a in node.arguments
        if a.name in spelt and a.value is not None
    }
    if not reads_variables(scope):
        return {n: v for n, v in options.items() if n != "dnn"}
    return {**_names(node), **options}


def _names(node: Call) -> dict[str, ast.expr]:
    """Return the names of the variables in R as the argument ``dnn``."""
    names = [
        a.name or (a.value.text if isinstance(a.value, Name) else "")
        for a in node.arguments
        if a.name not in ("useNA", "exclude", "deparse.level", "dnn")
    ]
    return {"dnn": ast.List([constant(n) for n in names])} if any(names) else {}
