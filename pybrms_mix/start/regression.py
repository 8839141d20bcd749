"""One component as a linear regression of the response on the link scale."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np

from pybrms_mix.family.base import Component
from pybrms_mix.model.ir import Model
from pybrms_mix.pieces.monotonic.monotonic import Monotonic
from pybrms_mix.pieces.offset import Offset
from pybrms_mix.pieces.population import Population
from pybrms_mix.start.side import Cluster, Named, Part, Side, others, source_of_mu
from pybrms_mix.start.single_component import fitted


@dataclass(frozen=True, eq=False)
class Regression(Side):
    """A linear regression.

    Attributes:
        offset: (N,), taken off z.
        columns: the names of the columns.
        names: brms's names of their coefficients.
    """

    joint: ClassVar[bool] = True
    offset: np.ndarray
    columns: tuple[str, ...]
    names: tuple[str, ...]

    @classmethod
    def of(cls, model: Model, component: Component, kept: np.ndarray, z: np.ndarray) -> Side:
        """Return the regression of ``component`` on the rows ``kept``, where its response is z."""
        mu = coefficients_of_mu(model, component)
        pieces = (mu, mu.beside) if mu.beside else (mu,)
        monotonic = [p for p in model.of(Monotonic) if p.place == mu.place]
        offset = np.zeros(len(kept))
        for piece in model.of(Offset):
            if piece.place == mu.place:
                offset = offset + piece.values[kept]
        x = [*(p.matrix[kept] for p in pieces), *(p.linear[kept] for p in monotonic)]
        return cls(
            component, z - offset, np.column_stack(x).astype(float), *others(model, component),
            offset,
            tuple(c for p in (*pieces, *monotonic) for c in p.columns),
            (*(v.name for p in pieces for v in p.variables()),
             *(v.name for p in monotonic for v in p.slopes)),
        )  # fmt: skip

    @property
    def kind(self) -> Hashable:
        """Return what is the same for components of which each cluster says the same."""
        component = self.component
        links = tuple(sorted(component.links.items()))
        return component.family.name, links, self.columns, bool(self.offset.any())

    @property
    def own(self) -> tuple[str, ...]:
        """Return brms's names of its coefficients."""
        return self.names

    def height(self, b: np.ndarray, coef: str = "") -> float:
        """Return the mean of the predictor over all rows, or the coefficient ``coef``."""
        return float(b[self.columns.index(coef)] if coef else (self.x @ b).mean())

    def part(self, cluster: Cluster, b: np.ndarray) -> Part:
        """Return what ``cluster`` says of this component, whose coefficients are ``b``."""
        unit = self.unit(cluster, b)
        found = fitted(self.component, cluster.weighted, self.x @ b + self.offset, unit)
        return Part(b, found, cluster.count, cluster.size, unit)

    def flat(self, part: Part) -> Part:
        """Return the part without slopes."""
        constant = np.array([c == "Intercept" for c in self.columns])
        level = float((self.x @ part.b).mean())
        return replace(part, b=np.where(constant, level, 0.0))

    def predicted(self, part: Part) -> np.ndarray:
        """Return the predictor of mu of each row: (N,)."""
        return np.asarray(self.x @ part.b + self.offset + part.found.shift)

    def named(self, part: Part) -> Named:
        """Return ``part`` under the names of this component."""
        coefs = {name: float(value) for name, value in zip(self.names, part.b, strict=True)}
        if "Intercept" in self.columns:
            coefs[self.names[self.columns.index("Intercept")]] += part.found.shift
        sizes = np.sqrt((self.x**2).mean(axis=0)) * np.sqrt(part.rows)
        each = zip(self.names, sizes, strict=True)
        steps = {name: part.unit / max(float(size), 1e-9) for name, size in each}
        coefs_beside, numbers = self.beside(part.found)
        return Named(coefs | coefs_beside, steps, numbers)


def coefficients_of_mu(model: Model, component: Component) -> Population:
    """Return the coefficients of a component's mu, which may be those of another one."""
    name = source_of_mu(model, component)
    return next(p for p in model.of(Population) if p.place.name == name)
