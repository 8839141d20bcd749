"""Match the arguments of an R call to the parameters of its function, by R's rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.syntax.nodes import Argument, Node


@dataclass(frozen=True)
class Matched:
    """Arguments keyed by the parameters that take them, and the arguments that ``...`` takes."""

    named: dict[str, Node]
    rest: tuple[Argument, ...] = ()

    def get(self, name: str) -> Node | None:
        """Return the argument of a parameter, or None if the call leaves it out."""
        return self.named.get(name)


def matched(arguments: Sequence[Argument], parameters: str) -> Matched:
    """Match arguments to ``parameters``, which are text such as "x, mean, ...".

    R's order applies: exact names first, then partial names of parameters before ``...``, then
    positions.

    Raises:
        NotPorted: if no parameter takes an argument.
    """
    places = [p.strip() for p in parameters.split(",")]
    before = places[: places.index("...")] if "..." in places else places
    named_places = [p for p in places if p != "..."]
    nodes: dict[str, Node] = {}
    free: list[Argument] = []
    for argument in arguments:
        name = argument.name
        if name is None:
            free.append(argument)
            continue
        starts = [p for p in before if p.startswith(name)]
        full = name if name in named_places else starts[0] if len(starts) == 1 else None
        if full is None or full in nodes or argument.value is None:
            free.append(argument)
            continue
        nodes[full] = argument.value
    rest = _by_place(free, [p for p in before if p not in nodes], nodes)
    if rest and "..." not in places:
        surplus = rest[0]
        raise NotPorted(f"there is no argument {surplus.name or 'at this place'}", surplus.span)
    argument_places = {id(a.value): n for n, a in enumerate(arguments)}
    nodes = dict(sorted(nodes.items(), key=lambda pair: argument_places[id(pair[1])]))
    return Matched(nodes, tuple(rest))


def _by_place(
    free: Sequence[Argument], places: Sequence[str], nodes: dict[str, Node]
) -> list[Argument]:
    free_places, rest = list(places), []
    for argument in free:
        if argument.name is None and free_places:
            place = free_places.pop(0)
            if argument.value is not None:
                nodes[place] = argument.value
        else:
            rest.append(argument)
    return rest


def parameter(argument: Argument) -> str:
    """Return the name of a function's parameter."""
    return argument.name or str(getattr(argument.value, "text", ""))
