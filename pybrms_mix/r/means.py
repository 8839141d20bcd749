"""Estimated marginal means: ``emmeans()`` for the levels of population-level factors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.plots.grid import conditions_of, effects_of
from pybrms_mix.r.combinations import crossing_of
from pybrms_mix.r.factors import as_factor
from pybrms_mix.r.grouped import group_places
from pybrms_mix.r.r_vectors import read
from pybrms_mix.r.subsetting import column_of
from pybrms_mix.results.fit import Fit
from pybrms_mix.results.predict.epred import posterior_epred, posterior_linpred

_FEW = 2  # a numeric variable with at most this many values is treated as a factor, as in emmeans


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
    """

    labels: pd.DataFrame
    draws: np.ndarray
    value: str = "emmean"
    by: tuple[str, ...] = ()

    def to_frame(self, prob: float = 0.95) -> pd.DataFrame:
        """Return medians and highest-density intervals.

        Parameters
        ----------
        prob : float, default 0.95
            The probability of the intervals.

        Returns
        -------
        DataFrame
            One row for each mean or contrast, with the columns ``lower.HPD`` and ``upper.HPD``.
        """
        ends = np.array([_shortest(x, prob) for x in self.draws.T])
        table = {self.value: np.median(self.draws, axis=0), "lower.HPD": ends[:, 0]}
        return self.labels.assign(**table, **{"upper.HPD": ends[:, 1]})

    def __repr__(self) -> str:
        """Return the table of medians and intervals as text."""
        return f"{self.to_frame().to_string(index=False)}\n\nHPD interval probability: 0.95"


def _shortest(x: np.ndarray, prob: float) -> tuple[float, float]:
    """Return the shortest interval between two draws, with as many draws inside as in R's coda."""
    ordered = np.sort(x)
    apart = max(1, min(len(x) - 1, round(len(x) * prob)))
    at = int(np.argmin(ordered[apart:] - ordered[: len(x) - apart]))
    return float(ordered[at]), float(ordered[at + apart])


def emmeans(
    fit: Fit, specs: str | Sequence[str], by: str | Sequence[str] = (), *,
    at: dict[str, Any] | None = None, dpar: str | None = None, epred: bool = False,
) -> Means:  # fmt: skip
    """Return the marginal means of the levels of factors.

    Group-level terms are excluded. All other factors are averaged over with equal weights, and
    numeric variables are held at their means. A numeric variable with at most two values counts as
    a factor.

    Parameters
    ----------
    fit : Fit
        A fit with draws.
    specs : str or sequence of str
        The factors; each combination of their levels gets a mean.
    by : str or sequence of str
        Further factors, within whose levels contrasts are computed.
    at : dict, optional
        Values of variables that replace their levels or means.
    dpar : str, optional
        The distributional parameter whose linear predictor is averaged. A mixture requires it.
    epred : bool, default False
        Whether to average the expected response instead of the linear predictor.

    Returns
    -------
    Means
        Draws of the means on the scale of the linear predictor, or of the response if ``epred``.

    Raises
    ------
    InvalidArgument
        If a name is not a predictor of the model, or if ``dpar`` is required and missing.
    """
    names = [specs] if isinstance(specs, str) else list(specs)
    within = (by,) if isinstance(by, str) else tuple(by)
    predictors = dict.fromkeys(n for effect in effects_of(fit.model) for n in effect)
    for name in [*names, *within, *(at or {})]:
        if name not in predictors:
            raise InvalidArgument(f"The model has no predictor '{name}' for emmeans().")
    grid_names = [*names, *(n for n in within if n not in names)]
    grid = _grid(
        fit, [*grid_names, *(n for n in predictors if n not in grid_names)], at or {}, grid_names
    )
    if epred:
        cells = posterior_epred(fit, grid, "NA")
    else:
        cells = posterior_linpred(fit, grid, "NA", dpar=dpar)
    if cells.ndim > 2:
        raise InvalidArgument(
            "emmeans() averages one linear predictor, and this model has several.",
            hint='Choose one: dpar = "mu1", or epred = TRUE for the expected response.',
        )
    places = [p.astype(int) for p in group_places(grid, tuple(grid_names))]
    draws = np.stack([cells[:, p].mean(axis=1) for p in places], axis=1)
    firsts = np.array([p[0] for p in places], dtype=float)
    labels = pd.DataFrame({n: column_of(read(grid[n]).plain().take(firsts)) for n in grid_names})
    return Means(labels, draws, by=within)


