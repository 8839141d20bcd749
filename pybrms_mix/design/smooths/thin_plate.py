"""Thin plate regression splines: a basis of low rank for smooth functions of several variables.

Source: Wood (2003), "Thin plate regression splines", and Wood (2017), sections 5.5.1 and 5.4. With
E = eta(|u_i - u_j|) over the knots u and polynomials T, a function is E d + T a under T'd = 0, and
its wiggliness is d'E d. The basis keeps the eigenvectors of E with the largest eigenvalues.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import product

import numpy as np

from pybrms_mix.design.sampled_rows import sampled
from pybrms_mix.design.smooths.basis import PenalisedFunctions, Raw, Values, numbers
from pybrms_mix.design.smooths.vanishing import shrunken

MANY = 2000  # the number of knots that are drawn from more distinct rows, as in mgcv
SEED = 1


@dataclass(frozen=True, eq=False)
class ThinPlate(PenalisedFunctions):
    """Radial functions of the distances from knots, and polynomials.

    Attributes:
        size: the number of columns before constraints.
        order: the order of the derivatives in the penalty.
        center: the means of the variables over the rows of the fit.
        knots: the knots less the means: (knots, variables).
        shrunken: whether polynomials have a small penalty too.
    """

    size: int
    order: int
    center: np.ndarray
    knots: np.ndarray
    shrunken: bool = False

    @classmethod
    def of(
        cls,
        values: Values,
        size: int,
        order: int,
        *,
        shrunken: bool = False,
        knots: np.ndarray | None = None,
        most: int = MANY,
        seed: int = SEED,
    ) -> ThinPlate:
        """Return the functions whose knots are the distinct rows, or ``most`` of these.

        ``knots``, of shape (knots, variables), replace the distinct rows.
        """
        x = numbers(values)
        center = x.mean(axis=0)
        if knots is not None:
            return cls(size, order, center, knots - center, shrunken)
        distinct = np.unique(x - center, axis=0)
        if len(distinct) > most:
            distinct = distinct[sampled(len(distinct), most, seed)]
        return cls(size, order, center, distinct, shrunken)

    @property
    def arrays(self) -> dict[str, np.ndarray]:
        """Return the order, the centre and the knots."""
        return {"order": np.array(self.order), "center": self.center, "knots": self.knots}

    @property
    def columns(self) -> int:
        """Return the number of columns before constraints."""
        return self.size

    @property
    def flat(self) -> int:
        """Return the number of polynomials, which have no penalty unless shrunken."""
        return 0 if self.shrunken else polynomials(len(self.center), self.order)

    def at(self, values: Values) -> np.ndarray:
        """Return the radial functions and the polynomials: (N, knots + polynomials)."""
        shifted = numbers(values) - self.center
        radial = _eta(_distances(shifted, self.knots), self.order, len(self.center))
        return np.column_stack([radial, _polynomials(shifted, self.order)])

    def raw(self, values: Values) -> Raw:
        """Return columns with the mean square 1 on the rows of the fit, and their penalty."""
        null = polynomials(len(self.center), self.order)
        between = _eta(_distances(self.knots, self.knots), self.order, len(self.center))
        eigenvalues, vectors = np.linalg.eigh(between)
        largest = np.argsort(-np.abs(eigenvalues))[: self.size]
        largest = largest[np.argsort(-eigenvalues[largest])]
        middle, vectors = np.diag(eigenvalues[largest]), vectors[:, largest]
        if len(self.knots) == self.size:
            middle, vectors = between, np.eye(self.size)
        free = _free(_polynomials(self.knots, self.order).T @ vectors)
        curved = self.size - null
        change = np.zeros((len(self.knots) + null, self.size))
        change[: len(self.knots), :curved] = vectors @ free
        change[len(self.knots) :, curved:] = np.eye(null)
        penalty = np.zeros((self.size, self.size))
        penalty[:curved, :curved] = free.T @ middle @ free
        scale = np.sqrt(((self.at(values) @ change) ** 2).mean(axis=0))
        change, penalty = change / scale, penalty / np.outer(scale, scale)
        if self.shrunken:
            penalty = shrunken(penalty, null, equally=True)
        return Raw(change, penalty, np.roll(change[len(self.knots) :], -1, axis=0))


def default_order(variables: int) -> int:
    """Return the smallest order of derivatives whose functions have no kinks: 2m > d + 1."""
    return (variables + 1) // 2 + 1


def polynomials(variables: int, order: int) -> int:
    """Return the number of polynomials of a degree less than ``order``."""
    return math.comb(variables + order - 1, variables)


def default_size(variables: int, order: int) -> int:
    """Return the usual number of columns, the constant included."""
    return polynomials(variables, order) + (8, 27, 100)[min(variables, 3) - 1]


def _distances(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Return the Euclidean distance of each row of ``a`` from each row of ``b``."""
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
    """Return the polynomials of a degree less than ``order``; the first variable varies fastest."""
    exponents = product(range(order), repeat=x.shape[1])
    powers = [p[::-1] for p in exponents if sum(p) < order]
    return np.column_stack([np.prod(x ** np.array(p), axis=1) for p in powers])


def _free(constraints: np.ndarray) -> np.ndarray:
    """Return columns that span the vectors d with ``constraints @ d = 0``.

    Householder reflections set all elements of a row except the last to zero, row by row. The
    choice of columns matters, not only their span, because each column is scaled to the same size
    later.
    """
    count, size = constraints.shape
    rest, basis = constraints.copy(), np.eye(size)
    for row in range(count):
        remaining = size - row
        mirror = np.zeros(size)
        mirror[:remaining] = rest[row, :remaining]
        mirror[remaining - 1] += math.copysign(float(np.linalg.norm(mirror)), mirror[remaining - 1])
        mirror /= np.linalg.norm(mirror)
        rest = rest - 2 * np.outer(rest @ mirror, mirror)
        basis = basis - 2 * np.outer(basis @ mirror, mirror)
    return basis[:, : size - count]
