"""Additions to a base R plot: legends, areas, segments, texts, axes, and marks along an axis.

They are drawn on the current figure and leave its limits as they are, as in R.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, InvalidData
from pybrms_mix.base.lazy import pyplot as plt
from pybrms_mix.r.pictures.canvas import dashes
from pybrms_mix.r.pictures.plot_looks import base_colour, fixed_axes, is_filled, numbers_of, symbol
from pybrms_mix.r.values.r_vectors import read, text

__all__ = [
    "arrows", "axis_at", "grid_lines", "labels_at", "legend", "margin_text", "plot_title",
    "polygon", "rectangles", "rug", "segments",
]  # fmt: skip

# The places of a legend, and matplotlib's numbers of them.
_PLACES = {"bottomright": 4, "bottom": 8, "bottomleft": 3, "left": 6, "topleft": 2, "top": 9,
           "topright": 1, "right": 7, "center": 10}  # fmt: skip
# The side of a text beside its point, by the argument `pos` of text().
_BESIDE = {1: ("center", "top"), 2: ("right", "center"), 3: ("center", "bottom"),
           4: ("left", "center")}  # fmt: skip


def _repeated(value: Any, size: int, usual: Any = None) -> list[Any]:
    """Return one value for each element, repeated as R recycles them."""
    values = [usual] if value is None else list(read(value).data)
    return [values[n % len(values)] for n in range(size)]


def _strokes(how: Mapping[str, Any], size: int) -> list[dict[str, Any]]:
    """Return matplotlib's settings of each line."""
    parts = {
        "color": [base_colour(c) for c in _repeated(how.get("color"), size)],
        "linestyle": [dashes(k) for k in _repeated(how.get("lty"), size, 1)],
        "linewidth": [float(w) for w in _repeated(how.get("lwd"), size, 1)],
    }
    return [{name: values[n] for name, values in parts.items()} for n in range(size)]


def polygon(x: Any, y: Any = None, border: Any = None, **how: Any) -> None:
    """Draw filled areas; NA in the coordinates separates them.

    Parameters
    ----------
    x, y : array_like
        The corners.
    border : str or int, optional
        The colour of the outline; black by default, and none if it is NA or False.
    **how
        ``color`` of the area, ``lty``, ``lwd``.
    """
    corners = np.column_stack([numbers_of(x), numbers_of(y)])
    gaps = np.flatnonzero(np.isnan(corners).any(axis=1))
    areas = [a[~np.isnan(a).any(axis=1)] for a in np.split(corners, gaps)]
    shades = _repeated(how.get("color"), len(areas))
    (stroke, *_) = _strokes({**how, "color": border}, 1)
    is_bare = border is not None and (border is False or base_colour(border) == "none")
    axes = fixed_axes()
    for area, shade in zip(areas, shades, strict=True):
        axes.fill(*area.T, facecolor="none" if shade is None else base_colour(shade),
                  edgecolor="none" if is_bare else stroke["color"],
                  linestyle=stroke["linestyle"], linewidth=stroke["linewidth"])  # fmt: skip


def rectangles(
    left: Any, bottom: Any, right: Any, top: Any, border: Any = None, **how: Any
) -> None:
    """Draw rectangles from their sides; the other arguments are those of ``polygon()``."""
    sides = [numbers_of(side) for side in (left, bottom, right, top)]
    for low_x, low_y, high_x, high_y in np.broadcast(*sides):
        polygon([low_x, high_x, high_x, low_x], [low_y, low_y, high_y, high_y], border, **how)


def segments(x0: Any, y0: Any, x1: Any = None, y1: Any = None, **how: Any) -> None:
    """Draw lines between pairs of points.

    Parameters
    ----------
    x0, y0 : array_like
        Where the lines begin.
    x1, y1 : array_like, optional
        Where they end; without them, at the same coordinate.
    **how
        ``color``, ``lty``, ``lwd``; one value for each line, or one for all.
    """
    axes = fixed_axes()
    lines = _ends(x0, y0, x1, y1)
    for (x, y, end_x, end_y), stroke in zip(lines, _strokes(how, len(lines)), strict=True):
        axes.plot([x, end_x], [y, end_y], **stroke)


