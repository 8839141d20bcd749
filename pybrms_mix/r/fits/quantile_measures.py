"""Effective sample sizes and Monte Carlo errors of quantiles, as R's posterior names them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.fits.summaries import of_chains
from pybrms_mix.r.values.labelled import is_random
from pybrms_mix.r.values.r_vectors import numeric, read
from pybrms_mix.results import mixing

__all__ = ["quantile_measure"]

_MEASURES = {"ess": mixing.ess_quantile, "mcse": mixing.mcse_quantile}


def quantile_measure(x: Any, measure: str, probs: Any = (0.05, 0.95), names: bool = True) -> Any:
    """Return a measure of the draws for quantiles, as ``ess_quantile()`` of R's posterior.

    Parameters
    ----------
    x : array_like
        The draws of one chain, or an array of shape (iterations, chains).
    measure : {"ess", "mcse"}
        The effective sample size, or the Monte Carlo standard error.
    probs : float or array_like of float
        The probabilities of the quantiles.
    names : bool, default True
        Whether the values have names such as "ess_q5".

    Returns
    -------
    Series or ndarray
        The measure of each quantile.

    Raises
    ------
    InvalidArgument
        If a probability is not between 0 and 1.

    Examples
    --------
    >>> quantile_measure([1.0, 3.0, 2.0, 5.0, 4.0, 6.0, 8.0, 7.0], "ess", 0.5).index.tolist()
    ['ess_q50']
    """
    shares = np.atleast_1d(numeric(read(probs)).data.astype(float))
    if not ((shares >= 0) & (shares <= 1)).all():
        raise InvalidArgument("'probs' must contain values between 0 and 1.")
    if is_random(x) and x.ndim > 2:
        raise InvalidArgument("Measures of quantiles need a single random variable here.")
    values = [of_chains(x, _measure(measure, float(p))) for p in shares]
    if not names:
        return values[0] if len(values) == 1 else np.array(values)
    return pd.Series(values, index=[f"{measure}_q{p * 100:.15g}" for p in shares], dtype=float)


def _measure(name: str, probability: float) -> Callable[[np.ndarray], float]:
    function = _MEASURES[name]
    return lambda draws: function(draws, _inside(probability, draws, name))


def _inside(probability: float, draws: np.ndarray, measure: str) -> float:
    """Return a probability; that of the maximum is moved into the interval, as posterior does."""
    is_last = probability == 1 and measure == "ess"
    return (draws.size - 0.5) / draws.size if is_last else float(probability)
