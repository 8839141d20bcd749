"""Translate the functions of emmeans: marginal means, contrasts between them, and their tables."""

from __future__ import annotations

import ast
from functools import partial

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.literals import flagged, worded
from pybrms_mix.rscript.facts.registry import Word, extend, word
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.facts.variables import calls_in
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.python import call, constant, keywords, record
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed
from pybrms_mix.syntax.nodes import (
    Argument,
    Call,
    Infix,
    Name,
    Node,
    Number,
    Part,
    Tilde,
    called,
)

# Arguments without an effect on draws and intervals of highest density, by their only values.
_IDLE = {
    "adjust": None, "nesting": "NULL", "frequentist": "FALSE", "weights": "equal",
    "re_formula": "NA", "infer": None,
}  # fmt: skip
_MAKERS = frozenset({"emmeans", "emtrends", "regrid", "contrast", "ref_grid"})


def _left_out(argument: Argument, of: str, scope: Scope) -> bool:
    """Return whether an argument has no effect here; those of p-values get a note."""
    name = argument.name or ""
    if name not in _IDLE:
        return False
    text = getattr(argument.value, "text", "")
    allowed = _IDLE[name]
    if allowed is None:
        scope.notes.append(f"without {name} of {of}(): it concerns p-values")
    elif text != allowed:
        raise NotPorted(f"{of}() can only have {name} = {allowed} here", argument.span)
    return True


def _on_response(argument: Argument) -> bool:
    """Return whether ``type = "response"`` or ``regrid = "response"`` is asked for."""
    text = worded(argument.value)
    if text not in ("response", "link", "lp", "linear.predictor", "linear"):
        raise NotPorted(f'\'{argument.name}\' is "response" or "link" here', argument.span)
    return text == "response"


@word("emmeans", "emtrends")
def emmeans(node: Call, scope: Scope) -> Value:
    """Translate ``emmeans(fit, ~ cond | g)`` and ``emtrends(fit, ~ cond, var = "x")``."""
    name = called(node) or ""
    slopes = name == "emtrends"
    arguments = matched(node.arguments, f"object, specs, {'var' if slopes else 'by'}, ...")
    fit = value(needed(arguments.get("object"), node), scope)
    specs, by, method = _specs(needed(arguments.get("specs"), node), scope)
    options: dict[str, ast.expr] = {}
    further = [a for a in arguments.rest if not _left_out(a, name, scope)]
    inner = arguments.get("by") or next((a.value for a in further if a.name == "by"), None)
    if inner is not None:
        options["by"] = value(inner, scope).node
    elif by:
        options["by"] = _names(by)
    for argument in further:
        part = argument.value
        if argument.name == "type" and not slopes:
            if _on_response(argument):
                options["response"] = constant(True)
        elif argument.name == "regrid" and not slopes:
            if _on_response(argument):
                options["regrid"] = constant(True)
        elif argument.name not in ("dpar", "epred", "at", "by") or part is None:
            place_text = argument.name or "at this place"
            raise NotPorted(f"{name}() has no argument {place_text} here", argument.span)
        elif argument.name != "by":
            options[argument.name] = value(part, scope).node
    more = [value(needed(arguments.get("var"), node), scope).node] if slopes else []
    means = ast.Call(
        ast.Attribute(ast.Name("r"), name), [fit.node, specs, *more], keywords(options)
    )
    if method:
        return Value(call("r.means_and_contrasts", means, constant(method)), Kind.RECORD)
    return Value(means, Kind.MEANS)


def _names(names: list[str]) -> ast.expr:
    return constant(names[0]) if len(names) == 1 else ast.List([constant(n) for n in names])


def _specs(part: Node, scope: Scope) -> tuple[ast.expr, list[str], str]:
    """Return the factors, the factors within which contrasts are computed, and the contrasts."""
    if not isinstance(part, Tilde):
        return value(part, scope).node, [], ""
    method = "" if part.left is None else getattr(part.left, "text", "")
    if part.left is not None and not method:
        raise NotPorted("the left side of the formula in emmeans() must name contrasts", part.span)
    match part.right:
        case Number("1"):
            return constant("1"), [], method
        case Infix(factor_part, "|", within):
            return _names(_factors(factor_part)), _factors(within), method
    return _names(_factors(part.right)), [], method


