"""Weights of models from a list of their criteria, as in R's loo."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pybrms_mix.base.errors import InvalidArgument, InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.results.compare.criterion import Criterion
from pybrms_mix.results.compare.stacking import weighted
from pybrms_mix.results.fit import Fit

__all__ = ["loo_weights"]

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
