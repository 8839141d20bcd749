"""Starting values from the data: clusters of rows, regressions in them, other parameters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import permutations
from typing import Any, ClassVar

import numpy as np

from pybrms_mix.base.errors import PybrmsError
from pybrms_mix.family.base import Component
from pybrms_mix.model.ir import (
    ImputingPiece,
    Model,
    NonlinearPiece,
    PredictorPiece,
    WeightsPiece,
)
from pybrms_mix.model.start_kinds import OrderedPiece
from pybrms_mix.model.values import response, together
from pybrms_mix.start.em import Solution, cluster
from pybrms_mix.start.inits import by_stan
from pybrms_mix.start.joint import alike, parts
from pybrms_mix.start.nonlinear_component import Curve
from pybrms_mix.start.ordinal_component import Ordinal
from pybrms_mix.start.prior_support import within
from pybrms_mix.start.regression import Regression
from pybrms_mix.start.side import Cluster, Part, Side, source_of_mu
from pybrms_mix.start.single_component import Rows
from pybrms_mix.start.units import Units
from pybrms_mix.start.working import inner, working

ROWS = 400  # the largest number of rows that are clustered
_STARTS = 3  # the number of solutions of the EM algorithm at which the chains may start
_USUAL = (1e-2, 1e4)  # standard deviations of responses with which coordinates are comparable
ORDERS = 4  # the largest number of components for which all orders are tried


def guess(model: Model) -> Guess | str:
    """Return starting values for a model, or "random" if its data do not determine any."""
    return Guess(model) if model.frame.N else "random"


@dataclass(frozen=True, eq=False)
class Start:
    """One set of starting values.

    Attributes:
        named: coefficients, proportions and standard deviations of groups, by brms's names.
        scalars: other parameters that are one number, by Stan's names.
        steps: approximate standard errors of coefficients, by brms's names.
        responses: the expected response of each component in rows without a response: (K, rows).
        theta: the proportions of the components: (K,).
        missing: the pieces whose parameters are the values of missing responses.
    """

    named: Mapping[str, float]
    scalars: Mapping[str, float]
    steps: Mapping[str, float]
    responses: np.ndarray
    theta: np.ndarray
    missing: tuple[ImputingPiece, ...] = ()

    def values(self, rng: np.random.Generator | None = None) -> dict[str, Any]:
        """Return all values by name; ``rng`` jitters them by about their standard errors."""
        which = np.full(self.responses.shape[1], self.theta.argmax())
        coefs = dict(self.named)
        if rng is not None:
            coefs = {n: v + self.steps.get(n, 0.0) * rng.normal() for n, v in coefs.items()}
            which = rng.choice(len(self.theta), size=len(which), p=self.theta)
        values: dict[str, Any] = {**coefs, **self.scalars}
        for piece in self.missing:
            values |= piece.filled(self.responses[which, np.arange(len(which))])
        return values


@dataclass(frozen=True, eq=False)
class Drawn:
    """The rows that are clustered.

    Attributes:
        rows: a sample of the rows.
        units: the units: sets of rows that belong to one cluster together.
        positions: the positions of the rows of the sample.
        regressions: the regressions of the components.
        informative: true for the rows of the sample that are clustered.
        rng: the generator of the clusters.
    """

    rows: Rows
    units: Units
    positions: np.ndarray
    regressions: list[Side]
    informative: np.ndarray
    rng: np.random.Generator

    @property
    def mine(self) -> Units:
        """Return the units of the rows that are clustered."""
        return self.units.at(self.informative)


class Guess:
    """Starting values that are computed when they are first needed.

    Attributes:
        solutions: the number of solutions of the EM algorithm that are computed.
    """

    solutions: ClassVar[int] = _STARTS

    def __init__(self, model: Model) -> None:
        self._model = model

    def candidates(self) -> Sequence[Mapping[str, Any]]:
        """Return sets of values by Stan's names: solutions of EM in all allowed orders."""
        return self._candidates

    @cached_property
    def _candidates(self) -> list[Mapping[str, Any]]:
        return [within(self._model, by_stan(self._model, s.values())) for s in self.starts]

    def near(self, at: int, rng: np.random.Generator) -> Mapping[str, Any]:
        """Return the candidate at position ``at``, jittered by about its standard errors."""
        try:
            return within(self._model, by_stan(self._model, self.starts[at].values(rng)))
        except PybrmsError:  # the jitter broke the order of the components
            return self.candidates()[at]

    def unusual_units(self) -> bool:
        """Return whether the standard deviation of a response is far from 1."""
        places = [
            p for p in self._model.mixture.places if p.dpar.name == "mu" and p.link == "identity"
        ]
        spreads = [float(np.nanstd(self._model.response(p.resp).y.astype(float))) for p in places]
        return any(s > 0 and not _USUAL[0] < s < _USUAL[1] for s in spreads)

    @cached_property
    def starts(self) -> list[Start]:
        """Return sets of starting values: solutions of EM, each in the orders allowed."""
        try:
            with np.errstate(all="ignore"):
                return [s for s in self._proposed() if self._allowed(s)]
        except (ValueError, ArithmeticError, np.linalg.LinAlgError):
            return []  # Too few or degenerate rows: the chains start at random.

    def _allowed(self, start: Start) -> bool:
        numbers = [*start.named.values(), *start.scalars.values()]
        finite = bool(np.isfinite(numbers).all() and np.isfinite(start.responses).all())
        return finite and self._fits(start.values())

    def _fits(self, values: Mapping[str, Any]) -> bool:
        """Return whether the program can start at ``values``."""
        try:
            by_stan(self._model, values)
        except PybrmsError:
            return False
        return True

    def _proposed(self) -> Iterator[Start]:
        regressions = self._drawn.regressions
        for solution in self._solutions[:_STARTS]:
            for placed in self._placed(self._clusters(solution.shares), regressions):
                yield self.start(placed, regressions)
                # With a slope, a predictor may leave the domain of its link. Then starting values
                # without slopes are tried.
                yield self.start(
                    [r.flat(p) for r, p in zip(regressions, placed, strict=True)], regressions
                )

    @cached_property
    def _drawn(self) -> Drawn:
        # The seed of the chains changes the jitter, not the solutions.
        rng = np.random.default_rng(1)
        rows, units, positions, regressions = self._rows(rng)
        is_informative = inner(self._model.mixture.components, rows.y)
        return Drawn(rows, units, positions, regressions, is_informative, rng)

    @cached_property
    def _solutions(self) -> list[Solution]:
        sample = self._drawn
        designs = apart(sample.regressions, sample.informative)
        return cluster(*designs, sample.rng, best=self.solutions, units=sample.mine)

    def _clusters(self, memberships: np.ndarray) -> list[Cluster]:
        """Return the clusters for memberships of the rows that are clustered, (K, rows)."""
        sample = self._drawn
        shares = np.zeros((len(sample.regressions), len(sample.rows.y)))
        shares[:, sample.informative] = memberships
        return [Cluster(s, sample.rows, sample.informative, sample.units) for s in shares]

    def _placed(
        self, clusters: Sequence[Cluster], regressions: Sequence[Side]
    ) -> Iterator[list[Part]]:
        """Yield the estimates of the components for each order of the clusters, sorted first."""
        first = regressions[0]
        by_size = any(w.ascending for w in self._model.of(WeightsPiece))
        ordered_coefs = [o.coef for o in self._model.of(OrderedPiece) if not o.centered]
        keys = [
            c.size if by_size else first.height(first.solved(c), *ordered_coefs) for c in clusters
        ]
        ascending = [clusters[int(i)] for i in np.argsort(keys)]
        orders = [tuple(range(len(clusters)))]
        if not self._model.of(OrderedPiece) and len(clusters) <= ORDERS:
            orders = list(permutations(orders[0]))
        if not alike(regressions):
            yield from (_refined([ascending[i] for i in o], regressions, 1) for o in orders)
            return
        refined = _refined(ascending, regressions, first.rounds)
        # The further iterations may have changed the order of the components.
        heights = [
            p.size if by_size
            else first.height(p.b, *ordered_coefs) if ordered_coefs
            else float(first.predicted(p).mean())
            for p in refined
        ]  # fmt: skip
        refined = [refined[int(i)] for i in np.argsort(heights)]
        yield from ([refined[i] for i in order] for order in orders)

    def _rows(self, rng: np.random.Generator) -> tuple[Rows, Units, np.ndarray, list[Side]]:
        """Return a sample of rows, their units and positions, and the regressions of components."""
        y, extra = response(self._model)
        groups = together(self._model)
        units = Units.rows(len(y)) if groups is None else Units.groups(groups.index)
        observed = np.flatnonzero(~np.isnan(y))  # Other responses are missing and imputed: mi().
        positions = observed[units.at(observed).sample(ROWS, rng)]
        extra_of_rows = {n: v[positions] if np.shape(v) == y.shape else v for n, v in extra.items()}
        weights = np.asarray(extra_of_rows.get("weights", np.ones(len(positions))), dtype=float)
        rows = Rows(y[positions], extra_of_rows, weights)
        regressions = [
            kind_of(self._model, c).of(
                self._model, c, positions, working(c, rows.y, extra_of_rows, rng)
            )
            for c in self._model.mixture.components
        ]
        return rows, units.at(positions), positions, regressions

    def start(self, placed: Sequence[Part], regressions: Sequence[Side]) -> Start:
        """Return the starting values that follow from the estimates of the components."""
        model = self._model
        scalars: dict[str, float] = {}
        steps: dict[str, float] = {}
        coefs: list[tuple[Mapping[str, float], float]] = []
        for regression, part in zip(regressions, placed, strict=True):
            estimates = regression.named(part)
            coefs.append((estimates.coefs, part.rows + 1))
            scalars |= estimates.scalars
            steps |= estimates.steps
        by_name = _averaged(coefs)
        theta = np.array([p.size + 1 for p in placed])
        theta = theta / theta.sum()
        for weights in model.of(WeightsPiece):
            by_name |= weights.shares(theta)
            for name, odds in weights.log_odds(theta).items():
                for piece in model.of(PredictorPiece):
                    by_name |= piece.level(name, odds) if name in piece.predicts() else {}
        unit = min(p.unit for p in placed)
        for piece_of_model in model.pieces:
            by_name |= piece_of_model.guessed(unit)
        responses = self._responses(placed)
        missing = tuple(model.of(ImputingPiece)) if responses.size else ()
        return Start(by_name, scalars, steps, responses, theta, missing)

    def _responses(self, placed: Sequence[Part]) -> np.ndarray:
        """Return the expected response of each component in rows without a response: (K, rows)."""
        y, extra = response(self._model)
        missing = np.isnan(y)
        if not missing.any():
            return np.zeros((len(placed), 0))
        extra_of_rows = {n: v[missing] if np.shape(v) == y.shape else v for n, v in extra.items()}
        means = [
            side.mean(part, extra_of_rows) for side, part in zip(self._holes, placed, strict=True)
        ]
        # A missing response may have any value in the range of the observed responses.
        return np.asarray(np.clip(means, np.nanmin(y), np.nanmax(y)))

    @cached_property
    def _holes(self) -> list[Side]:
        """Return the regression of each component on the rows without a response."""
        model = self._model
        at = np.flatnonzero(np.isnan(response(model)[0]))
        components = model.mixture.components
        return [kind_of(model, c).of(model, c, at, np.zeros(len(at))) for c in components]


