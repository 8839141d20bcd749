"""Weights of models and of draws from the criteria of models, as in R's loo."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.results.compare.criterion import Criterion
from pybrms_mix.results.compare.stacking import weighted
from pybrms_mix.results.fit import Fit

__all__ = ["importance_weights", "loo_weights", "psis_object"]

_METHODS = ("stacking", "pseudobma")


def loo_weights(
    x: Any, method: str = "stacking", *, bootstrap: bool = False, seed: int | None = None
) -> pd.Series:
    """Return the weights of models, as ``loo_model_weights(list(a = loo1, b = loo2))``.

    Parameters
    ----------
    x : list or dict
        The results of ``loo()``, or fits.
    method : {"stacking", "pseudobma"}
        Stacking of the predictive distributions, or Akaike-type weights.
    bootstrap : bool, default False
        Whether Akaike-type weights are means over the Bayesian bootstrap (``BB = TRUE`` in R).
    seed : int, optional
        The seed of the bootstrap.

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
    if method not in _METHODS:
        raise InvalidArgument(f"loo_model_weights() has no method {method!r}.",
                              hint=" or ".join(_METHODS))  # fmt: skip
    models = x if isinstance(x, Mapping) else {f"model{n + 1}": v for n, v in enumerate(x)}
    criteria = [v.loo() if isinstance(v, Fit) else v for v in models.values()]
    if not all(isinstance(c, Criterion) for c in criteria):
        raise InvalidData("loo_model_weights() takes a list of results of loo(), or of fits.")
    sizes = {len(c.elpd) for c in criteria}
    if len(criteria) < 2 or len(sizes) > 1:
        raise InvalidData("loo_model_weights() takes two or more models of the same rows.")
    kind = "plain" if method == "pseudobma" and not bootstrap else method
    weights = weighted(criteria, kind, seed)
    return pd.Series(weights, index=list(map(str, models)))


def psis_object(x: Any) -> Criterion | None:
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


def importance_weights(x: Any, *, log: bool = True, normalize: bool = True) -> np.ndarray:
    """Return ``weights(loo(fit, save_psis = TRUE)$psis_object)``, one column for each row.

    Parameters
    ----------
    x : Criterion
        A result of ``loo(save_psis=True)``.
    log : bool, default True
        Whether to return the logs of the weights.
    normalize : bool, default True
        Whether the weights of a row sum to 1. Only True is available.

    Returns
    -------
    ndarray
        Shape (draws, N).

    Raises
    ------
    InvalidData
        If there are no weights, or if the weights should not be normalised.

    Examples
    --------
    >>> weights = importance_weights(fit.loo(save_psis=True), log=False)
    >>> weights.sum(axis=0).round(6).tolist()[:2]
    [1.0, 1.0]
    """
    if not isinstance(x, Criterion) or x.log_weights is None:
        raise InvalidData("weights() takes the 'psis_object' of a result of loo().",
                          hint="Write loo(fit, save_psis = TRUE)$psis_object.")  # fmt: skip
    if not normalize:
        raise InvalidData("weights() has no argument normalize = FALSE here.",
                          hint="Leave out 'normalize'.")  # fmt: skip
    return x.log_weights if log else np.exp(x.log_weights)
