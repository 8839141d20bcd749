"""Translate the functions of R's loo that weigh models and match moments."""

from __future__ import annotations

import ast

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.literals import flagged, worded
from pybrms_mix.rscript.facts.registry import word
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.call_arguments import Matched, matched
from pybrms_mix.rscript.trees.python import call, constant
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.vocabulary.basics.rverbs import enter
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed
from pybrms_mix.rscript.vocabulary.fits.models import of_package
from pybrms_mix.syntax.nodes import Argument, Call, Name, String, called

# Kinds of values that may be fits: an element of a list of fits has no known kind.
_FITS = frozenset({Kind.FIT, Kind.UNKNOWN})

enter((
    ("weights(object, log, normalize)", "r.weights_of(object, log=log, normalize=normalize)",
     Kind.UNKNOWN),
    ("stacking_weights(lpd_point)", "r.weights_of_models(lpd_point)", Kind.NAMED),
    ("elpd(x)", "r.elpd_of(x)", Kind.UNKNOWN),
    ("mcse_loo(x)", "r.mcse_loo(x)", Kind.NUMBER),
    ("pareto_k_influence_values(x)", "r.pareto_k_values(x)", Kind.VECTOR),
    ("psis_n_eff_values(x)", "r.psis_n_eff_values(x)", Kind.VECTOR),
    ("E_loo(x, psis_object, type, probs, log_ratios)",
     "r.weighted_expectation(x, psis_object, type, probs=probs, log_ratios=log_ratios)",
     Kind.RECORD),
))  # fmt: skip


@word("loo", "waic", "LOO", "WAIC")
def criterion(node: Call, scope: Scope) -> Value:
    """Translate ``loo(fit)``, and ``loo(log_lik, r_eff = e)`` of a matrix of log densities."""
    name = (called(node) or "").lower()
    first = next((a.value for a in node.arguments if a.name in (None, "x")), None)
    x = value(needed(first, node), scope)
    names = {a.name for a in node.arguments}
    if x.kind is Kind.FUNCTION or {"data", "draws"} <= names:
        return _of_function(name, node, scope)
    is_matrix = x.kind in (Kind.MATRIX, Kind.LABELLED, Kind.TABLE) or "r_eff" in names
    is_alone = {*names} <= {None, "x", "cores", "save_psis"} and len(
        [a for a in node.arguments if a.name is None]) < 2  # fmt: skip
    if not is_matrix and not (x.kind is Kind.UNKNOWN and is_alone and isinstance(first, Name)):
        return of_package(name, node, scope)
    arguments = matched(node.arguments, "x, r_eff, save_psis, cores, is_method")
    return _of_matrix(name, x.node, arguments, node, scope)


def _of_matrix(
    name: str, x: ast.expr, arguments: Matched, node: Call, scope: Scope
) -> Value:  # fmt: skip
    """Return the criterion of log densities; the number of cores does not change it."""
    if worded(arguments.get("is_method"), "psis") != "psis":
        raise NotPorted(f"{called(node)}() has is_method = 'psis' alone here", node.span)
    if name == "waic":
        return Value(call("r.waic_of", x))
    parts = {n: value(p, scope).node for n in ("r_eff", "save_psis")
             if (p := arguments.get(n)) is not None}  # fmt: skip
    return Value(call("r.loo_of", x, **parts))


def _of_function(name: str, node: Call, scope: Scope) -> Value:
    """Translate ``loo(llfun, data = d, draws = x)`` of a function of a row and the draws."""
    arguments = matched(node.arguments, "x, data, draws, r_eff, save_psis, cores, is_method")
    return _of_matrix(name, _log_lik(arguments, node, scope), arguments, node, scope)


def _log_lik(arguments: Matched, node: Call, scope: Scope) -> ast.expr:
    parts = (value(needed(arguments.get(n), node), scope).node for n in ("x", "data", "draws"))
    return call("r.log_lik_of_rows", *parts)


@word("relative_eff")
def relative_eff(node: Call, scope: Scope) -> Value:
    """Translate ``relative_eff(exp(log_lik), chain_id)``."""
    arguments = matched(node.arguments, "x, chain_id, data, draws, cores")
    if arguments.get("data") is not None:
        x = _log_lik(arguments, node, scope)
    else:
        x = value(needed(arguments.get("x"), node), scope).node
    chain = {} if (p := arguments.get("chain_id")) is None else {"chain_id": value(p, scope).node}
    return Value(call("r.relative_eff", x, **chain), Kind.VECTOR)


_OF_PREDICTIONS = "newdata, re_formula, ndraws, draw_ids, nsamples, resp, allow_new_levels"


@word("loo_predict", "loo_linpred", "loo_predictive_interval")
def left_out_predictions(node: Call, scope: Scope) -> Value:
    """Translate ``loo_predict(fit, type = "var")`` and its relatives."""
    name = called(node) or ""
    places = "prob" if name == "loo_predictive_interval" else "type, probs"
    arguments = matched(node.arguments, f"object, {places}, psis_object, {_OF_PREDICTIONS}")
    fit = value(needed(arguments.get("object"), node), scope).node
    options = {n: value(p, scope).node for n, p in arguments.named.items() if n != "object"}
    seed = None if name == "loo_linpred" else scope.next_seed()
    if seed is not None:
        options["seed"] = seed
    is_table = name == "loo_predictive_interval"
    return Value(call(f"r.{name}", fit, **options), Kind.LABELLED if is_table else Kind.UNKNOWN)


