"""Importance weights of draws and expectations with them, as in R's loo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, InvalidData
from pybrms_mix.base.psis import smoothed, tail_shapes
from pybrms_mix.base.public_calls import warn
from pybrms_mix.base.shown import Shown
from pybrms_mix.r.fits.log_lik_matrices import by_draw, efficiencies
from pybrms_mix.r.values.r_vectors import numeric, read
from pybrms_mix.results.compare.criterion import Criterion

__all__ = ["ImportanceWeights", "importance_sampled", "weighted_expectation"]


@dataclass(frozen=True, eq=False)
class ImportanceWeights(Shown):
    """Importance weights, as ``psis()``, ``tis()`` and ``sis()`` of R's loo return them.

    Attributes
    ----------
    log_weights : ndarray
        Logs of the weights, shape (draws, rows); they are not normalised.
    diagnostics : dict
        Pareto's k (``pareto_k``) and the effective number of draws (``n_eff``) of each row.
    r_eff : ndarray
        The relative efficiency of each row.
    """

    log_weights: np.ndarray
    diagnostics: dict[str, np.ndarray]
    r_eff: np.ndarray

    @property
    def pareto_k(self) -> np.ndarray:
        """Return Pareto's k of each row."""
        return self.diagnostics["pareto_k"]

    @property
    def normalised(self) -> np.ndarray:
        """Return logs of weights that sum to 1 over the draws of each row."""
        return np.asarray(self.log_weights - np.logaddexp.reduce(self.log_weights, axis=0))

    def __str__(self) -> str:
        draws, rows = self.log_weights.shape
        return f"Computed from {draws} by {rows} log-weights matrix"

    __repr__ = __str__


def importance_sampled(
    log_ratios: Any, r_eff: Any = None, method: str = "psis"
) -> ImportanceWeights:
    """Return importance weights of log ratios, as ``psis()``, ``tis()`` and ``sis()`` of R's loo.

    Parameters
    ----------
    log_ratios : array_like
        Logs of importance ratios: shape (draws, rows) or (iterations, chains, rows), or a vector.
    r_eff : array_like, optional
        The relative efficiency of each row. The default is 1, with a warning.
    method : {"psis", "tis", "sis"}
        Pareto-smoothed, truncated or plain importance sampling.

    Returns
    -------
    ImportanceWeights
        The weights.

    Examples
    --------
    >>> import numpy as np
    >>> importance_sampled(np.zeros((100, 2)), [1, 1], "sis")
    Computed from 100 by 2 log-weights matrix
    """
    ratios = by_draw(log_ratios)
    size, rows = ratios.shape
    efficiency = efficiencies(r_eff, rows)
    k = np.zeros(rows)
    if method == "psis":
        normalised, k = smoothed(ratios, efficiency)
        least = np.argmin(ratios, axis=0)[None, :]  # smoothing leaves the smallest ratio as it is
        shift = np.take_along_axis(ratios - normalised, least, axis=0)
        logs = np.minimum(normalised + shift, ratios.max(axis=0))
    elif method == "tis":
        total = np.logaddexp.reduce(ratios, axis=0)
        logs = np.minimum(ratios, total - np.log(size) + 0.5 * np.log(size))
    else:
        logs = ratios.copy()
    weights = np.exp(logs - np.logaddexp.reduce(logs, axis=0))
    n_eff = efficiency / np.square(weights).sum(axis=0)
    return ImportanceWeights(logs, {"pareto_k": k, "n_eff": n_eff}, efficiency)


