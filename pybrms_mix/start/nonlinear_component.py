"""The starting values of a component with a non-linear mu, whose parameters have predictors."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from pybrms_mix.base.lazy import optimize
from pybrms_mix.family.base import Component
from pybrms_mix.model.ir import Model, NonlinearPiece, PredictorPiece
from pybrms_mix.start.nonlinear_parameters import Coefficients
from pybrms_mix.start.side import Cluster, Named, Part, Side, others, source_of_mu
from pybrms_mix.start.single_component import fitted

_TRIED = 300  # the number of trial points; the nearest ones are improved
_FOLLOWED = 2
_STEPS = 20
_STEP = 1e-6
_FAR = 1e6  # The largest distance from the response, in units of its spread.


@dataclass(frozen=True, eq=False)
class Curve(Side):
    """A curve through the rows of a cluster: weighted least squares on the link scale.

    Clusters are first searched with a cubic polynomial of the variables of the curve.

    Attributes:
        curves: the expressions that make up mu, each after the expressions that it reads.
        offsets: the offsets of the parameters of the curve, by name: (N,).
        coefs: the coefficients of these parameters.
    """

    curves: tuple[NonlinearPiece, ...]
    offsets: Mapping[str, np.ndarray]
    coefs: Coefficients

    @classmethod
    def of(cls, model: Model, component: Component, kept: np.ndarray, z: np.ndarray) -> Side:
        """Return the curve of ``component`` through the rows ``kept``, whose response is ``z``."""
        mine = np.zeros(model.frame.N, dtype=bool)
        mine[kept] = True
        rows = model.at(model.frame.where(mine))
        names = {source_of_mu(model, component)}
        curves: list[NonlinearPiece] = []
        for piece in reversed(rows.of(NonlinearPiece)):
            if names.intersection(piece.predicts()):
                curves.insert(0, piece)
                names |= piece.parts()
        predictors = {
            n: p.known(n) for p in rows.of(PredictorPiece) for n in p.predicts() if n in names
        }
        offsets = {n: values for n, values in predictors.items() if values is not None}
        coefs = Coefficients.of(rows, names)
        columns = [column for piece in curves for column in piece.covariate_columns()]
        x = _basis([*columns, *(m for c in coefs.columns for m in c.T)], len(z))
        return cls(component, z, x, *others(model, component), tuple(curves), offsets, coefs)

    @property
    def kind(self) -> Hashable:
        """Return a key that differs between components: each curve has its own parameters."""
        return self.component.number

    @property
    def coefficients(self) -> tuple[str, ...]:
        """Return brms's names of the coefficients."""
        return self.coefs.names

    def part(self, cluster: Cluster, b: np.ndarray) -> Part:
        """Return the least squares curve. The coefficients ``b`` of the cubic are not used."""
        weights = cluster.shares * cluster.informative
        points, etas = self._tried
        near = np.argsort((self.z - etas) ** 2 @ weights)[:_FOLLOWED]
        candidates = [self._followed(points[at], weights) for at in near]
        errors = [float((self.z - self._eta(b[None])[0]) ** 2 @ weights) for b in candidates]
        b = candidates[int(np.argmin(errors))]
        eta = self._eta(b[None])[0]
        unit = self.spread(self.z - eta, weights)
        beside = fitted(self.component, cluster.weighted, eta, unit, moves=False)
        return Part(b, beside, float(weights.sum()), cluster.size, unit)

    def flat(self, part: Part) -> Part:
        """Return the estimates unchanged, because a curve without slopes is not defined."""
        return part

    def predicted(self, part: Part) -> np.ndarray:
        """Return the predictor of mu of each row: (N,)."""
        return np.asarray(self._eta(part.b[None])[0])

    def named(self, part: Part) -> Named:
        """Return ``part`` under the names of this component."""
        b = part.b
        slopes = np.sqrt((self._slopes(b) ** 2).mean(axis=1) * max(part.rows, 1.0))
        steps = np.minimum(part.unit / np.maximum(slopes, 1e-9), 0.1 * self.coefs.scale)
        beside, numbers = self.beside(part.estimates)
        # A step must not leave the support.
        room = np.minimum(b - self.coefs.lower, self.coefs.upper - b)
        steps = np.minimum(steps, np.maximum(room, 0) / 5)
        names = self.coefs.names
        coefs = dict(zip(names, b.tolist(), strict=True)) | beside
        return Named(coefs, dict(zip(names, steps.tolist(), strict=True)), numbers)

    @cached_property
    def _tried(self) -> tuple[np.ndarray, np.ndarray]:
        """Return trial points from around the centres of the priors, and their predictors."""
        points = self.coefs.points(_TRIED, np.random.default_rng(1))
        return points, self._eta(points)

    def _eta(self, points: np.ndarray) -> np.ndarray:
        """Return the predictors of mu: (points, N), finite everywhere."""
        etas = self.coefs.etas(points)
        for name, values in self.offsets.items():
            etas[name] = etas.get(name, np.zeros((1, 1))) + values
        for piece in self.curves:
            for name in piece.parts():
                etas.setdefault(name, np.zeros((len(points), 1)))
            with np.errstate(all="ignore"):
                etas[piece.predicts()[0]] = piece.curve(etas)
        far = _FAR * (1 + float(np.abs(self.z).max()))
        eta = np.nan_to_num(etas[self.curves[-1].predicts()[0]], nan=far, posinf=far, neginf=-far)
        return np.array(np.broadcast_to(np.clip(eta, -far, far), (len(points), len(self.z))))

    def _slopes(self, b: np.ndarray) -> np.ndarray:
        """Return the derivatives of the predictors: (coefs, N)."""
        steps = _STEP * self.coefs.scale
        # Use a one-sided difference towards the farther end of the support.
        steps = np.where(b + steps >= self.coefs.upper, -steps, steps)
        etas_ = self._eta(b + np.vstack([np.zeros(len(b)), np.diag(steps)]))
        return np.asarray((etas_[1:] - etas_[0]) / steps[:, None])

    def _followed(self, start: np.ndarray, weights: np.ndarray) -> np.ndarray:
        """Return the coefficients at which iterations from ``start`` end."""
        size = np.sqrt(weights) / (self.z.std() + 1e-9)
        pull = 0.1 / self.coefs.scale

        def errors(b: np.ndarray) -> np.ndarray:
            prior_residuals = pull * (b - self.coefs.middle)
            return np.concatenate([size * (self._eta(b[None])[0] - self.z), prior_residuals])

        def slopes(b: np.ndarray) -> np.ndarray:
            return np.vstack([(self._slopes(b) * size).T, np.diag(pull)])

        bounds = (self.coefs.lower, self.coefs.upper)
        solution = optimize.least_squares(
            errors, start, slopes, bounds, x_scale=self.coefs.scale, max_nfev=_STEPS
        )
        return np.asarray(solution.x)


def _basis(columns: list[np.ndarray], size: int) -> np.ndarray:
    """Return a column of ones, the columns, their squares and their cubes: (N, columns)."""
    columns_ = [np.ones(size)]
    for column in columns:
        spread = column.std()
        if spread > 0:
            scaled = (column - column.mean()) / spread
            columns_ += [scaled**power for power in (1, 2, 3)[: len(np.unique(column)) - 1]]
    return np.stack(columns_, axis=1)
