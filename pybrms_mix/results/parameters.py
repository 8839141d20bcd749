"""Estimates of parameters and of population-level coefficients, and their covariances."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, did_you_mean
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.takes import Names
from pybrms_mix.results.as_draws import chosen
from pybrms_mix.results.estimates import PROBS, interval, percent, table
from pybrms_mix.results.fit import Fit, joint_method

_KINDS = ("b", "bs", "bsp")


@joint_method
def posterior_summary(
    fit: Fit,
    variable: Names | None = None,
    probs: Sequence[float] = PROBS,
    robust: bool = False,
    regex: bool = False,
) -> pd.DataFrame:
    """Summarise the draws of variables.

    Parameters
    ----------
    fit : Fit
        A fit with draws.
    variable : str or iterable of str, optional
        Names of variables. The default is all variables, ``lprior`` and ``lp__`` included.
    probs : sequence of float
        The probabilities of the quantiles.
    robust : bool, default False
        Whether estimate and error are median and MAD in place of mean and standard deviation.
    regex : bool, default False
        Whether ``variable`` holds regular expressions.

    Returns
    -------
    DataFrame
        One line for each variable, with the columns Estimate, Est.Error, and one for each quantile:
        Q2.5 and Q97.5 by default.

    Raises
    ------
    InvalidArgument
        If there is no such variable.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> fit.posterior_summary("sigma1").round(2)
            Estimate  Est.Error  Q2.5  Q97.5
    sigma1      0.93       0.36  0.46   1.69
    """
    names = chosen(fit.posterior, variable, regex)
    return table(fit.posterior.matrix(names), names, robust, probs)


@joint_method
def posterior_interval(
    fit: Fit, variable: Names | None = None, prob: float = 0.95, regex: bool = False
) -> pd.DataFrame:
    """Return central posterior intervals of variables.

    Parameters
    ----------
    fit : Fit
        A fit with draws.
    variable : str or iterable of str, optional
        Names of variables; by default all.
    prob : float, default 0.95
        The probability of the interval.
    regex : bool, default False
        Whether ``variable`` holds regular expressions.

    Returns
    -------
    DataFrame
        One line for each variable. The columns are named in per cent: ``2.5%``, ``97.5%``.

    Raises
    ------
    InvalidArgument
        If there is no such variable.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> fit.posterior_interval("sigma1").round(2)
            2.5%  97.5%
    sigma1  0.46   1.69
    """
    names = chosen(fit.posterior, variable, regex)
    levels = interval(prob)
    quantiles = np.quantile(fit.posterior.matrix(names), levels, axis=0).T
    return pd.DataFrame(quantiles, index=names, columns=[f"{percent(p)}%" for p in levels])


@joint_method
def fixef(
    fit: Fit,
    *,
    summary: bool = True,
    robust: bool = False,
    probs: Sequence[float] = PROBS,
    pars: Names | None = None,
) -> pd.DataFrame:
    """Return the population-level coefficients.

    Parameters
    ----------
    fit : Fit
        A fit with draws.
    summary : bool, default True
        Whether to summarise the draws.
    robust, probs
        As in ``posterior_summary()``.
    pars : str or iterable of str, optional
        Names of coefficients, such as ``mu1_x``.

    Returns
    -------
    DataFrame
        One line for each coefficient (``mu1_Intercept``, ``mu1_x``, ...). Without ``summary`` one
        column of draws for each coefficient.

    Raises
    ------
    InvalidArgument
        If there is no such coefficient.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> fit.fixef().index.tolist()
    ['mu1_Intercept', 'mu2_Intercept', 'mu1_x', 'mu2_x']
    """
    labels = _fixed(fit, pars)
    draws = fit.posterior.matrix(list(labels))
    names = list(labels.values())
    if not summary:
        return pd.DataFrame(
            draws, index=pd.RangeIndex(1, len(draws) + 1, name="draw"), columns=names
        )
    return table(draws, names, robust, probs)


@joint_method
def vcov(fit: Fit, correlation: bool = False, pars: Names | None = None) -> pd.DataFrame:
    """Return the posterior covariances of the population-level coefficients.

    Parameters
    ----------
    fit : Fit
        A fit with draws.
    correlation : bool, default False
        Whether to return correlations.
    pars : str or iterable of str, optional
        Names of coefficients.

    Returns
    -------
    DataFrame
        A square matrix with the names of the coefficients.

    Raises
    ------
    InvalidArgument
        If there is no such coefficient.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> fit.vcov().shape
    (4, 4)
    """
    draws = fixef(fit, summary=False, pars=pars)
    if not correlation:
        return draws.cov()
    matrix = draws.corr().to_numpy(copy=True)
    np.fill_diagonal(matrix, 1.0)  # R gives a constant the correlation 1 with itself.
    return pd.DataFrame(matrix, index=draws.columns, columns=draws.columns)


def _fixed(fit: Fit, pars: Names | None) -> dict[str, str]:
    """Return names and labels of the coefficients, in the order of the draws."""
    label_by_name = {v.name: v.label for v in fit.model.variables if v.kind in _KINDS}
    labels = {n: label_by_name[n] for n in fit.posterior.names if n in label_by_name}
    if pars is None:
        return labels
    labels_asked = [pars] if isinstance(pars, str) else list(pars)
    for name in labels_asked:
        if name not in labels.values():
            raise InvalidArgument(
                f"There is no population-level coefficient '{name}'.",
                hint=did_you_mean(name, labels.values())
                or f"There are: {', '.join(labels.values())}.",
            )
    return {n: label for n, label in labels.items() if label in labels_asked}