def weighted_expectation(
    x: Any, weights: Any, type: str = "mean", probs: Any = None, log_ratios: Any = None
) -> dict[str, Any]:
    """Return expectations with importance weights, as ``E_loo()`` of R's loo 2.5.

    Parameters
    ----------
    x : array_like
        Values of the shape (draws, rows), or a vector.
    weights : ImportanceWeights
        A result of ``psis()``.
    type : {"mean", "variance", "quantile"}
        What to compute.
    probs : array_like of float, optional
        The probabilities of quantiles.
    log_ratios : array_like, optional
        The logs of the raw ratios, for Pareto's k of ``x``.

    Returns
    -------
    dict
        ``value`` and ``pareto_k``, which is None without ``log_ratios``.

    Raises
    ------
    InvalidArgument
        If the type is unknown, or if the probabilities are not between 0 and 1.
    InvalidData
        If the values do not have the shape of the weights.
    """
    if type not in _EXPECTATIONS:
        raise InvalidArgument(f"E_loo() has no type {type!r}.", hint=" or ".join(_EXPECTATIONS))
    weights = _of_criterion(weights) if isinstance(weights, Criterion) else weights
    if not isinstance(weights, ImportanceWeights):
        raise InvalidData("E_loo() needs a result of psis() here.")
    is_vector = np.ndim(x) == 1
    values = np.asarray(numeric(read(x)).data if is_vector else x, dtype=float)
    values = values[:, None] if is_vector else values
    shares = np.exp(weights.normalised)
    if values.shape != shares.shape:
        raise InvalidData("E_loo() needs values of the shape of the weights.")
    levels = np.array([]) if probs is None else np.atleast_1d(numeric(read(probs)).data)
    if type == "quantile" and not (len(levels) and ((levels > 0) & (levels < 1)).all()):
        raise InvalidArgument("'probs' must contain values between 0 and 1.")
    function = _EXPECTATIONS[type]
    columns = [function(values[:, n], shares[:, n], levels, float(weights.r_eff[n]))
               for n in range(values.shape[1])]  # fmt: skip
    result = np.array(columns).T
    k = None
    if log_ratios is None:
        warn("'log_ratios' not specified. Can't compute k-hat diagnostic.")
    else:
        k = _k_of(values, by_draw(log_ratios), weights)
    if is_vector:
        cells = np.ravel(result)
        single_k = None if k is None else float(k[0])
        return {"value": cells if len(cells) > 1 else float(cells[0]), "pareto_k": single_k}
    result = result[0] if result.ndim == 2 and len(result) == 1 else result
    return {"value": result, "pareto_k": k}


def _of_criterion(criterion: Criterion) -> ImportanceWeights:
    """Return the weights of ``loo(save_psis=True)``, whose logs are normalised."""
    if criterion.log_weights is None:
        raise InvalidData("E_loo() needs loo(save_psis = TRUE)$psis_object.")
    diagnostics = criterion.diagnostics
    squares = np.exp(2 * criterion.log_weights).sum(axis=0)
    return ImportanceWeights(criterion.log_weights, diagnostics, diagnostics["n_eff"] * squares)


def _k_of(x: np.ndarray, log_ratios: np.ndarray, weights: ImportanceWeights) -> np.ndarray:
    """Return Pareto's k of the values times their weights, with the tails of the weights."""
    logs = np.log(np.sqrt(1 + x**2)) + log_ratios - log_ratios.max(axis=0)
    return np.asarray(tail_shapes(logs, weights.r_eff))


def _mean(x: np.ndarray, w: np.ndarray, probs: np.ndarray, efficiency: float) -> float:
    return float(np.sum(w * x))


def _variance(x: np.ndarray, w: np.ndarray, probs: np.ndarray, efficiency: float) -> float:
    return float(np.sum(w**2 * (x - np.sum(w * x)) ** 2) / efficiency)


def _quantiles(x: np.ndarray, w: np.ndarray, probs: np.ndarray, efficiency: float) -> np.ndarray:
    """Return quantiles, interpolated between the draws at the sums of their weights."""
    if (w == w[0]).all():
        return np.asarray(np.quantile(x, probs))
    order = np.argsort(x, kind="stable")
    ordered, sums = x[order], np.cumsum(w[order])
    sums = sums / sums[-1]
    after = np.argmax(sums[None, :] >= probs[:, None], axis=1)
    before = np.maximum(after - 1, 0)
    with np.errstate(all="ignore"):
        share = (probs - sums[before]) / (sums[after] - sums[before])
        between = ordered[before] + (ordered[after] - ordered[before]) * share
    return np.asarray(np.where(after == 0, ordered[0], between))


_EXPECTATIONS: dict[str, Any] = {"mean": _mean, "variance": _variance, "quantile": _quantiles}
