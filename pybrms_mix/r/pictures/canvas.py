"""Axes on which layers are drawn; x and y may be exchanged, and levels become positions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import wraps
from typing import TYPE_CHECKING, Any

import numpy as np

from pybrms_mix.plots import style
from pybrms_mix.r.text.colour_names import PALETTE, code_of
from pybrms_mix.r.values.r_vectors import CHARACTER, FACTOR, LOGICAL, numeric, read, text
from pybrms_mix.r.values.sorting import order_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from pybrms_mix.base.lazy import pandas as pd

Layer = Callable[["Canvas", "pd.DataFrame", dict[str, Any]], None]
_DASHES = {"dashed": "--", "dotted": ":", "dotdash": "-.", "longdash": (0, (8, 3)), "twodash": "-.",
           "solid": "-", "blank": ""}  # fmt: skip
_LINE_TYPES = ("-", "--", ":", "-.")
# One millimetre in points, since ggplot2 measures sizes in millimetres.
_MM = 2.845


def colour(name: Any) -> Any:
    """Return an R colour, such as "grey60" or "steelblue4", in a form that matplotlib accepts."""
    if np.ndim(name) == 1 and len(name) == 1:
        name = np.asarray(name, dtype=object)[0]  # palette["a"] is a vector with one name
    if name is None or (isinstance(name, float) and np.isnan(name)):
        return "none"
    if not isinstance(name, str):
        return "none" if int(name) == 0 else PALETTE[(int(name) - 1) % len(PALETTE)]
    if name == "transparent":
        return "none"
    return code_of(name) or (name if style.is_colour(name) else style.DARK)


def dashes(kind: Any) -> Any:
    """Return matplotlib's line style for a line type of R; 0 and NA are no line."""
    if isinstance(kind, tuple):
        return kind
    if isinstance(kind, str):
        return _DASHES.get(kind, "-")
    if kind == 0 or np.isnan(kind):
        return "none"
    return _LINE_TYPES[max(int(kind) - 1, 0) % len(_LINE_TYPES)]


def point_area(size: float) -> float:
    """Return the area in square points of a point with a size of ggplot2."""
    return float((size * _MM) ** 2)


def line_width(width: float) -> float:
    """Return the width in points of a line with a width of ggplot2."""
    return float(width * _MM * 0.75)


def levels_of(values: Any) -> tuple[str, ...] | None:
    """Return the levels of discrete values in order; None for numbers."""
    vector = read(values).plain()
    if vector.kind == FACTOR:
        return tuple(vector.levels)
    if vector.kind not in (CHARACTER, LOGICAL):
        return None
    strings = text(vector)
    order = strings.take(order_of([strings], [False]))
    return tuple(dict.fromkeys(v for v in order.data if v is not None))


