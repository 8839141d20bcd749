"""Predictions in tidy form: one row for each row of data and draw."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.fits.draws_reading import COUNTERS
from pybrms_mix.r.frames.binding import bind_rows
from pybrms_mix.r.indexing.subsetting import column_of, rows
from pybrms_mix.r.values.grouped import Rows, again, group_places, parts
from pybrms_mix.r.values.r_vectors import numeric, read
from pybrms_mix.r.values.tibbles import gives_tibbles
from pybrms_mix.r.vectors.bins import pretty as pretty_ends
from pybrms_mix.r.vectors.combinations import crossing
from pybrms_mix.r.vectors.factors import as_factor
from pybrms_mix.r.vectors.sequences import seq
from pybrms_mix.r.vectors.vectors import unique
from pybrms_mix.results.predict.epred import posterior_epred, posterior_linpred
from pybrms_mix.results.predict.predict import posterior_predict
from pybrms_mix.results.predict.predictive_errors import predictive_error

__all__ = ["added_draws", "compare_levels", "data_grid", "sample_draws", "seq_range"]

# For each kind of draws, the function that computes the draws and the name of their column.
_KINDS: dict[str, tuple[Callable[..., Any], str]] = {
    "epred": (posterior_epred, ".epred"),
    "linpred": (posterior_linpred, ".linpred"),
    "predicted": (posterior_predict, ".prediction"),
    "residual": (predictive_error, ".residual"),
}


def seq_range(
    x: Any, n: int | None = None, by: float | None = None, *, trim: float | None = None,
    expand: float | None = None, pretty: bool = False,
) -> Any:  # fmt: skip
    """Return equally spaced numbers from the minimum to the maximum of ``x``, as modelr does.

    Parameters
    ----------
    x : array_like
        Numbers; missing values are dropped.
    n : int, optional
        The number of values to return.
    by : float, optional
        The distance between neighbouring values, instead of ``n``.
    trim : float, optional
        The share of the values that both tails lose together.
    expand : float, optional
        The share by which the range grows.
    pretty : bool, default False
        Whether the values are round numbers; their number is about ``n`` then.

    Returns
    -------
    ndarray
        The values in increasing order.

    Examples
    --------
    >>> seq_range([3, 1, 2], n=3)
    array([1., 2., 3.])
    """
    values = numeric(read(x)).data
    values = values[~np.isnan(values)]
    cut = 0.0 if trim is None else trim / 2
    low, high = (float(v) for v in np.quantile(values, [cut, 1 - cut]))
    if expand is not None:
        low, high = low - expand / 2 * (high - low), high + expand / 2 * (high - low)
    if by is not None:
        if pretty:
            low, high = np.floor(low / by) * by, np.ceil(high / by) * by
        return seq(low, high, by)
    if n is None:
        raise InvalidArgument("seq_range() needs 'n' or 'by'.")
    if pretty:
        return pretty_ends([low, high], int(n))
    return np.linspace(low, high, int(n))


def sample_draws(data: Rows, ndraws: int, draw: str = ".draw", *, rng: Any) -> Rows:
    """Return the rows of draws that are chosen by chance, as tidybayes's ``sample_draws()``.

    Parameters
    ----------
    data : DataFrame or Grouped
        Draws in tidy form.
    ndraws : int
        The number of draws.
    draw : str, default ".draw"
        The column with the numbers of the draws.
    rng : RRandom
        The generator that chooses.

    Returns
    -------
    DataFrame or Grouped
        The rows of the chosen draws, in their order.

    Examples
    --------
    >>> from pybrms_mix.rscript.random import RRandom
    >>> len(sample_draws(pd.DataFrame({".draw": [1, 1, 2, 2, 3, 3]}), 2, rng=RRandom(1)))
    4
    """
    frame, groups = parts(data)
    chosen_draws = rng.sample(unique(frame[draw].to_numpy()), int(ndraws))
    is_chosen_row = np.isin(frame[draw].to_numpy(), np.atleast_1d(chosen_draws))
    return again(rows(frame, np.flatnonzero(is_chosen_row) + 0.0), groups)


@gives_tibbles
def data_grid(data: Rows, *names: str | tuple[str, Any], **columns: Any) -> Rows:
    """Return all combinations of the sorted unique values of columns.

    Parameters
    ----------
    data : DataFrame or Grouped
        The rows. In grouped rows, the combinations are formed within each group.
    *names : str or tuple
        Columns whose unique values are used, or pairs of a new column and its values.
    **columns
        New columns, as functions of the rows or as values.

    Returns
    -------
    DataFrame or Grouped
        One row for each combination; the last column varies fastest.
    """
    frame, groups = parts(data)
    blocks = []
    for at in group_places(frame, groups):
        group_rows = rows(frame, at)
        cells: dict[str, Any] = {g: group_rows[g].iloc[:1] for g in groups}
        pairs = [n if isinstance(n, tuple) else (n, group_rows[n]) for n in names]
        cells |= {n: v(group_rows) if callable(v) else v for n, v in (*pairs, *columns.items())}
        blocks.append(crossing(**cells))
    return again(bind_rows(*blocks), groups)


def added_draws(
    data: Rows, fit: Any, kind: str, value: str | None = None, seed: int | None = None,
    dpar: bool | str | Sequence[str] = (), **options: Any,
) -> Rows:  # fmt: skip
    """Return predictions in tidy form, as tidybayes's ``add_epred_draws()`` and its variants.

    Parameters
    ----------
    data : DataFrame or Grouped
        The rows to predict.
    fit : Fit
        A fit with draws.
    kind : {"epred", "linpred", "predicted", "residual"}
        The kind of draws.
    value : str, optional
        The name of the column of draws. The default is tidybayes's name, such as ``.epred``.
    seed : int, optional
        The seed for predictive draws, and for the selection of draws if ``ndraws`` is given.
    dpar : bool, str or sequence of str
        Distributional parameters whose draws are added as columns, on their natural scale. True
        adds those with a formula.
    **options
        Arguments of ``posterior_epred()`` or the corresponding function.

    Returns
    -------
    Grouped
        The columns of ``data``, ``.row``, ``.chain`` and ``.iteration`` (missing), ``.draw`` and
        the draws; for ordinal models also ``.category``. The rows are grouped by all columns except
        the chain, iteration and draw numbers and the draws.
    """
    frame = parts(data)[0].reset_index(drop=True)
    function, name = _KINDS[kind]
    chance = kind in ("predicted", "residual") or options.get("ndraws") is not None
    arguments = {**options, **({"seed": seed} if chance and seed is not None else {})}
    draws = np.asarray(function(fit, newdata=frame, **arguments))
    shape = draws.shape
    inner = (*shape[1:2], shape[0], *shape[2:])
    values = np.moveaxis(draws, 0, 1).reshape(-1)
    at = np.indices(inner).reshape(len(inner), -1)
    columns = {c: column_of(read(frame[c]).plain().take(at[0] + 0.0)) for c in frame.columns}
    columns |= {".row": at[0] + 1, ".chain": np.nan, ".iteration": np.nan, ".draw": at[1] + 1}
    groups = [*frame.columns, ".row"]
    if len(inner) == 3:
        columns[".category"] = as_factor(at[2] + 1)
        groups.append(".category")
    for parameter in _parameters(fit, dpar):
        parameter_draws = np.asarray(
            posterior_epred(fit, newdata=frame, dpar=parameter, **arguments)
        )
        columns[parameter] = parameter_draws.T.reshape(-1)[at[0] * shape[0] + at[1]]
    table = pd.DataFrame({**columns, value or name: values}, index=range(values.size))
    return again(table, tuple(map(str, groups)))


def _parameters(fit: Any, dpar: bool | str | Sequence[str]) -> Sequence[str]:
    """Return the names of the distributional parameters that are asked for."""
    if isinstance(dpar, bool):
        names = [place.name for place in fit.model.mixture.places]
        return [name for name in names if name in fit.model.predicted] if dpar else ()
    return [dpar] if isinstance(dpar, str) else dpar


def _pairs(levels: list[str], comparison: str | Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the pairs of levels to compare, the one that is subtracted second."""
    match comparison:
        case "pairwise" | "default":
            return [(second, first) for first, second in combinations(levels, 2)]
        case "control":
            return [(level, levels[0]) for level in levels[1:]]
        case "ordered":
            return list(zip(levels[1:], levels[:-1], strict=True))
        case str():
            raise InvalidArgument(f"compare_levels() does not have '{comparison}' here.")
    for pair in comparison:
        if set(pair) - set(levels):
            raise InvalidArgument(f"{pair} are not two of the levels {', '.join(levels)}.")
    return [(first, second) for first, second in comparison]


