"""R's generic functions of fits: of linear models, and of fits of this package."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r import linear_results as linear
from pybrms_mix.r.coda import ChainList, mcmc_summary
from pybrms_mix.r.contingency import table
from pybrms_mix.r.fit_matrices import as_in_r
from pybrms_mix.r.linear_models import LinearFit
from pybrms_mix.r.quantiles import quantile
from pybrms_mix.r.r_vectors import CHARACTER, FACTOR, LOGICAL, numeric, read
from pybrms_mix.r.stats import mean
from pybrms_mix.r.summaries import summarise_draws
from pybrms_mix.r.tidybayes import COUNTERS

__all__ = ["coef", "fitted", "predict", "residuals", "summary", "vcov"]


def coef(fit: Any, **named: Any) -> Any:
    """Return ``coef(fit)``.

    Examples
    --------
    >>> from pybrms_mix.r import lm
    >>> coef(lm("y ~ 1", {"y": [1, 3]})).round(2).to_dict()
    {'(Intercept)': 2.0}
    """
    is_linear = isinstance(fit, LinearFit | linear.ModelSummary)
    return fit["coefficients"] if is_linear else fit.coef(**named)


def fitted(fit: Any, **named: Any) -> Any:
    """Return ``fitted(fit)``."""
    return fit["fitted.values"] if isinstance(fit, LinearFit) else as_in_r(fit.fitted(**named))


def residuals(fit: Any, type: str | None = None, **named: Any) -> Any:
    """Return ``residuals(fit)``."""
    if isinstance(fit, LinearFit):
        return linear.model_residuals(fit, type)
    options = named if type is None else {"type": type, **named}
    return as_in_r(fit.residuals(**options))


def predict(fit: Any, newdata: Any = None, **named: Any) -> Any:
    """Return ``predict(fit, newdata)``."""
    if isinstance(fit, LinearFit):
        return linear.model_predict(fit, newdata, **named)
    return as_in_r(fit.predict(newdata=newdata, **named))


def vcov(fit: Any, **named: Any) -> Any:
    """Return ``vcov(fit)``."""
    return linear.model_vcov(fit) if isinstance(fit, LinearFit) else as_in_r(fit.vcov(**named))


def summary(x: Any, **named: Any) -> Any:
    """Return ``summary(x)``: of a fit, of a data frame, or of a vector under R's names.

    Parameters
    ----------
    x
        A fit, a data frame or a vector.
    **named
        Arguments of the method ``summary()`` of a fit.

    Returns
    -------
    object
        The summary of the fit; the measures of ``summarise_draws()`` for a table of draws; pandas's
        description of another data frame; the quartiles and the mean of
        numbers; the counts of a factor; for logical values, the mode and the counts as text.

    Examples
    --------
    >>> summary([1, 2, 3, 6]).to_dict()
    {'Min.': 1.0, '1st Qu.': 1.75, 'Median': 2.5, 'Mean': 3.0, '3rd Qu.': 3.75, 'Max.': 6.0}
    """
    if isinstance(x, LinearFit):
        return linear.model_summary(x)
    if hasattr(x, "summary"):
        return x.summary(**named)
    if isinstance(x, ChainList):
        return mcmc_summary(x)
    if isinstance(x, pd.DataFrame):
        return summarise_draws(x) if {*COUNTERS} <= {*map(str, x.columns)} else x.describe()
    return _of_vector(x)


_QUARTILES = ("Min.", "1st Qu.", "Median", "Mean", "3rd Qu.", "Max.")


def _of_vector(x: Any) -> pd.Series:
    vector = read(x)
    missing_count = int(vector.missing.sum())
    if vector.kind == LOGICAL:
        counts = {"FALSE": int(np.sum(vector.data == 0)), "TRUE": int(np.sum(vector.data == 1)),
                  "NA's": missing_count}  # fmt: skip
        count_texts = {n: str(v) for n, v in counts.items() if v}
        return pd.Series({"Mode": "logical", **count_texts}, dtype=object)
    if vector.kind == FACTOR:
        level_counts = pd.Series(np.asarray(table(x)), index=list(vector.levels))
        return (
            pd.concat([level_counts, pd.Series({"NA's": missing_count})])
            if missing_count
            else level_counts
        )
    if vector.kind == CHARACTER:
        return pd.Series({"Length": len(vector), "Class": "character", "Mode": "character"})
    data = numeric(vector).data
    known_numbers = data[~np.isnan(data)]
    low, first, middle, third, high = quantile(known_numbers, names=False)
    values = (low, first, middle, mean(known_numbers), third, high)
    statistics = pd.Series(dict(zip(_QUARTILES, values, strict=True)))
    return (
        pd.concat([statistics, pd.Series({"NA's": float(missing_count)})])
        if missing_count
        else statistics
    )
