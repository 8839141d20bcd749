"""A normal approximation of the likelihood of the coefficients of each level of groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pybrms_mix.stan.engines.protocol import Cells, Prepared
from pybrms_mix.stan.prepare.level_parts import Levels

_STEP = 1e-3  # half the distance of the points of a difference of gradients
# the largest ratio between points of the information of a block, summed over its levels
_STEADY = 2.5
# the least information of the likelihood about the levels of a block, relative to that of the prior
_LEAST = 0.5


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
    """

    id: int
    standardized: str
    spread: str
    factor: str
    population: tuple[str, ...]

    @property
    def change(self) -> str:
        """Return the name of the log determinant of the change to located coordinates."""
        return f"change_{self.id}"

    def spread_of(self, cells: Cells) -> np.ndarray:
        """Return the matrix that multiplies the standardised coefficients: (size, size)."""
        sd = np.atleast_1d(np.asarray(cells[self.spread], dtype=float))
        return sd[:, None] * np.asarray(cells[self.factor]) if self.factor else np.diag(sd)

    def population_of(self, cells: Cells) -> np.ndarray:
        """Return the population coefficients: (P,)."""
        values = [np.ravel(cells[name]) for name in self.population if name in cells]
        return np.concatenate([np.empty(0), *values])


@dataclass(frozen=True, eq=False)
class Approximation:
    """An approximation of the likelihood of the levels.

    Attributes:
        data: the approximation as data of the program in located coordinates, by name.
        gradients: the number of gradients that were computed.
        steady: whether the information about each block is of the same order at all points. It is
            not where a component gains and loses most of its rows: no normal approximation then
            holds in the bulk of the posterior.
    """

    data: dict[str, np.ndarray]
    gradients: int
    steady: bool


@dataclass(frozen=True, eq=False)
class _At:
    """The derivatives of the log likelihood of a block at one point.

    Attributes:
        coefficients: the coefficients of the levels: (size, levels).
        population: the population coefficients: (P,).
        slope: the derivatives with respect to the coefficients: (size, levels).
        info: the negative second derivatives of each level: (levels, size, size).
        lean: the negative derivatives of the slope with respect to ``population``: (size, levels,
            P).
    """

    coefficients: np.ndarray
    population: np.ndarray
    slope: np.ndarray
    info: np.ndarray
    lean: np.ndarray


