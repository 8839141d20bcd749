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
"""How a uniform prior is normalised over bounds that may lie beyond its ends."""

# Distributions whose support begins or ends at one of their own arguments: the position of the
# argument for the lower and for the upper end; None where the end is that of the distribution.
_BY_ARGUMENT: dict[str, tuple[int | None, int | None]] = {
    "uniform": (0, 1),
    "pareto": (0, None),
    "pareto_type_2": (0, None),
}


@dataclass(frozen=True, eq=False)
class Prior(StatementPiece):
    """One statement: the log density of some cells of a parameter.

    Attributes:
        target: the cells.
        distribution: Stan's name.
        arguments: Stan text.
        truncation: which bounds have to be normalised over: "none", "lower", "upper", "both".
        bounds: of the parameter.
        count: the number of cells.
        key: the parameters that have this prior.
        single: whether it is of one coefficient of several.
        stan: Stan's name of the parameter.
        cell: the position of the one cell, from 0; None if the statement is of all cells.
        support: the interval outside of which the density is zero.
    """

    template: ClassVar[str] = "prior"
    target: Expression
    distribution: str
    arguments: tuple[str, ...]
    truncation: str
    bounds: Bounds
    count: int
    key: Key
    single: bool = False
    stan: str = ""
    cell: int | None = None
    support: tuple[float, float] = EVERYWHERE

    @property
    def functions(self) -> tuple[str, ...]:
        """Return the Stan functions that define the distribution."""
        found = DISTRIBUTIONS.get(self.distribution)
        return found.functions if found else ()


def support(distribution: Distribution, arguments: Sequence[Node]) -> tuple[float, float]:
    """Return the interval in which ``distribution`` has a density.

    An end that depends on another parameter of the program counts as infinite.

    >>> from pybrms_mix.prior.distributions import DISTRIBUTIONS
    >>> from pybrms_mix.syntax.parse import parse
    >>> support(DISTRIBUTIONS["uniform"], [parse("-2"), parse("1 / 2")])
    (-2.0, 0.5)
    >>> support(DISTRIBUTIONS["gamma"], [parse("1"), parse("1")])
    (0.0, inf)
    """
    own = _BY_ARGUMENT.get(distribution.name, (None, None))
    lower = _end(distribution.lower, own[0], arguments, -math.inf)
    upper = _end(distribution.upper, own[1], arguments, math.inf)
    return lower, upper


def _end(text: str, argument: int | None, arguments: Sequence[Node], infinite: float) -> float:
    if argument is None and text in ("-pi()", "pi()"):
        return math.copysign(math.pi, infinite)
    if argument is None:
        return float(text) if text else infinite
    try:
        value = literal(arguments[argument])
    except PybrmsError:  # it names a parameter of the program
        return infinite
    return float(value) if isinstance(value, int | float) else infinite
