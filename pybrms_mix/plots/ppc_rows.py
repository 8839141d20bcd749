"""Checks row by row: intervals, means, errors, and rows left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from pybrms_mix.plots import style
from pybrms_mix.plots.check_data import Check, Kind

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_FEW = 10
_CELLS = 80  # the number of cells of the histogram for regions of highest density
_DOTS: dict[str, Any] = {"s": 12, "color": style.MIDDLE, "alpha": 0.7, "linewidths": 0}
_UNIFORM = 100  # the number of uniform data sets drawn beside the ranks of the data


def _summary(check: Check) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return median, inner interval and outer interval of each row: (N,), (2, N), (2, N)."""
    probs = [0.5, *check.ends[0], *check.ends[1]]
    if check.weights is None:
        quantiles = np.quantile(check.predicted, probs, axis=0)
    else:
        quantiles = _weighted(check.predicted, check.weights, np.array(probs))
    return quantiles[0], quantiles[1:3], quantiles[3:5]


def _weighted(values: np.ndarray, weights: np.ndarray, probs: np.ndarray) -> np.ndarray:
    """Return quantiles of weighted draws, (probs, N), interpolated between weight midpoints."""
    order = values.argsort(axis=0, kind="stable")
    quantiles = np.empty((len(probs), values.shape[1]))
    for row in range(values.shape[1]):
        weights_of_row = weights[order[:, row], row]
        middles = np.cumsum(weights_of_row) - weights_of_row / 2
        quantiles[:, row] = np.interp(probs, middles, values[order[:, row], row])
    return quantiles


def _intervals(ax: Axes, check: Check) -> None:
    if check.several:
        _regions(ax, check)
        return
    middle, inner, outer = _summary(check)
    wide, at = 3.0 if len(check.y) < 100 else 2.0, check.at
    ax.vlines(at, *outer, color=style.LIGHT, linewidth=wide / 2, label=_share(check, 1))
    ax.vlines(at, *inner, color=style.MIDDLE, linewidth=wide, label=_share(check, 0))
    ax.plot(at, middle, "o", color=style.LIGHT, markersize=3.5, label="median")
    if check.has_data:
        ax.plot(at, check.y, "o", color=style.DATA, markersize=3.5, label="data")
    ax.set_xlabel(check.x_name)
    ax.set_ylabel(check.name)


def _regions(ax: Axes, check: Check) -> None:
    """Draw regions of highest predictive density, which may have several parts in each row.

    Central intervals of a mixture would span the gap between the components.
    """
    wide, at = 3.0 if len(check.y) < 100 else 1.6, check.at
    for which, (colour, width) in ((1, (style.LIGHT, wide / 2)), (0, (style.MIDDLE, wide))):
        share = check.ends[which][1] - check.ends[which][0]
        parts = []
        for row, place in enumerate(at):
            weights = None if check.weights is None else check.weights[:, row]
            ends = densest(check.predicted[:, row], share, weights)
            parts += [(place, low, high) for low, high in ends]
        where, low, high = np.transpose(parts)
        ax.vlines(where, low, high, color=colour, linewidth=width, label=_share(check, which))
    ax.plot(at, check.y, "o", color=style.DATA, markersize=3.0, label="data")
    ax.set_xlabel(check.x_name)
    ax.set_ylabel(check.name)


def densest(
    draws: np.ndarray, prob: float, weights: np.ndarray | None = None
) -> list[tuple[float, float]]:
    """Return the ends of the parts of the smallest region that contains ``prob`` of the draws.

    The density is a histogram smoothed by a normal kernel. Its bandwidth is a third of the usual
    value for a unimodal density, so that two modes are not merged.
    """
    if np.ptp(draws) == 0:
        return [(float(draws[0]), float(draws[0]))]
    margin = 0.05 * np.ptp(draws)
    shares, edges = np.histogram(
        draws, _CELLS, range=(draws.min() - margin, draws.max() + margin), weights=weights
    )
    centres = (edges[1:] + edges[:-1]) / 2
    width = style.bandwidth(draws) / 3 or margin
    density = np.exp(-0.5 * ((centres[:, None] - centres) / width) ** 2) @ shares
    order = np.argsort(-density)
    count = int(np.searchsorted(np.cumsum(density[order]) / density.sum(), prob)) + 1
    is_inside = np.zeros(_CELLS + 2, dtype=bool)
    is_inside[1:-1][order[:count]] = True
    steps = np.flatnonzero(np.diff(is_inside.astype(int)))
    pairs = zip(steps[::2], steps[1::2], strict=True)
    return [(float(edges[begin]), float(edges[end])) for begin, end in pairs]


