"""Translate ``summarise_draws()`` of R's posterior, with its measures and functions."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.registry import word
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.python import call, constant
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.vocabulary.basics.function_values import function_of
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed
from pybrms_mix.syntax.nodes import Argument, Call, Name, Node, String, Tilde, called

_MEASURES = {
    "default_summary_measures": ("mean", "median", "sd", "mad", "quantile2"),
    "default_convergence_measures": ("rhat", "ess_bulk", "ess_tail"),
    "default_mcse_measures": ("mcse_mean", "mcse_median", "mcse_sd", "mcse_q5", "mcse_q95"),
}


@word(*_MEASURES)
def measures_by_default(node: Call, scope: Scope) -> Value:
    """Translate ``default_summary_measures()``, the names of measures."""
    del scope
    names = _MEASURES[called(node) or ""]
    return Value(ast.List([constant(n) for n in names]), Kind.TEXTS)


def _further(arguments: Sequence[Argument], node: Call) -> tuple[Argument, ...]:
    """Return the arguments that ``.args = list(...)`` gives to each function."""
    parts = [a.value for a in arguments if a.name == ".args"]
    match parts:
        case []:
            return ()
        case [Call(Name("list"), further)] if all(a.name for a in further):
            return further
    raise NotPorted(f"{called(node)}() needs .args = list(name = value) here", node.span)


# Measures that have no argument but the draws, and those that need the probabilities of quantiles.
_OF_DRAWS = frozenset({"rhat", "rhat_basic", "ess_bulk", "ess_tail", "ess_basic", "ess_mean",
                       "ess_sd", "ess_median", "mcse_mean", "mcse_median", "mcse_sd",
                       "mean", "median"})  # fmt: skip
_OF_QUANTILES = frozenset({"ess_quantile", "mcse_quantile"})


def _is_weighted_mean(part: Node) -> bool:
    return isinstance(part, Name | String) and part.text == "weighted.mean"


def _is_of_quantiles(part: Node, further: Sequence[Argument]) -> bool:
    name = getattr(part, "text", "")
    return name in _OF_QUANTILES or (name in ("quantile2", "quantile") and bool(further))


def _refuse_further(part: Name | String, further: Sequence[Argument]) -> None:
    """Refuse ``.args`` for functions that fail for an unknown argument, or count it as a value."""
    known_names = _OF_DRAWS | _OF_QUANTILES | {"quantile2", "quantile"}
    if further and part.text not in known_names:
        raise NotPorted(f"{part.text}() does not take the arguments in .args", part.span)


@word("summarise_draws", "summarize_draws")
def summarise_draws(node: Call, scope: Scope) -> Value:
    """Translate ``summarise_draws(draws, "mean", "rhat")``."""
    arguments = matched(node.arguments, ".x, ...")
    x = value(needed(arguments.get(".x"), node), scope)
    measures: list[ast.expr] = []
    functions: dict[str, ast.expr] = {}
    further = _further(arguments.rest, node)
    rest = [a for a in arguments.rest if a.name != ".args"]
    unnamed = [n for n, a in enumerate(rest) if a.name is None]
    for number, argument in enumerate(rest):
        part = needed(argument.value, node)
        is_script_function = isinstance(part, Name) and part.text in scope.known
        if argument.name in (".num_args", ".cores"):
            scope.notes.append(f"without {argument.name} of {called(node)}()")
            continue
        if (argument.name or "").startswith("."):
            raise NotPorted(f"{called(node)}() has no '{argument.name}' here", argument.span)
        if called(part) in _MEASURES:
            measures += [constant(m) for m in _MEASURES[called(part) or ""]]
            continue
        if further and _is_weighted_mean(part) and argument.name is None:
            mean = function_of(part, scope, rest=further)
            measures.append(ast.Tuple([constant("weighted.mean"), mean]))
            continue
        if isinstance(part, Name | String) and not is_script_function:
            _refuse_further(part, further)
        with_further = () if isinstance(part, Tilde) else further
        if _is_of_quantiles(part, further) and not is_script_function and argument.name is None:
            measures.append(function_of(part, scope, rest=further))
            continue
        if isinstance(part, Name | String) and argument.name is None and not is_script_function:
            measures.append(constant(part.text))
        elif argument.name is None:
            measures.append(function_of(part, scope, rest=with_further))
        elif unnamed and number < unnamed[-1]:  # Python has keywords last
            pair = [constant(argument.name), function_of(part, scope, rest=with_further)]
            measures.append(ast.Tuple(pair))
        else:
            functions[argument.name] = function_of(part, scope, rest=with_further)
    return Value(call("r.summarise_draws", _draws(x), *measures, **functions), Kind.FRAME)


def _draws(x: Value) -> ast.expr:
    """Return the fit that draws come from, or the draws if the fit is not known."""
    return x.node if x.source is None or x.kind is Kind.FRAME else x.source
