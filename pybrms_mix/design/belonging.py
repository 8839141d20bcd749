"""Levels of a grouping factor to which each row belongs: one level, or several with weights."""

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
    """The weights with which a row belongs to each of its levels.

    Attributes:
        expressions: one expression of the weights for each membership.
        scaled: whether the weights of a row are divided by their sum.
    """

    expressions: tuple[Expression, ...]
    scaled: bool

    @classmethod
    def of(cls, nodes: tuple[Node, ...], frame: Frame, *, scaled: bool) -> Weights:
        """Evaluate the weights on the rows of ``frame``.

        Raises:
            InvalidData: if the weights cannot be scaled.
        """
        weights = cls(tuple(Expression.of(node, frame) for node in nodes), scaled)
        weights.values()
        return weights

    def values(self) -> np.ndarray:
        """Return the weights: (memberships, N)."""
        weights = np.array([np.asarray(e.values, dtype=float) for e in self.expressions])
        if not self.scaled:
            return weights
        total = weights.sum(axis=0)
        if (weights < 0).any():
            raise self._refusal("Cannot scale negative weights.")
        if not total.all():
            raise self._refusal("Cannot scale weights of which all are zero.")
        return np.asarray(weights / total)

    def at(self, frame: Frame) -> Weights:
        """Return the weights evaluated on the rows of another frame."""
        return replace(self, expressions=tuple(e.at(frame) for e in self.expressions))

    def _refusal(self, message: str) -> InvalidData:
        texts = ", ".join(f"'{write(e.node)}'" for e in self.expressions)
        return InvalidData(
            message,
            span=self.expressions[0].node.span,
            hint=f"The weights are {texts}; 'scale = FALSE' uses them unchanged.",
        )


@dataclass(frozen=True, eq=False)
class Belonging:
    """A grouping factor with the levels of each row.

    Attributes:
        name: the name of the factor in brms, such as "g:h" or "mmg1g2".
        parts: one factor, or several factors with the same levels, which each assign one level to
            each row.
        several: whether rows have several memberships (``mm()``).
        weights: the weights of the memberships; None if all weights are equal.
    """

    name: str
    parts: tuple[Grouping, ...]
    several: bool = False
    weights: Weights | None = None

    @classmethod
    def of(
        cls, name: str, factors: tuple[Factors, ...], frame: Frame, weights: Weights | None = None
    ) -> Belonging:
        """Find the levels that occur and the levels of each row.

        With several factors, the levels of the first factor come first, then further levels of the
        other factors.
        """
        parts = [Grouping.of(factor_set, frame) for factor_set in factors]
        levels = tuple(dict.fromkeys(level for part in parts for level in part.levels))
        return cls(name, tuple(p.under(levels) for p in parts), len(factors) > 1, weights)

    @property
    def levels(self) -> tuple[str, ...]:
        """Return the levels of the factor."""
        return self.parts[0].levels

    @property
    def labels(self) -> tuple[str, ...]:
        """Return the levels as they appear in variable names, with dots in place of white space."""
        return self.parts[0].labels

    @property
    def unknown(self) -> tuple[str, ...]:
        """Return the levels that occur in the rows but are not among ``levels``."""
        return tuple(dict.fromkeys(level for part in self.parts for level in part.unknown))

    @property
    def factors(self) -> frozenset[str]:
        """Return the names of the columns that define the factors."""
        return frozenset(f.text for part in self.parts for f in part.factors)

    @property
    def reads(self) -> frozenset[str]:
        """Return the names of the columns of the factors and of the weights."""
        expressions = self.weights.expressions if self.weights else ()
        return self.factors.union(*(e.columns for e in expressions))

    @property
    def marks(self) -> tuple[str, ...]:
        """Return the suffixes "_1", "_2" by which brms names the data of each membership."""
        return tuple(f"_{k}" for k in range(1, len(self.parts) + 1)) if self.several else ("",)

    def shares(self) -> np.ndarray:
        """Return the weights of the memberships, (memberships, N); ones for a single membership."""
        if self.weights is not None:
            return self.weights.values()
        return np.full((len(self.parts), self.parts[0].index.size), 1 / len(self.parts))

    def at(self, frame: Frame) -> Belonging:
        """Return the factor on other rows; ``unknown`` has the levels that are not in the fit."""
        weights = self.weights.at(frame) if self.weights else None
        return replace(self, parts=tuple(p.at(frame) for p in self.parts), weights=weights)

    def with_levels(self, new: tuple[str, ...]) -> Belonging:
        """Return the factor with the ``new`` levels after the present ones."""
        levels = (*self.levels, *new)
        return replace(self, parts=tuple(replace(p, levels=levels) for p in self.parts))
