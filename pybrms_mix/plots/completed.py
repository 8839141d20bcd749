"""Completed data: the observed rows with components that are drawn from their memberships."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, InvalidData
from pybrms_mix.model import values
from pybrms_mix.plots.check_data import Check
from pybrms_mix.results.mixture.membership import membership
from pybrms_mix.results.predict.new_responses import draw_components
from pybrms_mix.results.predict.prediction_rows import Given, Rows
from pybrms_mix.results.predict.rowwise import Compute, whole

_GROUPED = "_grouped"


def by_component(
    type: str, types: Collection[str], group: object, component: Given
) -> tuple[str, str]:
    """Return the type of a picture with a panel for each component, and the name of its groups.

    Raises:
        InvalidArgument: if the picture has no variant with groups, or if the user chose other
            groups.
    """
    if group is not None or component is not None:
        argument = "group" if group is not None else "component"
        raise InvalidArgument(f"Give either 'components' or '{argument}'.")
    grouped = type if type.endswith(_GROUPED) else type + _GROUPED
    if type in types and grouped not in types:
        raise InvalidArgument(
            f"Type '{type}' has no panels for groups.",
            hint="Draw one component at a time: component = 1.",
        )
    return grouped if type in types else type, "component"


def drawn_components(found: Rows) -> np.ndarray:
    """Return a component for each row, drawn from the memberships in one draw: (N,)."""
    draw = int(found.rng.integers(found.S))
    part = found.at_draws([draw])
    groups = values.together(found.model)
    return np.asarray(draw_components(membership(part), (1, found.N), found.rng, groups)[0])


def of_components(found: Rows, compute: Compute, drawn: np.ndarray | None) -> np.ndarray:
    """Return the predictions of each row, given its component: (draws, N)."""
    assert drawn is not None
    count = len(found.model.mixture.components)
    by_component_ = [whole(replace(found, component=k + 1), compute) for k in range(count)]
    return np.asarray(np.choose(drawn - 1, by_component_))


def of_class(check: Check, drawn: np.ndarray, component: int) -> Check:
    """Return the check of the rows that were assigned to a component.

    Raises:
        InvalidData: if no row was assigned to the component.
    """
    is_assigned = drawn == component
    if not np.any(is_assigned):
        raise InvalidData(
            f"No row was assigned to component {component}: its proportion is close to 0.",
            hint="Classes are drawn at random: another seed gives other classes.",
        )
    return check.where(np.asarray(is_assigned))
