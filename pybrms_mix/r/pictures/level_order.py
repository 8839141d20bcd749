"""The order of levels in pictures: along axes, and of the groups of a layer."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.pictures.canvas import levels_of
from pybrms_mix.r.values.r_vectors import numeric, read, text


def limited(levels: tuple[str, ...], limits: Any) -> tuple[str, ...]:
    """Return the levels of an axis after ``scale_x_discrete(limits = )``: levels or a function."""
    if limits is None:
        return levels
    new_levels = limits(list(levels)) if callable(limits) else limits
    return tuple(v for v in text(read(new_levels)).data if v is not None)


def ranks_of(column: Any) -> dict[str, int]:
    """Return the place of each value of a column: levels in their order, numbers by size."""
    levels = levels_of(column)
    if levels is None:
        values = np.unique(numeric(read(column)).data)
        levels = tuple(text(read(values)).data)
    return {level: n for n, level in enumerate(levels)}


def groups_of(rows: pd.DataFrame, ranks: dict[str, dict[str, int]]) -> list[np.ndarray]:
    """Return the places of the rows of each group, in the order of the levels."""
    if not ranks or not len(rows):
        return [np.arange(len(rows))]
    labels = [tuple(k) for k in zip(*(text(read(rows[n])).data for n in ranks), strict=True)]
    order: dict[Any, list[int]] = {}
    for place, label in enumerate(labels):
        order.setdefault(label, []).append(place)

    def rank(label: tuple[Any, ...]) -> list[int]:
        return [r.get(v, len(r)) for r, v in zip(ranks.values(), label, strict=True)]

    return [np.array(order[k]) for k in sorted(order, key=rank)]


# The signs and lines of levels in the order in which ggplot2 gives them out.
MARKERS = ("o", "^", "s", "P", "X", "*")
_LINES = ("solid", (0, (2, 2)), (0, (4, 2)), (0, (4, 4)), (0, (1, 3)), (0, (1, 3, 4, 3)))


def signs_of(rows: pd.DataFrame, ranks: dict[str, dict[str, int]]) -> dict[str, Any]:
    """Return the sign of the points and the line type of a group, by their levels."""
    signs: dict[str, Any] = {}
    for name, kinds in (("shape", MARKERS), ("linetype", _LINES)):
        if name in ranks and len(rows):
            level = str(text(read(rows[name])).data[0])
            signs[name] = kinds[ranks[name].get(level, 0) % len(kinds)]
    return signs
