"""Base R plots, drawn by matplotlib on the current figure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from pybrms_mix.base.errors import NotSupported
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.lazy import pyplot as plt
from pybrms_mix.plots import style
from pybrms_mix.r.pictures.canvas import colour, levels_of
from pybrms_mix.r.pictures.plot_grid import next_axes
from pybrms_mix.r.pictures.plot_looks import (
    base_colour,
    fixed_axes,
    is_filled,
    looks_of,
    numbers_of,
    symbol,
)
from pybrms_mix.r.statistics.sample_tests import box_statistics
from pybrms_mix.r.values.named_matrix import axes_of
from pybrms_mix.r.values.r_vectors import numeric, read, text
from pybrms_mix.r.values.scalars import is_missing
from pybrms_mix.r.vectors.bins import bins

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = [
    "abline", "barplot", "boxplot", "curve", "hist", "lines", "matplot", "plot", "points",
]  # fmt: skip


def _begun(how: dict[str, Any]) -> Axes:
    """Return the axes of a new figure with labels and limits, or the current axes if ``add``."""
    if how.get("add"):
        return plt.gca()
    ax = next_axes()
    style.plain(ax)
    ax.set(title=str(how.get("title") or ""), xlabel=str(how.get("xlab") or ""),
           ylabel=str(how.get("ylab") or ""))  # fmt: skip
    for name in ("xlim", "ylim"):
        if how.get(name) is not None:
            getattr(ax, f"set_{name}")(*numbers_of(how[name]))
    for axis in (a for a in ("x", "y") if a in (how.get("log") or "")):
        getattr(ax, f"set_{axis}scale")("log")
    return ax


def hist(
    x: Any, breaks: Any = None, freq: bool | None = None, **how: Any
) -> dict[str, Any]:  # fmt: skip
    """Draw a histogram; the bins are those of ``bins()``, which are returned.

    Parameters
    ----------
    x, breaks
        As in ``bins()``.
    freq : bool, optional
        Whether heights are counts; otherwise heights are densities.
    **how
        ``title``, ``xlab``, ``color``, ``xlim``, ....

    Returns
    -------
    dict
        The bins.
    """
    bin_table = bins(x, breaks)
    heights = bin_table["density"] if freq is False else bin_table["counts"]
    ax = _begun({"ylab": "Density" if freq is False else "Frequency", **how})
    ends = bin_table["breaks"]
    shade = colour(read(how["color"]).data[0]) if how.get("color") is not None else "lightgrey"
    ax.bar(ends[:-1], heights, np.diff(ends), align="edge", color=shade, edgecolor="black",
           linewidth=0.6)  # fmt: skip
    return bin_table


def _points_of(x: Any, y: Any) -> tuple[np.ndarray, np.ndarray]:
    """Return the coordinates of points from two vectors, one vector, or a density estimate."""
    if isinstance(x, dict) and y is None:
        return numbers_of(x["x"]), numbers_of(x["y"])
    if isinstance(x, pd.DataFrame) and y is None:
        return numbers_of(x.iloc[:, 0]), numbers_of(x.iloc[:, 1])
    first = numbers_of(x)
    return (np.arange(1, len(first) + 1.0), first) if y is None else (first, numbers_of(y))


def plot(x: Any, y: Any = None, type: str | None = None, **how: Any) -> None:
    """Draw points or a line on a new figure.

    Parameters
    ----------
    x, y
        Coordinates. If ``y`` is omitted, ``x`` is a density estimate or is drawn against 1, 2, 3,
        .... A factor ``x`` gives a box plot. None or NA gives an empty plot with limits.
    type : {"p", "l", "b", "h", "n", "s"}, optional
        Points, lines, both, vertical lines, nothing or steps.
    **how
        ``title``, ``xlab``, ``color``, ``lwd``, ....
    """
    if y is not None and levels_of(x) is not None:
        boxplot(y, groups=x, **how)
        return
    _begun(how)
    if y is None and (x is None or (np.ndim(x) == 0 and is_missing(x))):
        return
    curve_ = isinstance(x, dict) and y is None
    _drawn(*_points_of(x, y), type or ("l" if curve_ else "p"), how)


def _drawn(x: np.ndarray, y: np.ndarray, type: str, how: dict[str, Any]) -> None:
    ax = plt.gca()
    if type in ("l", "b", "o", "s"):
        ax.plot(x, y, drawstyle="steps-post" if type == "s" else "default", **looks_of(how))
    if type == "h":
        ax.vlines(x, 0, y, color=base_colour(how.get("color")))
    if type in ("p", "b", "o"):
        _scattered(ax, x, y, how.get("color"), how.get("pch"))


def _scattered(ax: Axes, x: np.ndarray, y: np.ndarray, colours: Any, symbols: Any) -> None:
    """Draw points; colours and symbols are repeated as R recycles them."""
    shades = [None] if colours is None else list(read(colours).data)
    marks = [1] if symbols is None else list(read(symbols).data)
    looks = [(marks[n % len(marks)], shades[n % len(shades)]) for n in range(len(x))]
    for mark in dict.fromkeys(m for m, _ in looks):
        places = [n for n, (m, _) in enumerate(looks) if m == mark]
        edges = [base_colour(looks[n][1]) for n in places]
        ax.scatter(x[places], y[places], s=18, marker=symbol(mark), edgecolors=edges,
                   facecolors=edges if is_filled(mark) else "none")  # fmt: skip


def matplot(x: Any, y: Any = None, type: str = "p", **how: Any) -> None:
    """Draw one line, or one set of points, for each column of a matrix.

    Parameters
    ----------
    x : array_like
        The coordinates on the horizontal axis; without ``y``, the matrix itself.
    y : array_like, optional
        The matrix, shape (N, lines).
    type : {"p", "l", "b", "o", "h", "s", "n"}
        As in ``plot()``.
    **how
        ``title``, ``xlab``, ``color``, ``lty``, ...; one value for each column, or one for all.
    """
    matrix = np.asarray(x if y is None else y, dtype=float)
    matrix = matrix.reshape(len(matrix), -1)
    at = np.arange(len(matrix)) + 1.0 if y is None else numbers_of(x)
    _begun({n: v for n, v in how.items() if n not in ("color", "lty", "lwd")})
    settings = {
        n: list(read(how[n]).data) for n in ("color", "lty", "lwd") if how.get(n) is not None
    }
    settings.setdefault("color", list(range(1, 7)))
    settings.setdefault("lty", list(range(1, 6)))
    for n, column in enumerate(matrix.T):
        _drawn(at, column, type, {k: v[n % len(v)] for k, v in settings.items()})


def lines(x: Any, y: Any = None, **how: Any) -> None:
    """Draw a line on the current figure; the arguments are those of ``plot()``."""
    fixed_axes()
    _drawn(*_points_of(x, y), "l", how)


def points(x: Any, y: Any = None, **how: Any) -> None:
    """Draw points on the current figure; the arguments are those of ``plot()``."""
    fixed_axes()
    _drawn(*_points_of(x, y), "p", how)


def abline(a: Any = None, b: Any = None, h: Any = None, v: Any = None, **how: Any) -> None:
    """Draw straight lines on the current figure.

    Parameters
    ----------
    a, b : float, optional
        Intercept and slope. ``a`` alone holds both, or is a linear model with one predictor.
    h, v : float or array_like, optional
        Positions of horizontal and of vertical lines.
    **how
        ``color``, ``lwd``, ``lty``.
    """
    ax = fixed_axes()
    for at in [] if h is None else numbers_of(h):
        ax.axhline(at, **looks_of(how))
    for at in [] if v is None else numbers_of(v):
        ax.axvline(at, **looks_of(how))
    if isinstance(a, Mapping) and "coefficients" in a:
        a = np.asarray(a["coefficients"], dtype=float)[:2]
    if a is not None:
        start, slope = numbers_of(a)[:2] if b is None else (float(a), float(b))
        ax.axline((0, float(start)), slope=float(slope), **looks_of(how))


def boxplot(*vectors: Any, groups: Any = None, **how: Any) -> dict[str, Any]:
    """Draw a box plot with one box for each vector, or for each level of ``groups``.

    Returns
    -------
    dict
        ``stats``, ``n``, ``conf``, ``out``, ``group`` and ``names``, as R's ``boxplot()``. The
        numbers of a box are a column of ``stats``.
    """
    if groups is not None:
        levels = levels_of(groups) or tuple(dict.fromkeys(text(read(groups)).data))
        labels = np.array(text(read(groups)).data, dtype=object)
        values = numbers_of(vectors[0])
        data = {k: values[(labels == k) & np.isfinite(values)] for k in levels}
    elif len(vectors) == 1 and hasattr(vectors[0], "items") and not isinstance(
        vectors[0], pd.Series
    ):  # fmt: skip
        data = {str(k): numbers_of(v) for k, v in vectors[0].items()}
    else:
        data = {str(n + 1): numbers_of(v) for n, v in enumerate(vectors)}
    ax = _begun(how)
    upright = not how.get("horizontal", False)
    artists = ax.boxplot(list(data.values()), vert=upright, patch_artist=True, widths=0.6)
    shade = colour(read(how["color"]).data[0]) if how.get("color") is not None else "lightgrey"
    for patch in artists["boxes"]:
        patch.set_facecolor(shade)
    names = list(data) if how.get("names") is None else list(text(read(how["names"])).data)
    (ax.set_xticks if upright else ax.set_yticks)(range(1, len(data) + 1), names)
    boxes = [box_statistics(values) for values in data.values()]
    outside = [len(box["out"]) for box in boxes]
    is_alone = groups is None and len(vectors) == 1 and len(boxes) == 1
    return {
        "stats": np.column_stack([box["stats"] for box in boxes]),
        "n": np.array([float(box["n"]) for box in boxes]),
        "conf": np.column_stack([box["conf"] for box in boxes]),
        "out": np.concatenate([box["out"] for box in boxes]),
        "group": np.repeat(np.arange(1.0, len(boxes) + 1), outside),
        "names": np.array([""] if is_alone else names, dtype=object),
    }


def barplot(height: Any, **how: Any) -> Any:
    """Draw one bar for each element, labelled with the names of the elements.

    A matrix has one bar for each column, stacked, or with ``beside`` a group of bars. The bars of
    a vector lie with ``horiz``. The result holds the places of the middles of the bars, as in R:
    a matrix of one column for a vector.
    """
    if np.ndim(height) == 2:
        return _barred(np.asarray(height, dtype=float), axes_of(height)[1], how)
    vector = read(height)
    names = how.get("names")
    labels = vector.names if names is None else tuple(text(read(names)).data)
    ax = _begun(how)
    at = _places(len(vector))
    lies = bool(how.get("horiz"))
    (ax.barh if lies else ax.bar)(at, numeric(vector).data, 1, color=colour("grey70"))
    set_ticks = ax.set_yticks if lies else ax.set_xticks
    set_ticks(at, labels if labels is not None else [""] * len(at))
    return at[:, None]


def _places(count: int) -> np.ndarray:
    """Return the middles of bars of width 1, with a space of 0.2 before each."""
    return 0.7 + 1.2 * np.arange(count)


def _barred(heights: np.ndarray, labels: Any, how: dict[str, Any]) -> np.ndarray:
    """Draw the columns of a matrix as stacked bars, or as groups of bars."""
    names = how.get("names")
    if how.get("horiz"):
        raise NotSupported("The bars of a matrix stand upright here.")
    bar_labels = labels if names is None else text(read(names)).data
    ax = _begun(how)
    size, columns = heights.shape
    beside = bool(how.get("beside"))
    at = 1.5 + np.arange(columns) * (size + 1.0) if beside else _places(columns)
    start = np.zeros(columns)
    for n, row in enumerate(heights):
        shade = str(np.linspace(0.35, 0.85, size)[n])
        ax.bar(at + n if beside else at, row, 1, color=shade,
               bottom=None if beside else start)  # fmt: skip
        start = start + row
    middle = at + (size - 1) / 2 if beside else at
    ax.set_xticks(middle, [""] * columns if bar_labels is None else list(map(str, bar_labels)))
    return at + np.arange(size)[:, None] if beside else at


def curve(
    function: Callable[[Any], Any], start: float = 0, stop: float = 1, *, add: bool = False,
    **how: Any,
) -> None:  # fmt: skip
    """Draw the graph of a function from ``start`` to ``stop``, on the current axes if ``add``."""
    if not add:
        _begun(how)
    elif start == 0 and stop == 1:
        start, stop = plt.gca().get_xlim()
    x = np.linspace(float(start), float(stop), 101)
    heights = np.asarray(function(x), dtype=float).ravel()  # scale(x) is a matrix of one column
    _drawn(x, np.broadcast_to(heights, x.shape), "l", how)
