"""The starting values of a component by linear regression on the link scale."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np

from pybrms_mix.family.base import Component
from pybrms_mix.model.ir import Model, PredictorPiece
from pybrms_mix.start.side import Cluster, Named, Part, Side, others, source_of_mu
from pybrms_mix.start.single_component import fitted


@dataclass(frozen=True, eq=False)
class Regression(Side):
    """A linear regression.

    Attributes:
        offset: the offset, which is subtracted from the response: (N,).
        columns: the names of the columns.
        names: brms's names of the coefficients.
    """

    joint: ClassVar[bool] = True
    offset: np.ndarray
    columns: tuple[str, ...]
    names: tuple[str, ...]

    @classmethod
    def of(cls, model: Model, component: Component, kept: np.ndarray, z: np.ndarray) -> Side:
        """Return the regression of ``component`` on the rows ``kept``, whose response is ``z``."""
        mu = source_of_mu(model, component)
        shares = [p for p in model.of(PredictorPiece) if mu in p.predicts()]
        # The coefficients of the component alone come before those that it shares with others.
        shares.sort(key=lambda p: len(p.predicts()) > 1)
        offset = np.zeros(len(kept))
        for offset_of_piece in (p.known(mu) for p in shares):
            offset = offset + (0.0 if offset_of_piece is None else offset_of_piece[kept])
        columns = [r for r in (p.regressors(mu) for p in shares) if r is not None]
        x = np.column_stack([r.values[kept] for r in columns]).astype(float)
        return cls(
            component, z - offset, x, *others(model, component), offset,
            tuple(c for r in columns for c in r.coefs),
            tuple(n for r in columns for n in r.names),
        )  # fmt: skip

    @property
    def kind(self) -> Hashable:
        """Return a key that is equal for components with the same estimates from each cluster."""
        component = self.component
        links = tuple(sorted(component.links.items()))
        return component.family.name, links, self.columns, bool(self.offset.any())

    @property
    def coefficients(self) -> tuple[str, ...]:
        """Return brms's names of the coefficients."""
        return self.names

    def height(self, b: np.ndarray, coef: str = "") -> float:
        """Return the mean of the predictor over all rows, or the coefficient ``coef``."""
        return float(b[self.columns.index(coef)] if coef else (self.x @ b).mean())

    def part(self, cluster: Cluster, b: np.ndarray) -> Part:
        """Return the estimates from ``cluster``, given the coefficients ``b``."""
        unit = self.unit(cluster, b)
        estimates = fitted(self.component, cluster.weighted, self.x @ b + self.offset, unit)
        return Part(b, estimates, cluster.count, cluster.size, unit)

    def flat(self, part: Part) -> Part:
        """Return the estimates with slopes of 0."""
        constant = np.array([c == "Intercept" for c in self.columns])
        level = float((self.x @ part.b).mean())
        return replace(part, b=np.where(constant, level, 0.0))

    def predicted(self, part: Part) -> np.ndarray:
        """Return the predictor of mu of each row: (N,)."""
        return np.asarray(self.x @ part.b + self.offset + part.estimates.shift)

    def named(self, part: Part) -> Named:
        """Return the estimates under the names of this component."""
        coefs = {name: float(value) for name, value in zip(self.names, part.b, strict=True)}
        if "Intercept" in self.columns:
            coefs[self.names[self.columns.index("Intercept")]] += part.estimates.shift
        sizes = np.sqrt((self.x**2).mean(axis=0)) * np.sqrt(part.rows)
        pairs = zip(self.names, sizes, strict=True)
        steps = {name: part.unit / max(float(size), 1e-9) for name, size in pairs}
        coefs_beside, numbers = self.beside(part.estimates)
        return Named(coefs | coefs_beside, steps, numbers)
