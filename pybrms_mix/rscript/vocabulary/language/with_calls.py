"""Translate ``with(d, expression)``, also for a block of several statements."""

from __future__ import annotations

import ast
from dataclasses import replace

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.expressing.value_blocks import needs_statements
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.registry import word
from pybrms_mix.rscript.facts.scope import Mask, Scope
from pybrms_mix.rscript.facts.variables import assigned_in
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.python import function, method
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.trees.walking import below
from pybrms_mix.rscript.vocabulary.basics.masked import frame_of
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed
from pybrms_mix.syntax.nodes import Argument, Assign, Call, For, Function, Name, Part


@word("with")
def with_(node: Call, scope: Scope) -> Value:
    """Translate ``with(d, expression)``."""
    arguments = matched(node.arguments, "data, expr")
    owner = value(needed(arguments.get("data"), node), scope)
    part = needed(arguments.get("expr"), node)
    if owner.kind in (Kind.RECORD, Kind.LIST):
        mask = Mask(owner.node, Kind.UNKNOWN, owner.columns)
    else:
        frame, _ = frame_of(Call(node.function, node.arguments[:1], node.span), scope)
        mask = Mask(frame.node, columns=frame.columns)
    if needs_statements(part):
        return _of_block(part, mask, scope)
    if owner.kind is Kind.FRAME and not isinstance(mask.frame, ast.Name):
        return _computed_once(part, mask, scope)
    return value(part, scope.within(mask))


@word("%$%")
def exposed(node: Call, scope: Scope) -> Value:
    """Translate magrittr's ``d %$% expression``, which is ``with(d, expression)``."""
    return with_(Call(Name("with", node.span), node.arguments, node.span), scope)


@word("glue_data", "str_glue_data")
def glue_data(node: Call, scope: Scope) -> Value:
    """Translate ``glue_data(d, "{x}: {y}")``, a text for each row of a data frame."""
    arguments = matched(node.arguments, ".x, ...")
    template = Call(Name("glue"), arguments.rest, node.span)
    rows = Argument(None, needed(arguments.get(".x"), node))
    return with_(Call(Name("with"), (rows, Argument(None, template)), node.span), scope)


def _computed_once(part: Part, mask: Mask, scope: Scope) -> Value:
    """Return an expression of the columns of a data frame that is computed once."""
    rows = ast.Name("rows")
    result = value(part, scope.inline({}).within(replace(mask, frame=rows)))
    uses = [n for n in ast.walk(result.node) if isinstance(n, ast.Name) and n.id == "rows"]
    if len(uses) < 2:
        return value(part, scope.within(mask))
    return replace(result, node=method(mask.frame, "pipe", function(["rows"], result.node)))


def _of_block(block: Part, mask: Mask, scope: Scope) -> Value:
    """Return the call of a function that computes a block from the columns of a data frame.

    What the block assigns are variables of that function, as R discards them at its end. A column
    or variable that the block reads and then changes is an argument of the function.

    Raises
    ------
    NotPorted
        If no definition can stand before the statement, or if the block defines a function.
    """
    if scope.before is None or scope.definer is None or scope.mask is not None:
        raise NotPorted("give this block of statements a statement of its own", block.span)
    for part in below(block):
        if isinstance(part, Assign) and isinstance(part.value, Function):
            raise NotPorted("define this function outside of with()", part.span)
    name = scope.fresh("computed")
    scope.lifts.add(name)
    rows = scope.fresh("columns")
    hidden = frozenset(assigned_in(block))
    inner = scope.within(replace(mask, frame=ast.Name(rows), hidden=hidden, block=True))
    changed = [n for n in sorted(hidden) if _is_read_first(n, block)]
    values = [value(Name(n, block.span), scope.within(mask)) for n in changed]
    parameters = tuple(Argument(None, Name(n, block.span), block.span) for n in changed)
    kinds = {n: v.kind for n, v in zip(changed, values, strict=True)}
    function = Function(parameters, block, block.span)
    statement, function_value = scope.definer(name, function, inner, kinds)
    assert isinstance(statement, ast.FunctionDef)
    statement.args.args.insert(0, ast.arg(rows))
    scope.before.append(statement)
    arguments = [mask.frame, *(v.node for v in values)]
    return Value(ast.Call(ast.Name(name), arguments, []), function_value.result)


def _is_read_first(name: str, block: Part) -> bool:
    """Return whether a block reads a column or a variable before it assigns this name."""
    for part in below(block):
        match part:
            case Assign(Name(text), of) if text == name:
                return any(isinstance(p, Name) and p.text == name for p in below(of))
            case For(Name(text), _, _) if text == name:
                return False
            case Name(text) if text == name:
                return True
    return False
