"""Ordered coefficients of mu: what tells components apart (brms: intercepts, ``order = "mu"``)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from pybrms_mix.model.ir import Piece
from pybrms_mix.model.parts import Parameter


@dataclass(frozen=True, eq=False)
class Ordering(Piece):
    """The ordered vector whose elements are a coefficient of mu1, ..., muK.

    Attributes:
        vector: its name.
        coef: the coefficient: "Intercept", "x".
        size: the number of elements.
    """

    template: ClassVar[str] = "ordering"
    vector: str
    coef: str
    size: int

    @property
    def centered(self) -> bool:
        """Return whether they are intercepts at the means of the columns."""
        return self.vector == INTERCEPTS

    @property
    def what(self) -> str:
        """Return what is ordered, in words."""
        return "intercepts" if self.centered else f"coefficients of '{self.coef}'"

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Return the ordered vector; its elements have their own priors."""
        comment = f"{self.what} of the components, in order"
        return (Parameter(self.vector, "ordered", (str(self.size),), (self.size,), comment),)


INTERCEPTS = "ordered_Intercept"
COEFFICIENTS = "ordered_b"
