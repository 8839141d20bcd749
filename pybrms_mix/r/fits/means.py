"""Estimated marginal means: ``emmeans()`` for the levels of population-level factors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.design.collate import collation_key
from pybrms_mix.family.links import LINKS
from pybrms_mix.family.mean_names import mean_name
from pybrms_mix.plots.grid import conditions_of, effects_of
from pybrms_mix.r.indexing.subsetting import column_of
from pybrms_mix.r.values.grouped import Rows, again
from pybrms_mix.r.values.r_vectors import read
from pybrms_mix.r.values.tibbles import tibble_of
from pybrms_mix.r.vectors.factors import as_factor
from pybrms_mix.results.fit import Fit
from pybrms_mix.results.predict.epred import posterior_epred, posterior_linpred

__all__ = ["emmeans", "emtrends", "gather_emmeans_draws", "ref_grid", "responses"]

_FEW = 2  # a numeric variable with at most this many values is treated as a factor, as in emmeans
_CENTRES: dict[str, Callable[..., np.ndarray]] = {"median": np.median, "mean": np.mean}
# The column of back-transformed differences: ratios of means or of odds.
_RATIOS = {"log": "ratio", "logit": "odds.ratio"}
_STEP = 0.001  # the step of the difference quotients of emtrends(), as a share of the range


@dataclass(frozen=True, eq=False)
class Means:
    """Draws of marginal means, or of contrasts between marginal means.

    Attributes
    ----------
    labels : DataFrame
        One row for each mean: the levels of the factors, or the name of the contrast.
    draws : ndarray
        Shape (draws, rows of ``labels``).
    value : str
        The name of the column of estimates: "emmean" or "estimate".
    by : tuple of str
        The columns of ``labels`` within which contrasts are computed.
    link : str
        The link of the draws; empty if they are on the scale of the response.
    family : str
        The name of the family, by which the column on the scale of the response is named.
    response : bool
        Whether tables show the scale of the response.
    ratios : tuple of str
        The names of contrasts on the scale of the response; empty for means.
    """

    labels: pd.DataFrame
    draws: np.ndarray
    value: str = "emmean"
    by: tuple[str, ...] = ()
    link: str = ""
    family: str = ""
    response: bool = False
    ratios: tuple[str, ...] = ()

    def to_frame(self, prob: float = 0.95, centre: str = "median") -> pd.DataFrame:
        """Return point estimates and highest-density intervals.

        Parameters
        ----------
        prob : float, default 0.95
            The probability of the intervals.
        centre : {"median", "mean"}
            The point estimate.

        Returns
        -------
        DataFrame
            One row for each mean or contrast, with the columns ``lower.HPD`` and ``upper.HPD``.
        """
        means = responses(self) if self.response else self
        ends = np.array([_shortest(x, prob) for x in means.draws.T])
        table = {means.value: _CENTRES[centre](means.draws, axis=0), "lower.HPD": ends[:, 0]}
        return means.labels.assign(**table, **{"upper.HPD": ends[:, 1]})

    def __repr__(self) -> str:
        """Return the table of estimates and intervals as text."""
        return f"{self.to_frame().to_string(index=False)}\n\nHPD interval probability: 0.95"


def _shortest(x: np.ndarray, prob: float) -> tuple[float, float]:
    """Return the shortest interval between two draws, with as many draws inside as in R's coda."""
    ordered = np.sort(x)
    apart = max(1, min(len(x) - 1, round(len(x) * prob)))
    at = int(np.argmin(ordered[apart:] - ordered[: len(x) - apart]))
    return float(ordered[at]), float(ordered[at + apart])


def responses(means: Means) -> Means:
    """Return means on the scale of the response: R's ``regrid(means)``.

    Differences of logarithms become ratios, those of log odds become ratios of odds. Differences on
    other scales have no counterpart, and are unchanged.
    """
    if not means.link:
        return means
    if means.ratios:
        if means.link not in _RATIOS:
            return means
        levels = list(dict.fromkeys(means.ratios))
        if not means.by:  # emmeans sorts the names of ratios only if there are no groups
            levels = sorted(levels, key=collation_key)
        ratio_names = pd.Categorical(list(means.ratios), categories=levels)
        labels = means.labels.assign(contrast=ratio_names)
        return replace(means, labels=labels, draws=np.exp(means.draws), link="",
                       value=_RATIOS[means.link])  # fmt: skip
    name = mean_name(means.family)
    return replace(means, draws=LINKS[means.link].inverse(means.draws), link="", value=name)


