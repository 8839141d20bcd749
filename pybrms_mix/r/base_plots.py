"""Base R plots, drawn by matplotlib on the current figure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from pybrms_mix.base.errors import InvalidData, NotSupported
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.lazy import pyplot as plt
from pybrms_mix.plots import style
from pybrms_mix.r.canvas import colour, dashes, levels_of
from pybrms_mix.r.named_matrix import axes_of
from pybrms_mix.r.r_vectors import numeric, read, text
from pybrms_mix.r.result_lists import result_list

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = [
    "abline", "barplot", "bins", "boxplot", "curve", "hist", "lines", "matplot", "plot", "points",
    "pretty",
]  # fmt: skip


def _numbers(x: Any) -> np.ndarray:
    return np.asarray(numeric(read(x)).data, dtype=float)


def pretty(x: Any, n: int = 5) -> np.ndarray:
    """Return round break points for about ``n`` intervals, as R's ``pretty()``.

    Parameters
    ----------
    x : array_like
        Numbers whose range the break points cover.
    n : int, default 5
        The target number of intervals.

    Returns
    -------
    ndarray
        The ends of the intervals in increasing order.

    Examples
    --------
    >>> pretty([0.2, 9.7])
    array([ 0.,  2.,  4.,  6.,  8., 10.])
    """
    values = _numbers(x)
    low, high = float(np.nanmin(values)), float(np.nanmax(values))
    size = max(abs(low), abs(high))
    apart, least = high - low, n // 3
    cell = apart / n
    if apart <= 1e-10 * size:
        cell = 0.75 * (9 + size / 10 if size > 10 else size or 1.0) / max(least, 1)
    base = 10.0 ** np.floor(np.log10(cell))
    unit = base
    for factor, bias in ((2, 1.5), (5, 2.75), (10, 1.5)):
        if factor * base - cell < bias * (cell - unit):
            unit = factor * base
    first, last = np.floor(low / unit + 1e-7), np.ceil(high / unit - 1e-7)
    short = int(max(least - (last - first), 0))
    if short:
        more, less = short // 2, short - short // 2
        first, last = (first - less, last + more) if first >= 0 else (first - more, last + less)
    return np.asarray(np.arange(first, last + 1) * unit)


def bins(x: Any, breaks: Any = None) -> dict[str, Any]:
    """Count numbers in bins, as R's ``hist(x, plot = FALSE)``.

    Parameters
    ----------
    x : array_like
        Numbers; missing values are dropped.
    breaks : int or array_like, optional
        The target number of bins, or the ends of the bins. The default number is given by Sturges'
        rule.

    Returns
    -------
    dict
        ``breaks``, ``counts``, ``density`` and ``mids``. The bins are closed on the right.

    Raises
    ------
    InvalidData
        If the bins do not cover the numbers.
    """
    values = _numbers(x)
    values = values[np.isfinite(values)]
    cuts = None if breaks is None or isinstance(breaks, str) else _numbers(breaks)
    if cuts is not None and len(cuts) > 1:
        ends = np.sort(cuts)
    else:
        bin_count = int(cuts[0]) if cuts is not None else int(np.ceil(np.log2(len(values)) + 1))
        ends = pretty(values, bin_count)
    if values.min() < ends[0] or values.max() > ends[-1]:
        raise InvalidData("some 'x' not counted; maybe 'breaks' do not span range of 'x'")
    fuzz = 1e-7 * float(np.median(np.diff(ends)))
    edges = ends + np.r_[-fuzz, np.full(len(ends) - 1, fuzz)]
    places = np.searchsorted(edges, values, side="left") - 1
    counts = np.bincount(np.clip(places, 0, len(ends) - 2), minlength=len(ends) - 1)
    share = counts / (len(values) * np.diff(ends))
    middles = (ends[:-1] + ends[1:]) / 2
    widths = np.diff(ends)
    parts = {"breaks": ends, "counts": counts, "density": share, "mids": middles,
             "equidist": bool(np.ptp(widths) < 1e-7 * widths.mean())}  # fmt: skip
    return result_list(parts, "histogram", ["xname"], [*list(parts)[:4], "xname", "equidist"])


def _begun(how: dict[str, Any]) -> Axes:
    """Return the axes of a new figure with labels and limits, or the current axes if ``add``."""
    if how.get("add"):
        return plt.gca()
    ax: Axes = plt.subplots(layout="constrained")[1]
    style.plain(ax)
    ax.set(title=str(how.get("title") or ""), xlabel=str(how.get("xlab") or ""),
           ylabel=str(how.get("ylab") or ""))  # fmt: skip
    for name in ("xlim", "ylim"):
        if how.get(name) is not None:
            getattr(ax, f"set_{name}")(*_numbers(how[name]))
    for axis in (a for a in ("x", "y") if a in (how.get("log") or "")):
        getattr(ax, f"set_{axis}scale")("log")
    return ax


def _looks(how: dict[str, Any]) -> dict[str, Any]:
    line_style = {"linewidth": float(how.get("lwd") or 1), "linestyle": dashes(how.get("lty") or 1)}
    return {**line_style, "color": _base_colour(how.get("color"))}


def _base_colour(value: Any) -> Any:
    """Return a base R colour for matplotlib; number 1 in base R's palette is black."""
    if value is None:
        return "black"
    code = read(value).data[0]
    return "black" if code == 1 else colour(code)


