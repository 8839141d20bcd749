"""The style of pictures: colours, panels, smooth densities."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import numpy as np

from pybrms_mix.base.lazy import colors, container, patches
from pybrms_mix.base.lazy import pyplot as plt

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

DATA, DARK, MIDDLE, LIGHT, GREY = "#011f4b", "#08519c", "#6497b1", "#b3cde0", "#d9d9d9"
RED = "#b2182b"
COMPONENTS = ("#d95f02", "#1b9e77", "#7570b3", "#e7298a", "#66a61e", "#e6ab02")

_POINTS = 200
_ROWS: WeakKeyDictionary[Any, dict[str, np.ndarray]] = WeakKeyDictionary()
# Backends of matplotlib that write files and open no windows; notebooks have "inline".
_WITHOUT_WINDOWS = frozenset({"agg", "cairo", "pdf", "pgf", "ps", "svg", "template"})
_BINS = 1000  # the number of bins for values whose density is drawn
_BARS = 1000  # the number of bars for counts


def is_colour(name: str) -> bool:
    """Return whether matplotlib knows a colour of this name."""
    return bool(colors.is_color_like(name))


def component(number: int) -> str:
    """Return the colour of a component; ``number`` counts from 0."""
    return COMPONENTS[number % len(COMPONENTS)]


def several(count: int) -> list[str]:
    """Return ``count`` colours that can be distinguished."""
    return [component(k) for k in range(count)]


def shades(count: int) -> list[tuple[float, float, float]]:
    """Return shades of blue from dark to light, one for each chain."""
    return [(0.03 + 0.55 * s, 0.24 + 0.5 * s, 0.5 + 0.36 * s) for s in np.linspace(0, 1, count)]


def subplots(*grid: int, **how: Any) -> tuple[Figure, Any]:
    """Return a figure and its axes, as ``pyplot.subplots()`` does.

    If no window can be opened, pyplot does not keep the figure. A notebook then shows the figure
    once, as the value of a cell, and a script that draws many figures does not run out of memory.
    """
    figure, axes = plt.subplots(*grid, **how)
    backend = plt.get_backend().lower()
    if backend in _WITHOUT_WINDOWS or "inline" in backend:
        plt.close(figure)
    return figure, axes


def remember(ax: Axes, **columns: np.ndarray) -> None:
    """Remember the rows that axes show, for layers that are added to the picture."""
    _ROWS[ax] = dict(columns)


def rows_of(ax: Axes) -> Mapping[str, np.ndarray] | None:
    """Return the columns of the rows that axes show; None if they are not remembered."""
    return _ROWS.get(ax)


def axes_or(ax: Axes | None, size: tuple[float, float] = (7, 4.2)) -> Axes:
    """Return ``ax``, or axes of a new figure."""
    if ax is not None:
        return ax
    axes: Axes = subplots(figsize=size, layout="constrained")[1]
    return plain(axes)


def panels(
    count: int,
    *,
    ncol: int | None = None,
    size: tuple[float, float] = (3.2, 2.4),
    **shared: Any,
) -> tuple[Figure, list[Axes]]:
    """Return a figure with ``count`` panels, arranged in a grid that is nearly square."""
    across = min(count, ncol or max(1, int(np.ceil(np.sqrt(count)))))
    down = -(-count // across)
    figure, grid = subplots(
        down, across, figsize=(max(4.5, size[0] * across), max(2.6, size[1] * down)),
        squeeze=False, layout="constrained", **shared,
    )  # fmt: skip
    panels_ = list(grid.reshape(-1))
    for ax in panels_[count:]:
        ax.remove()
    return figure, [plain(ax) for ax in panels_[:count]]


def plain(ax: Axes) -> Axes:
    """Return the axes without their upper and right spines."""
    ax.spines[["top", "right"]].set_visible(False)
    return ax


def no_counts(ax: Axes) -> None:
    """Remove the ticks of the vertical axis, whose scale carries no information."""
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)


def legend(
    *axes: Axes, order: Sequence[str] = (), names: Mapping[str, str] | None = None, **how: Any
) -> None:
    """Draw a legend of the labelled artists of all panels beside the first row of panels.

    The labels in ``order`` come first, in this order; ``names`` holds other texts for labels.
    """
    handle_of: dict[str, Any] = {}
    for ax in axes:
        for handle, label in zip(*ax.get_legend_handles_labels(), strict=True):
            is_area = isinstance(handle, patches.Patch | container.Container)
            if label not in handle_of or is_area:  # an area shows its colour best
                handle_of[label] = handle
    first = [label for label in order if label in handle_of]
    handle_of = {label: handle_of[label] for label in dict.fromkeys([*first, *handle_of])}
    if handle_of:
        place = axes[min(_across(axes[0]), len(axes)) - 1]
        place.legend(
            list(handle_of.values()), [(names or {}).get(n, n) for n in handle_of],
            frameon=False, loc="upper left", bbox_to_anchor=(1.0, 1.0), **how,
        )  # fmt: skip


def outer(axes: Sequence[Axes]) -> None:
    """Keep labels of vertical axes at the left, and of horizontal axes at the bottom."""
    across = _across(axes[0])
    for at, ax in enumerate(axes):
        lowest, first = at + across >= len(axes), at % across == 0
        ax.tick_params(labelbottom=lowest, labelleft=first)
        if not lowest:
            ax.set_xlabel("")
        if not first:
            ax.set_ylabel("")


def _across(ax: Axes) -> int:
    """Return the number of columns of panels."""
    place = ax.get_subplotspec()
    return 1 if place is None else place.get_gridspec().ncols


def smooth(x: np.ndarray, at: np.ndarray | None = None) -> tuple[np.ndarray, np.ndarray]:
    """Return points and a kernel density at these points. Equal values give a single spike."""
    x = np.asarray(x, dtype=float)
    margin = 0.05 * np.ptp(x) or 0.5
    points = np.linspace(x.min() - margin, x.max() + margin, _POINTS) if at is None else at
    if np.ptp(x) == 0:
        return points, np.where(np.abs(points - x[0]) < margin / 20, 1.0, 0.0)
    width = bandwidth(x)
    centres, shares = _binned(x, points, width)
    distance = (points[:, None] - centres) / width
    return points, np.exp(-0.5 * distance**2) @ shares / (width * np.sqrt(2 * np.pi))


def bandwidth(x: np.ndarray) -> float:
    """Return the bandwidth of the kernel. Source: Silverman (1986, p. 48), R's ``bw.nrd0``."""
    low, high = np.quantile(x, [0.25, 0.75])
    spread = min(float(x.std(ddof=1)), float(high - low) / 1.34) or float(x.std(ddof=1))
    return float(0.9 * spread * len(x) ** -0.2)


