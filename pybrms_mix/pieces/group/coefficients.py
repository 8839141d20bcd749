"""Group-level coefficients, ``(1 + x | g)``: their variables, and their shares in predictors."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import reduce

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, UnknownLevel
from pybrms_mix.design.frame import Frame
from pybrms_mix.family.base import PlacedDpar
from pybrms_mix.model.draws import Draws
from pybrms_mix.model.ir import Cells, GroupPiece, SpecificPiece
from pybrms_mix.model.parts import Slot, Variable
from pybrms_mix.pieces.group.group_starts import StartingBlock
from pybrms_mix.pieces.group.group_terms import GroupTerm, read
from pybrms_mix.pieces.group.multipliers import Columns, Effect, effects_of
from pybrms_mix.syntax.nodes import Node


@dataclass(frozen=True, eq=False)
class Group(StartingBlock, GroupPiece, SpecificPiece):
    """Uncorrelated group-level coefficients, each with a standard deviation of its own."""

    def variables(self) -> tuple[Variable, ...]:
        """Return the standard deviations, the correlations, and the coefficients of each level."""
        g = self.group
        spreads = [
            Variable(f"sd_{g}__{n}", "sd", f"sd({n})", g, (slot,), effects=(n,))
            for names, slots in zip(self.names, self.slots, strict=True)
            for n, slot in zip(names, slots, strict=True)
        ]
        levels = [
            Variable(
                n, "r", e.name, g, (Slot.of(e.place, e.coef),), level,
                array=self.array_of(e), cell=(level, e.coef), effects=(e.name,),
                base=e.base,
            )
            for e in self.effects
            for n, level in zip(self.levels_of(e), self.belonging.labels, strict=True)
        ]  # fmt: skip
        return (*spreads, *levels)

    @property
    def slots(self) -> tuple[tuple[Slot, ...], ...]:
        """Return the slots of the coefficients in each set of levels."""
        return tuple(
            tuple(Slot.of(e.place, f"{e.coef}{by}") for e in self.effects)
            for by in self.strata.labels
        )

    @property
    def factors(self) -> frozenset[str]:
        """Return the columns that make up the grouping factor."""
        return self.belonging.factors

    def report(self, cells: Cells) -> dict[str, np.ndarray]:
        """Return the draws of the standard deviations and of the coefficients of each level."""
        sd = self._spreads(cells)
        r = self._spread_out(sd, cells)
        report = {
            f"sd_{self.group}__{name}": sd[:, :, i, s]
            for s, names in enumerate(self.names)
            for i, name in enumerate(names)
        }
        if self.tail is not None:
            r = r * self.tail.stretch(cells)[:, :, None]
        for i, effect in enumerate(self.effects):
            report.update({n: r[:, :, i, at] for at, n in enumerate(self.levels_of(effect))})
        return report

    def _spreads(self, cells: Cells) -> np.ndarray:
        """Return the standard deviations: (chains, draws, size, sets)."""
        sd = cells[f"sd_{self.id}"]
        return sd if self.strata.of else sd[..., None]

    def _spread_out(self, sd: np.ndarray, cells: Cells) -> np.ndarray:
        """Return normal coefficients, without Student's factor: (chains, draws, size, levels)."""
        return np.asarray(sd[..., self.strata.index] * self._kindred(cells[f"z_{self.id}"]))

    def _kindred(self, values: np.ndarray) -> np.ndarray:
        """Return independent values of levels after correlating them by ``kin``: (..., levels)."""
        return values if self.kin is None else values @ self.kin.T

    def eta(self, name: str, draws: Draws) -> np.ndarray:
        """Return the sum of the coefficients of the levels of each row: (draws, N)."""
        total: np.ndarray | float = 0.0
        for effect in self.effects:
            if effect.place.name == name and not effect.threshold:
                total = total + self._share(effect, draws)
        return np.asarray(total)

    @property
    def specific(self) -> tuple[PlacedDpar, ...]:
        """Return the mus that have coefficients with a separate value for each threshold."""
        return tuple(dict.fromkeys(e.place for e in self.effects if e.threshold))

    def effects_on_thresholds(self, place: PlacedDpar, draws: Draws) -> list[np.ndarray]:
        """Return the sums of the coefficients of ``cs()`` at each threshold: (draws, N)."""
        effects = [e for e in self.effects if e.threshold and e.place == place]
        shares = {
            k: [e for e in effects if e.threshold == k]
            for k in sorted({e.threshold for e in effects})
        }
        return [
            reduce(np.add, (self._share(e, draws) for e in effects_of_cut))
            for effects_of_cut in shares.values()
        ]

    def _share(self, effect: Effect, draws: Draws) -> np.ndarray:
        """Return the share of one coefficient in each row, summed over memberships: (draws, N)."""
        levels = draws.matrix(self.levels_of(effect))
        belonging = self.belonging_of(effect.place.resp)
        parts = zip(belonging.parts, belonging.shares(), effect.values, strict=True)
        total: np.ndarray | float = 0.0
        for part, weights, column in parts:
            share = levels[:, part.index] * effect.multiplied(column, draws)
            total = total + (share * weights if belonging.several else share)
        return np.asarray(total)

    def reads(self) -> frozenset[str]:
        """Return the variables of the groups, of the weights and of the columns."""
        return self.belonging.reads.union(*(columns.reads for _, columns in self.columns))

    def with_terms(self, terms: Node, frame: Frame) -> Group:
        """Return the piece with the coefficients of ``terms`` alone, possibly none.

        Terms of the same group are kept if this piece has all of their columns. As in brms, their
        ID and ``||`` do not matter.
        """
        terms_of_group = [t for t in read(terms)[0] if t.group == self.group and _known(t, frame)]
        columns = tuple(
            (place, new)
            for place, old in self.columns
            for new in (
                Columns.of(t.effects, frame.of_response(place.resp), len(t.factors), old.earlier)
                for t in terms_of_group
            )
            if set(new.names) <= set(old.names)
        )
        return replace(self, columns=columns, effects=effects_of(columns))

    def unseen(self, frame: Frame) -> tuple[str, ...]:
        """Return the levels of other rows that the fit does not know."""
        return self.belonging.at(frame).unknown

    def with_levels(self, new: tuple[str, ...], frame: Frame) -> Group:
        """Return the piece with further levels, which occur in ``frame``, after its own levels."""
        extended = self.belonging.with_levels(new)
        belonging_here = extended.at(frame)
        return replace(
            self, belonging=extended, strata=self.strata.with_levels(belonging_here, frame),
            partition=self.partition.with_levels(belonging_here, frame),
        )  # fmt: skip

    def peers(self, level: str) -> np.ndarray:
        """Return the positions of the levels that have the same distribution as ``level``."""
        return self.partition.peers(self.levels.index(level))

    def borrowed(self, draws: Draws, new: str, source: np.ndarray) -> dict[str, np.ndarray]:
        """Return draws of the level ``new``: those of the levels at the positions ``source``."""
        draw_numbers = np.arange(source.size)
        names_of_effects = [[n for n in self.levels_of(e) if n in draws] for e in self.effects]
        columns = [draws.matrix(names)[draw_numbers, source] for names in names_of_effects]
        return self._of_level(new, columns)

    def sampled(self, draws: Draws, new: str, standard: np.ndarray) -> dict[str, np.ndarray]:
        """Return draws of the level ``new`` from the normal numbers ``standard``: (draws, size).

        Raises:
            InvalidArgument: if the coefficients have Student's distribution.
        """
        if self.tail is not None:
            raise InvalidArgument(
                "Option sample_new_levels = 'gaussian' is not available for non-gaussian "
                "group-level effects.",
                hint=f"The effects of '{self.group}' have Student's t distribution. Functions "
                "that integrate over the effects of a person need dist = 'gaussian'.",
            )
        names = self.names[self.strata.index[self.levels.index(new)]]
        spread = draws.matrix([f"sd_{self.group}__{name}" for name in names])
        r = spread * self._correlated(draws, standard, names)
        return self._of_level(new, list(r.T))

    def _correlated(self, draws: Draws, standard: np.ndarray, names: tuple[str, ...]) -> np.ndarray:
        return standard

    def _of_level(self, new: str, columns: list[np.ndarray]) -> dict[str, np.ndarray]:
        at = self.levels.index(new)
        return {self.levels_of(e)[at]: c for e, c in zip(self.effects, columns, strict=True)}

    def at(self, frame: Frame) -> Group:
        """Return the same coefficients for other rows.

        Raises:
            UnknownLevel: if a row belongs to a level that the fit has not seen.
        """
        belonging = self.belonging.at(frame)
        if belonging.unknown:
            names = ", ".join(f"'{u}'" for u in belonging.unknown)
            raise UnknownLevel(
                f"Levels {names} of grouping factor '{self.group}' cannot be found in the fitted "
                "model. Consider setting argument 'allow_new_levels' to TRUE.",
                hint=f"The fit has the levels: {', '.join(map(repr, self.levels[:10]))}.",
            )
        columns = tuple(
            (
                place,
                columns_of_place
                if _elsewhere(place.resp, frame)
                else columns_of_place.at(frame.of_response(place.resp)),
            )
            for place, columns_of_place in self.columns
        )
        own_belonging = {
            r: self.belonging_of(r) if _elsewhere(r, frame) else self.belonging.at(frame.parts[r])
            for r in self.responses
            if _elsewhere(r, frame) or r in frame.parts
        }
        effects = effects_of(columns)
        return replace(
            self, belonging=belonging, columns=columns, effects=effects, own=own_belonging
        )


def _elsewhere(resp: str, frame: Frame) -> bool:
    """Return whether the rows are those of another response than ``resp``."""
    return frame.resp not in ("", resp)


def _known(term: GroupTerm, frame: Frame) -> bool:
    return all(name.text in frame.data for name in term.variables())
