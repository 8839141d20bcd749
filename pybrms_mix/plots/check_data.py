"""The data, predictions and groups that a posterior predictive check compares."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, InvalidData, did_you_mean
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.wording import described
from pybrms_mix.plots.draw_settings import DrawSettings

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Stat = Callable[[np.ndarray], float]

STATS: dict[str, Callable[..., Any]] = {
    "mean": np.mean,
    "median": np.median,
    "sd": lambda y: np.std(y, ddof=1),
    "var": lambda y: np.var(y, ddof=1),
    "mad": lambda y: 1.4826 * np.median(np.abs(y - np.median(y))),
    "min": np.min,
    "max": np.max,
    "sum": np.sum,
}


@dataclass(frozen=True, eq=False)
class Check:
    """Data and predictions of the same rows.

    Attributes:
        y: the data, (N,).
        predicted: predicted data sets, (draws, N).
        beside: all predicted data sets, (draws, N), if ``predicted`` holds the data set of one
            panel.
        name: the name of the response.
        discrete: whether the response is a whole number.
        group: the group of each row, (N,); None without groups.
        group_name: the name of the column of ``group``; empty for values without a name.
        x: the horizontal position of each row, (N,); None for the number of the row.
        x_name: the name of ``x``.
        several: whether a row may have several modes: its intervals are regions of highest density.
        weights: leave-one-out weights of the draws, (draws, N), for the kinds that need them.
        stats: names and functions of statistics.
        ends: probabilities at the ends of the inner and the outer interval.
        rng: the generator of random numbers.
        levels: the names of the groups in their order; None for the alphabetical order.
        has_data: whether the data are drawn. Without them, ``y`` is a predicted data set.
        status: whether the value of a row is an event (1), or censored (0).
        binwidth: the width of bins.
        breaks: the edges of bins.
        freq: whether bars show numbers of rows, not proportions.
        style: the kind of rootogram: "standing", "hanging" or "suspended".
        y_draw: how a ribbon shows the data: "line", "points" or "both".
        plot_diff: whether the difference between ECDF and uniform distribution is drawn.
    """

    y: np.ndarray
    predicted: np.ndarray
    name: str
    discrete: bool
    group: np.ndarray | None = None
    group_name: str = ""
    x: np.ndarray | None = None
    x_name: str = "row"
    beside: np.ndarray | None = None
    several: bool = False
    weights: np.ndarray | None = None
    stats: Sequence[tuple[str, Stat]] = ()
    ends: tuple[tuple[float, float], tuple[float, float]] = ((0.25, 0.75), (0.05, 0.95))
    rng: np.random.Generator = field(default_factory=np.random.default_rng)
    levels: tuple[str, ...] | None = None
    has_data: bool = True
    status: np.ndarray | None = None
    binwidth: float | None = None
    breaks: Sequence[float] | None = None
    freq: bool = True
    style: str = "standing"
    y_draw: str = "points"
    plot_diff: bool = True

    @property
    def shown(self) -> np.ndarray:
        """Return the values that a picture shows: the data, or else all predictions."""
        return self.y if self.has_data else self.predictions.reshape(-1)

    @property
    def predictions(self) -> np.ndarray:
        """Return the predicted data sets of all panels: (draws, N)."""
        return self.predicted if self.beside is None else self.beside

    def edges(self, values: np.ndarray) -> list[float] | None:
        """Return the edges of bins that are asked for; None if the picture chooses them."""
        if self.breaks is None and self.binwidth is None:
            return None
        return DrawSettings(binwidth=self.binwidth, breaks=self.breaks).edges(values)

    @property
    def at(self) -> np.ndarray:
        """Return the horizontal positions of the rows: (N,)."""
        return np.arange(len(self.y)) if self.x is None else self.x

    @property
    def errors(self) -> np.ndarray:
        """Return the predictive errors, data minus predictions: (draws, N)."""
        return np.asarray(self.y - self.predicted)

    def where(self, kept: np.ndarray) -> Check:
        """Return the check of the rows for which ``kept`` is true."""
        return replace(
            self,
            y=self.y[kept],
            predicted=self.predicted[:, kept],
            beside=None if self.beside is None else self.beside[:, kept],
            group=None if self.group is None else self.group[kept],
            x=None if self.x is None else self.x[kept],
            weights=None if self.weights is None else self.weights[:, kept],
            status=None if self.status is None else self.status[kept],
        )

    def groups(self) -> dict[str, Check]:
        """Return the check of each group, in the order of the levels or of the names."""
        assert self.group is not None
        levels = np.unique(self.group) if self.levels is None else self.levels
        masks = {str(level): self.group == level for level in levels}
        return {level: self.where(mask) for level, mask in masks.items() if mask.any()}


Drawing = Callable[["Axes", Check], None]


@dataclass(frozen=True)
class Kind:
    """A kind of posterior predictive check.

    Attributes:
        draw: the function that draws a check on axes. If ``each`` is true, it is called once for
            each data set, with this data set as ``predicted``.
        draws: the number of predicted data sets; None for all draws.
        each: whether each predicted data set has a panel of its own.
        first: the title of the first panel, which shows the data, if ``each`` is true.
        grouped: whether there is a variant ``_grouped`` with a panel for each group.
        in_group: the function that draws the panel of a group, if ``each`` is true.
        needs_group: whether the kind needs the groups of the rows in its single panel.
        needs_x: whether the kind needs ``x``.
        expected: whether the predictions are expected values, not new responses.
        loo: whether the kind needs leave-one-out weights.
        stats: the number of statistics that the kind needs.
    """

    draw: Drawing
    draws: int | None = None
    each: bool = False
    first: Drawing | None = None
    grouped: bool = False
    in_group: Drawing | None = None
    needs_group: bool = False
    needs_x: bool = False
    expected: bool = False
    loo: bool = False
    stats: tuple[str, ...] = ()


def statistics(given: Any, kind: Kind) -> list[tuple[str, Stat]]:
    """Return names and functions of the statistics; by default those of the kind.

    Raises:
        InvalidArgument: for an unknown name, or if the kind needs another number of statistics.
    """
    if not kind.stats:
        return []
    if given is None:
        statistics_: list[Any] = list(kind.stats)
    else:
        statistics_ = [given] if isinstance(given, str) or callable(given) else list(given)
    if len(statistics_) != len(kind.stats):
        raise InvalidArgument(
            f"Argument 'stat' must name {len(kind.stats)} statistic(s), not {len(statistics_)}."
        )
    return [_statistic(statistic) for statistic in statistics_]


def _statistic(statistic: Any) -> tuple[str, Stat]:
    if callable(statistic):
        name = getattr(statistic, "__name__", "statistic")
        return name, _one_number(name, statistic)
    if statistic not in STATS:
        raise InvalidArgument(
            f"Unknown statistic '{statistic}'.",
            hint=did_you_mean(str(statistic), STATS)
            or f"The statistics are: {', '.join(STATS)}; or give a function of one data set.",
        )
    return str(statistic), STATS[statistic]


def _one_number(name: str, function: Stat) -> Stat:
    """Return the user's statistic, which refuses results other than one number."""

    def checked(y: np.ndarray) -> float:
        number = function(y)
        try:
            return float(np.asarray(number, dtype=float).item())
        except (TypeError, ValueError):
            raise InvalidArgument(
                f"The statistic '{name}' must return one number, but it returned "
                f"{described(number)}.",
                hint="It is called with the values of one data set, an array.",
            ) from None

    return checked


def not_read(name: str, data: pd.DataFrame, newdata: Any = None) -> InvalidData:
    """Return the error for an unknown column; a fit keeps only the columns that it reads."""
    guess = did_you_mean(name, map(str, data.columns))
    if newdata is not None:
        return InvalidData(f"Variable '{name}' could not be found in 'newdata'.", hint=guess)
    return InvalidData(
        f"Variable '{name}' is not one of the columns that the model uses: "
        f"{', '.join(map(str, data.columns))}.",
        hint=guess or "Give its values, one for each row of the fit, instead of its name.",
    )


def column_of(given: Any, data: Any, count: int, newdata: Any) -> np.ndarray:
    """Return a column of the data, or the given values.

    Raises:
        UnknownVariable: if there is no such column.
        InvalidData: if there is not one value for each of ``count`` rows.
    """
    if isinstance(given, str):
        if given not in data:
            raise not_read(given, data, newdata)
        return np.asarray(data[given])
    try:
        values = np.asarray(given)
    except ValueError:
        raise InvalidData("The values must be one number for each row, not lists.") from None
    if values.shape != (count,):
        raise InvalidData(f"There are {count} rows, but the values have the shape {values.shape}.")
    return values
