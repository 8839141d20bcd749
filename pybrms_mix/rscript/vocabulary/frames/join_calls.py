"""Translate joins of data frames."""

from __future__ import annotations

import ast

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.expressing.table_query import is_table
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.literals import worded
from pybrms_mix.rscript.facts.registry import word
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.python import call, constant, py, record
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed
from pybrms_mix.syntax.nodes import Argument, Call, Infix, Name, Node, String, called


def _keeps_all(argument: Argument) -> bool:
    """Return whether an argument of a join asks for all matching rows, as the joins here do."""
    if argument.name == "multiple":
        return worded(argument.value) == "all"
    return argument.name == "relationship"


@word("left_join", "inner_join", "right_join", "full_join", "semi_join", "anti_join")
def join(node: Call, scope: Scope) -> Value:
    """Translate ``left_join(x, y, by)`` and the other joins of dplyr."""
    other_arguments = [a for a in node.arguments if not _keeps_all(a)]
    arguments = matched(other_arguments, "x, y, by, copy, suffix")
    if arguments.get("copy") is not None:
        raise NotPorted("a join has no 'copy' here", node.span)
    frames = [value(needed(arguments.get(n), node), scope) for n in ("x", "y")]
    by = arguments.get("by")
    how = (called(node) or "").removesuffix("_join")
    by_node = None if by is None else _keys(by, scope)
    ends = arguments.get("suffix")
    join_node = py("r.join(x, y, by, how=how, suffix=ends)", x=frames[0].node, y=frames[1].node,
              by=by_node, how=constant(how),
              ends=None if ends is None else value(ends, scope).node)  # fmt: skip
    return Value(join_node, frames[0].kind if frames[0].kind is Kind.GROUPED else Kind.FRAME)


def _keys(by: Node, scope: Scope) -> ast.expr:
    """Return the key columns: ``c("a", b = "c")``, or ``join_by(a, b == c)``."""
    if called(by) != "join_by" or not isinstance(by, Call):
        return value(by, scope).node
    pairs: dict[str, ast.expr] = {}
    for argument in by.arguments:
        match argument.value:
            case Name(text) | String(text):
                pairs[text] = constant(text)
            case Infix(Name(left) | String(left), "==", Name(right) | String(right)):
                pairs[left] = constant(right)
            case _:
                raise NotPorted("join_by() takes equal columns here: a == b", argument.span)
    same_names = all(getattr(v, "value", None) == n for n, v in pairs.items())
    return ast.List(list(pairs.values())) if same_names else record(pairs)


@word("merge")
def merge(node: Call, scope: Scope) -> Value:
    """Translate ``merge(x, y, by)``."""
    places = "x, y, by, by.x, by.y, all, all.x, all.y, sort, suffixes"
    arguments = matched(node.arguments, places)
    first, second = (value(needed(arguments.get(n), node), scope) for n in ("x", "y"))
    if (arguments.get("by.x") is None) != (arguments.get("by.y") is None):
        raise NotPorted("merge() takes both 'by.x' and 'by.y', or 'by'", node.span)
    options = {
        n.replace(".", "_"): value(p, scope).node
        for n, p in arguments.named.items()
        if n not in ("x", "y")
    }
    if "by_x" in options:
        options["by"] = options.pop("by_x")
    name = "r.table_merge" if is_table(first, scope) else "r.merge"
    return Value(call(name, first.node, second.node, **options), Kind.FRAME)
