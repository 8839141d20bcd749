"""Coordinates of ascending thresholds, for the sampler."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np

from pybrms_mix.model.ir import Cells, Model
from pybrms_mix.model.parts import Parameter
from pybrms_mix.pieces.computed import Computed
from pybrms_mix.pieces.ordinal.thresholds import Thresholds

_SHARP = 4.0  # the distances below 1 / _SHARP are exponential in their coordinates
_WIDE = 4.0  # and so are distances above _WIDE


@dataclass(frozen=True, eq=False)
class AscendingThresholds(Computed):
    """Ascending thresholds: the first one, and coordinates of the distances to the next ones.

    Stan's coordinates are the logarithms of the distances. If a threshold of one component of a
    mixture may rise while that of another one falls, the posterior is narrow and straight along the
    thresholds, but curved along the logarithms. Distances of the usual size are therefore nearly
    linear in their coordinates. Very small ones, as well as very large ones about which the data
    say little, are exponential in them.
    """

    template: ClassVar[str] = "free_thresholds"

    @property
    def coordinate(self) -> Parameter:
        """Return the record of the coordinates."""
        comment = f"first threshold and coordinates of the distances in {self.name}"
        return free_vector(self.parameter, comment)

    @property
    def functions(self) -> tuple[str, ...]:
        """Return the Stan function that computes the thresholds from the coordinates."""
        return ("ascending",)

    def of(self, cells: Cells) -> np.ndarray:
        """Return the coordinates for values of all variables."""
        thresholds = np.asarray(cells[self.name], dtype=float)
        free = of_distance(np.diff(thresholds))
        return np.concatenate([thresholds[..., :1], free], axis=-1)

    def change(self, cells: Cells) -> np.ndarray:
        """Return the log determinant of the derivative of Stan's coordinates."""
        distances = np.diff(np.asarray(cells[self.name], dtype=float))
        return np.asarray(np.log(slope_of_distance(distances) / distances).sum(axis=-1))


def free_vector(thresholds: Parameter, comment: str) -> Parameter:
    """Return the record of the coordinates of thresholds."""
    return replace(
        thresholds, stan=f"free_{thresholds.stan}", type="vector", comment=comment, keys=(),
        priors=(),
    )  # fmt: skip


def of_distance(distance: np.ndarray) -> np.ndarray:
    """Return the coordinate of a distance between thresholds."""
    width = _width(distance)
    return np.asarray((width + np.log(-np.expm1(-width))) / _SHARP)


def slope_of_distance(distance: np.ndarray) -> np.ndarray:
    """Return the derivative of a distance by its coordinate."""
    width = _width(distance)
    return np.asarray(np.cosh(width / _SHARP / _WIDE) * -np.expm1(-width))


def _width(distance: np.ndarray) -> np.ndarray:
    return np.asarray(_SHARP * _WIDE * np.arcsinh(distance / _WIDE))


def free_thresholds(model: Model) -> dict[str, Parameter]:
    """Return the records of all ascending thresholds by name, without single or fixed ones."""
    names = {p.stan for piece in model.of(Thresholds) for p in piece.parameters}
    return {
        p.stan: p
        for p in model.parameters
        if p.stan in names and p.type == "ordered" and p.size > 1 and not (p.values or p.bounds)
    }
