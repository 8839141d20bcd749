"""Parameters that the program of the sampler computes from other coordinates than Stan's."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from pybrms_mix.model.declarations import Declaration
from pybrms_mix.model.ir import Cells, Model, Piece
from pybrms_mix.model.parts import Parameter


@dataclass(frozen=True, eq=False)
class Computed(Piece):
    """The statement that computes a parameter from its coordinates.

    Attributes:
        parameter: the record of the parameter in the shown program.
    """

    parameter: Parameter

    @property
    def name(self) -> str:
        """Return the name of the parameter."""
        return self.parameter.stan

    @property
    @abstractmethod
    def coordinate(self) -> Parameter:
        """Return the record of the coordinates."""

    @property
    def declarations(self) -> tuple[Declaration, ...]:
        """Return the record of the parameter, which is computed."""
        return (replace(self.parameter.declaration, block="transformed parameters"),)

    @abstractmethod
    def of(self, cells: Cells) -> np.ndarray:
        """Return the coordinates for values of all variables."""

    @abstractmethod
    def change(self, cells: Cells) -> np.ndarray:
        """Return the log determinant of the derivative of Stan's coordinates.

        ``cells`` may hold many draws; their axes come first.
        """


def with_coordinates(model: Model, computed: Sequence[Computed]) -> Model:
    """Return the model of the program in which parameters are computed from coordinates.

    They are computed first: other statements read them.
    """
    coordinates = {piece.name: piece.coordinate for piece in computed}
    return replace(
        model, pieces=(*computed, *model.pieces), settled={**model.settled, **coordinates}
    )
