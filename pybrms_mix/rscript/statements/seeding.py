"""Decide which functions draw random numbers after a ``set.seed()``."""

from __future__ import annotations

from collections.abc import Sequence

from pybrms_mix.rscript.facts.scope import Chance
from pybrms_mix.rscript.facts.signatures import ALIASES, WITH_CHANCE
from pybrms_mix.rscript.facts.variables import calls_in
from pybrms_mix.rscript.vocabulary.basics.random_numbers import drawing_functions, draws, names_in
from pybrms_mix.syntax.nodes import Assign, Call, Function, Part, called

_SOME_DRAWS = ("ndraws", "nsamples")


def chance_after(statements: Sequence[Part], at: int) -> Chance:
    """Return the user of random numbers between statement ``at`` and the next ``set.seed()``."""
    is_seed = called(_call(statements[at])) == "set.seed"
    if not is_seed and not any(called(c) == "set.seed" for c in calls_in(statements[at])):
        return Chance()
    drawing = drawing_functions(statements)
    calls: list[Call] = []
    names: set[str] = set()
    # A set.seed() inside a block concerns the rest of this block as well.
    for statement in statements[at + 1 if is_seed else at :]:
        if called(_call(statement)) == "set.seed":
            break
        if not (isinstance(statement, Assign) and isinstance(statement.value, Function)):
            calls += calls_in(statement)
            names |= names_in(statement)
    return Chance(
        draws=any(draws(c) for c in calls) or bool(names & drawing),
        samples=is_seed and any(map(_samples, calls)),
    )


def _call(node: Part) -> Call | None:
    return node if isinstance(node, Call) else None


def _samples(node: Call) -> bool:
    names = {a.name for a in node.arguments}
    name = called(node) or ""
    has_draws = ALIASES.get(name, name) in WITH_CHANCE or any(n in names for n in _SOME_DRAWS)
    return has_draws and "seed" not in names