@dataclass
class Canvas:
    """One panel of a picture.

    Attributes
    ----------
    ax : Axes
        The matplotlib axes.
    flip : bool
        Whether x is the vertical axis.
    levels : Mapping of str to tuple of str
        The levels of discrete axes, keyed by "x" and "y".
    colours : Mapping of str to colour
        The colour of each level of the variable that is mapped to colour.
    moved : Mapping of str to float
        How far a group stands beside its place on an axis, keyed by "x" and "y".
    """

    ax: Axes
    flip: bool = False
    levels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    colours: Mapping[str, Any] = field(default_factory=dict)
    moved: Mapping[str, float] = field(default_factory=dict)

    def turned(self) -> Canvas:
        """Return the same panel with x and y exchanged."""
        places = {"x": "y", "y": "x"}
        levels = {places[n]: v for n, v in self.levels.items()}
        shifts = {places[n]: v for n, v in self.moved.items()}
        return Canvas(self.ax, not self.flip, levels, self.colours, shifts)

    def at(self, axis: str, values: Any) -> np.ndarray:
        """Return positions on an axis: the numbers themselves, or the codes of levels from 1."""
        levels = self.levels.get(axis)
        vector = read(values).plain()
        beside = self.moved.get(axis, 0.0)
        if levels is None:
            return np.asarray(numeric(vector).data, dtype=float) + beside
        places = {level: n + 1.0 + beside for n, level in enumerate(levels)}
        return np.array([places.get(v, np.nan) for v in text(vector).data])

    def _pair(self, x: Any, y: Any) -> tuple[Any, Any]:
        return (y, x) if self.flip else (x, y)

    def ends(self, axis: str) -> tuple[float, float]:
        """Return the limits of an axis, in increasing order."""
        upright = (axis == "x") == self.flip
        low, high = self.ax.get_ylim() if upright else self.ax.get_xlim()
        return min(low, high), max(low, high)

    def line(self, x: Any, y: Any, **how: Any) -> None:
        """Draw a line."""
        self.ax.plot(*self._pair(x, y), **how)

    def points(self, x: Any, y: Any, **how: Any) -> None:
        """Draw points."""
        self.ax.scatter(*self._pair(x, y), **how)

    def band(self, x: Any, low: Any, high: Any, **how: Any) -> None:
        """Fill the area between two curves."""
        draw = self.ax.fill_betweenx if self.flip else self.ax.fill_between
        draw(x, low, high, **{"linewidth": 0, **how})

    def bars(self, x: Any, height: Any, width: float, bottom: Any = 0, **how: Any) -> None:
        """Draw bars."""
        if self.flip:
            self.ax.barh(x, height, width, left=bottom, **how)
        else:
            self.ax.bar(x, height, width, bottom=bottom, **how)

    def span(self, x: Any, low: Any, high: Any, **how: Any) -> None:
        """Draw a straight line from ``low`` to ``high`` at each x."""
        (self.ax.hlines if self.flip else self.ax.vlines)(x, low, high, **how)

    def straight(self, axis: str, at: float, **how: Any) -> None:
        """Draw a line across the whole panel at a position on an axis."""
        upright = (axis == "x") != self.flip
        (self.ax.axvline if upright else self.ax.axhline)(at, **how)

    def box(
        self, values: Sequence[Any], at: Sequence[float], width: float, fill: Any,
        label: str | None = None,
    ) -> None:  # fmt: skip
        """Draw boxes with whiskers; the first one has the label of the legend."""
        artists = self.ax.boxplot(
            list(values), positions=list(at), widths=width, vert=not self.flip,
            manage_ticks=False, patch_artist=True,
            medianprops={"color": "black"}, flierprops={"markersize": 3},
        )  # fmt: skip
        for patch in artists["boxes"]:
            patch.set_facecolor(fill)
        for patch in artists["boxes"][:1]:
            patch.set_label(label or "_box")

    def words(self, x: Any, y: Any, labels: Sequence[str], **how: Any) -> None:
        """Write text at points."""
        for a, b, label in zip(*self._pair(x, y), labels, strict=True):
            self.ax.text(a, b, str(label), **how)

    def finish(self) -> None:
        """Label the ticks of discrete axes with the levels."""
        for axis, levels in self.levels.items():
            upright = (axis == "x") == self.flip
            setter = self.ax.set_yticks if upright else self.ax.set_xticks
            setter(range(1, len(levels) + 1), [str(k) for k in levels])


def subset(frame: pd.DataFrame, places: np.ndarray) -> pd.DataFrame:
    """Return the rows of a data frame at positions."""
    return frame.iloc[places].reset_index(drop=True)


def counts_lie(draw: Layer) -> Layer:
    """Make a layer of counts lie on its side if only the vertical axis has values."""

    @wraps(draw)
    def layer(canvas: Canvas, rows: pd.DataFrame, how: dict[str, Any]) -> None:
        if "x" not in rows and "y" in rows:
            canvas, rows = canvas.turned(), rows.rename(columns={"y": "x"})
        draw(canvas, rows, how)

    return layer
