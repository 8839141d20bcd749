"""Starting points of the search for the modes of a mixture, and differences between modes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import combinations, islice
from typing import Any

import numpy as np

from pybrms_mix.base.errors import PybrmsError
from pybrms_mix.model import values
from pybrms_mix.model.draws import Draws, Optima, SideOptimum
from pybrms_mix.model.ir import ImputingPiece, Model
from pybrms_mix.results.mixture.alike import interchangeable_at
from pybrms_mix.results.mixture.by_mode import nearest_centres, shares_at
from pybrms_mix.results.mixture.found_modes import FoundModes, SideMaximum
from pybrms_mix.results.mixture.labels import few_rows
from pybrms_mix.results.mixture.mode_differences import differences, matched
from pybrms_mix.stan.engines.protocol import Prepared
from pybrms_mix.stan.prepare.level_parts import Levels
from pybrms_mix.stan.prepare.optimum import Optimum
from pybrms_mix.start.guess import Guess
from pybrms_mix.start.inits import by_stan
from pybrms_mix.start.level_moves import dependent, exchanged, levels_of
from pybrms_mix.start.prior_support import within
from pybrms_mix.start.runaway_warning import runaways_from
from pybrms_mix.start.variants import combined, interleaved, split, transferred, variants

SOLUTIONS = 8
"""The number of solutions of the EM algorithm from which searches start."""

_PLACEMENTS = 6  # the largest number of distinguishable orders of components that are tried


def unfit(model: Model) -> str:
    """Return the reason why optima do not describe the modes of a model; "" if there is none."""
    if model.views and not model.mixture.class_:
        return "the responses have no common class"
    if not model.mixture.thetas:
        return "the model is not a mixture"
    if reason := dependent(model):
        return f"{reason}, so that they cannot be integrated out"
    if model.of(ImputingPiece):
        return "the model imputes missing values"
    if not values.computable(model):
        return "the log density of a component is not available in Python"
    if not model.frame.N:
        return "the data have no rows"
    return ""


class Exploring(Guess):
    """Starting values that also include points near which other modes may lie.

    Attributes:
        random: the number of random assignments of the rows.
        exchanges: the largest number of variants of the best solution. Random assignments are
            included in this number.
    """

    solutions = SOLUTIONS
    random = 8
    exchanges = 60

    def elsewhere(self, same: np.ndarray) -> Iterator[Mapping[str, Any]]:
        """Yield sets of values by Stan's names near which other modes may lie.

        Args:
            same: true for pairs of components that are exchangeable in the model: (K, K).
        """
        # The seed is fixed, so that the search does not depend on the seed of the chains.
        rng = np.random.default_rng(2)
        with np.errstate(all="ignore"):
            yield from self._valid(self._elsewhere(rng, 1 if same.all() else _PLACEMENTS))

    def split(self, cells: Mapping[str, np.ndarray]) -> Iterator[Mapping[str, Any]]:
        """Yield values with one component emptied and another split, from a draw of the program."""
        sample = self._drawn
        z = sample.regressions[0].z[sample.informative]
        yield from self._placed_at(split(self._log_shares_of_drawn(self._draws(cells)).T, z))

    def transferred(self, cells: Mapping[str, np.ndarray]) -> Iterator[Mapping[str, Any]]:
        """Yield values with a part of a component in another one, from a draw of the program."""
        yield from self._placed_at(transferred(self._log_shares_of_drawn(self._draws(cells)).T))

    def _placed_at(
        self, memberships_of_starts: Iterator[np.ndarray]
    ) -> Iterator[Mapping[str, Any]]:
        """Yield the values near memberships of the rows that are clustered, each (K, rows)."""
        with np.errstate(all="ignore"):
            for memberships in memberships_of_starts:
                together = self._drawn.mine.together(memberships)
                yield from self._valid(self._started(together, 1))

    def combined(self, optima: Sequence[Mapping[str, np.ndarray]]) -> Iterator[Mapping[str, Any]]:
        """Yield values near which an optimum may lie that differs from one optimum as two others.

        Args:
            optima: draws of the program at optima. One of the three optima is the last of them.
        """
        if len(optima) < 3:
            return
        exchangeable = self.interchangeable(optima[-1]).astype(bool)
        shares = [np.exp(self._log_shares_of_drawn(self._draws(cells))) for cells in optima]
        for at, base in enumerate(shares):
            labelled = [matched(base, s, exchangeable).T for i, s in enumerate(shares) if i != at]
            *earlier, last = labelled
            is_last = at == len(shares) - 1
            pairs = combinations(labelled, 2) if is_last else ((last, s) for s in earlier)
            for pair in pairs:
                yield from self._placed_at(combined(base.T, pair))

    def _valid(self, starts: Iterator[Any]) -> Iterator[Mapping[str, Any]]:
        """Yield the values of the starts at which the program can start."""
        while True:
            try:
                start = next(starts, None)
                if start is None:
                    return
                if self._allowed(start):
                    yield within(self._model, by_stan(self._model, start.values()))
            except (PybrmsError, ValueError, ArithmeticError, np.linalg.LinAlgError):
                continue

    def _log_shares_of_drawn(self, draws: Draws) -> np.ndarray:
        """Return the logarithms of the memberships of the rows that are clustered: (rows, K)."""
        at = self._drawn.positions[self._drawn.informative]
        frame = self._model.frame
        mask = np.zeros(frame.N, dtype=bool)
        mask[at] = True
        joint = values.log_joint(self._model.at(frame.where(mask)), draws)[0]
        joint = np.clip(np.nan_to_num(joint, nan=-1e9), -1e9, None)
        log_shares = joint - np.logaddexp.reduce(joint, axis=1)[:, None]
        return np.asarray(log_shares[np.argsort(np.argsort(at))])

    def _elsewhere(self, rng: np.random.Generator, orders: int) -> Iterator[Any]:
        sample, solutions = self._drawn, self._solutions
        columns = self._model.frame.data.iloc[sample.positions[sample.informative]]
        columns = columns[[c for c in columns if c in self._predictors]]
        best = solutions[0].shares
        z = sample.regressions[0].z[sample.informative]
        variants_ = variants(best, [z], columns, rng, self.random)
        exchanged = [sample.mine.together(s) for s in islice(variants_, self.exchanges)]
        for memberships in interleaved([s.shares for s in solutions], exchanged):
            yield from self._started(memberships, orders)

    def _started(self, memberships: np.ndarray, orders: int) -> Iterator[Any]:
        """Yield the starts of memberships of the rows that are clustered, (K, rows)."""
        regressions = self._drawn.regressions
        for placed in islice(self._placed(self._clusters(memberships), regressions), orders):
            yield self.start(placed, regressions)

    @cached_property
    def _predictors(self) -> frozenset[str]:
        return frozenset().union(*(p.reads() for p in self._model.pieces))

    @cached_property
    def _few(self) -> Model:
        return few_rows(self._model)

    def _draws(self, cells: Mapping[str, np.ndarray]) -> Draws:
        one_draw = {name: np.asarray(value)[None, None] for name, value in cells.items()}
        return self._model.report(one_draw)

    def point(self, cells: Mapping[str, np.ndarray]) -> tuple[tuple[str, ...], np.ndarray]:
        """Return brms's names and values of the variables for one draw of the program."""
        draws = self._draws(cells)
        return draws.names, draws.values[0, 0]

    def memberships(self, cells: Mapping[str, np.ndarray]) -> np.ndarray:
        """Return the probabilities of the components for one draw of the program's variables."""
        return self.memberships_of(self._draws(cells))

    def memberships_of(self, draws: Draws) -> np.ndarray:
        """Return the probabilities of the components at the first draw in ``draws``: (rows, K)."""
        joint = values.log_joint(self._few, draws)[0]
        joint = np.clip(np.nan_to_num(joint, nan=-1e9), -1e9, None)
        return np.asarray(np.exp(joint - np.logaddexp.reduce(joint, axis=1)[:, None]))

    def nearest(
        self,
        cells: Sequence[Mapping[str, np.ndarray]],
        centres: Sequence[Mapping[str, np.ndarray]],
        same: np.ndarray,
    ) -> tuple[np.ndarray, np.ndarray]:
        """Return the centre whose memberships are nearest to those of each draw.

        Args:
            cells: draws of the program's variables.
            centres: further draws.
            same: which components may be exchanged: (K, K).

        Returns:
            The position of the nearest centre, (draws,), and whether its labels are those of the
            draw, (draws,). An order of the components fixes the labels.
        """
        at, shares = (
            shares_at(self._few, self._model.report(_stacked(draws_of_cells)))
            for draws_of_cells in (centres, cells)
        )
        nearest, orders = nearest_centres(at, shares, same)
        fixed = any(any(p.ordered) or p.type == "positive_ordered" for p in self._model.parameters)
        return nearest, (orders == np.arange(orders.shape[1])).all(axis=1) | fixed

    def interchangeable(self, cells: Mapping[str, np.ndarray]) -> np.ndarray:
        """Return which pairs of components are exchangeable in the model: (K, K)."""
        return interchangeable_at(self._model, self._draws(cells))

    def levels(self, prepared: Prepared) -> Levels | None:
        """Return the coordinates of the levels of groups; None for a model without groups."""
        return levels_of(self._model, prepared)

    def exchanged(self, cells: Mapping[str, np.ndarray]) -> Iterator[Mapping[str, Any]]:
        """Yield values with the labels of two components exchanged in all levels of groups."""
        yield from exchanged(self._model, self._draws(cells))

    def runs_away(self, prepared: Prepared, optimum: Optimum, budget: int) -> tuple[bool, int]:
        """Return whether chains would run away from an optimum, and the number of gradients."""
        with np.errstate(all="ignore"):
            runaways, evaluations = runaways_from(self._model, prepared, optimum, budget)
        return bool(runaways), evaluations

    def matched(self, optima: Optima) -> list[np.ndarray]:
        """Return the memberships of each mode, with the labels of the first: (rows, K)."""
        shares = [self.memberships(cells) for cells in optima.cells]
        if len(shares) < 2:
            return shares
        exchangeable = self.interchangeable(optima.cells[0]).astype(bool)
        return [shares[0], *(matched(shares[0], of_mode, exchangeable) for of_mode in shares[1:])]

    def differences(self, shares: Sequence[np.ndarray]) -> tuple[str, ...]:
        """Describe, from the memberships, how each mode differs from the first mode."""
        return differences(self._model, shares)


def _stacked(draws: Sequence[Mapping[str, np.ndarray]]) -> dict[str, np.ndarray]:
    """Return draws as one chain: variables by name, (1, draws, *shape)."""
    return {name: np.stack([np.asarray(d[name]) for d in draws])[None] for name in draws[0]}


def named_modes(guesses: Exploring, optima: Optima) -> FoundModes:
    """Return the modes under brms's names."""
    points = [guesses.point(cells) for cells in optima.cells]
    shares = guesses.matched(optima)
    return FoundModes(
        points[0][0] if points else (), tuple(tuple(map(float, p)) for _, p in points),
        tuple(map(float, optima.masses)), tuple(map(float, optima.log_densities)),
        optima.searches, optima.gradients, optima.without_mass, "",
        guesses.differences(shares), sizes=tuple(tuple(s.mean(axis=0).tolist()) for s in shares),
        side=tuple(_side(guesses, mode_beside) for mode_beside in optima.side),
    )  # fmt: skip


def _side(guesses: Exploring, optimum: SideOptimum) -> SideMaximum:
    point = tuple(map(float, guesses.point(optimum.cells)[1]))
    return SideMaximum(optimum.mode, point, optimum.log_density)
