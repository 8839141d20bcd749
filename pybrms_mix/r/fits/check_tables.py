"""The numbers of posterior predictive checks as tables, with the columns of R's bayesplot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.plots.check_data import STATS, Stat
from pybrms_mix.plots.draw_settings import DrawSettings
from pybrms_mix.r.fits.array_checks import grouping, numbers_of
from pybrms_mix.r.values.labelled import axis_names, is_labelled
from pybrms_mix.r.values.tibbles import gives_tibbles

__all__ = ["check_table"]


@dataclass(frozen=True, eq=False)
class _Rows:
    """Data and predictions of the same rows.

    Attributes:
        y: the data, (N,); None for predictions alone.
        predicted: predicted data sets, (draws, N).
        names: the names of the rows.
        group: the group of each row, as a factor; None without groups.
        x: the horizontal position of each row; None for its number.
    """

    y: np.ndarray | None
    predicted: np.ndarray
    names: list[str]
    group: pd.Categorical | None
    x: np.ndarray | None


@gives_tibbles
def check_table(
    type: str, y: Any, yrep: Any, group: Any = None, x: Any = None, stat: Any = None,
    prob: float | None = None, prob_outer: float | None = None, freq: bool = True,
) -> pd.DataFrame:  # fmt: skip
    """Return ``ppc_intervals_data(y, yrep)`` and similar tables of R's bayesplot 1.10.

    Parameters
    ----------
    type : {"intervals", "stat", "bars", "long", "error", "scatter", "scatter_avg"}
        The kind of table. "long" has a row for each value of each data set.
    y : array_like, optional
        The data, shape (N,). None for predictions alone.
    yrep : array_like
        Predicted data, shape (draws, N).
    group, x, stat : optional
        The grouping factor, the horizontal positions and the statistics.
    prob, prob_outer : float, optional
        The probabilities of the intervals.
    freq : bool, default True
        Whether bars count rows; otherwise they are proportions.

    Returns
    -------
    DataFrame
        The table.

    Raises
    ------
    InvalidData
        If data and predictions have different numbers of rows.

    Examples
    --------
    >>> table = check_table("intervals", [1.0, 2.0], [[1.1, 1.9], [0.8, 2.2]], prob=0.8)
    >>> [round(float(m), 2) for m in table["m"]]
    [0.95, 2.05]
    """
    predicted = np.atleast_2d(np.asarray(yrep, dtype=float))
    rows = predicted.shape[1]
    data = None if y is None else numbers_of(y, rows, "y")
    labels, levels = grouping(group, rows)
    names = axis_names(yrep, 1) if is_labelled(yrep) else None
    check_rows = _Rows(
        data, predicted, [str(n + 1) for n in range(rows)] if names is None else list(names),
        None if labels is None else pd.Categorical(labels, categories=list(levels or ())),
        None if x is None else numbers_of(x, rows, "x"),
    )  # fmt: skip
    if type == "intervals":
        return _intervals(check_rows, DrawSettings(prob=prob, prob_outer=prob_outer))
    if type == "stat":
        return _statistics(check_rows, stat)
    if type == "bars":
        return _bars(check_rows, 0.9 if prob is None else prob, freq=freq)
    return _LONG[type](check_rows)


def _intervals(rows: _Rows, settings: DrawSettings) -> pd.DataFrame:
    inner, outer = settings.widths()
    probs = [0.5 - outer / 2, 0.5 - inner / 2, 0.5, 0.5 + inner / 2, 0.5 + outer / 2]
    quantiles = np.quantile(rows.predicted, probs, axis=0)
    size = rows.predicted.shape[1]
    columns: dict[str, Any] = {"y_id": np.arange(1, size + 1)}
    if rows.y is not None:
        columns["y_obs"] = rows.y
    if rows.group is not None:
        columns["group"] = rows.group
    columns["x"] = np.arange(1, size + 1) if rows.x is None else rows.x
    columns |= {"outer_width": outer, "inner_width": inner}
    ends = dict(zip(("ll", "l", "m", "h", "hh"), quantiles, strict=True))
    return pd.DataFrame({**columns, **ends})


def _functions(stat: Any) -> list[Stat]:
    """Return one or two statistics."""
    if stat is None:
        raise InvalidArgument("'stat' must have length 1 or 2.")
    stats = [stat] if isinstance(stat, str) or callable(stat) else list(stat)
    if len(stats) not in (1, 2):
        raise InvalidArgument("'stat' must have length 1 or 2.")
    return [s if callable(s) else STATS[s] for s in stats]


def _statistics(rows: _Rows, stat: Any) -> pd.DataFrame:
    """Return the statistics of each data set, in each group."""
    functions = _functions(stat)
    prefix = "ypred" if rows.y is None else "yrep"
    sets = {f"{prefix}_{n + 1}": p for n, p in enumerate(rows.predicted)}
    if rows.y is not None:
        sets = {"y": rows.y, **sets}
    all_rows = np.ones(rows.predicted.shape[1], dtype=bool)
    groups: dict[Any, np.ndarray] = {None: all_rows}
    if rows.group is not None:
        groups = {g: np.asarray(rows.group == g) for g in rows.group.categories}
    lines = []
    for label, mask in groups.items():
        for name, values in sets.items():
            numbers = [float(np.asarray(f(values[mask])).item()) for f in functions]
            line = {"group": label, "variable": name}
            lines.append(line | dict(zip(("value", "value2"), numbers, strict=False)))
    table = pd.DataFrame(lines)
    table["variable"] = pd.Categorical(table["variable"], categories=list(sets))
    if rows.group is None:
        return table.drop(columns="group")
    table["group"] = pd.Categorical(table["group"], categories=list(groups))
    return table


def _bars(rows: _Rows, prob: float, *, freq: bool) -> pd.DataFrame:
    """Return the count of each value in the data, and quantiles of its count in predictions.

    As in bayesplot 1.10, data sets without a value take no part in the quantiles of its count.
    """
    assert rows.y is not None
    if np.any(rows.y != np.round(rows.y)):
        raise InvalidData("ppc_bars expects 'y' to be discrete.")
    if np.any(rows.predicted != np.round(rows.predicted)):
        raise InvalidData("ppc_bars expects 'yrep' to be discrete.")
    all_rows = np.ones(len(rows.y), dtype=bool)
    groups: dict[Any, np.ndarray] = {None: all_rows}
    if rows.group is not None:
        groups = {g: np.asarray(rows.group == g) for g in rows.group.categories}
    lines: list[dict[str, Any]] = []
    for label, mask in groups.items():
        data, predicted = rows.y[mask], rows.predicted[:, mask]
        size = 1 if freq else mask.sum()
        for value in np.unique(np.concatenate([data, predicted.reshape(-1)])):
            counts = (predicted == value).sum(axis=1)
            of_sets = counts[counts > 0] / size
            probs = [(1 - prob) / 2, 0.5, (1 + prob) / 2]
            ends = np.quantile(of_sets, probs) if len(of_sets) else np.full(3, np.nan)
            of_data = (data == value).sum() / size
            lines.append({"group": label, "x": value, "y_obs": of_data if of_data else np.nan,
                          **dict(zip("lmh", ends, strict=True))})  # fmt: skip
    table = pd.DataFrame(lines).sort_values("x", kind="stable").reset_index(drop=True)
    if rows.group is None:
        table = table.drop(columns="group")
    else:
        table["group"] = pd.Categorical(table["group"], categories=list(groups))
    if freq:
        table["y_obs"] = table["y_obs"].astype("Int64")
    return table


def _melted(rows: _Rows, values: np.ndarray, label: str) -> pd.DataFrame:
    """Return a row for each value of predictions, the draws of a row of data together."""
    draws, size = values.shape
    labels = [f"{label} ( {n + 1} )" for n in range(draws)]
    columns: dict[str, Any] = {} if rows.group is None else {"group": rows.group.repeat(draws)}
    return pd.DataFrame({
        **columns, "y_id": np.repeat(np.arange(1, size + 1), draws),
        "y_name": _factor(np.repeat(rows.names, draws), rows.names),
        "rep_id": np.tile(np.arange(1, draws + 1), size),
        "rep_label": _factor(labels * size, labels), "value": values.T.reshape(-1),
    })  # fmt: skip


def _factor(values: Any, levels: Sequence[str]) -> Any:
    return pd.Categorical(list(values), categories=list(levels))


def _long(rows: _Rows) -> pd.DataFrame:
    """Return a row for each value of predictions, and then of the data."""
    if rows.y is None:
        return _melted(rows, rows.predicted, "italic(y)[pred]")
    table = _melted(rows, rows.predicted, "italic(y)[rep]")
    table.insert(list(table.columns).index("value"), "is_y", False)
    size = len(rows.y)
    labels = ["italic(y)", *table["rep_label"].cat.categories]
    data = pd.DataFrame({
        **({} if rows.group is None else {"group": rows.group}),
        "y_id": np.arange(1, size + 1), "y_name": _factor(rows.names, rows.names),
        "rep_id": pd.array([pd.NA] * size, dtype="Int64"),
        "rep_label": _factor(["italic(y)"] * size, labels), "is_y": True, "value": rows.y,
    })  # fmt: skip
    table["rep_label"] = table["rep_label"].cat.set_categories(labels)
    table["rep_id"] = table["rep_id"].astype("Int64")
    both = pd.concat([table, data], ignore_index=True)
    kinds = ["italic(y)", "italic(y)[rep]"]
    both.insert(list(both.columns).index("value"), "is_y_label",
                _factor([kinds[0] if y else kinds[1] for y in both["is_y"]], kinds))  # fmt: skip
    return both


def _with_data(rows: _Rows, table: pd.DataFrame) -> pd.DataFrame:
    assert rows.y is not None
    table.insert(list(table.columns).index("rep_id"), "y_obs", rows.y[table["y_id"] - 1])
    return table


def _errors(rows: _Rows) -> pd.DataFrame:
    assert rows.y is not None
    return _with_data(rows, _melted(rows, rows.y - rows.predicted, "italic(y)[rep]"))


def _scatter(rows: _Rows) -> pd.DataFrame:
    return _with_data(rows, _melted(rows, rows.predicted, "italic(y)[rep]"))


def _averages(rows: _Rows) -> pd.DataFrame:
    """Return the mean of the predictions of each row."""
    table = _melted(rows, rows.predicted.mean(axis=0)[None, :], "italic(y)[rep]")
    label = "mean(italic(y)[rep]))"  # R's label has two closing parentheses
    table["rep_label"] = _factor([label] * len(table), [label])
    table["rep_id"] = pd.array([pd.NA] * len(table), dtype="Int64")
    return _with_data(rows, table)


_LONG: dict[str, Callable[[_Rows], pd.DataFrame]] = {
    "long": _long,
    "error": _errors,
    "scatter": _scatter,
    "scatter_avg": _averages,
}