def approximated(
    prepared: Prepared,
    blocks: Sequence[LocatedBlock],
    at: Sequence[np.ndarray],
    levels: Levels,
    points: np.ndarray,
) -> Approximation:
    """Return the approximation for the program in located coordinates.

    The log likelihood of the coefficients r of a level is about ``pull' r - r' info r / 2``, where
    ``pull`` changes with the population coefficients p by ``- lean p``.

    Parameters
    ----------
    prepared : Prepared
        The program whose coordinates are the standardised coefficients.
    blocks : sequence of LocatedBlock
        The blocks of coefficients.
    at : sequence of numpy.ndarray
        The positions of the coordinates of each block, each (size, levels).
    levels : Levels
        The coordinates of all levels, in independent parts.
    points : numpy.ndarray
        Points at which derivatives are computed, (points, dimension). Their mean is used.

    Returns
    -------
    Approximation
        The data by name, and whether they hold at all points.
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
    steady = all(_is_steady(of_block) for of_block in derivatives_at_points)
    return Approximation(data, gradients, steady)


def _is_steady(derivatives_at_points: Sequence[_At]) -> bool:
    """Return whether the information about a block is of the same order at all points."""
    totals = [np.trace(d.info, axis1=1, axis2=2).sum() for d in derivatives_at_points]
    return bool(min(totals) > 0 and max(totals) < _STEADY * min(totals))


def informs(slopes: np.ndarray, at: Sequence[np.ndarray]) -> bool:
    """Return whether the data inform about the levels of each block.

    The mean square of the derivatives of the log density is the information about a coordinate. The
    prior contributes 1 for a standardised coefficient, and the likelihood contributes the rest. If
    that is little, standardised coefficients depend little on their standard deviation, and an
    approximation of the likelihood may do harm: the levels of a component without many rows follow
    the prior in a part of the posterior.

    Parameters
    ----------
    slopes : numpy.ndarray
        The gradients of the log density at draws: (draws, dimension).
    at : sequence of numpy.ndarray
        The positions of the standardised coefficients of each block, each (size, levels).
    """
    return all(bool((slopes[:, place.ravel()] ** 2).mean() - 1 >= _LEAST) for place in at)


def _data(number: int, derivatives_at_points: Sequence[_At]) -> dict[str, np.ndarray]:
    """Return the approximation of one block from its derivatives at some points."""
    info = np.mean([d.info for d in derivatives_at_points], axis=0)
    if np.isfinite(info).all():
        values, vectors = np.linalg.eigh((info + np.swapaxes(info, 1, 2)) / 2)
        info = (vectors * np.maximum(values, 0.0)[:, None]) @ np.swapaxes(vectors, 1, 2)
    lean = np.mean([d.lean for d in derivatives_at_points], axis=0)
    pulls = [
        d.slope + np.einsum("njk,kn->jn", info, d.coefficients) + lean @ d.population
        for d in derivatives_at_points
    ]
    return {
        f"P_{number}": np.array(lean.shape[2]),
        f"info_{number}": np.moveaxis(info, 0, 2),
        f"pull_{number}": np.mean(pulls, axis=0),
        f"lean_{number}": lean,
    }


def _derivatives(
    prepared: Prepared,
    blocks: Sequence[LocatedBlock],
    at: Sequence[np.ndarray],
    levels: Levels,
    point: np.ndarray,
) -> tuple[list[_At], int]:
    """Return the derivatives of each block at one point, and the number of gradients."""
    density = prepared.log_density
    cells, gradient = prepared.constrain(point), density(point)[1]
    curvatures = levels.curvature(density, point)
    part, slot = _owners(levels)
    names = tuple(dict.fromkeys(name for block in blocks for name in block.population))
    steps, changes = _changes(prepared, names, levels, point)
    bends = np.array([(density(point - step)[1] - density(point + step)[1]) for step in steps])
    bends = bends.reshape(len(steps), point.size) / (2 * _STEP)
    inverse = np.linalg.pinv(changes)
    sizes = [np.size(cells[name]) if name in cells else 0 for name in names]
    columns = dict(zip(names, np.split(np.arange(sum(sizes)), np.cumsum(sizes)), strict=False))
    derivatives = []
    for block, place in zip(blocks, at, strict=True):
        spread = block.spread_of(cells)
        with np.errstate(all="ignore"):
            back = _inverse(spread)
        z, rows = point[place], slot[place].T
        sharp = curvatures[part[place[0]][:, None, None], rows[:, :, None], rows[:, None, :]]
        picked = np.concatenate([np.empty(0, int), *(columns[n] for n in block.population)])
        lean = np.einsum("umn,up->mnp", bends[:, place], inverse[:, picked])
        derivatives.append(
            _At(
                spread @ z,
                block.population_of(cells),
                back.T @ (gradient[place] + z),
                back.T @ (sharp - np.eye(len(place))) @ back,
                np.einsum("jm,mnp->jnp", back.T, lean),
            )
        )
    return derivatives, 1 + 2 * (levels.width + len(steps))


def _inverse(spread: np.ndarray) -> np.ndarray:
    """Return the inverse of a matrix; NaN if it is singular."""
    try:
        return np.asarray(np.linalg.inv(spread))
    except np.linalg.LinAlgError:
        return np.full_like(spread, np.nan)


def _owners(levels: Levels) -> tuple[np.ndarray, np.ndarray]:
    """Return the part of each coordinate and its place in the part: each (dimension,)."""
    part, slot = np.zeros((2, levels.dimension), dtype=int)
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
        lean = location[f"lean_{block.id}"] @ block.population_of(cells)
        pull = spread.T @ (location[f"pull_{block.id}"] - lean)
        root = np.linalg.cholesky(np.eye(len(place)) + spread.T @ info @ spread)
        middle = np.linalg.solve(root, pull.T[:, :, None])[:, :, 0].T
        located_point[place] = np.einsum("nkj,kn->jn", root, point[place]) - middle
        change -= float(np.log(np.diagonal(root, axis1=1, axis2=2)).sum())
    return located_point, change
