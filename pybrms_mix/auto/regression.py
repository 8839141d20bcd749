"""One component as a regression of the response on the link scale, and its other parameters."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from pybrms_mix.auto.component import Found, Rows, fitted
from pybrms_mix.family.base import Component, PlacedDpar
from pybrms_mix.family.links import LINKS
from pybrms_mix.model import observed
from pybrms_mix.model.ir import Model
from pybrms_mix.pieces.equal import Equal
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
    """

    shares: np.ndarray
    rows: Rows
    told: np.ndarray


@dataclass(frozen=True, eq=False)
class Part:
    """What one cluster says as a component of one kind.

    Attributes:
        b: the coefficients of its regression.
        found: its other parameters, and how far mu moved.
        rows: how many it has.
        unit: the spread about the regression.
    """

    b: np.ndarray
    found: Found
    rows: float
    unit: float


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
class Regression:
    """The regression that a component is.

    Attributes:
        component: the component.
        z: its response on the link scale, offsets taken off: (N,).
        x: its columns: (N, columns).
        offset: (N,).
        columns: their names.
        names: brms's names of their coefficients, which other components may have too.
        predicted: those of its other parameters.
        scalars: its other parameters that are one number each.
    """

    component: Component
    z: np.ndarray
    x: np.ndarray
    offset: np.ndarray
    columns: tuple[str, ...]
    names: tuple[str, ...]
    predicted: tuple[Population, ...]
    scalars: tuple[Scalar, ...]

    @classmethod
    def of(cls, model: Model, component: Component, kept: np.ndarray, z: np.ndarray) -> Regression:
        """Return the regression of ``component`` on the rows ``kept``, where its response is z."""
        own = [p for p in model.of(Population) if p.place.component == component.number]
        mu = _mu(model, component)
        parts = (mu, mu.beside) if mu.beside else (mu,)
        offset = np.zeros(len(kept))
        for piece in model.of(Offset):
            if piece.place == mu.place:
                offset = offset + piece.values[kept]
        free = {p.stan for p in model.declared}
        found = (s for s in model.of(Scalar) if s.place.component == component.number)
        numbers = (s for s in found if s.parameters[0].stan in free and not s.place.dpar.stan)
        return cls(
            component, z - offset, np.column_stack([p.matrix[kept] for p in parts]).astype(float),
            offset, tuple(c for p in parts for c in p.columns),
            tuple(v.name for p in parts for v in p.variables()),
            tuple(p for p in own if p is not mu), tuple(numbers),
        )  # fmt: skip

    @property
    def kind(self) -> Hashable:
        """Return what is the same for components of which each cluster says the same."""
        component = self.component
        links = tuple(sorted(component.links.items()))
        return component.family.name, links, self.columns, bool(self.offset.any())

    def height(self, b: np.ndarray, coef: str = "") -> float:
        """Return the mean of the predictor over all rows, or the coefficient ``coef``."""
        return float(b[self.columns.index(coef)] if coef else (self.x @ b).mean())

    def part(self, cluster: Cluster, b: np.ndarray) -> Part:
        """Return what ``cluster`` says of this component, whose coefficients are ``b``."""
        unit, rows = self.spread(cluster, b)
        weighted = Rows(cluster.rows.y, cluster.rows.extra, cluster.shares * cluster.rows.weights)
        return Part(b, fitted(self.component, weighted, self.x @ b + self.offset, unit), rows, unit)

    def flat(self, part: Part) -> Part:
        """Return the part without slopes."""
        constant = np.array([c == "Intercept" for c in self.columns])
        level = float((self.x @ part.b).mean())
        return replace(part, b=np.where(constant, level, 0.0))

    def log_density(self, part: Part, rows: Rows) -> np.ndarray:
        """Return the log density of each row: (N,)."""
        eta = self.x @ part.b + self.offset + part.found.shift
        own = {n: np.full((1, 1), v) for n, v in part.found.values.items()}
        mu = LINKS[self.component.link("mu")].inverse(eta[None, :])
        return np.asarray(
            observed.log_density(self.component, rows.y, {"mu": mu, **own}, rows.extra)[0]
        )

    def named(self, part: Part) -> Named:
        """Return ``part`` under the names of this component."""
        coefs = {name: float(value) for name, value in zip(self.names, part.b, strict=True)}
        if "Intercept" in self.columns:
            coefs[self.names[self.columns.index("Intercept")]] += part.found.shift
        sizes = np.sqrt((self.x**2).mean(axis=0)) * np.sqrt(part.rows)
        each = zip(self.names, sizes, strict=True)
        steps = {name: part.unit / max(float(size), 1e-9) for name, size in each}
        return Named(coefs | self._others(part.found), steps, self._numbers(part.found))

    def moments(self, cluster: Cluster) -> tuple[np.ndarray, np.ndarray]:
        """Return the products of the columns, (columns, columns), and those with the response."""
        w, x = cluster.shares * cluster.told, self.x
        gram = (x * w[:, None]).T @ x
        return gram + _RIDGE * np.diag(1e-300 + np.diag(x.T @ x)), x.T @ (w * self.z)

    def solved(self, cluster: Cluster) -> np.ndarray:
        """Return the coefficients that fit the rows of ``cluster`` best: (columns,)."""
        return np.asarray(np.linalg.lstsq(*self.moments(cluster), rcond=None)[0])

    def spread(self, cluster: Cluster, b: np.ndarray) -> tuple[float, float]:
        """Return the spread about the regression, and the number of rows."""
        w = cluster.shares * cluster.told
        rows = float(w.sum())
        error = self.z - self.x @ b
        floor = 1e-3 * self.z.std() + 1e-9 * (1 + float(np.abs(self.z).max()))
        return max(float(np.sqrt(w @ error**2 / max(rows, 1.0))), float(floor)), rows

    def _others(self, found: Found) -> dict[str, float]:
        """Return the intercepts of the other parameters' predictors."""
        coefs: dict[str, float] = {}
        for piece in self.predicted:
            value = _linked(piece.place, found.values[piece.place.dpar.name])
            columns = zip(piece.columns, piece.variables(), strict=True)
            coefs |= {v.name: value for c, v in columns if c == "Intercept"}
        return coefs

    def _numbers(self, found: Found) -> dict[str, float]:
        return {s.parameters[0].stan: found.values[s.place.dpar.name] for s in self.scalars}


