"""The parameters with flat priors, and their coordinates on the unconstrained scale."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pybrms_mix.base.bounds import FREE
from pybrms_mix.base.lazy import special
from pybrms_mix.model.ir import Model
from pybrms_mix.model.parts import Key, Parameter, Slot
from pybrms_mix.model.start_kinds import StatementPiece
from pybrms_mix.model.values import etas
from pybrms_mix.results.mixture.labels import few_rows
from pybrms_mix.stan.engines.protocol import Cells, Prepared
from pybrms_mix.stan.prepare.runaway import Free
from pybrms_mix.stan.prepare.straight import Steps

_TYPES = ("real", "vector", "row_vector", "matrix")
# The step on the log scale that counts as one unit for a coefficient with one bound.
_BOUNDED = 0.5
# Distributions with heavy tails, whose density falls as a power: location and scale are the last
# arguments.
_HEAVY = {"student_t": 3, "cauchy": 2}


@dataclass(frozen=True)
class Unheld:
    """A parameter with a flat prior.

    Attributes:
        key: the key under which its prior can be set.
        slot: the coefficient, the distributional parameter and the component of the parameter.
        free: the position of the coordinate.
        spread: the standard deviation over the rows of the change in the predictor for a step of 1;
            1 if the predictor does not change.
    """

    key: Key
    slot: Slot
    free: Free
    spread: float = 1.0


def unheld(model: Model, whole: Model, prepared: Prepared, point: np.ndarray) -> list[Unheld]:
    """Return the parameters with flat priors, alternating between distributional parameters.

    ``whole`` is the model of all responses, of which ``model`` is one.
    """
    cells = prepared.constrain(point)
    values = {name: np.asarray(cells[name], dtype=float) for name in prepared.parameters}
    base = prepared.unconstrain(values)
    effects = _Effects(model, whole, cells)
    by_dpar: dict[str, list[Unheld]] = {}
    for parameter, k, name, index in _flat(model, values):
        lower, upper = _sides(parameter, k)
        if lower and upper:
            continue
        moved_value = values[name].copy()
        moved_value[index] += -1.0 if upper else 1.0
        moved_point = prepared.unconstrain({**values, name: moved_value})
        at = int(np.argmax(np.abs(moved_point - base)))
        key = parameter.keys[k]
        slot = Slot.of_key(key, model.mixture)
        size, unit = effects.of(prepared.constrain(moved_point))
        spread = size or 1.0
        if lower or upper:
            free = Free(at, _BOUNDED, (1,))
        else:
            free = Free(at, unit / spread, sure=size > 0 and not key.nlpar)
        by_dpar.setdefault(slot.dpar, []).append(Unheld(key, slot, free, spread))
    longest = max(map(len, by_dpar.values()), default=0)
    return [of_dpar[i] for i in range(longest) for of_dpar in by_dpar.values() if i < len(of_dpar)]


def latent(model: Model, prepared: Prepared) -> np.ndarray:
    """Return the positions of the coordinates whose prior belongs to the model: (count,).

    These are the standardised coefficients of levels of groups, of splines and of Gaussian
    processes, and latent values of variables: numbers without bounds, each its own coordinate.
    """
    point = np.random.default_rng(1).normal(size=prepared.dimension)
    cells = prepared.constrain(point)
    names = [
        p.stan
        for p in model.parameters
        if p.type in _TYPES and not p.keys and not p.computed and p.bounds == FREE
        if p.stan in cells
    ]
    values = np.concatenate([np.zeros(0), *(np.ravel(cells[name]) for name in names)])
    return np.flatnonzero(np.isin(point, values))


def scales(model: Model, prepared: Prepared, point: np.ndarray) -> dict[str, int]:
    """Return the coordinates, by name, of the spreads that are equal for all rows."""
    cells = prepared.constrain(point)
    values = {name: np.asarray(cells[name], dtype=float) for name in prepared.parameters}
    base = prepared.unconstrain(values)
    names = [p.name for p in model.mixture.places if p.dpar.name == "sigma" and p.name in values]
    moved_points = {n: prepared.unconstrain({**values, n: 2 * values[n]}) for n in names}
    return {n: int(np.argmax(np.abs(u - base))) for n, u in moved_points.items()}


@dataclass(frozen=True)
class _Student:
    """Student's t distribution; SciPy takes longer for one point than Stan for a gradient."""

    freedom: float
    location: float
    scale: float
    constant: float

    @classmethod
    def of(cls, arguments: Sequence[float]) -> _Student:
        """Return the distribution with the arguments of ``student_t()`` or ``cauchy()`` in Stan."""
        *freedom, location, scale = arguments
        nu = freedom[0] if freedom else 1.0
        gammas = float(special.gammaln((nu + 1) / 2) - special.gammaln(nu / 2))
        return cls(nu, location, scale, gammas - 0.5 * float(np.log(nu * np.pi)) - np.log(scale))

    def log_density(self, values: np.ndarray) -> float:
        """Return the sum of the log densities of ``values``."""
        z = (values - self.location) / self.scale
        falls = (self.freedom + 1) / 2 * np.log1p(z * z / self.freedom)
        return float(np.sum(self.constant - falls))


