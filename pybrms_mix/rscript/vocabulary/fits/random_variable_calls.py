"""Translate posterior's functions of random variables, its ``rvar``s."""

from __future__ import annotations

import ast

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.registry import word
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.python import call, constant, record
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.trees.walking import below
from pybrms_mix.rscript.vocabulary.basics.function_values import function_of
from pybrms_mix.rscript.vocabulary.basics.random_numbers import DRAWS
from pybrms_mix.rscript.vocabulary.basics.rverbs import enter
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed
from pybrms_mix.syntax.nodes import Argument, Call, Function, Name, Node, called

enter((
    ("as_rvar(x, nchains)", "r.constant_variable(x, nchains=nchains)",
     Kind.UNKNOWN),
    ("as_rvar_numeric(x)", "r.constant_variable(x)", Kind.UNKNOWN),
    *((f"rvar_is_{test}(x)", f"r.tested_variable(x, '{test}')", Kind.UNKNOWN)
      for test in ("na", "nan", "finite", "infinite")),
    ("is_rvar(x)", "r.is_random_variable(x)", Kind.FLAG),
))  # fmt: skip

_WITHIN = {f"rvar_{name}": name for name in (
    "mean", "median", "sum", "prod", "min", "max", "sd", "var", "mad", "range", "all", "any",
    "quantile",
)}  # fmt: skip


@word(*_WITHIN)
def within_draws(node: Call, scope: Scope) -> Value:
    """Translate ``rvar_mean(x)``, a statistic of the cells within each draw."""
    variables: list[ast.expr] = []
    options: dict[str, ast.expr] = {}
    for argument in node.arguments:
        part = value(needed(argument.value, node), scope).node
        if argument.name is None:
            variables.append(part)
        elif argument.name in ("probs", "names", "constant"):
            options[argument.name] = part
        else:
            raise NotPorted(f"{called(node)}() has no argument '{argument.name}' here",
                            argument.span)  # fmt: skip
    function = constant(_WITHIN[called(node) or ""])
    return Value(call("r.within_draws", function, *variables, **options))


@word("rvar_rng")
def generated(node: Call, scope: Scope) -> Value:
    """Translate ``rvar_rng(rnorm, 3, mean = mu)``, random variables of one call of a generator."""
    arguments = matched(node.arguments, ".f, n, ..., ndraws")
    generator = _generator(needed(arguments.get(".f"), node), scope)
    size = value(needed(arguments.get("n"), node), scope).node
    named_nodes: dict[str, ast.expr] = {}
    places: list[ast.expr] = []
    for argument in arguments.rest:
        part = value(needed(argument.value, node), scope).node
        if argument.name is None:
            places.append(part)
        else:
            named_nodes["lambda_" if argument.name == "lambda" else argument.name] = part
    if (draws := arguments.get("ndraws")) is not None:
        named_nodes["ndraws"] = value(draws, scope).node
    return Value(call("r.generated_variable", generator, size, *places, **named_nodes))


def _generator(part: Node, scope: Scope) -> ast.expr:
    """Return a generator by its name, or a function of the script."""
    if isinstance(part, Name) and part.text not in scope.known and part.text in DRAWS:
        return ast.Attribute(ast.Name("rng"), part.text)
    return function_of(part, scope)


@word("rfun")
def random_function(node: Call, scope: Scope) -> Value:
    """Translate ``rfun(f)``, a function of random variables that calls ``f`` for each draw."""
    arguments = matched(node.arguments, ".f, rvar_args, ndraws")
    part = needed(arguments.get(".f"), node)
    if isinstance(part, Function):
        function = function_of(part, scope, count=len(part.parameters))
    else:
        function = _generator(part, scope)
    options = {n: value(p, scope).node for n, p in arguments.named.items() if n != ".f"}
    function_node = call("r.random_function", function, **options)
    return Value(function_node, Kind.FUNCTION, parameters=(), free=True, places=True)


@word("rdo")
def computed(node: Call, scope: Scope) -> Value:
    """Translate ``rdo(rnorm(3, mu))``, an expression that is computed for each draw."""
    arguments = matched(node.arguments, "expr, dim, ndraws")
    expression = needed(arguments.get("expr"), node)
    options = {n: value(p, scope).node for n, p in arguments.named.items() if n != "expr"}
    names = list(dict.fromkeys(
        p.text for p in below(expression)
        if isinstance(p, Name) and p.text in scope.known
        and scope.known[p.text].kind is not Kind.FUNCTION
    ))  # fmt: skip
    parameters = tuple(Argument(None, Name(n)) for n in names)
    function = function_of(Function(parameters, expression, node.span), scope, count=len(names))
    values = {scope.names.get(n, n): value(Name(n), scope).node for n in names}
    return Value(call("r.computed_by_draw", function, record(values), **options))
