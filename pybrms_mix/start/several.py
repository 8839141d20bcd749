"""Starting values of a model of several responses, from the models of single responses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import permutations
from typing import Any

import numpy as np

from pybrms_mix.model.ir import Model, WeightsPiece
from pybrms_mix.model.start_kinds import OrderedPiece, StatementPiece
from pybrms_mix.model.values import together
from pybrms_mix.start.em import Solution, cluster_together
from pybrms_mix.start.guess import ORDERS, ROWS, Guess, Start, guess, kind_of
from pybrms_mix.start.joint import alike, parts
from pybrms_mix.start.side import Cluster, Part, Side
from pybrms_mix.start.single_component import Rows
from pybrms_mix.start.units import Units
from pybrms_mix.start.working import inner, working

_ROUNDS = 6  # iterations of EM with the densities of the families


@dataclass(frozen=True, eq=False)
class Joined:
    """Starting values of all responses together."""

    each: Sequence[Start]

    def values(self, rng: np.random.Generator | None = None) -> dict[str, Any]:
        """Return all values by name; ``rng`` jitters them by about their standard errors."""
        return {name: v for start in self.each for name, v in start.values(rng).items()}


class SeveralGuess(Guess):
    """Starting values of several responses; responses that share a class are clustered jointly."""

    def _proposed(self) -> Iterator[Any]:
        model = self._model
        views = [with_priors(view, name, model) for name, view in model.views.items()]
        members = [v for v in views if v.mixture.class_]
        classless = [Guess(v).starts for v in views if not v.mixture.class_]
        starts_of_views: list[Sequence[Sequence[Start]]] = [
            [[s] for s in starts] for starts in classless
        ]
        if members:
            starts_of_views.append([*ClassRows(model, members).starts()])
        if not all(starts_of_views):
            return
        for at in range(max(map(len, starts_of_views))):
            combination = [starts[min(at, len(starts) - 1)] for starts in starts_of_views]
            yield Joined([s for starts in combination for s in starts])

    def _allowed(self, start: Any) -> bool:
        numbers = [v for s in start.each for v in (*s.named.values(), *s.scalars.values())]
        return bool(np.isfinite(numbers).all()) and self._fits(start.values())


def guess_of(model: Model) -> Guess | str:
    """Return starting values for a model of one response or of several; see ``guess``."""
    return SeveralGuess(model) if model.views and model.frame.N else guess(model)


def with_priors(view: Model, resp: str, model: Model) -> Model:
    """Return the model ``view`` of one response with the priors that the whole model has for it."""
    priors = [p for p in model.of(StatementPiece) if p.key.resp == resp]
    names = {p.stan for p in view.parameters}
    settled = {name: p for name, p in model.settled.items() if name in names}
    return replace(view.with_pieces(*priors), settled=settled)


@dataclass(frozen=True, eq=False)
class _Outcome:
    """One response of a class on some rows.

    Attributes:
        view: the model of the response.
        rows: the values of the response.
        informative: whether each row carries information on mu: (N,).
        sides: the regression of each component.
    """

    view: Model
    rows: Rows
    informative: np.ndarray
    sides: list[Side]

    def clusters(self, shares: np.ndarray, units: Units) -> list[Cluster]:
        """Return the clusters of the rows that have the response, for memberships (K, N)."""
        observed = self.rows.weights > 0
        return [Cluster(s * observed, self.rows, self.informative, units) for s in shares]

    def log_densities(self, placed: Sequence[Part]) -> np.ndarray:
        """Return the log density of each row in each component, (K, N); 0 without a response."""
        log_densities = [
            s.log_density(p, self.rows) for s, p in zip(self.sides, placed, strict=True)
        ]
        density = np.clip(np.nan_to_num(log_densities, nan=-1e6), -1e6, 1e6)
        return np.asarray(density * (self.rows.weights > 0))


class ClassRows:
    """The responses of a class on some rows, which are clustered together."""

    def __init__(self, model: Model, members: Sequence[Model]) -> None:
        self._members = members
        rng = np.random.default_rng(
            1
        )  # The seed is fixed: the seed of the chains changes the jitter, but not the clusters.
        groups, size = together(model), model.frame.N
        units = Units.rows(size) if groups is None else Units.groups(groups.index)
        positions = units.sample(ROWS, rng)
        self._units = units.at(positions)
        self.columns = model.frame.data.iloc[positions]
        self._outcomes = [_outcome(view, positions, rng) for view in members]
        self._rng = rng

    def starts(self) -> Iterator[list[Start]]:
        """Yield starting values of each response, for each solution and each order allowed."""
        for solution in self.solutions(self._rng):
            yield from self.placed(solution.shares)

    @property
    def responses(self) -> list[np.ndarray]:
        """Return the responses on their link scales: each (rows,)."""
        return [o.sides[0].z for o in self._outcomes]

    def solutions(self, rng: np.random.Generator, best: int = 3) -> list[Solution]:
        """Return at most ``best`` solutions of the EM algorithm, the best one first."""
        of_outcomes = [
            (o.sides[0].z, [s.x for s in o.sides], o.informative.astype(float))
            for o in self._outcomes
        ]
        return cluster_together(of_outcomes, self._units, rng, best)

    def together(self, shares: np.ndarray) -> np.ndarray:
        """Return memberships, (K, rows), that are equal in all rows of a unit."""
        return self._units.together(shares)

    def placed(self, shares: np.ndarray) -> Iterator[list[Start]]:
        """Yield starting values of each response near memberships (K, rows), for each order."""
        shares = self._refined(shares)
        for order in self._orders(shares):
            placed = [
                parts(o.sides, o.clusters(shares[order], self._units)) for o in self._outcomes
            ]
            sizes = [float(s @ self._units.counts) for s in shares[order]]
            yield [
                Guess(o.view).start(
                    [replace(p, size=n) for p, n in zip(parts_of_outcome, sizes, strict=True)],
                    o.sides,
                )
                for o, parts_of_outcome in zip(self._outcomes, placed, strict=True)
            ]

    def _refined(self, shares: np.ndarray) -> np.ndarray:
        """Return memberships after some iterations of EM with the families' densities: (K, N)."""
        if any(s.component.family.costly for o in self._outcomes for s in o.sides):
            return shares
        for _ in range(_ROUNDS):
            theta = shares @ self._units.counts + 1
            joint = np.zeros_like(shares) + np.log(theta / theta.sum())[:, None]
            total = sum(
                o.log_densities(parts(o.sides, o.clusters(shares, self._units)))
                for o in self._outcomes
            )
            joint = joint + self._units.summed(np.asarray(total))
            shares = np.exp(joint - np.logaddexp.reduce(joint, axis=0))
        return shares

    def _orders(self, shares: np.ndarray) -> Iterator[list[int]]:
        """Yield the orders of the clusters that the model allows, the ascending order first."""
        lead = next((o for o in self._outcomes if o.view.of(OrderedPiece)), self._outcomes[0])
        ordered_coefs = [p.coef for p in lead.view.of(OrderedPiece) if not p.centered]
        clusters = lead.clusters(shares, self._units)
        side = lead.sides[0]
        keys = [side.height(side.solved(c), *ordered_coefs) for c in clusters]
        if any(w.ascending for w in lead.view.of(WeightsPiece)):
            keys = [float(s @ self._units.counts) for s in shares]
        ascending = [int(k) for k in np.argsort(keys)]
        yield ascending
        if all(alike(o.sides) for o in self._outcomes) or lead.view.of(OrderedPiece):
            return
        if len(ascending) <= ORDERS:
            yield from (list(o) for o in permutations(ascending) if list(o) != ascending)


def _outcome(view: Model, positions: np.ndarray, rng: np.random.Generator) -> _Outcome:
    """Return one response on the rows at the positions ``positions``."""
    piece = view.response()
    extra_of_rows = {
        n: v[positions] if np.shape(v) == piece.y.shape else v for n, v in piece.extra.items()
    }
    observed = piece.observed[positions]
    rows = Rows(piece.y[positions], extra_of_rows, observed.astype(float))
    components = view.mixture.components
    sides = [
        kind_of(view, c).of(view, c, positions, working(c, rows.y, extra_of_rows, rng))
        for c in components
    ]
    return _Outcome(view, rows, inner(components, rows.y) & observed, sides)
