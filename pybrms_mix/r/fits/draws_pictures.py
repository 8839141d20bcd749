"""Pictures and tables of draws, in the kinds of R's bayesplot."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.plots.diagnostic_lines import NEFF, RHAT, histogram, lines
from pybrms_mix.plots.draw_settings import DrawSettings, settings_of
from pybrms_mix.plots.interval_tables import (
    NEFF_GRADES,
    RHAT_GRADES,
    area_table,
    chain_densities,
    interval_table,
    ratings,
)
from pybrms_mix.plots.mcmc import draw_kind
from pybrms_mix.r.fits.selected_draws import selected
from pybrms_mix.r.values.r_vectors import numeric, read
from pybrms_mix.r.values.tibbles import gives_tibbles

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from pybrms_mix.model.draws import Draws

__all__ = ["diagnostic_picture", "diagnostic_table", "draws_picture", "draws_table"]


def draws_picture(
    draws: Any, kind: str, variable: Any = None, patterns: Any = None, transformations: Any = None,
    nuts: Any = None, **settings: Any,
) -> Figure:  # fmt: skip
    """Draw ``mcmc_areas(draws, pars = variable)`` and similar functions of R's bayesplot.

    Parameters
    ----------
    draws : Fit, DataFrame, DataArray or array_like
        A fit; a table of draws, whose columns ``.chain``, ``.iteration`` and ``.draw`` count them;
        or an array with the axes iteration, chain and variable.
    kind : str
        The kind of picture, as in ``pm.mcmc_plot()``.
    variable : str or list of str, optional
        The names of the variables. Without names and patterns, all variables are drawn.
    patterns : str or list of str, optional
        Regular expressions, whose matches follow the variables that are named.
    transformations : callable, tuple or dict, optional
        A function of the draws of a variable, for all variables or for each by its name. A tuple
        of a name and a function gives the variable the label ``name(variable)``.
    nuts : DataFrame, optional
        The statistics of the sampler, as ``pm.nuts_params()`` returns them, whose divergences are
        marked.
    **settings
        ``prob``, ``prob_outer``, ``point_est`` and other arguments of bayesplot's functions.

    Returns
    -------
    Figure
        The figure.

    Raises
    ------
    InvalidArgument
        If a variable does not exist, and for a setting that has no meaning.
    InvalidData
        If the draws hold a column that is not numeric.

    Examples
    --------
    >>> table = {"a": [0.1, 0.4, 0.2, 0.3], "b": [1.0, 2.0, 1.5, 1.2]}
    >>> picture = draws_picture(table, "intervals", "a", "b", {"b": ("log", np.log)})
    >>> [t.get_text() for t in picture.axes[0].get_yticklabels()]
    ['a', 'log(b)']
    """
    chosen_draws = selected(draws, variable, patterns, transformations, nuts)
    return draw_kind(chosen_draws, kind, None, regex=False, settings=_settings(settings))


@gives_tibbles
def draws_table(
    draws: Any, kind: str, variable: Any = None, patterns: Any = None, transformations: Any = None,
    **settings: Any,
) -> pd.DataFrame:  # fmt: skip
    """Return the numbers of a picture, as ``mcmc_intervals_data()`` and similar functions of R.

    Parameters
    ----------
    draws, variable, patterns, transformations, **settings
        As in ``draws_picture()``.
    kind : {"intervals", "areas", "areas_ridges", "dens_chains", "trace", "parcoord"}
        The kind of picture.

    Returns
    -------
    DataFrame
        The table of R's bayesplot 1.10.

    Raises
    ------
    InvalidArgument
        As in ``draws_picture()``.

    Examples
    --------
    >>> table = {"a": [0.1, 0.4, 0.2, 0.3], "b": [1.0, 2.0, 1.5, 1.2]}
    >>> float(draws_table(table, "intervals", "a")["m"].iloc[0])
    0.25
    """
    values = selected(draws, variable, patterns, transformations).posterior
    return _TABLES[kind](values, settings)


def _intervals(draws: Draws, settings: Mapping[str, Any]) -> pd.DataFrame:
    return interval_table(draws, _settings(settings))


def _areas(draws: Draws, settings: Mapping[str, Any]) -> pd.DataFrame:
    return area_table(draws, _settings(settings))


def _ridges(draws: Draws, settings: Mapping[str, Any]) -> pd.DataFrame:
    return area_table(draws, replace(_settings(settings), point_est="none"), inner=1.0)


def _densities(draws: Draws, settings: Mapping[str, Any]) -> pd.DataFrame:
    return chain_densities(draws, _settings(settings))


def _trace(draws: Draws, settings: Mapping[str, Any]) -> pd.DataFrame:
    """Return a row for each draw of each variable, with its rank among the variable's draws."""
    highlight = settings.get("highlight")
    looks = _settings({n: v for n, v in settings.items() if n != "highlight"})
    if looks.n_warmup and looks.iter1:
        raise InvalidArgument("'n_warmup' and 'iter1' can't both be specified.")
    if highlight is not None and not 1 <= highlight <= draws.chains:
        raise InvalidArgument(
            f"'highlight' is {highlight}, but 'x' contains {draws.chains} chains."
        )
    iteration = np.tile(np.arange(1, draws.per_chain + 1), draws.chains)
    chain = np.repeat(np.arange(1, draws.chains + 1), draws.per_chain)
    tables = [
        pd.DataFrame({
            "parameter": name, "value": values, "value_rank": pd.Series(values).rank(),
            "iteration": iteration + looks.iter1, "chain": pd.Categorical(chain.astype(str)),
            "n_chains": draws.chains, "n_iterations": draws.per_chain,
            "n_parameters": len(draws.names),
            "highlight": chain == highlight if highlight is not None else False,
            "warmup": iteration <= looks.n_warmup,
        })
        for name in draws.names for values in (draws[name],)
    ]  # fmt: skip
    table = pd.concat(tables, ignore_index=True)
    table["parameter"] = pd.Categorical(table["parameter"], categories=list(draws.names))
    levels = [str(c + 1) for c in range(draws.chains)]
    table["chain"] = table["chain"].cat.set_categories(levels)
    return table


