"""Translate the functions of R's loo that weigh models and match moments."""

from __future__ import annotations

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.literals import flagged, worded
from pybrms_mix.rscript.facts.registry import word
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.python import call, constant, py
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.vocabulary.basics.rverbs import enter
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed
from pybrms_mix.rscript.vocabulary.fits.models import of_package
from pybrms_mix.syntax.nodes import Argument, Call, String, called

# Kinds of values that may be fits: an element of a list of fits has no known kind.
_FITS = frozenset({Kind.FIT, Kind.UNKNOWN})

enter((
    ("weights(object, log, normalize)",
     "r.importance_weights(object, log=log, normalize=normalize)", Kind.MATRIX),
    ("stacking_weights(lpd_point)", "r.stacking_weights(lpd_point)", Kind.VECTOR),
))  # fmt: skip


@word("pseudobma_weights")
def pseudobma_weights(node: Call, scope: Scope) -> Value:
    """Translate ``pseudobma_weights(lpd, BB = FALSE)``, Akaike-type weights."""
    arguments = matched(node.arguments, "lpd_point, BB, BB_n, alpha")
    if flagged(arguments.get("BB"), True):
        raise NotPorted("pseudobma_weights() needs BB = FALSE here", node.span)
    x = value(needed(arguments.get("lpd_point"), node), scope).node
    return Value(py("r.stacking_weights(x, 'pseudobma')", x=x), Kind.VECTOR)


@word("loo_model_weights")
def loo_model_weights(node: Call, scope: Scope) -> Value:
    """Translate ``loo_model_weights(a, b, method = "pseudobma", BB = FALSE)``."""
    plain = any(a.name == "BB" and not flagged(a.value, True) for a in node.arguments)
    method = next((a.value for a in node.arguments if a.name == "method"), None)
    arguments = tuple(a for a in node.arguments if a.name not in ("BB", "BB_n", "alpha", "cores"))
    fits = [a for a in arguments if a.name is None]
    values = [value(needed(a.value, node), scope) for a in fits]
    if len(values) == 1 and values[0].kind is not Kind.FIT:
        bootstrap = worded(method, "stacking") == "pseudobma" and not plain
        more = [] if method is None else [value(method, scope).node]
        options = {"bootstrap": constant(True)} if bootstrap else {}
        if bootstrap and (seed := scope.next_seed()) is not None:
            options["seed"] = seed
        return Value(call("r.loo_weights", values[0].node, *more, **options), Kind.NAMED)
    if any(v.kind not in _FITS for v in values):
        raise NotPorted("loo_model_weights() needs fits, or a list of loo() results, here",
                        node.span)  # fmt: skip
    if plain and worded(method, "stacking") == "pseudobma":
        other_arguments = tuple(a for a in arguments if a.name != "method")
        weights = Argument("weights", String("loo"))
        return of_package(
            "model_weights", Call(node.function, (*other_arguments, weights), node.span), scope
        )
    return of_package("loo_model_weights", Call(node.function, arguments, node.span), scope)


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
