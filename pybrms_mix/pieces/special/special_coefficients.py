"""The coefficients of special terms, and the simplexes of the steps in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from pybrms_mix.design.design import Design
from pybrms_mix.family.base import PlacedDpar
from pybrms_mix.model.draws import Draws
from pybrms_mix.model.fragments import Expression, Picked
from pybrms_mix.pieces.special.special_variables import Multiplicand, SpecialVariable
from pybrms_mix.pieces.special.steps import Steps


@dataclass(frozen=True, eq=False)
class Simplex(Multiplicand):
    """The shares of the steps of one variable in one coefficient.

    Attributes:
        place: the parameter to whose predictor the coefficient adds.
        number: brms's number of the simplex among those of the formula, from 1.
        name: the name of the coefficient, then the position of the variable in it: "mox1",
            "mox:moz2".
        coef: the name in prior tables: ``name``, or the id that several terms share.
        steps: the variable.
        source: the number of the first simplex with the same id, whose values it shares; otherwise
            its own number.
    """

    place: PlacedDpar
    number: int
    name: str
    coef: str
    steps: Steps
    source: int

    @property
    def own(self) -> bool:
        """Return whether the program has a parameter for the simplex."""
        return self.source == self.number

    @property
    def stan(self) -> str:
        """Return the name of the parameter that holds the shares in the program."""
        return f"simo{self.place.suffix}_{self.source}"

    @property
    def array(self) -> str:
        """Return brms's name of the array of shares."""
        return f"simo_{self.place.key}_{self.name}" if self.place.key else f"simo_{self.name}"

    @property
    def cells(self) -> list[str]:
        """Return brms's names of the shares."""
        return [f"{self.array}[{i}]" for i in range(1, self.steps.count + 1)]

    @property
    def vector(self) -> Expression:
        """Return the partial sum of the shares at each row's step, times the number of steps."""
        end = f"{self.place.suffix}_{self.number}"
        return Picked(f"mo{end}", f"Pmo{end}")

    @property
    def slope(self) -> np.ndarray:
        """Return the number of steps of each row: the values if all shares are equal."""
        return self.steps.codes

    def values(self, draws: Draws) -> np.ndarray:
        """Return the partial sum of shares at each row's step, times all steps: (draws, N)."""
        ways = self.steps.count * np.cumsum(draws.matrix(self.cells), axis=1)
        ways = np.concatenate([np.zeros((len(ways), 1)), ways], axis=1)
        return np.asarray(ways[:, self.steps.codes])


@dataclass(frozen=True, eq=False)
class Coefficient:
    """One special coefficient.

    Attributes:
        number: its position in the vector of coefficients, from 1.
        name: brms's name of it: "mox:z".
        parts: the special variables whose values the coefficient multiplies.
        column: the name of the data that multiply the effect further; "" for none.
        values: the numbers of that column, shape (N,); ones where there is none.
        own: the name of the vector in the program for a product of several factors.
    """

    number: int
    name: str
    parts: tuple[Multiplicand, ...]
    column: str
    values: np.ndarray
    own: str

    @property
    def alone(self) -> bool:
        """Return whether the coefficient multiplies one special variable and nothing else."""
        return len(self.parts) == 1 and not self.column

    @property
    def steps(self) -> Simplex | None:
        """Return the simplex if the coefficient multiplies one monotonic variable and nothing else.

        The program then multiplies the simplex before it looks up the value of each row.
        """
        first = self.parts[0]
        return first if self.alone and isinstance(first, Simplex) else None

    @property
    def vector(self) -> Expression:
        """Return the expression that the coefficient multiplies in the program."""
        return self.parts[0].vector if self.alone else self.own

    @property
    def slope(self) -> np.ndarray:
        """Return approximate values that the coefficient multiplies, shape (N,)."""
        slope = self.values
        for part in self.parts:
            slope = slope * part.slope
        return slope

    def multiplied(self, draws: Draws) -> np.ndarray:
        """Return the values that the coefficient multiplies: (draws, N)."""
        product: np.ndarray = self.values[None, :]
        for part in self.parts:
            product = product * part.values(draws)
        return product


def coefficients(
    place: PlacedDpar, design: Design, variables: Mapping[int, SpecialVariable]
) -> tuple[Coefficient, ...]:
    """Return the coefficients of the columns of ``design``.

    ``variables`` has the special variables by their positions in the recipe of the design. The same
    steps have a simplex of their own in each coefficient, unless they have an id.
    """
    coefficients: list[Coefficient] = []
    first: dict[str, int] = {}
    simplexes = columns = 0
    for k, (name, owner) in enumerate(zip(design.columns, design.owners, strict=True)):
        term, parts = design.recipe.terms[owner], list[Multiplicand]()
        for position in sorted(term & design.recipe.units):
            variable = variables[position]
            if isinstance(variable, Steps):
                simplexes += 1
                label = f"{name}{sum(isinstance(p, Simplex) for p in parts) + 1}"
                source = first.setdefault(variable.id, simplexes) if variable.id else simplexes
                coef = variable.id or label
                parts.append(Simplex(place, simplexes, label, coef, variable, source))
            else:
                assert isinstance(variable, Multiplicand)
                parts.append(variable)
        further = bool(term - design.recipe.units)
        columns += further
        column = f"Csp{place.suffix}_{columns}" if further else ""
        ending = f"sp{place.suffix}_{k + 1}"
        coefficients.append(
            Coefficient(k + 1, name, tuple(parts), column, design.matrix[:, k], ending)
        )
    return tuple(coefficients)
