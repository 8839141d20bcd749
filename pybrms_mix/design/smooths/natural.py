"""Natural parameterisations: columns in which the penalty is a sum of squares.

Source: Wood (2017), sections 5.4 and 5.8, and Wood, Scheipl and Faraway (2013), section 3. Columns
without a penalty can be rotated freely. A rule that is insensitive to rounding errors fixes the
rotation. For two such columns it is the rule of mgcv, unless rounding errors decide that rule.
"""

from __future__ import annotations

import numpy as np

from pybrms_mix.design.rvalues import Factor
from pybrms_mix.design.smooths.basis import (
    Arrays,
    Basis,
    PenalisedFunctions,
    Raw,
    Values,
    kept_basis,
)

_DEPENDENT = 1e-7  # a remainder below this share of a vector is a rounding error


def natural_basis(
    functions: PenalisedFunctions,
    values: Values,
    *,
    centred: bool,
    point: Values | None = None,
    penalised: bool,
    weights: np.ndarray | None = None,
    kept: Arrays | None = None,
) -> Basis:
    """Return columns whose penalty is the identity, under a constraint that fixes the level.

    Args:
        functions: the functions that the columns combine.
        values: the variables on the rows of the fit.
        centred: whether functions have the mean 0 over the rows of the fit.
        point: the values of the variables at which functions are 0 instead; None for no such point.
        penalised: whether there is a penalty; otherwise no column has one.
        weights: a factor of the columns in each row, used to compute the scale of the columns.
        kept: the arrays of the basis, if it was computed before.
    """
    columns = functions.columns - (centred or point is not None)
    if kept is not None:
        blocks = penalised_blocks(functions, columns) if penalised else ()
        return kept_basis(functions, kept, columns, blocks)
    raw = functions.raw(values)
    rows = functions.at(values)
    change, penalty = raw.change, raw.penalty
    anchors = np.eye(functions.columns) if raw.anchors is None else raw.anchors
    matrix = rows @ change
    penalty = penalty / (np.abs(penalty).sum(axis=0).max() or 1.0)
    penalty = penalty * np.abs(matrix).sum(axis=1).max() ** 2
    if centred or point is not None:
        zero = matrix.sum(axis=0) if point is None else functions.at(point)[0] @ change
        inner = complement(zero)
        change, anchors, penalty = change @ inner, anchors @ inner, inner.T @ penalty @ inner
        matrix = matrix @ inner
    if not penalised:
        return Basis(functions, change, ())
    weighted = matrix if weights is None else weights[:, None] * matrix
    blocks = penalised_blocks(functions, columns)
    turn = _identity(penalty, sum(blocks), weighted, anchors)
    return oriented(Basis(functions, change @ turn, blocks), values, matrix @ turn)


def complement(vector: np.ndarray) -> np.ndarray:
    """Return an orthonormal basis of the vectors orthogonal to ``vector``: (n, n - 1)."""
    return np.linalg.qr(vector[:, None], mode="complete")[0][:, 1:]


def oriented(basis: Basis, values: Values, matrix: np.ndarray) -> Basis:
    """Return the basis with signs that depend neither on rounding errors nor on the order of rows.

    Eigenvectors have any sign. ``matrix`` holds the columns on the rows of the fit. The sum of each
    column is positive under weights that are an irregular function of the variables.
    """
    angle = np.ones(len(matrix))
    for number, value in enumerate(values, start=1):
        column = value.codes if isinstance(value, Factor) else np.asarray(value, dtype=float)
        angle = angle + np.sqrt(1 + number) * (column - column.min()) / (np.ptp(column) or 1.0)
    signs = np.where(np.cos(2 * angle) @ matrix < 0, -1.0, 1.0)
    return Basis(basis.functions, basis.change * signs, basis.blocks)


def penalised_blocks(functions: PenalisedFunctions, columns: int) -> tuple[int, ...]:
    """Return the sizes of the blocks with a penalty: one block, or none.

    ``columns`` is the number of columns after constraints. Constraints remove columns without a
    penalty first.
    """
    rank = min(columns, functions.columns - functions.flat)
    return (rank,) if rank else ()


