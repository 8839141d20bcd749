"""Translate the functions of bayesplot that compare data with predictions."""

from __future__ import annotations

import ast

from pybrms_mix.r.text.patterns import compiled
from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.bayesplot_functions import DIAGNOSTIC_TABLES, TABLES
from pybrms_mix.rscript.facts.check_functions import (
    CHECK_LOOKS,
    CHECK_OMITTED,
    CHECK_TABLES,
    CHECKS,
    CheckFunction,
)
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.literals import flagged
from pybrms_mix.rscript.facts.registry import Word, extend, word
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.call_arguments import Matched, matched
from pybrms_mix.rscript.trees.python import call, constant, listed
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.vocabulary.basics.function_values import statistic
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed
from pybrms_mix.rscript.vocabulary.fits.bayesplot_calls import BAYESPLOT
from pybrms_mix.syntax.nodes import Argument, Call, Infix, Name, Part, String, called

# The functions of bayesplot 1.10, with those that are not available.
_LOO = ("ppc_loo_intervals", "ppc_loo_pit", "ppc_loo_pit_data", "ppc_loo_pit_overlay",
        "ppc_loo_pit_qq", "ppc_loo_ribbon")  # fmt: skip
CHECK_NAMES = sorted((*CHECKS, *CHECK_TABLES, *_LOO))
DRAW_TABLES = {**TABLES, **DIAGNOSTIC_TABLES}
# Kinds of values that can be the data of a check.
_DATA = frozenset({Kind.VECTOR, Kind.SERIES, Kind.NAMED, Kind.MASK, Kind.FLAGS})


@word(*CHECKS)
def check(node: Call, scope: Scope) -> Value:
    """Translate ``ppc_dens_overlay(y, yrep)``, a plot of data and predictions."""
    name = called(node) or ""
    function = CHECKS[name]
    nodes, options = _arguments(node, function, scope)
    plot = call("r.predictive_check", constant(function.type), *nodes, **options)
    # Layers can be added to the points of a scatter plot.
    columns = ("x", "y") if function.type.startswith("scatter") else None
    return Value(plot, Kind.PLOT, columns)


@word(*CHECK_TABLES)
def check_table(node: Call, scope: Scope) -> Value:
    """Translate ``ppc_intervals_data(y, yrep)``, the numbers of a plot of data and predictions."""
    name = called(node) or ""
    function = CHECK_TABLES[name]
    nodes, options = _arguments(node, function, scope)
    return Value(call("r.check_table", constant(function.type), *nodes, **options), Kind.FRAME)


def _arguments(
    node: Call, function: CheckFunction, scope: Scope
) -> tuple[list[ast.expr], dict[str, ast.expr]]:
    """Return data and predictions, and the other arguments by their names."""
    name = called(node) or ""
    arguments = matched(node.arguments, function.parameters)
    _left_out(arguments, name, scope)
    first = ("y", "yrep") if function.with_data else ("ypred",)
    nodes = [value(needed(arguments.get(n), node), scope).node for n in first]
    if not function.with_data:
        nodes = [constant(None), *nodes]
    options = {
        n: statistic(p, scope) if n == "stat" else value(p, scope).node
        for n, p in arguments.named.items()
        if n not in first
    }
    return nodes, options


@word("available_mcmc", "available_ppc", "available_ppd")
def available(node: Call, scope: Scope) -> Value:
    """Translate ``available_ppc("stat")``, the names of functions of bayesplot."""
    module = (called(node) or "").removeprefix("available_")
    arguments = matched(node.arguments, "pattern, fixed, invert, plots_only")
    names = list(CHECK_NAMES) if module != "mcmc" else sorted({*BAYESPLOT, *DRAW_TABLES})
    names = [n for n in names if n.startswith(f"{module}_")]
    if flagged(arguments.get("plots_only"), True):
        names = [n for n in names if not n.endswith("_data")]
    pattern = arguments.get("pattern")
    if pattern is None:
        return Value(listed(map(constant, names)), Kind.TEXTS)
    if not isinstance(pattern, String):
        raise NotPorted(f"{called(node)}() needs its pattern written out here", pattern.span)
    expression = compiled(pattern.text, fixed=flagged(arguments.get("fixed")))
    inverted = flagged(arguments.get("invert"))
    names = [n for n in names if (expression.search(n) is None) == inverted]
    return Value(listed(map(constant, names)), Kind.TEXTS)


def _left_out(arguments: Matched, name: str, scope: Scope) -> None:
    """Tell which arguments are left out.

    Raises:
        NotPorted: for an argument with another meaning.
    """
    for argument in arguments.rest:
        if argument.name in CHECK_OMITTED:
            explanation = CHECK_OMITTED[argument.name]
            scope.notes.append(f"without {argument.name} of {name}(): {explanation}")
        elif argument.name in CHECK_LOOKS:
            scope.notes.append(f"without {argument.name} of {name}()")
        else:
            label = argument.name or "without a name"
            raise NotPorted(f"{name}() has no argument '{label}' here", argument.span)


def _of_data(plain: Word, node: Call, scope: Scope) -> Value:
    """Translate ``pp_check(y, yrep, ppc_stat)`` of data, and ``pp_check(fit)``."""
    arguments = matched(node.arguments, "object, yrep, fun, ...")
    yrep, function = arguments.get("yrep"), arguments.get("fun")
    y = arguments.get("object")
    if y is None or yrep is None or function is None or value(y, scope).kind not in (
        *_DATA, Kind.UNKNOWN
    ):  # fmt: skip
        return plain(node, scope)
    rest = [Argument("y", y), Argument("yrep", yrep), *arguments.rest]
    return value(Call(Name(_check_name(function)), tuple(rest), node.span), scope)


def _check_name(function: Part) -> str:
    """Return the name of a function of bayesplot: ``ppc_stat``, "ppc_stat" or "stat".

    Raises:
        NotPorted: if the function is another one.
    """
    part = function.right if isinstance(function, Infix) and function.op == "::" else function
    if isinstance(part, Name | String):
        for name in (part.text, f"ppc_{part.text}"):
            if name in CHECKS:
                return name
    raise NotPorted("it is unknown which picture is meant", getattr(function, "span", None))


extend("pp_check", _of_data)