def _binned(x: np.ndarray, at: np.ndarray, width: float) -> tuple[np.ndarray, np.ndarray]:
    """Return positions and weights of the values; many values are binned."""
    if len(x) <= _BINS:
        return x, np.full(len(x), 1 / len(x))
    # Values further away add nothing to the density at these points.
    ends = at.min() - 5 * width, at.max() + 5 * width
    counts, edges = np.histogram(x, _BINS, range=ends)
    return (edges[1:] + edges[:-1]) / 2, counts / len(x)


def span(*arrays: np.ndarray, margin: float = 0.05, points: int = _POINTS) -> np.ndarray:
    """Return points over the range of all arrays, with a margin."""
    low = min(float(np.min(a)) for a in arrays)
    high = max(float(np.max(a)) for a in arrays)
    beyond = margin * (high - low) or 0.5
    return np.linspace(low - beyond, high + beyond, points)


def counts_between(low: float, high: float) -> tuple[np.ndarray, int]:
    """Return the first count of each bar of a picture of counts, and how many counts a bar holds.

    A bar holds one count, unless so many counts lie between ``low`` and ``high`` that no picture
    can show them one by one.
    """
    width = max(1, math.ceil((high - low + 1) / _BARS))
    return low + width * np.arange(math.ceil((high - low + 1) / width)), width


def diagonal(ax: Axes, *arrays: np.ndarray) -> None:
    """Draw the line of equal coordinates."""
    ends = span(*arrays, points=2)
    ax.plot(ends, ends, color="0.5", linestyle="--", linewidth=0.8, zorder=0)


def titled(axes: Sequence[Axes], names: Sequence[str]) -> None:
    """Write the name of each panel above it."""
    for ax, name in zip(axes, names, strict=True):
        ax.set_title(name, fontsize=10)
