"""The base class of regressions that estimate the parameters of a component from a cluster."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, TypeAlias

import numpy as np

from pybrms_mix.family.base import Component, Extra, PlacedDpar
from pybrms_mix.family.links import LINKS
from pybrms_mix.model import observed
from pybrms_mix.model.ir import EqualPiece, Model, PredictorPiece, ValuePiece
from pybrms_mix.start.single_component import Estimates, Rows
from pybrms_mix.start.units import Units

_RIDGE = 1e-6

# A distributional parameter, and a piece that adds to its linear predictor.
Predicted: TypeAlias = tuple[PlacedDpar, PredictorPiece]


@dataclass(frozen=True, eq=False)
class Cluster:
    """A cluster of rows, with the probability that each row belongs to it.

    Attributes:
        shares: the probability that each row belongs to the cluster: (N,).
        rows: all rows.
        informative: whether each row carries information on mu: (N,).
        units: the units: sets of rows that belong to one cluster together.
    """

    shares: np.ndarray
    rows: Rows
    informative: np.ndarray
    units: Units

    @property
    def size(self) -> float:
        """Return the expected number of units in the cluster: rows, or groups of rows."""
        return float(self.shares @ self.units.counts)

    @property
    def count(self) -> float:
        """Return the expected number of rows in the cluster that carry information on mu."""
        return float(self.shares @ self.informative)

    @property
    def weighted(self) -> Rows:
        """Return the rows, weighted by the probability that they belong to the cluster."""
        return Rows(self.rows.y, self.rows.extra, self.shares * self.rows.weights)


@dataclass(frozen=True, eq=False)
class Part:
    """The estimates of a component from one cluster.

    Attributes:
        b: the coefficients of the regression.
        estimates: the other parameters, and the shift of the predictor of mu.
        rows: the expected number of rows.
        size: the expected number of units: rows, or groups of rows.
        unit: the spread of the rows about the regression.
        thresholds: the thresholds of an ordinal component.
    """

    b: np.ndarray
    estimates: Estimates
    rows: float
    size: float
    unit: float
    thresholds: np.ndarray = field(default_factory=lambda: np.zeros(0))


@dataclass(frozen=True)
class Named:
    """Estimates of a component under the names of the model.

    Attributes:
        coefs: the coefficients of the linear predictors, by brms's names.
        steps: approximate standard errors of the coefficients of mu.
        scalars: the other parameters, by Stan's names.
    """

    coefs: Mapping[str, float]
    steps: Mapping[str, float]
    scalars: Mapping[str, float]


@dataclass(frozen=True, eq=False)
class Side(ABC):
    """The regression of one component that estimates its starting values.

    Attributes:
        component: the component.
        z: the response on the link scale: (N,).
        x: the columns with which clusters are searched: (N, columns).
        others: the other parameters with linear predictors, and the pieces of these predictors.
        scalars: the other parameters that are one number.
        rounds: the number of iterations of EM with the component's own density, after clusters were
            searched with normal densities.
        joint: whether the coefficients are those of ``x``. If so, components that share
            coefficients are estimated together.
    """

    rounds: ClassVar[int] = 2
    joint: ClassVar[bool] = False
    component: Component
    z: np.ndarray
    x: np.ndarray
    others: tuple[Predicted, ...]
    scalars: tuple[ValuePiece, ...]

    @property
    @abstractmethod
    def kind(self) -> Hashable:
        """Return a key that is equal for components with the same estimates from each cluster."""

    @property
    @abstractmethod
    def coefficients(self) -> tuple[str, ...]:
        """Return brms's names of the coefficients, some of which other components may share."""

    @abstractmethod
    def part(self, cluster: Cluster, b: np.ndarray) -> Part:
        """Return the estimates from ``cluster``; ``b`` are the coefficients of ``x``."""

    @abstractmethod
    def flat(self, part: Part) -> Part:
        """Return the estimates with slopes of 0."""

    @abstractmethod
    def predicted(self, part: Part) -> np.ndarray:
        """Return the predictor of mu of each row: (N,)."""

    @abstractmethod
    def named(self, part: Part) -> Named:
        """Return the estimates under the names of this component."""

    def height(self, b: np.ndarray, coef: str = "") -> float:
        """Return the mean of ``x`` times ``b`` over all rows, or the coefficient ``coef``."""
        return float((self.x @ b).mean())

    def log_density(self, part: Part, rows: Rows) -> np.ndarray:
        """Return the log density of each row: (N,)."""
        dpars = self.dpars(part)
        return np.asarray(observed.log_density(self.component, rows.y, dpars, rows.extra)[0])

    def mean(self, part: Part, extra: Extra) -> np.ndarray:
        """Return the expected response of each row: (N,)."""
        means = self.component.family.mean(self.dpars(part), extra)
        return np.array(np.broadcast_to(means, (1, len(self.x)))[0])

    def dpars(self, part: Part) -> dict[str, np.ndarray]:
        """Return the parameters on their natural scale: (1, N) or (1, 1)."""
        dpars = {n: np.full((1, 1), v) for n, v in part.estimates.values.items()}
        inverse = LINKS[self.component.link("mu")].inverse
        return {"mu": inverse(self.predicted(part)[None, :]), **dpars}

    def moments(self, cluster: Cluster) -> tuple[np.ndarray, np.ndarray]:
        """Return the products of the columns, (columns, columns), and those with the response."""
        w, x = cluster.shares * cluster.informative, self.x
        gram = (x * w[:, None]).T @ x
        return gram + _RIDGE * np.diag(1e-300 + np.diag(x.T @ x)), x.T @ (w * self.z)

    def solved(self, cluster: Cluster) -> np.ndarray:
        """Return the least squares coefficients of ``x`` for the rows of a cluster: (columns,)."""
        return np.asarray(np.linalg.lstsq(*self.moments(cluster), rcond=None)[0])

    def unit(self, cluster: Cluster, b: np.ndarray) -> float:
        """Return the spread of the rows of a cluster about ``x`` times ``b``."""
        return self.spread(self.z - self.x @ b, cluster.shares * cluster.informative)

    def spread(self, error: np.ndarray, weights: np.ndarray) -> float:
        """Return the weighted spread of ``error``, (N,), with a positive lower limit."""
        floor = 1e-3 * self.z.std() + 1e-9 * (1 + float(np.abs(self.z).max()))
        return max(float(np.sqrt(weights @ error**2 / max(weights.sum(), 1.0))), float(floor))

    def beside(self, found: Estimates) -> tuple[dict[str, float], dict[str, float]]:
        """Return other parameters: intercepts by brms's names, numbers by Stan's names."""
        coefs: dict[str, float] = {}
        for place, piece in self.others:
            coefs |= piece.level(place.name, _linked(place, found.values[place.dpar.name]))
        numbers = {s.sampled: found.values[s.place.dpar.name] for s in self.scalars}
        return coefs, numbers


def mu_of(model: Model, component: Component) -> PlacedDpar:
    """Return the parameter mu of a component."""
    places = (p for p in model.mixture.places if p.component == component.number)
    return next(p for p in places if p.dpar.name == "mu")


def source_of_mu(model: Model, component: Component) -> str:
    """Return the name of the parameter whose predictor is also that of the component's mu."""
    name = mu_of(model, component).name
    return {p.place.name: p.other for p in model.of(EqualPiece) if p.other}.get(name, name)


def others(
    model: Model, component: Component
) -> tuple[tuple[Predicted, ...], tuple[ValuePiece, ...]]:
    """Return the predicted parameters of a component beside mu, and the single numbers."""
    mu = mu_of(model, component)
    places = [p for p in model.mixture.places if p.component == component.number and p != mu]
    predicted = ((p, piece) for p in places for piece in model.of(PredictorPiece)
                 if p.name in piece.predicts())  # fmt: skip
    free = {p.stan for p in model.declared}
    numbers = (v for v in model.of(ValuePiece) if v.place in places and v.sampled in free)
    return tuple(predicted), tuple(numbers)


def _linked(place: PlacedDpar, value: float) -> float:
    return float(LINKS[place.link].forward(np.asarray(value)))
