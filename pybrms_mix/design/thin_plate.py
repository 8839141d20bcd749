"""Thin plate regression splines: a basis of low rank for smooth functions of several variables.

Source: Wood (2003), "Thin plate regression splines", and Wood (2017), sections 5.5.1 and 5.4. With
E = eta(|u_i - u_j|) over the distinct rows u and polynomials T, a function is E d + T a under
T'd = 0, and its wiggliness is d'E d. The basis keeps the eigenvectors of E with the largest
eigenvalues.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from itertools import product

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.design.sampled_rows import sampled

_MANY = 2000  # of more distinct rows so many are drawn, as in mgcv
_RANK = 1e-10  # eigenvalues of a penalty below this share of the largest are zeros
_SAME = 1e-8  # what rounding can change of knots, as a share of the largest variable


@dataclass(frozen=True, eq=False)
class Basis:
    """The columns of one smooth function: X(x) = eta(|x - u|) A + T(x) B.

    Attributes:
        order: the order of the derivatives in the penalty.
        center: the means of the variables over the rows of the fit.
        knots: the distinct rows u, or some of them, less the means.
        radial: A, of shape (knots, columns).
        polynomial: B, of shape (polynomials, columns).
        rank: the number of penalised columns, which come first. Their penalty is the identity.
    """

    order: int
    center: np.ndarray
    knots: np.ndarray
    radial: np.ndarray
    polynomial: np.ndarray
    rank: int

    @property
    def arrays(self) -> dict[str, np.ndarray]:
        """Return all that the basis consists of, by name."""
        return {f.name: np.asarray(getattr(self, f.name)) for f in fields(self)}

    def at(self, x: np.ndarray) -> np.ndarray:
        """Return the columns at the rows ``x``, shape (N, variables): (N, columns)."""
        moved = x - self.center
        found = _eta(_distances(moved, self.knots), self.order, len(self.center)) @ self.radial
        return np.asarray(found + _polynomials(moved, self.order) @ self.polynomial)


def default_order(variables: int) -> int:
    """Return the smallest order of derivatives whose functions have no kinks: 2m > d + 1."""
    return (variables + 1) // 2 + 1


def polynomials(variables: int, order: int) -> int:
    """Return the number of polynomials of a degree less than ``order``."""
    return math.comb(variables + order - 1, variables)


def default_size(variables: int, order: int) -> int:
    """Return the usual number of columns, the constant included."""
    return polynomials(variables, order) + (8, 27, 100)[min(variables, 3) - 1]


def thin_plate(
    x: np.ndarray,
    size: int,
    order: int,
    *,
    centred: bool,
    penalised: bool = True,
    weights: np.ndarray | None = None,
) -> Basis:
    """Return the basis of the functions on the rows ``x``, shape (N, variables).

    Args:
        x: the variables on the rows of the fit.
        size: the number of columns before the mean is removed.
        order: the order of the derivatives in the penalty.
        centred: whether functions have the mean 0 over the rows.
        penalised: whether the wiggliness is penalised; otherwise no column is.
        weights: what multiplies the columns of each row, as far as it matters for their scale.
    """
    center, moved, knots = _knots(x)
    null = polynomials(x.shape[1], order)
    values, vectors = np.linalg.eigh(_eta(_distances(knots, knots), order, x.shape[1]))
    kept = np.argsort(-np.abs(values))[:size]
    kept = kept[np.argsort(-values[kept])]
    values, vectors = values[kept], vectors[:, kept]
    free = _free(_polynomials(knots, order).T @ vectors)
    radial = np.column_stack([vectors @ free, np.zeros((len(knots), null))])
    flat = np.column_stack([np.zeros((null, size - null)), np.eye(null)])
    matrix = (
        _eta(_distances(moved, knots), order, x.shape[1]) @ radial
        + _polynomials(moved, order) @ flat
    )
    penalty = np.zeros((size, size))
    penalty[: size - null, : size - null] = free.T @ (values[:, None] * free)

    scale = np.sqrt((matrix**2).mean(axis=0))
    matrix, change = matrix / scale, np.diag(1 / scale)
    penalty = penalty / np.outer(scale, scale)
    penalty /= np.abs(penalty).sum(axis=0).max() / np.abs(matrix).sum(axis=1).max() ** 2
    if centred:
        inner = np.linalg.qr(matrix.sum(axis=0)[:, None], mode="complete")[0][:, 1:]
        matrix, change, penalty = matrix @ inner, change @ inner, inner.T @ penalty @ inner
    rank = 0
    if penalised:
        seen = matrix if weights is None else weights[:, None] * matrix
        turn, rank = _identity(penalty, seen, flat @ change)
        change = change @ turn
    made = Basis(order, center, knots, radial @ change, flat @ change, rank)
    return _oriented(made) if penalised else made


def kept_basis(
    arrays: Mapping[str, np.ndarray],
    x: np.ndarray,
    size: int,
    order: int,
    *,
    centred: bool,
    penalised: bool,
) -> Basis:
    """Return the basis that ``arrays`` hold, after a check that it is one of the rows ``x``.

    ``thin_plate`` gives another basis on another machine where eigenvalues are equal: coefficients
    belong to the basis with which they were sampled. Its arguments are those of ``thin_plate``.

    Raises:
        InvalidData: if arrays are missing, of a wrong shape, not finite, or of other rows.
    """
    center, _, knots = _knots(x)
    null = polynomials(x.shape[1], order)
    columns = size - centred
    wanted = {
        "order": (), "center": center.shape, "knots": knots.shape,
        "radial": (len(knots), columns), "polynomial": (null, columns), "rank": (),
    }  # fmt: skip
    shapes = {name: np.shape(array) for name, array in arrays.items()}
    if shapes != wanted or not all(np.isfinite(array).all() for array in arrays.values()):
        raise InvalidData("The basis that is kept of a smooth has not the arrays of its term.")
    counts = (int(arrays["order"]), int(arrays["rank"]))
    near = _SAME * np.abs(x).max(axis=0)
    if (
        counts != (order, (size - null) if penalised else 0)
        or (np.abs(arrays["center"] - center) > near).any()
        or (np.abs(arrays["knots"] - knots) > near).any()
    ):
        raise InvalidData("The basis that is kept of a smooth is that of other rows.")
    floats = {n: np.asarray(arrays[n], float) for n in ("center", "knots", "radial", "polynomial")}
    return Basis(order=counts[0], rank=counts[1], **floats)


def _knots(x: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the means of the variables, the rows less the means, and those that are knots."""
    center = x.mean(axis=0)
    moved = x - center
    knots = np.unique(moved, axis=0)
    if len(knots) > _MANY:
        knots = knots[sampled(len(knots), _MANY)]
    return center, moved, knots


