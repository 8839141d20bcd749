"""Checks of the distribution of the response: data sets, their statistics, counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from pybrms_mix.plots import style
from pybrms_mix.plots.check_data import Check, Kind

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_FEW = 10
# Predictions are shown up to this multiple of the range of the data, on either side.
_MOST = 3
_THIN: dict[str, Any] = {"color": style.MIDDLE, "linewidth": 0.8, "alpha": 0.7}
_THICK: dict[str, Any] = {"color": style.DATA, "linewidth": 2.0, "zorder": 3}
_MOST_POINTS = 20_000
_OF_BAR = 0.85  # the width of a bar, as a fraction of the distance of two bars


def _dens_overlay(ax: Axes, check: Check) -> None:
    at = style.span(check.shown, margin=0.15)
    for number, prediction in enumerate(check.predicted):
        ax.plot(at, style.smooth(prediction, at)[1], label=_first(number), **_THIN)
    if check.has_data:
        ax.plot(at, style.smooth(check.y, at)[1], label="data", **_THICK)
    ax.set_xlabel(check.name)
    style.no_counts(ax)


def _ecdf_overlay(ax: Axes, check: Check) -> None:
    for number, prediction in enumerate(check.predicted):
        ax.ecdf(prediction, label=_first(number), **_THIN)
    if check.has_data:
        ax.ecdf(check.y, label="data", **_THICK)
    ax.set_xlabel(check.name)
    ax.set_ylabel("share below")


def _first(number: int) -> str:
    return "_" if number else "predicted"


def _edges(check: Check) -> np.ndarray:
    """Return edges of bins whose width suits the data and which cover the predictions."""
    data, predictions = check.shown, check.predictions
    values = np.concatenate([data, predictions.reshape(-1)])
    if (edges_asked := check.edges(values)) is not None:
        return np.array(edges_asked)
    if check.discrete and np.ptp(data) < 40:
        edges = np.arange(data.min(), data.max() + 2) - 0.5
    else:
        edges = np.asarray(np.histogram_bin_edges(data, bins="auto"))
    width, count = edges[1] - edges[0], len(edges) - 1
    # Predictions with heavy tails would need more bins than a picture can show.
    most = _MOST * count
    below = min(most, max(0, int(np.ceil((edges[0] - np.nanmin(predictions)) / width))))
    above = min(most, max(0, int(np.ceil((np.nanmax(predictions) - edges[-1]) / width))))
    return np.asarray(edges[0] + width * np.arange(-below, count + above + 1))


def _one_hist(ax: Axes, values: np.ndarray, check: Check, label: str, colour: str) -> None:
    edges = _edges(check)
    ax.hist(
        values, bins=edges.tolist(), color=colour, edgecolor="white", linewidth=0.3, label=label
    )
    ax.set_xlabel(check.name)
    style.no_counts(ax)


def _hist(ax: Axes, check: Check) -> None:
    _one_hist(ax, check.predicted[0], check, "predicted", style.MIDDLE)


def _hist_data(ax: Axes, check: Check) -> None:
    _one_hist(ax, check.y, check, "data", style.DATA)


def _one_dens(ax: Axes, values: np.ndarray, check: Check, label: str, colour: str) -> None:
    at = style.span(check.shown, margin=0.15)
    ax.fill_between(at, style.smooth(values, at)[1], color=colour, linewidth=0, label=label)
    ax.set_xlabel(check.name)
    style.no_counts(ax)


def _dens(ax: Axes, check: Check) -> None:
    _one_dens(ax, check.predicted[0], check, "predicted", style.MIDDLE)


def _dens_data(ax: Axes, check: Check) -> None:
    _one_dens(ax, check.y, check, "data", style.DATA)


def _one_polygon(ax: Axes, values: np.ndarray, check: Check, label: str, colour: str) -> None:
    edges = _edges(check)
    counts = np.histogram(values, bins=edges)[0]
    middles = (edges[1:] + edges[:-1]) / 2
    ax.plot(middles, counts, color=colour, linewidth=1.4, label=label)
    ax.set_xlabel(check.name)
    style.no_counts(ax)


def _freqpoly(ax: Axes, check: Check) -> None:
    for number, prediction in enumerate(check.predicted):
        _one_polygon(ax, prediction, check, _first(number), style.MIDDLE)


def _freqpoly_data(ax: Axes, check: Check) -> None:
    _one_polygon(ax, check.y, check, "data", style.DATA)


def _freqpolys(ax: Axes, check: Check) -> None:
    _freqpoly(ax, check)
    if check.has_data:
        _freqpoly_data(ax, check)


def _boxplot(ax: Axes, check: Check) -> None:
    artists: dict[str, Any] = ax.boxplot(
        [*([check.y] if check.has_data else []), *check.predicted], widths=0.6,
        patch_artist=True, flierprops={"markersize": 2},
    )  # fmt: skip
    first = 0 if check.has_data else 1
    for number, box in enumerate(artists["boxes"], start=first):
        box.set(facecolor=style.LIGHT if number else style.MIDDLE, edgecolor=style.DATA)
        box.set_label(_first(number - 1) if number else "data")
    for line in artists["medians"]:
        line.set_color(style.DATA)
    ax.set_xticks(
        range(1, len(artists["boxes"]) + 1),
        [*(["y"] if check.has_data else []), *map(str, range(1, len(check.predicted) + 1))],
    )
    ax.set_ylabel(check.name)


def _violin(ax: Axes, check: Check) -> None:
    groups = check.groups()
    bodies: dict[str, Any] = ax.violinplot(
        [_some(g.predicted) for g in groups.values()], widths=0.85, showextrema=False
    )
    for body in bodies["bodies"]:
        body.set(facecolor=style.LIGHT, edgecolor=style.MIDDLE, alpha=0.9)
    bodies["bodies"][0].set_label("predicted")
    for number, check_of_group in enumerate(groups.values()):
        aside = check.rng.uniform(-0.15, 0.15, len(check_of_group.y))
        at = number + 1 + aside
        ax.plot(
            at,
            check_of_group.y,
            ".",
            color=style.DATA,
            markersize=4,
            label="_" if number else "data",
        )
    ax.set_xticks(range(1, len(groups) + 1), list(groups))
    ax.set_ylabel(check.name)


def _some(predicted: np.ndarray) -> np.ndarray:
    """Return a subset of the predictions that is large enough for a smooth density."""
    flat = predicted.reshape(-1)
    return flat[:: max(1, flat.size // _MOST_POINTS)]


def _pit_ecdf(ax: Axes, check: Check) -> None:
    """Draw the ECDF of the data's ranks among predictions, minus that of a uniform variable."""
    below = (check.predicted < check.y).mean(axis=0)
    ties = (check.predicted == check.y).mean(axis=0)
    pit = np.sort(below + check.rng.random(len(check.y)) * ties)
    at = np.linspace(0, 1, 101)
    share = np.searchsorted(pit, at, side="right") / len(pit)
    # The limits are pointwise at 99 %: the picture is not a test.
    band = 2.58 * np.sqrt(at * (1 - at) / len(pit))
    uniform = np.zeros_like(at) if check.plot_diff else at
    ax.fill_between(
        at, uniform - band, uniform + band, color=style.LIGHT, alpha=0.6, linewidth=0,
        label="uniform, 99%",
    )  # fmt: skip
    ax.plot(at, share - at + uniform, label="data", **_THICK)
    ax.plot(at, uniform, color="0.4", linewidth=0.8)
    ax.set_xlabel("rank of the data among predictions")
    ax.set_ylabel("difference of cumulative shares" if check.plot_diff else "cumulative share")


