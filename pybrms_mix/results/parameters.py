"""Estimates of parameters: of all, of the population-level coefficients, and their covariances."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, did_you_mean
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.results.as_draws import chosen
from pybrms_mix.results.estimates import PROBS, interval, percent, table
from pybrms_mix.results.fit import Fit, method

_KINDS = ("b", "bs", "bsp")


@method
def posterior_summary(
    fit: Fit,
    variable: str | Iterable[str] | None = None,
    probs: Sequence[float] = PROBS,
    robust: bool = False,
    regex: bool = False,
) -> pd.DataFrame:
    """Return one row a variable: Estimate, Est.Error and the quantiles at ``probs``.

    Args:
        fit: the fit.
        variable: names of variables; all, ``lprior`` and ``lp__`` among them, if not given.
        probs: of the quantiles.
        robust: median and MAD instead of mean and standard deviation.
        regex: read ``variable`` as regular expressions.

    Raises:
        InvalidArgument: if there is no such variable.
    """
    names = chosen(fit.posterior, variable, regex)
    return table(fit.posterior.matrix(names), names, robust, probs)


@method
def posterior_interval(
    fit: Fit, variable: str | Iterable[str] | None = None, prob: float = 0.95
) -> pd.DataFrame:
    """Return one row a variable: the quantiles between which ``prob`` of the draws lie.

    The columns are named in per cent: ``2.5%``, ``97.5%``.

    Raises:
        InvalidArgument: if there is no such variable.
    """
    names = chosen(fit.posterior, variable)
    levels = interval(prob)
    found = np.quantile(fit.posterior.matrix(names), levels, axis=0).T
    return pd.DataFrame(found, index=names, columns=[f"{percent(p)}%" for p in levels])


@method
def fixef(
    fit: Fit,
    *,
    summary: bool = True,
    robust: bool = False,
    probs: Sequence[float] = PROBS,
    pars: str | Iterable[str] | None = None,
) -> pd.DataFrame:
    """Return the population-level coefficients: one row each, ``mu1_Intercept``, ``mu1_x``, ....

    With ``summary=False`` their draws, one column each. ``pars`` picks coefficients by these names.

    Raises:
        InvalidArgument: if there is no such coefficient.
    """
    labels = _fixed(fit, pars)
    draws = fit.posterior.matrix(list(labels))
    names = list(labels.values())
    if not summary:
        return pd.DataFrame(
            draws, index=pd.RangeIndex(1, len(draws) + 1, name="draw"), columns=names
        )
    return table(draws, names, robust, probs)


@method
def vcov(
    fit: Fit, correlation: bool = False, pars: str | Iterable[str] | None = None
) -> pd.DataFrame:
    """Return the covariances, or correlations, of the population-level coefficients.

    Raises:
        InvalidArgument: if there is no such coefficient.
    """
    draws = fixef(fit, summary=False, pars=pars)
    if not correlation:
        return draws.cov()
    found = draws.corr().to_numpy(copy=True)
    np.fill_diagonal(found, 1.0)  # also of a constant, as in R
    return pd.DataFrame(found, index=draws.columns, columns=draws.columns)


def _fixed(fit: Fit, pars: str | Iterable[str] | None) -> dict[str, str]:
    """Return names and labels of the coefficients, in the order of the draws."""
    known = {v.name: v.label for v in fit.model.variables if v.kind in _KINDS}
    labels = {n: known[n] for n in fit.posterior.names if n in known}
    if pars is None:
        return labels
    wanted = [pars] if isinstance(pars, str) else list(pars)
    for name in wanted:
        if name not in labels.values():
            raise InvalidArgument(
                f"There is no population-level coefficient '{name}'.",
                hint=did_you_mean(name, labels.values())
                or f"There are: {', '.join(labels.values())}.",
            )
    return {n: label for n, label in labels.items() if label in wanted}
