"""The program of the sampler in located coordinates of the levels of groups."""

from __future__ import annotations

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
    blocks = []
    for group in model.of(Group):
        if _can_be_located(group):
            location = _location(model, group)
            factor = f"L_{group.id}" if isinstance(group, CorrelatedGroup) else ""
            blocks.append(
                LocatedBlock(
                    group.id, group.standardized, group.spread.stan, factor,
                    (*location.vectors, *location.numbers),
                )
            )  # fmt: skip
    if not blocks:
        return None

    def program() -> str:
        return code(located(model), version=__version__, counted=counted)

    return Locatable(program, tuple(blocks))


def located(model: Model) -> Model:
    """Return the model with located coordinates of its groups, where these are possible."""
    pieces = {
        id(group): replace(group, location=_location(model, group))
        for group in model.of(Group)
        if _can_be_located(group)
    }
    return replace(model, pieces=tuple(pieces.get(id(p), p) for p in model.pieces))


def _can_be_located(group: Group) -> bool:
    """Return whether the levels are independent and alike, and have few coefficients."""
    alike = not group.strata.of and group.kin is None and group.tail is None
    single = not group.belonging.several
    general = not any(effect.threshold for effect in group.effects)
    return alike and single and general and 0 < group.size <= _LARGEST


def _location(model: Model, group: Group) -> Location:
    """Return the population coefficients in the predictors of a group."""
    names = {effect.place.name for effect in group.effects}
    parameters = [
        parameter
        for piece in model.of(Population)
        if names & set(piece.predicts())
        for parameter in piece.parameters
        if parameter.size
    ]
    kinds = [
        tuple(dict.fromkeys(p.stan for p in parameters if p.type == kind))
        for kind in ("vector", "real")
    ]
    return Location(*kinds)
