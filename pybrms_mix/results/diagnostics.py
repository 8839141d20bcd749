"""Diagnostics of the chains: R-hat and effective sample sizes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.takes import Names
from pybrms_mix.model.draws import Draws
from pybrms_mix.results import mixing
from pybrms_mix.results.as_draws import chosen
from pybrms_mix.results.fit import Fit, joint_method

Diagnostic = Callable[[np.ndarray], float]
_FEWEST = 4  # the smallest number of draws of a chain that has these measures
_BLOCK = 100  # variables at a time, so that arrays of intermediate results stay small


@joint_method
def rhat(fit: Fit, variable: Names | None = None) -> pd.Series:
    """Return R-hat of each variable.

    R-hat compares the chains with each other. Modes that no chain has visited do not affect it. It
    is computed from split chains, as in the version of brms of the fit's dialect: brms 2.18 returns
    R-hat of rstan, and brms 2.23 the larger R-hat of rank-normalised draws and of their distances
    to the median. ``summary()`` has the latter in both dialects.

    Parameters
    ----------
    fit : Fit
        A fit with draws.
    variable : str or iterable of str, optional
        Names of variables; by default all.

    Returns
    -------
    Series
        One value for each variable; NaN for a variable that is constant.

    References
    ----------
    Vehtari et al. (2021) for rank-normalised draws.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> fit.rhat(["b_mu1_x", "sigma1"]).shape
    (2,)
    """
    names = chosen(fit.posterior, variable)
    measured = rhats if fit.dialect.by_ranks else rhats_of_rstan
    return measured(fit.posterior, names).rename("rhat")


@joint_method
def ess(fit: Fit, variable: Names | None = None) -> pd.DataFrame:
    """Return the effective sample sizes of each variable.

    Parameters
    ----------
    fit : Fit
        A fit with draws.
    variable : str or iterable of str, optional
        Names of variables; by default all.

    Returns
    -------
    DataFrame
        One line for each variable, with the columns ``Bulk_ESS`` and ``Tail_ESS``.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> list(fit.ess("sigma1"))
    ['Bulk_ESS', 'Tail_ESS']
    """
    names = chosen(fit.posterior, variable)
    measures = {"Bulk_ESS": mixing.ess_bulk, "Tail_ESS": mixing.ess_tail}
    return pd.DataFrame({n: _each(fit.posterior, names, f) for n, f in measures.items()})


@joint_method
def neff_ratio(fit: Fit, variable: Names | None = None) -> pd.Series:
    """Return the effective sample size of each variable as a fraction of the number of draws.

    Parameters
    ----------
    fit : Fit
        A fit with draws.
    variable : str or iterable of str, optional
        Names of variables; by default all.

    Returns
    -------
    Series
        The effective sample size, divided by the number of draws: in the dialect "2.18" that of
        rstan, and in "2.23" the smaller of bulk and tail effective sample size.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> fit.neff_ratio(["b_mu1_x", "sigma1"]).shape
    (2,)
    """
    total = fit.posterior.chains * fit.posterior.per_chain
    if fit.dialect.by_ranks:
        sizes = ess(fit, variable).min(axis=1, skipna=False)
    else:
        sizes = ess_of_rstan(fit.posterior, chosen(fit.posterior, variable))
    return (sizes / total).rename("neff_ratio")


def convergence(draws: Draws, names: Sequence[str]) -> pd.DataFrame:
    """Return Rhat, Bulk_ESS and Tail_ESS, one line for each variable."""
    measures = {"Bulk_ESS": mixing.ess_bulk, "Tail_ESS": mixing.ess_tail}
    sizes = {n: _each(draws, names, f) for n, f in measures.items()}
    return pd.DataFrame({"Rhat": rhats(draws, names), **sizes}, index=list(names))


def rhats(draws: Draws, names: Sequence[str]) -> pd.Series:
    """Return R-hat of each variable; NaN where R's posterior returns NA."""
    places = [draws.index(name) for name in names]
    blocks = [
        _rhats(np.moveaxis(draws.values[:, :, places[at : at + _BLOCK]], -1, 0))
        for at in range(0, len(places), _BLOCK)
    ]
    return pd.Series(np.concatenate([np.empty(0), *blocks]), index=list(names), dtype=float)


def _rhats(draws: np.ndarray) -> np.ndarray:
    """Return R-hat of variables whose draws have the shape (variables, chains, draws)."""
    values = np.full(len(draws), np.nan)
    present = np.flatnonzero(np.isfinite(draws).all(axis=(1, 2)) & (np.ptp(draws, axis=(1, 2)) > 0))
    if draws.shape[2] >= _FEWEST and present.size:
        with np.errstate(all="ignore"):  # if each chain is constant, R returns Inf without warning
            values[present] = mixing.rhats(np.ascontiguousarray(draws[present]))
    return values


def rhats_of_rstan(draws: Draws, names: Sequence[str]) -> pd.Series:
    """Return R-hat of split chains, without ranks, as in the summary of a stanfit."""
    return _each(draws, names, mixing.rhat_basic)


def ess_of_rstan(draws: Draws, names: Sequence[str]) -> pd.Series:
    """Return the effective sample size of each variable in the summary of a stanfit."""
    return _each(draws, names, mixing.ess_of_rstan)


def mcse(draws: Draws, names: Sequence[str], robust: bool = False) -> pd.Series:
    """Return the Monte Carlo standard error of the mean, or of the median."""
    return _each(draws, names, mixing.mcse_median if robust else mixing.mcse_mean)


def _each(draws: Draws, names: Sequence[str], measure: Diagnostic) -> pd.Series:
    values = [_measured(draws.values[:, :, draws.index(n)], measure) for n in names]
    return pd.Series(values, index=list(names), dtype=float)


def _measured(draws: np.ndarray, measure: Diagnostic) -> float:
    """Return the measure of the draws (chains, draws); NaN where R's posterior returns NA."""
    too_few = draws.shape[1] < _FEWEST
    if too_few or not np.isfinite(draws).all() or np.ptp(draws) == 0:
        return float("nan")
    with np.errstate(all="ignore"):  # if each chain is constant, R returns Inf without a warning
        return float(measure(draws))
