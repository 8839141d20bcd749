"""Three-step estimates of a linear model of an outcome given the class of each unit.

The class of a unit is known by its most probable class only. The table of misclassification says
how often that is another class than the true one, and both estimators correct with it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from pybrms_mix.base.lazy import optimize, stats

_STEPS = 500
_TOLERANCE = 1e-10


@dataclass(frozen=True, eq=False)
class Estimate:
    """Coefficients and their covariance matrix.

    Attributes:
        beta: shape (coefficients,).
        covariance: shape (coefficients, coefficients).
    """

    beta: np.ndarray
    covariance: np.ndarray

    def table(self, prob: float = 0.95) -> np.ndarray:
        """Return estimate, standard error and the limits of the interval: (coefficients, 4)."""
        error = np.sqrt(np.diag(self.covariance))
        half = stats.norm.ppf(0.5 + prob / 2) * error
        return np.column_stack([self.beta, error, self.beta - half, self.beta + half])


def naive(y: np.ndarray, designs: np.ndarray, assigned: np.ndarray, units: np.ndarray) -> Estimate:
    """Return least squares with the most probable class of each row in place of the true one."""
    weights = np.eye(len(designs))[assigned]
    return weighted(y, designs, weights, units)


def bch(
    y: np.ndarray,
    designs: np.ndarray,
    assigned: np.ndarray,
    units: np.ndarray,
    misclassification: np.ndarray,
) -> Estimate:
    """Return the estimate of Bolck, Croon and Hagenaars, with the robust errors of Vermunt.

    Args:
        y: the outcome, shape (N,).
        designs: the design of each class, shape (K, N, coefficients).
        assigned: the most probable class of each row, from 0, shape (N,).
        units: the number of the unit of each row, shape (N,).
        misclassification: row t, column s: the probability that a unit of class t is assigned to
            class s.
    """
    return weighted(y, designs, np.linalg.inv(misclassification)[assigned], units)


def weighted(
    y: np.ndarray, designs: np.ndarray, weights: np.ndarray, units: np.ndarray
) -> Estimate:
    """Return least squares over rows and classes, with a sandwich that clusters by units.

    Args:
        y: the outcome, shape (N,).
        designs: the design of each class, shape (K, N, coefficients).
        units: the number of the unit of each row, shape (N,).
        weights: the weight of each row in each class, shape (N, K); weights may be negative.
    """
    cross = np.einsum("nk,kni,knj->ij", weights, designs, designs)
    beta = np.linalg.solve(cross, np.einsum("nk,kni,n->i", weights, designs, y))
    residual = y - designs @ beta  # (K, N)
    scores = np.einsum("nk,kni,kn->ni", weights, designs, residual)
    return Estimate(beta, _sandwich(np.linalg.inv(cross), scores, units))


def _sandwich(bread: np.ndarray, scores: np.ndarray, units: np.ndarray) -> np.ndarray:
    clustered = np.zeros((int(units.max()) + 1, scores.shape[1]))
    np.add.at(clustered, units, scores)
    count = len(clustered)
    return np.asarray(bread @ (clustered.T @ clustered) @ bread.T) * count / (count - 1)


def maximum_likelihood(
    y: np.ndarray,
    designs: np.ndarray,
    assigned: np.ndarray,
    units: np.ndarray,
    misclassification: np.ndarray,
) -> Estimate:
    """Return Vermunt's maximum likelihood estimate for normal outcomes.

    The likelihood of a unit is a mixture over its classes: the proportion of the class, the
    probability that a unit of the class is assigned to the class that this unit is assigned to, and
    the normal density of the outcome. An EM algorithm maximises it. The errors come from the
    curvature of the log likelihood.

    Args:
        y: the outcome, shape (N,).
        designs: the design of each class, shape (K, N, coefficients).
        assigned: the most probable class of each row, from 0, shape (N,).
        units: the number of the unit of each row, shape (N,).
        misclassification: as in ``bch``.
    """
    first = np.unique(units, return_index=True)[1]
    known = np.log(misclassification.T[assigned[first]] + 1e-300)  # (units, K)
    start = weighted(y, designs, np.eye(len(designs))[assigned], units)
    sigma = float(np.std(y - np.einsum("nk,kn->n", np.eye(len(designs))[assigned],
                                       designs @ start.beta)))  # fmt: skip
    beta, shares = start.beta, np.bincount(assigned[first], minlength=len(designs)) / len(first)
    before = -np.inf
    for _ in range(_STEPS):
        logs = _joint(y, designs, units, known, beta, np.log(sigma), np.log(shares))
        total = np.logaddexp.reduce(logs, axis=1)
        membership = np.exp(logs - total[:, None])
        weights = membership[units]
        beta = weighted(y, designs, weights, units).beta
        residual = y - designs @ beta
        sigma = float(np.sqrt(np.einsum("nk,kn->", weights, residual**2) / len(y)))
        shares = membership.mean(axis=0)
        if abs(total.sum() - before) < _TOLERANCE * (1 + abs(before)):
            break
        before = total.sum()

    def negative(point: np.ndarray) -> float:
        size = len(beta)
        free = np.concatenate([[0.0], point[size + 1 :]])
        log_shares = free - np.logaddexp.reduce(free)
        logs = _joint(y, designs, units, known, point[:size], point[size], log_shares)
        return -float(np.logaddexp.reduce(logs, axis=1).sum())

    at = np.concatenate([beta, [np.log(sigma)], np.log(shares[1:] / shares[0])])
    covariance = np.linalg.inv(_hessian(negative, at))
    return Estimate(beta, covariance[: len(beta), : len(beta)])


def _joint(
    y: np.ndarray,
    designs: np.ndarray,
    units: np.ndarray,
    known: np.ndarray,
    beta: np.ndarray,
    log_sigma: float,
    log_shares: np.ndarray,
) -> np.ndarray:
    """Return the joint log density of outcomes and class of each unit: (units, K)."""
    scaled = (y - designs @ beta) / np.exp(log_sigma)
    density = -0.5 * scaled**2 - log_sigma - 0.5 * np.log(2 * np.pi)
    by_unit = np.zeros_like(known)
    np.add.at(by_unit, units, density.T)
    return np.asarray(by_unit + known + log_shares)


def _hessian(function: Callable[[np.ndarray], float], at: np.ndarray) -> np.ndarray:
    """Return the matrix of second derivatives by differences of gradients."""
    steps = 1e-4 * np.maximum(1.0, np.abs(at))
    rows = []
    for k, step in enumerate(steps):
        shift = np.zeros_like(at)
        shift[k] = step
        above = optimize.approx_fprime(at + shift, function, steps * 1e-1)
        below = optimize.approx_fprime(at - shift, function, steps * 1e-1)
        rows.append((above - below) / (2 * step))
    found = np.array(rows)
    return np.asarray((found + found.T) / 2)
