"""Translate what rstan computes from the ``stanfit`` in a fit of brms, ``fit$fit``."""

from __future__ import annotations

import ast

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.literals import flagged
from pybrms_mix.rscript.facts.registry import Word, extend, word
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.python import call, constant
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.trees.walking import attaches
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed
from pybrms_mix.syntax.nodes import Argument, Call, Infix, Name, called


def _fit_in(node: Call, scope: Scope, *, sure: bool) -> ast.expr | None:
    """Return the fit if the first argument of a call is ``fit$fit``; else None.

    If ``sure``, the function is one of rstan, so that a variable of an unknown kind is a fit.
    """
    match node.arguments[:1]:
        case (Argument(_, Infix(Name() as owner, "$", Name("fit"))),):
            fit = value(owner, scope)
            is_fit = fit.kind is Kind.FIT or (sure and fit.kind is Kind.UNKNOWN)
            return fit.node if is_fit else None
    return None


def _is_of_rstan(node: Call) -> bool:
    """Return whether a call names rstan, or is of the function ``extract()`` without ``into``."""
    if isinstance(node.function, Infix):
        return attaches(node.function, "rstan")
    return called(node) == "extract" and all(a.name != "into" for a in node.arguments)


def _of_stanfit(plain: Word | None, node: Call, scope: Scope) -> Value:
    """Translate a function of R that has a method for ``stanfit``, else its usual meaning."""
    fit = _fit_in(node, scope, sure=_is_of_rstan(node))
    if fit is None:
        if plain is None:
            raise NotPorted(f"the function {called(node)}() has no Python here", node.span)
        return plain(node, scope)
    return _METHODS[called(node) or ""](fit, node, scope)


def _extract(fit: ast.expr, node: Call, scope: Scope) -> Value:
    """Translate ``extract(fit$fit, pars = "sigma1")``."""
    arguments = matched(node.arguments, "object, pars, permuted, inc_warmup, include")
    if flagged(arguments.get("inc_warmup")) or not flagged(arguments.get("include"), True):
        raise NotPorted("extract() returns the draws after the warmup of named variables here",
                        node.span)  # fmt: skip
    pars = arguments.get("pars")
    nodes = [] if pars is None else [value(pars, scope).node]
    if not flagged(arguments.get("permuted"), True):
        return Value(call("pm.as_draws_array", fit, *nodes), Kind.CUBE)
    scope.notes.append("extract(): the draws have the order of the chains")
    if pars is None:
        scope.notes.append("extract(): variables with indices are left out; name them in pars")
    return Value(call("r.stan_extract", fit, *nodes), Kind.RECORD)


def _summary(fit: ast.expr, node: Call, scope: Scope) -> Value:
    """Translate ``summary(fit$fit, pars = , probs = )``, a list with the element "summary"."""
    arguments = matched(node.arguments, "object, pars, probs, use_cache, ...")
    options = {n: value(part, scope).node for n in ("pars", "probs")
               if (part := arguments.get(n)) is not None}  # fmt: skip
    return Value(call("r.stan_summary", fit, **options), Kind.RECORD)


def _print(fit: ast.expr, node: Call, scope: Scope) -> Value:
    """Translate ``print(fit$fit, pars = , probs = )``."""
    names = ("pars", "probs")
    arguments = tuple(a for a in node.arguments[1:] if a.name in names)
    of = _summary(fit, Call(node.function, (*node.arguments[:1], *arguments), node.span), scope)
    return Value(call("print", ast.Subscript(of.node, constant("summary"))), Kind.NONE)


def _class(fit: ast.expr, node: Call, scope: Scope) -> Value:
    """Translate ``class(fit$fit)``."""
    del fit, node, scope
    return Value(constant("stanfit"), Kind.TEXT)


_METHODS = {"extract": _extract, "summary": _summary, "print": _print, "class": _class}
for _name in _METHODS:
    extend(_name, _of_stanfit, asked_first=True)


@word("get_sampler_params")
def sampler_params(node: Call, scope: Scope) -> Value:
    """Translate ``get_sampler_params(fit$fit, inc_warmup = FALSE)``, one matrix for each chain."""
    arguments = matched(node.arguments, "object, inc_warmup")
    fit = _fit_in(node, scope, sure=True)
    if fit is None:
        raise NotPorted("functions of rstan need the element $fit of a fit here", node.span)
    if flagged(arguments.get("inc_warmup"), True):
        raise NotPorted("the warmup is not kept: write inc_warmup = FALSE", node.span)
    needed(arguments.get("object"), node)
    return Value(call("r.sampler_params", fit), Kind.LIST)
