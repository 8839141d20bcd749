"""Coordinates of Student's distribution that depend little on each other, for the sampler."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from pybrms_mix.family.base import PlacedDpar
from pybrms_mix.family.real import STUDENT
from pybrms_mix.model.ir import Cells, Model
from pybrms_mix.model.parts import Parameter
from pybrms_mix.pieces.computed import Computed
from pybrms_mix.pieces.scalar import FixedScalar, Scalar


@dataclass(frozen=True, eq=False)
class Degrees(Computed):
    """Degrees of freedom: their lower bound plus e^c + sqrt(e^2c + e^c), for a coordinate c.

    Stan's coordinate is the logarithm of the difference to the bound. The data say little about
    large degrees of freedom, so that the posterior has a long tail there. Near the bound, c is
    about twice this logarithm, and far from it, c grows like the logarithm: the tail is shorter in
    comparison.
    """

    template: ClassVar[str] = "free_degrees"

    @property
    def coordinate(self) -> Parameter:
        """Return the record of the coordinate."""
        comment = f"coordinate of {self.name}"
        return Parameter(f"free_{self.name}", "real", comment=comment)

    @property
    def least(self) -> str:
        """Return the lower bound."""
        return self.parameter.bounds.lower

    @property
    def functions(self) -> tuple[str, ...]:
        """Return the Stan function that computes the number from its coordinate."""
        return ("degrees",)

    def of(self, cells: Cells) -> np.ndarray:
        """Return the coordinate for values of all variables."""
        above = self._above(cells)
        return np.asarray(2 * np.log(above) - np.log1p(2 * above))

    def change(self, cells: Cells) -> np.ndarray:
        """Return the log derivative of Stan's coordinate."""
        above = self._above(cells)
        return np.asarray(np.log1p(2 * above) - np.log1p(above) - np.log(2))

    def _above(self, cells: Cells) -> np.ndarray:
        return np.asarray(cells[self.name]) - float(self.least)


@dataclass(frozen=True, eq=False)
class Scale(Computed):
    """The scale sigma: a coordinate times nu / (nu + 1).

    The expected information about sigma (nu + 1) / nu and nu has no mixed part, so that the rows
    inform about them independently of each other. They do not about sigma and nu: with fewer
    degrees of freedom, the same rows have a smaller sigma.

    Attributes:
        degrees: the name of the degrees of freedom.
    """

    template: ClassVar[str] = "free_scale"
    degrees: str

    @property
    def coordinate(self) -> Parameter:
        """Return the record of the coordinate."""
        comment = f"{self.name} * ({self.degrees} + 1) / {self.degrees}"
        return Parameter(f"free_{self.name}", "real", comment=comment, bounds=self.parameter.bounds)

    def of(self, cells: Cells) -> np.ndarray:
        """Return the coordinate for values of all variables."""
        return np.asarray(cells[self.name] * (1 + 1 / cells[self.degrees]))

    def change(self, cells: Cells) -> np.ndarray:
        """Return 0: the logarithms of scale and coordinate differ by a function of nu."""
        return np.zeros_like(np.asarray(cells[self.name], dtype=float))


def student_numbers(model: Model) -> tuple[Computed, ...]:
    """Return the numbers of Student's distribution that the sampler computes from coordinates.

    They are the estimated degrees of freedom and scales of components, which are one number each. A
    number with an upper bound, and a scale that is equal to others or has another lower bound, keep
    Stan's coordinate.
    """
    records = {parameter.stan: parameter for parameter in model.parameters}
    numbers = [n for n in model.of(Scalar) if not records[n.name].values]
    fixed = model.of(FixedScalar)
    degrees = [n for n in numbers if _is_of_student(n.place, "nu")]
    degrees_pieces = [Degrees(records[n.name]) for n in degrees if _is_half_line(records[n.name])]
    names = {number.name for number in degrees_pieces}
    owners = {(n.place.component, n.place.resp): n.name for n in degrees}
    owners |= {
        (f.place.component, f.place.resp): f.other for f in fixed if _is_of_student(f.place, "nu")
    }
    shared = {f.other for f in fixed}
    scales = []
    for number in numbers:
        record, owner = records[number.name], owners.get(_at(number), "")
        plain = record.bounds == number.place.dpar.bounds and number.name not in shared
        if owner in names and plain and _is_of_student(number.place, "sigma"):
            scales.append(Scale(record, owner))
    return (*degrees_pieces, *scales)


def _at(number: Scalar) -> tuple[int, str]:
    return number.place.component, number.place.resp


def _is_half_line(record: Parameter) -> bool:
    """Return whether a number has a lower bound that is a number, and no upper bound."""
    return bool(np.isfinite(record.bounds.numbers()[0])) and not record.bounds.upper


def _is_of_student(place: PlacedDpar, name: str) -> bool:
    """Return whether a place is the parameter ``name`` of Student's distribution."""
    return place.family is STUDENT and place.dpar.name == name
