"""Translate the texts of pictures, and what the scales of ggplot2 write in legends."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.python import constant
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import Call, Name, Node, Parens, String, called

# The aesthetics whose levels a legend explains, with their names in Python.
_EXPLAINED = {"color": "color", "colour": "color", "fill": "fill", "shape": "shape",
              "linetype": "linetype"}  # fmt: skip


def text_of(part: Node, scope: Scope) -> ast.expr:
    """Return a text; a mathematical expression becomes its R code."""
    if isinstance(part, Parens):
        return text_of(part.body, scope)
    if isinstance(part, Call) and called(part) in ("expression", "quote", "bquote", "TeX"):
        inner = part.arguments[0].value
        return constant(inner.text if isinstance(inner, String) else write(needed(inner, part)))
    if isinstance(part, Name) and part.text == "NULL":
        return constant("")
    return value(part, scope).node


def legend_texts(
    aesthetic: str, settings: Mapping[str | None, Node], free: Sequence[Node], scope: Scope
) -> dict[str, ast.expr]:
    """Return the title, the labels and the order of a legend that a scale sets."""
    if aesthetic not in _EXPLAINED:
        return {}
    texts: dict[str, ast.expr] = {}
    title = settings.get("name", free[0] if free else None)
    if isinstance(title, String | Call) or title == Name("NULL"):
        texts[_EXPLAINED[aesthetic]] = text_of(title, scope)
    for setting in ("labels", "breaks"):
        part = settings.get(setting)
        if isinstance(part, Call | String) or (isinstance(part, Name) and part.text in scope.known):
            texts[f"legend_{setting}"] = value(part, scope).node
        elif part is not None:
            scope.notes.append(f"without {setting} of the legend")
    return texts
