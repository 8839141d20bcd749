"""Translate the functions of rstan for the ``stanfit`` in a fit of brms, ``fit$fit``."""

from __future__ import annotations

import ast

from pybrms_mix.rscript.call_arguments import matched
from pybrms_mix.rscript.expressions import value
from pybrms_mix.rscript.kinds import Kind, Value
from pybrms_mix.rscript.python import call, constant, py
from pybrms_mix.rscript.refusals import NotPorted
from pybrms_mix.rscript.registry import word
from pybrms_mix.rscript.scope import Scope
from pybrms_mix.rscript.vocabulary.vector_calls import needed
from pybrms_mix.syntax.nodes import Call, Infix, Node, called

_PLOTS = {"traceplot": "trace", "stan_trace": "trace", "stan_dens": "dens", "stan_hist": "hist",
          "stan_ac": "acf", "stan_plot": "intervals", "stan_rhat": "rhat_hist",
          "stan_ess": "neff_hist"}  # fmt: skip


def _owner(part: Node, scope: Scope) -> ast.expr:
    """Return the fit in the expression ``fit$fit``."""
    match part:
        case Infix(left, "$", right) if getattr(right, "text", "") == "fit":
            owner_value = value(left, scope)
            if owner_value.kind in (Kind.FIT, Kind.UNKNOWN):
                return owner_value.node
    raise NotPorted("functions of rstan need the element $fit of a fit here", part.span)


@word(*_PLOTS)
def plot(node: Call, scope: Scope) -> Value:
    """Translate ``traceplot(fit$fit, pars = "sigma1")``, a plot of draws."""
    arguments = matched(node.arguments, "object, pars, ...")
    fit = _owner(needed(arguments.get("object"), node), scope)
    pars = arguments.get("pars")
    options = {} if pars is None else {"variable": value(pars, scope).node}
    for argument in arguments.rest:
        scope.notes.append(f"without {argument.name} of {called(node)}()")
    kind = constant(_PLOTS[called(node) or ""])
    return Value(call("pm.mcmc_plot", fit, kind, **options), Kind.PLOT)


@word("get_num_divergent")
def divergent(node: Call, scope: Scope) -> Value:
    """Translate ``get_num_divergent(fit$fit)``, the number of divergent transitions."""
    arguments = matched(node.arguments, "object")
    fit = _owner(needed(arguments.get("object"), node), scope)
    params = call("pm.nuts_params", fit)
    count = py("int(((x['Parameter'] == 'divergent__') & (x['Value'] == 1)).sum())", x=params)
    return Value(count, Kind.NUMBER, whole=True)