@word("psis", "tis", "sis")
def importance_sampled(node: Call, scope: Scope) -> Value:
    """Translate ``psis(-log_lik, r_eff = e)``, the importance weights of draws."""
    arguments = matched(node.arguments, "log_ratios, r_eff, cores")
    x = value(needed(arguments.get("log_ratios"), node), scope).node
    r_eff = {} if (p := arguments.get("r_eff")) is None else {"r_eff": value(p, scope).node}
    method = constant(called(node) or "")
    return Value(call("r.importance_sampled", x, **r_eff, method=method))


_FOLDS = {"kfold_split_random": "K, N", "kfold_split_stratified": "K, x",
          "kfold_split_grouped": "K, x"}  # fmt: skip


@word(*_FOLDS)
def fold_numbers(node: Call, scope: Scope) -> Value:
    """Translate ``kfold_split_random(K = 10, N = nrow(d))``, with R's random numbers."""
    name = called(node) or ""
    arguments = matched(node.arguments, _FOLDS[name])
    spelt = {"K": "count", "N": "size", "x": "x"}
    options = {spelt[n]: value(p, scope).node for n, p in arguments.named.items()}
    kind = constant(name.removeprefix("kfold_split_"))
    return Value(call("r.fold_numbers", kind, **options, rng=ast.Name("rng")), Kind.VECTOR)


_BOOTSTRAP = {"BB_n": "draws", "alpha": "alpha"}


def _bootstrap(arguments: Matched, scope: Scope) -> dict[str, ast.expr]:
    """Return the options of the Bayesian bootstrap, with R's random numbers."""
    options = {new: value(p, scope).node for old, new in _BOOTSTRAP.items()
               if (p := arguments.get(old)) is not None}  # fmt: skip
    return {"bootstrap": constant(True), **options, "rng": ast.Name("rng")}


@word("pseudobma_weights")
def pseudobma_weights(node: Call, scope: Scope) -> Value:
    """Translate ``pseudobma_weights(lpd, BB = FALSE)``, Akaike-type weights."""
    arguments = matched(node.arguments, "lpd_point, BB, BB_n, alpha")
    x = value(needed(arguments.get("lpd_point"), node), scope).node
    options = _bootstrap(arguments, scope) if flagged(arguments.get("BB"), True) else {}
    return Value(call("r.weights_of_models", x, constant("pseudobma"), **options), Kind.NAMED)


@word("loo_model_weights")
def loo_model_weights(node: Call, scope: Scope) -> Value:
    """Translate ``loo_model_weights(a, b, method = "pseudobma", BB = FALSE)``."""
    plain = any(a.name == "BB" and not flagged(a.value, True) for a in node.arguments)
    method = next((a.value for a in node.arguments if a.name == "method"), None)
    fits = [a for a in node.arguments if a.name is None]
    values = [value(needed(a.value, node), scope) for a in fits]
    if len(values) == 1 and values[0].kind is not Kind.FIT:
        return _weights_of_list(values[0], node, scope, plain=plain)
    if any(v.kind not in _FITS for v in values):
        raise NotPorted("loo_model_weights() needs fits, or a list of loo() results, here",
                        node.span)  # fmt: skip
    dropped = ("BB", "BB_n", "alpha", "cores", "optim_method", "optim_control")
    arguments = tuple(a for a in node.arguments if a.name not in dropped)
    if plain and worded(method, "stacking") == "pseudobma":
        other_arguments = tuple(a for a in arguments if a.name != "method")
        weights = Argument("weights", String("loo"))
        return of_package(
            "model_weights", Call(node.function, (*other_arguments, weights), node.span), scope
        )
    return of_package("loo_model_weights", Call(node.function, arguments, node.span), scope)


def _weights_of_list(x: Value, node: Call, scope: Scope, *, plain: bool) -> Value:
    """Return the weights of a list of results of ``loo()`` or of matrices of log densities."""
    arguments = matched(node.arguments, "x, method, optim_method, optim_control, BB, BB_n, alpha, "
                                        "r_eff_list, cores")  # fmt: skip
    method = arguments.get("method")
    more = [] if method is None else [value(method, scope).node]
    options = {} if (p := arguments.get("r_eff_list")) is None else {
        "r_eff_list": value(p, scope).node}  # fmt: skip
    if worded(method, "stacking") == "pseudobma":
        options |= {"bootstrap": constant(False)} if plain else _bootstrap(arguments, scope)
    return Value(call("r.loo_weights", x.node, *more, **options), Kind.NAMED)


@word("loo_moment_match")
def moment_match(node: Call, scope: Scope) -> Value:
    """Translate ``loo_moment_match(fit, loo)`` into exact criteria of the rows of a high k."""
    arguments = matched(node.arguments, "x, loo, k_threshold, ...")
    fit = value(needed(arguments.get("x"), node), scope)
    if fit.kind not in _FITS:
        raise NotPorted(f"{called(node)}() needs a fit here", node.span)
    options = {"reloo": constant(True)}
    if (k := arguments.get("k_threshold")) is not None:
        options["k_threshold"] = value(k, scope).node
    explanation = "the model is fitted again without each row of a high Pareto k"
    scope.notes.append(f"reloo in place of {called(node)}(): {explanation}")
    return Value(call("pm.loo", fit.node, **options))