def _grid(fit: Fit, names: list[str], at: dict[str, Any], grid_names: list[str]) -> pd.DataFrame:
    """Return all combinations of levels as rows, with every column that the model needs."""
    base = conditions_of(fit.model, fit.model, None).drop(columns="cond__", errors="ignore")
    columns: dict[str, Any] = {}
    for name in names:
        column = fit.data[name]
        values = sorted(column.unique()) if pd.api.types.is_numeric_dtype(column) else None
        if name in at:
            columns[name] = np.atleast_1d(at[name])
        elif values is None:
            columns[name] = _levels(column)
        elif len(values) <= _FEW or name in grid_names:
            columns[name] = np.array(values if len(values) <= _FEW else [column.mean()])
        else:
            columns[name] = np.array([column.mean()])
    grid = crossing_of(**columns)
    for name in base.columns:
        if name not in grid.columns:
            grid[name] = column_of(read(base[name]).plain().take(np.zeros(len(grid))))
    return grid


def _levels(column: Any) -> Any:
    factor = as_factor(column)
    return pd.Categorical(factor.categories, categories=factor.categories, ordered=factor.ordered)


Weights = Callable[[int], list[tuple[int, int]]]
# The pairs of levels for each method; a contrast is the first level minus the second.
_METHODS: dict[str, Weights] = {
    "pairwise": lambda n: list(combinations(range(n), 2)),
    "revpairwise": lambda n: [(b, a) for b in range(n) for a in range(b)],
    "trt.vs.ctrl": lambda n: [(k, 0) for k in range(1, n)],
    "trt.vs.ctrl1": lambda n: [(k, 0) for k in range(1, n)],
    "consec": lambda n: [(k, k - 1) for k in range(1, n)],
}


def contrast(means: Means, method: str = "pairwise") -> Means:
    """Return differences between marginal means.

    Parameters
    ----------
    means : Means
        Marginal means.
    method : {"pairwise", "revpairwise", "consec", "trt.vs.ctrl"}
        All pairs, all pairs with reversed sign, each level minus the level before it, or each level
        minus the first level.

    Returns
    -------
    Means
        One row for each contrast, within the levels of ``by``.

    Raises
    ------
    InvalidArgument
        If the method does not exist.
    """
    if method not in _METHODS:
        method_names = ", ".join(map(repr, _METHODS))
        raise InvalidArgument(
            f"contrast() has no method {method!r} here.", hint=f"It has {method_names}."
        )
    labels = means.labels
    label_columns = [c for c in labels.columns if c not in means.by]
    mean_labels = [
        " ".join(_label(labels, c, n) for c in label_columns) for n in range(len(labels))
    ]
    blocks, columns = [], []
    for places in (p.astype(int) for p in group_places(labels, means.by)):
        for first, second in _METHODS[method](len(places)):
            a, b = places[first], places[second]
            heads = {c: labels[c].iloc[a] for c in means.by}
            blocks.append({"contrast": f"{mean_labels[a]} - {mean_labels[b]}", **heads})
            first_draws, second_draws = means.draws[:, a], means.draws[:, b]
            columns.append(first_draws - second_draws)
    return Means(pd.DataFrame(blocks), np.stack(columns, axis=1), "estimate", means.by)


def _label(labels: pd.DataFrame, column: str, row: int) -> str:
    """Return the name of a level in a contrast; a number is preceded by its variable."""
    value = labels[column].iloc[row]
    return f"{column}{value}" if pd.api.types.is_numeric_dtype(labels[column]) else str(value)


def pairs(means: Means) -> Means:
    """Return all pairwise differences between marginal means; see ``contrast()``."""
    return contrast(means, "pairwise")
