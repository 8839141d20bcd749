"""A normal approximation of the likelihood of the coefficients of each level of groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pybrms_mix.stan.engines.protocol import Cells, Prepared
from pybrms_mix.stan.prepare.crossed_levels import Quadratic, integrate_in_turn
from pybrms_mix.stan.prepare.level_parts import Levels

_STEP = 1e-3  # half the distance of the points of a difference of gradients


@dataclass(frozen=True)
class LocatedBlock:
    """A block of group-level coefficients under Stan's names.

    Attributes:
        id: the number of the block.
        standardized: the name of the standardised coefficients: (size, levels).
        spread: the name of the standard deviations.
        factor: the name of the Cholesky factor of the correlations; "" for independent
            coefficients.
        population: the names of the population coefficients in the predictors of the block.
        turn: the place of the block in the order in which blocks are located.
        earlier: the blocks of other grouping factors on whose coefficients the location of this
            block depends.
    """

    id: int
    standardized: str
    spread: str
    factor: str
    population: tuple[str, ...]
    turn: int = 0
    earlier: tuple[LocatedBlock, ...] = ()

    @property
    def change(self) -> str:
        """Return the name of the log determinant of the change to located coordinates."""
        return f"change_{self.id}"

    def spread_of(self, cells: Cells) -> np.ndarray:
        """Return the matrix that multiplies the standardised coefficients: (size, size)."""
        sd = np.atleast_1d(np.asarray(cells[self.spread], dtype=float))
        return sd[:, None] * np.asarray(cells[self.factor]) if self.factor else np.diag(sd)

    def coefficients_of(self, cells: Cells) -> np.ndarray:
        """Return the coefficients of the levels: (size, levels)."""
        return np.asarray(self.spread_of(cells) @ cells[self.standardized])

    def leaning_on(self, cells: Cells) -> np.ndarray:
        """Return the coefficients on which the location depends: (P,).

        Those of the population are followed by those of the levels of earlier blocks.
        """
        population = [np.ravel(cells[name]) for name in self.population if name in cells]
        levels = [block.coefficients_of(cells).ravel(order="F") for block in self.earlier]
        return np.concatenate([np.empty(0), *population, *levels])


@dataclass(frozen=True, eq=False)
class _At:
    """The derivatives of the log likelihood of a block at one point.

    Attributes:
        coefficients: the coefficients of the levels: (size, levels).
        others: the other coefficients on which the location depends: (P,).
        slope: the derivatives with respect to the coefficients: (size, levels).
        info: the negative second derivatives of each level: (levels, size, size).
        lean: the negative derivatives of the slope with respect to ``others``: (size, levels, P).
    """

    coefficients: np.ndarray
    others: np.ndarray
    slope: np.ndarray
    info: np.ndarray
    lean: np.ndarray


def approximated(
    prepared: Prepared,
    blocks: Sequence[LocatedBlock],
    at: Sequence[np.ndarray],
    levels: Levels,
    points: np.ndarray,
) -> tuple[dict[str, np.ndarray], int]:
    """Return the approximation for the program in located coordinates.

    The log likelihood of the coefficients r of a level is about ``pull' r - r' info r / 2``, where
    ``pull`` changes by ``- lean p`` with the population coefficients and the coefficients of
    earlier blocks, p. Later blocks are integrated out.

    Parameters
    ----------
    prepared : Prepared
        The program whose coordinates are the standardised coefficients.
    blocks : sequence of LocatedBlock
        The blocks of coefficients.
    at : sequence of numpy.ndarray
        The positions of the coordinates of each block, each (size, levels).
    levels : Levels
        The coordinates of all levels. Those of each grouping factor are in independent parts.
    points : numpy.ndarray
        Points at which derivatives are computed, (points, dimension). Their mean is used.

    Returns
    -------
    dict
        The approximation as data of the program in located coordinates, by name.
    int
        The number of gradients that were computed.
    """
    derivatives_at_points: list[list[_At]] = [[] for _ in blocks]
    gradients = 0
    for point in points:
        derivatives, gradients_used = _derivatives(prepared, blocks, at, levels, point)
        gradients += gradients_used
        for of_block, block_derivatives in zip(derivatives_at_points, derivatives, strict=True):
            of_block.append(block_derivatives)
    data: dict[str, np.ndarray] = {}
    for block, of_block in zip(blocks, derivatives_at_points, strict=True):
        data |= _data(block.id, of_block)
    return data, gradients


def _data(number: int, derivatives_at_points: Sequence[_At]) -> dict[str, np.ndarray]:
    """Return the approximation of one block from its derivatives at some points."""
    info = np.mean([d.info for d in derivatives_at_points], axis=0)
    if np.isfinite(info).all():
        values, vectors = np.linalg.eigh((info + np.swapaxes(info, 1, 2)) / 2)
        info = (vectors * np.maximum(values, 0.0)[:, None]) @ np.swapaxes(vectors, 1, 2)
    lean = np.mean([d.lean for d in derivatives_at_points], axis=0)
    pulls = [
        d.slope + np.einsum("njk,kn->jn", info, d.coefficients) + lean @ d.others
        for d in derivatives_at_points
    ]
    return {
        f"P_{number}": np.array(lean.shape[2]),
        f"info_{number}": np.moveaxis(info, 0, 2),
        f"pull_{number}": np.mean(pulls, axis=0),
        f"lean_{number}": lean,
    }


def cost(blocks: Sequence[LocatedBlock], at: Sequence[np.ndarray], levels: Levels) -> int:
    """Return the largest number of gradients that ``approximated()`` computes for a point."""
    preceding = {earlier.id for block in blocks for earlier in block.earlier}
    coordinates_moved = sum(
        p.size for block, p in zip(blocks, at, strict=True) if block.id in preceding
    )
    return 1 + 2 * (_width(levels) + len(levels.others) + coordinates_moved)


def _width(levels: Levels) -> int:
    return sum(factor.width for factor in levels.factors)


def _derivatives(
    prepared: Prepared,
    blocks: Sequence[LocatedBlock],
    at: Sequence[np.ndarray],
    levels: Levels,
    point: np.ndarray,
) -> tuple[list[_At], int]:
    """Return the derivatives of each block at one point, and the number of gradients."""
    cells = prepared.constrain(point)
    columns, quadratics, gradients = _quadratics(prepared, blocks, at, levels, point)
    integrate_in_turn(quadratics, [b.id for b in sorted(blocks, key=lambda b: -b.turn)])
    backs = {block.id: _back(block, cells) for block in blocks}
    derivatives = []
    for block, place in zip(blocks, at, strict=True):
        quadratic, back = quadratics[block.id], backs[block.id]
        population = np.concatenate([np.empty(0, int), *(columns[n] for n in block.population)])
        links = [quadratic.crossed[e.id] @ backs[e.id] for e in block.earlier]
        leans = [quadratic.lean[:, :, population], *(k.reshape(*k.shape[:2], -1) for k in links)]
        derivatives.append(
            _At(
                block.coefficients_of(cells),
                block.leaning_on(cells),
                back.T @ (quadratic.slope.T + point[place]),
                back.T @ (quadratic.sharp - np.eye(len(place))) @ back,
                np.einsum("jm,nmp->jnp", back.T, np.concatenate(leans, axis=2)),
            )
        )
    return derivatives, gradients


def _quadratics(
    prepared: Prepared,
    blocks: Sequence[LocatedBlock],
    at: Sequence[np.ndarray],
    levels: Levels,
    point: np.ndarray,
) -> tuple[dict[str, np.ndarray], dict[int, Quadratic], int]:
    """Return derivatives with respect to the standardised coefficients of each block.

    Returns:
        The positions of population coefficients by name, the derivatives by the number of the
        block, and the number of gradients.
    """
    density, cells = prepared.log_density, prepared.constrain(point)
    names = tuple(dict.fromkeys(name for block in blocks for name in block.population))
    steps, changes = _changes(prepared, names, levels, point)
    population = _bends(prepared, point, steps) @ np.linalg.pinv(changes)
    sizes = [np.size(cells[name]) if name in cells else 0 for name in names]
    columns = dict(zip(names, np.split(np.arange(sum(sizes)), np.cumsum(sizes)), strict=False))
    curvatures = [(*_owners(factor), factor.curvature(density, point)) for factor in levels.factors]
    gradient, gradients = density(point)[1], 1 + 2 * (_width(levels) + len(steps))
    quadratics = {}
    for block, place in zip(blocks, at, strict=True):
        part, slot, curvature = next(c for c in curvatures if c[0][place[0, 0]] >= 0)
        rows = slot[place].T
        sharp = curvature[part[place[0]][:, None, None], rows[:, :, None], rows[:, None, :]]
        quadratics[block.id] = Quadratic(gradient[place.T], sharp, population[place.T])
    for block, place in zip(blocks, at, strict=True):
        later = [b for b in blocks if block.id in {earlier.id for earlier in b.earlier}]
        if later:
            moves = _STEP * np.eye(point.size)[place.T.ravel()]
            bends = _bends(prepared, point, moves).reshape(point.size, *place.T.shape)
            gradients += 2 * len(moves)
            for later_block, later_place in zip(blocks, at, strict=True):
                if later_block in later:
                    quadratics[later_block.id].crossed[block.id] = bends[later_place.T]
    return columns, quadratics, gradients


def _bends(prepared: Prepared, point: np.ndarray, steps: np.ndarray) -> np.ndarray:
    """Return the negative derivatives of the gradient along steps: (dimension, steps)."""
    density = prepared.log_density
    differences = [density(point - step)[1] - density(point + step)[1] for step in steps]
    return np.array(differences).reshape(len(steps), point.size).T / (2 * _STEP)


def _back(block: LocatedBlock, cells: Cells) -> np.ndarray:
    """Return the matrix from coefficients to standardised coefficients: (size, size)."""
    with np.errstate(all="ignore"):
        return _inverse(block.spread_of(cells))


def _inverse(spread: np.ndarray) -> np.ndarray:
    """Return the inverse of a matrix; NaN if it is singular."""
    try:
        return np.asarray(np.linalg.inv(spread))
    except np.linalg.LinAlgError:
        return np.full_like(spread, np.nan)


def _owners(levels: Levels) -> tuple[np.ndarray, np.ndarray]:
    """Return the part of each coordinate and its place in the part, -1 without: (dimension,)."""
    part, slot = np.full((2, levels.dimension), -1)
    rows, columns = np.nonzero(levels.real)
    part[levels.at[rows, columns]], slot[levels.at[rows, columns]] = rows, columns
    return part, slot


def _changes(
    prepared: Prepared, names: Sequence[str], levels: Levels, point: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return steps that move population coefficients, (steps, dimension), and their derivatives.

    The derivatives have the shape (coefficients, steps).
    """

    def values(u: np.ndarray) -> np.ndarray:
        cells = prepared.constrain(u)
        return np.concatenate([np.empty(0), *(np.ravel(cells[n]) for n in names if n in cells)])

    steps, changes = [], []
    for position in levels.others:
        step = np.zeros(point.size)
        step[position] = _STEP
        change = (values(point + step) - values(point - step)) / (2 * _STEP)
        if change.any():
            steps.append(step)
            changes.append(change)
    size = values(point).size
    return np.array(steps).reshape(-1, point.size), np.array(changes).reshape(-1, size).T


def coordinates(
    prepared: Prepared,
    blocks: Sequence[LocatedBlock],
    at: Sequence[np.ndarray],
    point: np.ndarray,
    location: Mapping[str, np.ndarray],
) -> tuple[np.ndarray, float]:
    """Return a point of the original program in located coordinates.

    The number is the log determinant of the derivative of the standardised coefficients with
    respect to the located coordinates: the difference of the two log densities.
    """
    cells, located_point, change = prepared.constrain(point), point.copy(), 0.0
    for block, place in zip(blocks, at, strict=True):
        spread = block.spread_of(cells)
        info = np.moveaxis(location[f"info_{block.id}"], 2, 0)
        lean = location[f"lean_{block.id}"] @ block.leaning_on(cells)
        pull = spread.T @ (location[f"pull_{block.id}"] - lean)
        root = np.linalg.cholesky(np.eye(len(place)) + spread.T @ info @ spread)
        middle = np.linalg.solve(root, pull.T[:, :, None])[:, :, 0].T
        located_point[place] = np.einsum("nkj,kn->jn", root, point[place]) - middle
        change -= float(np.log(np.diagonal(root, axis1=1, axis2=2)).sum())
    return located_point, change