def emmeans(
    fit: Fit | Means, specs: str | Sequence[str], by: str | Sequence[str] = (), *,
    at: dict[str, Any] | None = None, dpar: str | None = None, epred: bool = False,
    response: bool = False, regrid: bool = False,
) -> Means:  # fmt: skip
    """Return the marginal means of the levels of factors.

    Group-level terms are excluded. All other factors are averaged over with equal weights, and
    numeric variables are held at their means. A numeric variable with at most two values counts as
    a factor.

    Parameters
    ----------
    fit : Fit or Means
        A fit with draws, or a reference grid of a fit.
    specs : str or sequence of str
        The factors; each combination of their levels gets a mean. "1" is the mean of all.
    by : str or sequence of str
        Further factors, within whose levels contrasts are computed.
    at : dict, optional
        Values of variables that replace their levels or means.
    dpar : str, optional
        The distributional parameter whose linear predictor is averaged. A mixture requires it.
    epred : bool, default False
        Whether to average the expected response instead of the linear predictor.
    response : bool, default False
        Whether tables show the means on the scale of the response; the draws stay as they are.
    regrid : bool, default False
        Whether the means themselves are transformed to the scale of the response.

    Returns
    -------
    Means
        Draws of the means on the scale of the linear predictor, or of the response if ``epred`` or
        ``regrid``.

    Raises
    ------
    InvalidArgument
        If a name is not a predictor of the model, or if ``dpar`` is required and missing.
    """
    names = [specs] if isinstance(specs, str) else list(specs)
    names = [] if names == ["1"] else names
    within = (by,) if isinstance(by, str) else tuple(by)
    label_names = [*names, *(n for n in within if n not in names)]
    if isinstance(fit, Means):
        of_grid = (at, dpar, epred, regrid)
        return _of_grid(fit, label_names, within, response=response, of_grid=of_grid)
    grid = _grid(fit, at or {}, label_names)
    link, family = ("", "") if epred else _link_of(fit, dpar)
    cell_labels = pd.DataFrame(index=grid.index)
    cells = Means(
        cell_labels, _cells(fit, grid, dpar, epred=epred), by=within, link=link, family=family
    )
    cells = responses(cells) if regrid else cells
    labels, draws = _averaged(cells.draws, grid, label_names)
    return replace(cells, labels=labels, draws=draws, response=response)


def _of_grid(
    grid: Means, label_names: list[str], within: tuple[str, ...], *, response: bool,
    of_grid: tuple[Any, ...],
) -> Means:  # fmt: skip
    """Return the means of the rows of a reference grid."""
    if any(of_grid):
        raise InvalidArgument("emmeans() of a reference grid takes the factors alone here.")
    missing_names = [n for n in label_names if n not in grid.labels.columns]
    if missing_names:
        raise InvalidArgument(f"The grid has no factor '{missing_names[0]}'.")
    codes = [_codes(grid.labels[n]) for n in label_names]
    order = np.lexsort(codes or [np.zeros(len(grid.labels))])
    labels, draws = _averaged(grid.draws[:, order], grid.labels.iloc[order], label_names)
    value = "emmean" if grid.value == "prediction" else grid.value
    return replace(grid, labels=labels, draws=draws, by=within, value=value,
                   response=response or grid.response)  # fmt: skip


def _codes(column: Any) -> np.ndarray:
    """Return the places of the values of a column among its levels."""
    return np.unique(np.asarray(read(column).data), return_inverse=True)[1]


def ref_grid(
    fit: Fit, *, at: dict[str, Any] | None = None, dpar: str | None = None, epred: bool = False,
    regrid: bool = False,
) -> Means:  # fmt: skip
    """Return the predictions of all combinations of levels, as ``ref_grid()`` of emmeans.

    Parameters
    ----------
    fit : Fit
        A fit with draws.
    at, dpar, epred, regrid
        As in ``emmeans()``.

    Returns
    -------
    Means
        One row for each combination of the levels of factors, and of the means of numeric
        variables; the first predictor varies fastest.
    """
    if not isinstance(fit, Fit):
        raise InvalidArgument("ref_grid() needs a fit.")
    names = list(dict.fromkeys(n for effect in effects_of(fit.model) for n in effect))
    means = emmeans(fit, names, at=at, dpar=dpar, epred=epred, regrid=regrid)
    return means if regrid else replace(means, value="prediction")


def _cells(fit: Fit, grid: pd.DataFrame, dpar: str | None, *, epred: bool) -> np.ndarray:
    if epred:
        cells = posterior_epred(fit, grid, "NA", dpar=dpar)
    else:
        cells = posterior_linpred(fit, grid, "NA", dpar=dpar)
    if cells.ndim > 2:
        raise InvalidArgument(
            "emmeans() averages one linear predictor, and this model has several.",
            hint='Choose one: dpar = "mu1", or epred = TRUE for the expected response.',
        )
    return np.asarray(cells)


def _averaged(
    cells: np.ndarray, grid: pd.DataFrame, label_names: list[str]
) -> tuple[pd.DataFrame, np.ndarray]:
    """Return the labels and the draws of the means, with the first factor fastest."""
    if not label_names:
        return pd.DataFrame({"1": pd.Categorical(["overall"])}), cells.mean(axis=1, keepdims=True)
    keys: dict[Any, list[int]] = {}
    for n, key in enumerate(zip(*(list(grid[s]) for s in label_names), strict=True)):
        keys.setdefault(key, []).append(n)
    firsts = np.array([at[0] for at in keys.values()], dtype=float)
    draws = np.stack([cells[:, at].mean(axis=1) for at in keys.values()], axis=1)
    labels = {s: column_of(read(grid[s]).plain().take(firsts)) for s in label_names}
    return pd.DataFrame(labels), draws


