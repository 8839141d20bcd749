"""What rstan computes from the ``stanfit`` in a fit of brms: ``rstan::extract(fit$fit)``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.r.values.named_matrix import NamedMatrix
from pybrms_mix.results.as_draws import as_draws_matrix, variables
from pybrms_mix.results.diagnostics import ess_of_rstan, rhats_of_rstan
from pybrms_mix.results.fit import Fit
from pybrms_mix.results.nuts import nuts_params

__all__ = ["sampler_params", "stan_extract", "stan_summary"]

_STATISTICS = (
    "accept_stat__", "stepsize__", "treedepth__", "n_leapfrog__", "divergent__", "energy__",
)  # fmt: skip


def _names(fit: Fit, pars: Any) -> list[str]:
    """Return the variables that ``pars`` names, in its order; all variables if it is None."""
    names = [str(name) for name in variables(fit)]
    if pars is None:
        return names
    asked_names = [pars] if isinstance(pars, str) else [str(name) for name in pars]
    absent = [name for name in asked_names if name not in names]
    if absent:
        raise InvalidArgument(
            f"The fit has no variable '{absent[0]}'.",
            hint="Variables with an index are named one by one: 'r_g[a,Intercept]'.",
        )
    return asked_names


def stan_extract(fit: Fit, pars: str | Sequence[str] | None = None) -> dict[str, np.ndarray]:
    """Return the draws of variables, as ``rstan::extract(fit$fit)``.

    rstan permutes the draws of all chains; here one chain follows the other.

    Parameters
    ----------
    fit : Fit
        A fit with draws.
    pars : str or sequence of str, optional
        The names of variables; by default all variables without an index.

    Returns
    -------
    dict of str to ndarray
        The draws by the name of the variable.

    Raises
    ------
    InvalidArgument
        If the fit has no such variable.

    Examples
    --------
    >>> float(stan_extract(fit)["sigma1"].mean())  # doctest: +SKIP
    5.99
    """
    names = _names(fit, pars)
    draws = as_draws_matrix(fit)
    return {n: draws[n].to_numpy() for n in names if pars is not None or "[" not in n}


def stan_summary(
    fit: Fit,
    pars: str | Sequence[str] | None = None,
    probs: Sequence[float] = (0.025, 0.25, 0.5, 0.75, 0.975),
) -> dict[str, NamedMatrix]:
    """Return ``rstan::summary(fit$fit)``, whose element "summary" is a table of all variables.

    The effective sample size ``n_eff`` and Rhat are those of rstan, which differ from the ones in
    ``summary(fit)``.

    Parameters
    ----------
    fit : Fit
        A fit with draws.
    pars : str or sequence of str, optional
        The names of variables; by default all.
    probs : sequence of float, default (0.025, 0.25, 0.5, 0.75, 0.975)
        The probabilities of the quantiles.

    Returns
    -------
    dict of str to NamedMatrix
        The table, with the columns mean, se_mean, sd, the quantiles, n_eff and Rhat.

    Raises
    ------
    InvalidArgument
        If the fit has no such variable.

    Examples
    --------
    >>> stan_summary(fit)["summary"].loc["sigma1", "Rhat"]  # doctest: +SKIP
    0.9958
    """
    draws = as_draws_matrix(fit)
    names = _names(fit, pars)
    sizes, scales = ess_of_rstan(fit.posterior, names), rhats_of_rstan(fit.posterior, names)
    rows = {}
    for name in names:
        x = draws[name].to_numpy()
        quantiles = {f"{100 * p:.7g}%": float(np.quantile(x, p)) for p in np.atleast_1d(probs)}
        deviation = float(x.std(ddof=1))
        rows[name] = {"mean": float(x.mean()), "se_mean": deviation / np.sqrt(sizes[name]),
                      "sd": deviation, **quantiles, "n_eff": sizes[name],
                      "Rhat": scales[name]}  # fmt: skip
    return {"summary": NamedMatrix(pd.DataFrame.from_dict(rows, orient="index"))}


def sampler_params(fit: Fit) -> list[NamedMatrix]:
    """Return ``get_sampler_params(fit$fit, inc_warmup = FALSE)``: one table for each chain.

    Parameters
    ----------
    fit : Fit
        A fit with draws.

    Returns
    -------
    list of NamedMatrix
        The statistics of the sampler in its columns, the draws in its rows.

    Examples
    --------
    >>> [len(table) for table in sampler_params(fit)]  # doctest: +SKIP
    [100, 100]
    """
    long = nuts_params(fit)
    tables = []
    for _, rows in long.groupby("Chain", observed=True):
        wide = rows.pivot_table(index="Iteration", columns="Parameter", values="Value",
                                observed=True)  # fmt: skip
        columns = [name for name in _STATISTICS if name in wide.columns]
        tables.append(NamedMatrix(wide[columns].to_numpy(), columns=columns))
    return tables
