"""Translate posterior's functions that make, number, weigh and resample draws."""

from __future__ import annotations

import ast

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.registry import WORDS, word
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.facts.signatures import KINDS
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.python import call, constant, record
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.vocabulary.basics.rverbs import enter
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed
from pybrms_mix.syntax.nodes import Argument, Call, Name, called

enter((
    ("chain_ids(x)", "r.draws_numbers(x, 'chain')", Kind.VECTOR),
    ("iteration_ids(x)", "r.draws_numbers(x, 'iteration')", Kind.VECTOR),
    ("draw_ids(x)", "r.draws_numbers(x, 'draw')", Kind.VECTOR),
    ("ess_quantile(x, probs, names)", "r.quantile_measure(x, 'ess', probs, names=names)",
     Kind.UNKNOWN),
    ("mcse_quantile(x, probs, names)", "r.quantile_measure(x, 'mcse', probs, names=names)",
     Kind.UNKNOWN),
    ("entropy(x)", "r.category_measure(x, 'entropy')", Kind.UNKNOWN),
    ("dissent(x)", "r.category_measure(x, 'dissent')", Kind.UNKNOWN),
    ("modal_category(x)", "r.modal_category(x)", Kind.UNKNOWN),
))  # fmt: skip

_FORMS = ("df", "matrix", "array", "list", "rvars")
# The kinds of draws in each form.
FORM_KINDS = {"df": Kind.FRAME, "matrix": Kind.TABLE, "list": Kind.RECORD}
_MADE = {f"draws_{form}": form for form in _FORMS}


@word(*_MADE)
def made(node: Call, scope: Scope) -> Value:
    """Translate ``draws_df(a = x, b = y, .nchains = 2)``."""
    form = _MADE[called(node) or ""]
    variables: dict[str, ast.expr] = {}
    chains: list[ast.expr] = []
    for argument in node.arguments:
        if argument.name is None:
            raise NotPorted(f"{called(node)}() needs a name for each variable", argument.span)
        argument_node = value(needed(argument.value, node), scope).node
        if argument.name == ".nchains":
            chains = [argument_node]
        else:
            variables[argument.name] = argument_node
    call_node = call("r.draws_made", constant(form), record(variables), *chains)
    return Value(call_node, FORM_KINDS.get(form, Kind.UNKNOWN))


@word("weight_draws")
def weighted(node: Call, scope: Scope) -> Value:
    """Translate ``weight_draws(x, weights, log = TRUE)``, draws with the variable .log_weight."""
    arguments = matched(node.arguments, "x, weights, log")
    x = value(needed(arguments.get("x"), node), scope)
    weights = value(needed(arguments.get("weights"), node), scope)
    log = {} if (p := arguments.get("log")) is None else {"log": value(p, scope).node}
    return Value(call("r.weight_draws", x.node, weights.node, **log), form_kind(x))


def form_kind(x: Value) -> Kind:
    """Return the kind of draws that are made of ``x``: a table of a fit, or of the same form."""
    return Kind.FRAME if x.kind in (Kind.FIT, Kind.FRAME) else x.kind


@word("resample_draws")
def resampled(node: Call, scope: Scope) -> Value:
    """Translate ``resample_draws(x, method = "simple", ndraws = 100)``, with R's random numbers."""
    arguments = matched(node.arguments, "x, weights, method, ndraws")
    x = value(needed(arguments.get("x"), node), scope)
    options = {n: value(p, scope).node for n, p in arguments.named.items() if n != "x"}
    return Value(call("r.resample_draws", x.node, **options, rng=ast.Name("rng")), form_kind(x))


@word("reserved_variables")
def reserved(node: Call, scope: Scope) -> Value:
    """Translate ``reserved_variables()``, the names with a meaning of their own."""
    arguments = matched(node.arguments, "x")
    x = [value(p, scope).node for p in arguments.named.values()]
    return Value(call("r.reserved_variables", *x), Kind.TEXTS)


@word("mutate_variables")
def mutate_variables(node: Call, scope: Scope) -> Value:
    """Translate ``mutate_variables(draws, p = plogis(b))``, ``mutate()`` of the table of draws.

    The result has the form of the draws. That of an array that a call makes is known by the call.
    """
    if not node.arguments:
        raise NotPorted(f"{called(node)}() is called without arguments", node.span)
    first, *more = node.arguments
    x = value(needed(first.value, node), scope)
    if x.kind is Kind.FRAME:
        return WORDS["mutate"](Call(Name("mutate"), node.arguments, node.span), scope)
    table = Call(Name("as_draws_df"), (Argument(None, first.value, first.span),), node.span)
    changed = WORDS["mutate"](
        Call(Name("mutate"), (Argument(None, table, first.span), *more), node.span), scope
    )
    form = _form_of_call(first.value)
    if form is None and not isinstance(first.value, Name):
        raise NotPorted("give the draws a name before mutate_variables() here", first.span)
    form_node = constant(form) if form else call("r.form_of_draws", x.node)
    return Value(call("r.draws_as", changed.node, form_node), x.kind)


def _form_of_call(part: object) -> str | None:
    """Return the form of draws that a call makes by its name; None for other expressions."""
    name = called(part) if isinstance(part, Call) else None
    form = (name or "").removeprefix("as_").removeprefix("draws_")
    return form if name in (f"draws_{form}", f"as_draws_{form}") and form in _FORMS else None


def converted(name: str, x: Value) -> Value:
    """Return ``as_draws_df(x)`` and its kin of draws in any form, or of a fit."""
    form = name.removeprefix("as_draws_")
    kind = KINDS.get(name, FORM_KINDS.get(form, Kind.UNKNOWN))
    return Value(call("r.draws_as", x.node, constant(form)), kind)
