"""The statistics and the settings of the sampler, and the log posterior."""

from __future__ import annotations

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, did_you_mean
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.takes import Names
from pybrms_mix.results.fit import Fit, joint_method

# The order of bayesplot; ``log_posterior()`` returns lp__.
_PARAMETERS = (
    "accept_stat__", "stepsize__", "treedepth__", "n_leapfrog__", "divergent__", "energy__",
)  # fmt: skip


@joint_method
def nuts_params(fit: Fit, pars: Names | None = None) -> pd.DataFrame:
    """Return the statistics of the sampler in long form.

    Parameters
    ----------
    fit : Fit
        A fit with draws.
    pars : str or iterable of str, optional
        Names of statistics, such as ``"divergent__"``; by default all.

    Returns
    -------
    DataFrame
        The columns Chain, Iteration, Parameter and Value. The rows of each chain stand together,
        and Parameter is categorical, as in bayesplot.

    Raises
    ------
    InvalidArgument
        If there is no such statistic.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> list(fit.nuts_params("divergent__"))
    ['Chain', 'Iteration', 'Parameter', 'Value']
    """
    available = [n for n in _PARAMETERS if n in fit.stats]
    names_asked = available if pars is None else [pars] if isinstance(pars, str) else list(pars)
    for name in names_asked:
        if name not in available:
            raise InvalidArgument(
                f"The sampler has no statistic '{name}'.",
                hint=did_you_mean(name, available) or f"It has: {', '.join(available)}.",
            )
    parts = [_long(np.asarray(fit.stats[n])).assign(Parameter=n) for n in names_asked]
    if not parts:
        return pd.DataFrame(columns=["Chain", "Iteration", "Parameter", "Value"])
    table = pd.concat(parts).sort_values("Chain", kind="stable", ignore_index=True)
    table["Parameter"] = pd.Categorical(table["Parameter"], names_asked)
    return table[["Chain", "Iteration", "Parameter", "Value"]]


@joint_method
def log_posterior(fit: Fit) -> pd.DataFrame:
    """Return the log posterior density of each draw.

    Parameters
    ----------
    fit : Fit
        A fit with draws.

    Returns
    -------
    DataFrame
        One line for each draw, with the columns Chain, Iteration and Value. This is the density of
        the unconstrained parameters up to a constant, Stan's ``lp__``.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> list(fit.log_posterior())
    ['Chain', 'Iteration', 'Value']
    >>> len(fit.log_posterior())
    600
    """
    draws = fit.posterior
    return _long(draws.values[:, :, draws.index("lp__")])


@joint_method
def control_params(fit: Fit) -> dict[str, float]:
    """Return the settings of the sampler.

    Parameters
    ----------
    fit : Fit
        A fit that was sampled.

    Returns
    -------
    dict of str to float
        ``adapt_delta``, the target of the acceptance rate, and ``max_treedepth``.

    Raises
    ------
    InvalidArgument
        If the fit was not sampled.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> fit.control_params()
    {'adapt_delta': 0.8, 'max_treedepth': 10}
    """
    if fit.run is None:
        raise InvalidArgument(
            "The model was not sampled.", hint="The fit was made with empty=True."
        )
    return {"adapt_delta": fit.run.adapt_delta, "max_treedepth": fit.run.max_treedepth}


def _long(values: np.ndarray) -> pd.DataFrame:
    chains, draws = values.shape
    return pd.DataFrame(
        {
            "Chain": np.repeat(np.arange(1, chains + 1), draws),
            "Iteration": np.tile(np.arange(1, draws + 1), chains),
            "Value": values.reshape(-1),
        }
    )
