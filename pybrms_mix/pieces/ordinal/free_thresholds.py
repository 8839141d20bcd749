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
        return replace(
            self.parameter, stan=f"free_{self.name}", type="vector", comment=comment, keys=(),
            priors=(),
        )  # fmt: skip

    @property
    def functions(self) -> tuple[str, ...]:
        """Return the Stan function that computes the thresholds from the coordinates."""
        return ("ascending",)

    def of(self, cells: Cells) -> np.ndarray:
        """Return the coordinates for values of all variables."""
        thresholds = np.asarray(cells[self.name], dtype=float)
        width = _SHARP * _WIDE * np.arcsinh(np.diff(thresholds) / _WIDE)
        free = (width + np.log(-np.expm1(-width))) / _SHARP
        return np.concatenate([thresholds[..., :1], free], axis=-1)

    def change(self, cells: Cells) -> np.ndarray:
        """Return the log determinant of the derivative of Stan's coordinates."""
        free, distances = self.of(cells)[..., 1:], np.diff(cells[self.name])
        width = np.logaddexp(0, _SHARP * free) / _SHARP
        slopes = np.cosh(width / _WIDE) / (1 + np.exp(-_SHARP * free))
        return np.asarray(np.log(slopes / distances).sum(axis=-1))


def ascending_thresholds(model: Model) -> tuple[AscendingThresholds, ...]:
    """Return the ascending thresholds of all components, without single or fixed ones."""
    names = {p.stan for piece in model.of(Thresholds) for p in piece.parameters}
    return tuple(
        AscendingThresholds(p)
        for p in model.parameters
        if p.stan in names and p.type == "ordered" and p.size > 1 and not (p.values or p.bounds)
    )
