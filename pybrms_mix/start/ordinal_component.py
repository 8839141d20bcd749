"""The starting values of an ordinal component: slopes and thresholds."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import ClassVar

import numpy as np

from pybrms_mix.family.base import Component, Extra
from pybrms_mix.family.dpars import threshold_name
from pybrms_mix.model import observed
from pybrms_mix.model.ir import Model
from pybrms_mix.model.start_kinds import CutsPiece
from pybrms_mix.start.regression import Regression
from pybrms_mix.start.side import Cluster, Named, Part, Side, source_of_mu
from pybrms_mix.start.single_component import Estimates, Rows

_STEP = 1e-5
_ROUNDS = 8
_LENGTHS = np.array([0.0, 0.1, 0.3, 1.0])  # step lengths that are tried
_LONG = 2.0
# Shrinkage towards slopes of 0 and even thresholds, for parameters that the rows do not
# determine.
_PULL = 0.05
_EDGE = 0.5  # The number of rows that are added to each category, so that no category is empty.


@dataclass(frozen=True, eq=False)
class Ordinal(Regression):
    """Estimates of the slopes and thresholds of an ordinal component, by the density of its family.

    Attributes:
        cut: the piece of the thresholds.
        count: the number of thresholds.
    """

    rounds: ClassVar[int] = 10
    joint: ClassVar[bool] = False
    cut: CutsPiece
    count: int

    @classmethod
    def of(cls, model: Model, component: Component, kept: np.ndarray, z: np.ndarray) -> Side:
        """Return the regression of ``component`` on the rows ``kept``."""
        plain = Regression.of(model, component, kept, z)
        assert isinstance(plain, Regression)
        mu = source_of_mu(model, component)
        cut = next(t for t in model.of(CutsPiece) if t.place.name == mu)
        # The latent scale has no intercept beside the thresholds, but the clusters need one.
        x = np.c_[np.ones(len(z)), plain.x]
        return cls(
            component, plain.z, x, plain.others, plain.scalars, plain.offset, plain.columns,
            plain.names, cut,
            cut.count,
        )  # fmt: skip

    @property
    def kind(self) -> Hashable:
        """Return a key that is equal for components with the same estimates from each cluster."""
        return (super().kind, self.cut.kind)

    @property
    def coefficients(self) -> tuple[str, ...]:
        """Return brms's names of the coefficients and thresholds."""
        return (*self.names, *(name for names in self.cut.threshold_names for name in names))

    def height(self, b: np.ndarray, coef: str = "") -> float:
        """Return the mean of the predictor over all rows, or the coefficient ``coef``."""
        return float(b[1 + self.columns.index(coef)] if coef else (self.x @ b).mean())

    def part(self, cluster: Cluster, b: np.ndarray) -> Part:
        """Return the slopes and thresholds with the highest weighted density."""
        slopes, thresholds = self._climbed(b[1:], cluster.weighted)
        values = {d.name: 1.0 for d in self.component.family.dpars[1:]}
        unit, estimates = self.unit(cluster, b), Estimates(0.0, values)
        coefs = np.r_[0.0, slopes]
        return Part(coefs, estimates, cluster.count, cluster.size, unit, thresholds)

    def flat(self, part: Part) -> Part:
        """Return the estimates with slopes of 0."""
        return replace(part, b=np.zeros_like(part.b))

    def named(self, part: Part) -> Named:
        """Return the estimates under the names of this component."""
        named_estimates = Regression.named(
            replace(self, x=self.x[:, 1:]), replace(part, b=part.b[1:])
        )
        cuts = {
            name: float(value)
            for names in self.cut.threshold_names
            for name, value in zip(names, part.thresholds, strict=False)
        }
        return replace(named_estimates, coefs={**named_estimates.coefs, **cuts})

    def dpars(self, part: Part) -> dict[str, np.ndarray]:
        """Return the parameters and the thresholds: (1, N) or (1, 1)."""
        return self._parameters(self.predicted(part)[None, :], part.thresholds[None, :])

    def _parameters(self, mu: np.ndarray, thresholds: np.ndarray) -> dict[str, np.ndarray]:
        constants = {d.name: np.ones((1, 1)) for d in self.component.family.dpars[1:]}
        cuts = {threshold_name(k + 1): thresholds[:, [k]] for k in range(self.count)}
        return {"mu": mu, **constants, **cuts}

    @cached_property
    def _ladder(self) -> np.ndarray:
        """Return the matrix from the searched parameters to the thresholds: (count, count)."""
        if self.cut.kind == "equidistant":
            ladder = np.zeros((self.count, self.count))
            ladder[:, 0] = 1
            ladder[:, min(1, self.count - 1)] += np.arange(self.count)
            return ladder
        return np.tril(np.ones((self.count, self.count)))

    def _thresholds(self, u: np.ndarray) -> np.ndarray:
        """Return thresholds, given the first one and the logs of the steps: (points, count)."""
        steps = np.concatenate([u[:, :1], np.exp(np.clip(u[:, 1:], -9, 9))], axis=1)
        return np.asarray(steps @ self._ladder.T)

    def _climbed(self, slopes: np.ndarray, rows: Rows) -> tuple[np.ndarray, np.ndarray]:
        """Return slopes and thresholds, (count,), by Fisher scoring.

        Source: Berndt, Hall, Hall and Hausman (1974) for the information from the scores of the
        rows.
        """
        first = point = np.r_[slopes, self._even(rows)]
        sample = _few(rows)
        corners = np.vstack([np.zeros(len(point)), _STEP * np.eye(len(point))])
        for _ in range(_ROUNDS):
            log_densities = self._each(point + corners, sample)
            scores = (log_densities[1:] - log_densities[0]) / _STEP
            gradient = scores @ sample.weights - 2 * _PULL * (point - first)
            information = (scores * sample.weights) @ scores.T + 2 * _PULL * np.eye(len(point))
            step = np.clip(np.linalg.solve(information, gradient), -_LONG, _LONG)
            tried = point + _LENGTHS[:, None] * step
            away = ((tried - first) ** 2).sum(axis=1)
            point = tried[int(np.argmax(self._each(tried, sample) @ sample.weights - _PULL * away))]
        return point[: len(slopes)], self._thresholds(point[None, len(slopes) :])[0]

    def _each(self, points: np.ndarray, sample: _Few) -> np.ndarray:
        """Return the log density of each row at each point: (points, rows)."""
        slopes = self.x.shape[1] - 1
        mu = points[:, :slopes] @ self.x[sample.at, 1:].T + self.offset[sample.at]
        dpars = self._parameters(mu, self._thresholds(points[:, slopes:]))
        with np.errstate(all="ignore"):
            density = observed.log_density(self.component, sample.y, dpars, sample.extra)
        return np.asarray(np.clip(np.nan_to_num(density, nan=-1e3), -1e3, None))

    def _even(self, rows: Rows) -> np.ndarray:
        """Return thresholds from the shares of the categories, on the scale of the search."""
        counts = np.bincount(rows.y.astype(int) - 1, rows.weights, self.count + 1)[: self.count + 1]
        below = np.cumsum(counts + _EDGE)[:-1] / (counts + _EDGE).sum()
        at = np.log(below / (1 - below))
        return np.asarray(np.r_[at[0], np.log(np.diff(at))])


@dataclass(frozen=True, eq=False)
class _Few:
    """A subset of the rows, with the positions of these rows."""

    at: np.ndarray
    y: np.ndarray
    extra: Extra
    weights: np.ndarray


def _few(rows: Rows) -> _Few:
    """Return an evenly spaced subset of the rows, so that a search takes milliseconds."""
    at = np.arange(0, len(rows.y), max(1, len(rows.y) // 200))
    extra = {n: v[at] if np.shape(v) == rows.y.shape else v for n, v in rows.extra.items()}
    return _Few(at, rows.y[at], extra, rows.weights[at] * len(rows.y) / len(at))
