"""Leave-one-out cross-validation and WAIC of each row, from draws of its log likelihood."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.lazy import special
from pybrms_mix.base.psis import relative_efficiency, smoothed
from pybrms_mix.model import values
from pybrms_mix.results.compare.criterion import Criterion
from pybrms_mix.results.mixture.membership import pointwise as log_likelihood
from pybrms_mix.results.predict.prediction_rows import Rows

_FAR = 30.0  # difference of logs beyond which rounding loses the smaller density of a sum
_LOO = ("elpd_loo", "mcse_elpd_loo", "p_loo", "looic", "influence_pareto_k", "n_eff")
# The number of quantiles of the normal distribution in R's loo.
_QUANTILES = (np.arange(1, 1001) - 0.375) / 1000.25
# The size of a block of numbers that stays in the processor's cache.
_PART = 1 << 17
_ROWS = 1000  # the number of rows whose quantiles are computed at a time
_WAIC = ("elpd_waic", "p_waic", "waic")


def _loo(rows_: Rows, chains: int) -> Criterion:
    parts = [_loo_of(log_likelihood(part), chains) for part in rows_.blocks()]
    return _criterion("loo", _LOO, parts, rows_)


def _waic(rows_: Rows, chains: int) -> Criterion:
    parts = [_waic_of(log_likelihood(part)) for part in rows_.blocks()]
    return _criterion("waic", _WAIC, parts, rows_)


def with_weights(criterion: Criterion, rows_: Rows, chains: int) -> Criterion:
    """Return the criterion of leave-one-out with the smoothed importance weights of the rows."""
    parts = [importance(log_likelihood(part), chains)[0] for part in rows_.blocks()]
    return replace(criterion, log_weights=np.concatenate(parts, axis=1))


def _criterion(kind: str, names: Sequence[str], parts: list[np.ndarray], rows_: Rows) -> Criterion:
    table = pd.DataFrame(np.concatenate(parts), index=rows_.units, columns=list(names))
    groups = values.together(rows_.model)
    return Criterion(
        kind, table, (rows_.S, len(table)), values.response(rows_.model)[0],
        group=None if groups is None else groups.name,
    )  # fmt: skip


def importance(ll: np.ndarray, chains: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return log weights (draws, rows), Pareto's k and the relative efficiency of each row."""
    efficiency = _efficiency(ll, chains)
    weights, k = smoothed(-ll, efficiency)
    return weights, k, efficiency


def _efficiency(ll: np.ndarray, chains: int) -> np.ndarray:
    # The relative efficiency does not depend on the scale of the densities, so the densities are
    # scaled to prevent underflow.
    density = np.exp(ll - ll.max(axis=0))
    efficiency = relative_efficiency(density.reshape(chains, -1, ll.shape[1]))
    return np.where(np.isfinite(efficiency), efficiency, 1.0)


def _loo_of(ll: np.ndarray, chains: int) -> np.ndarray:
    """Return the columns of ``_LOO`` from the log likelihood (draws, rows)."""
    size = max(1, _PART // len(ll))
    blocks = (ll[:, start : start + size] for start in range(0, ll.shape[1], size))
    parts = (np.ascontiguousarray(part) for part in blocks)
    return np.concatenate([_loo_of_few(part, _efficiency(part, chains)) for part in parts])


def _loo_of_few(ll: np.ndarray, efficiency: np.ndarray) -> np.ndarray:
    weights, k = smoothed(-ll, efficiency)
    elpd = _log_sum(weights + ll)
    squared = np.exp(2 * weights)
    error = _monte_carlo_error(ll, weights, elpd, efficiency)
    p = _log_sum(ll) - np.log(len(ll)) - elpd
    return np.column_stack([elpd, error, p, -2 * elpd, k, efficiency / squared.sum(axis=0)])


def _monte_carlo_error(
    ll: np.ndarray, weights: np.ndarray, elpd: np.ndarray, efficiency: np.ndarray
) -> np.ndarray:
    """Return the Monte Carlo error of elpd, computed by R's quantiles of the log of a normal mean.

    All quantities are in units of the density exp(elpd).
    """
    # The ratio of a draw far above elpd overflows, although its product with the weight does not.
    above = ll - elpd
    with np.errstate(under="ignore"):
        near = np.exp(weights) * np.expm1(np.minimum(above, _FAR))
        far = np.exp(np.minimum(weights + above, _FAR))
    spread = np.sqrt(np.square(np.where(above > _FAR, far, near)).sum(axis=0))
    # With few draws and many rows, the quantiles of a row need more memory than its draws.
    parts = np.array_split(spread, 1 + len(spread) // _ROWS)
    variance = np.concatenate([_variance_of_log(part) for part in parts])
    return np.asarray(np.sqrt(variance / efficiency))


def _variance_of_log(spread: np.ndarray) -> np.ndarray:
    """Return the variance of the log of a normal variable with mean 1: (rows,)."""
    z = 1 + spread * special.ndtri(_QUANTILES)[:, None]
    with np.errstate(all="ignore"):
        logs = np.where(z > 0, np.log(z), np.nan)
        return np.asarray(np.nanvar(logs, axis=0, ddof=1))


def _waic_of(ll: np.ndarray) -> np.ndarray:
    """Return the columns of ``_WAIC`` from the log likelihood (draws, rows)."""
    p = ll.var(axis=0, ddof=1)
    elpd = _log_sum(ll) - np.log(len(ll)) - p
    return np.column_stack([elpd, p, -2 * elpd])


def of_log_lik(kind: str, ll: np.ndarray, efficiency: np.ndarray) -> Criterion:
    """Return the criterion "loo" or "waic" of a matrix of log densities (draws, rows).

    The rows have numbers from 0, and the relative efficiency of each row is known.
    """
    columns = _loo_of_few(ll, efficiency) if kind == "loo" else _waic_of(ll)
    table = pd.DataFrame(columns, columns=list(_LOO if kind == "loo" else _WAIC))
    return Criterion(kind, table, (len(ll), ll.shape[1]), np.array([]), model_name=None)


def log_mean(logs: np.ndarray) -> np.ndarray:
    """Return the log of the mean of exponentials over the draws: (draws, rows) becomes (rows,)."""
    return np.asarray(_log_sum(logs) - np.log(len(logs)))


def _log_sum(logs: np.ndarray) -> np.ndarray:
    top = logs.max(axis=0)
    return np.asarray(top + np.log(np.exp(logs - top).sum(axis=0)))


COMPUTE: dict[str, Callable[[Rows, int], Criterion]] = {"loo": _loo, "waic": _waic}