def _side_by_side(
    pair: Sequence[pd.DataFrame], keys: Sequence[str], variable: str, by: str
) -> tuple[pd.DataFrame, np.ndarray, np.ndarray]:
    """Return the indices of two levels, and the values of each; a value may be missing."""
    names = list(keys)
    if any(level[names].duplicated().any() if names else len(level) > 1 for level in pair):
        raise InvalidData(f"Rows of a level of '{by}' have the same {', '.join(names)}.")
    first, second = pair
    if not first[names].equals(second[names]):
        wide = first.merge(second, how="outer", on=names, sort=True, suffixes=("", "\n"))
        return wide[names], wide[variable].to_numpy(), wide[f"{variable}\n"].to_numpy()
    return first[names], first[variable].to_numpy(), second[variable].to_numpy()


def compare_levels(
    data: Rows, variable: str, by: str, fun: str = "-",
    comparison: str | Sequence[tuple[str, str]] = "default",
    draw_indices: str | Sequence[str] = COUNTERS, ignore_groups: str | Sequence[str] = ".row",
) -> Rows:  # fmt: skip
    """Return draws of the differences between pairs of levels, as tidybayes does.

    Parameters
    ----------
    data : DataFrame or Grouped
        Draws in tidy form: draw numbers, a column of levels, a column of draws.
    variable : str
        The name of the column of draws.
    by : str
        The name of the column of levels.
    fun : {"-", "/"}
        Whether to compute differences or ratios.
    comparison : {"default", "pairwise", "control", "ordered"} or list of pairs of str
        All pairs, each level with the first one, each level with the one before it, or the given
        pairs. The default is "pairwise", and "ordered" if ``by`` is an ordered factor.
    draw_indices : sequence of str
        Columns whose values identify the rows of a level; columns that are absent are ignored.
    ignore_groups : sequence of str
        Groups of the rows that are ignored.

    Returns
    -------
    Grouped
        The column ``by`` holds labels such as "B - A"; the rows are grouped by this column.

    Raises
    ------
    InvalidData
        If several rows of a level have the same indices.
    """
    frame, groups = parts(data)
    if fun not in ("-", "/"):
        raise InvalidArgument("compare_levels() supports the comparisons '-' and '/' here.")
    left_out = {by, *([ignore_groups] if isinstance(ignore_groups, str) else ignore_groups)}
    other_groups = [g for g in groups if g not in left_out]
    index_names = [draw_indices] if isinstance(draw_indices, str) else list(draw_indices)
    keys = [*other_groups, *(c for c in index_names if c in frame and c not in other_groups)]
    factor = as_factor(frame[by])
    blocks = []
    if comparison == "default" and factor.ordered:
        comparison = "ordered"
    for second, first in _pairs(list(map(str, factor.categories)), comparison):
        pair = [frame[np.asarray(factor == level)][[*keys, variable]].reset_index(drop=True)
                for level in (first, second)]  # fmt: skip
        indices, low, high = _side_by_side(pair, keys, variable, by)
        difference = high - low if fun == "-" else high / low
        block = indices.assign(**{by: f"{second} {fun} {first}", variable: difference})
        blocks.append(block)
    return again(pd.concat(blocks, ignore_index=True), (*other_groups, by))
