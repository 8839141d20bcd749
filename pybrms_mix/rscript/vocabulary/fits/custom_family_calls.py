"""Translate custom families: ``custom_family()``, ``stanvar()`` and functions of rows."""

from __future__ import annotations

import ast

from pybrms_mix.family.user_facts import METHODS
from pybrms_mix.r.text.stan_text import stan_code
from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.registry import word
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.python import call, constant
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed
from pybrms_mix.syntax.nodes import Call, Name, Number, Part, Prefix, String, called

_FAMILY = (
    "name, dpars, links, type, lb, ub, vars, loop, specials, threshold, log_lik, "
    "posterior_predict, posterior_epred, predict, fitted, env"
)
_LEFT_OUT = ("x", "pll_args")
# Arguments that earlier versions of brms had under other names.
_OLD = {"predict": "posterior_predict", "fitted": "posterior_epred"}


@word("custom_family")
def custom_family(node: Call, scope: Scope) -> Value:
    """Translate ``custom_family(name, dpars, links, ...)``."""
    arguments = matched(node.arguments, _FAMILY)
    options: dict[str, ast.expr] = {}
    for name, part in arguments.named.items():
        new_name = _OLD.get(name, name)
        if name == "env" or (isinstance(part, Name) and part.text == "NULL"):
            continue
        if new_name in METHODS:
            rows = "r.all_rows" if new_name == "posterior_epred" else "r.by_row"
            options[new_name] = call(rows, _function(part, scope))
        else:
            options[new_name] = value(part, scope).node
    first = [options.pop("name")] if "name" in options else []
    return Value(call("pm.custom_family", *first, **options), Kind.MODEL)


def _function(part: Part, scope: Scope) -> ast.expr:
    if not isinstance(part, Name) or part.text not in scope.known:
        raise NotPorted("a function of the family must be given by its name", part.span)
    return scope.known[part.text].node


@word("stanvar")
def stanvar(node: Call, scope: Scope) -> Value:
    """Translate ``stanvar(x, name, scode, block, position)``; ``x`` gives its name."""
    arguments = matched(node.arguments, "x, name, scode, block, position, pll_args")
    options = {n: _argument(n, p, scope) for n, p in arguments.named.items() if n not in _LEFT_OUT}
    x = arguments.get("x")
    if x is None:
        return Value(call("pm.stanvar", **options), Kind.MODEL)
    if "name" not in options and isinstance(x, Name):
        options["name"] = constant(x.text)
    data_value = value(x, scope)
    data_node = data_value.node
    # A number of R is a double unless it is written as 3L, so that Stan divides it as a real.
    if data_value.double or _is_double(x):
        data_node = call("float", data_node)
    return Value(call("pm.stanvar", data_node, **options), Kind.MODEL)


def _argument(name: str, part: Part, scope: Scope) -> ast.expr:
    """Return an argument; Stan code is converted to current syntax."""
    if name == "scode" and isinstance(part, String):
        code = stan_code(part.text)
        if code != part.text:
            scope.notes.append("the Stan code was converted to Stan's current syntax")
        return constant(code)
    node = value(part, scope).node
    return call("r.stan_code", node) if name == "scode" else node


def _is_double(part: Part) -> bool:
    match part:
        case Prefix(_, operand):
            return _is_double(operand)
        case Number(text):
            return not text.endswith("L")
    return False


@word("get_dpar")
def get_dpar(node: Call, scope: Scope) -> Value:
    """Translate ``get_dpar(prep, dpar, i)``."""
    arguments = matched(node.arguments, "prep, dpar, i, inv_link")
    if "inv_link" in arguments.named:
        raise NotPorted("get_dpar() has no argument 'inv_link' here", node.span)
    nodes = {n: value(needed(p, node), scope).node for n, p in arguments.named.items()}
    if not {"prep", "dpar"} <= nodes.keys():
        raise NotPorted(f"{called(node)}() needs 'prep' and 'dpar'", node.span)
    first = [nodes.pop("prep"), nodes.pop("dpar")]
    return Value(call("r.get_dpar", *first, **nodes), bare=True)