class Tails:
    """The priors of intercepts whose density falls as a power of the distance.

    The program centres the columns, so that a coefficient that tends to infinity takes the
    intercept with it. Only the tail of the intercept's prior then holds the coefficient.
    """

    def __init__(self, model: Model, prepared: Prepared) -> None:
        self._prepared = prepared
        self._held = [
            (p, _Student.of([float(a) for a in p.arguments]))
            for p in model.of(StatementPiece)
            if p.key.kind == "Intercept" and _HEAVY.get(p.distribution) == len(p.arguments)
            if _plain(p)
        ]

    def log_density(self, point: np.ndarray) -> float:
        """Return the log density of these priors at an unconstrained point."""
        cells = self._prepared.constrain(point) if self._held else {}
        total = 0.0
        for prior, student in self._held:
            values = np.asarray(cells[prior.stan], dtype=float)
            cell_values = values if prior.cell is None else values.ravel("F")[prior.cell]
            total += student.log_density(cell_values)
        return total

    def followers(self, point: np.ndarray, steps: Steps) -> list[Free]:
        """Return the coordinates of the intercepts with these priors.

        Intercepts in order are elements of one vector, of which ``steps`` has the differences.
        """
        cells = self._prepared.constrain(point)
        values = {name: np.asarray(cells[name], dtype=float) for name in self._prepared.parameters}
        base = self._prepared.unconstrain(values)
        names = dict.fromkeys(p.stan for p, _ in self._held if p.stan in values)
        moved_points = [self._prepared.unconstrain({**values, n: values[n] + 1}) for n in names]
        intercepts = [int(np.argmax(np.abs(u - base))) for u in moved_points]
        ordered = [int(at) for vector in steps.at for at in vector]
        return [Free(at, sides=()) for at in dict.fromkeys([*intercepts, *ordered])]


def _plain(prior: StatementPiece) -> bool:
    """Return whether all arguments of a prior are numbers."""
    try:
        [float(a) for a in prior.arguments]
    except ValueError:
        return False
    return True


def _flat(
    model: Model, values: Mapping[str, np.ndarray]
) -> Iterator[tuple[Parameter, int, str, tuple[int, ...]]]:
    """Yield each cell with a flat prior: parameter, position, Stan's name and index."""
    for parameter in model.parameters:
        if parameter.type not in _TYPES or len(parameter.priors) != parameter.size:
            continue
        has_values = parameter.values
        declared = iter(parameter.declared if has_values else ())
        for k, prior in enumerate(parameter.priors):
            if has_values and has_values[k]:
                continue
            name = next(declared).stan if has_values else parameter.stan
            if prior or name not in values:
                continue
            shape = values[name].shape
            index = tuple(int(i) for i in np.unravel_index(k, shape, "F")) if shape else ()
            yield parameter, k, name, index


def _sides(parameter: Parameter, k: int) -> tuple[bool, bool]:
    """Return whether a cell has a lower and an upper bound."""
    bounds = parameter.bounds.of(k)
    return bool(bounds.lower), bool(bounds.upper)


class _Effects:
    """The effect of a parameter on the linear predictors."""

    def __init__(self, model: Model, whole: Model, cells: Cells) -> None:
        self._whole, self._few, self._cells = whole, few_rows(model), cells
        # With the identity link, effects on mu are measured in standard deviations of the response.
        self._units = {
            p.name: float(np.nanstd(model.response(p.resp).y.astype(float))) or 1.0
            for p in model.mixture.places
            if p.dpar.name == "mu" and p.link == "identity"
        }

    def of(self, moved: Cells) -> tuple[float, float]:
        """Return the spread over the rows of the effect of a step of 1, and the predictor's unit.

        The effect is that on the predictor with the largest change. For a change that is equal in
        all rows, the spread is the absolute change.
        """
        both = {n: np.stack([v, moved[n]])[None] for n, v in self._cells.items()}
        with np.errstate(all="ignore"):
            predictors = etas(self._few, self._whole.report(both))
        changes = {n: np.asarray(v[1] - v[0]) for n, v in predictors.items() if len(v) > 1}
        sizes = {n: float(c.std()) or float(np.abs(c).max()) for n, c in changes.items()}
        name = max(sizes, key=sizes.__getitem__, default="")
        size = sizes.get(name, 0.0)
        if not (size > 0 and np.isfinite(size)):
            return 0.0, 1.0
        return size, self._units.get(name, 1.0)
