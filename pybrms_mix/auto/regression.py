"""One component as a regression of the response on the link scale, and its other parameters."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, replace
from typing import ClassVar

import numpy as np

from pybrms_mix.auto.component import Found, Rows, fitted
from pybrms_mix.auto.units import Units
from pybrms_mix.family.base import Component, Extra, PlacedDpar
from pybrms_mix.family.links import LINKS
from pybrms_mix.model import observed
from pybrms_mix.model.ir import Model
from pybrms_mix.pieces.offset import Offset
from pybrms_mix.pieces.population import Population
from pybrms_mix.pieces.scalar import Scalar

_RIDGE = 1e-6


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
        others: the pieces of the coefficients of its other parameters.
        scalars: its other parameters that are one number each.
        rounds: of EM by its own density, after clusters have been found as if it were normal.
    """

    rounds: ClassVar[int] = 2
    component: Component
    z: np.ndarray
    x: np.ndarray
    others: tuple[Population, ...]
    scalars: tuple[Scalar, ...]

    @property
    @abstractmethod
    def kind(self) -> Hashable:
        """Return what is the same for components of which each cluster says the same."""

    @abstractmethod
    def part(self, cluster: Cluster) -> Part:
        """Return what ``cluster`` says of this component."""

    @abstractmethod
    def flat(self, part: Part) -> Part:
        """Return the part without slopes."""

    @abstractmethod
    def predicted(self, part: Part) -> np.ndarray:
        """Return the predictor of mu of each row: (N,)."""

    @abstractmethod
    def named(self, part: Part) -> Named:
        """Return ``part`` under the names of this component."""

    def height(self, cluster: Cluster) -> float:
        """Return the mean of the predictor over all rows."""
        return float((self.x @ self.solved(cluster)[0]).mean())

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

    def solved(self, cluster: Cluster) -> tuple[np.ndarray, float, float]:
        """Return coefficients of the columns, the spread about them, and the number of rows."""
        w = cluster.shares * cluster.told
        rows = float(w.sum())
        x = self.x
        gram = (x * w[:, None]).T @ x
        gram = gram + _RIDGE * np.diag(1e-300 + np.diag(x.T @ x))
        b = np.linalg.lstsq(gram, x.T @ (w * self.z), rcond=None)[0]
        return b, self.spread(self.z - x @ b, w), rows

    def spread(self, error: np.ndarray, weights: np.ndarray) -> float:
        """Return the spread of ``error``, (N,); never quite nothing."""
        floor = 1e-3 * self.z.std() + 1e-9 * (1 + float(np.abs(self.z).max()))
        return max(float(np.sqrt(weights @ error**2 / max(weights.sum(), 1.0))), float(floor))

    def beside(self, found: Found) -> tuple[dict[str, float], dict[str, float]]:
        """Return the intercepts of other parameters by brms's names, and numbers by Stan's."""
        coefs: dict[str, float] = {}
        for piece in self.others:
            value = _linked(piece.place, found.values[piece.place.dpar.name])
            columns = zip(piece.columns, piece.variables(), strict=True)
            coefs |= {v.name: value for c, v in columns if c == "Intercept"}
        numbers = {s.parameters[0].stan: found.values[s.place.dpar.name] for s in self.scalars}
        return coefs, numbers


@dataclass(frozen=True, eq=False)
class Regression(Side):
    """A linear regression.

    Attributes:
        offset: (N,), taken off z.
        mu: the piece of its mu's coefficients.
    """

    offset: np.ndarray
    mu: Population

    @classmethod
    def of(cls, model: Model, component: Component, kept: np.ndarray, z: np.ndarray) -> Side:
        """Return the regression of ``component`` on the rows ``kept``, where its response is z."""
        place = mu_of(model, component)
        mu = next(p for p in model.of(Population) if p.place == place)
        offset = np.zeros(len(kept))
        for piece in model.of(Offset):
            if piece.place == place:
                offset = offset + piece.values[kept]
        x = mu.matrix[kept].astype(float)
        return cls(component, z - offset, x, *others(model, component), offset, mu)

    @property
    def kind(self) -> Hashable:
        """Return what is the same for components of which each cluster says the same."""
        component = self.component
        links = tuple(sorted(component.links.items()))
        return component.family.name, links, self.mu.columns, bool(self.offset.any())

    def part(self, cluster: Cluster) -> Part:
        """Return what ``cluster`` says of this component."""
        b, unit, rows = self.solved(cluster)
        found = fitted(self.component, cluster.weighted, self.x @ b + self.offset, unit)
        return Part(b, found, rows, cluster.size, unit)

    def flat(self, part: Part) -> Part:
        """Return the part without slopes."""
        constant = np.array([c == "Intercept" for c in self.mu.columns])
        level = float((self.x @ part.b).mean())
        return replace(part, b=np.where(constant, level, 0.0))

    def predicted(self, part: Part) -> np.ndarray:
        """Return the predictor of mu of each row: (N,)."""
        return np.asarray(self.x @ part.b + self.offset + part.found.shift)

    def named(self, part: Part) -> Named:
        """Return ``part`` under the names of this component."""
        names = dict(zip(self.mu.columns, self.mu.variables(), strict=True))
        coefs = {v.name: float(value) for v, value in zip(names.values(), part.b, strict=True)}
        if "Intercept" in names:
            coefs[names["Intercept"].name] += part.found.shift
        sizes = np.sqrt((self.x**2).mean(axis=0)) * np.sqrt(part.rows)
        each = zip(names.values(), sizes, strict=True)
        steps = {v.name: part.unit / max(float(size), 1e-9) for v, size in each}
        coefs_beside, numbers = self.beside(part.found)
        return Named(coefs | coefs_beside, steps, numbers)


def mu_of(model: Model, component: Component) -> PlacedDpar:
    """Return the place of a component's mu."""
    own = (p for p in model.mixture.places if p.component == component.number)
    return next(p for p in own if p.dpar.name == "mu")


def others(model: Model, component: Component) -> tuple[tuple[Population, ...], tuple[Scalar, ...]]:
    """Return what predicts a component's parameters beside mu, and those that are numbers."""
    mu = mu_of(model, component)
    own = (p for p in model.of(Population) if p.place.component == component.number)
    free = {p.stan for p in model.declared}
    found = (s for s in model.of(Scalar) if s.place.component == component.number)
    numbers = (s for s in found if s.parameters[0].stan in free and not s.place.dpar.stan)
    return tuple(p for p in own if p.place != mu), tuple(numbers)


def _linked(place: PlacedDpar, value: float) -> float:
    return float(LINKS[place.link].forward(np.asarray(value)))
