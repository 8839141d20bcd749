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

    R-hat is computed from rank-normalised draws of split chains. R-hat compares the chains with
    each other. Modes that no chain has visited do not affect it.

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
    Vehtari et al. (2021), as in R's posterior and in brms since 2.19. brms 2.18 prints the same
    values in its summary, but its function ``rhat()`` returns the older R-hat.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> fit.rhat(["b_mu1_x", "sigma1"]).shape
    (2,)
    """
    return rhats(fit.posterior, chosen(fit.posterior, variable)).rename("rhat")


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
        The smaller of bulk and tail effective sample size, divided by the number of draws, as in
        brms since 2.19. brms 2.18 used the older effective sample size of rstan.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> fit.neff_ratio(["b_mu1_x", "sigma1"]).shape
    (2,)
    """
    total = fit.posterior.chains * fit.posterior.per_chain
    return (ess(fit, variable).min(axis=1, skipna=False) / total).rename("neff_ratio")


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
