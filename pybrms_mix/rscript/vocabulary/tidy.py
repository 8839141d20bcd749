"""The verbs of tidybayes: draws in tables."""

from __future__ import annotations

import ast

from pybrms_mix.rscript.call_arguments import matched
from pybrms_mix.rscript.expressions import value
from pybrms_mix.rscript.kinds import Kind, Value
from pybrms_mix.rscript.python import call, constant
from pybrms_mix.rscript.refusals import NotPorted
from pybrms_mix.rscript.registry import word
from pybrms_mix.rscript.scope import Scope
from pybrms_mix.rscript.vocabulary.masked import frame_of
from pybrms_mix.rscript.vocabulary.vector_calls import needed, one
from pybrms_mix.syntax.nodes import Argument, Call, Index, Name, called


@word("tidy_draws")
def tidy_draws(node: Call, scope: Scope) -> Value:
    """``tidy_draws(fit)``."""
    return Value(call("r.tidy_draws", one(node, scope).node), Kind.FRAME)


@word("get_variables")
def get_variables(node: Call, scope: Scope) -> Value:
    """``get_variables(fit)``."""
    return Value(call("r.get_variables", one(node, scope).node), Kind.TEXTS)


@word("spread_draws", "gather_draws")
def spread_draws(node: Call, scope: Scope) -> Value:
    """``spread_draws(fit, b_x, r_g[g, term])``: names of variables and of their indices."""
    found = matched(node.arguments, "model, ...")
    fit = value(needed(found.get("model"), node), scope)
    wanted = [constant(_wanted(a)) for a in found.rest]
    if not wanted:
        raise NotPorted(f"{called(node)}() lacks its variables", node.span)
    made = call(f"r.{called(node)}", fit.node, *wanted)
    indexed = any(isinstance(a.value, Index) for a in found.rest)
    grouped = indexed or called(node) == "gather_draws"
    return Value(made, Kind.GROUPED if grouped else Kind.FRAME)


def _wanted(argument: Argument) -> str:
    """Return a variable as text, with names for its indices."""
    match argument.value:
        case Name(text) if argument.name is None:
            return text
        case Index(Name(text), arguments, False) if argument.name is None:
            names = [a.value.text if isinstance(a.value, Name) else "" for a in arguments]
            if names and all(names):
                return f"{text}[{','.join(names)}]"
    raise NotPorted("a variable has a name, and names for its indices, here", argument.span)


@word("median_qi", "mean_qi")
def point_interval(node: Call, scope: Scope) -> Value:
    """``median_qi(draws, x, .width = c(.5, .95))``."""
    frame, given = frame_of(node, scope)
    columns: list[ast.expr] = []
    named = {"centre": constant((called(node) or "").removesuffix("_qi"))}
    for argument in given:
        if argument.name == ".width":
            named["width"] = value(needed(argument.value, node), scope).node
        elif argument.name is None and isinstance(argument.value, Name):
            columns.append(constant(argument.value.text))
        else:
            raise NotPorted("columns are summarised by their names here", argument.span)
    return Value(call("r.point_interval", frame.node, *columns, **named), Kind.FRAME)
