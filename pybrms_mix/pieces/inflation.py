"""Coordinates of mixing proportions and of probabilities of inflation, for the sampler."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np

from pybrms_mix.base.bounds import UNIT
from pybrms_mix.model.ir import Cells, Model
from pybrms_mix.model.parts import Parameter
from pybrms_mix.pieces.computed import Computed
from pybrms_mix.pieces.proportions import Estimated
from pybrms_mix.pieces.scalar import FixedScalar, Scalar

_INFLATION = ("zi", "hu", "zoi")  # probabilities that a row is at a fixed value, whatever its mean


@dataclass(frozen=True)
class Atoms:
    """The inflated components of a mixture.

    The rows tell how many of them are inflated, and the proportions of the components among the
    others. They hardly tell to which component an inflated row belongs: the posterior has a ridge
    along which one component gains such rows and another one loses them, and its proportions and
    probabilities of inflation change together. These quantities are therefore the coordinates.

    Attributes:
        theta: the name of the simplex of the proportions.
        names: the names of the probabilities of inflation.
        components: the numbers of these components, from 1.
        count: the number of all components.
    """

    theta: str
    names: tuple[str, ...]
    components: tuple[int, ...]
    count: int

    @property
    def size(self) -> int:
        """Return the number of elements that the Stan function returns."""
        return self.count + len(self.names) + 1

    @property
    def has(self) -> list[int]:
        """Return 1 for the inflated components, and 0 for the others."""
        return [int(k + 1 in self.components) for k in range(self.count)]

    @property
    def at(self) -> list[int]:
        """Return the positions of the inflated components, from 0."""
        return [k - 1 for k in self.components]

    def shares(self, cells: Cells) -> np.ndarray:
        """Return the proportions of the components among the rows that are not inflated."""
        proportions = np.array(cells[self.theta], dtype=float)
        proportions[..., self.at] *= 1 - self._probabilities(cells)
        return np.asarray(proportions / proportions.sum(axis=-1, keepdims=True))

    def fractions(self, cells: Cells) -> np.ndarray:
        """Return the proportion of inflated rows, and parts of the components in them."""
        inflated = self._inflated(cells)
        rest = _from_each(inflated)
        return np.concatenate([rest[..., :1], inflated[..., :-1] / rest[..., :-1]], axis=-1)

    def change(self, cells: Cells) -> np.ndarray:
        """Return the log determinant of the derivative of Stan's coordinates.

        Stan's coordinates of a probability p are log odds, with the derivative p (1 - p) of p. The
        determinant of a simplex is the product of its elements, up to a factor that cancels.
        """
        theta, fractions = np.asarray(cells[self.theta]), self.fractions(cells)
        probabilities = self._probabilities(cells)
        rest = _from_each(self._inflated(cells))
        constrained = (
            (self.count - 1) * np.log1p(-fractions[..., 0])
            + np.log(rest[..., :-1]).sum(axis=-1)
            - np.log(theta[..., self.at]).sum(axis=-1)
        )
        new = np.log(self.shares(cells)).sum(axis=-1) + _of_odds(fractions)
        return np.asarray(constrained + new - np.log(theta).sum(axis=-1) - _of_odds(probabilities))

    def _probabilities(self, cells: Cells) -> np.ndarray:
        return np.stack([np.asarray(cells[name], dtype=float) for name in self.names], axis=-1)

    def _inflated(self, cells: Cells) -> np.ndarray:
        """Return the proportion of the inflated rows of each component."""
        return np.asarray(np.asarray(cells[self.theta])[..., self.at] * self._probabilities(cells))


def _from_each(proportions: np.ndarray) -> np.ndarray:
    """Return the sum of each proportion and those after it."""
    return np.asarray(np.cumsum(proportions[..., ::-1], axis=-1)[..., ::-1])


def _of_odds(probabilities: np.ndarray) -> np.ndarray:
    """Return the log determinant of the derivative of probabilities by their log odds."""
    return np.asarray((np.log(probabilities) + np.log1p(-probabilities)).sum(axis=-1))


@dataclass(frozen=True, eq=False)
class _OfAtoms(Computed):
    """A statement whose value is a part of the result of one Stan function.

    Attributes:
        atoms: the inflated components.
    """

    template: ClassVar[str] = "free_inflation"
    atoms: Atoms

    @property
    def functions(self) -> tuple[str, ...]:
        """Return the Stan function that computes the values from the coordinates."""
        return ("inflated",)

    @property
    def is_first(self) -> bool:
        """Return whether the change of coordinates belongs to this statement."""
        return self.name == self.atoms.theta


@dataclass(frozen=True, eq=False)
class Shares(_OfAtoms):
    """Mixing proportions from those among the rows that are not inflated."""

    @property
    def coordinate(self) -> Parameter:
        """Return the record of the coordinates."""
        comment = "mixing proportions among the rows that are not inflated"
        return replace(
            self.parameter, stan=f"free_{self.name}", comment=comment, keys=(), priors=()
        )

    @property
    def place(self) -> str:
        """Return the index of the proportions in the result of the Stan function."""
        return f"[1:{self.atoms.count}]"

    def of(self, cells: Cells) -> np.ndarray:
        """Return the coordinates for values of all variables."""
        return self.atoms.shares(cells)

    def change(self, cells: Cells) -> np.ndarray:
        """Return the log determinant for the proportions and the probabilities of inflation."""
        return self.atoms.change(cells)


@dataclass(frozen=True, eq=False)
class Inflation(_OfAtoms):
    """A probability of inflation from fractions of the inflated rows."""

    @property
    def _position(self) -> int:
        return self.atoms.names.index(self.name)

    @property
    def coordinate(self) -> Parameter:
        """Return the record of the coordinate."""
        comment = "fraction of inflated rows"
        return Parameter(f"free_{self.name}", "real", comment=comment, bounds=UNIT)

    @property
    def place(self) -> str:
        """Return the index of the probability in the result of the Stan function."""
        return f"[{self.atoms.count + 1 + self._position}]"

    def of(self, cells: Cells) -> np.ndarray:
        """Return the coordinate for values of all variables."""
        return np.asarray(self.atoms.fractions(cells)[..., self._position])

    def change(self, cells: Cells) -> np.ndarray:
        """Return 0: the change belongs to the proportions."""
        return np.zeros_like(np.asarray(cells[self.name], dtype=float))


def inflation(model: Model) -> tuple[Computed, ...]:
    """Return proportions and probabilities of inflation that the sampler computes from coordinates.

    These are the proportions of each mixture in which at least two components have an estimated
    probability of inflation that is one number without a bound of its own.
    """
    records = {parameter.stan: parameter for parameter in model.parameters}
    shared = {piece.other for piece in model.of(FixedScalar)}
    numbers = [n for n in model.of(Scalar) if n.place.dpar.name in _INFLATION]
    free = [n for n in numbers if _is_free(records[n.name]) and n.name not in shared]
    computed: list[Computed] = []
    for proportions in model.of(Estimated):
        record = records.get(proportions.name)
        resp = proportions.thetas[0].resp
        of_mixture = [n for n in free if n.place.resp == resp]
        if type(proportions) is Estimated and record is not None and len(of_mixture) > 1:
            computed += _computed(record, proportions, of_mixture, records)
    return tuple(computed)


def _is_free(record: Parameter) -> bool:
    return not record.values and record.bounds == UNIT


def _computed(
    record: Parameter,
    proportions: Estimated,
    numbers: Sequence[Scalar],
    records: dict[str, Parameter],
) -> list[Computed]:
    """Return the statements of one mixture."""
    atoms = Atoms(
        proportions.name, tuple(n.name for n in numbers),
        tuple(n.place.component for n in numbers), len(proportions.thetas),
    )  # fmt: skip
    return [Shares(record, atoms), *(Inflation(records[n.name], atoms) for n in numbers)]