def _ribbon(ax: Axes, check: Check) -> None:
    order = np.argsort(check.at, kind="stable")
    middle, inner, outer = (a[..., order] for a in _summary(check))
    at = check.at[order]
    ax.fill_between(at, *outer, color=style.LIGHT, alpha=0.6, linewidth=0, label=_share(check, 1))
    ax.fill_between(at, *inner, color=style.MIDDLE, alpha=0.6, linewidth=0, label=_share(check, 0))
    ax.plot(at, middle, color=style.DARK, linewidth=1, label="median")
    if check.has_data:
        looks: dict[str, Any] = {"color": style.DATA, "label": "data"}
        if check.y_draw in ("line", "both"):
            ax.plot(at, check.y[order], linewidth=1, **looks)
            looks["label"] = "_"
        if check.y_draw in ("points", "both"):
            ax.plot(at, check.y[order], "o", markersize=3, **looks)
    ax.set_xlabel(check.x_name)
    ax.set_ylabel(check.name)


def _share(check: Check, which: int) -> str:
    low, high = check.ends[which]
    return f"{100 * (high - low):.3g}% predicted"


def _scatter(ax: Axes, check: Check) -> None:
    mean = check.predicted.mean(axis=0)
    ax.scatter(mean, check.y, **_DOTS)
    style.remember(ax, x=mean, y=check.y)
    style.diagonal(ax, check.y, mean)
    average = "average predicted" if len(check.predicted) > 1 else "predicted"
    ax.set_xlabel(f"{average} {check.name}")
    ax.set_ylabel(check.name)


def _error_hist(ax: Axes, check: Check) -> None:
    bins = check.edges(check.y - check.predictions) or 20
    ax.hist(check.errors[0], bins=bins, color=style.MIDDLE, edgecolor="white", linewidth=0.3)
    ax.axvline(0, color="0.4", linestyle="--", linewidth=0.8)
    ax.set_xlabel("error")
    style.no_counts(ax)


def _error_hists(ax: Axes, check: Check) -> None:
    edges = check.edges(check.errors) or np.histogram_bin_edges(check.errors, bins=20)
    for errors in check.errors:
        ax.hist(errors, bins=list(edges), histtype="step", color=style.MIDDLE, linewidth=0.9)
    ax.axvline(0, color="0.4", linestyle="--", linewidth=0.8)
    ax.set_xlabel("error")
    style.no_counts(ax)


def _error_scatter(ax: Axes, check: Check) -> None:
    mean = check.errors.mean(axis=0)
    ax.scatter(mean, check.y, **_DOTS)
    ax.axvline(0, color="0.4", linestyle="--", linewidth=0.8)
    ax.set_xlabel("average error" if len(check.predicted) > 1 else "error")
    ax.set_ylabel(check.name)


def _error_vs_x(ax: Axes, check: Check) -> None:
    ax.scatter(check.at, check.errors.mean(axis=0), **_DOTS)
    ax.axhline(0, color="0.4", linestyle="--", linewidth=0.8)
    ax.set_xlabel(check.x_name)
    ax.set_ylabel("average error")