def kind_of(model: Model, component: Component) -> type[Regression] | type[Curve]:
    """Return the class of regression that fits a component."""
    if component.family.ordinal:
        return Ordinal
    curved = {name for piece in model.of(NonlinearPiece) for name in piece.predicts()}
    return Curve if source_of_mu(model, component) in curved else Regression


def apart(regressions: Sequence[Side], told: np.ndarray) -> tuple[np.ndarray, list[np.ndarray]]:
    """Return the variable to cluster, and the columns of the regression of each cluster.

    Components with equal predictors differ in their spread. The variable is then the cube root of
    the squared residuals, which is nearly normal (Wilson and Hilferty, 1931).
    """
    first = regressions[0]
    z, designs = first.z[told], [r.x[told] for r in regressions]
    if len({r.coefficients for r in regressions}) > 1 or not regressions[1:]:
        return z, designs
    residuals = z - designs[0] @ np.linalg.lstsq(designs[0], z, rcond=None)[0]
    return np.cbrt(residuals**2), [np.ones((len(z), 1)) for _ in designs]


def _averaged(estimates: Sequence[tuple[Mapping[str, float], float]]) -> dict[str, float]:
    """Return values by name. A name that several components have gets their weighted mean."""
    sums: dict[str, np.ndarray] = {}
    for values, weight in estimates:
        for name, value in values.items():
            sums[name] = sums.get(name, np.zeros(2)) + weight * np.array([value, 1.0])
    return {name: float(total[0] / total[1]) for name, total in sums.items()}


def _refined(clusters: Sequence[Cluster], regressions: Sequence[Side], rounds: int) -> list[Part]:
    """Return the estimates after some iterations of EM with the densities of the components."""
    placed = parts(regressions, clusters)
    costly = any(r.component.family.costly for r in regressions)
    for _ in range(rounds if clusters[1:] and not costly else 0):
        first = clusters[0]
        theta = np.log([p.size + 1 for p in placed])
        densities = [r.log_density(p, first.rows) for r, p in zip(regressions, placed, strict=True)]
        density = np.clip(np.nan_to_num(densities, nan=-1e6), -1e6, 1e6)
        joint = first.units.summed(density) + theta[:, None]
        shares = np.exp(joint - np.logaddexp.reduce(joint, axis=0))
        clusters = [replace(first, shares=s) for s in shares]
        placed = parts(regressions, clusters)
    return placed