def arrows(
    x0: Any, y0: Any, x1: Any = None, y1: Any = None, length: float = 0.25, angle: float = 30,
    code: int = 2, **how: Any,
) -> None:  # fmt: skip
    """Draw arrows; with an angle of 90 they have bars at their ends, as intervals have.

    Parameters
    ----------
    x0, y0, x1, y1 : array_like
        As in ``segments()``.
    length : float, default 0.25
        The length of a head in inches.
    angle : float, default 30
        The angle between head and shaft.
    code : {0, 1, 2, 3}
        Whether there is no head, one at the beginning, at the end, or at both.
    **how
        ``color``, ``lty``, ``lwd``.
    """
    axes = fixed_axes()
    lines = _ends(x0, y0, x1, y1)
    head = "|" if angle >= 90 else None
    left, right = (head or "<", head or ">")
    style = f"{left if code in (1, 3) else ''}-{right if code in (2, 3) else ''}"
    size = 72 * float(length) * (np.sin(np.radians(min(angle, 90))) if head is None else 1)
    widths = "" if head is None or style == "-" else ",".join(
        f"width{end}={size / 20:.3f}" for end, has in (("A", code in (1, 3)), ("B", code in (2, 3)))
        if has)  # fmt: skip
    shape = style if not widths else f"{style},{widths}"
    for (x, y, end_x, end_y), stroke in zip(lines, _strokes(how, len(lines)), strict=True):
        looks = {"arrowstyle": shape, "shrinkA": 0, "shrinkB": 0, **stroke}
        if head is None:
            looks["mutation_scale"] = max(size, 1)
        axes.annotate("", (end_x, end_y), (x, y), arrowprops=looks)


def _ends(x0: Any, y0: Any, x1: Any, y1: Any) -> list[tuple[float, float, float, float]]:
    parts = [numbers_of(v) for v in (x0, y0, x0 if x1 is None else x1, y0 if y1 is None else y1)]
    size = max(map(len, parts))
    return list(zip(*(np.resize(p, size) for p in parts), strict=True))


def legend(
    x: Any, y: Any = None, legend: Any = None, fill: Any = None, pch: Any = None, **how: Any
) -> None:
    """Draw a legend: a text for each entry, beside its line, point or area.

    Parameters
    ----------
    x : str or float
        The place, such as "topright", or the coordinate of the upper left corner.
    y : float, optional
        The other coordinate of the corner.
    legend : array_like
        The texts.
    fill : array_like, optional
        The colours of areas.
    pch : array_like, optional
        The symbols of points.
    **how
        ``color``, ``lty`` and ``lwd`` of the lines, ``title``, ``columns``, ``framed``.

    Raises
    ------
    InvalidArgument
        If the place is not known.
    """
    entries = [str(v) for v in text(read(legend)).data]
    axes = fixed_axes()
    has_lines = how.get("lty") is not None or how.get("lwd") is not None
    handles: list[Any] = []
    strokes = _strokes(how, len(entries))
    marks = _repeated(pch, len(entries))
    for shade, mark, stroke in zip(_repeated(fill, len(entries)), marks, strokes, strict=True):
        if fill is not None:
            handles += axes.fill([], [], facecolor=base_colour(shade), edgecolor="black")
            continue
        line = stroke if has_lines else {**stroke, "linestyle": "none"}
        handles += axes.plot([], [], marker=symbol(mark), **_filling(mark), **line)
    place: dict[str, Any] = {}
    if isinstance(x, str):
        matching = [p for name, p in _PLACES.items() if name.startswith(x)]
        if not matching:
            raise InvalidArgument(f"legend() has no place '{x}'.",
                                  hint=f"Places are {', '.join(_PLACES)}.")  # fmt: skip
        place["loc"] = _PLACES.get(x, matching[0])
    else:
        corner = (float(numbers_of(x)[0]), float(numbers_of(y)[0]))
        place |= {"loc": "upper left", "bbox_to_anchor": corner,
                  "bbox_transform": axes.transData}  # fmt: skip
    if (earlier := axes.get_legend()) is not None:
        axes.add_artist(earlier)  # matplotlib would take the new legend in its place
    axes.legend(handles, entries, title=how.get("title"), frameon=how.get("framed", True),
                ncol=int(how.get("columns") or 1), **place)  # fmt: skip


def _filling(mark: Any) -> dict[str, Any]:
    """Return the colour inside of a symbol, which the first symbols of R leave open."""
    return {} if is_filled(mark) else {"markerfacecolor": "none"}


