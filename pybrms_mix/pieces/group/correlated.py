"""Group-level coefficients that are correlated with each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from pybrms_mix.model.draws import Draws
from pybrms_mix.model.ir import Cells
from pybrms_mix.model.parts import Default, Key, Parameter, Variable
from pybrms_mix.pieces.correlations import pairs, start_factor
from pybrms_mix.pieces.group.coefficients import Group


@dataclass(frozen=True, eq=False)
class CorrelatedGroup(Group):
    """The coefficients of one ID with their correlations, separate for each set of levels."""

    template: ClassVar[str] = "group_correlated"

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Return the parameters of an uncorrelated block, and Cholesky factors of correlations."""
        i, square = self.id, (self.size, self.size)
        sets = len(self.strata.sets)
        return (
            self.spread,
            Parameter(
                self.coordinates, "matrix", (f"M_{i}", f"N_{i}"), (self.size, len(self.levels)),
                f"{self.about_coordinates} of each level",
            ),
            Parameter(
                f"L_{i}", "cholesky_factor_corr", (f"M_{i}",),
                (sets, *square) if self.strata.of else square,
                f"Cholesky factor of the correlations of the coefficients of {self.group}",
                keys=(Key("cor", group=self.group),),
                array=(f"Nby_{i}",) if self.strata.of else (),
            ),
        )  # fmt: skip

    def defaults(self) -> tuple[Default, ...]:
        """Return the default priors of the standard deviations and of the correlations."""
        rows = (Default(Key("cor"), "lkj(1)"), Default(Key("cor", group=self.group)))
        return (*super().defaults(), *rows)

    @property
    def pairs(self) -> list[tuple[int, int]]:
        """Return the pairs of coefficients: the upper triangle, column by column."""
        return pairs(self.size)

    def _pair(self, first: str, second: str) -> str:
        return f"cor_{self.group}__{first}__{second}"

    def variables(self) -> tuple[Variable, ...]:
        """Return the standard deviations, the correlations, and the coefficients of each level."""
        correlations = [
            Variable(
                self._pair(n[j], n[k]), "cor", f"cor({n[j]},{n[k]})", self.group, (at[j], at[k]),
                effects=(n[j], n[k]),
            )
            for n, at in zip(self.names, self.slots, strict=True)
            for j, k in self.pairs
        ]  # fmt: skip
        return (*super().variables(), *correlations)

    def report(self, cells: Cells) -> dict[str, np.ndarray]:
        """Return draws of standard deviations, correlations and the coefficients of each level."""
        factor = self._factors(cells)
        correlation = factor @ np.swapaxes(factor, -1, -2)
        pairs = {
            self._pair(n[j], n[k]): correlation[:, :, s, j, k]
            for s, n in enumerate(self.names)
            for j, k in self.pairs
        }
        return {**super().report(cells), **pairs}

    def correlations(self, values: Mapping[str, float]) -> np.ndarray:
        """Return correlation matrices from values by name; other correlations are 0.

        The shape is (sets, size, size).
        """
        matrices = np.tile(np.eye(self.size), (len(self.names), 1, 1))
        for s, n in enumerate(self.names):
            for j, k in self.pairs:
                matrices[s, j, k] = matrices[s, k, j] = values.get(self._pair(n[j], n[k]), 0.0)
        return matrices

    def _start_factors(self, values: Mapping[str, float]) -> np.ndarray:
        """Return the Cholesky factors of the correlations: (sets, size, size)."""
        return start_factor(self.correlations(values), f"The correlations of '{self.group}'")

    def _factors(self, cells: Cells) -> np.ndarray:
        """Return the Cholesky factors: (chains, draws, sets, size, size)."""
        factor = cells[f"L_{self.id}"]
        return factor if self.strata.of else factor[:, :, None]

    def _spread_out(self, sd: np.ndarray, cells: Cells) -> np.ndarray:
        # Each level has the correlations of its own set. As in brms, the part that a related level
        # contributes has the correlations of the set of that related level.
        z, factor = cells[f"z_{self.id}"], self._factors(cells)
        r = np.empty_like(z)
        for s in range(len(self.strata.sets)):
            in_set = self.strata.index == s
            r[..., in_set] = (sd[..., s, None] * factor[:, :, s]) @ z[..., in_set]
        return self._kindred(r)

    def _correlated(self, draws: Draws, standard: np.ndarray, names: tuple[str, ...]) -> np.ndarray:
        """Return L z, where L L' is the correlation matrix of each draw."""
        correlation = np.tile(np.eye(self.size), (len(standard), 1, 1))
        for j, k in self.pairs:
            pair = self._pair(names[j], names[k])
            pair = pair if pair in draws else self._pair(names[k], names[j])
            correlation[:, j, k] = correlation[:, k, j] = draws[pair]
        factor = np.linalg.cholesky(correlation)
        return np.asarray((factor @ standard[:, :, None])[:, :, 0])