def penalised_directions(
    penalty: np.ndarray, rank: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the positive eigenvalues and their eigenvectors of a penalty with the given rank.

    The third result holds the other eigenvectors, which have no penalty.
    """
    values, turn = np.linalg.eigh((penalty + penalty.T) / 2)
    values, turn = values[::-1], turn[:, ::-1]
    return values[:rank], turn[:, :rank], turn[:, rank:]


def rotated(free: np.ndarray, anchors: np.ndarray) -> np.ndarray:
    """Return ``free`` after a rotation, so that the result depends only on the space it spans.

    In the first row of ``anchors @ free`` all columns except the first are zero, in the second row
    all columns except the first two, and so on. Rows that depend linearly on earlier rows are
    skipped.
    """
    count = free.shape[1]
    if count < 2:
        return free
    rows, basis = anchors @ free, np.zeros((count, 0))
    least = _DEPENDENT * np.linalg.norm(rows, axis=1).max()
    for row in rows:
        rest = row - basis @ (basis.T @ row)
        if np.linalg.norm(rest) > least:
            basis = np.column_stack([basis, rest / np.linalg.norm(rest)])
        if basis.shape[1] == count:
            break
    return np.asarray(free @ basis)


def _identity(
    penalty: np.ndarray, rank: int, matrix: np.ndarray, anchors: np.ndarray
) -> np.ndarray:
    """Return the transformation under which the penalty of ``rank`` columns is the identity.

    If several columns have a penalty, columns without one are scaled to the mean size of these.
    """
    values, turn, free = penalised_directions(penalty, rank)
    turn = np.column_stack([turn / np.sqrt(values), rotated(free, anchors)])
    if rank > 1:
        columns = matrix @ turn
        size = np.linalg.norm(columns[:, :rank]) / np.sqrt(rank)
        turn[:, rank:] *= size / np.linalg.norm(columns[:, rank:], axis=0)
    return turn


def by_rows(raw: Raw, rank: int, rows: np.ndarray) -> np.ndarray:
    """Return the coefficients of columns that are orthogonal on the rows of the fit.

    The first ``rank`` columns have a penalty, and their mean squares average to 1. Each of the
    other columns has the mean square 1. ``rows`` holds the functions on the rows of the fit.
    """
    matrix = rows @ raw.change
    triangle = np.linalg.qr(matrix, mode="r")
    inverse = np.linalg.inv(triangle)
    values, turn, free = penalised_directions(inverse.T @ raw.penalty @ inverse, rank)
    anchors = np.eye(len(free)) if raw.anchors is None else raw.anchors @ inverse
    free = rotated(free, anchors)
    stretched = np.column_stack([turn / np.sqrt(values), free])
    change = raw.change @ inverse @ stretched
    return _sized(change, rows, rank, apart=True)


def by_coefficients(raw: Raw, rank: int, rows: np.ndarray) -> np.ndarray:
    """Return the coefficients of the columns of a margin, the ``rank`` penalised columns first.

    The mean squares of the penalised columns average to 1, and so do those of the other columns. If
    constants have no penalty, the first column without a penalty is the constant, and the others
    are principal axes on the rows of the fit.
    """
    values, turn, free = penalised_directions(raw.penalty, rank)
    free = rotated(free, np.eye(len(free)) if raw.anchors is None else raw.anchors)
    change = raw.change @ np.column_stack([turn / np.sqrt(values), free])
    change = _sized(change, rows, rank, apart=True)
    flat = rows @ change[:, rank:]
    if flat.shape[1] > 1:
        weights, *_ = np.linalg.lstsq(flat, np.ones(len(flat)), rcond=None)
        if np.abs(flat @ weights - 1).max() < _DEPENDENT:
            turn = _mirror(weights)
            axes = np.linalg.eigh(turn[:, 1:].T @ (flat.T @ flat) @ turn[:, 1:])[1]
            turn[:, 1:] = turn[:, 1:] @ axes
            change[:, rank:] = change[:, rank:] @ turn
    return _sized(change, rows, rank, apart=False)


def _mirror(direction: np.ndarray) -> np.ndarray:
    """Return an orthogonal matrix whose first column has the direction ``direction``."""
    size = np.linalg.norm(direction)
    return np.column_stack([direction / size, complement(direction)])


def _sized(change: np.ndarray, rows: np.ndarray, rank: int, *, apart: bool) -> np.ndarray:
    """Return the coefficients of columns that are scaled to the mean square 1.

    The penalised columns are scaled together. The others are scaled one by one if ``apart`` is
    true, and otherwise together.
    """
    squares = ((rows @ change) ** 2).mean(axis=0)
    shared = [rank > 0, not apart]
    for start, stop, together in zip((0, rank), (rank, len(squares)), shared, strict=True):
        if together and stop > start:
            squares[start:stop] = squares[start:stop].mean()
    return np.asarray(change / np.sqrt(squares))
