"""Draws in tidy form: the verbs of tidybayes for fits and tables of draws."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.user_patterns import compiled
from pybrms_mix.r.fits.draws_reading import COUNTERS, RESERVED, tidy_draws
from pybrms_mix.r.frames.binding import bind_rows
from pybrms_mix.r.indexing.subsetting import column_of, rows
from pybrms_mix.r.statistics.intervals import CENTRES, INTERVALS
from pybrms_mix.r.tidy.reshape import type_converted
from pybrms_mix.r.values.grouped import Rows, again, group_places, parts
from pybrms_mix.r.values.r_vectors import characters, numeric, read, to_python
from pybrms_mix.r.values.tibbles import gives_tibbles

__all__ = ["gather_draws", "get_variables", "point_interval", "spread_draws"]


def get_variables(fit: Any) -> Any:
    """Return the names of the variables of a fit."""
    columns = fit.data_vars if hasattr(fit, "data_vars") else tidy_draws(fit).columns
    names = [str(n) for n in columns if n not in RESERVED]
    return to_python(characters(names))


def _matching(draws: pd.DataFrame, patterns: tuple[str, ...]) -> tuple[str, ...]:
    """Return the variables whose whole names match a pattern, each once."""
    names = [str(n) for n in draws.columns if n not in COUNTERS]
    matches: dict[str, None] = {}
    for pattern in patterns:
        hits = [n for n in names if compiled(pattern).fullmatch(n)]
        if not hits:
            raise InvalidData(f"No variable matches the pattern {pattern!r}.")
        matches |= dict.fromkeys(hits)
    return tuple(matches)


@gives_tibbles
def spread_draws(fit: Any, *variables: str, regex: bool = False) -> Rows:
    """Return draws with one column for each variable and one for each index.

    Parameters
    ----------
    fit : Fit or DataFrame
        A fit, or a table of its draws.
    *variables : str
        Names such as "b_x", or names with names for their indices such as "r_g[g,term]". An unnamed
        index, as in "r_g[g,]", gets no column.
    regex : bool, default False
        Whether the names are regular expressions that match whole names of variables.

    Returns
    -------
    DataFrame or Grouped
        One row for each draw, or for each combination of indices and draw. Rows with indices are
        grouped by the indices. The columns and rows of several variables are those of inner joins,
        in the order of the variables: variables with a common index share its rows.

    Raises
    ------
    InvalidData
        If a variable does not exist.
    """
    draws = tidy_draws(fit)
    if regex:
        return draws[[*COUNTERS, *_matching(draws, variables)]].copy()
    specs = [_spec(v) for v in variables]
    table, *tables = [_long(draws, name, indices) for name, indices in specs]
    for more in tables:
        table = _joined(table, more)
    return again(table, tuple(dict.fromkeys(i for _, indices in specs for i in indices if i)))


def _long(draws: pd.DataFrame, name: str, indices: tuple[str, ...]) -> pd.DataFrame:
    """Return the draws of one variable: a row for each combination of its indices, and draw."""
    if not indices:
        return draws[[*COUNTERS, _column(draws, name)]].copy()
    cells = _cells(draws, name, len(indices))
    # Indices without names take part in the order, as in R, and get no column.
    places = [i or f"\0{n}" for n, i in enumerate(indices)]
    keys = pd.DataFrame(
        {p: type_converted(np.array([k[n] for k in cells], dtype=object))
         for n, p in enumerate(places)}
    )  # fmt: skip
    order = np.concatenate(group_places(keys, tuple(places))).astype(int)
    size = len(draws)
    heads = keys.iloc[np.repeat(order, size)].reset_index(drop=True)
    columns = list(cells.values())
    heads[name] = draws[[columns[n] for n in order]].to_numpy().T.ravel()
    for counter in COUNTERS:
        heads[counter] = np.tile(draws[counter].to_numpy(), len(order))
    return heads[[i for i in heads.columns if not str(i).startswith("\0")]]


def _joined(left: pd.DataFrame, right: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that agree in the draw and in common indices, in the order of ``left``."""
    common = [n for n in left.columns if n in right.columns]
    rows = left.assign(**{"\0left": np.arange(len(left))}).merge(
        right.assign(**{"\0right": np.arange(len(right))}), on=common
    )
    order = np.lexsort((rows["\0right"], rows["\0left"]))
    return rows.iloc[order].drop(columns=["\0left", "\0right"]).reset_index(drop=True)


@gives_tibbles
def gather_draws(fit: Any, *variables: str, regex: bool = False) -> Rows:
    """Return draws in long form, with the columns ``.variable`` and ``.value``.

    Parameters
    ----------
    fit : Fit or DataFrame
        A fit, or a table of its draws.
    *variables : str
        The variables, as in ``spread_draws()``.
    regex : bool, default False
        Whether the names are regular expressions that match whole names of variables.

    Returns
    -------
    Grouped
        One row for each variable, combination of indices and draw. The rows are grouped by
        ``.variable`` and the indices.

    Raises
    ------
    InvalidData
        If a variable does not exist.
    """
    draws = tidy_draws(fit)
    blocks = []
    indices: list[str] = []
    for variable in _matching(draws, variables) if regex else variables:
        name, index_names = (variable, ()) if regex else _spec(variable)
        variable_draws = draws[[*COUNTERS, variable]] if regex else spread_draws(draws, variable)
        block = parts(variable_draws)[0].rename(columns={name: ".value"})
        block[".variable"] = name
        indices += [i for i in index_names if i and i not in indices]
        blocks.append(block)
    order = [*COUNTERS, *indices, ".variable", ".value"]
    table = pd.concat(blocks, ignore_index=True)
    return again(table[order], (*indices, ".variable"))


