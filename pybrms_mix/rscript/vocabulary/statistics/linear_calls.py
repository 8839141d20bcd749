"""Translate ``lm()``, ``glm()`` and R's functions of such models, such as ``confint()``."""

from __future__ import annotations

import ast
from collections.abc import Container
from functools import partial

from pybrms_mix.r.regression.computed_terms import atoms
from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.registry import WORDS, Word, extend, word
from pybrms_mix.rscript.facts.scope import Mask, Scope
from pybrms_mix.rscript.facts.variables import calls_in
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.python import call, constant, record
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.trees.walking import below
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed
from pybrms_mix.rscript.vocabulary.statistics.computed_variables import computed_variables
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import (
    Argument,
    Assign,
    Call,
    Infix,
    Name,
    Node,
    Part,
    String,
    Tilde,
    called,
    variables,
)  # fmt: skip

_FITTING = "formula, data, weights, subset, offset, na.action, method, model, x, y, contrasts"
_OF_GLM = "formula, family, data, weights, subset, offset, na.action, control, model, method"
_IDLE = frozenset({"na.action", "method", "model", "x", "y", "control"})


_MODELS = ("lm", "glm", "aov")


@word(*_MODELS)
def linear(node: Call, scope: Scope) -> Value:
    """Translate ``lm(y ~ x, data = d)``, ``aov()`` and ``glm(y ~ x, family = binomial)``."""
    name = called(node) or ""
    arguments = matched(node.arguments, _OF_GLM if name == "glm" else _FITTING)
    part = needed(arguments.get("formula"), node)
    if any(called(p) == "Error" for p in below(part)):
        raise NotPorted("aov() has one stratum here: brm() has group-level terms", node.span)
    formula = value(part, scope)
    data_part = arguments.get("data")
    data_value = None if data_part is None else value(data_part, scope)
    of_script = computed_variables(part, data_value, scope) if isinstance(part, Tilde) else {}
    data = data_value.node if data_value is not None else _variables_of(part, of_script, scope)
    data = _with_contrasts(data, arguments.get("contrasts"), scope)
    options: dict[str, ast.expr] = {"computed": record(of_script)} if of_script else {}
    if (family := arguments.get("family")) is not None:
        options |= _family(family)
    for setting in ("weights", "subset", "offset"):
        if (expression := arguments.get(setting)) is not None:
            options[setting] = value(expression, scope.within(Mask(data))).node
    idle = [n for n in arguments.named if n in _IDLE]
    if idle and not all(getattr(arguments.get(n), "text", "") in ("TRUE", "FALSE", "na.omit")
                        for n in idle):  # fmt: skip
        raise NotPorted(f"{name}() has no argument '{idle[0]}' here", node.span)
    return Value(call(f"r.{name}", formula.node, data=data, **options), Kind.LINEAR)


def _with_contrasts(data: ast.expr, part: Part | None, scope: Scope) -> ast.expr:
    """Return data whose factors have the contrasts of ``contrasts = list(g = "contr.sum")``."""
    if part is None or part == Name("NULL"):
        return data
    if not isinstance(part, Call) or called(part) != "list":
        raise NotPorted("the contrasts of a model need list(g = ) here", part.span)
    for argument in part.arguments:
        coding = needed(argument.value, part)
        is_function = isinstance(coding, Name) and coding.text.startswith("contr.")
        node = constant(coding.text) if isinstance(coding, Name) and is_function else (
            value(coding, scope).node)  # fmt: skip
        data = call("r.with_column_contrasts", data, constant(argument.name or ""), node)
    return data


def _variables_of(formula: Part, of_script: Container[str], scope: Scope) -> ast.expr:
    """Return a table of the variables in a formula without ``data``, except computed ones."""
    if not isinstance(formula, Tilde):
        raise NotPorted("lm() needs the argument 'data' here", getattr(formula, "span", None))
    sides = [side for side in (formula.left, formula.right) if side is not None]
    parts = [a for side in sides for a in atoms(side) if write(a) not in of_script]
    cells = {n.text: value(n, scope).node for part in parts for n in variables(part)}
    return call("r.data_frame", **cells) if cells else record({})


