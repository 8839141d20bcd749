"""Translate the functions of R's posterior that cut, thin, join and name draws."""

from __future__ import annotations

import ast

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.registry import word
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.facts.signatures import ALIASES
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.python import call, constant, keywords
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.vocabulary.basics.rverbs import enter
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed
from pybrms_mix.rscript.vocabulary.fits.draws_making_calls import converted, form_kind
from pybrms_mix.rscript.vocabulary.fits.models import of_package
from pybrms_mix.syntax.nodes import Call, Name, String, called

enter((
    ("extract_variable_matrix(x, variable)", "r.variable_matrix(x, variable)", Kind.MATRIX),
    ("rvar(x, dim, dimnames, nchains, with_chains)",
     "r.random_variable(x, dim, dimnames, nchains, with_chains=with_chains)", Kind.UNKNOWN),
    ("draws_of(x, with_chains)", "r.draws_of(x, with_chains=with_chains)", Kind.UNKNOWN),
    ("quantile2(x, probs, na.rm, names)", "r.quantile2(x, probs, na_rm=na_rm, names=names)",
     Kind.NAMED),
))  # fmt: skip

# R's parameters after the draws, and the function here.
_CUTS = {
    "subset_draws": ("variable, iteration, chain, draw, regex, unique, exclude", "subset_draws"),
    "thin_draws": ("thin", "thin_draws"),
    "merge_chains": ("", "merge_chains"),
    "split_chains": ("", "split_chains"),
    "order_draws": ("", "subset_draws"),
    "repair_draws": ("", "subset_draws"),
}


@word(*_CUTS)
def cut(node: Call, scope: Scope) -> Value:
    """Translate ``subset_draws(x, "b", chain = 1)``: the draws keep their form, as in R."""
    parameters, function = _CUTS[called(node) or ""]
    arguments = matched(node.arguments, f"x, {parameters}".removesuffix(", "))
    x = value(needed(arguments.get("x"), node), scope)
    options = {n: value(p, scope).node for n in parameters.split(", ")
               if n and (p := arguments.get(n)) is not None}  # fmt: skip
    first = [options.pop(n) for n in ("variable", "thin") if n in options]
    return Value(call(f"r.{function}", x.node, *first, **options), form_kind(x))


@word("extract_variable")
def extract_variable(node: Call, scope: Scope) -> Value:
    """Translate ``extract_variable(draws, "x")``, the draws of one variable as a vector."""
    arguments = matched(node.arguments, "x, variable")
    x = value(needed(arguments.get("x"), node), scope)
    part = needed(arguments.get("variable"), node)
    if not isinstance(part, String):
        draws_table = call("pm.as_draws_df", x.node) if x.kind is Kind.FIT else x.node
        column = call("r.element", draws_table, value(part, scope).node)
        return Value(call("r.as_numeric", column), Kind.VECTOR)
    name = String(part.text)
    if x.kind is Kind.FIT:
        draws_table = call("pm.as_draws_df", x.node)
        return Value(
            call("r.as_numeric", ast.Subscript(draws_table, constant(name.text))), Kind.VECTOR
        )
    return Value(call("r.variable_draws", x.node, constant(name.text)), Kind.VECTOR)


@word("rename_variables")
def rename_variables(node: Call, scope: Scope) -> Value:
    """Translate ``rename_variables(draws, new = old)``."""
    first = node.arguments[0].value if node.arguments else None
    new_names: dict[str, ast.expr] = {}
    for argument in node.arguments[1:]:
        if argument.name is None or not isinstance(argument.value, Name | String):
            raise NotPorted("rename_variables() needs new names for old names", argument.span)
        new_names[argument.name] = constant(argument.value.text)
    x = value(needed(first, node), scope)
    call_node = ast.Call(call("r.rename_variables").func, [x.node], keywords(new_names))
    return Value(call_node, form_kind(x))


@word("bind_draws")
def bind_draws(node: Call, scope: Scope) -> Value:
    """Translate ``bind_draws(x, y, along = "chain")``."""
    tables = [value(needed(a.value, node), scope) for a in node.arguments if a.name is None]
    options = {a.name: value(needed(a.value, node), scope).node for a in node.arguments if a.name}
    if set(options) - {"along"} or not tables:
        raise NotPorted("bind_draws() needs tables of draws, and 'along'", node.span)
    call_node = call("r.bind_draws", *(t.node for t in tables), **options)
    return Value(call_node, form_kind(tables[0]))


@word("as_draws_list")
def as_draws_list(node: Call, scope: Scope) -> Value:
    """Translate ``as_draws_list(fit)``, a list of chains."""
    arguments = matched(node.arguments, "x, variable, regex")
    x = value(needed(arguments.get("x"), node), scope).node
    more = {n: value(p, scope).node for n in ("variable", "regex")
            if (p := arguments.get(n)) is not None}  # fmt: skip
    subset_node = call("r.subset_draws", x, **more) if more else x
    return Value(call("r.draws_list", subset_node), Kind.RECORD)


@word("rhat", "rhat_basic", "ess_bulk", "ess_tail", "ess_basic", "ess_mean", "ess_sd", "ess_median",
      "mcse_mean", "mcse_median", "mcse_sd")  # fmt: skip
def measure(node: Call, scope: Scope) -> Value:
    """Translate ``rhat(fit)``, and measures of a vector of draws or a matrix of chains."""
    arguments = matched(node.arguments, "x, ...")
    x = value(needed(arguments.get("x"), node), scope)
    name = called(node) or ""
    if name == "rhat" and x.kind is Kind.FIT:
        return of_package("rhat", node, scope)
    if x.kind is Kind.FIT or arguments.rest:
        raise NotPorted(f"{name}() needs draws as its only argument here", node.span)
    kind = Kind.UNKNOWN if x.kind is Kind.UNKNOWN else Kind.NUMBER
    return Value(call("r.draws_measure", x.node, constant(name)), kind)


@word("variables", "ndraws", "nchains", "niterations", "nvariables", "parnames", "nsamples")
def counted(node: Call, scope: Scope) -> Value:
    """Translate ``ndraws(x)`` and ``variables(x)`` of a fit or of a table of draws."""
    name = ALIASES.get(called(node) or "", called(node) or "")
    arguments = matched(node.arguments, "x, ...")
    x = value(needed(arguments.get("x"), node), scope)
    if x.kind is Kind.FIT or arguments.rest:
        return of_package(name, node, scope)
    if name == "variables":
        return Value(call("r.get_variables", x.node), Kind.TEXTS)
    return Value(call("r.draws_count", x.node, constant(name)), Kind.NUMBER)


@word("as_draws_df", "as_draws_matrix", "as_draws_array", "as_draws_rvars")
def as_draws(node: Call, scope: Scope) -> Value:
    """Translate ``as_draws_df(x)`` of a fit, or of draws in another form."""
    arguments = matched(node.arguments, "x, ...")
    x = value(needed(arguments.get("x"), node), scope)
    name = called(node) or ""
    if x.kind is Kind.FIT or arguments.rest:
        return of_package(name, node, scope)
    return converted(name, x)
