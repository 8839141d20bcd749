"""Translate R's functions of formulas: their terms, their variables, and attributes of values."""

from __future__ import annotations

from dataclasses import replace

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.registry import Word, extend, word
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.python import call
from pybrms_mix.rscript.vocabulary.basics.rverbs import enter
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed
from pybrms_mix.syntax.nodes import Argument, Call, Name, Part, Tilde, called

enter((
    ("labels(object)", "r.term_labels(object)", Kind.TEXTS),
    ("all.names(expr)", "r.all_names(expr)", Kind.TEXTS),
    ("model.response(data)", "r.model_response(data)", Kind.UNKNOWN),
))  # fmt: skip


@word("terms")
def terms(node: Call, scope: Scope) -> Value:
    """Translate ``terms(y ~ x, data = d)``."""
    arguments = matched(node.arguments, "x, data")
    options = {n: value(p, scope).node for n, p in arguments.named.items() if n == "data"}
    of = value(needed(arguments.get("x"), node), scope)
    return Value(call("r.terms", of.node, **options), Kind.MODEL)


@word("model.frame")
def model_frame(node: Call, scope: Scope) -> Value:
    """Translate ``model.frame(y ~ x, data = d)``, and ``model.frame(fit)``, the data of a fit."""
    arguments = matched(node.arguments, "formula, data")
    options = {n: value(p, scope).node for n, p in arguments.named.items() if n == "data"}
    of = value(needed(arguments.get("formula"), node), scope)
    frame_call = call("r.model_frame", of.node, **options)
    return Value(frame_call, Kind.FRAME, plain=True, matrices=True)


# Functions of any value that read a formula as a call of "~", not as text.
_OF_VALUES = ("as.character", "length", "class", "inherits", "paste", "paste0", "toString")


def _is_model(part: Part | None, scope: Scope) -> bool:
    """Return whether a part of a script is a formula, or a variable that holds one."""
    if isinstance(part, Tilde):
        return True
    if not isinstance(part, Name) or scope.mask is not None:
        return False
    variable = scope.known.get(part.text)
    return variable is not None and variable.kind is Kind.MODEL


def _with_formulas(otherwise: Word, node: Call, scope: Scope) -> Value:
    """Translate a function of any value, of which formulas may be arguments."""
    if not any(_is_model(a.value, scope) for a in node.arguments):
        return otherwise(node, scope)
    variables = dict(scope.known)
    arguments: list[Argument] = []
    for argument in node.arguments:
        if _is_model(argument.value, scope):
            alias = f"{called(node)}() {len(arguments)}"
            formula = value(needed(argument.value, node), scope)
            variables[alias] = Value(call("r.as_formula", formula.node))
            arguments.append(Argument(argument.name, Name(alias)))
        else:
            arguments.append(argument)
    return otherwise(
        Call(node.function, tuple(arguments), node.span), replace(scope, known=variables)
    )


for _name in _OF_VALUES:
    extend(_name, _with_formulas)
