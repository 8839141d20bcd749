"""Starting values of group-level coefficients, by brms's names and from the data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.model.start_kinds import LevelsPiece
from pybrms_mix.pieces.group.block import Block
from pybrms_mix.pieces.group.multipliers import Effect

# The starting standard deviation of coefficients, as a fraction of the residual standard deviation
# of the response. Groups that start far apart would be taken for components.
_SMALL = 0.25


@dataclass(frozen=True, eq=False)
class StartingBlock(Block, LevelsPiece):
    """A block of group-level coefficients that converts them to the program's parameters."""

    @property
    def standardized(self) -> str:
        """Return Stan's name of the standardised coefficients."""
        return f"z_{self.id}"

    @property
    def rows_of(self) -> tuple[np.ndarray, ...]:
        """Return the position of the level of each row, for each membership."""
        belonging = self.belonging_of(self.responses[0])
        return tuple(part.index for part in belonging.parts)

    @property
    def depends(self) -> str:
        """Return why the coefficients of levels depend on each other; "" if they do not."""
        if self.tail is not None:
            return f"the coefficients of '{self.group}' have Student's t distribution"
        return "" if self.kin is None else f"the levels of '{self.group}' are related (cov)"

    @property
    def names(self) -> tuple[tuple[str, ...], ...]:
        """Return the names of the coefficients in each set of levels: ("mu1_x:by2hi",)."""
        return tuple(tuple(f"{e.name}{by}" for e in self.effects) for by in self.strata.labels)

    def levels_of(self, effect: Effect) -> list[str]:
        """Return the names of one coefficient's values at each level."""
        head = self.array_of(effect)
        return [f"{head}[{level},{effect.coef}]" for level in self.belonging.labels]

    def array_of(self, effect: Effect) -> str:
        """Return the name of the array whose cells are the coefficients of the levels."""
        return f"r_{self.group}__{effect.place.key}" if effect.place.key else f"r_{self.group}"

    def startable(self) -> tuple[str, ...]:
        """Return the names of standard deviations, correlations, and coefficients of the levels."""
        return tuple(v.name for v in self.variables())

    def guessed(self, unit: float) -> dict[str, float]:
        """Return small standard deviations, as a fraction of the residual one, ``unit``."""
        starts = {}
        for names in self.names:
            for effect, name in zip(self.effects, names, strict=True):
                mine = unit if effect.place.dpar.name == "mu" else 1.0
                size = np.sqrt(np.mean([np.mean(np.square(v)) for v in effect.values]))
                starts[f"sd_{self.group}__{name}"] = _SMALL * mine / max(float(size), 1e-6)
        return starts

    def started(self, values: Mapping[str, float]) -> dict[str, Any]:
        """Return the program's parameters, given values by brms's names.

        Standard deviations that are left out start at 1, and correlations and coefficients of
        levels at 0. A parameter of the program is returned only if ``values`` determines a part of
        it, or if another returned parameter depends on it.

        Raises:
            InvalidArgument: for correlations that no correlation matrix has, for standard
                deviations that are not positive if coefficients of levels are given, and for
                coefficients of levels with Student's distribution.
        """
        variables = self.variables()  # with many levels, it takes a while to list them
        kinds = {k: [v.name for v in variables if v.kind == k] for k in ("sd", "cor")}
        levels = [self.levels_of(effect) for effect in self.effects]
        leveled = any(n in values for names in levels for n in names)
        starts: dict[str, Any] = {}
        sd = np.array([values.get(n, 1.0) for n in kinds["sd"]])
        sd = sd.reshape((self.size, len(self.strata.sets)), order="F")
        if leveled or any(n in values for n in kinds["sd"]):
            starts[f"sd_{self.id}"] = sd if self.strata.of else sd[:, 0]
        factors = self._start_factors(values)
        if kinds["cor"] and (leveled or any(n in values for n in kinds["cor"])):
            starts[f"L_{self.id}"] = factors if self.strata.of else factors[0]
        if leveled:
            r = np.array([[values.get(n, 0.0) for n in names] for names in levels])
            starts[f"z_{self.id}"] = self._standardized(r, sd, factors)
        return starts

    def _start_factors(self, values: Mapping[str, float]) -> np.ndarray:
        """Return the Cholesky factors of the correlations: (sets, size, size)."""
        return np.tile(np.eye(self.size), (len(self.strata.sets), 1, 1))

    def _standardized(self, r: np.ndarray, sd: np.ndarray, factors: np.ndarray) -> np.ndarray:
        """Return the standardised coefficients of the coefficients ``r``: (size, levels)."""
        if self.tail is not None:
            raise InvalidArgument(
                f"The coefficients of the levels of '{self.group}' cannot have starting values: "
                "they have Student's t distribution.",
                hint="Give starting values of their standard deviations, or of the standardised "
                f"coefficients, 'z_{self.id}'.",
            )
        if (sd <= 0).any():
            raise InvalidArgument(f"The standard deviations of '{self.group}' must start above 0.")
        independent = r if self.kin is None else np.linalg.solve(self.kin, r.T).T
        z: np.ndarray = independent / sd[:, self.strata.index]
        for s, factor in enumerate(factors):
            mine = self.strata.index == s
            part = z[:, mine]
            z[:, mine] = np.linalg.solve(factor, part)
        return z
