"""How well the chains agree, and how much their draws say: R-hat and effective sample sizes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.model.draws import Draws
from pybrms_mix.results import mixing
from pybrms_mix.results.as_draws import chosen
from pybrms_mix.results.fit import Fit, method

Diagnostic = Callable[[np.ndarray], float]


@method
def rhat(fit: Fit, variable: str | Iterable[str] | None = None) -> pd.Series:
    """Return R-hat of each variable: rank-normalised, of split chains.

    NaN where draws are constant. Source: Vehtari et al. (2021), as R's posterior and brms since
    2.19 compute it; brms 2.18 prints the same in its summary, but its ``rhat()`` the older one.
    """
    return _each(fit.posterior, chosen(fit.posterior, variable), mixing.rhat).rename("rhat")


@method
def ess(fit: Fit, variable: str | Iterable[str] | None = None) -> pd.DataFrame:
    """Return the effective sample sizes ``Bulk_ESS`` and ``Tail_ESS``, one row a variable."""
    names = chosen(fit.posterior, variable)
    measures = {"Bulk_ESS": mixing.ess_bulk, "Tail_ESS": mixing.ess_tail}
    return pd.DataFrame({n: _each(fit.posterior, names, f) for n, f in measures.items()})


@method
def neff_ratio(fit: Fit, variable: str | Iterable[str] | None = None) -> pd.Series:
    """Return the smaller of bulk and tail effective sample size as a share of all draws.

    Source: brms since 2.19; 2.18 took rstan's older effective sample size.
    """
    total = fit.posterior.chains * fit.posterior.per_chain
    return (ess(fit, variable).min(axis=1, skipna=False) / total).rename("neff_ratio")


def convergence(draws: Draws, names: Sequence[str]) -> pd.DataFrame:
    """Return Rhat, Bulk_ESS and Tail_ESS, one row a variable."""
    measures = {"Rhat": mixing.rhat, "Bulk_ESS": mixing.ess_bulk, "Tail_ESS": mixing.ess_tail}
    return pd.DataFrame({n: _each(draws, names, f) for n, f in measures.items()}, index=list(names))


def mcse(draws: Draws, names: Sequence[str], robust: bool = False) -> pd.Series:
    """Return the Monte Carlo standard error of the mean, or of the median."""
    return _each(draws, names, mixing.mcse_median if robust else mixing.mcse_mean)


def _each(draws: Draws, names: Sequence[str], measure: Diagnostic) -> pd.Series:
    found = [_measured(draws.values[:, :, draws.index(n)], measure) for n in names]
    return pd.Series(found, index=list(names), dtype=float)


def _measured(draws: np.ndarray, measure: Diagnostic) -> float:
    """Return the measure of (chains, draws); NaN where R's posterior has NA."""
    too_few = draws.shape[1] < 4
    if too_few or not np.isfinite(draws).all() or np.ptp(draws) == 0:
        return float("nan")
    with np.errstate(all="ignore"):  # chains that are constant each: R has Inf without a word
        return float(measure(draws))
