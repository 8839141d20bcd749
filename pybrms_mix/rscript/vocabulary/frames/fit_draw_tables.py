"""Translate the tables of draws of a fit: ``as.matrix(fit, variable = "b_x")``."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.literals import flagged
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.call_arguments import Matched
from pybrms_mix.rscript.trees.python import call, constant, py
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.syntax.nodes import Call, called

_DRAWS = ("draw", "subset")
_KNOWN = ("variable", "regex", "pars", "fixed", *_DRAWS)


def asks_for_draws(found: Matched) -> bool:
    """Return whether a call has arguments that only tables of the draws of a fit have."""
    return any(a.name in _KNOWN for a in found.rest)


def draws_of(node: Call, found: Matched, fit: ast.expr, form: str, scope: Scope) -> ast.expr:
    """Return chosen variables and draws of a fit as a "matrix", a "frame" or an "array".

    Raises:
        NotPorted: for arguments that brms does not have.
    """
    selection = chosen_variables(node, found, scope)
    draw_parts = [a.value for a in found.rest if a.name in _DRAWS and a.value is not None]
    if draw_parts:
        numbers = value(draw_parts[0], scope).node
        return call("r.chosen_draws", fit, constant(form), numbers, **selection)
    if form == "array":
        return call("pm.as_draws_array", fit, **selection)
    draws = call("pm.as_draws_matrix", fit, **selection)
    return call("r.as_in_r", draws) if form == "matrix" else py("x.reset_index(drop=True)", x=draws)


def chosen_variables(node: Call, found: Matched, scope: Scope) -> Mapping[str, ast.expr]:
    """Return ``variable`` and ``regex`` of a table of draws of a fit.

    R's older argument ``pars`` holds patterns, unless ``fixed = TRUE``.

    Raises:
        NotPorted: for other arguments, which would change the table.
    """
    parts_by_name = {a.name or "": a.value for a in found.rest}
    for argument in found.rest:
        if argument.name not in _KNOWN or argument.value is None:
            place_text = argument.name or "at this place"
            raise NotPorted(
                f"{called(node)}() of a fit has no argument {place_text} here", argument.span
            )
    options: dict[str, ast.expr] = {}
    part = parts_by_name.get("variable", parts_by_name.get("pars"))
    if part is not None:
        options["variable"] = value(part, scope).node
    if (regex := parts_by_name.get("regex")) is not None:
        options["regex"] = value(regex, scope).node
    elif "pars" in parts_by_name and not flagged(parts_by_name.get("fixed")):
        options["regex"] = constant(True)
    return options
