"""The prior probability of the order in which a model keeps its components."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import lgamma
from typing import Any

import numpy as np

from pybrms_mix.base.lazy import stats
from pybrms_mix.model.ir import Model, WeightsPiece
from pybrms_mix.syntax.literal import literal
from pybrms_mix.syntax.nodes import Call, called
from pybrms_mix.syntax.parse import parse

_POINTS = 40_001
# The points of the grid are tangents of equally spaced angles. A larger width makes the grid denser
# near the centre.
_WIDTH = 8.0

Cdf = Callable[[np.ndarray], np.ndarray]


class UnknownProbability(Exception):
    """The probability of the order cannot be computed for a prior, which is the argument."""


def log_probability_of_order(model: Model) -> float:
    """Return the log prior probability that the ordered parameters of a model are in order.

    The result is zero for a model without an order. The priors in the program integrate over the
    ordered region to this probability rather than to 1.

    Raises:
        UnknownProbability: if the priors differ and the distribution of one of them is unknown.
    """
    return sum(_of_coefficients(model)) + _of_proportions(model)


def _of_coefficients(model: Model) -> list[float]:
    """Return the log probability of the order of each ordered vector."""
    by_vector: dict[str, dict[int, str]] = {}
    for parameter in model.parameters:
        priors = parameter.priors or ("",) * len(parameter.ordered)
        for element, prior in zip(parameter.ordered, priors, strict=False):
            if element is not None:
                by_vector.setdefault(element.vector, {})[element.position] = prior
    return [
        _log_probability([by_element[k] for k in sorted(by_element)])
        for by_element in by_vector.values()
    ]


def _log_probability(priors: Sequence[str]) -> float:
    if len(set(priors)) <= 1:
        return -lgamma(len(priors) + 1)
    distributions = [_distribution(p) for p in priors]
    centre = float(np.mean([d.median() for d in distributions]))
    scale = max(
        float(np.ptp([d.median() for d in distributions])), *(_spread(d) for d in distributions)
    )
    return _in_order([d.cdf for d in distributions], centre, scale)


def _of_proportions(model: Model) -> float:
    """Return the log probability that proportions ascend, which is that of gamma variables."""
    (piece,) = model.of(WeightsPiece) or (None,)
    if piece is None or not any(p.type == "positive_ordered" for p in piece.parameters):
        return 0.0
    concentration = model.concentration_of_theta(piece.belongs_to)
    if concentration is None:
        return 0.0
    shapes = [float(a) for a in concentration]
    if len(set(shapes)) == 1:
        return -lgamma(len(shapes) + 1)
    return _in_order([stats.gamma(a).cdf for a in shapes], float(np.mean(shapes)), max(shapes))


def _in_order(cdfs: Sequence[Cdf], centre: float, scale: float) -> float:
    """Return the log probability that independent variables ascend.

    P(X1 < ... < Xk < x) is the integral up to x of P(X1 < ... < Xk-1 < t) over the distribution of
    Xk.
    """
    angles = np.linspace(-np.pi / 2, np.pi / 2, _POINTS)[1:-1]
    x = centre + scale * np.tan(angles) / _WIDTH
    x = np.r_[-np.inf, x, np.inf]
    below = np.ones(len(x))
    for cdf in cdfs:
        steps = np.diff(cdf(x))
        middles = (below[1:] + below[:-1]) / 2
        below = np.r_[0.0, np.cumsum(steps * middles)]
    return float(np.log(below[-1]))


def _spread(distribution: Any) -> float:
    low, high = distribution.ppf([0.25, 0.75])
    return float(high - low)


def _distribution(prior: str) -> Any:
    """Return the distribution of a prior in SciPy.

    Raises:
        UnknownProbability: if SciPy lacks the distribution, or if an argument is not a number.
    """
    node = parse(prior) if prior else None
    if not isinstance(node, Call):
        raise UnknownProbability(prior or "some priors are flat and others are proper")
    arguments = [literal(a.value) for a in node.arguments if a.value is not None]
    values = [float(v) for v in arguments if isinstance(v, int | float)]
    if len(values) < len(arguments):
        raise UnknownProbability(prior)
    match called(node), values:
        case "std_normal", []:
            return stats.norm()
        case "normal", [mu, sigma]:
            return stats.norm(mu, sigma)
        case "student_t", [nu, mu, sigma]:
            return stats.t(nu, mu, sigma)
        case "cauchy", [mu, sigma]:
            return stats.cauchy(mu, sigma)
        case "logistic", [mu, sigma]:
            return stats.logistic(mu, sigma)
        case "double_exponential", [mu, sigma]:
            return stats.laplace(mu, sigma)
        case "gumbel", [mu, beta]:
            return stats.gumbel_r(mu, beta)
    raise UnknownProbability(prior)
