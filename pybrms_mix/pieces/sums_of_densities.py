"""Sums of log densities over responses or groups of rows, which are mixed like those of rows.

``Odds`` is the total by which the odds of predicted proportions are divided.
"""

from __future__ import annotations

from dataclasses import dataclass

from pybrms_mix.model.fragments import Expression


@dataclass(frozen=True)
class Joined:
    """The log density of one component for all responses of a class.

    Attributes:
        number: the number of the component.
        parts: the log density of each response; 0 in rows without it.
        weight: the block of ``weight.stan.jinja`` for the model of the proportions.
        proportion: the mixing proportion.
    """

    number: int
    parts: tuple[Expression, ...]
    weight: str
    proportion: Expression

    @property
    def name(self) -> str:
        """Return the name of the vector that holds the sum."""
        return f"lp{self.number}"


@dataclass(frozen=True)
class Share:
    """The weighted log density of one component for groups of rows.

    Attributes:
        rows: the name of the log density of each row.
        weight: the block of ``weight.stan.jinja`` for the model of the proportions.
        proportion: the mixing proportion of each group.
    """

    rows: str
    weight: str
    proportion: Expression

    @property
    def name(self) -> str:
        """Return the name of the vector that holds the weighted log density."""
        return f"{self.rows}_whole"


@dataclass(frozen=True)
class Odds:
    """The log of the sum of the odds of predicted proportions.

    Attributes:
        name: the name of the sum.
        kind: "varying" if the sum differs between rows, otherwise "constant".
    """

    name: Expression
    kind: str