def _factors(part: Node) -> list[str]:
    match part:
        case Name(text):
            return [text]
        case Infix(left, "*" | "+" | ":", right):
            return [*_factors(left), *_factors(right)]
    raise NotPorted("emmeans() needs the names of factors here", getattr(part, "span", None))


@word("ref_grid")
def ref_grid(node: Call, scope: Scope) -> Value:
    """Translate ``ref_grid(fit, at = list(x = 1))``, predictions of all combinations of levels."""
    arguments = matched(node.arguments, "object, ...")
    fit = value(needed(arguments.get("object"), node), scope)
    if fit.kind not in (Kind.FIT, Kind.UNKNOWN):
        raise NotPorted("ref_grid() needs a fit of brms here", node.span)
    options: dict[str, ast.expr] = {}
    for argument in arguments.rest:
        if _left_out(argument, "ref_grid", scope):
            continue
        part = needed(argument.value, node)
        if argument.name == "regrid":
            options |= {"regrid": constant(True)} if _on_response(argument) else {}
        elif argument.name in ("at", "dpar", "epred"):
            options[argument.name] = value(part, scope).node
        else:
            raise NotPorted(f"ref_grid() has no argument '{argument.name}' here", argument.span)
    return Value(call("r.ref_grid", fit.node, **options), Kind.MEANS)


@word("contrast")
def contrast(node: Call, scope: Scope) -> Value:
    """Translate ``contrast(emm, method = "pairwise", by = "g")``."""
    arguments = matched(node.arguments, "object, method, ...")
    means = value(needed(arguments.get("object"), node), scope)
    method = arguments.get("method")
    interaction = next((a.value for a in arguments.rest if a.name == "interaction"), None)
    if interaction is not None and method is None:
        return _interaction(means, interaction, arguments.rest, scope)
    free = () if method is None else (_weights(method, scope),)
    return _contrasted("contrast", means, free, arguments.rest, scope)


def _interaction(
    means: Value, methods: Part, rest: tuple[Argument, ...], scope: Scope
) -> Value:  # fmt: skip
    """Translate ``contrast(emm, interaction = c(a = "pairwise", b = "poly"))``."""
    rest_arguments = tuple(a for a in rest if a.name != "interaction")
    if any(a.name not in ("by", "type", *_IDLE) for a in rest_arguments):
        raise NotPorted("contrast() with 'interaction' has no further arguments here",
                        rest_arguments[0].span)  # fmt: skip
    by_name = isinstance(methods, Call) and called(methods) in ("c", "list") and all(
        a.name for a in methods.arguments)  # fmt: skip
    if isinstance(methods, Call) and by_name:
        values = {a.name or "": value(needed(a.value, methods), scope).node
                  for a in methods.arguments}  # fmt: skip
        return _contrasted("interaction_contrast", means, (record(values),), rest_arguments, scope)
    node = value(methods, scope).node
    return _contrasted("interaction_contrast", means, (node,), rest_arguments, scope)


def _weights(part: Part, scope: Scope) -> ast.expr:
    """Return the name of a method, or the weights by the names of the contrasts."""
    if not (isinstance(part, Call) and called(part) == "list"):
        return value(part, scope).node
    if any(a.name is None for a in part.arguments):
        raise NotPorted("the contrasts in this list need names", part.span)
    return record({a.name or "": value(needed(a.value, part), scope).node for a in part.arguments})


# Arguments of contrasts with the same names in Python.
_OF_CONTRASTS = ("by", "ref", "reverse", "simple", "exclude", "include", "wts", "scale", "name")


def _contrasted(
    name: str, means: Value, free: tuple[ast.expr, ...], rest: tuple[Argument, ...], scope: Scope
) -> Value:
    options: dict[str, ast.expr] = {}
    for argument in rest:
        part = argument.value
        if _left_out(argument, name, scope):
            continue
        if argument.name == "type":
            options["response"] = constant(_on_response(argument))
        elif argument.name == "by" and getattr(part, "text", "") == "NULL":
            options["by"] = ast.List([])
        elif argument.name == "enhance.levels" and part is not None:
            options["enhance_levels"] = value(part, scope).node
        elif argument.name == "simple" and worded(part) == "each":
            raise NotPorted("name the factor of simple contrasts here", argument.span)
        elif argument.name in _OF_CONTRASTS and part is not None:
            options[argument.name] = value(part, scope).node
        else:
            raise NotPorted(f"{name}() has no argument '{argument.name}' here", argument.span)
    return Value(call(f"r.{name}", means.node, *free, **options), Kind.MEANS)


