"""Variables that hold the ``stanfit`` in a fit: ``sf <- fit$fit``."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any, cast

from pybrms_mix.rscript.facts.variables import assigned_in, defined_in
from pybrms_mix.rscript.trees.walking import rebuilt
from pybrms_mix.syntax.nodes import Assign, Infix, Name, Part, called

# Calls whose value is a fit.
_FITTING = frozenset({"brm", "brm_multiple", "update", "add_criterion", "readRDS"})


def with_fits(statements: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return the statements with ``fit$fit`` in place of a variable that holds it.

    The functions of rstan see then which fit they are about. The variable itself holds the fit.
    """
    bound = Counter(name for s in statements for name in defined_in(s))
    fits = {s.target.text for s in statements if isinstance(s, Assign)
            and isinstance(s.target, Name) and called(s.value) in _FITTING}  # fmt: skip
    views: dict[str, Infix] = {}
    rewritten: list[Part] = []
    for place, statement in enumerate(statements):
        match statement:
            case Assign(Name(text), Infix(Name(owner), "$", Name("fit")) as view) if (
                owner in fits and bound[text] == 1 and not _assigns(statements[place + 1 :], owner)
            ):
                rewritten.append(replace(statement, value=view.left))
                views[text] = view
            case _:
                rewritten.append(cast("Part", _read(statement, views)) if views else statement)
    return tuple(rewritten)


def _assigns(statements: tuple[Part, ...], name: str) -> bool:
    return any(name in assigned_in(s) for s in statements)


def _read(part: Any, views: dict[str, Infix]) -> Any:
    """Return a node in which the variables are the expressions that they hold."""
    if isinstance(part, Name) and part.text in views:
        return replace(views[part.text], span=part.span)
    if isinstance(part, Infix) and part.op in ("$", "@", "::"):
        return replace(part, left=_read(part.left, views))
    return rebuilt(part, lambda inner: _read(inner, views))
