"""A distributional parameter that is one number: estimated, given, or equal to another one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from pybrms_mix.family.base import PlacedDpar
from pybrms_mix.model.declarations import Block, Declaration
from pybrms_mix.model.draws import Draws
from pybrms_mix.model.ir import Cells, EqualPiece, Piece, ValuePiece
from pybrms_mix.model.parts import Default, Key, Parameter, Slot, Variable


@dataclass(frozen=True, eq=False)
class Number(ValuePiece):
    """A parameter that is one number for all rows.

    Brms reports given numbers like estimated ones.
    """

    place: PlacedDpar

    @property
    def name(self) -> str:
        """Return the parameter's name."""
        return self.place.name

    def variables(self) -> tuple[Variable, ...]:
        """Return the variable under which a fit reports the number."""
        return (Variable(self.name, "dpar", self.name, slots=(Slot.of(self.place),)),)

    def report(self, cells: Cells) -> dict[str, np.ndarray]:
        """Return the draws of the number."""
        return {self.name: cells[self.name]}

    def value(self, draws: Draws) -> np.ndarray:
        """Return the draws of the parameter on its natural scale: (draws, 1)."""
        return draws[self.name][:, None]


@dataclass(frozen=True, eq=False)
class Scalar(Number):
    """An estimated number: ``real<lower=0> sigma1``."""

    template: ClassVar[str] = "scalar"

    @property
    def sampled(self) -> str:
        """Return Stan's name of the parameter."""
        return self.name

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Return the record of the Stan parameter."""
        dpar, number = self.place.dpar, self.place.component
        response = f" of {self.place.resp}" if self.place.resp else ""
        owner = f"component {number}{response}" if number else "all responses"
        return (
            Parameter(
                self.name, "real", comment=f"{dpar.name} of {owner}", bounds=dpar.bounds,
                keys=(self._key,),
            ),
        )  # fmt: skip

    @property
    def _key(self) -> Key:
        return Key(self.place.plain, resp=self.place.resp)

    def defaults(self) -> tuple[Default, ...]:
        """Return the default prior of the parameter."""
        dpar = self.place.dpar
        return (Default(self._key, dpar.prior, dpar.bounds),)


@dataclass(frozen=True, eq=False)
class FixedScalar(Number, EqualPiece):
    """A parameter fixed to a number, ``sigma1 = 1.5``, or to another one, ``sigma2 = "sigma1"``.

    ``text`` is the Stan text of its value.
    """

    template: ClassVar[str] = "given"
    text: str
    constant: float | None

    @property
    def other(self) -> str:
        """Return the name of the parameter that this one is equal to; "" for a number."""
        number = self.constant is not None or self.place.dpar.given is not None
        return "" if number else self.text

    @property
    def declarations(self) -> tuple[Declaration, ...]:
        """Return the record of the fixed value, which is not read as data but computed."""
        block: Block = "transformed parameters"
        return (Declaration(self.name, "real", comment="fixed value", block=block),)

    def value(self, draws: Draws) -> np.ndarray:
        """Return the draws of the parameter, or of the one that it is equal to: (draws, 1)."""
        return draws[self.other or self.name][:, None]

    def fixed_value(self) -> float | None:
        """Return the number; None where the parameter is equal to another one."""
        return self.constant

    def data(self) -> dict[str, float]:
        """Return the number, which brms's data hold although its program does not read it."""
        return {} if self.constant is None else {self.name: self.constant}


@dataclass(frozen=True, eq=False)
class Unused(Piece):
    """A fixed value of a parameter that is predicted, so that the value has no effect.

    Brms's data hold the value nevertheless.
    """

    template: ClassVar[str] = "unused"
    place: PlacedDpar
    constant: float | str

    def data(self) -> dict[str, float | str]:
        """Return the fixed value under the name of the parameter."""
        return {self.place.name: self.constant}
