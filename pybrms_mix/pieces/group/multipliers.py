"""The factors of group-level coefficients: columns, columns of ``mmc()``, special effects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count

import numpy as np

from pybrms_mix.base.errors import InvalidFormula
from pybrms_mix.design.design import Design, renamed
from pybrms_mix.design.expression import Expression
from pybrms_mix.design.frame import Frame
from pybrms_mix.family.base import PlacedDpar
from pybrms_mix.model.draws import Draws
from pybrms_mix.pieces.ordinal import category_effects
from pybrms_mix.pieces.ordinal.category_effects import CategoryTerm, is_specific
from pybrms_mix.pieces.special import special_terms
from pybrms_mix.pieces.special.special import Special, names_of
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import Call, Infix, Node, called, children
from pybrms_mix.syntax.summands import split

_OWN = "mmc"
_ALL = (0,)  # the number in place of that of a threshold: the coefficient is that of all


@dataclass(frozen=True, eq=False)
class Effect:
    """One coefficient that varies by group.

    Attributes:
        place: the parameter to whose predictor the coefficient adds.
        column: the name of the column ("x"), or of the special effect.
        number: the position of the coefficient in the block, from 1 (brms's ``cn``).
        values: the column of the coefficient in each membership, each (N,). For a special effect,
            approximate values of what the coefficient multiplies.
        threshold: the number of the threshold that has the coefficient alone; 0 if all have it.
        special: the special effects that the name of the coefficient belongs to; None for others.
    """

    place: PlacedDpar
    column: str
    number: int
    values: tuple[np.ndarray, ...]
    threshold: int = 0
    special: Special | None = None

    @property
    def coef(self) -> str:
        """Return the name of the coefficient: "x", "x[2]"."""
        return _name(self.column, self.threshold)

    @property
    def name(self) -> str:
        """Return the parameter and the coefficient: "mu1_x"; "x" for the mu of a single family."""
        return self._placed(self.coef)

    @property
    def base(self) -> str:
        """Return the name without the threshold; "" if the coefficient is that of all."""
        return self._placed(self.column) if self.threshold else ""

    def _placed(self, coef: str) -> str:
        return f"{self.place.key}_{coef}" if self.place.key else coef

    @property
    def words(self) -> str:
        """Return the coefficient in words that do not depend on the names of columns."""
        return f"coefficient {self.number}, which adds to {self.place.name}"

    @property
    def has_column(self) -> bool:
        """Return whether the program multiplies the coefficient by a column."""
        return self.column != "Intercept" and self.special is None

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
        columns = cls(node, tuple(Expression.of(n, frame) for n in nodes))
        for expression in columns.expressions:
            if np.asarray(expression.values).dtype.kind not in "iuf":
                raise InvalidFormula("'mmc' requires numeric variables.", span=expression.node.span)
        return columns

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
class Earlier:
    """The facts about a predictor and its response that group-level terms take from earlier pieces.

    Attributes:
        special: the special effects of the population; None if only names are needed.
        thresholds: the number of thresholds for which coefficients of ``cs()`` are separate.
    """

    special: Special | None = None
    thresholds: int = 0


@dataclass(frozen=True, eq=False)
class Columns:
    """The columns of one term: ``memberships`` columns for each coefficient.

    Attributes:
        design: the columns of ordinary terms, or those of ``cs()``.
        own: the columns of ``mmc()``.
        memberships: the number of levels that a row belongs to.
        named: the names of the coefficients of special effects.
        special: the special effects of the population; None if only names are needed.
        thresholds: the thresholds for each of which the columns of ``cs()`` have a coefficient;
            (0,) for ordinary terms.
    """

    design: Design
    own: tuple[OwnColumns, ...]
    memberships: int
    named: tuple[str, ...] = ()
    special: Special | None = None
    thresholds: tuple[int, ...] = _ALL

    @classmethod
    def of(cls, effects: Node | None, frame: Frame, memberships: int, earlier: Earlier) -> Columns:
        """Return the columns of ``effects``.

        Raises:
            InvalidFormula: if ``mmc()`` or ``cs()`` is part of a product, if a term has other
                coefficients beside those of ``cs()``, or if ``cs()`` has no columns.
        """
        mmc_calls, rest = split(effects, is_own)
        specific, rest = category_effects.read(rest)
        _refuse_products(rest)
        terms, rest = special_terms.read(rest)
        names = tuple(name for term in terms for name in names_of(term, frame))
        design = Design.of(rest, frame)
        if specific:
            _check_specific(
                specific, memberships, is_alone=not (mmc_calls or names or _sloped(design))
            )
            design = Design.of(category_effects.combined(specific), frame)
            if not design.columns:
                raise category_effects.empty(specific)
            return cls(design, (), memberships, thresholds=tuple(range(1, earlier.thresholds + 1)))
        mmc = tuple(OwnColumns.of(n, frame, memberships) for n in mmc_calls)
        return cls(design, mmc, memberships, names, earlier.special)

    @property
    def earlier(self) -> Earlier:
        """Return the facts that the columns took from earlier pieces."""
        return Earlier(self.special, self.thresholds[-1])

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the coefficients."""
        ordinary = [_name(c, k) for c in self.design.columns for k in self.thresholds]
        return (*ordinary, *(multiplier.name for multiplier in self.own), *self.named)

    def effects(self, place: PlacedDpar, numbers: Iterator[int]) -> Iterator[Effect]:
        """Yield the coefficients; each takes the next of ``numbers``."""
        for i, column in enumerate(self.design.columns):
            values = (self.design.matrix[:, i],) * self.memberships
            for k in self.thresholds:
                yield Effect(place, column, next(numbers), values, k)
        for multiplier in self.own:
            yield Effect(place, multiplier.name, next(numbers), multiplier.values)
        if self.special is not None:
            slopes = {c.name: c.slope for c in self.special.coefs}
            for name in self.named:
                values = (slopes[name],) * self.memberships
                yield Effect(place, name, next(numbers), values, special=self.special)

    @property
    def reads(self) -> frozenset[str]:
        """Return the variables from which the columns are computed."""
        columns_read = self.design.reads.union(
            *(e.columns for o in self.own for e in o.expressions)
        )
        return columns_read | self.special.reads() if self.special and self.named else columns_read

    def at(self, frame: Frame) -> Columns:
        """Return the same columns on other rows."""
        multipliers = tuple(o.at(frame) for o in self.own)
        special = self.special.at(frame) if self.special and self.named else None
        return replace(self, design=self.design.at(frame), own=multipliers, special=special)


def is_own(node: Node) -> bool:
    """Return whether ``node`` is ``mmc(...)``."""
    return called(node) == _OWN


def _name(column: str, threshold: int) -> str:
    return f"{column}[{threshold}]" if threshold else column


def _sloped(design: Design) -> bool:
    return not set(design.columns) <= {"Intercept"}


def _check_specific(specific: list[CategoryTerm], memberships: int, *, is_alone: bool) -> None:
    """Refuse ``cs()`` in a term with other coefficients, and in a term of ``mm()``."""
    span = specific[0].call.span
    if not is_alone:
        raise InvalidFormula(
            "Please specify category specific effects in separate group-level terms.",
            span=span,
            hint="For example (x | g) + (cs(z) | g).",
        )
    if memberships > 1:
        raise InvalidFormula("'cs' is not supported in multi-membership terms.", span=span)


def _refuse_products(node: Node | None) -> None:
    stack = [] if node is None else [node]
    while stack:
        at = stack.pop()
        sides = (at.left, at.right) if isinstance(at, Infix) else ()
        if any(is_own(side) or is_specific(side) for side in sides):
            raise InvalidFormula(f"The term '{write(at)}' is invalid in brms syntax.", span=at.span)
        stack.extend(children(at))


def effects_of(columns: tuple[tuple[PlacedDpar, Columns], ...]) -> tuple[Effect, ...]:
    """Return the coefficients of a block, numbered across the parameters of the block."""
    numbers = count(1)
    return tuple(
        e for place, columns_of_place in columns for e in columns_of_place.effects(place, numbers)
    )