def hist(x: Any, breaks: Any = None, freq: bool | None = None, **how: Any) -> None:
    """Draw a histogram; the bins are those of ``bins()``.

    Parameters
    ----------
    x, breaks
        As in ``bins()``.
    freq : bool, optional
        Whether heights are counts; otherwise heights are densities.
    **how
        ``title``, ``xlab``, ``color``, ``xlim``, ....
    """
    bin_table = bins(x, breaks)
    heights = bin_table["density"] if freq is False else bin_table["counts"]
    ax = _begun({"ylab": "Density" if freq is False else "Frequency", **how})
    ends = bin_table["breaks"]
    shade = colour(read(how["color"]).data[0]) if how.get("color") is not None else "lightgrey"
    ax.bar(ends[:-1], heights, np.diff(ends), align="edge", color=shade, edgecolor="black",
           linewidth=0.6)  # fmt: skip


def _points_of(x: Any, y: Any) -> tuple[np.ndarray, np.ndarray]:
    """Return the coordinates of points from two vectors, one vector, or a density estimate."""
    if isinstance(x, dict) and y is None:
        return _numbers(x["x"]), _numbers(x["y"])
    if isinstance(x, pd.DataFrame) and y is None:
        return _numbers(x.iloc[:, 0]), _numbers(x.iloc[:, 1])
    first = _numbers(x)
    return (np.arange(1, len(first) + 1.0), first) if y is None else (first, _numbers(y))


def plot(x: Any, y: Any = None, type: str | None = None, **how: Any) -> None:
    """Draw points or a line on a new figure.

    Parameters
    ----------
    x, y
        Coordinates. If ``y`` is omitted, ``x`` is a density estimate or is drawn against 1, 2, 3,
        .... A factor ``x`` gives a box plot.
    type : {"p", "l", "b", "h", "n", "s"}, optional
        Points, lines, both, vertical lines, nothing or steps.
    **how
        ``title``, ``xlab``, ``color``, ``lwd``, ....
    """
    if y is not None and levels_of(x) is not None:
        boxplot(y, groups=x, **how)
        return
    _begun(how)
    curve_ = isinstance(x, dict) and y is None
    _drawn(*_points_of(x, y), type or ("l" if curve_ else "p"), how)


def _drawn(x: np.ndarray, y: np.ndarray, type: str, how: dict[str, Any]) -> None:
    ax = plt.gca()
    if type in ("l", "b", "o", "s"):
        ax.plot(x, y, drawstyle="steps-post" if type == "s" else "default", **_looks(how))
    if type == "h":
        ax.vlines(x, 0, y, color=_base_colour(how.get("color")))
    if type in ("p", "b", "o"):
        colours = how.get("color")
        colour_per_point = colours is not None and len(read(colours)) == len(x) > 1
        shades = (
            [_base_colour(c) for c in read(colours).data]
            if colour_per_point
            else _base_colour(colours)
        )
        ax.scatter(x, y, s=18, facecolors="none", edgecolors=shades)


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
    at = np.arange(len(matrix)) + 1.0 if y is None else _numbers(x)
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
    _drawn(*_points_of(x, y), "l", how)