def _of_each(check: Check, place: int) -> np.ndarray:
    function = check.stats[place][1]
    return np.array([function(prediction) for prediction in check.predicted], dtype=float)


def _stat(ax: Axes, check: Check) -> None:
    name, _ = check.stats[0]
    statistics = _of_each(check, 0)
    ax.hist(statistics, bins=check.edges(statistics) or 30, color=style.LIGHT,
            edgecolor=style.MIDDLE, linewidth=0.4, label="predicted")  # fmt: skip
    _stat_of_data(ax, check)
    ax.set_xlabel(f"{name} of {check.name}")
    style.no_counts(ax)


def _stat_freqpoly(ax: Axes, check: Check) -> None:
    name, _ = check.stats[0]
    statistics = _of_each(check, 0)
    counts, edges = np.histogram(statistics, bins=check.edges(statistics) or 30)
    ax.plot((edges[1:] + edges[:-1]) / 2, counts, color=style.MIDDLE, label="predicted")
    _stat_of_data(ax, check)
    ax.set_xlabel(f"{name} of {check.name}")
    style.no_counts(ax)


def _stat_of_data(ax: Axes, check: Check) -> None:
    if check.has_data:
        ax.axvline(float(check.stats[0][1](check.y)), label="data", **_THICK)


def _stat_2d(ax: Axes, check: Check) -> None:
    (first, f), (second, g) = check.stats
    ax.scatter(
        _of_each(check, 0), _of_each(check, 1), s=8, color=style.MIDDLE, alpha=0.4, linewidths=0,
        label="predicted",
    )  # fmt: skip
    if check.has_data:
        statistics = float(f(check.y)), float(g(check.y))
        ax.axvline(statistics[0], color=style.DATA, linewidth=0.6)
        ax.axhline(statistics[1], color=style.DATA, linewidth=0.6)
        ax.plot(*statistics, "o", color=style.DATA, markersize=8, label="data")
    ax.set_xlabel(f"{first} of {check.name}")
    ax.set_ylabel(f"{second} of {check.name}")