def _oriented(basis: Basis) -> Basis:
    """Return the basis with signs that do not depend on rounding errors.

    Eigenvectors have any sign. All functions are positive at the first knot.
    """
    first = basis.at(basis.knots[:1] + basis.center)[0]
    signs = np.where(first < 0, -1.0, 1.0)
    return replace(basis, radial=basis.radial * signs, polynomial=basis.polynomial * signs)


def _identity(
    penalty: np.ndarray, matrix: np.ndarray, powers: np.ndarray
) -> tuple[np.ndarray, int]:
    """Return what makes the penalty the identity on the first columns, and their number.

    Columns without a penalty get the mean size of the others, unless there is but one of these.
    Eigenvectors without a penalty have any rotation: one is taken that does not depend on rounding
    errors, by which each has one more of the polynomials, whose coefficients are ``powers``.
    """
    values, turn = np.linalg.eigh(penalty)
    values, turn = values[::-1], turn[:, ::-1]
    rank = int((values > _RANK * values.max()).sum())
    free = turn[:, rank:]
    if free.shape[1] > 1:
        free = free @ np.linalg.qr((powers @ free)[-free.shape[1] :].T)[0]
    turn = np.column_stack([turn[:, :rank] / np.sqrt(values[:rank]), free])
    if rank > 1:
        columns = matrix @ turn
        size = np.linalg.norm(columns[:, :rank]) / np.sqrt(rank)
        turn[:, rank:] *= size / np.linalg.norm(columns[:, rank:], axis=0)
    return turn, rank


def _distances(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Return the distance of each row of ``a`` from each row of ``b``."""
    squares = np.zeros((len(a), len(b)))
    for k in range(a.shape[1]):
        squares += (a[:, [k]] - b[:, k]) ** 2
    return np.sqrt(squares)


def _eta(distance: np.ndarray, order: int, variables: int) -> np.ndarray:
    """Return the radial function whose wiggliness is bounded (Wood 2003, section 2)."""
    power = 2 * order - variables
    if variables % 2:
        scale = math.gamma(variables / 2 - order) / (
            2 ** (2 * order) * math.pi ** (variables / 2) * math.factorial(order - 1)
        )
        return np.asarray(scale * distance**power)
    half = variables // 2
    scale = (-1) ** (order + 1 + half) / (
        2 ** (2 * order - 1)
        * math.pi**half
        * math.factorial(order - 1)
        * math.factorial(order - half)
    )
    logs = np.log(distance, out=np.zeros_like(distance), where=distance > 0)
    return np.asarray(scale * distance**power * logs)


def _polynomials(x: np.ndarray, order: int) -> np.ndarray:
    """Return the polynomials of a degree less than ``order``: the first variable goes fastest."""
    every = product(range(order), repeat=x.shape[1])
    powers = [p[::-1] for p in every if sum(p) < order]
    return np.column_stack([np.prod(x ** np.array(p), axis=1) for p in powers])


def _free(constraints: np.ndarray) -> np.ndarray:
    """Return columns that span the vectors d with ``constraints @ d = 0``.

    Householder reflections make the rows one by one zero, but for their last elements. The span
    alone would not do: columns get equal sizes later, which depends on the columns.
    """
    count, size = constraints.shape
    rest, found = constraints.copy(), np.eye(size)
    for row in range(count):
        left = size - row
        mirror = np.zeros(size)
        mirror[:left] = rest[row, :left]
        mirror[left - 1] += math.copysign(float(np.linalg.norm(mirror)), mirror[left - 1])
        mirror /= np.linalg.norm(mirror)
        rest = rest - 2 * np.outer(rest @ mirror, mirror)
        found = found - 2 * np.outer(found @ mirror, mirror)
    return found[:, : size - count]
