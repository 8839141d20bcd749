"""The program of the sampler in located coordinates of the levels of groups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pybrms_mix.base.version import __version__
from pybrms_mix.model.ir import Model
from pybrms_mix.pieces.group.coefficients import Group
from pybrms_mix.pieces.group.correlated import CorrelatedGroup
from pybrms_mix.pieces.group.location import Location
from pybrms_mix.pieces.population import Population
from pybrms_mix.stan.code import code
from pybrms_mix.stan.prepare.likelihood_of_levels import LocatedBlock
from pybrms_mix.stan.prepare.located import Locatable

_LARGEST = 6  # the largest number of coefficients of a level in a located block
# the largest number of derivatives with respect to coefficients of other grouping factors, per row
_CROSSED = 4
_CHEAP = 10_000  # derivatives whose products take no time worth mentioning


def locatable(model: Model, *, counted: bool) -> Locatable | None:
    """Return the program with located coordinates; None if the model has no such groups.

    The program has the same density of all variables that the model reports, and returns the
    standardised coefficients as well. ``counted`` has the same meaning as in ``stan.code.code``.

    >>> import pandas as pd
    >>> from pybrms_mix.build.build import build
    >>> d = pd.DataFrame({"y": [0.1, 1.2, 5.3, 6.1] * 5, "g": list("abcde") * 4})
    >>> model = build("y ~ 1 + (1 | g)", d, "mixture(gaussian, gaussian)").model
    >>> [block.standardized for block in locatable(model, counted=False).blocks]
    ['z_1', 'z_2']
    """
    locations = _locations(model)
    if not locations:
        return None
    most = max(_CHEAP, _CROSSED * len(model.frame.data))
    if _derivatives(model, locations) > most:
        return None
    groups = {group.id: group for group in model.of(Group)}
    blocks: dict[int, LocatedBlock] = {}
    for number, location in locations.items():
        group = groups[number]
        factor = f"L_{number}" if isinstance(group, CorrelatedGroup) else ""
        blocks[number] = LocatedBlock(
            number, group.standardized, group.spread.stan, factor,
            (*location.vectors, *location.numbers), location.turn,
            tuple(blocks[k] for k in location.earlier),
        )  # fmt: skip

    def program() -> str:
        return code(located(model), version=__version__, counted=counted)

    return Locatable(program, tuple(blocks[k] for k in sorted(blocks)))


def located(model: Model) -> Model:
    """Return the model with located coordinates of its groups, where these are possible."""
    locations = _locations(model)
    pieces = {
        id(group): replace(group, location=locations.get(group.id)) for group in model.of(Group)
    }
    return replace(model, pieces=tuple(pieces.get(id(p), p) for p in model.pieces))


def _can_be_located(group: Group) -> bool:
    """Return whether the levels are independent and alike, and have few coefficients."""
    alike = not group.strata.of and group.kin is None and group.tail is None
    single = not group.belonging.several
    general = not any(effect.threshold for effect in group.effects)
    return alike and single and general and 0 < group.size <= _LARGEST


def _locations(model: Model) -> dict[int, Location]:
    """Return the location of each block that can be located, by its number.

    The blocks are in the order of their numbers of levels. The location of a later block
    depends on the coefficients of the earlier ones, and each of them takes two gradients.
    """
    groups = sorted(filter(_can_be_located, model.of(Group)), key=_rank)
    locations: dict[int, Location] = {}
    for turn, group in enumerate(groups):
        earlier = tuple(before.id for before in groups[:turn] if _crossed(group, before))
        later = any(_crossed(group, after) for after in groups[turn + 1 :])
        vectors, numbers = _population(model, group)
        locations[group.id] = Location(vectors, numbers, earlier, turn, later)
    return locations


def _rank(group: Group) -> tuple[int, int]:
    """Return the place of a block in the order in which blocks are located."""
    return len(group.levels), group.id


def _crossed(first: Group, second: Group) -> bool:
    """Return whether two blocks of different factors add to the same predictor."""
    return first.group != second.group and not _names(first).isdisjoint(_names(second))


def _derivatives(model: Model, locations: Mapping[int, Location]) -> int:
    """Return the number of derivatives with respect to coefficients of other blocks."""
    sizes = {g.id: g.size * len(g.levels) for g in model.of(Group)}
    return sum(sizes[k] * sizes[e] for k, location in locations.items() for e in location.earlier)


def _names(group: Group) -> set[str]:
    """Return the names of the predictors to which a block adds."""
    return {effect.place.name for effect in group.effects}


def _population(model: Model, group: Group) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the population coefficients in the predictors of a group: vectors, and numbers."""
    names = _names(group)
    parameters = [
        parameter
        for piece in model.of(Population)
        if names & set(piece.predicts())
        for parameter in piece.parameters
        if parameter.size
    ]
    vectors, numbers = (
        tuple(dict.fromkeys(p.stan for p in parameters if p.type == kind))
        for kind in ("vector", "real")
    )
    return vectors, numbers