def points(x: Any, y: Any = None, **how: Any) -> None:
    """Draw points on the current figure; the arguments are those of ``plot()``."""
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
    ax = plt.gca()
    for at in [] if h is None else _numbers(h):
        ax.axhline(at, **_looks(how))
    for at in [] if v is None else _numbers(v):
        ax.axvline(at, **_looks(how))
    if isinstance(a, Mapping) and "coefficients" in a:
        a = np.asarray(a["coefficients"], dtype=float)[:2]
    if a is not None:
        start, slope = _numbers(a)[:2] if b is None else (float(a), float(b))
        ax.axline((0, float(start)), slope=float(slope), **_looks(how))


def boxplot(*vectors: Any, groups: Any = None, **how: Any) -> None:
    """Draw a box plot with one box for each vector, or for each level of ``groups``."""
    if groups is not None:
        levels = levels_of(groups) or tuple(dict.fromkeys(text(read(groups)).data))
        labels = np.array(text(read(groups)).data, dtype=object)
        values = _numbers(vectors[0])
        data = {k: values[(labels == k) & np.isfinite(values)] for k in levels}
    elif len(vectors) == 1 and hasattr(vectors[0], "items") and not isinstance(
        vectors[0], pd.Series
    ):  # fmt: skip
        data = {str(k): _numbers(v) for k, v in vectors[0].items()}
    else:
        data = {str(n + 1): _numbers(v) for n, v in enumerate(vectors)}
    ax = _begun(how)
    upright = not how.get("horizontal", False)
    artists = ax.boxplot(list(data.values()), vert=upright, patch_artist=True, widths=0.6)
    shade = colour(read(how["color"]).data[0]) if how.get("color") is not None else "lightgrey"
    for patch in artists["boxes"]:
        patch.set_facecolor(shade)
    names = list(data) if how.get("names") is None else list(text(read(how["names"])).data)
    (ax.set_xticks if upright else ax.set_yticks)(range(1, len(data) + 1), names)


def barplot(height: Any, **how: Any) -> None:
    """Draw one bar for each element, labelled with the names of the elements.

    A matrix has one bar for each column, stacked, or with ``beside`` a group of bars. The bars of
    a vector lie with ``horiz``.
    """
    if np.ndim(height) == 2:
        _barred(np.asarray(height, dtype=float), axes_of(height)[1], how)
        return
    vector = read(height)
    names = how.get("names")
    labels = vector.names if names is None else tuple(text(read(names)).data)
    ax = _begun(how)
    at = np.arange(len(vector))
    lies = bool(how.get("horiz"))
    (ax.barh if lies else ax.bar)(at, numeric(vector).data, color=colour("grey70"))
    set_ticks = ax.set_yticks if lies else ax.set_xticks
    set_ticks(at, labels if labels is not None else [""] * len(at))


def _barred(heights: np.ndarray, labels: Any, how: dict[str, Any]) -> None:
    """Draw the columns of a matrix as stacked bars, or as groups of bars."""
    names = how.get("names")
    if how.get("horiz"):
        raise NotSupported("The bars of a matrix stand upright here.")
    bar_labels = labels if names is None else text(read(names)).data
    ax = _begun(how)
    size, columns = heights.shape
    beside = bool(how.get("beside"))
    at = np.arange(columns) * (size + 1.0 if beside else 1.0)
    start = np.zeros(columns)
    for n, row in enumerate(heights):
        shade = str(np.linspace(0.35, 0.85, size)[n])
        ax.bar(at + n if beside else at, row, 1 if beside else 0.8, color=shade,
               bottom=None if beside else start)  # fmt: skip
        start = start + row
    middle = at + (size - 1) / 2 if beside else at
    ax.set_xticks(middle, [""] * columns if bar_labels is None else list(map(str, bar_labels)))


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
