"""Draws in R's tidy form: the verbs of tidybayes for fits and tables of draws."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.frames import bind_rows
from pybrms_mix.r.r_vectors import characters, give, numeric, read
from pybrms_mix.r.reshape import type_converted
from pybrms_mix.r.subsetting import column_of, rows
from pybrms_mix.r.verbs import Rows, again, group_places, parts

_COUNTERS = (".chain", ".iteration", ".draw")
_CENTRES: dict[str, Callable[[np.ndarray], Any]] = {"median": np.median, "mean": np.mean}


def tidy_draws(fit: Any) -> pd.DataFrame:
    """Return a row for each draw: ``.chain``, ``.iteration``, ``.draw``, then the variables."""
    frame = fit if isinstance(fit, pd.DataFrame) else fit.as_draws_df()
    return frame[[*_COUNTERS, *(n for n in frame.columns if n not in _COUNTERS)]]


def get_variables(fit: Any) -> Any:
    """Return the names of the variables of a fit."""
    names = [n for n in tidy_draws(fit).columns if n not in _COUNTERS]
    return give(characters(names))


def spread_draws(fit: Any, *variables: str) -> Rows:
    """Return draws with a column for each variable, and one for each of its indices.

    Parameters
    ----------
    fit
        A fit, or a table of its draws.
    *variables
        Names, "b_x", and names with names for their indices, "r_g[g,term]".

    Returns
    -------
    DataFrame or Grouped
        A row for each draw; with indices a row for each combination and draw, grouped by the
        indices.

    Raises
    ------
    InvalidData
        If there is no such variable, or variables have other indices.
    """
    draws = tidy_draws(fit)
    specs = [_spec(v) for v in variables]
    indices = next((i for _, i in specs if i), ())
    if any(i not in ((), indices) for _, i in specs):
        raise InvalidData("Variables with different indices are spread one by one here.")
    if not indices:
        return draws[[*_COUNTERS, *(_column(draws, n) for n, _ in specs)]].copy()
    found = [(name, _cells(draws, name, len(indices))) for name, i in specs if i]
    blocks = []
    for key in found[0][1]:
        block = {i: [k] * len(draws) for i, k in zip(indices, key, strict=True)}
        for name, cells in found:
            if key not in cells:
                raise InvalidData(f"'{name}' has no cell [{','.join(key)}].")
            block[name] = draws[cells[key]].tolist()
        for name in (n for n, i in specs if not i):
            block[name] = draws[_column(draws, name)].tolist()
        blocks.append(pd.DataFrame({**block, **{c: draws[c].tolist() for c in _COUNTERS}}))
    made = pd.concat(blocks, ignore_index=True)
    for index in indices:
        made[index] = type_converted(made[index].to_numpy(dtype=object))
    return again(made, indices)


def gather_draws(fit: Any, *variables: str) -> Rows:
    """Return draws below one another: the columns ``.variable`` and ``.value``.

    Raises
    ------
    InvalidData
        If there is no such variable, or one of them has indices.
    """
    draws = tidy_draws(fit)
    if any(_spec(v)[1] for v in variables):
        raise InvalidData("gather_draws() takes variables without indices here.")
    blocks = []
    for name in variables:
        block = draws[list(_COUNTERS)].copy()
        block[".variable"] = name
        block[".value"] = draws[_column(draws, name)]
        blocks.append(block)
    return again(pd.concat(blocks, ignore_index=True), (".variable",))


def _spec(text: str) -> tuple[str, tuple[str, ...]]:
    name, _, inside = text.removesuffix("]").partition("[")
    return name, tuple(i.strip() for i in inside.split(",")) if inside else ()


def _column(draws: pd.DataFrame, name: str) -> str:
    if name not in draws.columns:
        raise InvalidData(f"No variable '{name}' is among the draws.")
    return name


def _cells(draws: pd.DataFrame, name: str, size: int) -> dict[tuple[str, ...], str]:
    """Return the columns of a variable by their indices."""
    found: dict[tuple[str, ...], str] = {}
    for column in map(str, draws.columns):
        own, inside = _spec(column)
        if own == name and inside:
            found[inside] = column
    if not found:
        raise InvalidData(f"No variable '{name}' with indices is among the draws.")
    if any(len(key) != size for key in found):
        raise InvalidData(f"'{name}' has not {size} indices.")
    return found


def point_interval(data: Rows, *columns: str, centre: str = "median", width: Any = 0.95) -> Any:
    """Return ``median_qi()`` or ``mean_qi()``: a centre and quantiles for each group and width.

    Parameters
    ----------
    data
        Rows, in groups or without.
    *columns
        The columns that are summarised; without them all but those of groups and counters.
    centre
        "median" or "mean".
    width
        Probabilities of the intervals.

    Returns
    -------
    DataFrame
        The groups, for each column its centre and the ends ``.lower`` and ``.upper``, and
        ``.width``, ``.point`` and ``.interval``.
    """
    frame, groups = parts(data)
    wanted = list(columns) or [n for n in map(str, frame.columns)
                               if n not in groups and not n.startswith(".")]  # fmt: skip
    places = group_places(frame, groups)
    firsts = np.array([at[0] for at in places])
    heads = {g: column_of(read(frame[g]).plain().take(firsts)) for g in groups}
    blocks = []
    for probability in numeric(read(width)).data:
        cells: dict[str, Any] = dict(heads)
        tail = (1 - probability) / 2
        for name in wanted:
            values = [numeric(read(rows(frame, at)[name])).data for at in places]
            end = "" if len(wanted) == 1 else name
            cells[name] = [float(_CENTRES[centre](v)) for v in values]
            cells[f"{end}.lower"] = [float(np.quantile(v, tail)) for v in values]
            cells[f"{end}.upper"] = [float(np.quantile(v, 1 - tail)) for v in values]
        count = len(places)
        cells |= {".width": [float(probability)] * count, ".point": [centre] * count}
        blocks.append(pd.DataFrame({**cells, ".interval": ["qi"] * count}))
    return bind_rows(*blocks)