def binned(expected: np.ndarray, errors: np.ndarray) -> np.ndarray:
    """Return mean prediction, mean error and twice its standard error in each bin: (3, bins).

    The number of bins is that of ``binnedplot`` in R's package arm. Source: Gelman and Hill (2007),
    section 5.6.
    """
    count = len(expected)
    bins = int(np.sqrt(count)) if count >= 100 else 10 if count > 10 else max(1, count // 2)
    parts = np.array_split(np.argsort(expected, kind="stable"), bins)
    columns = []
    for rows in parts:
        errors_of_bin = errors[rows]
        spread = (
            errors_of_bin.std(ddof=1) / np.sqrt(len(errors_of_bin))
            if len(errors_of_bin) > 1
            else np.nan
        )
        columns.append((expected[rows].mean(), errors_of_bin.mean(), 2 * spread))
    return np.array(columns).T


def _error_binned(ax: Axes, check: Check) -> None:
    at, mean, spread = binned(check.predicted[0], check.errors[0])
    ax.fill_between(at, -spread, spread, color=style.LIGHT, alpha=0.6, linewidth=0)
    ax.plot(at, mean, "o", color=style.DARK, markersize=3)
    ax.axhline(0, color="0.4", linestyle="--", linewidth=0.8)
    ax.set_xlabel("expected")
    ax.set_ylabel("average error")


def loo_pit(check: Check) -> np.ndarray:
    """Return the leave-one-out probability of a value below the data, for each row: (N,).

    For counts, the result is drawn uniformly between P(Y < y) and P(Y <= y).
    """
    assert check.weights is not None
    below = (check.weights * (check.predicted < check.y)).sum(axis=0)
    ties = (check.weights * (check.predicted == check.y)).sum(axis=0)
    return np.asarray(np.clip(below + check.rng.random(len(check.y)) * ties, 0.0, 1.0))


def _loo_pit_overlay(ax: Axes, check: Check) -> None:
    at = np.linspace(0, 1, 101)
    for number in range(_UNIFORM):
        uniform = _within_unit(check.rng.random(len(check.y)), at)
        label = "_" if number else "uniform"
        ax.plot(at, uniform, color=style.LIGHT, linewidth=0.6, alpha=0.7, label=label)
    ax.plot(at, _within_unit(loo_pit(check), at), color=style.DATA, linewidth=2, label="data")
    ax.set_ylim(0, None)
    ax.set_xlabel("LOO-PIT")
    style.no_counts(ax)


def _within_unit(x: np.ndarray, at: np.ndarray) -> np.ndarray:
    """Return a kernel density on [0, 1].

    The parts of kernels outside the interval are reflected.
    """
    return np.asarray(sum(style.smooth(x, place)[1] for place in (at, -at, 2 - at)))


def _loo_pit_qq(ax: Axes, check: Check) -> None:
    pit = np.sort(loo_pit(check))
    even = (np.arange(1, len(pit) + 1) - 0.5) / len(pit)
    ax.plot(even, pit, "o", color=style.DARK, markersize=3)
    style.diagonal(ax, np.array([0.0, 1.0]))
    ax.set_aspect("equal")
    ax.set_xlabel("uniform")
    ax.set_ylabel("LOO-PIT")


ROWS: dict[str, Kind] = {
    "error_binned": Kind(_error_binned, draws=_FEW, each=True, expected=True),
    "error_hist": Kind(_error_hist, draws=_FEW, each=True, grouped=True, in_group=_error_hists),
    "error_scatter": Kind(_error_scatter, draws=_FEW, each=True),
    "error_scatter_avg": Kind(_error_scatter, grouped=True),
    "error_scatter_avg_vs_x": Kind(_error_vs_x, needs_x=True),
    "intervals": Kind(_intervals, grouped=True),
    "loo_intervals": Kind(_intervals, loo=True),
    "loo_pit_overlay": Kind(_loo_pit_overlay, loo=True),
    "loo_pit_qq": Kind(_loo_pit_qq, loo=True),
    "loo_ribbon": Kind(_ribbon, loo=True),
    "ribbon": Kind(_ribbon, grouped=True),
    "scatter": Kind(_scatter, draws=_FEW, each=True),
    "scatter_avg": Kind(_scatter, grouped=True),
}