def _lines(draws: Draws, settings: Mapping[str, Any]) -> pd.DataFrame:
    if len(draws.names) < 2:
        raise InvalidArgument("'mcmc_parcoord' requires at least two parameters in 'x'.")
    size = draws.chains * draws.per_chain
    return pd.DataFrame({
        "Draw": np.tile(np.arange(1, size + 1), len(draws.names)),
        "Parameter": pd.Categorical(np.repeat(draws.names, size), categories=list(draws.names)),
        "Value": draws.matrix(draws.names).T.reshape(-1), "Divergent": 0.0,
    })  # fmt: skip


_TABLES: dict[str, Callable[[Draws, Mapping[str, Any]], pd.DataFrame]] = {
    "intervals": _intervals,
    "areas": _areas,
    "areas_ridges": _ridges,
    "dens_chains": _densities,
    "trace": _trace,
    "parcoord": _lines,
}
_MEASURES = {"rhat": RHAT, "neff": NEFF}


def diagnostic_picture(values: Any, kind: str, **settings: Any) -> Figure:
    """Draw ``mcmc_rhat(values)`` and similar functions of R's bayesplot.

    Parameters
    ----------
    values : array_like
        The values of a diagnostic, which may have the names of variables.
    kind : {"rhat", "rhat_hist", "neff", "neff_hist"}
        The diagnostic, and whether a histogram is drawn.
    **settings
        ``binwidth`` and ``breaks`` of a histogram.

    Returns
    -------
    Figure
        The figure.

    Examples
    --------
    >>> len(diagnostic_picture([1.0, 1.2], "rhat").axes)
    1
    """
    measure = _MEASURES[kind.removesuffix("_hist")]
    series = _named(values)
    if kind.endswith("_hist"):
        return histogram(measure, series, _settings(settings))
    return lines(measure, series)


@gives_tibbles
def diagnostic_table(values: Any, kind: str) -> pd.DataFrame:
    """Return ``mcmc_rhat_data(values)`` or ``mcmc_neff_data(values)``: the values with ratings.

    Parameters
    ----------
    values : array_like
        The values of a diagnostic, which may have the names of variables.
    kind : {"rhat", "neff"}
        The diagnostic.

    Returns
    -------
    DataFrame
        The table of R's bayesplot, sorted by the values.

    Examples
    --------
    >>> list(diagnostic_table([1.2, 1.0], "rhat")["rating"])
    ['low', 'high']
    """
    series = _named(values).dropna().sort_values(kind="stable")
    grades = RHAT_GRADES if kind == "rhat" else NEFF_GRADES
    table = ratings(series.to_numpy(), grades)
    return pd.DataFrame({
        "diagnostic": "rhat" if kind == "rhat" else "neff_ratio",
        "parameter": pd.Categorical(series.index, categories=list(dict.fromkeys(series.index))),
        "value": series.to_numpy(), **table,
    })  # fmt: skip


def _named(values: Any) -> pd.Series:
    """Return values with their names; without names, they are numbered in increasing order."""
    vector = read(values)
    numbers = numeric(vector).data.astype(float)
    names = vector.names
    if names is not None:
        return pd.Series(numbers, index=list(names))
    places = np.empty(len(numbers), dtype=int)
    places[np.argsort(numbers, kind="stable")] = np.arange(1, len(numbers) + 1)
    return pd.Series(numbers, index=[str(p) for p in places])


def _settings(settings: Mapping[str, Any]) -> DrawSettings:
    """Return settings, with vectors of R as lists of numbers."""
    vectors = ("rhat", "breaks", "window", "probs")
    plain = {
        n: [float(v) for v in np.asarray(numeric(read(value)).data)] if n in vectors else value
        for n, value in settings.items() if value is not None and n != "chains"
    }  # fmt: skip
    if (parts := settings.get("chains")) is not None:
        plain["chains"] = tuple({int(c) for c in numeric(read(part)).data} for part in parts)
    return settings_of(plain)
