"""The argument ``.name_repair`` of functions that make tibbles."""

from __future__ import annotations

import ast

from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.python import constant
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.vocabulary.basics.function_values import function_of
from pybrms_mix.syntax.nodes import Call, Part, String


def refuse_repair(node: Call) -> None:
    """Refuse a ``.name_repair`` that changes names without repetitions."""
    for argument in node.arguments:
        rule = getattr(argument.value, "text", "")
        if argument.name == ".name_repair" and rule not in ("unique", "check_unique", "minimal"):
            raise NotPorted("write as_tibble(data.frame(...), .name_repair = )", argument.span)


def name_rule(part: Part, scope: Scope) -> ast.expr:
    """Translate ``.name_repair``: a function of names, or the name of a rule."""
    if not isinstance(part, String):
        return function_of(part, scope)
    if part.text not in ("check_unique", "unique", "universal", "minimal"):
        raise NotPorted(f".name_repair = '{part.text}' is not available here", part.span)
    return constant(None if part.text == "check_unique" else part.text)
