"""What a component says of clusters of rows: the kinds of predictors have this in common."""

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
from pybrms_mix.start.single_component import Found, Rows
from pybrms_mix.start.units import Units

_RIDGE = 1e-6

# A parameter, and a piece that adds to its predictor.
Predicted: TypeAlias = tuple[PlacedDpar, PredictorPiece]


@dataclass(frozen=True, eq=False)
class Cluster:
    """Rows that belong together.

    Attributes:
        shares: the probability that each row is one of them: (N,).
        rows: all rows.
        told: which rows tell of mu.
        units: which rows are one cluster's together.
    """

    shares: np.ndarray
    rows: Rows
    told: np.ndarray
    units: Units

    @property
    def size(self) -> float:
        """Return how many rows it has, or groups where these are mixed."""
        return float(self.shares @ self.units.counts)

    @property
    def count(self) -> float:
        """Return how many of the rows that tell of mu it has."""
        return float(self.shares @ self.told)

    @property
    def weighted(self) -> Rows:
        """Return the rows, each counting as much as it is one of them."""
        return Rows(self.rows.y, self.rows.extra, self.shares * self.rows.weights)


@dataclass(frozen=True, eq=False)
class Part:
    """What one cluster says as a component of one kind.

    Attributes:
        b: the coefficients of its regression.
        found: its other parameters, and how far mu moved.
        rows: how many it has.
        size: how many rows it has, or groups where these are mixed.
        unit: the spread about the regression.
        thresholds: those of an ordinal component.
    """

    b: np.ndarray
    found: Found
    rows: float
    size: float
    unit: float
    thresholds: np.ndarray = field(default_factory=lambda: np.zeros(0))


@dataclass(frozen=True)
class Named:
    """A part as one component of the model.

    Attributes:
        coefs: coefficients of its parameters' predictors by brms's names.
        steps: how far those of mu may be off.
        scalars: its other parameters by Stan's names.
    """

    coefs: Mapping[str, float]
    steps: Mapping[str, float]
    scalars: Mapping[str, float]


@dataclass(frozen=True, eq=False)
class Side(ABC):
    """What a component says of its rows: a predictor of mu, and numbers beside it.

    Attributes:
        component: the component.
        z: its response on the link scale: (N,).
        x: the columns about which clusters are looked for: (N, columns).
        others: its other parameters with the pieces that add to their predictors.
        scalars: its other parameters that are one number each.
        rounds: of EM by its own density, after clusters have been found as if it were normal.
        joint: whether its coefficients are those of ``x``, so that they are fitted together with
            those of other components that have some of them.
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
        """Return what is the same for components of which each cluster says the same."""

    @property
    @abstractmethod
    def own(self) -> tuple[str, ...]:
        """Return brms's names of its coefficients, which other components may have too."""

    @abstractmethod
    def part(self, cluster: Cluster, b: np.ndarray) -> Part:
        """Return what ``cluster`` says of this component; ``b`` are coefficients of ``x``."""

    @abstractmethod
    def flat(self, part: Part) -> Part:
        """Return the part without slopes."""

    @abstractmethod
    def predicted(self, part: Part) -> np.ndarray:
        """Return the predictor of mu of each row: (N,)."""

    @abstractmethod
    def named(self, part: Part) -> Named:
        """Return ``part`` under the names of this component."""

    def height(self, b: np.ndarray, coef: str = "") -> float:
        """Return the mean of ``x`` times ``b`` over all rows, or the coefficient ``coef``."""
        return float((self.x @ b).mean())

    def log_density(self, part: Part, rows: Rows) -> np.ndarray:
        """Return the log density of each row: (N,)."""
        dpars = self.dpars(part)
        return np.asarray(observed.log_density(self.component, rows.y, dpars, rows.extra)[0])

    def mean(self, part: Part, extra: Extra) -> np.ndarray:
        """Return the response that is to be expected of each row: (N,)."""
        found = self.component.family.mean(self.dpars(part), extra)
        return np.array(np.broadcast_to(found, (1, len(self.x)))[0])

    def dpars(self, part: Part) -> dict[str, np.ndarray]:
        """Return the parameters on their natural scale: (1, N) or (1, 1)."""
        own = {n: np.full((1, 1), v) for n, v in part.found.values.items()}
        inverse = LINKS[self.component.link("mu")].inverse
        return {"mu": inverse(self.predicted(part)[None, :]), **own}

    def moments(self, cluster: Cluster) -> tuple[np.ndarray, np.ndarray]:
        """Return the products of the columns, (columns, columns), and those with the response."""
        w, x = cluster.shares * cluster.told, self.x
        gram = (x * w[:, None]).T @ x
        return gram + _RIDGE * np.diag(1e-300 + np.diag(x.T @ x)), x.T @ (w * self.z)

    def solved(self, cluster: Cluster) -> np.ndarray:
        """Return the coefficients of ``x`` that fit the rows of ``cluster`` best: (columns,)."""
        return np.asarray(np.linalg.lstsq(*self.moments(cluster), rcond=None)[0])

    def unit(self, cluster: Cluster, b: np.ndarray) -> float:
        """Return the spread of a cluster's rows about ``x`` times ``b``."""
        return self.spread(self.z - self.x @ b, cluster.shares * cluster.told)

    def spread(self, error: np.ndarray, weights: np.ndarray) -> float:
        """Return the spread of ``error``, (N,); never quite nothing."""
        floor = 1e-3 * self.z.std() + 1e-9 * (1 + float(np.abs(self.z).max()))
        return max(float(np.sqrt(weights @ error**2 / max(weights.sum(), 1.0))), float(floor))

    def beside(self, found: Found) -> tuple[dict[str, float], dict[str, float]]:
        """Return the intercepts of other parameters by brms's names, and numbers by Stan's."""
        coefs: dict[str, float] = {}
        for place, piece in self.others:
            coefs |= piece.level(place.name, _linked(place, found.values[place.dpar.name]))
        numbers = {s.sampled: found.values[s.place.dpar.name] for s in self.scalars}
        return coefs, numbers


def mu_of(model: Model, component: Component) -> PlacedDpar:
    """Return the place of a component's mu."""
    own = (p for p in model.mixture.places if p.component == component.number)
    return next(p for p in own if p.dpar.name == "mu")


def source_of_mu(model: Model, component: Component) -> str:
    """Return the name of the mu whose predictor a component has: its own, or an equal one."""
    name = mu_of(model, component).name
    return {p.place.name: p.other for p in model.of(EqualPiece) if p.other}.get(name, name)


def others(
    model: Model, component: Component
) -> tuple[tuple[Predicted, ...], tuple[ValuePiece, ...]]:
    """Return what predicts a component's parameters beside mu, and those that are numbers."""
    mu = mu_of(model, component)
    own = [p for p in model.mixture.places if p.component == component.number and p != mu]
    predicted = ((p, piece) for p in own for piece in model.of(PredictorPiece)
                 if p.name in piece.predicts())  # fmt: skip
    free = {p.stan for p in model.declared}
    numbers = (v for v in model.of(ValuePiece) if v.place in own and v.sampled in free)
    return tuple(predicted), tuple(numbers)


def _linked(place: PlacedDpar, value: float) -> float:
    return float(LINKS[place.link].forward(np.asarray(value)))
