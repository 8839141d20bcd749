"""Decide which functions draw random numbers after a ``set.seed()``."""

from __future__ import annotations

from collections.abc import Sequence

from pybrms_mix.rscript.facts.scope import Chance
from pybrms_mix.rscript.facts.signatures import ALIASES, WITH_CHANCE
from pybrms_mix.rscript.facts.variables import calls_in
from pybrms_mix.rscript.trees.walking import below
from pybrms_mix.rscript.vocabulary.basics.random_numbers import draws
from pybrms_mix.syntax.nodes import Assign, Call, Function, Name, Part, called

_SOME_DRAWS = ("ndraws", "nsamples")


def chance_after(statements: Sequence[Part], at: int) -> Chance:
    """Return the user of random numbers between statement ``at`` and the next ``set.seed()``."""
    is_seed = called(_call(statements[at])) == "set.seed"
    if not is_seed and not any(called(c) == "set.seed" for c in calls_in(statements[at])):
        return Chance()
    drawing = _drawing(statements)
    calls: list[Call] = []
    names: set[str] = set()
    # A set.seed() inside a block concerns the rest of this block as well.
    for statement in statements[at + 1 if is_seed else at :]:
        if called(_call(statement)) == "set.seed":
            break
        if not (isinstance(statement, Assign) and isinstance(statement.value, Function)):
            calls += calls_in(statement)
            names |= _names(statement)
    return Chance(
        draws=any(draws(c) for c in calls) or bool(names & drawing),
        samples=is_seed and any(map(_samples, calls)),
    )


def _drawing(statements: Sequence[Part]) -> set[str]:
    """Return the functions of the script that draw random numbers, directly or indirectly."""
    functions = {
        s.target.text: _names(s.value)
        for s in statements
        if isinstance(s, Assign) and isinstance(s.target, Name) and isinstance(s.value, Function)
    }
    drawing_functions = {
        s.target.text
        for s in statements
        if isinstance(s, Assign) and isinstance(s.target, Name) and isinstance(s.value, Function)
        and any(draws(c) for c in calls_in(s.value))
    }  # fmt: skip
    while True:
        more = {
            n
            for n, names_used in functions.items()
            if n not in drawing_functions and names_used & drawing_functions
        }
        if not more:
            return drawing_functions
        drawing_functions |= more


def _names(node: Part) -> set[str]:
    """Return all names in a statement, since functions can be passed to others by name."""
    return {p.text for p in below(node) if isinstance(p, Name)}


def _call(node: Part) -> Call | None:
    return node if isinstance(node, Call) else None


def _samples(node: Call) -> bool:
    names = {a.name for a in node.arguments}
    name = called(node) or ""
    has_draws = ALIASES.get(name, name) in WITH_CHANCE or any(n in names for n in _SOME_DRAWS)
    return has_draws and "seed" not in names
