"""Translate the argument ``subset`` of functions with a formula: the rows of their data."""

from __future__ import annotations

from dataclasses import replace

from pybrms_mix.rscript.facts.kinds import Value
from pybrms_mix.rscript.facts.registry import Word, extend
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.syntax.nodes import Argument, Call, Name, Tilde

_FUNCTIONS = ("aggregate", "aov", "boxplot", "kruskal.test", "t.test", "wilcox.test", "xtabs")


def _of_rows(word: Word | None, node: Call, scope: Scope) -> Value:
    """Translate ``f(y ~ g, data = d, subset = x > 0)`` as ``f(y ~ g, data = subset(d, x > 0))``.

    As in a model frame, a condition that is NA drops its row.
    """
    assert word is not None
    condition = next((a for a in node.arguments if a.name == "subset"), None)
    if condition is None or not any(isinstance(a.value, Tilde) for a in node.arguments):
        return word(node, scope)
    unconditional = [a for a in node.arguments if a is not condition]
    by_name = next((a for a in unconditional if a.name == "data"), None)
    positional = [a for a in unconditional if a.name is None and not isinstance(a.value, Tilde)]
    data = by_name or (positional[0] if positional else None)
    if data is None:
        raise NotPorted("the argument 'subset' needs the argument 'data' here", condition.span)
    rows = Call(Name("subset"), (Argument(None, data.value), replace(condition, name=None)),
                condition.span)  # fmt: skip
    arguments = tuple(replace(a, value=rows) if a is data else a for a in unconditional)
    return word(replace(node, arguments=arguments), scope)


for _name in _FUNCTIONS:
    extend(_name, _of_rows)
