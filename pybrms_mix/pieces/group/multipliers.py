"""The factors of group-level coefficients: columns, columns of ``mmc()``, special effects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from pybrms_mix.base.errors import InvalidFormula
from pybrms_mix.design.design import Design, renamed
from pybrms_mix.design.expression import Expression
from pybrms_mix.design.frame import Frame
from pybrms_mix.family.base import PlacedDpar
from pybrms_mix.model.draws import Draws
from pybrms_mix.pieces.special.special import Special, names_of
from pybrms_mix.pieces.special.special_terms import read
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import Call, Infix, Node, called, children
from pybrms_mix.syntax.summands import split

_OWN = "mmc"


@dataclass(frozen=True, eq=False)
class Effect:
    """One coefficient that varies by group.

    Attributes:
        place: the parameter to whose predictor the coefficient adds.
        coef: the name of the coefficient ("x").
        number: the position of the coefficient in the block, from 1 (brms's ``cn``).
        values: the column of the coefficient in each membership, each (N,). For a special effect,
            approximate values of what the coefficient multiplies.
        special: the special effects that the name of the coefficient belongs to; None for others.
    """

    place: PlacedDpar
    coef: str
    number: int
    values: tuple[np.ndarray, ...]
    special: Special | None = None

    @property
    def name(self) -> str:
        """Return the parameter and the coefficient: "mu1_x"; "x" for the mu of a single family."""
        return f"{self.place.key}_{self.coef}" if self.place.key else self.coef

    @property
    def words(self) -> str:
        """Return the coefficient in words, which the names of columns do not change."""
        return f"coefficient {self.number}, which adds to {self.place.name}"

    @property
    def has_column(self) -> bool:
        """Return whether the program multiplies the coefficient by a column."""
        return self.coef != "Intercept" and self.special is None

    def multiplied(self, column: np.ndarray, draws: Draws) -> np.ndarray | float:
        """Return the factor of the coefficient in a membership: (N,), or (draws, N)."""
        if self.special is not None:
            return self.special.vectors[self.coef].multiplied(draws)
        return column if self.has_column else 1.0

    @property
    def ending(self) -> str:
        """Return the ending of brms's names of data and coefficients: "_mu1_2"."""
        return f"{self.place.suffix}_{self.number}"


@dataclass(frozen=True, eq=False)
class OwnColumns:
    """``mmc(x1, x2)``: one coefficient whose column differs between the memberships."""

    node: Node
    expressions: tuple[Expression, ...]

    @classmethod
    def of(cls, node: Node, frame: Frame, memberships: int) -> OwnColumns:
        """Return the columns on the rows of ``frame``.

        Raises:
            InvalidFormula: if the number of columns is not that of the memberships, if there is
                only one membership, or if a column is not numeric.
        """
        assert isinstance(node, Call)
        nodes = [a.value for a in node.arguments if a.value is not None]
        if memberships == 1:
            raise InvalidFormula(
                "'mmc' is only supported in multi-membership terms.", span=node.span
            )
        if len(nodes) != memberships:
            raise InvalidFormula(
                f"Invalid term '{write(node)}': Expected {memberships} coefficients but found "
                f"{len(nodes)}.",
                span=node.span,
            )
        made = cls(node, tuple(Expression.of(n, frame) for n in nodes))
        for expression in made.expressions:
            if np.asarray(expression.values).dtype.kind not in "iuf":
                raise InvalidFormula("'mmc' requires numeric variables.", span=expression.node.span)
        return made

    @property
    def name(self) -> str:
        """Return brms's name of the coefficient: "mmcx1x2"."""
        return renamed([write(self.node)])[0]

    @property
    def values(self) -> tuple[np.ndarray, ...]:
        """Return the column of each membership, each (N,)."""
        return tuple(np.asarray(e.values, dtype=float) for e in self.expressions)

    def at(self, frame: Frame) -> OwnColumns:
        """Return the columns of other rows."""
        return replace(self, expressions=tuple(e.at(frame) for e in self.expressions))


@dataclass(frozen=True, eq=False)
class Columns:
    """The columns of one term: ``memberships`` columns for each coefficient.

    Attributes:
        design: the columns of ordinary terms.
        own: the columns of ``mmc()``.
        memberships: the number of levels that a row belongs to.
        named: the names of the coefficients of special effects.
        special: the special effects of the population; None if only names are needed.
    """

    design: Design
    own: tuple[OwnColumns, ...]
    memberships: int
    named: tuple[str, ...] = ()
    special: Special | None = None

    @classmethod
    def of(
        cls,
        effects: Node | None,
        frame: Frame,
        memberships: int,
        special: Special | None = None,
    ) -> Columns:
        """Return the columns of ``effects``.

        Raises:
            InvalidFormula: if ``mmc()`` is part of a product.
        """
        own, rest = split(effects, is_own)
        _refuse_products(rest)
        terms, rest = read(rest)
        names = tuple(name for term in terms for name in names_of(term, frame))
        return cls(
            Design.of(rest, frame), tuple(OwnColumns.of(n, frame, memberships) for n in own),
            memberships, names, special,
        )  # fmt: skip

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the coefficients."""
        return (*self.design.columns, *(own.name for own in self.own), *self.named)

    def effects(self) -> Iterator[tuple[str, tuple[np.ndarray, ...], Special | None]]:
        """Yield the name, the columns and the special effects of each coefficient."""
        for i, name in enumerate(self.design.columns):
            yield name, (self.design.matrix[:, i],) * self.memberships, None
        for own in self.own:
            yield own.name, own.values, None
        if self.special is not None:
            slopes = {c.name: c.slope for c in self.special.coefs}
            for name in self.named:
                yield name, (slopes[name],) * self.memberships, self.special

    @property
    def reads(self) -> frozenset[str]:
        """Return the variables from which the columns are computed."""
        found = self.design.reads.union(*(e.columns for o in self.own for e in o.expressions))
        return found | self.special.reads() if self.special and self.named else found

    def at(self, frame: Frame) -> Columns:
        """Return the same columns on other rows."""
        own = tuple(o.at(frame) for o in self.own)
        special = self.special.at(frame) if self.special and self.named else None
        return replace(self, design=self.design.at(frame), own=own, special=special)


def is_own(node: Node) -> bool:
    """Return whether ``node`` is ``mmc(...)``."""
    return called(node) == _OWN


def _refuse_products(node: Node | None) -> None:
    stack = [] if node is None else [node]
    while stack:
        at = stack.pop()
        if isinstance(at, Infix) and any(is_own(side) for side in (at.left, at.right)):
            raise InvalidFormula(f"The term '{write(at)}' is invalid in brms syntax.", span=at.span)
        stack.extend(children(at))


def effects_of(columns: tuple[tuple[PlacedDpar, Columns], ...]) -> tuple[Effect, ...]:
    """Return the coefficients of a block, numbered across the parameters of the block."""
    found = [(place, *effect) for place, each in columns for effect in each.effects()]
    return tuple(Effect(p, c, n, v, s) for n, (p, c, v, s) in enumerate(found, start=1))
