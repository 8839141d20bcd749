"""Three-step estimates of a linear model of an outcome given the class of each unit.

The class of a unit is known by its most probable class only. The table of misclassification holds
the probabilities that the most probable class differs from the true class. Both estimators use it
to correct their bias. The table is itself uncertain. Each draw of the table gives other estimates,
and the covariance of these is added to the covariance of the estimates (the correction of Bakk,
Oberski and Vermunt, 2014, with draws of the posterior in place of derivatives).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from pybrms_mix.base.lazy import optimize, stats

_STEPS = 500
_TOLERANCE = 1e-10
_WORST = 1e6  # a table with a larger condition number is not inverted


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

    def also(self, moved: np.ndarray) -> Estimate:
        """Return the estimate with the covariance of ``moved``, (draws, coefficients), added."""
        if len(moved) < 2:
            return self
        return Estimate(self.beta, self.covariance + np.atleast_2d(np.cov(moved.T)))


def misclassified(p: np.ndarray, assigned: np.ndarray) -> np.ndarray:
    """Return the table of misclassification that memberships imply: (K, K).

    Row t, column s holds the probability that a unit of class t is assigned to class s. A row is
    NaN if no unit can belong to its class.

    Args:
        p: the membership of each unit, shape (units, K).
        assigned: the class to which each unit is assigned, from 0, shape (units,).
    """
    joint = np.eye(p.shape[1])[assigned].T @ p
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray((joint / joint.sum(axis=0)).T)


def invertible(tables: np.ndarray) -> bool:
    """Return whether all tables of misclassification can be inverted, (tables, K, K).

    Determinants of different sign mean that a singular table lies between two draws. Inverses near
    it are so large that their variance means nothing.
    """
    if not np.isfinite(tables).all():
        return False
    signs = np.linalg.slogdet(tables).sign
    return bool((np.linalg.cond(tables) < _WORST).all() and (signs == signs[0]).all())


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
    draws: np.ndarray | tuple[()] = (),
) -> Estimate:
    """Return the estimate of Bolck, Croon and Hagenaars, with the robust errors of Vermunt.

    Args:
        y: the outcome, shape (N,).
        designs: the design of each class, shape (K, N, coefficients).
        assigned: the most probable class of each row, from 0, shape (N,).
        units: the number of the unit of each row, shape (N,).
        misclassification: row t, column s: the probability that a unit of class t is assigned to
            class s.
        draws: draws of the misclassification, shape (draws, K, K).
    """
    estimates = [_least_squares(y, designs, np.linalg.inv(m)[assigned])[0] for m in draws]
    estimate = weighted(y, designs, np.linalg.inv(misclassification)[assigned], units)
    return estimate.also(np.array(estimates))


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
    beta, cross = _least_squares(y, designs, weights)
    residual = y - designs @ beta  # (K, N)
    scores = np.einsum("nk,kni,kn->ni", weights, designs, residual)
    return Estimate(beta, _sandwich(np.linalg.inv(cross), scores, units))


def _least_squares(
    y: np.ndarray, designs: np.ndarray, weights: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the coefficients, and the weighted products of the columns."""
    cross = np.einsum("nk,kni,knj->ij", weights, designs, designs)
    return np.linalg.solve(cross, np.einsum("nk,kni,n->i", weights, designs, y)), cross


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
    draws: np.ndarray | tuple[()] = (),
) -> Estimate:
    """Return Vermunt's maximum likelihood estimate for normal outcomes.

    The likelihood of a unit is a mixture over its classes: the proportion of the class, the
    probability that a unit of the class is assigned to the class that this unit is assigned to, and
    the normal density of the outcome. An EM algorithm maximises it. The errors come from the
    curvature of the log likelihood. The estimate under each draw of the misclassification is
    approximated by one Newton step.

    Args:
        y: the outcome, shape (N,).
        designs: the design of each class, shape (K, N, coefficients).
        assigned: the most probable class of each row, from 0, shape (N,).
        units: the number of the unit of each row, shape (N,).
        misclassification: as in ``bch``.
        draws: as in ``bch``.
    """
    likelihood = _Likelihood.of(y, designs, assigned, units, misclassification)
    at = likelihood.maximum(assigned)
    covariance, size = np.linalg.inv(hessian(likelihood.negative, at)), designs.shape[2]
    likelihoods = (_Likelihood.of(y, designs, assigned, units, m) for m in draws)
    estimates = [
        -covariance @ optimize.approx_fprime(at, likelihood_of_draw.negative)
        for likelihood_of_draw in likelihoods
    ]
    estimate = Estimate(at[:size], covariance[:size, :size])
    return estimate.also(np.array([step[:size] for step in estimates]))


