"""Refuse lists where R does: ``sum()``, ``exp()`` and others take numbers alone.

A list of single values and a vector may be one type in Python, which computes where R stops.
"""

from __future__ import annotations

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Value
from pybrms_mix.rscript.facts.registry import Word, extend
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.trees.walking import below
from pybrms_mix.syntax.nodes import Assign, Call, Function, Part, called

# Functions of numbers that stop at a list; mean() of a list is NA, with a warning.
OF_NUMBERS = (
    "sum", "prod", "max", "min", "mean", "median", "sd", "var", "quantile", "mad", "IQR",
    "exp", "expm1", "log", "log1p", "log2", "log10", "sqrt", "abs", "round", "signif", "floor",
    "ceiling", "trunc", "sin", "cos", "tan", "gamma", "lgamma", "digamma",
)  # fmt: skip


def _of_numbers(word: Word | None, node: Call, scope: Scope) -> Value:
    assert word is not None
    for argument in node.arguments:
        part = argument.value
        if argument.name in (None, "x") and part is not None and _can_be_read_twice(part):
            if value(part, scope).is_list:
                raise NotPorted(f"R computes no {called(node)}() of a list: unlist() it", node.span)
            break
    return word(node, scope)


def _can_be_read_twice(part: Part) -> bool:
    """Return whether a part can be translated twice: functions and assignments add statements."""
    return not any(isinstance(p, Function | Assign) for p in below(part))


for _name in OF_NUMBERS:
    extend(_name, _of_numbers)
