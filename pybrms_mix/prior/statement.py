"""The statement of one prior in the program, and the support of its distribution."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from pybrms_mix.base.bounds import Bounds
from pybrms_mix.base.errors import PybrmsError
from pybrms_mix.model.fragments import Expression
from pybrms_mix.model.parts import Key
from pybrms_mix.model.start_kinds import EVERYWHERE, StatementPiece
from pybrms_mix.prior.distributions import DISTRIBUTIONS, Distribution
from pybrms_mix.syntax.literal import literal
from pybrms_mix.syntax.nodes import Node

UNIFORM = {"lower": "uniform_lower", "upper": "uniform_upper", "both": "uniform_both"}
"""The rule by which a uniform prior is normalised if its parameter has wider bounds."""

# Distributions whose support begins or ends at one of their arguments: the positions of the
# arguments for the lower and the upper end; None for an end that does not depend on an argument.
_BY_ARGUMENT: dict[str, tuple[int | None, int | None]] = {
    "uniform": (0, 1),
    "pareto": (0, None),
    "pareto_type_2": (0, None),
}


@dataclass(frozen=True, eq=False)
class Prior(StatementPiece):
    """One statement of the program: the log prior density of cells of a parameter.

    Attributes:
        target: the cells.
        distribution: the name of the distribution in Stan.
        arguments: the arguments of the distribution as Stan text.
        truncation: the bounds over which the density is normalised: "none", "lower", "upper",
            "both".
        bounds: the bounds of the parameter.
        count: the number of cells.
        key: the place of the prior.
        stan: the name of the parameter in Stan.
        cell: the position of the cell, from 0; None if the statement is about all cells.
        support: the interval in which the density is positive.
    """

    template: ClassVar[str] = "prior"
    target: Expression
    distribution: str
    arguments: tuple[str, ...]
    truncation: str
    bounds: Bounds
    count: int
    key: Key
    stan: str = ""
    cell: int | None = None
    support: tuple[float, float] = EVERYWHERE

    @property
    def functions(self) -> tuple[str, ...]:
        """Return the Stan functions that define the distribution."""
        distribution = DISTRIBUTIONS.get(self.distribution)
        return distribution.functions if distribution else ()


def support(distribution: Distribution, arguments: Sequence[Node]) -> tuple[float, float]:
    """Return the support of ``distribution`` as an interval.

    An end that depends on another parameter of the program counts as infinite.

    >>> from pybrms_mix.prior.distributions import DISTRIBUTIONS
    >>> from pybrms_mix.syntax.parse import parse
    >>> support(DISTRIBUTIONS["uniform"], [parse("-2"), parse("1 / 2")])
    (-2.0, 0.5)
    >>> support(DISTRIBUTIONS["gamma"], [parse("1"), parse("1")])
    (0.0, inf)
    """
    ends = _BY_ARGUMENT.get(distribution.name, (None, None))
    lower = _end(distribution.lower, ends[0], arguments, -math.inf)
    upper = _end(distribution.upper, ends[1], arguments, math.inf)
    return lower, upper


def _end(text: str, argument: int | None, arguments: Sequence[Node], infinite: float) -> float:
    if argument is None and text in ("-pi()", "pi()"):
        return math.copysign(math.pi, infinite)
    if argument is None:
        return float(text) if text else infinite
    try:
        value = literal(arguments[argument])
    except PybrmsError:  # the argument contains a parameter of the program
        return infinite
    return float(value) if isinstance(value, int | float) else infinite