@dataclass(frozen=True, eq=False)
class _Likelihood:
    """The likelihood of outcomes and assigned classes.

    A point holds the coefficients, the log of the residual standard deviation, and the logs of the
    proportions of the classes over that of the first class.

    Attributes:
        known: the log of the probability of the assigned class of each unit, given each class:
            (units, K).
    """

    y: np.ndarray
    designs: np.ndarray
    units: np.ndarray
    known: np.ndarray

    @classmethod
    def of(
        cls,
        y: np.ndarray,
        designs: np.ndarray,
        assigned: np.ndarray,
        units: np.ndarray,
        misclassification: np.ndarray,
    ) -> _Likelihood:
        """Return the likelihood under one table of misclassification."""
        first = np.unique(units, return_index=True)[1]
        log_table = np.log(misclassification.T[assigned[first]] + 1e-300)
        return cls(y, designs, units, log_table)

    def negative(self, point: np.ndarray) -> float:
        """Return minus the log likelihood."""
        return -float(np.logaddexp.reduce(self._joint(point), axis=1).sum())

    def maximum(self, assigned: np.ndarray) -> np.ndarray:
        """Return the point at which an EM algorithm ends."""
        indicators = np.eye(len(self.designs))[assigned]
        beta = _least_squares(self.y, self.designs, indicators)[0]
        sigma = float(np.std(self.y - np.einsum("nk,kn->n", indicators, self.designs @ beta)))
        first = np.unique(self.units, return_index=True)[1]
        shares = indicators[first].mean(axis=0)
        before = -np.inf
        for _ in range(_STEPS):
            logs = self._joint(_point(beta, sigma, shares))
            total = np.logaddexp.reduce(logs, axis=1)
            membership = np.exp(logs - total[:, None])
            weights = membership[self.units]
            beta = _least_squares(self.y, self.designs, weights)[0]
            squares = np.einsum("nk,kn->", weights, (self.y - self.designs @ beta) ** 2)
            sigma = float(np.sqrt(squares / len(self.y)))
            shares = membership.mean(axis=0)
            if abs(total.sum() - before) < _TOLERANCE * (1 + abs(before)):
                break
            before = total.sum()
        return _point(beta, sigma, shares)

    def _joint(self, point: np.ndarray) -> np.ndarray:
        """Return the joint log density of outcomes and class of each unit: (units, K)."""
        size = self.designs.shape[2]
        beta, log_sigma, free = point[:size], point[size], np.r_[0.0, point[size + 1 :]]
        scaled = (self.y - self.designs @ beta) / np.exp(log_sigma)
        density = -0.5 * scaled**2 - log_sigma - 0.5 * np.log(2 * np.pi)
        by_unit = np.zeros_like(self.known)
        np.add.at(by_unit, self.units, density.T)
        return np.asarray(by_unit + self.known + free - np.logaddexp.reduce(free))


def _point(beta: np.ndarray, sigma: float, shares: np.ndarray) -> np.ndarray:
    return np.concatenate([beta, [np.log(sigma)], np.log(shares[1:] / shares[0])])


def hessian(function: Callable[[np.ndarray], float], at: np.ndarray) -> np.ndarray:
    """Return the matrix of second derivatives by differences of gradients."""
    steps = 1e-4 * np.maximum(1.0, np.abs(at))
    rows = []
    for k, step in enumerate(steps):
        shift = np.zeros_like(at)
        shift[k] = step
        above = optimize.approx_fprime(at + shift, function, steps * 1e-1)
        below = optimize.approx_fprime(at - shift, function, steps * 1e-1)
        rows.append((above - below) / (2 * step))
    matrix = np.array(rows)
    return np.asarray((matrix + matrix.T) / 2)
