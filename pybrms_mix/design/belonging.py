"""To which levels of a grouping factor each row belongs: one, or several with weights."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.design.expression import Expression
from pybrms_mix.design.frame import Frame
from pybrms_mix.design.grouping import Grouping
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import Name, Node

Factors = tuple[Name, ...]


@dataclass(frozen=True, eq=False)
class Weights:
    """How much a row belongs to each of its levels.

    Attributes:
        expressions: one for each membership.
        scaled: whether the weights of a row are divided by their sum.
    """

    expressions: tuple[Expression, ...]
    scaled: bool

    @classmethod
    def of(cls, nodes: tuple[Node, ...], frame: Frame, *, scaled: bool) -> Weights:
        """Return the weights on the rows of ``frame``.

        Raises:
            InvalidData: for weights that cannot be scaled.
        """
        made = cls(tuple(Expression.of(node, frame) for node in nodes), scaled)
        made.values()
        return made

    def values(self) -> np.ndarray:
        """Return the weights: (memberships, N)."""
        found = np.array([np.asarray(e.values, dtype=float) for e in self.expressions])
        if not self.scaled:
            return found
        total = found.sum(axis=0)
        if (found < 0).any():
            raise self._refusal("Cannot scale negative weights.")
        if not total.all():
            raise self._refusal("Cannot scale weights of which all are zero.")
        return np.asarray(found / total)

    def at(self, frame: Frame) -> Weights:
        """Return the weights of other rows."""
        return replace(self, expressions=tuple(e.at(frame) for e in self.expressions))

    def _refusal(self, message: str) -> InvalidData:
        texts = ", ".join(f"'{write(e.node)}'" for e in self.expressions)
        return InvalidData(
            message,
            span=self.expressions[0].node.span,
            hint=f"The weights are {texts}; 'scale = FALSE' takes them as they are.",
        )


@dataclass(frozen=True, eq=False)
class Belonging:
    """A grouping factor, as far as rows belong to its levels.

    Attributes:
        name: brms's name of it: "g:h", "mmg1g2".
        parts: one factor; or several, all under the same levels: a row has one level of each.
        several: whether it is made of several memberships (``mm()``).
        weights: of the memberships; None if they are equal.
    """

    name: str
    parts: tuple[Grouping, ...]
    several: bool = False
    weights: Weights | None = None

    @classmethod
    def of(
        cls, name: str, factors: tuple[Factors, ...], frame: Frame, weights: Weights | None = None
    ) -> Belonging:
        """Return the levels that occur, and those of each row.

        The levels of several factors are those of the first, then what others have beside.
        """
        parts = [Grouping.of(each, frame) for each in factors]
        levels = tuple(dict.fromkeys(level for part in parts for level in part.levels))
        return cls(name, tuple(p.under(levels) for p in parts), len(factors) > 1, weights)

    @property
    def levels(self) -> tuple[str, ...]:
        """Return the levels."""
        return self.parts[0].levels

    @property
    def labels(self) -> tuple[str, ...]:
        """Return the levels as they stand in names of variables: white space is a dot."""
        return self.parts[0].labels

    @property
    def unknown(self) -> tuple[str, ...]:
        """Return levels of the rows that are not among ``levels``."""
        return tuple(dict.fromkeys(level for part in self.parts for level in part.unknown))

    @property
    def factors(self) -> frozenset[str]:
        """Return the columns that make up the factors."""
        return frozenset(f.text for part in self.parts for f in part.factors)

    @property
    def reads(self) -> frozenset[str]:
        """Return the columns of the factors and of the weights."""
        expressions = self.weights.expressions if self.weights else ()
        return self.factors.union(*(e.columns for e in expressions))

    @property
    def marks(self) -> tuple[str, ...]:
        """Return what brms puts behind names of data of each membership: "_1", "_2"."""
        return tuple(f"_{k}" for k in range(1, len(self.parts) + 1)) if self.several else ("",)

    def shares(self) -> np.ndarray:
        """Return how much each row belongs to its levels: (memberships, N); 1 if there is one."""
        if self.weights is not None:
            return self.weights.values()
        return np.full((len(self.parts), self.parts[0].index.size), 1 / len(self.parts))

    def at(self, frame: Frame) -> Belonging:
        """Return the same factor for other rows; ``unknown`` names the levels it does not have."""
        weights = self.weights.at(frame) if self.weights else None
        return replace(self, parts=tuple(p.at(frame) for p in self.parts), weights=weights)

    def with_levels(self, new: tuple[str, ...]) -> Belonging:
        """Return the factor with further levels after its own."""
        levels = (*self.levels, *new)
        return replace(self, parts=tuple(replace(p, levels=levels) for p in self.parts))
