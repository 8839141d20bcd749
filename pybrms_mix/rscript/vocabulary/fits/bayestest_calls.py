"""Translate the functions of R's bayestestR."""

from __future__ import annotations

import ast

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.registry import word
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.python import call, constant, py
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.trees.walking import names_package
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed, one
from pybrms_mix.syntax.nodes import Call, Name, Part, called

_PACKAGE = "bayestestR"
# R's parameters of each function, and its Python with their names there.
_CALLS = {
    "hdi": ("x, ci", "credible_intervals", {"method": "HDI"}),
    "eti": ("x, ci", "credible_intervals", {"method": "ETI"}),
    "ci": ("x, ci, method", "credible_intervals", {}),
    "p_direction": ("x", "probability_of_direction", {}),
    "pd": ("x", "probability_of_direction", {}),
    "rope": ("x, range, ci", "in_rope", {}),
    "point_estimate": ("x, centrality", "point_estimates", {}),
}
_DESCRIBED = (
    "posteriors, centrality, dispersion, ci, ci_method, test, rope_range, rope_ci, diagnostic"
)


def _check(node: Call, scope: Scope) -> None:
    """Refuse a function of another package of the same name.

    Raises:
        NotPorted: if the script uses no bayestestR.
    """
    if not any(names_package(part, _PACKAGE) for part in scope.script):
        raise NotPorted(f"{called(node)}() is known as a function of {_PACKAGE} here", node.span)


@word(*_CALLS)
def index(node: Call, scope: Scope) -> Value:
    """Translate ``hdi(x, ci = 0.89)``, a table with a row for each parameter."""
    _check(node, scope)
    parameters, function, fixed = _CALLS[called(node) or ""]
    arguments = matched(node.arguments, parameters)
    x = value(needed(arguments.get("x"), node), scope)
    options = {n: value(p, scope).node for n, p in arguments.named.items() if n != "x"}
    options |= {n: constant(v) for n, v in fixed.items()}
    call_node = call(f"r.{function}", x.node, **options)
    return Value(call_node, Kind.UNKNOWN if "direction" in function else Kind.FRAME)


@word("describe_posterior")
def described(node: Call, scope: Scope) -> Value:
    """Translate ``describe_posterior(fit, ci = 0.89)``."""
    _check(node, scope)
    arguments = matched(node.arguments, _DESCRIBED)
    x = value(needed(arguments.get("posteriors"), node), scope)
    options = {n: _given(p, scope) for n, p in arguments.named.items() if n != "posteriors"}
    if x.kind in (Kind.FIT, Kind.UNKNOWN) and not _none(options.get("diagnostic")):
        scope.notes.append(
            "in describe_posterior(), Rhat and ESS are those of rhat() and neff_ratio()"
        )
    return Value(call("r.describe_posteriors", x.node, **options), Kind.FRAME)


def _given(part: Part, scope: Scope) -> ast.expr:
    if isinstance(part, Name) and part.text == "NULL":
        return constant(None)
    return value(part, scope).node


def _none(part: ast.expr | None) -> bool:
    return isinstance(part, ast.Constant) and part.value is None


@word("pd_to_p")
def two_sided(node: Call, scope: Scope) -> Value:
    """Translate ``pd_to_p(pd)``: the two-sided p-value of a probability of direction."""
    argument = one(node, scope, "pd")
    return Value(py("2 * (1 - x)", x=argument.node), argument.kind)


@word("p_to_pd")
def from_p(node: Call, scope: Scope) -> Value:
    """Translate ``p_to_pd(p)``: the probability of direction of a two-sided p-value."""
    argument = one(node, scope, "p")
    return Value(py("1 - x / 2", x=argument.node), argument.kind)
