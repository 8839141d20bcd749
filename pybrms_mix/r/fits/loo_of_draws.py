"""Predictive accuracy from matrices of log densities, as ``loo()`` and ``waic()`` of R's loo."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.psis import HIGH_K
from pybrms_mix.base.public_calls import warn
from pybrms_mix.base.shown import Shown
from pybrms_mix.r.fits.importance_sampling import importance_sampled
from pybrms_mix.r.fits.log_lik_matrices import by_draw, efficiencies
from pybrms_mix.r.values.named_matrix import matrix_of
from pybrms_mix.results.compare.criterion import Criterion
from pybrms_mix.results.compare.pointwise_criteria import log_mean, of_log_lik
from pybrms_mix.results.fit import Fit

__all__ = ["GenericElpd", "elpd_of", "loo_of", "mcse_loo", "psis_n_eff_values", "waic_of"]


def loo_of(x: Any, r_eff: Any = None, *, save_psis: bool = False) -> Any:
    """Return leave-one-out cross-validation of log densities, as ``loo(log_lik, r_eff = e)``.

    Parameters
    ----------
    x : array_like or Fit
        Log densities of the shape (draws, rows) or (iterations, chains, rows). A fit has the
        criterion of ``fit.loo()``.
    r_eff : array_like, optional
        The relative efficiency of each row. The default is 1, with a warning.
    save_psis : bool, default False
        Whether the criterion keeps the weights.

    Returns
    -------
    Criterion
        The criterion.

    Examples
    --------
    >>> loo_of(np.log(np.full((100, 3), 0.5)) + np.linspace(0, 1, 100)[:, None], [1, 1, 1]).dims
    (100, 3)
    """
    if isinstance(x, Fit):
        return x.loo(save_psis=save_psis)
    log_lik = by_draw(x)
    efficiency = efficiencies(r_eff, log_lik.shape[1])
    criterion = of_log_lik("loo", log_lik, efficiency)
    if (criterion.pareto_k > HIGH_K).any():
        warn("Some Pareto k diagnostic values are too high.")
    if not save_psis:
        return criterion
    weights = importance_sampled(-log_lik, efficiency)
    return replace(criterion, log_weights=weights.normalised)


def waic_of(x: Any) -> Any:
    """Return the widely applicable information criterion of log densities.

    Parameters
    ----------
    x : array_like or Fit
        Log densities of the shape (draws, rows) or (iterations, chains, rows), or a fit.

    Returns
    -------
    Criterion
        The criterion.

    Examples
    --------
    >>> bool(waic_of(np.zeros((100, 3))).estimates.loc["waic", "Estimate"] == 0)
    True
    """
    if isinstance(x, Fit):
        return x.waic()
    log_lik = by_draw(x)
    criterion = of_log_lik("waic", log_lik, np.ones(log_lik.shape[1]))
    if (criterion.pointwise["p_waic"] > 0.4).any():
        warn("Some p_waic estimates are greater than 0.4. We recommend trying loo instead.")
    return criterion


@dataclass(frozen=True, eq=False)
class GenericElpd(Shown):
    """Predictive accuracy on rows that the fit has not seen, as ``elpd()`` of R's loo.

    Attributes
    ----------
    estimates, pointwise : NamedMatrix
        The sums with their standard errors, and the values of the rows.
    dims : tuple of int, int
        The numbers of draws and rows.
    """

    estimates: Any
    pointwise: Any
    dims: tuple[int, int]

    def __str__(self) -> str:
        head = f"Computed from {self.dims[0]} by {self.dims[1]} log-likelihood matrix using the"
        table = pd.DataFrame(np.asarray(self.estimates), list(self.estimates.index),
                             list(self.estimates.columns))  # fmt: skip
        lines = table.to_string(float_format=lambda v: f"{v:.1f}")
        return f"\n{head} generic elpd function\n\n{lines}"

    __repr__ = __str__


def elpd_of(x: Any) -> GenericElpd:
    """Return the log of the mean density of each row, and the sum, as ``elpd()`` of R's loo.

    Parameters
    ----------
    x : array_like
        Log densities of the shape (draws, rows) or (iterations, chains, rows).

    Returns
    -------
    GenericElpd
        The predictive accuracy.

    Examples
    --------
    >>> elpd_of(np.zeros((100, 3))).estimates.shape
    (2, 2)
    """
    log_lik = by_draw(x)
    elpd = log_mean(log_lik)
    cells = np.column_stack([elpd, -2 * elpd])
    names = ["elpd", "ic"]
    errors = np.sqrt(len(cells) * cells.var(axis=0, ddof=1))
    estimates = matrix_of(np.column_stack([cells.sum(axis=0), errors]), names, ["Estimate", "SE"])
    return GenericElpd(estimates, matrix_of(cells, None, names), log_lik.shape)


def mcse_loo(x: Criterion) -> float:
    """Return the Monte Carlo standard error of ``elpd_loo``; NaN if a Pareto k is above 0.7.

    Parameters
    ----------
    x : Criterion
        A result of ``loo()``.

    Returns
    -------
    float
        The standard error.

    Examples
    --------
    >>> loo = fit.loo()
    >>> mcse_loo(loo) == loo.mcse or bool(loo.high)
    True
    """
    return x.mcse


def psis_n_eff_values(x: Any) -> np.ndarray:
    """Return the effective number of draws of each row.

    Parameters
    ----------
    x : Criterion or ImportanceWeights
        A result of ``loo()`` or ``psis()``.

    Returns
    -------
    ndarray
        The numbers.

    Examples
    --------
    >>> len(psis_n_eff_values(fit.loo())) == fit.nobs
    True
    """
    return np.asarray(x.diagnostics["n_eff"])
