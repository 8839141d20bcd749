"""The parameter to whose predictor coefficients add, and the names that the coefficients have."""

from __future__ import annotations

from dataclasses import dataclass

from pybrms_mix.family.base import PlacedDpar
from pybrms_mix.model.parts import Key, Slot


@dataclass(frozen=True)
class Owner:
    """The one parameter to whose predictor the coefficients add."""

    place: PlacedDpar

    @property
    def words(self) -> str:
        """Return the owner in words, for comments of the program."""
        return self.place.name

    @property
    def predictors(self) -> tuple[str, ...]:
        """Return the names of the parameters to whose predictors the coefficients add."""
        return (self.place.name,)

    def label(self, coef: str) -> str:
        """Return brms's name of a coefficient in summaries: "mu1_x"."""
        return f"{self.place.key}_{coef}" if self.place.key else coef

    def name(self, coef: str) -> str:
        """Return brms's name of the variable of a coefficient: "b_mu1_x"."""
        return f"b_{self.label(coef)}"

    def key(self, kind: str, coef: str = "") -> Key:
        """Return the key of the prior of a coefficient, or of all coefficients of a class."""
        return Key.of(self.place, kind, coef)

    def slot(self, coef: str) -> Slot:
        """Return the slot of a coefficient, by which components exchange their draws."""
        return Slot.of(self.place, coef)


@dataclass(frozen=True)
class CommonOwner(Owner):
    """The parameters that have coefficients in common: the mu of each component of a mixture.

    Attributes:
        place: the parameter without the number of a component.
        members: the names of the parameters.
    """

    members: tuple[str, ...]

    @property
    def words(self) -> str:
        """Return the owner in words, for comments of the program."""
        return "all components"

    @property
    def predictors(self) -> tuple[str, ...]:
        """Return the names of the parameters to whose predictors the coefficients add."""
        return self.members

    def slot(self, coef: str) -> Slot:
        """Return the slot of a coefficient, which keeps its draws when components are exchanged."""
        return Slot("", coef)
