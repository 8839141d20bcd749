"""Memberships of rows, and the order of the components in which memberships agree best."""

from __future__ import annotations

from itertools import permutations

import numpy as np

from pybrms_mix.base.lazy import optimize
from pybrms_mix.model import values
from pybrms_mix.model.draws import Draws
from pybrms_mix.model.ir import Model
from pybrms_mix.results.fit import Fit

_ROWS = 1000  # The largest number of rows from whose memberships labels are computed.
_LEAST = 1e-10
_ROUNDS = 20
# Up to this number of components all orders are tried, which is faster than importing SciPy.
_FEW = 5


def memberships(fit: Fit, per_chain: int | None = None) -> np.ndarray:
    """Return log probabilities of the components: (chains, draws, rows, K).

    Args:
        fit: a fit with draws.
        per_chain: the number of evenly spaced draws from each chain; by default all.

    A fit with many rows has the memberships of some of them: see ``few_rows``.
    """
    draws = fit.posterior
    at = evenly_spaced(draws.per_chain, per_chain)
    thinned = Draws(draws.values[:, at], draws.names)
    joint = values.log_joint(few_rows(fit.model), thinned)
    joint = np.clip(np.nan_to_num(joint, nan=-1e9), -1e9, None)
    logs = joint - np.logaddexp.reduce(joint, axis=2)[:, :, None]
    return np.asarray(logs.reshape(draws.chains, len(at), *logs.shape[1:]))


def few_rows(model: Model) -> Model:
    """Return the model on a subset of its rows, evenly spaced, that determines the labels."""
    count = model.frame.N
    if count <= _ROWS or model.frame.parts:
        return model
    groups = values.together(model)
    index = np.arange(count) if groups is None else groups.index
    # A group that belongs to one component stays whole.
    units = int(index.max()) + 1
    is_kept = np.isin(index, np.linspace(0, units - 1, max(1, units * _ROWS // count)).astype(int))
    return model.at(model.frame.where(is_kept))


def evenly_spaced(per_chain: int, wanted: int | None) -> np.ndarray:
    """Return positions of ``wanted`` draws of a chain, evenly spaced; by default of all draws."""
    if wanted is None or wanted >= per_chain:
        return np.arange(per_chain)
    return np.linspace(0, per_chain - 1, wanted).round().astype(int)


def align(logs: np.ndarray, same: np.ndarray, first: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the order of the components in each draw that makes memberships agree best.

    Args:
        logs: log memberships: (draws, rows, K).
        same: which components may change places: (K, K).
        first: the draw whose labels count.

    Returns:
        Orders, (draws, K): label k is component ``orders[s, k]`` of draw s; and the mean
        memberships under these labels, (rows, K).

    Source: Stephens (2000), algorithm 2: alternately the mean memberships, and the labels with the
    least Kullback-Leibler divergence from them.
    """
    shares = np.exp(logs)
    centre = shares[first]
    orders = np.tile(np.arange(shares.shape[2]), (len(shares), 1))
    agreement = np.einsum("snj,snj->sj", shares, logs)
    for _ in range(_ROUNDS):
        cross = np.einsum("snj,nk->skj", shares, np.log(np.maximum(centre, _LEAST)))
        new = assigned(agreement[:, None, :] - cross, same)
        centre = np.mean(np.take_along_axis(shares, new[:, None, :], axis=2), axis=0)
        if (new == orders).all():
            break
        orders = new
    return orders, centre


def assigned(costs: np.ndarray, same: np.ndarray) -> np.ndarray:
    """Return the orders with the least costs: (draws, K).

    ``costs[s, k, j]``: label k is component j.
    """
    allowed = np.where(same, costs, 1e12)
    count = len(same)
    if count <= _FEW:
        orders = np.array(list(permutations(range(count))))
        totals = allowed[:, np.arange(count), orders].sum(axis=-1)
        return np.asarray(orders[totals.argmin(axis=1)])
    return np.array([optimize.linear_sum_assignment(c)[1] for c in allowed])
