"""Ordered coefficients of mu, which identify the components.

In brms only intercepts are ordered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, ClassVar

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.model.parts import Parameter
from pybrms_mix.model.start_kinds import OrderedPiece
from pybrms_mix.pieces.spaced import spaced


@dataclass(frozen=True, eq=False)
class Ordering(OrderedPiece):
    """An ordered vector. Its elements are one coefficient in each of mu1, ..., muK.

    Attributes:
        stem: the name of the vector without that of the response.
        coef: the name of the coefficient: "Intercept", "x".
        size: the number of elements.
        suffix: the ending of names that belong to the response, in a model of several.
    """

    template: ClassVar[str] = "ordering"
    stem: str
    coef: str
    size: int
    suffix: str = ""

    @property
    def vector(self) -> str:
        """Return the name of the vector."""
        return f"{self.stem}{self.suffix}"

    @property
    def centered(self) -> bool:
        """Return whether the elements are intercepts at the means of the columns."""
        return self.stem == INTERCEPTS

    @property
    def element_name(self) -> str:
        """Return the name of the elements in messages and comments."""
        return "intercepts" if self.centered else f"coefficients of '{self.coef}'"

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Return the ordered vector, whose elements have priors of their own."""
        comment = f"{self.element_name} of the components, in increasing order"
        return (Parameter(self.vector, "ordered", (str(self.size),), (self.size,), comment),)

    def gathered(self, elements: Mapping[int, float]) -> dict[str, Any]:
        """Return the vector, given some of its elements by position.

        Raises:
            InvalidArgument: if the elements are not in order.
        """
        if not elements:
            return {}
        given_values = [elements[i] for i in sorted(elements)]
        if any(b <= a for a, b in pairwise(given_values)):
            where = ", at the means of the predictors" if self.centered else ""
            listed = ", ".join(f"{v:g}" for v in given_values)
            raise InvalidArgument(
                f"The {self.element_name} must start in increasing order{where}.",
                hint=f"{'There they' if where else 'They'} are {listed}.",
            )
        return {self.vector: spaced([elements.get(i) for i in range(1, self.size + 1)])}


INTERCEPTS = "ordered_Intercept"
COEFFICIENTS = "ordered_b"