@word("regrid")
def regrid(node: Call, scope: Scope) -> Value:
    """Translate ``regrid(emm)``: means on the scale of the response."""
    arguments = matched(node.arguments, "object, transform, ...")
    transform = arguments.get("transform")
    if arguments.rest or worded(transform, "response") != "response":
        raise NotPorted("regrid() goes to the scale of the response here", node.span)
    means = value(needed(arguments.get("object"), node), scope)
    return Value(call("r.responses", means.node), Kind.MEANS)


@word("gather_emmeans_draws")
def gathered(node: Call, scope: Scope) -> Value:
    """Translate ``gather_emmeans_draws(emm)``, the draws of marginal means in long form."""
    arguments = matched(node.arguments, "object, value")
    means = value(needed(arguments.get("object"), node), scope)
    label = arguments.get("value")
    options = {} if label is None else {"value": value(label, scope).node}
    return Value(call("r.gather_emmeans_draws", means.node, **options), Kind.GROUPED)


def _first(node: Call) -> Node | None:
    free = [a.value for a in node.arguments if a.name in (None, "object", "x")]
    return free[0] if free else None


def _are_means(part: Node | None, scope: Scope) -> bool:
    """Return whether an expression is a table of marginal means, in a script that computes them."""
    if part is None or not any(called(c) in _MAKERS for s in scope.script for c in calls_in(s)):
        return False
    if isinstance(part, Infix) and part.op == "$" and getattr(part.right, "text", "") in (
        "contrasts", "emmeans"
    ):  # fmt: skip
        return value(part.left, scope).kind in (Kind.RECORD, Kind.UNKNOWN)
    return value(part, scope).kind is Kind.MEANS


def _table(name: str, rule: Word, node: Call, scope: Scope) -> Value:
    """Translate ``summary(emm, level = 0.9)`` and its like; ``other`` is for other values."""
    part = _first(node)
    if not _are_means(part, scope):
        return rule(node, scope)
    means = value(needed(part, node), scope).node
    free: list[ast.expr] = []
    options: dict[str, ast.expr] = {}
    for argument in node.arguments:
        if argument.value is part or _left_out(argument, name, scope):
            continue
        if argument.name == "level" and argument.value is not None:
            free = [value(argument.value, scope).node]
        elif argument.name == "type":
            options["response"] = constant(_on_response(argument))
        elif argument.name == "point.est" and getattr(argument.value, "text", "") in (
            "mean", "median"
        ):  # fmt: skip
            options["centre"] = constant(getattr(argument.value, "text", ""))
        elif argument.name != "row.names" or not flagged(argument.value, True):
            raise NotPorted(f"{name}() has no argument '{argument.name}' here", argument.span)
    call_node = call("r.mean_table", means, *free, **options)
    if name in ("as_tibble", "tidy"):
        call_node = call("r.as_tibble", call_node)
    return Value(call_node, Kind.FRAME, plain=name == "as.data.frame")


def _pairs(rule: Word, node: Call, scope: Scope) -> Value:
    """Translate ``pairs(emm, by = "g")``; ``other`` is for fits."""
    part = _first(node)
    if not _are_means(part, scope):
        return rule(node, scope)
    means = value(needed(part, node), scope)
    rest = tuple(a for a in node.arguments if a.value is not part)
    return _contrasted("pairs", means, (), rest, scope)


def _plot(rule: Word, node: Call, scope: Scope) -> Value:
    if not _are_means(_first(node), scope):
        return rule(node, scope)
    scope.notes.append("without plot(): marginal means are not drawn here")
    return Value(constant(None), Kind.LOOK)


for _name in ("summary", "as.data.frame", "as_tibble", "confint"):
    extend(_name, partial(_table, _name))
extend("pairs", _pairs)
extend("plot", _plot)
