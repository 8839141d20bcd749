"""Translate tables of counts as data frames, and ``xtabs()``."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.registry import word
from pybrms_mix.rscript.facts.scope import Mask, Scope
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.python import call, constant, keywords
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.trees.walking import below
from pybrms_mix.rscript.vocabulary.basics.table_variables import reads_variables
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import Argument, Call, Infix, Name, Part, Tilde, called

_SHARES = ("prop.table", "proportions")


def counted(part: Part, scope: Scope, options: Mapping[str, ast.expr]) -> Value | None:
    """Return the data frame of ``table(...)`` or ``prop.table(table(...))``; None for others."""
    shares = isinstance(part, Call) and called(part) in _SHARES and len(part.arguments) == 1
    node = part.arguments[0].value if shares and isinstance(part, Call) else part
    if not isinstance(node, Call) or called(node) != "table":
        return None
    vectors: list[ast.expr] = []
    names: list[str] = []
    settings = dict(options)
    for argument in node.arguments:
        cells = value(needed(argument.value, node), scope).node
        if argument.name == "dnn":
            settings["dnn"] = cells
        elif argument.name == "useNA":
            settings["use_na"] = cells
        else:
            vectors.append(cells)
            symbol = argument.value.text if isinstance(argument.value, Name) else ""
            names.append(argument.name or symbol)
    if any(names):
        settings.setdefault("dnn", ast.List([constant(n) for n in names]))
    if shares:
        settings["shares"] = constant(True)
    call_node = ast.Call(ast.parse("r.count_frame", mode="eval").body, vectors, keywords(settings))
    return Value(call_node, Kind.FRAME)


def count_options(rest: Sequence[Argument], scope: Scope) -> dict[str, ast.expr]:
    """Return the arguments of ``as.data.frame()`` that a table of counts knows."""
    new_names = {"responseName": "response_name", "stringsAsFactors": "strings_as_factors"}
    return {
        new_names[a.name]: value(a.value, scope).node
        for a in rest
        if a.name in new_names and a.value is not None
    }


def _cross_classified(node: Call, scope: Scope) -> tuple[Tilde, Scope]:
    """Return the formula of ``xtabs()``, and the scope of its variables."""
    arguments = matched(node.arguments, "formula, data, ...")
    formula = arguments.get("formula")
    if not isinstance(formula, Tilde):
        raise NotPorted("xtabs() takes a formula here", node.span)
    if (data_part := arguments.get("data")) is None:
        return formula, scope
    data = value(data_part, scope)
    return formula, scope.within(Mask(data.node, columns=data.columns))


@word("xtabs")
def cross_table(node: Call, scope: Scope) -> Value:
    """Translate ``xtabs(~ a + b, data = d)``, counts of each combination, and ``xtabs(x ~ a)``."""
    formula, inner = _cross_classified(node, scope)
    if Name(".") in below(formula.right) or called(formula.left) == "cbind":
        raise NotPorted("xtabs() needs a response of one column, and factors by name, here",
                        node.span)  # fmt: skip
    parts = _summands(formula.right)
    vectors = [value(p, inner).node for p in parts]
    names = ast.List([constant(write(p)) for p in parts])
    options = {"dnn": names} if reads_variables(scope) else {}
    if formula.left is not None:
        vectors = [value(formula.left, inner).node, *vectors]
    name = "r.cross_table" if formula.left is None else "r.sums_by"
    return Value(call(name, *vectors, **options))


def _summands(part: Part) -> list[Part]:
    if isinstance(part, Infix) and part.op == "+":
        return [*_summands(part.left), *_summands(part.right)]
    return [part]
