"""Translate ``attr()`` and ``attributes()``: of scaled values, names and levels."""

from __future__ import annotations

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.registry import word
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.python import call, constant
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed
from pybrms_mix.syntax.nodes import Argument, Call, Index, Infix, Name, String, called


@word("attr", "attributes")
def attribute(node: Call, scope: Scope) -> Value:
    """Translate ``attr(d$x, "scaled:center")`` and ``attributes(x)``."""
    is_list = called(node) == "attributes"
    arguments = matched(node.arguments, "x" if is_list else "x, which, exact")
    part = needed(arguments.get("x"), node)
    names = []
    if not is_list:
        names = [value(needed(arguments.get("which"), node), scope).node]
    kind = Kind.RECORD if is_list else Kind.UNKNOWN
    verb = "attributes" if is_list else "attribute"
    match part:
        case Infix(owner, "$", Name(name) | String(name)):
            owner_value = value(owner, scope)
            if owner_value.kind in (Kind.FRAME, Kind.GROUPED, Kind.UNKNOWN):
                call_node = call(f"r.column_{verb}", owner_value.node, constant(name), *names)
                return Value(call_node, kind)
        case Index(owner, (Argument(None, String() as label),), True):
            rest = tuple(a for a in node.arguments if a.value is not part)
            column = Argument(None, Infix(owner, "$", label, part.span))
            return attribute(Call(node.function, (column, *rest), node.span), scope)
    return Value(call(f"r.{verb}", value(part, scope).node, *names), kind)
