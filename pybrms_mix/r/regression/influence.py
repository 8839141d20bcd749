"""The influence of rows on a linear model: leverages, standardised residuals, distances."""

from __future__ import annotations

import numpy as np

from pybrms_mix.base.errors import NotSupported
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.regression.linear_models import LinearFit
from pybrms_mix.r.regression.linear_results import dispersion_of

__all__ = ["cooks_distance", "hat_values", "standard_residuals"]


def _leverages(fit: LinearFit) -> np.ndarray:
    if fit.family is not None or fit.terms.weighted:
        raise NotSupported("Leverages are available for lm() without weights only.")
    x = fit.terms.design.matrix[:, fit.used]
    return np.asarray(np.sum((x @ np.linalg.inv(fit.factor)) ** 2, axis=1))


def hat_values(fit: LinearFit) -> pd.Series[float]:
    """Return ``hatvalues(m)``: the leverage of each row.

    Examples
    --------
    >>> from pybrms_mix.r import lm
    >>> data = pd.DataFrame({"x": [1.0, 2.0, 3.0, 6.0], "y": [1.0, 3.0, 2.0, 7.0]})
    >>> hat_values(lm("y ~ x", data)).round(3).tolist()
    [0.536, 0.321, 0.25, 0.893]
    """
    return pd.Series(_leverages(fit), index=fit.terms.rows)


def standard_residuals(fit: LinearFit) -> pd.Series[float]:
    """Return ``rstandard(m)``: residuals over their standard deviations.

    Examples
    --------
    >>> from pybrms_mix.r import lm
    >>> data = pd.DataFrame({"x": [1.0, 2.0, 3.0, 6.0], "y": [1.0, 3.0, 2.0, 7.0]})
    >>> standard_residuals(lm("y ~ x", data)).round(3).tolist()
    [0.047, 0.976, -1.3, 0.885]
    """
    residuals = np.asarray(fit["residuals"])
    scaled = residuals / np.sqrt(dispersion_of(fit) * (1 - _leverages(fit)))
    return pd.Series(scaled, index=fit.terms.rows)


def cooks_distance(fit: LinearFit) -> pd.Series[float]:
    """Return ``cooks.distance(m)``: Cook's distance of each row.

    Examples
    --------
    >>> from pybrms_mix.r import lm
    >>> data = pd.DataFrame({"x": [1.0, 2.0, 3.0, 6.0], "y": [1.0, 3.0, 2.0, 7.0]})
    >>> cooks_distance(lm("y ~ x", data)).round(3).tolist()
    [0.001, 0.226, 0.282, 3.261]
    """
    leverages, count = _leverages(fit), int(np.sum(fit.used))
    distances = np.asarray(standard_residuals(fit)) ** 2 * leverages / (1 - leverages) / count
    return pd.Series(distances, index=fit.terms.rows)
