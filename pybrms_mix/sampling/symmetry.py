"""Permutations of components, applied to unconstrained points, for models without an order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

import numpy as np

from pybrms_mix.model.ir import Model, Piece, WeightsPiece
from pybrms_mix.model.parts import Parameter, Slot
from pybrms_mix.prior.shrinkage import Horseshoe
from pybrms_mix.results.fit import Fit
from pybrms_mix.results.mixture.alike import interchangeable
from pybrms_mix.results.mixture.exchange import NotAlike, renamed
from pybrms_mix.stan.engines.protocol import Prepared

# A cell of a parameter: the name and the position, with the first index varying fastest.
Cell = tuple[str, int]
_COEFFICIENTS = ("b", "Intercept")


class NoCounterpart(Exception):
    """A parameter of the program has no counterpart in another component."""


@dataclass(frozen=True)
class _Fact:
    """The identity of a cell: the slots of its coefficients, and its position among them."""

    kind: str
    group: str
    slots: tuple[tuple[str, str], ...]
    position: int = 0

    def placed(self, new: Mapping[str, str]) -> _Fact:
        """Return the identity with the parameters of its slots replaced by ``new``."""
        slots = tuple((new.get(dpar, dpar), coef) for dpar, coef in self.slots)
        return _Fact(self.kind, self.group, slots, self.position)


class Symmetry:
    """The orders of components that the model allows, and their effect on a point.

    Attributes:
        orders: the allowed orders, each of shape (K,), counted from 0; the first is the identity.
    """

    def __init__(self, fit: Fit, prepared: Prepared) -> None:
        """Find the counterparts of all parameters.

        Raises:
            NoCounterpart: if a parameter of the program has no counterpart.
        """
        exchangeable = interchangeable(fit)
        permutations_ = permutations(range(len(exchangeable)))
        allowed = [o for o in permutations_ if all(exchangeable[k, j] for k, j in enumerate(o))]
        self.orders = tuple(allowed)
        self._prepared = prepared
        self._moves = {order: _moves(fit.model, order) for order in allowed[1:]}
        self._permutations = {order: self._permutation(order) for order in allowed}

    def images(self, points: np.ndarray, order: Sequence[int]) -> np.ndarray:
        """Return the image of each point, (n, dimension)."""
        permutation = self._permutations[tuple(int(k) for k in order)]
        if permutation is None:
            return np.array([self.image(u, order) for u in points])
        source, sign = permutation
        return np.asarray(sign * points[:, source])

    def _permutation(self, order: tuple[int, ...]) -> tuple[np.ndarray, np.ndarray] | None:
        """Return the coordinate from which each coordinate of an image comes, and its sign.

        The image is no permutation of coordinates if it exchanges elements of a simplex with more
        than two elements. The result is then None.
        """
        points = np.random.default_rng(8).normal(size=(3, self._prepared.dimension))
        images = np.array([self.image(u, order) for u in points])
        away = np.abs(np.abs(images[0])[:, None] - np.abs(points[0]))
        source = away.argmin(axis=1)
        sign = np.sign(images[0] * points[0][source])
        equal = np.allclose(images, sign * points[:, source], rtol=1e-9, atol=1e-9)
        return (source, sign) if equal else None

    def image(self, point: np.ndarray, order: Sequence[int]) -> np.ndarray:
        """Return the point in which component k has the parameters of component ``order[k]``."""
        moves = self._moves.get(tuple(int(k) for k in order))
        if moves is None:
            return point
        cells = self._prepared.constrain(point)
        old = {n: np.array(cells[n], dtype=float) for n in self._prepared.parameters}
        flat = {n: v.ravel(order="F") for n, v in old.items()}
        new = {n: v.copy() for n, v in flat.items()}
        for (name, at), ((source, place), sign) in moves.items():
            new[name][at] = sign * flat[source][place]
        shaped = {n: v.reshape(old[n].shape, order="F") for n, v in new.items()}
        return self._prepared.unconstrain(shaped)


def _moves(model: Model, order: tuple[int, ...]) -> dict[Cell, tuple[Cell, float]]:
    """Return the cell, and the sign, from which each cell of the program takes its value."""
    try:
        new = renamed(model, order)
    except NotAlike as error:
        raise NoCounterpart(str(error)) from error
    thetas = [t.name for t in model.mixture.thetas]
    without = {t for t in thetas if t not in model.predicted}
    predicted = set(thetas) - without
    turned = {t for t in predicted if new[t] in without}
    if turned and len(thetas) > len(turned) + 1:
        raise NoCounterpart(f"log-odds against {min(without)}")
    table = {fact: cell for cell, fact in _cells(model)}
    sources: dict[Cell, tuple[Cell, float]] = {}
    for cell, fact in _cells(model):
        sign = -1.0 if any(dpar in turned for dpar, _ in fact.slots) else 1.0
        if sign < 0 and fact.kind not in _COEFFICIENTS:
            raise NoCounterpart(cell[0])
        unchanged = {t: t for t in turned}
        source = table.get(fact.placed({**new, **unchanged}))
        if source is None:
            raise NoCounterpart(cell[0])
        if source != cell or sign < 0:
            sources[cell] = (source, sign)
    return sources


def _cells(model: Model) -> Iterator[tuple[Cell, _Fact]]:
    """Yield the cells of the parameters block with their identities."""
    for piece in model.pieces:
        for position, declared in enumerate(piece.parameters):
            parameter = model.settled.get(declared.stan, declared)
            if parameter.computed:
                continue
            if parameter.type == "simplex" and isinstance(piece, WeightsPiece):
                for k, theta in enumerate(piece.thetas):
                    yield (parameter.stan, k), _Fact("theta", "", ((theta.name, ""),))
            elif parameter.keys and parameter.type in ("real", "vector", "ordered", "matrix"):
                yield from _keyed(model, parameter)
            else:
                yield from _whole(model, piece, position, parameter)


def _keyed(model: Model, parameter: Parameter) -> Iterator[tuple[Cell, _Fact]]:
    """Yield the cells of a parameter whose prior keys identify each cell."""
    count = len(parameter.keys)
    for at in range(max(1, parameter.size)):
        row, column = at % count, at // count
        key = parameter.keys[row]
        slot = Slot.of_key(key, model.mixture)
        kind = "dpar" if key.is_of(slot) else key.kind
        fact = _Fact(kind, key.group, ((slot.dpar, slot.coef),), column)
        if not parameter.values:
            yield (parameter.stan, at), fact
        elif not parameter.values[row]:
            yield (
                (parameter.declared[sum(not v for v in parameter.values[:row])].stan, column),
                fact,
            )


def _whole(
    model: Model, piece: Piece, position: int, parameter: Parameter
) -> Iterator[tuple[Cell, _Fact]]:
    """Yield the cells of a parameter that belongs to all coefficients of a piece."""
    if isinstance(piece, Horseshoe):
        slots = [Slot.of_key(k, model.mixture) for t in piece.targets for k in t.keys]
    else:
        slots = [s for v in piece.variables() if v.kind != "r" for s in v.slots]
    owners = tuple(dict.fromkeys((s.dpar, s.coef) for s in slots))
    groups = {v.group for v in piece.variables()}
    kind = f"{type(piece).__name__} {position}"
    if not owners:
        kind = f"{kind} {parameter.stan}"  # a parameter that belongs to no component stays in place
    for at in range(max(1, parameter.size)):
        yield (parameter.stan, at), _Fact(kind, ",".join(sorted(groups)), owners, at)
