"""Translate templates for the names of new columns: ``.names =`` and ``names_glue =``.

A template with names alone in its braces is a text, which the Python function fills in. Other
expressions, as in ``"{toupper(.col)}_{.fn}"``, make a function of the names.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.python import constant, function, item
from pybrms_mix.rscript.trees.templates import pieces
from pybrms_mix.syntax.nodes import Argument, Call, Name, Part, String

# dplyr reads the names without their dots as well.
OF_ACROSS = {".col": ".col", ".fn": ".fn", "col": ".col", "fn": ".fn"}


def of_across(part: Part, scope: Scope) -> ast.expr:
    """Return the names of the results of ``across()``: a text, or a function of a dict of names."""
    return _template(part, OF_ACROSS, scope)


def of_pivot(part: Part, columns: Sequence[str], scope: Scope) -> ast.expr:
    """Return the names that ``pivot_wider()`` gives to new columns."""
    return _template(part, {n: n for n in (*columns, ".value")}, scope)


def _template(part: Part, names: dict[str, str], scope: Scope) -> ast.expr:
    if not isinstance(part, String):
        return value(part, scope).node
    codes = [code for _, code in pieces(part.text, part.span) if code is not None]
    if all(isinstance(code, Name) and code.text in names for code in codes):
        spelt = part.text
        for name, full in names.items():
            spelt = spelt.replace(f"{{{name}}}", f"{{{full}}}")
        return constant(spelt)
    name_values = {n: Value(item(ast.Name("names"), constant(full)), Kind.TEXT)
             for n, full in names.items()}  # fmt: skip
    inner = scope.within(None).inline(name_values)
    return function(["names"], value(Call(Name("glue"), (Argument(None, part),)), inner).node)
