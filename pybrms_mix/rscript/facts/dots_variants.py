"""Rewrite functions whose calls pass different arguments through ``...``.

``f <- function(x, ...) mean(x, ...)`` with the calls ``f(y)`` and ``f(y, na.rm = TRUE)`` becomes
``f <- function(x, ..., na.rm) if (!missing(na.rm)) mean(x, na.rm = na.rm) else mean(x)``, since a
function of R can be translated only with the names of its arguments.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import reduce
from typing import TypeVar

from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.call_arguments import parameter
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.trees.walking import below, rebuilt
from pybrms_mix.syntax.nodes import (
    Argument,
    Call,
    Function,
    If,
    Infix,
    Name,
    Number,
    Part,
    Prefix,
    String,
    called,
)

_P = TypeVar("_P", bound=Part)
_T = TypeVar("_T")
DOTS = "..."
# R's names of further arguments that a call passes by their places: ..1, ..2, ....
IN_ORDER = ".."
# A body with more alternatives than these is no text that a person would keep.
_MOST = 6
# Functions that ask for the call or for its arguments as code.
_ASKING = frozenset({"match.call", "sys.call", "substitute", "nargs", "...length", "...elt",
                     "...names", "environment", "quos", "enquos"})  # fmt: skip


def is_dots(argument: Argument) -> bool:
    """Return whether an argument is ``...``."""
    return isinstance(argument.value, Name) and argument.value.text == DOTS


def constants_of(calls: Sequence[Sequence[Argument]]) -> dict[str, Part]:
    """Return the further arguments that are the same flag or text in all calls that pass them."""
    values: dict[str, list[Part | None]] = {}
    for argument in (a for call in calls for a in call):
        values.setdefault(str(argument.name), []).append(argument.value)
    return {n: v[0] for n, v in values.items() if v[0] is not None and all(w == v[0] for w in v)
            and (isinstance(v[0], String) or v[0] in _FLAGS)}  # fmt: skip


_FLAGS = tuple(map(Name, ("TRUE", "FALSE", "T", "F")))


def with_names(node: Call, names: Sequence[str]) -> Call:
    """Return a call with the variables of further arguments in the place of ``...``."""
    more = [Argument(None if n.startswith(IN_ORDER) else n, Name(n)) for n in names]
    arguments = [a for arg in node.arguments for a in (more if is_dots(arg) else [arg])]
    return Call(node.function, tuple(arguments), node.span)


def written_out(translate: Callable[[_P, Scope], _T], node: _P, scope: Scope) -> _T:
    """Translate a part; where an argument must be written out, take it from the calls.

    This is possible if all calls pass the same flag or text.

    Raises
    ------
    NotPorted
        If the part has no translation.
    """
    try:
        return translate(node, scope)
    except NotPorted:
        if not isinstance(node, Call) or not scope.constants:
            raise
        arguments = tuple(
            replace(a, value=scope.constants.get(getattr(a.value, "text", ""), a.value))  # type: ignore[arg-type]
            if isinstance(a.value, Name) else a
            for a in node.arguments
        )  # fmt: skip
        if arguments == node.arguments:
            raise
        return translate(replace(node, arguments=arguments), scope)


def with_variants(
    node: Function, calls: Sequence[Sequence[Argument]], handed_on: Collection[str | None]
) -> Function | None:
    """Return a function that takes the further arguments of all its calls by their names.

    None is returned if the calls have the same arguments, or if the function can pass them on as
    they are: to the functions whose names are in ``handed_on``. ``calls`` holds the further
    arguments of each call; one without a name has a name such as ``..1``.
    """
    sets = list(dict.fromkeys(tuple(str(a.name) for a in call) for call in calls))
    names = list(dict.fromkeys(n for s in sets for n in s))
    dotted = [p for p in below(node.body) if isinstance(p, Call) and any(map(is_dots, p.arguments))]
    differ = 1 < len(sets) <= _MOST and not {called(c) for c in dotted} <= {*handed_on}
    if not dotted or not (differ or sets == [()]):
        return None
    if not _can_be_named(node, dotted, names):
        return None
    own_names = {parameter(p) for p in node.parameters}
    new_names = [n for n in names if n not in own_names]
    sets.sort(key=len, reverse=True)  # a smaller set may be a part of a larger one

    def rewritten(part: object) -> object:
        below_part = rebuilt(part, rewritten)
        if isinstance(below_part, Call) and any(map(is_dots, below_part.arguments)):
            return _chosen(below_part, sets)
        return below_part

    literal = all(_is_literal(a.value) for call in calls for a in call)
    in_all = set(sets[0]).intersection(*sets)
    asked_names = {n for s in sets[:-1] for n in s}
    more = [
        Argument(None, Name(n)) if n in in_all or (literal and n in asked_names)
        else Argument(n, Name("NULL"))
        for n in new_names
    ]  # fmt: skip
    body = rewritten(node.body)
    return replace(node, parameters=(*node.parameters, *more), body=body)  # type: ignore[arg-type]


def _can_be_named(node: Function, dotted: Sequence[Call], names: Sequence[str]) -> bool:
    """Return whether the further arguments of a body may become variables in it."""
    body = list(below(node.body))
    variables = {p.text for p in body if isinstance(p, Name)}
    uses = sum(isinstance(p, Name) and p.text == DOTS for p in body)
    in_calls = sum(any(map(is_dots, [a])) for c in dotted for a in c.arguments)
    nested = any(isinstance(p, Function) and any(parameter(q) == DOTS for q in p.parameters)
                 for p in body)  # fmt: skip
    numbered = any(v.startswith(IN_ORDER) and v != DOTS for v in variables)
    asks = any(called(p) in _ASKING for p in body)
    return not (asks or nested or numbered or uses != in_calls or variables & {*names})


def _chosen(node: Call, sets: Sequence[Sequence[str]]) -> Part:
    """Return the call with the first set of arguments that are all there."""
    call_node: Part = with_names(node, sets[-1])
    for names in reversed(sets[:-1]):
        call_node = If(_all_there(names), with_names(node, names), call_node, node.span)
    return call_node


def _all_there(names: Sequence[str]) -> Part:
    """Return ``!missing(a) && !missing(b)``."""
    conditions: list[Part] = [Prefix("!", Call(Name("missing"), (Argument(None, Name(n)),)))
                         for n in names]  # fmt: skip
    return reduce(lambda left, right: Infix(left, "&&", right), conditions)  # type: ignore[arg-type]


def _is_literal(part: Part | None) -> bool:
    """Return whether an argument is a constant other than NULL, or a vector of constants."""
    match part:
        case Number() | String() | Name("TRUE" | "FALSE" | "T" | "F"):
            return True
        case Prefix("-", inner):
            return _is_literal(inner)
        case Call(Name("c"), (*elements,)) if elements:
            return all(_is_literal(a.value) for a in elements)
    return False
