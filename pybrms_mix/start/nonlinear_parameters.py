"""The coefficients of non-linear parameters, with their bounds and the centres of their priors."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from pybrms_mix.model.ir import Model, PredictorPiece
from pybrms_mix.model.parts import Parameter, Regressors
from pybrms_mix.model.start_kinds import StatementPiece
from pybrms_mix.prior.distributions import DISTRIBUTIONS

_WIDTHS = (0.3, 1.0, 2.0)  # spreads of the trial points, in units of the prior's spread
_INSIDE = 1e-3  # the distance from a bound, in units of the spread


@dataclass(frozen=True, eq=False)
class Coefficients:
    """The coefficients of several parameters, one after the other.

    Attributes:
        names: brms's names of the coefficients.
        lower, upper: their bounds: (coefs,).
        middle, scale: the centre and the scale of their priors: (coefs,).
        parameters: the name of the parameter that each piece predicts.
        columns: the columns of each piece: (N, its coefs).
    """

    names: tuple[str, ...]
    lower: np.ndarray
    upper: np.ndarray
    middle: np.ndarray
    scale: np.ndarray
    parameters: tuple[str, ...]
    columns: tuple[np.ndarray, ...]

    @classmethod
    def of(cls, model: Model, names: Collection[str]) -> Coefficients:
        """Return the coefficients of the parameters ``names``, on the rows of ``model``."""
        regressors = (p.regressors(n) for p in model.of(PredictorPiece) for n in p.predicts()
                 if n in names)  # fmt: skip
        pieces = [r for r in regressors if r is not None]
        declared = {p.stan: p for p in model.parameters}
        rows = [row for p in pieces for row in _cells(p, declared.get(p.parameter), model)]
        cells = np.array([row[1:] for row in rows]).reshape(len(rows), 4).T
        lower, upper, middle, scale = cells
        return cls(
            tuple(row[0] for row in rows), lower, upper,
            _within(middle, lower, upper, scale), scale,
            tuple(p.place.name for p in pieces), tuple(p.values.astype(float) for p in pieces),
        )  # fmt: skip

    def points(self, count: int, rng: np.random.Generator) -> np.ndarray:
        """Return points about the middle, inside the bounds: (count, coefs)."""
        width = np.resize(_WIDTHS, count)[:, None] * self.scale
        points_ = self.middle + width * rng.normal(size=(count, len(self.names)))
        points_[0] = self.middle
        return _within(points_, self.lower, self.upper, self.scale)

    def etas(self, points: np.ndarray) -> dict[str, np.ndarray]:
        """Return the predictor of each parameter: (points, N)."""
        ends = np.cumsum([x.shape[1] for x in self.columns])
        pairs = zip(self.parameters, self.columns, np.split(points, ends[:-1], axis=1), strict=True)
        return {name: b @ x.T for name, x, b in pairs}


def _cells(
    piece: Regressors, parameter: Parameter | None, model: Model
) -> list[tuple[str, float, float, float, float]]:
    """Return name, bounds, middle and spread of each coefficient."""
    cells = []
    for i, name in enumerate(piece.names):
        bounds = parameter.bounds.of(i) if parameter else None
        lower = _number(bounds.lower, -np.inf) if bounds else -np.inf
        upper = _number(bounds.upper, np.inf) if bounds else np.inf
        middle, scale = _expected(piece, piece.coefs[i], model)
        if parameter and parameter.constants and parameter.constants[i]:
            middle, scale = _number(parameter.constants[i], middle), 1e-6
            lower, upper = middle - 1e-6, middle + 1e-6
        cells.append((name, lower, upper, middle, scale))
    return cells


def _expected(piece: Regressors, column: str, model: Model) -> tuple[float, float]:
    """Return centre and scale of a coefficient's prior: its own, or that of all coefficients."""
    place = piece.place
    priors = [
        p
        for p in model.of(StatementPiece)
        if (p.key.kind, p.key.nlpar, p.key.resp) == ("b", place.plain, place.resp)
    ]
    for prior in sorted(priors, key=lambda p: p.key.coef != column):
        distribution = DISTRIBUTIONS.get(prior.distribution)
        if prior.key.coef in (column, "") and distribution and distribution.expects:
            middle, scale = distribution.expects(
                *(_number(text, np.nan) for text in prior.arguments)
            )
            if np.isfinite(middle) and 0 < scale < np.inf:
                return float(middle), float(scale)
    return 0.0, 1.0


def _within(
    values: np.ndarray, lower: np.ndarray, upper: np.ndarray, scale: np.ndarray
) -> np.ndarray:
    """Reflect values beyond a bound at this bound, and keep all values away from the bounds."""
    values = np.where(values < lower, 2 * lower - values, values)
    values = np.where(values > upper, 2 * upper - values, values)
    room = np.minimum(_INSIDE * scale, (upper - lower) / 4)
    return np.asarray(np.clip(values, lower + room, upper - room))


def _number(text: str, otherwise: float) -> float:
    try:
        return float(text)
    except ValueError:
        return otherwise
