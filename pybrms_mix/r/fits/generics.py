"""R's generic functions of fits: of linear models, and of fits of this package."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.fits.coda import mcmc_summary
from pybrms_mix.r.fits.draws_reading import COUNTERS
from pybrms_mix.r.fits.stanfit_views import stan_summary
from pybrms_mix.r.fits.summaries import summarise_draws
from pybrms_mix.r.frames.table_summaries import (
    date_quartiles,
    empty_summary,
    logical_counts,
    quartiles,
    summary_of_list,
    summary_of_table,
)
from pybrms_mix.r.indexing.subsetting import part
from pybrms_mix.r.matrices.contingency import table
from pybrms_mix.r.regression import linear_results as linear
from pybrms_mix.r.regression.linear_models import LinearFit
from pybrms_mix.r.regression.link_functions import GlmFamily
from pybrms_mix.r.regression.variance_analysis import VarianceFit, variance_summary
from pybrms_mix.r.values.draw_chains import ChainList
from pybrms_mix.r.values.fit_matrices import as_in_r
from pybrms_mix.r.values.grouped import Grouped
from pybrms_mix.r.values.kept_counts import summary_of_counts
from pybrms_mix.r.values.named_matrix import CLASSES, is_of_counts
from pybrms_mix.r.values.r_vectors import CHARACTER, FACTOR, LOGICAL, read
from pybrms_mix.r.values.result_lists import result_list
from pybrms_mix.r.values.stan_fits import StanFit

__all__ = ["coef", "family", "fitted", "predict", "residuals", "summary", "vcov"]

# The functions in the list that R has for a family.
_FUNCTIONS_OF_FAMILY = ("linkfun", "linkinv", "variance", "dev.resids", "aic", "mu.eta",
                        "initialize", "validmu", "valideta")  # fmt: skip


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


def family(fit: Any) -> Any:
    """Return ``family(fit)``.

    Examples
    --------
    >>> from pybrms_mix.r import lm
    >>> family(lm("y ~ 1", {"y": [1, 3]}))["link"]
    'identity'
    """
    if not isinstance(fit, LinearFit):
        return part(fit, "family")
    glm_family = fit.family or GlmFamily.of_linear_models()
    parts = {"family": glm_family.name, "link": glm_family.link.name}
    return result_list(parts, "family", _FUNCTIONS_OF_FAMILY)


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
        The summary of the fit; the measures of ``summarise_draws()`` for a table of draws; a matrix
        of text for another data frame, a matrix or a list with names; the quartiles and the mean of
        numbers or dates; the counts of a factor; for logical values, the mode and the counts as
        text.

    Examples
    --------
    >>> summary([1, 2, 3, 6]).to_dict()
    {'Min.': 1.0, '1st Qu.': 1.75, 'Median': 2.5, 'Mean': 3.0, '3rd Qu.': 3.75, 'Max.': 6.0}
    """
    if isinstance(x, VarianceFit):
        return variance_summary(x)
    if isinstance(x, LinearFit):
        return linear.model_summary(x)
    if isinstance(x, Grouped):
        return summary(x.to_pandas())
    if isinstance(x, StanFit):
        return stan_summary(x.fit, **named)
    if hasattr(x, "summary"):
        return x.summary(**named)
    if isinstance(x, ChainList):
        return mcmc_summary(x)
    if is_of_counts(x):
        return summary_of_counts(x)
    if isinstance(x, pd.DataFrame):
        has_draws = {*COUNTERS} <= {*map(str, x.columns)}
        return summarise_draws(x) if has_draws else summary_of_table(x)
    if isinstance(x, np.ndarray) and x.ndim == 2:
        return summary_of_table(x)
    if isinstance(x, Mapping):
        return summary_of_list(x)
    return empty_summary() if x is None else _of_vector(x)


def _of_vector(x: Any) -> Any:
    vector = read(x)
    missing_count = int(vector.missing.sum())
    if vector.kind == LOGICAL:
        return pd.Series(logical_counts(vector), dtype=object)
    if vector.kind == FACTOR:
        level_counts = pd.Series(np.asarray(table(x)), index=list(vector.levels))
        return (
            pd.concat([level_counts, pd.Series({"NA's": missing_count})])
            if missing_count
            else level_counts
        )
    if vector.kind == CHARACTER:
        return pd.Series({"Length": len(vector), "Class": "character", "Mode": "character"})
    if vector.date:
        return date_quartiles(vector)
    statistics = quartiles(vector)
    result = pd.Series(
        {**statistics, "NA's": float(missing_count)} if missing_count else statistics
    )
    result.attrs[CLASSES] = ("summaryDefault", "table")
    return result
