"""The shape xi of the generalised extreme value family, scaled so that the support has all rows.

Brms samples an unconstrained number, ``tmp_xi1``. The program maps it to an interval for the shape
``xi1``. The smallest and the largest standardised response of the rows determine the interval.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from pybrms_mix.base.lazy import special
from pybrms_mix.design.frame import Frame
from pybrms_mix.family.base import Mixture, PlacedDpar
from pybrms_mix.model import values
from pybrms_mix.model.draws import Draws
from pybrms_mix.model.ir import (
    Cells,
    Model,
    NonlinearPiece,
    Piece,
    PredictorPiece,
    ValuePiece,
)
from pybrms_mix.model.parts import Default, Key, Parameter, Slot, Variable


@dataclass(frozen=True, eq=False)
class Unscaled(Piece):
    """The unconstrained number that the program samples for the shape ``place``."""

    template: ClassVar[str] = "scalar"
    place: PlacedDpar

    @property
    def name(self) -> str:
        """Return the name of the number: ``tmp_xi1``."""
        return self.place.name.replace(self.place.dpar.name, self.place.dpar.stan, 1)

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Return the record of the unconstrained Stan parameter."""
        comment = f"{self.place.name} before scaling, unbounded"
        return (Parameter(self.name, "real", comment=comment, keys=(self._key,)),)

    @property
    def _key(self) -> Key:
        return Key(self.place.plain, resp=self.place.resp)

    def defaults(self) -> tuple[Default, ...]:
        """Return the default prior of the number. In brms this prior has the name of the shape."""
        return (Default(self._key, self.place.dpar.prior),)

    def variables(self) -> tuple[Variable, ...]:
        """Return the variable under which a fit reports the unconstrained number."""
        return (
            Variable(
                self.name, "dpar", self.name, slots=(Slot.of(self.place),), part="unscaled"
            ),
        )  # fmt: skip

    def report(self, cells: Cells) -> dict[str, np.ndarray]:
        """Return the draws of the unconstrained number."""
        return {self.name: cells[self.name]}


@dataclass(frozen=True, eq=False)
class Scaled(ValuePiece):
    """The shape, computed from the unconstrained number.

    Attributes:
        place: the parameter.
        unscaled: the unconstrained number from which the shape is computed.
        mixture: the mixture of the model.
        frame: the rows of the fit. They bound the shape in predictions of other rows as well.
        y: the response of these rows.
        pieces: the pieces from which location and scale of the component are computed.
        names: the names of location and scale.
    """

    template: ClassVar[str] = "shape"
    place: PlacedDpar
    unscaled: Unscaled
    mixture: Mixture
    frame: Frame
    y: np.ndarray
    pieces: tuple[Piece, ...]
    names: Mapping[str, str]

    @property
    def functions(self) -> tuple[str, ...]:
        """Return the Stan function that scales the shape."""
        return ("scaled_shape",)

    def variables(self) -> tuple[Variable, ...]:
        """Return the shape, which brms adds to the draws as well."""
        return (Variable(self.place.name, "dpar", self.place.name, slots=(Slot.of(self.place),)),)

    def report(self, cells: Cells) -> dict[str, np.ndarray]:
        """Return the draws of the shape, computed one chain at a time."""
        model = Model(self.mixture, self.frame, (*self.pieces, self.unscaled))
        draws = model.report(cells)
        chains = [Draws(chain[None], draws.names) for chain in draws.values]
        return {self.place.name: np.stack([self._scaled(model, chain) for chain in chains])}

    def _scaled(self, model: Model, draws: Draws) -> np.ndarray:
        dpars = values.dpars(model, draws)
        x = (self.y - dpars[self.names["mu"]]) / dpars[self.names["sigma"]]
        ends = np.sort([-1 / x.min(axis=1), -1 / x.max(axis=1)], axis=0)
        share = special.expit(draws[self.unscaled.name])
        return np.asarray(ends[0] + share * (ends[1] - ends[0]))

    def value(self, draws: Draws) -> np.ndarray:
        """Return the draws of the shape on its natural scale: (draws, 1)."""
        return draws[self.place.name][:, None]


def scaled(
    mixture: Mixture,
    frame: Frame,
    y: np.ndarray,
    pieces: Sequence[Piece],
    equal: Mapping[str, str],
) -> Iterator[Scaled]:
    """Yield the scaled shapes of a model, given the pieces of its other parameters.

    ``equal`` holds the parameters that are equal to a predicted one, with the name of the latter,
    from which they are read.
    """
    kinds = PredictorPiece | NonlinearPiece | ValuePiece
    inputs = tuple(p for p in pieces if isinstance(p, kinds))
    for unscaled in pieces:
        if isinstance(unscaled, Unscaled):
            labels = {d: mixture.label(d, unscaled.place.component) for d in ("mu", "sigma")}
            names = {d: equal.get(n, n) for d, n in labels.items()}
            yield Scaled(unscaled.place, unscaled, mixture, frame, y, inputs, names)
