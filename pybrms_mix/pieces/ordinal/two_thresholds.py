"""Coordinates of the thresholds of two components with four categories, for the sampler."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from scipy.special import expit

from pybrms_mix.model.ir import Cells, Model
from pybrms_mix.model.parts import Parameter
from pybrms_mix.pieces.computed import Computed
from pybrms_mix.pieces.ordinal.free_thresholds import free_vector, of_distance, slope_of_distance
from pybrms_mix.pieces.ordinal.thresholds import Thresholds
from pybrms_mix.pieces.proportions import Estimated

_COUNT = 3  # the number of thresholds of each component


@dataclass(frozen=True)
class Pair:
    """The thresholds of two components, three each.

    The rows tell how many of them lie in the two categories in the middle. They hardly tell how
    many of these rows belong to which component: the second threshold of one component may rise
    while that of the other one falls, until one of them meets its first or its last threshold. The
    posterior is a narrow ridge, which has a bend where they meet. The coordinates are therefore the
    share of the rows of both components in the second category, and the position of the rows of the
    first component in the interval that the other thresholds admit. Rows are counted by the
    logistic distribution at the means of the columns, whatever the link.

    With more thresholds these positions depend on each other, and nothing is gained.

    Attributes:
        names: the names of the thresholds of the first and the second component.
        theta: the name of the simplex of the proportions.
    """

    names: tuple[str, str]
    theta: str

    def coordinates(self, cells: Cells) -> np.ndarray:
        """Return the coordinates, shape (..., 2, 3)."""
        cuts = self._cuts(cells)
        ends = np.stack([cuts[..., 0], of_distance(cuts[..., 2] - cuts[..., 0])], axis=-1)
        odds = [np.log(low) - np.log(high) for low, high in self._parts(cells)]
        return np.concatenate([ends, np.stack(odds, axis=-1)[..., None]], axis=-1)

    def change(self, cells: Cells) -> np.ndarray:
        """Return the log determinant of the derivative of Stan's coordinates."""
        cuts = self._cuts(cells)
        gaps = np.log(np.diff(cuts)).sum(axis=-1)
        ends = np.log(slope_of_distance(cuts[..., 2] - cuts[..., 0]))
        slopes = np.log(self._proportions(cells) * expit(cuts[..., 1]) * expit(-cuts[..., 1]))
        logs = [np.log(low) + np.log(high) - np.log(low + high) for low, high in self._parts(cells)]
        return np.asarray((ends - gaps - slopes + np.stack(logs, axis=-1)).sum(axis=-1))

    def _parts(self, cells: Cells) -> tuple[tuple[np.ndarray, np.ndarray], ...]:
        """Return two pairs of parts, whose log odds are the coordinates.

        The first pair are the proportions of rows in the second and in the third category. The
        second pair tells by how much the rows of the first component in the second category may
        decrease and increase, while its other thresholds and the number of all rows stay.
        """
        first, middle, last = np.moveaxis(self._cuts(cells), -1, 0)
        proportions = self._proportions(cells)
        second, third = proportions * _mass(first, middle), proportions * _mass(middle, last)
        decrease = np.minimum(second[..., 0], third[..., 1])
        increase = np.minimum(second[..., 1], third[..., 0])
        return (second.sum(axis=-1), third.sum(axis=-1)), (decrease, increase)

    def _cuts(self, cells: Cells) -> np.ndarray:
        return np.stack([np.asarray(cells[name], dtype=float) for name in self.names], axis=-2)

    def _proportions(self, cells: Cells) -> np.ndarray:
        return np.asarray(cells[self.theta], dtype=float)


def _mass(low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """Return the probability of the logistic distribution between two numbers."""
    return np.asarray(expit(high) * expit(-low) * -np.expm1(low - high))


@dataclass(frozen=True, eq=False)
class ThresholdsOfTwo(Computed):
    """The thresholds of one of two components, computed from the coordinates of both.

    Attributes:
        pair: the thresholds of both components.
    """

    template: ClassVar[str] = "free_two_thresholds"
    pair: Pair

    @property
    def coordinate(self) -> Parameter:
        """Return the record of the coordinates."""
        comment = f"coordinates of {' and '.join(self.pair.names)}"
        return free_vector(self.parameter, comment)

    @property
    def functions(self) -> tuple[str, ...]:
        """Return the Stan function that computes the thresholds from the coordinates."""
        return ("two_ascending",)

    @property
    def is_first(self) -> bool:
        """Return whether the change of coordinates belongs to this statement."""
        return self.name == self.pair.names[0]

    @property
    def place(self) -> str:
        """Return the index of the thresholds in the result of the Stan function."""
        return f"[1:{_COUNT}]" if self.is_first else f"[{_COUNT + 1}:{2 * _COUNT}]"

    def of(self, cells: Cells) -> np.ndarray:
        """Return the coordinates for values of all variables."""
        component = self.pair.names.index(self.name)
        return np.asarray(self.pair.coordinates(cells)[..., component, :])

    def change(self, cells: Cells) -> np.ndarray:
        """Return the log determinant for the thresholds of both components."""
        change = self.pair.change(cells)
        return change if self.is_first else np.zeros_like(change)


def thresholds_of_two(model: Model, free: Mapping[str, Parameter]) -> Iterator[ThresholdsOfTwo]:
    """Yield the thresholds of mixtures of two components with four categories.

    The proportions of these components are parameters. ``free`` holds the ascending thresholds
    without fixed values.
    """
    records = {parameter.stan for parameter in model.parameters}
    thetas = {p.thetas[0].resp: p.name for p in model.of(Estimated) if p.name in records}
    pieces: dict[str, list[Thresholds]] = {}
    for piece in model.of(Thresholds):
        pieces.setdefault(piece.place.resp, []).append(piece)
    for resp, theta in thetas.items():
        of_mixture = pieces.get(resp, [])
        if [piece.place.component for piece in of_mixture] == [1, 2]:
            thresholds = ([p.stan for p in piece.parameters] for piece in of_mixture)
            for names in zip(*thresholds, strict=False):
                if all(name in free and free[name].size == _COUNT for name in names):
                    yield from (ThresholdsOfTwo(free[name], Pair(names, theta)) for name in names)
