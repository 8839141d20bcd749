"""Levels of groups in the search for modes: their coordinates, and exchanges of labels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

import numpy as np

from pybrms_mix.model.draws import Draws
from pybrms_mix.model.ir import GroupPiece, Model
from pybrms_mix.model.start_kinds import LevelsPiece
from pybrms_mix.model.values import together
from pybrms_mix.stan.engines.protocol import Prepared
from pybrms_mix.stan.prepare.level_parts import Levels, linked, positions
from pybrms_mix.start.inits import by_stan


def dependent(model: Model) -> str:
    """Return the reason why levels of groups cannot be integrated out; "" if there is none."""
    group_pieces = model.of(GroupPiece)
    if group_pieces and model.frame.parts:
        return "'subset()' restricts the rows of responses with group-level effects"
    if any(not isinstance(p, LevelsPiece) for p in group_pieces):
        return "the model has group-level effects of an unknown kind"
    return next((p.depends for p in model.of(LevelsPiece) if p.depends), "")


def levels_of(model: Model, prepared: Prepared) -> Levels | None:
    """Return the coordinates of the levels in independent parts; None for a model without groups.

    Two levels are in the same part if a row belongs to both levels, or if both have rows of the
    same whole group.
    """
    pieces = model.of(LevelsPiece)
    if not pieces:
        return None
    places = positions(prepared, [p.standardized for p in pieces])
    by_factor: dict[tuple[bytes, ...], list[int]] = {}
    for number, piece in enumerate(pieces):
        by_factor.setdefault(tuple(r.tobytes() for r in piece.rows_of), []).append(number)

    def parts(numbers: Sequence[int]) -> list[np.ndarray]:
        return _parts(model, [pieces[k].rows_of for k in numbers], [places[k] for k in numbers])

    factors = [Levels.of(parts(k), prepared.dimension) for k in by_factor.values()]
    return Levels.of(parts(range(len(pieces))), prepared.dimension, factors)


def _parts(
    model: Model, rows: list[tuple[np.ndarray, ...]], places: list[np.ndarray]
) -> list[np.ndarray]:
    """Return the positions of the coordinates of each part of some blocks of levels.

    ``rows`` holds arrays with the position of the level of each row, and ``places`` the positions
    of the coordinates: (coefficients, levels).
    """
    sizes = [place.shape[1] for place in places]
    groups = together(model)
    if groups is not None:
        rows, sizes = [*rows, (groups.index,)], [*sizes, int(groups.index.max()) + 1]
    owners = np.split(linked(rows, sizes), np.cumsum(sizes))
    parts: dict[int, list[int]] = {}
    for place, owner in zip(places, owners, strict=False):
        for level, number in enumerate(owner):
            parts.setdefault(int(number), []).extend(int(at) for at in place[:, level])
    return [np.array(sorted(p)) for p in parts.values()]


def exchanged(model: Model, draws: Draws) -> Iterator[Mapping[str, Any]]:
    """Yield values by Stan's names with the labels of two components exchanged in all levels.

    In each level, the two components exchange their total coefficients (population plus level). In
    further sets, one component gets the total coefficients of the other component, whose deviations
    in the level become 0, because it has no rows there. The population-level coefficients do not
    change. Components with different coefficients are left out.
    """
    names = [v.name for v in model.variables]
    stan_names = {n for piece in model.pieces for n in piece.startable()}
    stan_names |= {p.stan for p in model.declared}
    cells_of_draw = dict(zip(draws.names, draws.values[0, 0], strict=True))
    unchanged = {
        n: float(cells_of_draw[n]) for n in names if n in stan_names and n in cells_of_draw
    }
    levels: dict[int, dict[tuple[str, str, str, str], str]] = {}
    population: dict[tuple[int, str, str], float] = {}
    mu = {p.name: p.resp for p in model.mixture.places if p.dpar.name == "mu"}
    for variable in model.variables:
        slot = variable.slots[0] if variable.slots else None
        if slot is None or slot.dpar not in mu or variable.name not in unchanged:
            continue
        if variable.kind == "r":
            names_of_component = levels.setdefault(slot.component, {})
            names_of_component[variable.group, variable.level, mu[slot.dpar], slot.coef] = (
                variable.name
            )
        elif variable.kind == "b":
            population[slot.component, mu[slot.dpar], slot.coef] = unchanged[variable.name]
    for i, j in combinations(sorted(levels), 2):
        places = levels[i].keys() & levels[j].keys()
        exchanged = [
            {
                p: unchanged[levels[partner][p]]
                + population.get((partner, *p[2:]), 0.0) - population.get((source, *p[2:]), 0.0)
                for p in places
            }
            for source, partner in ((i, j), (j, i))
        ]  # fmt: skip
        first, second = (
            {levels[k][p]: value for p, value in values_of_levels.items()}
            for k, values_of_levels in zip((i, j), exchanged, strict=True)
        )
        for changes in (
            first | second,
            first | dict.fromkeys(second, 0.0),
            dict.fromkeys(first, 0.0) | second,
        ):
            if changes:
                yield by_stan(model, {**unchanged, **changes})