def _link_of(fit: Fit, dpar: str | None) -> tuple[str, str]:
    """Return the link of a distributional parameter, empty for the identity, and the family."""
    places = {p.name: p for p in fit.model.mixture.places}
    place = places.get(dpar or "mu")
    if place is None or place.link == "identity":
        return "", ""
    return place.link, "" if place.family is None else place.family.name


def emtrends(
    fit: Fit, specs: str | Sequence[str], var: str, by: str | Sequence[str] = (), *,
    at: dict[str, Any] | None = None, dpar: str | None = None, epred: bool = False,
) -> Means:  # fmt: skip
    """Return the slopes of a numeric variable, averaged within the levels of factors.

    Parameters
    ----------
    fit : Fit
        A fit with draws.
    specs, by, at, dpar, epred
        As for ``emmeans()``.
    var : str
        The numeric variable. The slopes are difference quotients, with a thousandth of its range.

    Returns
    -------
    Means
        Draws of the slopes; their column is "var.trend".
    """
    names = [specs] if isinstance(specs, str) else list(specs)
    names = [] if names == ["1"] else names
    within = (by,) if isinstance(by, str) else tuple(by)
    label_names = [*names, *(n for n in within if n not in names)]
    grid = _grid(fit, at or {}, label_names)
    if not pd.api.types.is_numeric_dtype(grid.get(var, pd.Series(["?"]))):
        raise InvalidArgument(f"emtrends() needs a numeric predictor, not '{var}'.")
    step = _STEP * float(np.ptp(fit.data[var].to_numpy(dtype=float)))
    moved_grid = grid.assign(**{var: grid[var] + step})
    low, high = (_cells(fit, g, dpar, epred=epred) for g in (grid, moved_grid))
    labels, draws = _averaged((high - low) / step, grid, label_names)
    return Means(labels, draws, f"{var}.trend", within)


def _grid(fit: Fit, at: dict[str, Any], label_names: list[str]) -> pd.DataFrame:
    """Return all combinations of levels as rows, with every column that the model needs.

    The first of the shown factors varies fastest.
    """
    predictors = dict.fromkeys(n for effect in effects_of(fit.model) for n in effect)
    for name in [*label_names, *at]:
        if name not in predictors:
            raise InvalidArgument(f"The model has no predictor '{name}' for emmeans().")
    base = conditions_of(fit.model, fit.model, None).drop(columns="cond__", errors="ignore")
    names = [*label_names, *(n for n in predictors if n not in label_names)]
    columns = {n: _values(fit, n, at) for n in names}
    rows = [row[::-1] for row in product(*(range(len(v)) for v in reversed(columns.values())))]
    places = np.array(rows, dtype=float).reshape(len(rows), len(columns))
    cells = zip(columns.items(), places.T, strict=True)
    grid = pd.DataFrame({n: column_of(read(v).plain().take(at)) for (n, v), at in cells})
    for name in base.columns:
        if name not in grid.columns:
            grid[name] = column_of(read(base[name]).plain().take(np.zeros(len(grid))))
    return grid


def _values(fit: Fit, name: str, at: dict[str, Any]) -> Any:
    column = fit.data[name]
    numeric = pd.api.types.is_numeric_dtype(column)
    if name in at:
        level_values = np.atleast_1d(at[name])
        if numeric:
            return level_values
        levels = list(as_factor(column).categories)
        return pd.Categorical(
            list(level_values), categories=[v for v in level_values if v in levels]
        )
    if not numeric:
        factor = as_factor(column)
        return pd.Categorical(
            factor.categories, categories=factor.categories, ordered=factor.ordered
        )
    distinct = sorted(column.unique())
    return np.array(distinct if len(distinct) <= _FEW else [column.mean()])


def gather_emmeans_draws(means: Means, value: str = ".value") -> Rows:
    """Return the draws of marginal means or contrasts in long form, as tidybayes does.

    Parameters
    ----------
    means : Means
        Marginal means, or contrasts between them. Their scale is that of the draws, also if tables
        show the scale of the response.
    value : str, default ".value"
        The name of the column of draws.

    Returns
    -------
    Grouped
        One row for each mean and draw, grouped by the columns of the labels.
    """
    count, size = means.draws.shape[1], len(means.draws)
    at = np.repeat(np.arange(count), size) + 0.0
    columns = {n: column_of(read(means.labels[n]).plain().take(at)) for n in means.labels.columns}
    missing = np.full(len(at), np.nan)
    columns |= {
        ".chain": missing,
        ".iteration": missing,
        ".draw": np.tile(np.arange(size) + 1, count),
    }
    rows = pd.DataFrame({**columns, value: means.draws.T.ravel()})
    return again(tibble_of(rows), tuple(map(str, means.labels.columns)))
