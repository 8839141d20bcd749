"""Translate ``!!!x`` among the arguments of verbs that take any number of columns or vectors."""

from __future__ import annotations

from functools import partial
from typing import cast

from pybrms_mix.rscript.expressing.embracing import spliced
from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Value
from pybrms_mix.rscript.facts.registry import RULES, Rule, Word
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.syntax.nodes import Argument, Call, Name, Node, Part, String, called

# Verbs of a list as one argument: bind_rows(!!!l) is bind_rows(l).
_OF_LISTS = {"bind_rows": "bind_rows", "bind_cols": "bind_cols", "tibble": "as_tibble"}
_MAKERS = ("list", "c", "list2")


def _rewritten(usual_rule: Word, node: Call, scope: Scope) -> Value:
    if not any(_inside(a) is not None for a in node.arguments):
        return usual_rule(node, scope)
    name = called(node) or ""
    arguments: list[Argument] = []
    for argument in node.arguments:
        inner = _inside(argument)
        arguments += [argument] if inner is None else _elements(inner, name, scope)
    lone = _inside(node.arguments[0]) if len(node.arguments) == 1 else None
    is_listed = called(lone) in (*_MAKERS, "syms")
    if lone is not None and name in _OF_LISTS and not is_listed:
        listed = Call(Name(_OF_LISTS[name], node.span), (Argument(None, lone),), node.span)
        return _word(listed, usual_rule, name, scope)
    if lone is not None and name == "coalesce" and not is_listed:
        handed = (Argument(None, Name("coalesce", node.span)), Argument(None, lone))
        return _word(Call(Name("do.call", node.span), handed, node.span), usual_rule, name, scope)
    return usual_rule(Call(node.function, tuple(arguments), node.span), scope)


def _word(node: Call, usual_rule: Word, name: str, scope: Scope) -> Value:

    return usual_rule(node, scope) if called(node) == name else value(node, scope)


def _inside(argument: Argument) -> Node | None:
    """Return ``x`` of the argument ``!!!x``."""
    inner = None if argument.value is None or argument.name else spliced(argument.value)
    return cast("Node | None", inner)


def _elements(inner: Node, name: str, scope: Scope) -> list[Argument]:
    """Return the arguments for which ``!!!x`` stands, as far as the script tells them."""
    del scope
    if name == "arrange" and isinstance(inner, Call) and called(inner) == "syms":
        names = inner.arguments[0].value
        if (texts := _texts(names)) is not None:
            return [Argument(None, Name(t, inner.span), inner.span) for t in texts]
        picked = Call(Name("all_of", inner.span), (Argument(None, names),), inner.span)
        return [Argument(None, Call(Name("across", inner.span), (Argument(None, picked),),
                                    inner.span))]  # fmt: skip
    if isinstance(inner, Call) and called(inner) in _MAKERS:
        return list(inner.arguments)
    return [Argument(None, inner, inner.span)]


def _texts(part: Part | None) -> list[str] | None:
    """Return the strings of ``"a"`` or ``c("a", "b")``; None for other values."""
    is_combined = isinstance(part, Call) and called(part) == "c"
    parts = [a.value for a in part.arguments] if is_combined else [part]  # type: ignore[union-attr]
    texts = [p.text for p in parts if isinstance(p, String)]
    return texts if len(texts) == len(parts) else None


def _chained(rule: Rule | None, word: Word, node: Call, scope: Scope) -> Value:
    usual_rule = word if rule is None else partial(rule, word)
    return _rewritten(usual_rule, node, scope)


for _name in ("arrange", "coalesce", *_OF_LISTS):
    RULES[_name] = partial(_chained, RULES.get(_name))
