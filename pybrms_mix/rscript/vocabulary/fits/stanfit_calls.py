"""Translate the functions of rstan for the ``stanfit`` in a fit of brms, ``fit$fit``."""

from __future__ import annotations

import ast
from dataclasses import replace

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.registry import WORDS, Word, extend, word
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.python import call, constant, py
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed
from pybrms_mix.syntax.nodes import Argument, Call, Infix, Name, Node, called

# Functions that give the same for ``fit$fit`` as for ``fit``.
_OF_BOTH = ("as.matrix", "as.data.frame", "as.array", "nuts_params", "log_posterior", "pairs")
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


def _of_stanfit(plain: Word, node: Call, scope: Scope) -> Value:
    """Translate ``as.matrix(fit$fit)`` as ``as.matrix(fit)``, and ``names(fit$fit)``."""
    match node.arguments[0].value if node.arguments else None:
        case Infix(Name() as owner, "$", Name("fit")) if (
            called(node) == "names" and value(owner, scope).kind is Kind.UNKNOWN
        ):
            return Value(call("r.names_of_stanfit", value(owner, scope).node), Kind.TEXTS)
        case Infix(Name() as fit, "$", Name("fit")) if value(fit, scope).kind is Kind.FIT:
            rest = tuple(
                replace(a, name="variable") if a.name == "pars" else a for a in node.arguments[1:]
            )
            name = "variables" if called(node) == "names" else called(node) or ""
            return WORDS[name](Call(Name(name), (Argument(None, fit), *rest), node.span), scope)
    return plain(node, scope)


for _name in ("names", *_OF_BOTH):
    extend(_name, _of_stanfit, asked_first=True)