def _mu(model: Model, component: Component) -> Population:
    """Return the coefficients of a component's mu, which may be those of another one."""
    name = model.mixture.label("mu", component.number)
    other = {p.place.name: p.other for p in model.of(Equal)}.get(name, name)
    return next(p for p in model.of(Population) if p.place.name == other)


def alike(regressions: Sequence[Regression]) -> bool:
    """Return whether it does not matter which cluster is which component.

    They are of one kind, and have coefficients in common with all others or with none.
    """
    names = [set(r.names) for r in regressions]
    common = set.intersection(*names)
    return len({r.kind for r in regressions}) == 1 and all(
        a & b == common for a, b in combinations(names, 2)
    )


def parts(regressions: Sequence[Regression], clusters: Sequence[Cluster]) -> list[Part]:
    """Return what each cluster says of the component beside it.

    Coefficients that several components have are fitted to all of their clusters, each row by the
    spread of its own.
    """
    placed = list(zip(regressions, clusters, strict=True))
    each = [r.solved(c) for r, c in placed]
    names = list(dict.fromkeys(n for r in regressions for n in r.names))
    if len(names) < sum(len(r.names) for r in regressions):
        gram, right = np.zeros((len(names), len(names))), np.zeros(len(names))
        at = [[names.index(n) for n in r.names] for r in regressions]
        for (r, c), own, b in zip(placed, at, each, strict=True):
            precision = r.spread(c, b)[0] ** -2
            products, responses = r.moments(c)
            gram[np.ix_(own, own)] += precision * products
            right[own] += precision * responses
        joint = np.linalg.lstsq(gram, right, rcond=None)[0]
        each = [joint[own] for own in at]
    return [r.part(c, b) for (r, c), b in zip(placed, each, strict=True)]


def _linked(place: PlacedDpar, value: float) -> float:
    return float(LINKS[place.link].forward(np.asarray(value)))
