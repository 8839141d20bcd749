"""The coordinates of a program that no prior holds, under the names of the model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from pybrms_mix.model.ir import Model
from pybrms_mix.model.parts import Key, Parameter, Slot
from pybrms_mix.model.values import response
from pybrms_mix.pieces.population import Population
from pybrms_mix.stan.engines.protocol import Prepared
from pybrms_mix.stan.prepare.runaway import Free

_TYPES = ("real", "vector", "row_vector", "matrix")
_BOUNDED = 0.5  # unit of the logarithm of a coefficient with one bound


@dataclass(frozen=True)
class Unheld:
    """A parameter with a flat prior.

    Attributes:
        key: where its prior would be set.
        slot: the coefficient, the distributional parameter and the component that it belongs to.
        free: its coordinate.
        spread: the standard deviation of its column in the design; 1 if it has none.
    """

    key: Key
    slot: Slot
    free: Free
    spread: float = 1.0


def unheld(model: Model, prepared: Prepared, point: np.ndarray) -> list[Unheld]:
    """Return the parameters with flat priors, those of different components in turn."""
    cells = prepared.constrain(point)
    own = {name: np.asarray(cells[name], dtype=float) for name in prepared.parameters}
    base = prepared.unconstrain(own)
    columns = _columns(model)
    found: dict[str, list[Unheld]] = {}
    for parameter, k, name, index in _flat(model, own):
        lower, upper = _sides(parameter, k)
        if lower and upper:
            continue
        moved = own[name].copy()
        moved[index] += -1.0 if upper else 1.0
        away = np.abs(prepared.unconstrain({**own, name: moved}) - base)
        key = parameter.keys[k]
        slot = Slot.of_key(key, model.mixture)
        spread, scale = columns.get(key, (1.0, 1.0))
        if lower or upper:
            free = Free(int(np.argmax(away)), _BOUNDED, (1,))
        else:
            free = Free(int(np.argmax(away)), scale / spread, sure=key in columns)
        found.setdefault(slot.dpar, []).append(Unheld(key, slot, free, spread))
    longest = max(map(len, found.values()), default=0)
    return [each[i] for i in range(longest) for each in found.values() if i < len(each)]


def scales(model: Model, prepared: Prepared, point: np.ndarray) -> dict[str, int]:
    """Return the coordinates of the spreads of components that are one number, by name."""
    cells = prepared.constrain(point)
    own = {name: np.asarray(cells[name], dtype=float) for name in prepared.parameters}
    base = prepared.unconstrain(own)
    names = [p.name for p in model.mixture.places if p.dpar.name == "sigma" and p.name in own]
    moved = {n: prepared.unconstrain({**own, n: 2 * own[n]}) for n in names}
    return {n: int(np.argmax(np.abs(u - base))) for n, u in moved.items()}


def _flat(
    model: Model, own: Mapping[str, np.ndarray]
) -> Iterator[tuple[Parameter, int, str, tuple[int, ...]]]:
    """Yield each cell with a flat prior: its parameter and position there, Stan's name, index."""
    for parameter in model.parameters:
        if parameter.type not in _TYPES or len(parameter.priors) != parameter.size:
            continue
        given = parameter.values
        alone = iter(parameter.declared if given else ())
        for k, prior in enumerate(parameter.priors):
            if given and given[k]:
                continue
            name = next(alone).stan if given else parameter.stan
            if prior or name not in own:
                continue
            shape = own[name].shape
            index = tuple(int(i) for i in np.unravel_index(k, shape, "F")) if shape else ()
            yield parameter, k, name, index


def _sides(parameter: Parameter, k: int) -> tuple[bool, bool]:
    """Return whether a cell has a lower and an upper bound."""
    bounds = parameter.bounds.of(k)
    return bool(bounds.lower), bool(bounds.upper)


def _columns(model: Model) -> dict[Key, tuple[float, float]]:
    """Return for each coefficient the spread of its column, and a unit of its predictor."""
    found = {}
    y = response(model)[0]
    spread = float(np.nanstd(y.astype(float))) or 1.0
    links = {p.name: p.link for p in model.mixture.places if p.dpar.name == "mu"}
    for piece in (p for p in model.of(Population) if not p.place.nlpar):
        scale = spread if links.get(piece.place.name) == "identity" else 1.0
        stds = piece.matrix.std(axis=0)
        sizes = np.where(stds > 0, stds, np.abs(piece.matrix).max(axis=0, initial=0.0))
        for coef, size in zip(piece.columns, sizes, strict=True):
            own = 1.0 if piece.back is not None or not size else float(size)
            found[Key.of(piece.place, "b", coef)] = (own, scale)
        found[Key.of(piece.place, "Intercept")] = (1.0, scale)
    return found