def _family(part: Part) -> dict[str, ast.expr]:
    """Return the family and its link: ``"binomial"`` or ``binomial(link = "logit")``."""
    if isinstance(part, Name | String):
        return {"family": constant(part.text)}
    name = called(part)
    if not isinstance(part, Call) or name is None:
        raise NotPorted("glm() needs the name of a family here", getattr(part, "span", None))
    arguments = matched(part.arguments, "link")
    link = arguments.get("link")
    if link is None:
        return {"family": constant(name)}
    if not isinstance(link, Name | String):
        raise NotPorted("glm() needs the name of a link here", link.span)
    return {"family": constant(name), "link": constant(link.text)}


# R functions that also take fits of this package: Python function, R's arguments, kind of result.
_GENERIC = {
    "coef": ("coef", "object", Kind.NAMED), "coefficients": ("coef", "object", Kind.NAMED),
    "fitted": ("fitted", "object", Kind.NAMED), "fitted.values": ("fitted", "object", Kind.NAMED),
    "residuals": ("residuals", "object, type", Kind.NAMED),
    "resid": ("residuals", "object, type", Kind.NAMED),
    "predict": ("predict", "object, newdata, se.fit, interval, level, type", Kind.UNKNOWN),
    "formula": ("formula_of", "object", Kind.MODEL),
    "vcov": ("vcov", "object", Kind.TABLE), "summary": ("summary", "object", Kind.UNKNOWN),
}  # fmt: skip
# R functions that are translated for linear models only.
_OWN = {
    "confint": ("confint", "object, parm, level", Kind.TABLE),
    "confint.default": ("confint_default", "object, parm, level", Kind.TABLE),
    "sigma": ("residual_sd", "object", Kind.NUMBER),
    "df.residual": ("residual_df", "object", Kind.NUMBER),
    "deviance": ("model_deviance", "object", Kind.NUMBER),
    "logLik": ("log_likelihood", "object", Kind.NUMBER),
    "AIC": ("information_criterion", "object, ..., k", Kind.NUMBER),
    "BIC": ("information_criterion", "object, ...", Kind.NUMBER),
    "anova": ("anova", "object, ..., test", Kind.FRAME),
    "drop1": ("drop1", "object, test", Kind.FRAME),
}
# Kinds of values that may be linear models; a cell of a row of models is taken for a number.
_PERHAPS_LINEAR = (Kind.UNKNOWN, Kind.RECORD, Kind.NUMBER, Kind.SERIES)
_SPELT = {"se.fit": "se_fit"}


def _method_call(row: tuple[str, str, Kind], node: Call, scope: Scope, first: Value) -> Value:
    verb, parameters, kind = row
    arguments = matched(node.arguments, parameters)
    options = {}
    for name, part in arguments.named.items():
        if name != "object":
            label = "kind" if name == "type" and verb == "predict" else _SPELT.get(name, name)
            options[label] = value(part, scope).node
    if called(node) == "BIC":
        options["bic"] = constant(True)
    if any(a.name or a.value is None for a in arguments.rest):
        raise NotPorted(f"{called(node)}() compares models only", node.span)
    further_models = [a.value for a in arguments.rest if a.value is not None]
    more = [value(p, scope).node for p in further_models]
    if more and verb == "information_criterion":
        labels = [write(p) for p in (needed(arguments.get("object"), node), *further_models)]
        if len(set(labels)) < len(labels):
            raise NotPorted(f"{called(node)}() compares different models here", node.span)
        fits = record(dict(zip(labels, [first.node, *more], strict=True)))
        return Value(call("r.information_table", fits, **options), Kind.FRAME, plain=True)
    if verb == "predict" and "interval" in options:
        kind = Kind.TABLE
    elif verb == "predict" and "se_fit" not in options:
        kind = Kind.NAMED
    elif verb == "summary":
        kind = Kind.UNKNOWN
    certain = first.kind is Kind.LINEAR or verb == "formula_of"
    result_kind = kind if certain else Kind.UNKNOWN
    return Value(call(f"r.{verb}", first.node, *more, **options), result_kind)


def _first(node: Call, scope: Scope) -> Value | None:
    model_arguments = [a.value for a in node.arguments if a.name in ("object", "model")]
    free = [a.value for a in node.arguments if a.name is None]
    part = (model_arguments or free or [None])[0]
    return None if part is None else value(part, scope)


def _fits_lines(scope: Scope) -> bool:
    """Return whether the script fits a linear model somewhere."""
    names = (*_MODELS, "prcomp")
    return any(called(c) in names for s in scope.script for c in calls_in(s))


