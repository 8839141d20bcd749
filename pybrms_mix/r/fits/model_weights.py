"""Weights of models and of draws from the criteria of models, as in R's loo."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.fits.importance_sampling import ImportanceWeights
from pybrms_mix.r.fits.loo_of_draws import loo_of
from pybrms_mix.r.fits.weighted_draws import draws_weights
from pybrms_mix.results.compare.criterion import Criterion
from pybrms_mix.results.compare.stacking import akaike, stacked
from pybrms_mix.results.fit import Fit

__all__ = ["loo_weights", "psis_object", "weights_of", "weights_of_models"]

_METHODS = ("stacking", "pseudobma")


def loo_weights(
    x: Any, method: str = "stacking", *, r_eff_list: Any = None, bootstrap: bool = True,
    draws: int = 1000, alpha: float = 1.0, rng: Any = None,
) -> pd.Series:  # fmt: skip
    """Return the weights of models, as ``loo_model_weights(list(a = loo1, b = loo2))``.

    Parameters
    ----------
    x : list or dict
        The results of ``loo()``, fits, or matrices of log densities.
    method : {"stacking", "pseudobma"}
        Stacking of the predictive distributions, or Akaike-type weights.
    r_eff_list : list or dict, optional
        The relative efficiencies of the rows of each matrix.
    bootstrap, draws, alpha, rng
        The Bayesian bootstrap of Akaike-type weights, as in ``weights_of_models()``.

    Returns
    -------
    Series
        One weight for each model, by its name, or by "model1", "model2" and so on.

    Raises
    ------
    InvalidArgument
        If the method is unknown.
    InvalidData
        If an element is no criterion, or if the criteria have different rows.

    Examples
    --------
    >>> loo_weights({"a": fit.loo(), "b": fit.loo()}).tolist()
    [0.5, 0.5]
    """
    models = x if isinstance(x, Mapping) else {f"model{n + 1}": v for n, v in enumerate(x)}
    r_effs = list(r_eff_list.values() if isinstance(r_eff_list, Mapping) else r_eff_list or [])
    criteria: list[Any] = [v.loo() if isinstance(v, Fit) else v for v in models.values()]
    if criteria and all(np.ndim(c) in (2, 3) for c in criteria):
        criteria = [loo_of(c, e) for c, e in zip(criteria, r_effs or [None] * len(criteria),
                                                 strict=True)]  # fmt: skip
    if not all(isinstance(c, Criterion) for c in criteria):
        raise InvalidData("loo_model_weights() takes a list of results of loo(), or of fits.")
    sizes = {len(c.elpd) for c in criteria}
    if len(criteria) < 2 or len(sizes) > 1:
        raise InvalidData("loo_model_weights() takes two or more models of the same rows.")
    elpd = np.column_stack([c.elpd for c in criteria])
    weights = weights_of_models(elpd, method, bootstrap=bootstrap, draws=draws, alpha=alpha,
                                rng=rng)  # fmt: skip
    return weights.set_axis(list(map(str, models)))


def weights_of_models(
    elpd: Any, method: str = "stacking", *, bootstrap: bool = False, draws: int = 1000,
    alpha: float = 1.0, rng: Any = None,
) -> pd.Series:  # fmt: skip
    """Return the weights of models from the expected log predictive densities of their rows.

    Parameters
    ----------
    elpd : array_like
        The expected log predictive densities, shape (N, models).
    method : {"stacking", "pseudobma"}
        Stacking of the predictive distributions, or Akaike-type weights.
    bootstrap : bool, default False
        Whether Akaike-type weights are means over the Bayesian bootstrap.
    draws : int, default 1000
        The number of bootstrap samples.
    alpha : float, default 1
        The concentration of the Dirichlet distribution of the bootstrap.
    rng : RRandom, optional
        The random numbers of the bootstrap.

    Returns
    -------
    Series
        One weight for each model, with the names "model1", "model2" and so on; the sum is 1.

    Raises
    ------
    InvalidArgument
        If the method is unknown.

    Examples
    --------
    >>> weights_of_models([[-1.0, -1.0], [-2.0, -2.0]], "pseudobma")
    model1    0.5
    model2    0.5
    dtype: float64
    """
    if method not in _METHODS:
        raise InvalidArgument(f"loo_model_weights() has no method {method!r}.",
                              hint=" or ".join(_METHODS))  # fmt: skip
    values = np.asarray(elpd, dtype=float)
    if values.ndim != 2 or values.shape[1] < 2:
        raise InvalidData("Weights of models need a matrix with at least two columns.")
    if method == "stacking":
        weights = stacked(values)
    elif not bootstrap:
        weights = akaike(values.sum(axis=0))
    else:
        size = len(values)
        shares = np.asarray(rng.rgamma(size * int(draws), alpha), dtype=float).reshape(-1, size)
        shares = shares / shares.sum(axis=1, keepdims=True)
        weights = akaike(shares @ values * size).mean(axis=0)
    return pd.Series(weights, index=[f"model{n + 1}" for n in range(len(weights))])


def psis_object(x: Any) -> Any:
    """Return ``loo(fit, save_psis = TRUE)$psis_object``, which holds importance weights.

    Parameters
    ----------
    x : Criterion
        A result of ``loo()``.

    Returns
    -------
    Criterion or None
        The same result, which has the diagnostics too. None, as in R, without weights.

    Examples
    --------
    >>> psis_object(fit.loo()) is None
    True
    """
    return x if isinstance(x, Criterion) and x.log_weights is not None else None


def weights_of(x: Any, *, log: bool | None = None, normalize: bool = True) -> Any:
    """Return the weights of draws, or importance weights with one column for each row.

    Parameters
    ----------
    x : Criterion, ImportanceWeights or draws
        A result of ``loo(save_psis=True)`` or ``psis()``, or draws of ``weight_draws()``.
    log : bool, optional
        Whether to return the logs of the weights. The default is True, and False for draws.
    normalize : bool, default True
        Whether the weights of a row sum to 1. A result of ``loo()`` has only such weights.

    Returns
    -------
    ndarray or None
        Shape (draws, N), or one weight for each of the draws; None for draws without weights.

    Raises
    ------
    InvalidData
        If there are no weights, or if those of ``loo()`` should not be normalised.

    Examples
    --------
    >>> weights = weights_of(fit.loo(save_psis=True), log=False)
    >>> weights.sum(axis=0).round(6).tolist()[:2]
    [1.0, 1.0]
    """
    if isinstance(x, ImportanceWeights):
        logs = x.normalised if normalize else x.log_weights
        return np.exp(logs) if log is False else logs
    if not isinstance(x, Criterion):
        return draws_weights(x, log=bool(log), normalize=normalize)
    if x.log_weights is None:
        raise InvalidData("weights() takes the 'psis_object' of a result of loo().",
                          hint="Write loo(fit, save_psis = TRUE)$psis_object.")  # fmt: skip
    if not normalize:
        raise InvalidData("weights() has no argument normalize = FALSE here.",
                          hint="Leave out 'normalize'.")  # fmt: skip
    return np.exp(x.log_weights) if log is False else x.log_weights
