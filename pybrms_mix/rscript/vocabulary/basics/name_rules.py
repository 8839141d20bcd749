"""Names of elements: functions that keep them in R, and functions that drop them.

The Python counterparts do neither by themselves. The rules concern arguments with names only, so
columns and vectors without names are translated as before.
"""

from __future__ import annotations

from dataclasses import replace

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.registry import RULES, Word
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.python import call
from pybrms_mix.rscript.trees.walking import below
from pybrms_mix.rscript.vocabulary.basics.probability_calls import PROBABILITIES
from pybrms_mix.syntax.nodes import Argument, Call, Function, Name, Part, called

KEEPS = (
    *PROBABILITIES,
    "choose", "factorial", "min_rank", "percent_rank", "cume_dist", "row_number", "ave",
)  # fmt: skip
DROPS = (
    "str_replace", "str_replace_all", "str_remove", "str_remove_all", "str_length", "str_to_upper",
    "str_to_lower", "str_to_title", "str_to_sentence", "str_pad", "str_trim", "str_squish",
    "str_extract", "str_trunc", "str_wrap", "rep_len",
)  # fmt: skip


def _may_have_names(part: Part | None, scope: Scope) -> Value | None:
    """Return the value of an argument whose elements may have names; None for other arguments."""
    if part is None or any(isinstance(p, Function) for p in below(part)):
        return None
    argument_value = value(part, scope)
    unsure = (
        argument_value.kind is Kind.UNKNOWN and isinstance(part, Name) and not argument_value.bare
    )
    if scope.mask is not None or scope.local:
        unsure = False
    return argument_value if argument_value.kind is Kind.NAMED or unsure else None


def _keeping(translate: Word, node: Call, scope: Scope) -> Value:
    result = translate(node, scope)
    first = node.arguments[0].value if node.arguments else None
    first_value = _may_have_names(first, scope)
    if first_value is None and called(node) in PROBABILITIES:
        first_value = _named_parameter(node, scope)
    if first_value is None:
        return result
    kind = Kind.NAMED if first_value.kind is Kind.NAMED else Kind.UNKNOWN
    return Value(call("r.named_like", result.node, first_value.node), kind)


def _named_parameter(node: Call, scope: Scope) -> Value | None:
    """Return the parameter with names of ``dnorm(1, m, s)``: R keeps them if x is one number."""
    parts = [a.value for a in node.arguments if a.value is not None]
    if not parts or value(parts[0], scope).kind is not Kind.NUMBER:
        return None
    parameters = (_may_have_names(p, scope) for p in parts[1:])
    return next((p for p in parameters if p is not None and p.kind is Kind.NAMED), None)


def _dropping(translate: Word, node: Call, scope: Scope) -> Value:
    first = node.arguments[0] if node.arguments else None
    first_value = None if first is None else _may_have_names(first.value, scope)
    if first is None or first_value is None or first.value is None:
        return translate(node, scope)
    bare = Call(Name("unname"), (Argument(None, first.value),), first.span)
    return translate(
        replace(node, arguments=(replace(first, value=bare), *node.arguments[1:])), scope
    )


RULES.update(dict.fromkeys(KEEPS, _keeping))
RULES.update(dict.fromkeys(DROPS, _dropping))