def _generic(name: str, otherwise: Word | None, node: Call, scope: Scope) -> Value:
    """Translate a function of linear models; ``otherwise`` translates it for other fits."""
    lines = _fits_lines(scope)
    first = _first(node, scope) if lines else None
    row = _GENERIC.get(name) or _OWN[name]
    if first is not None and (first.kind is Kind.LINEAR or name in _OWN):
        return _method_call(row, node, scope, first)
    plain = all(a.name in (None, "object", "type") for a in node.arguments)
    if first is not None and first.kind in _PERHAPS_LINEAR and plain:
        return _method_call(row, node, scope, first)
    if otherwise is None:
        raise NotPorted(f"{name}() has no Python for this value", node.span)
    return otherwise(node, scope)


def _update(otherwise: Word | None, node: Call, scope: Scope) -> Value:
    """Translate ``update(m, . ~ . + x)`` of a linear model: its call with another formula."""
    model_arguments = [a.value for a in node.arguments if a.name in (None, "object")]
    fit = model_arguments[0] if model_arguments else None
    variable = scope.known.get(fit.text) if isinstance(fit, Name) else None
    is_formula = isinstance(fit, Tilde) or called(fit) in ("formula", "as.formula")
    if is_formula or (variable is not None and variable.kind is Kind.MODEL):
        formula_call = Call(Name("update.formula"), node.arguments, node.span)
        return WORDS["update.formula"](formula_call, scope)
    if variable is None or variable.kind is not Kind.LINEAR:
        if otherwise is None:
            raise NotPorted("update() needs a fit here", node.span)
        return otherwise(node, scope)
    arguments = matched(node.arguments, "object, formula., ...")
    calls = [p.value for s in scope.script for p in below(s)
             if isinstance(p, Assign) and p.target == fit]  # fmt: skip
    before = calls[0] if len(calls) == 1 else None
    if not isinstance(before, Call) or called(before) not in _MODELS:
        raise NotPorted("update() needs a model that one call of lm() or glm() makes", node.span)
    places = _OF_GLM if called(before) == "glm" else _FITTING
    former_arguments = matched(before.arguments, places).named
    formula: Node = needed(former_arguments.get("formula"), node)
    if (new := arguments.get("formula.")) is not None:
        both: tuple[Argument, ...] = (Argument(None, formula), Argument(None, new))
        data = former_arguments.get("data")
        if data is not None and (not isinstance(formula, Tilde) or Name(".") in below(formula)):
            both = (*both, Argument("data", data))  # for which the dot of the model stands
        formula = Call(Name("update.formula"), both, node.span)
    changed = {a.name: a.value for a in arguments.rest if a.name and a.value is not None}
    parts = {**former_arguments, "formula": formula, **changed}
    again = tuple(Argument(n, p) for n, p in parts.items())
    return linear(Call(before.function, again, node.span), scope)


@word("contrasts")
def contrasts(node: Call, scope: Scope) -> Value:
    """Translate ``contrasts(d$x)``, the contrasts of a factor in a data frame."""
    part = needed(matched(node.arguments, "x").get("x"), node)
    if not (isinstance(part, Infix) and part.op == "$"):
        raise NotPorted("contrasts() takes a column of the data: d$x", node.span)
    owner, label = value(part.left, scope), constant(getattr(part.right, "text", ""))
    return Value(call("r.column_contrasts", owner.node, label), Kind.TABLE)


@word("glance")
def glance(node: Call, scope: Scope) -> Value:
    """Translate ``glance(fit)`` of a linear model."""
    fit = value(needed(matched(node.arguments, "x").get("x"), node), scope)
    if fit.kind is Kind.FIT:
        raise NotPorted("glance() takes a model of lm() or glm() here", node.span)
    return Value(call("r.glance", fit.node), Kind.FRAME)


@word("model.matrix")
def model_matrix(node: Call, scope: Scope) -> Value:
    """Translate ``model.matrix(~ x, data = d)``."""
    arguments = matched(node.arguments, "object, data")
    options = {n: value(p, scope).node for n, p in arguments.named.items() if n == "data"}
    of = value(needed(arguments.get("object"), node), scope)
    return Value(call("r.model_matrix", of.node, **options), Kind.TABLE)


for _name in (*_GENERIC, *_OWN):
    extend(_name, partial(_generic, _name))
extend("update", _update)
