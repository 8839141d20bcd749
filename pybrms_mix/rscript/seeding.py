"""Decide which functions draw random numbers after a ``set.seed()``."""

from __future__ import annotations

from collections.abc import Sequence

from pybrms_mix.rscript.scope import Chance
from pybrms_mix.rscript.signatures import ALIASES, WITH_CHANCE
from pybrms_mix.rscript.variables import calls_in
from pybrms_mix.rscript.vocabulary.random_numbers import draws
from pybrms_mix.rscript.walking import below
from pybrms_mix.syntax.nodes import Assign, Call, Function, Name, Part, called

_SOME_DRAWS = ("ndraws", "nsamples")


def chance_after(statements: Sequence[Part], at: int) -> Chance:
    """Return the user of random numbers between statement ``at`` and the next ``set.seed()``."""
    own = called(_call(statements[at])) == "set.seed"
    if not own and not any(called(c) == "set.seed" for c in calls_in(statements[at])):
        return Chance()
    drawing = _drawing(statements)
    found: list[Call] = []
    named: set[str] = set()
    # A set.seed() inside a block concerns the rest of this block as well.
    for each in statements[at + 1 if own else at :]:
        if called(_call(each)) == "set.seed":
            break
        if not (isinstance(each, Assign) and isinstance(each.value, Function)):
            found += calls_in(each)
            named |= _names(each)
    return Chance(
        draws=any(draws(c) for c in found) or bool(named & drawing),
        samples=own and any(map(_samples, found)),
    )


def _drawing(statements: Sequence[Part]) -> set[str]:
    """Return the functions of the script that draw random numbers, directly or indirectly."""
    functions = {
        s.target.text: _names(s.value)
        for s in statements
        if isinstance(s, Assign) and isinstance(s.target, Name) and isinstance(s.value, Function)
    }
    found = {
        s.target.text
        for s in statements
        if isinstance(s, Assign) and isinstance(s.target, Name) and isinstance(s.value, Function)
        and any(draws(c) for c in calls_in(s.value))
    }  # fmt: skip
    while True:
        more = {n for n, used in functions.items() if n not in found and used & found}
        if not more:
            return found
        found |= more


def _names(node: Part) -> set[str]:
    """Return all names in a statement, since functions can be passed to others by name."""
    return {p.text for p in below(node) if isinstance(p, Name)}


def _call(node: Part) -> Call | None:
    return node if isinstance(node, Call) else None


def _samples(node: Call) -> bool:
    names = {a.name for a in node.arguments}
    name = called(node) or ""
    some = ALIASES.get(name, name) in WITH_CHANCE or any(n in names for n in _SOME_DRAWS)
    return some and "seed" not in names