def _counted(check: Check) -> tuple[np.ndarray, int, np.ndarray, np.ndarray]:
    """Return bars of values: the middles, the width, and the rows of data and of each prediction.

    The bars end where 99 percent of the predictions lie below, or at a multiple of the range of the
    data.
    """
    y, predicted = check.y, check.predicted
    beyond = _MOST * max(np.ptp(y), 1)
    low = min(y.min(), max(predicted.min(), y.min() - beyond))
    high = max(y.max(), min(np.floor(np.quantile(predicted, 0.99)), y.max() + beyond))
    starts, width = style.counts_between(low, high)
    edges = np.append(starts, starts[-1] + width) - 0.5
    counts = np.array([np.histogram(prediction, bins=edges)[0] for prediction in predicted])
    return starts + (width - 1) / 2, width, np.histogram(y, bins=edges)[0], counts


def _bars(ax: Axes, check: Check) -> None:
    at, width, data, counts = _counted(check)
    if not check.freq:
        data, counts = data / len(check.y), counts / len(check.y)
    low, high = np.quantile(counts, check.ends[1], axis=0)
    middle = np.median(counts, axis=0)
    ax.bar(at, data, _OF_BAR * width, color=style.LIGHT, label="data")
    ax.errorbar(
        at, middle, [middle - low, high - middle], fmt="o", color=style.DATA, markersize=3.5,
        linewidth=1.2, label="predicted",
    )  # fmt: skip
    ax.locator_params(axis="x", integer=True)
    ax.set_xlabel(check.name)
    ax.set_ylabel("rows" if check.freq else "share of rows")


def _rootogram(ax: Axes, check: Check) -> None:
    at, width, data, counts = _counted(check)
    roots = np.sqrt(counts)
    low, high = np.quantile(roots, check.ends[1], axis=0)
    mean = np.sqrt(counts.mean(axis=0))
    bottom = mean - np.sqrt(data) if check.style == "hanging" else 0
    heights = np.sqrt(data)
    if check.style == "suspended":  # as in bayesplot, counts without data have no bar
        heights = np.where(data > 0, mean - heights, 0.0)
    label = "expected minus data" if check.style == "suspended" else "data"
    ax.bar(at, heights, _OF_BAR * width, bottom=bottom, color=style.LIGHT, label=label)
    ax.fill_between(at, low, high, color=style.MIDDLE, alpha=0.45, linewidth=0)
    ax.plot(at, mean, color=style.DATA, linewidth=1.5, label="expected")
    ax.set_xlabel(check.name)
    ax.set_ylabel("square root of the number of rows")
    ax.locator_params(axis="x", integer=True)


DISTRIBUTIONS: dict[str, Kind] = {
    "bars": Kind(_bars, grouped=True),
    "boxplot": Kind(_boxplot, draws=_FEW),
    "dens": Kind(_dens, draws=_FEW, each=True, first=_dens_data),
    "dens_overlay": Kind(_dens_overlay, draws=_FEW, grouped=True),
    "ecdf_overlay": Kind(_ecdf_overlay, draws=_FEW, grouped=True),
    "freqpoly": Kind(
        _freqpoly, draws=_FEW, each=True, first=_freqpoly_data, grouped=True, in_group=_freqpolys
    ),
    "hist": Kind(_hist, draws=_FEW, each=True, first=_hist_data),
    "pit_ecdf": Kind(_pit_ecdf, grouped=True),
    "rootogram": Kind(_rootogram),
    "stat": Kind(_stat, grouped=True, stats=("mean",)),
    "stat_2d": Kind(_stat_2d, stats=("mean", "sd")),
    "stat_freqpoly": Kind(_stat_freqpoly, grouped=True, stats=("mean",)),
    "violin_grouped": Kind(_violin, needs_group=True),
}
