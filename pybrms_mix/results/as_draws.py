"""The draws of a fit as tables and arrays, under brms's names."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, did_you_mean
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.lazy import xarray as xr
from pybrms_mix.base.public_calls import warn
from pybrms_mix.base.takes import Names, Seed
from pybrms_mix.base.user_patterns import compiled
from pybrms_mix.model.draws import Draws
from pybrms_mix.model.parts import Variable
from pybrms_mix.results.fit import Fit, joint_method

CHAINS = "chains of draws"
"""The key in ``DataFrame.attrs`` of the numbers of chains and of draws of a matrix of draws."""

# The classes of prior rows that apply to a kind of variables, if they differ from the kind.
_CLASSES = {"b": ("b", "Intercept"), "bs": ("b",), "bsp": ("b",)}


@joint_method
def variables(fit: Fit) -> list[str]:
    """Return the names of all variables that have draws, in brms's order.

    Parameters
    ----------
    fit : Fit
        A fit with draws.

    Returns
    -------
    list of str
        The names, as in ``as_draws_df()``.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> fit.variables()[:3]
    ['b_mu1_Intercept', 'b_mu2_Intercept', 'b_mu1_x']
    """
    return list(fit.posterior.names)


@joint_method
def nvariables(fit: Fit) -> int:
    """Return the number of variables that have draws.

    Parameters
    ----------
    fit : Fit
        A fit with draws.

    Returns
    -------
    int
        The number of variables.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> fit.nvariables()
    43
    """
    return len(fit.posterior.names)


@joint_method
def ndraws(fit: Fit) -> int:
    """Return the number of draws of all chains together.

    Parameters
    ----------
    fit : Fit
        A fit with draws.

    Returns
    -------
    int
        The number of draws.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> fit.ndraws()
    600
    """
    return fit.posterior.chains * fit.posterior.per_chain


@joint_method
def nchains(fit: Fit) -> int:
    """Return the number of chains.

    Parameters
    ----------
    fit : Fit
        A fit with draws.

    Returns
    -------
    int
        The number of chains.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> fit.nchains()
    2
    """
    return fit.posterior.chains


@joint_method
def niterations(fit: Fit) -> int:
    """Return the number of draws of each chain, after warm-up and thinning.

    Parameters
    ----------
    fit : Fit
        A fit with draws.

    Returns
    -------
    int
        The number of draws of one chain.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> fit.niterations()
    300
    """
    return fit.posterior.per_chain


def chosen(draws: Draws, variable: Names | None = None, regex: bool = False) -> list[str]:
    """Return the names of the variables that ``variable`` selects; by default all names.

    A name selects one variable, or all cells of an array: "r_g__mu1" selects "r_g__mu1[1,x]", ....
    With ``regex``, each element is a regular expression that may match any part of a name.

    Raises:
        InvalidArgument: if a name or an expression selects no variable.
    """
    if variable is None:
        return list(draws.names)
    names_asked = [variable] if isinstance(variable, str) else list(variable)
    names_matched: dict[str, None] = {}
    for pattern in names_asked:
        matches = [n for n in draws.names if _matches(pattern, n, regex)]
        if not matches:
            raise InvalidArgument(
                f"The following variables are missing in the draws object: {{'{pattern}'}}",
                hint=did_you_mean(pattern, draws.names, "" if regex else "The draws hold"),
            )
        names_matched.update(dict.fromkeys(matches))
    return list(names_matched)


def _matches(pattern: str, name: str, regex: bool) -> bool:
    if regex:
        return compiled(pattern).search(name) is not None
    return name == pattern or name.startswith(f"{pattern}[")


@joint_method
def as_draws_df(fit: Fit, variable: Names | None = None, regex: bool = False) -> pd.DataFrame:
    """Return the draws as a table with one line for each draw.

    Parameters
    ----------
    fit : Fit
        A fit with draws.
    variable : str or iterable of str, optional
        Names of variables; a name such as "r_g__mu1" stands for all of its cells. The default is
        all.
    regex : bool, default False
        Whether ``variable`` holds regular expressions.

    Returns
    -------
    DataFrame
        The draws, chain after chain, with ``.chain``, ``.iteration`` and ``.draw``, which count
        from 1.

    Raises
    ------
    InvalidArgument
        If there is no such variable.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> list(fit.as_draws_df("sigma1"))
    ['sigma1', '.chain', '.iteration', '.draw']
    >>> fit.as_draws_df("sigma1").shape
    (600, 4)
    """
    draws = fit.posterior
    return draws.select(chosen(draws, variable, regex)).to_frame()


@joint_method
def as_draws_matrix(fit: Fit, variable: Names | None = None, regex: bool = False) -> pd.DataFrame:
    """Return the draws as a table without the columns of chain and iteration.

    Parameters
    ----------
    fit : Fit
        A fit with draws.
    variable : str or iterable of str, optional
        Names of variables; a name such as "r_g__mu1" stands for all of its cells. The default is
        all.
    regex : bool, default False
        Whether ``variable`` holds regular expressions.

    Returns
    -------
    DataFrame
        One line for each draw, chain after chain. The index counts the draws from 1.

    Raises
    ------
    InvalidArgument
        If there is no such variable.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> fit.as_draws_matrix(["sigma1", "sigma2"]).shape
    (600, 2)
    """
    names = chosen(fit.posterior, variable, regex)
    values = fit.posterior.matrix(names)
    rows = pd.RangeIndex(1, len(values) + 1, name="draw")
    matrix = pd.DataFrame(values, index=rows, columns=names)
    matrix.attrs[CHAINS] = (fit.posterior.chains, len(values))
    return matrix


@joint_method
def as_draws_array(fit: Fit, variable: Names | None = None, regex: bool = False) -> xr.DataArray:
    """Return the draws as an array, as R's ``draws_array`` has them.

    Parameters
    ----------
    fit : Fit
        A fit with draws.
    variable : str or iterable of str, optional
        Names of variables; a name such as "r_g__mu1" stands for all of its cells. The default is
        all.
    regex : bool, default False
        Whether ``variable`` holds regular expressions.

    Returns
    -------
    DataArray
        The draws, with the axes iteration, chain and variable.

    Raises
    ------
    InvalidArgument
        If there is no such variable.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> fit.as_draws_array(["sigma1", "sigma2"]).shape
    (300, 2, 2)
    """
    names = chosen(fit.posterior, variable, regex)
    values = np.swapaxes(fit.posterior.select(names).values, 0, 1)
    coords = {
        "iteration": np.arange(1, values.shape[0] + 1),
        "chain": np.arange(1, values.shape[1] + 1),
        "variable": names,
    }
    return xr.DataArray(values, coords, ("iteration", "chain", "variable"), name="draws")


@joint_method
def prior_draws(fit: Fit, variable: Names | None = None, seed: Seed | None = None) -> pd.DataFrame:
    """Return the draws from the priors that ``sample_prior="yes"`` stored.

    Without ``variable`` the columns are the stored draws, without the prefix ``prior_``. With
    ``variable`` each column has draws from the prior that applies to this variable (``b_mu1_x`` has
    the prior of ``b_mu1``). Their order is random, so that variables under one prior are
    independent. Variables without stored draws of their prior are left out.

    Parameters
    ----------
    fit : Fit
        A fit with draws.
    variable : str or sequence of str, optional
        Names of variables, or of the stored draws.
    seed : int, optional
        The seed of the random orders.

    Returns
    -------
    DataFrame
        One line for each draw.

    Warns
    -----
    PybrmsWarning
        For an overall intercept, because its prior is a prior of the intercept of centred columns.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> fit.prior_draws("sigma1").round(1).head(2)
          sigma1
    draw
    1        0.9
    2        7.9
    """
    draws = fit.posterior
    index = pd.RangeIndex(1, ndraws(fit) + 1, name="draw")
    if variable is None:
        priors_stored = [v for v in fit.model.facts(draws.names).values() if v.kind == "prior"]
        labels = {
            v.name: f"{v.label}[{','.join(v.cell)}]" if v.cell else v.label for v in priors_stored
        }
        return pd.DataFrame({label: draws[n] for n, label in labels.items()}, index=index)
    names_asked = [variable] if isinstance(variable, str) else list(variable)
    facts = fit.model.facts([*draws.names, *names_asked])
    priors = [facts[n] for n in draws.names if facts[n].kind == "prior"]
    by_variable = {
        v: prior_sample
        for v in names_asked
        if (prior_sample := _prior_of(fit, facts[v], priors, seed)) is not None
    }
    return pd.DataFrame(by_variable, index=index)


def _prior_of(
    fit: Fit, variable: Variable, priors: Sequence[Variable], seed: Seed | None
) -> np.ndarray | None:
    """Return draws from the prior of ``variable``; None if no such draws are stored."""
    if not priors or _is_centred(fit, variable):
        return None
    own_priors = [p for p in priors if p.label == variable.name and not p.cell]
    fitting = own_priors or [p for p in priors if p.name == variable.prior or _applies(p, variable)]
    if not fitting:
        return None
    prior = max(fitting, key=lambda p: (bool(p.coef), bool(p.dpar), bool(p.group)))
    # Cells of an array are drawn jointly: all of them get the same permutation.
    stream = prior.label if prior.cell else variable.name
    chance = np.random.default_rng([seed or 0, *stream.encode()])
    return chance.permutation(fit.posterior[prior.name])


def _applies(prior: Variable, variable: Variable) -> bool:
    """Return whether ``variable`` has the prior. An empty fact of a prior matches all variables."""
    classes = _CLASSES.get(variable.kind, (variable.kind,))
    if variable.kind == "dpar":
        return bool(variable.slots) and variable.slots == prior.slots
    return (
        prior.part in classes
        and (prior.part == "Intercept") <= variable.intercept
        and prior.group in ("", variable.group)
        and prior.dpar in ("", variable.dpar)
        and prior.coef in ("", variable.coef)
        and not prior.level
        and prior.cell in ((), variable.cell)
    )


def _is_centred(fit: Fit, variable: Variable) -> bool:
    """Return whether ``variable`` is an intercept whose prior refers to centred columns."""
    if not variable.intercept:
        return False
    keys = {p.name: p.key for p in fit.model.mixture.places}
    rows = fit.prior.to_frame()
    if keys.get(variable.dpar, "") not in set(rows.loc[rows["class"] == "Intercept", "dpar"]):
        return False
    warn(
        "Sampling from the prior of an overall intercept is not possible by default. See the "
        "documentation of the 'sample_prior' argument in help('brm')."
    )
    return True