def _spec(text: str) -> tuple[str, tuple[str, ...]]:
    name, _, inside = text.removesuffix("]").partition("[")
    return name, tuple(i.strip() for i in inside.split(",")) if inside else ()


def _column(draws: pd.DataFrame, name: str) -> str:
    if name not in draws.columns:
        raise InvalidData(f"No variable '{name}' is among the draws.")
    return name


def _cells(draws: pd.DataFrame, name: str, size: int) -> dict[tuple[str, ...], str]:
    """Return the columns of a variable, keyed by their indices."""
    columns: dict[tuple[str, ...], str] = {}
    for column in map(str, draws.columns):
        variable_name, inside = _spec(column)
        if variable_name == name and inside:
            columns[inside] = column
    if not columns:
        raise InvalidData(f"No variable '{name}' with indices is among the draws.")
    if any(len(key) != size for key in columns):
        raise InvalidData(f"'{name}' does not have {size} indices.")
    return columns


@gives_tibbles
def point_interval(
    data: Rows, *columns: str, centre: str = "median", interval: str = "qi", width: Any = 0.95
) -> Any:
    """Return a point estimate and an interval for each group, as ``median_qi()`` and its variants.

    Parameters
    ----------
    data : DataFrame, Grouped or array_like
        Rows with or without groups, or a vector of draws.
    *columns : str
        The columns to summarise. The default is all columns except the groups and the draw numbers.
    centre : {"median", "mean", "mode"}
        The point estimate.
    interval : {"qi", "hdci", "hdi"}
        Quantiles with equal tail probabilities, the shortest interval, or the highest-density
        region, which may need several rows.
    width : float or sequence of float
        The probabilities of the intervals.

    Returns
    -------
    DataFrame
        The groups, for each column its point estimate and the ends ``.lower`` and ``.upper``, then
        ``.width``, ``.point`` and ``.interval``. A vector has the columns ``y``, ``ymin`` and
        ``ymax``.

    Raises
    ------
    InvalidData
        If the regions of several columns consist of several intervals.
    """
    if not hasattr(data, "columns"):
        table = point_interval(pd.DataFrame({"y": numeric(read(data)).data}), "y", centre=centre,
                               interval=interval, width=width)  # fmt: skip
        return table.rename(columns={".lower": "ymin", ".upper": "ymax"})
    frame, groups = parts(data)
    value_columns = list(columns) or [n for n in map(str, frame.columns)
                                      if n not in (*groups, *COUNTERS, ".row")]  # fmt: skip
    places = group_places(frame, groups)
    blocks = []
    for probability in numeric(read(width)).data:
        lines: list[dict[str, Any]] = []
        firsts: list[float] = []
        for at in places:
            for line in _points(
                rows(frame, at), value_columns, centre, interval, float(probability)
            ):
                lines.append(line)
                firsts.append(at[0])
        first_places = np.array(firsts)
        heads = {g: column_of(read(frame[g]).plain().take(first_places)) for g in groups}
        labels = {".width": float(probability), ".point": centre, ".interval": interval}
        cells = {n: [line[n] for line in lines] for n in (lines[0] if lines else ())}
        ends = {n: [v] * len(lines) for n, v in labels.items()}
        blocks.append(pd.DataFrame({**heads, **cells, **ends}))
    return bind_rows(*blocks)


def _points(
    frame: pd.DataFrame, columns: list[str], centre: str, interval: str, width: float
) -> list[dict[str, Any]]:
    """Return the rows for one group: one row, or one row for each interval of a region."""
    ends: list[list[tuple[str, float, float, float]]] = []
    for name in columns:
        draws = numeric(read(frame[name])).data
        label = "" if len(columns) == 1 else name
        point = CENTRES[centre](draws) if not np.isnan(draws).any() else np.nan
        interval_ends = (
            INTERVALS[interval](draws, width) if not np.isnan(draws).any() else [(np.nan, np.nan)]
        )
        ends.append([(label, point, low, high) for low, high in interval_ends])
    if len(columns) > 1 and any(len(e) > 1 for e in ends):
        raise InvalidData(
            "Summarise columns whose regions have several intervals in separate calls here."
        )
    lines = []
    for n in range(max((len(e) for e in ends), default=0)):
        line: dict[str, Any] = {}
        for name, column_ends in zip(columns, ends, strict=True):
            label, point, low, high = column_ends[n]
            line |= {name: point, f"{label}.lower": low, f"{label}.upper": high}
        lines.append(line)
    return lines
