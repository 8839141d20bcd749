"""One component as a regression of the response on the link scale, and its other parameters."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

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
    scalars: Mapping[str, Any]


@dataclass(frozen=True, eq=False)
class Regression:
    """The regression that a component is.

    Attributes:
        component: the component.
        z: its response on the link scale, offsets taken off: (N,).
        x: its columns: (N, columns).
        offset: (N,).
        mu: the piece of its mu's coefficients.
        others: those of its other parameters.
        scalars: its other parameters that are one number each.
    """

    component: Component
    z: np.ndarray
    x: np.ndarray
    offset: np.ndarray
    mu: Population
    others: tuple[Population, ...]
    scalars: tuple[Scalar, ...]

    @classmethod
    def of(cls, model: Model, component: Component, kept: np.ndarray, z: np.ndarray) -> Regression:
        """Return the regression of ``component`` on the rows ``kept``, where its response is z."""
        own = [p for p in model.of(Population) if p.place.component == component.number]
        mu = next(p for p in own if p.place.dpar.name == "mu")
        offset = np.zeros(len(kept))
        for piece in model.of(Offset):
            if piece.place == mu.place:
                offset = offset + piece.values[kept]
        free = {p.stan for p in model.declared}
        found = (s for s in model.of(Scalar) if s.place.component == component.number)
        numbers = (s for s in found if s.parameters[0].stan in free and not s.place.dpar.stan)
        return cls(
            component, z - offset, mu.matrix[kept].astype(float), offset, mu,
            tuple(p for p in own if p is not mu), tuple(numbers),
        )  # fmt: skip

    @property
    def kind(self) -> Hashable:
        """Return what is the same for components of which each cluster says the same."""
        component = self.component
        links = tuple(sorted(component.links.items()))
        return component.family.name, links, self.mu.columns, bool(self.offset.any())

    def height(self, cluster: Cluster) -> float:
        """Return the mean of the predictor over all rows."""
        return float((self.x @ self._solved(cluster)[0]).mean())

    def part(self, cluster: Cluster) -> Part:
        """Return what ``cluster`` says of this component."""
        b, unit, rows = self._solved(cluster)
        weighted = Rows(cluster.rows.y, cluster.rows.extra, cluster.shares * cluster.rows.weights)
        found = fitted(self.component, weighted, self.x @ b + self.offset, unit)
        return Part(b, found, rows, cluster.size, unit)

    def flat(self, part: Part) -> Part:
        """Return the part without slopes."""
        constant = np.array([c == "Intercept" for c in self.mu.columns])
        level = float((self.x @ part.b).mean())
        return replace(part, b=np.where(constant, level, 0.0))

    def predicted(self, part: Part) -> np.ndarray:
        """Return the predictor of mu of each row: (N,)."""
        return np.asarray(self.x @ part.b + self.offset + part.found.shift)

    def log_density(self, part: Part, rows: Rows) -> np.ndarray:
        """Return the log density of each row: (N,)."""
        dpars = self._dpars(part)
        return np.asarray(observed.log_density(self.component, rows.y, dpars, rows.extra)[0])

    def mean(self, part: Part, extra: Extra) -> np.ndarray:
        """Return the response that is to be expected of each row: (N,)."""
        found = self.component.family.mean(self._dpars(part), extra)
        return np.broadcast_to(found, (1, len(self.x)))[0]

    def _dpars(self, part: Part) -> dict[str, np.ndarray]:
        own = {n: np.full((1, 1), v) for n, v in part.found.values.items()}
        inverse = LINKS[self.component.link("mu")].inverse
        return {"mu": inverse(self.predicted(part)[None, :]), **own}

    def named(self, part: Part) -> Named:
        """Return ``part`` under the names of this component."""
        names = dict(zip(self.mu.columns, self.mu.variables(), strict=True))
        coefs = {v.name: float(value) for v, value in zip(names.values(), part.b, strict=True)}
        if "Intercept" in names:
            coefs[names["Intercept"].name] += part.found.shift
        sizes = np.sqrt((self.x**2).mean(axis=0)) * np.sqrt(part.rows)
        each = zip(names.values(), sizes, strict=True)
        steps = {v.name: part.unit / max(float(size), 1e-9) for v, size in each}
        return Named(coefs | self._others(part.found), steps, self._numbers(part.found))

    def _solved(self, cluster: Cluster) -> tuple[np.ndarray, float, float]:
        """Return coefficients, the spread about them, and the number of rows."""
        w = cluster.shares * cluster.told
        rows = float(w.sum())
        x = self.x
        gram = (x * w[:, None]).T @ x
        gram = gram + _RIDGE * np.diag(1e-300 + np.diag(x.T @ x))
        b = np.linalg.lstsq(gram, x.T @ (w * self.z), rcond=None)[0]
        error = self.z - x @ b
        floor = 1e-3 * self.z.std() + 1e-9 * (1 + float(np.abs(self.z).max()))
        return b, max(float(np.sqrt(w @ error**2 / max(rows, 1.0))), float(floor)), rows

    def _others(self, found: Found) -> dict[str, float]:
        """Return the intercepts of the other parameters' predictors."""
        coefs: dict[str, float] = {}
        for piece in self.others:
            value = _linked(piece.place, found.values[piece.place.dpar.name])
            columns = zip(piece.columns, piece.variables(), strict=True)
            coefs |= {v.name: value for c, v in columns if c == "Intercept"}
        return coefs

    def _numbers(self, found: Found) -> dict[str, float]:
        return {s.parameters[0].stan: found.values[s.place.dpar.name] for s in self.scalars}


def _linked(place: PlacedDpar, value: float) -> float:
    return float(LINKS[place.link].forward(np.asarray(value)))
