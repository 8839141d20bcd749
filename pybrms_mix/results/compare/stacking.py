"""Weights of models from the log predictive densities of their observations."""

from __future__ import annotations

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.lazy import optimize
from pybrms_mix.base.takes import Seed
from pybrms_mix.results.compare.criterion import Criterion

_BOOTSTRAP = 1000


def weighted(found: list[Criterion], kind: str, seed: Seed | None) -> np.ndarray:
    """Return the weights of models by their criteria, with the sum 1.

    Args:
        found: the criterion of each model.
        kind: "stacking", "pseudobma", or any other word for plain Akaike-type weights.
        seed: the seed of the bootstrap of "pseudobma".

    Raises:
        InvalidArgument: for models of different numbers of observations.
    """
    if len({len(c.elpd) for c in found}) > 1:
        raise InvalidArgument("Models have different number of observations.")
    elpd = np.column_stack([c.elpd for c in found])
    match kind:
        case "stacking":
            return stacked(elpd)
        case "pseudobma":
            share = np.random.default_rng(seed).dirichlet(np.ones(len(elpd)), _BOOTSTRAP)
            return np.asarray(akaike(share @ elpd * len(elpd)).mean(axis=0))
    return akaike(elpd.sum(axis=0))


def akaike(elpd: np.ndarray) -> np.ndarray:
    """Return Akaike-type weights, the exponentials of the criteria with the sum 1."""
    weights = np.exp(elpd - elpd.max(axis=-1, keepdims=True))
    return np.asarray(weights / weights.sum(axis=-1, keepdims=True))


def stacked(elpd: np.ndarray) -> np.ndarray:
    """Return the weights that maximise the sum of the logs of the weighted densities."""
    density = np.exp(elpd - elpd.max(axis=1, keepdims=True))
    count = density.shape[1]

    def loss(w: np.ndarray) -> float:
        return -float(np.log(density @ w).mean())

    def slope(w: np.ndarray) -> np.ndarray:
        return np.asarray(-(density / (density @ w)[:, None]).mean(axis=0))

    solution = optimize.minimize(
        loss,
        np.full(count, 1 / count),
        jac=slope,
        method="SLSQP",
        bounds=[(0.0, 1.0)] * count,
        constraints=optimize.LinearConstraint(np.ones((1, count)), 1, 1),
        options={"ftol": 1e-12, "maxiter": 1000},
    )
    weights = np.clip(solution.x, 0, 1)
    return np.asarray(weights / weights.sum())