def labels_at(
    x: Any, y: Any = None, labels: Any = None, pos: int | None = None, **how: Any
) -> None:
    """Write texts at points: R's ``text()``.

    Parameters
    ----------
    x, y : array_like
        The points.
    labels : array_like, optional
        The texts; the numbers of the points by default.
    pos : {1, 2, 3, 4}, optional
        Whether texts are below, left of, above or right of their points.
    **how
        ``color``.
    """
    points_x, points_y = numbers_of(x), numbers_of(y)
    size = max(len(points_x), len(points_y))
    texts = [str(n + 1) for n in range(size)] if labels is None else [
        str(v) for v in _repeated(text(read(labels)).data, size)]  # fmt: skip
    across, up = _BESIDE.get(int(pos or 0), ("center", "center"))
    colours = [base_colour(c) for c in _repeated(how.get("color"), size)]
    axes = fixed_axes()
    for at_x, at_y, label, colour in zip(np.resize(points_x, size), np.resize(points_y, size),
                                         texts, colours, strict=True):  # fmt: skip
        axes.text(at_x, at_y, label, color=colour, ha=across, va=up, clip_on=True)


def margin_text(label: Any, side: int = 3, *, outer: bool = False) -> None:
    """Write a text in a margin: R's ``mtext()``.

    Parameters
    ----------
    label : str
        The text.
    side : {1, 2, 3, 4}
        Below, left of, above or right of the plot.
    outer : bool, default False
        Whether the text belongs to the whole figure.
    """
    words = str(text(read(label)).data[0])
    if outer:
        plt.gcf().suptitle(words)
        return
    place: dict[int, dict[str, Any]] = {
        1: {"xy": (0.5, -0.12), "va": "top"}, 2: {"xy": (-0.12, 0.5), "rotation": 90},
        3: {"xy": (0.5, 1.01), "va": "bottom"}, 4: {"xy": (1.02, 0.5), "rotation": 270},
    }  # fmt: skip
    if int(side) == 3 and plt.gca().get_title():
        plt.gca().set_title(plt.gca().get_title(), pad=18)
    plt.gca().annotate(words, xycoords="axes fraction", ha="center", **place[int(side)])


def axis_at(side: int, at: Any = None, labels: Any = None) -> None:
    """Place the ticks of an axis: R's ``axis()``.

    Parameters
    ----------
    side : {1, 2, 3, 4}
        The axis below, left of, above or right of the plot.
    at : array_like, optional
        The positions.
    labels : array_like or bool, optional
        The texts; False for none.

    Raises
    ------
    InvalidData
        If there are other numbers of positions and texts.
    """
    axes = fixed_axes()
    axis = axes.xaxis if int(side) in (1, 3) else axes.yaxis
    if at is None:
        return
    places = numbers_of(at)
    if labels is None or labels is True:
        axis.set_ticks(places)
        return
    words = [""] * len(places) if labels is False else [str(v) for v in text(read(labels)).data]
    if len(words) != len(places):
        raise InvalidData("'at' and 'labels' lengths differ")
    axis.set_ticks(places, words)


def plot_title(title: Any = None, xlab: Any = None, ylab: Any = None) -> None:
    """Write the title of a plot and of its axes: R's ``title()``."""
    labels = {"title": title, "xlabel": xlab, "ylabel": ylab}
    plt.gca().set(**{n: str(text(read(v)).data[0]) for n, v in labels.items() if v is not None})


def grid_lines() -> None:
    """Draw a grid at the ticks of both axes: R's ``grid()``."""
    axes = fixed_axes()
    axes.grid(visible=True, color="lightgrey", linestyle=":")
    axes.set_axisbelow(True)


def rug(x: Any, side: int = 1, **how: Any) -> None:
    """Draw a mark at each value along an axis.

    Parameters
    ----------
    x : array_like
        The values.
    side : {1, 2, 3, 4}
        The axis below, left of, above or right of the plot.
    **how
        ``color``, ``lwd``.
    """
    axes = fixed_axes()
    is_across = int(side) in (1, 3)
    inner = (0, 0.03) if int(side) in (1, 2) else (0.97, 1)
    (stroke, *_) = _strokes(how, 1)
    transform = axes.get_xaxis_transform() if is_across else axes.get_yaxis_transform()
    for value in numbers_of(x):
        ends = ([value, value], inner) if is_across else (inner, [value, value])
        axes.plot(*ends, transform=transform, **stroke)
