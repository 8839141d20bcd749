"""Group-level coefficients: ``(1 + x | g)``, correlated or not, shared across formulas by an ID."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar

import numpy as np

from pybrms_mix.bounds import POSITIVE
from pybrms_mix.errors import InvalidFormula, UnknownLevel
from pybrms_mix.family.base import PlacedDpar
from pybrms_mix.model.collate import collation_key
from pybrms_mix.model.design import Design
from pybrms_mix.model.draws import Draws
from pybrms_mix.model.frame import Frame
from pybrms_mix.model.grouping import Grouping
from pybrms_mix.model.ir import Cells, Default, Key, Parameter, Plain, Variable
from pybrms_mix.pieces.group_terms import GroupTerm, read
from pybrms_mix.syntax.nodes import Node

__all__ = ["CorrelatedGroup", "Effect", "Group", "GroupTerm", "effects_of", "read", "resolve"]


@dataclass(frozen=True, eq=False)
class Effect:
    """One coefficient that varies by group.

    Attributes:
        place: the parameter to whose predictor it adds.
        coef: its name ("x").
        number: its position in the block, from 1 (brms's ``cn``).
        values: of its column, shape (N,).
    """

    place: PlacedDpar
    coef: str
    number: int
    values: np.ndarray

    @property
    def name(self) -> str:
        """Return parameter and coefficient: "mu1_x"; "x" for the only mu of all."""
        return f"{self.place.key}_{self.coef}" if self.place.key else self.coef

    @property
    def has_column(self) -> bool:
        """Return whether the column is more than ones, so that it has to be multiplied."""
        return self.coef != "Intercept"

    @property
    def summand(self) -> str:
        """Return the block that writes what it adds."""
        return "summand_of_column" if self.has_column else "summand_of_ones"


@dataclass(frozen=True, eq=False)
class Group(Plain):
    """The coefficients of one ID, uncorrelated: each has a spread of its own.

    ``designs`` holds (place, design) for the terms of which the block is made, in order.
    """

    template: ClassVar[str] = "group"
    id: int
    grouping: Grouping
    designs: tuple[tuple[PlacedDpar, Design], ...]
    effects: tuple[Effect, ...]

    @property
    def group(self) -> str:
        """Return the name of the grouping factor."""
        return self.grouping.name

    @property
    def size(self) -> int:
        """Return the number of coefficients."""
        return len(self.effects)

    @property
    def with_column(self) -> tuple[Effect, ...]:
        """Return the coefficients whose column the program reads."""
        return tuple(e for e in self.effects if e.has_column)

    @property
    def adding(self) -> dict[str, list[Effect]]:
        """Return the coefficients by the parameter to whose predictor they add."""
        return {name: [e for e in self.effects if e.place.name == name] for name in self.predicts()}

    @property
    def spread(self) -> Parameter:
        """Return the standard deviations."""
        keys = tuple(Key("sd", e.coef, self.group, dpar=e.place.key) for e in self.effects)
        return Parameter(
            f"sd_{self.id}", "vector", (f"M_{self.id}",), (self.size,),
            f"spread of each coefficient over the levels of {self.group}",
            bounds=POSITIVE, keys=keys,
        )  # fmt: skip

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Return the spreads and the standardized coefficients."""
        levels = len(self.grouping.levels)
        return (
            self.spread,
            Parameter(
                f"z_{self.id}", "vector", (f"N_{self.id}",), (self.size, levels),
                "coefficients, standardized", array=(f"M_{self.id}",),
            ),
        )  # fmt: skip

    def defaults(self) -> tuple[Default, ...]:
        """Return the rows of the spreads: of all groups, of this group, of each coefficient."""
        rows: dict[Key, Default] = {}
        for effect in self.effects:
            dpar = effect.place.key
            keys = (
                Key("sd", dpar=dpar),
                Key("sd", group=self.group, dpar=dpar),
                Key("sd", effect.coef, self.group, dpar=dpar),
            )
            rows.setdefault(keys[0], Default(keys[0], "student_t(3, 0, {scale})", POSITIVE, link=None))
            rows.update({key: Default(key) for key in keys[1:]})
        return tuple(rows.values())

    def data(self) -> dict[str, Any]:
        """Return sizes, the level of each row, and the columns."""
        count = self.size * (self.size - 1) // 2
        columns = {f"Z_{self.id}{e.place.suffix}_{e.number}": e.values for e in self.effects}
        sizes = {"N": len(self.grouping.levels), "M": self.size, "NC": count}
        index = {f"J_{self.id}": self.grouping.index + 1}
        return {**columns, **index, **{f"{n}_{self.id}": v for n, v in sizes.items()}}

    def predicts(self) -> tuple[str, ...]:
        """Return the parameters to whose predictors it adds."""
        return tuple(dict.fromkeys(e.place.name for e in self.effects))

    def varies(self, name: str) -> bool:
        """Return that the rows differ."""
        return True

    def variables(self) -> tuple[Variable, ...]:
        """Return the spreads, the correlations, and the coefficients of each level."""
        g = self.group
        spreads = [Variable(f"sd_{g}__{e.name}", "sd", f"sd({e.name})", g) for e in self.effects]
        levels = [Variable(n, "r", group=g) for e in self.effects for n in self.levels_of(e)]
        return (*spreads, *levels)

    def levels_of(self, effect: Effect) -> list[str]:
        """Return the names of one coefficient's values at each level."""
        head = f"r_{self.group}__{effect.place.key}" if effect.place.key else f"r_{self.group}"
        return [f"{head}[{level},{effect.coef}]" for level in self.grouping.labels]

    @property
    def factors(self) -> frozenset[str]:
        """Return the columns that make up the grouping factor."""
        return frozenset(f.text for f in self.grouping.factors)

    @property
    def levels(self) -> tuple[str, ...]:
        """Return the levels that it knows."""
        return self.grouping.levels

    def report(self, cells: Cells) -> dict[str, np.ndarray]:
        """Return the spreads and the coefficients: r = sd * z."""
        sd = cells[f"sd_{self.id}"]
        return self._reported(sd, sd[..., None] * cells[f"z_{self.id}"])

    def _reported(self, sd: np.ndarray, r: np.ndarray) -> dict[str, np.ndarray]:
        found = {f"sd_{self.group}__{e.name}": sd[:, :, i] for i, e in enumerate(self.effects)}
        for i, effect in enumerate(self.effects):
            found.update({n: r[:, :, i, at] for at, n in enumerate(self.levels_of(effect))})
        return found

    def eta(self, name: str, draws: Draws) -> np.ndarray:
        """Return the sum of the coefficients of each row's level: (draws, N)."""
        total: np.ndarray | float = 0.0
        for effect in self.effects:
            if effect.place.name == name:
                levels = draws.matrix(self.levels_of(effect))
                share = levels[:, self.grouping.index]
                total = total + (share * effect.values if effect.has_column else share)
        return np.asarray(total)

    def reads(self) -> frozenset[str]:
        """Return the grouping variables and those of the columns."""
        return self.factors.union(*(design.reads for _, design in self.designs))

    def kept(self, terms: Node, frame: Frame) -> Group:
        """Return only the coefficients that ``terms`` ask for; perhaps none.

        A term of the same group whose columns are all here counts. Of its ID and of ``||`` nothing
        depends, as in brms.
        """
        same = [t for t in read(terms)[0] if t.group == self.group]
        asked = [Design.of(t.effects, frame) for t in same]
        designs = tuple(
            (place, new)
            for place, old in self.designs
            for new in asked
            if set(new.columns) <= set(old.columns)
        )
        return replace(self, designs=designs, effects=effects_of(designs))

    def unseen(self, frame: Frame) -> tuple[str, ...]:
        """Return the levels of other rows that it does not know."""
        return self.grouping.at(frame).unknown

    def with_levels(self, new: tuple[str, ...]) -> Group:
        """Return the piece with further levels after its own."""
        grouping = replace(self.grouping, levels=(*self.grouping.levels, *new))
        return replace(self, grouping=grouping)

    def borrowed(self, draws: Draws, new: str, source: np.ndarray) -> dict[str, np.ndarray]:
        """Return draws of level ``new``: those of the level at ``source``, one for each draw."""
        each = np.arange(source.size)
        columns = [draws.matrix(self.levels_of(e))[each, source] for e in self.effects]
        return self._of_level(new, columns)

    def sampled(self, draws: Draws, new: str, standard: np.ndarray) -> dict[str, np.ndarray]:
        """Return draws of level ``new`` from ``standard`` normal numbers (draws, size)."""
        spread = draws.matrix([f"sd_{self.group}__{e.name}" for e in self.effects])
        r = spread * self._correlated(draws, standard)
        return self._of_level(new, list(r.T))

    def _correlated(self, draws: Draws, standard: np.ndarray) -> np.ndarray:
        return standard

    def _of_level(self, new: str, columns: list[np.ndarray]) -> dict[str, np.ndarray]:
        one = replace(self, grouping=replace(self.grouping, levels=(new,)))
        return {one.levels_of(e)[0]: c for e, c in zip(self.effects, columns, strict=True)}

    def at(self, frame: Frame) -> Group:
        """Return the same coefficients for other rows.

        Raises:
            UnknownLevel: if a row belongs to a level that the fit has not seen.
        """
        grouping = self.grouping.at(frame)
        if grouping.unknown:
            names = ", ".join(f"'{u}'" for u in grouping.unknown)
            raise UnknownLevel(
                f"Levels {names} of grouping factor '{self.group}' cannot be found in the fitted "
                "model. Consider setting argument 'allow_new_levels' to TRUE.",
                hint=f"The fit knows: {', '.join(map(repr, self.grouping.levels[:10]))}.",
            )
        designs = tuple((place, design.at(frame)) for place, design in self.designs)
        return replace(self, grouping=grouping, designs=designs, effects=effects_of(designs))


@dataclass(frozen=True, eq=False)
class CorrelatedGroup(Group):
    """The coefficients of one ID with their correlations."""

    template: ClassVar[str] = "group_correlated"

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Return spreads, standardized coefficients, and the Cholesky factor of the correlations."""
        levels, i = len(self.grouping.levels), self.id
        return (
            self.spread,
            Parameter(
                f"z_{i}", "matrix", (f"M_{i}", f"N_{i}"), (self.size, levels),
                "coefficients, standardized",
            ),
            Parameter(
                f"L_{i}", "cholesky_factor_corr", (f"M_{i}",), (self.size, self.size),
                "Cholesky factor of their correlations", keys=(Key("cor", group=self.group),),
            ),
        )  # fmt: skip

    def defaults(self) -> tuple[Default, ...]:
        """Return the rows of the spreads and of the correlations."""
        rows = (Default(Key("cor"), "lkj(1)"), Default(Key("cor", group=self.group)))
        return (*super().defaults(), *rows)

    @property
    def pairs(self) -> list[tuple[int, int]]:
        """Return the pairs of coefficients: the upper triangle, column by column."""
        return [(j, k) for k in range(self.size) for j in range(k)]

    def _pair(self, j: int, k: int) -> str:
        return f"cor_{self.group}__{self.effects[j].name}__{self.effects[k].name}"

    def _correlated(self, draws: Draws, standard: np.ndarray) -> np.ndarray:
        """Return L z, where L L' is the correlation of each draw."""
        correlation = np.tile(np.eye(self.size), (len(standard), 1, 1))
        for j, k in self.pairs:
            name = self._pair(j, k) if self._pair(j, k) in draws else self._pair(k, j)
            correlation[:, j, k] = correlation[:, k, j] = draws[name]
        factor = np.linalg.cholesky(correlation)
        return np.asarray((factor @ standard[:, :, None])[:, :, 0])

    def variables(self) -> tuple[Variable, ...]:
        """Return the spreads, the correlations, and the coefficients of each level."""
        e = self.effects
        found = [
            Variable(self._pair(j, k), "cor", f"cor({e[j].name},{e[k].name})", self.group)
            for j, k in self.pairs
        ]
        return (*super().variables(), *found)

    def report(self, cells: Cells) -> dict[str, np.ndarray]:
        """Return spreads, correlations and coefficients: r = (diag(sd) L z)'."""
        sd, factor = cells[f"sd_{self.id}"], cells[f"L_{self.id}"]
        r = (sd[..., None] * factor) @ cells[f"z_{self.id}"]
        correlation = factor @ np.swapaxes(factor, -1, -2)
        pairs = {self._pair(j, k): correlation[:, :, j, k] for j, k in self.pairs}
        return {**self._reported(sd, r), **pairs}


def effects_of(designs: tuple[tuple[PlacedDpar, Design], ...]) -> tuple[Effect, ...]:
    """Return the coefficients of a block, numbered across the parameters that share it."""
    columns = [
        (place, name, design.matrix[:, i])
        for place, design in designs
        for i, name in enumerate(design.columns)
    ]
    return tuple(Effect(p, c, n, v) for n, (p, c, v) in enumerate(columns, start=1))


def resolve(placed: list[tuple[PlacedDpar, list[GroupTerm]]], frame: Frame) -> tuple[Group, ...]:
    """Return the blocks of group-level coefficients, numbered as brms numbers them.

    ``placed`` has the terms of each parameter in brms's order of formulas. Within a formula the
    groups go by name; terms that share an ID are one block, which has the number of the first.

    Raises:
        InvalidFormula: if one ID stands for several groups, or a coefficient appears twice.
    """
    blocks: dict[object, list[tuple[PlacedDpar, GroupTerm]]] = {}
    for place, terms in placed:
        for at, term in enumerate(sorted(terms, key=lambda t: collation_key(t.group))):
            blocks.setdefault(term.id or (place.name, at), []).append((place, term))
    _check_duplicates(placed, frame)
    return tuple(_block(n, members, frame) for n, members in enumerate(blocks.values(), start=1))


def _block(number: int, members: list[tuple[PlacedDpar, GroupTerm]], frame: Frame) -> Group:
    first = members[0][1]
    for _, term in members[1:]:
        if term.group != first.group:
            raise InvalidFormula(
                "Can only combine group-level terms of the same grouping factors.",
                span=term.node.span,
                hint=f"The ID '{term.id}' already stands for the group '{first.group}'.",
            )
    designs = tuple((place, Design.of(term.effects, frame)) for place, term in members)
    effects = effects_of(designs)
    correlated = len(effects) > 1 and all(term.correlated for _, term in members)
    kind = CorrelatedGroup if correlated else Group
    return kind(number, Grouping.of(first.factors, frame), designs, effects)


def _check_duplicates(placed: list[tuple[PlacedDpar, list[GroupTerm]]], frame: Frame) -> None:
    for _, terms in placed:
        seen: set[tuple[str, str]] = set()
        for term in terms:
            for coef in Design.of(term.effects, frame).columns:
                if (term.group, coef) in seen:
                    raise InvalidFormula(
                        "Duplicated group-level effects are not allowed.\n"
                        f"Occured for effect '{coef}' of group '{term.group}'.",
                        span=term.node.span,
                    )
                seen.add((term.group, coef))
