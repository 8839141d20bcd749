"""A picture of the prior predictive distribution: data sets, their statistics, the components."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from pybrms_mix.plots import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_THIN: dict[str, Any] = {"color": style.MIDDLE, "linewidth": 0.8, "alpha": 0.6}
_THICK: dict[str, Any] = {"color": style.DATA, "linewidth": 2.0, "zorder": 3}
_FEW_ROWS = 5  # data sets of fewer rows are drawn without a density
_FAR = 50  # beyond this multiple of the median, axes show orders of magnitude
_TAIL = 0.01  # the fraction of statistics outside the picture, on each side


@dataclass(frozen=True, eq=False)
class Overview:
    """The contents of the picture.

    Attributes:
        name: the name of the response.
        sets: some data sets drawn from the prior: (sets, N).
        data: the observed data set, (N,), or None.
        kind: "real", "int" or "ordinal".
        statistics: by name, the statistic of all data sets, (draws,), and that of the data or None.
        shares: the share of each component in each data set, (draws, K); None if a response has no
            proportions.
    """

    name: str
    sets: np.ndarray
    data: np.ndarray | None
    kind: str
    statistics: Mapping[str, tuple[np.ndarray, float | None]]
    shares: np.ndarray | None

    def draw(self) -> Figure:
        """Return the figure, with panels of data sets, statistics and components."""
        has_shares = self.shares is not None
        figure, axes = style.panels(1 + len(self.statistics) + has_shares, size=(3.6, 2.7))
        self._draw_sets(axes[0])
        for (name, (values, data)), ax in zip(self.statistics.items(), axes[1:], strict=False):
            _statistic(ax, f"{name} of {self.name}", values, data)
        if self.shares is not None:
            _draw_shares(axes[-1], self.shares)
        axes[0].legend(frameon=False, fontsize=8)
        return figure

    def _draw_sets(self, ax: Axes) -> None:
        if self.kind == "ordinal":
            self._categories(ax)
        elif self.kind == "real" and self.sets.shape[1] >= _FEW_ROWS and not self._far:
            self._densities(ax)
        else:
            self._shares_below(ax)
        ax.set_xlabel(self.name)

    @property
    def _far(self) -> bool:
        """Return whether responses differ by so much that the axis shows orders of magnitude."""
        finite = self.sets[np.isfinite(self.sets)]
        return bool(finite.size) and finite.min() >= 0 and _spans(finite, self._window()[1])

    def _densities(self, ax: Axes) -> None:
        at = np.linspace(*self._window(), 300)
        curves = [style.smooth(data_set, at)[1] for data_set in self.sets if _has_density(data_set)]
        for number, curve in enumerate(curves):
            ax.plot(at, curve, label="_" if number else "prior", **_THIN)
        # A few data sets of one narrow component would make all others look flat.
        tops = [float(np.quantile([c.max() for c in curves], 0.8))] if curves else []
        if self.data is not None:
            curve_of_data = style.smooth(self.data, at)[1]
            ax.plot(at, curve_of_data, label="data", **_THICK)
            tops.append(float(curve_of_data.max()))
        if tops:
            ax.set_ylim(0, 1.3 * max(tops))
        style.no_counts(ax)

    def _shares_below(self, ax: Axes) -> None:
        for number, data_set in enumerate(self.sets):
            ax.ecdf(data_set[np.isfinite(data_set)], label="_" if number else "prior", **_THIN)
        if self.data is not None:
            ax.ecdf(self.data, label="data", **_THICK)
        low, high = self._window()
        if self._far:
            ax.set_xscale("symlog", linthresh=1)
            low = max(low, 0)
        ax.set_xlim(low, high)
        ax.set_ylabel("share below")

    def _categories(self, ax: Axes) -> None:
        at = np.arange(1, self.sets.max() + 1)
        shares = (self.sets[:, :, None] == at).mean(axis=1)
        low, middle, high = np.quantile(shares, [0.05, 0.5, 0.95], axis=0)
        ax.bar(at, high - low, 0.8, low, color=style.LIGHT, label="prior, 90 %")
        ax.plot(at, middle, "_", color=style.DATA, markersize=18, label="prior, median")
        if self.data is not None:
            ax.plot(
                at, (self.data[:, None] == at).mean(axis=0), "o", color=style.DATA, label="data"
            )
        ax.set_xticks(at)
        ax.set_ylabel("share")

    def _window(self) -> tuple[float, float]:
        """Return the range of the data and of most data sets. Heavy tails would hide both."""
        finite = np.where(np.isfinite(self.sets), self.sets, np.nan)
        with_values = finite[~np.isnan(finite).all(axis=1)]
        ends = [[0.0, 1.0]] if not len(with_values) else []
        if len(with_values):
            ends.append(
                [
                    np.median(np.nanmin(with_values, axis=1)),
                    np.median(np.nanmax(with_values, axis=1)),
                ]
            )
        if self.data is not None:
            ends.append([self.data.min(), self.data.max()])
        low, high = min(e[0] for e in ends), max(e[1] for e in ends)
        beyond = 0.1 * (high - low) or 0.5
        return float(low - beyond), float(high + beyond)


def _has_density(data_set: np.ndarray) -> bool:
    """Return whether a data set can be smoothed, which overflowing numbers prevent."""
    with np.errstate(all="ignore"):
        return bool(np.isfinite(data_set).all() and 0 < style.bandwidth(data_set) < np.inf)


def _spans(values: np.ndarray, high: float) -> bool:
    """Return whether the range of numbers from 0 is so large that most would appear to be 0."""
    return bool(high > _FAR * max(float(np.median(values)), 1e-9))


def _statistic(ax: Axes, name: str, values: np.ndarray, data: float | None) -> None:
    finite = values[np.isfinite(values)]
    low, high = np.quantile(finite, [_TAIL, 1 - _TAIL]) if finite.size else (0.0, 1.0)
    visible = finite[(finite >= low) & (finite <= high)]
    bins: Any = np.linspace(low, high, 31)
    if visible.size and visible.min() > 0 and _spans(visible, high):
        bins = np.geomspace(low, high, 31)
        ax.set_xscale("log")
    ax.hist(visible, bins, color=style.LIGHT, edgecolor=style.MIDDLE, linewidth=0.4, label="prior")
    if data is not None:
        ax.axvline(data, label="data", **_THICK)
    ax.set_xlabel(name)
    style.no_counts(ax)


def _draw_shares(ax: Axes, shares: np.ndarray) -> None:
    bins = np.linspace(0, 1, 16)
    for k, colour in enumerate(style.several(shares.shape[1])):
        counts = np.histogram(shares[:, k], bins)[0]
        ax.stairs(counts, bins, color=colour, linewidth=1.5, label=f"component {k + 1}")
    ax.set_xlim(0, 1)
    ax.set_ylim(0, None)
    ax.set_xlabel("share of rows")
    style.no_counts(ax)
    ax.legend(frameon=False, fontsize=8)
