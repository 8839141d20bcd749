"""Translate the functions of R's coda."""

from __future__ import annotations

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.literals import flagged
from pybrms_mix.rscript.facts.registry import word
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.python import call
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.vocabulary.basics.rverbs import enter
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed
from pybrms_mix.syntax.nodes import Call, called

enter((
    ("effectiveSize(x)", "r.effective_size(x)", Kind.NAMED),
    ("geweke.diag(x, frac1, frac2)", "r.geweke_diag(x, frac1, frac2)", Kind.UNKNOWN),
    ("autocorr.diag(mcmc.obj, lags)", "r.autocorr_diag(mcmc_obj, lags)", Kind.LABELLED),
    ("HPDinterval(obj, prob)", "r.hpd_of_chains(obj, prob)", Kind.UNKNOWN),
    ("nchain(x)", "r.chain_count(x, 'chains')", Kind.NUMBER),
    ("niter(x)", "r.chain_count(x, 'iterations')", Kind.NUMBER),
    ("nvar(x)", "r.chain_count(x, 'variables')", Kind.NUMBER),
    ("varnames(x)", "r.chain_count(x, 'names')", Kind.TEXTS),
))  # fmt: skip


@word("as.mcmc", "as.mcmc.list", "mcmc")
def as_mcmc(node: Call, scope: Scope) -> Value:
    """Translate ``as.mcmc(fit, pars = "theta", fixed = TRUE)`` and ``mcmc(x)``."""
    name = called(node) or ""
    places = "data, start, end, thin" if name == "mcmc" else "x, pars, fixed, combine_chains, ..."
    arguments = matched(node.arguments, places)
    if arguments.rest or set(arguments.named) & {"start", "end", "thin"}:
        raise NotPorted(f"{name}() has no such argument here", node.span)
    x = value(needed(arguments.get("data" if name == "mcmc" else "x"), node), scope)
    options = {
        n: value(p, scope).node for n, p in arguments.named.items() if n not in ("x", "data")
    }
    return Value(call("r.as_mcmc", x.node, **options))


@word("gelman.diag")
def gelman_diag(node: Call, scope: Scope) -> Value:
    """Translate ``gelman.diag(x, multivariate = FALSE)``."""
    arguments = matched(node.arguments, "x, confidence, transform, autoburnin, multivariate")
    if flagged(arguments.get("transform")):
        raise NotPorted("gelman.diag() takes the draws as they are here", node.span)
    options = {
        n: value(p, scope).node for n, p in arguments.named.items() if n not in ("x", "transform")
    }
    x = value(needed(arguments.get("x"), node), scope)
    return Value(call("r.gelman_diag", x.node, **options), Kind.RECORD)


@word("mcmc.list")
def mcmc_list(node: Call, scope: Scope) -> Value:
    """Translate ``mcmc.list(a, b)``, a list of chains."""
    if any(a.name for a in node.arguments):
        raise NotPorted("mcmc.list() takes chains without names here", node.span)
    chain_nodes = [value(needed(a.value, node), scope).node for a in node.arguments]
    return Value(call("r.mcmc_list", *chain_nodes))


@word("gelman.plot", "raftery.diag", "heidel.diag", "crosscorr", "crosscorr.plot", "autocorr.plot",
      "densplot", "cumuplot")  # fmt: skip
def refuse(node: Call, scope: Scope) -> Value:
    """Refuse other functions of coda, with a hint at the nearest function."""
    del scope
    near = "gelman.diag(), geweke.diag(), effectiveSize() and mcmc_plot(fit) are available"
    raise NotPorted(f"{called(node)}() has no Python here: {near}", node.span)
