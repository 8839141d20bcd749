"""The layers of pictures: each function draws the rows of one group on one panel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from pybrms_mix.base.lazy import pyplot
from pybrms_mix.plots import style
from pybrms_mix.r.pictures.canvas import Canvas, counts_lie, point_area
from pybrms_mix.r.pictures.geom_looks import area, positions_of, stroke, upright, values_by_place
from pybrms_mix.r.pictures.level_order import MARKERS
from pybrms_mix.r.pictures.summary_geoms import lineribbon, slab_of, summary
from pybrms_mix.r.statistics.smoothing import smoothed

if TYPE_CHECKING:
    from pybrms_mix.base.lazy import pandas as pd
    from pybrms_mix.r.pictures.geom_looks import Geom

_GRID = 200


def _point(canvas: Canvas, rows: pd.DataFrame, how: dict[str, Any]) -> None:
    x, y = positions_of(canvas, rows)
    shade = how.get("shades")
    looks = {"c": shade} if shade is not None else {"color": how["colour"]}
    area = point_area(float(how.get("size", 1.5)))
    marker = how.get("shape") if how.get("shape") in MARKERS else "o"
    canvas.points(x, y, s=area, alpha=how.get("alpha"), label=how.get("label"), marker=marker,
                  **looks)  # fmt: skip


def _jitter(canvas: Canvas, rows: pd.DataFrame, how: dict[str, Any]) -> None:
    x, y = positions_of(canvas, rows)
    rng = np.random.default_rng(1)  # a fixed seed makes repeated drawings of a picture equal
    width = float(how.get("width", 0.4)) if "x" in canvas.levels else float(how.get("width", 0))
    height = float(how.get("height", 0))
    jittered_rows = rows.assign(x=x + rng.uniform(-width, width, len(x)),
                                y=y + rng.uniform(-height, height, len(y)))  # fmt: skip
    _point(Canvas(canvas.ax, canvas.flip), jittered_rows, how)


def _line(canvas: Canvas, rows: pd.DataFrame, how: dict[str, Any]) -> None:
    x, y = positions_of(canvas, rows)
    order = np.argsort(x, kind="stable")
    canvas.line(x[order], y[order], **stroke(how))


def _path(canvas: Canvas, rows: pd.DataFrame, how: dict[str, Any]) -> None:
    canvas.line(*positions_of(canvas, rows), **stroke(how))


def _step(canvas: Canvas, rows: pd.DataFrame, how: dict[str, Any]) -> None:
    x, y = positions_of(canvas, rows)
    order = np.argsort(x, kind="stable")
    canvas.line(x[order], y[order], drawstyle="steps-post", **stroke(how))


def _edges(x: np.ndarray, how: dict[str, Any]) -> np.ndarray:
    """Return the edges of bins, which all groups share."""
    low, high = how.get("range", (np.nanmin(x), np.nanmax(x)))
    bins = int(how.get("bins", 30))
    width = how.get("binwidth")
    if width is None and (high <= low or bins == 1):
        return np.linspace(low, high if high > low else low + 1, bins + 1)
    width = (high - low) / (bins - 1) if width is None else width
    first = np.floor(low / width + 0.5) * width - width / 2  # the middle of a bin is at 0
    return np.asarray(first + width * np.arange(np.ceil((high - first) / width + 1e-9) + 1))


def _histogram(canvas: Canvas, rows: pd.DataFrame, how: dict[str, Any]) -> None:
    x = canvas.at("x", rows["x"])
    x = x[np.isfinite(x)]
    counts, edges = np.histogram(x, _edges(x, how), density=bool(how.get("density")))
    edge = how.get("edge", "none")
    below = how["stack"].setdefault("hist", np.zeros(len(counts)))
    canvas.bars((edges[:-1] + edges[1:]) / 2, counts, edges[1] - edges[0], bottom=below.copy(),
                edgecolor=edge, **area(how))  # fmt: skip
    if how.get("position", "stack") == "stack":
        below += counts


def _freqpoly(canvas: Canvas, rows: pd.DataFrame, how: dict[str, Any]) -> None:
    x = canvas.at("x", rows["x"])
    x = x[np.isfinite(x)]
    counts, edges = np.histogram(x, _edges(x, how), density=bool(how.get("density")))
    canvas.line((edges[:-1] + edges[1:]) / 2, counts, **stroke(how))


def _density(canvas: Canvas, rows: pd.DataFrame, how: dict[str, Any]) -> None:
    x = canvas.at("x", rows["x"])
    points, height = style.smooth(x[np.isfinite(x)])
    if how.get("filled"):
        canvas.band(points, 0, height, **area(how))
    canvas.line(points, height, **{**stroke(how), "label": None if how.get("filled") else
                                   how.get("label")})  # fmt: skip


def _bar(canvas: Canvas, rows: pd.DataFrame, how: dict[str, Any]) -> None:
    at, counts = np.unique(canvas.at("x", rows["x"]), return_counts=True)
    _stacked(canvas, at, counts.astype(float), how)


def _col(canvas: Canvas, rows: pd.DataFrame, how: dict[str, Any]) -> None:
    _stacked(canvas, *positions_of(canvas, rows), how)


def _stacked(canvas: Canvas, at: np.ndarray, height: np.ndarray, how: dict[str, Any]) -> None:
    below = how["stack"].setdefault("bars", {})
    width, at_once = float(how.get("width", 0.9)), how.get("position", "stack") != "stack"
    if how.get("position") == "dodge":
        width /= how["groups"]
        at = at + (how["number"] - (how["groups"] - 1) / 2) * width
    bottom = np.array([0.0 if at_once else below.get(a, 0.0) for a in at])
    canvas.bars(at, height, width, bottom, **area(how))
    below.update({a: b + h for a, b, h in zip(at, bottom, height, strict=True)})


def _boxplot(canvas: Canvas, rows: pd.DataFrame, how: dict[str, Any]) -> None:
    canvas, rows = upright(canvas, rows)
    values_at = values_by_place(canvas, rows, how)
    width = 0.75 / (how["groups"] if how.get("dodged") else 1)
    canvas.box(
        list(values_at.values()),
        list(values_at),
        float(how.get("width", width)),
        how["fill"],
        how.get("label"),
    )


def _violin(canvas: Canvas, rows: pd.DataFrame, how: dict[str, Any]) -> None:
    canvas, rows = upright(canvas, rows)
    for at, values in values_by_place(canvas, rows, how).items():
        points, height = style.smooth(values)
        half = height / height.max() * (0.38 / how["groups"] if how.get("dodged") else 0.45)
        sideways = canvas.turned()
        sideways.band(points, at - half, at + half, edgecolor="black", **{
            **area(how), "linewidth": 0.6})  # fmt: skip


def _ribbon(canvas: Canvas, rows: pd.DataFrame, how: dict[str, Any]) -> None:
    if "xmin" in rows:
        canvas = canvas.turned()
        rows = rows.rename(columns={"xmin": "ymin", "xmax": "ymax", "y": "x", "x": "y"})
    x = canvas.at("x", rows["x"])
    order = np.argsort(x, kind="stable")
    ends = [np.asarray(canvas.at("y", rows[n]))[order] for n in ("ymin", "ymax")]
    canvas.band(x[order], *ends, **area(how))


def _area_below(canvas: Canvas, rows: pd.DataFrame, how: dict[str, Any]) -> None:
    x, y = positions_of(canvas, rows)
    order = np.argsort(x, kind="stable")
    canvas.band(x[order], 0, y[order], **area(how))


def _smooth(canvas: Canvas, rows: pd.DataFrame, how: dict[str, Any]) -> None:
    if "ymin" in rows:
        _ribbon(canvas, rows, {**how, "alpha": 0.3, "label": None})
        _line(canvas, rows, {**how, "linewidth": how.get("linewidth", 1)})
        return
    x, y = positions_of(canvas, rows)
    curve = smoothed(x, y, str(how.get("method", "auto")), span=float(how.get("span", 0.75)))
    if how.get("se", True) and curve.low is not None:
        canvas.band(curve.x, curve.low, curve.high, color="0.6", alpha=0.4)
    canvas.line(curve.x, curve.y, **stroke(how, 1.0))


def _straight(axis: str) -> Geom:
    def draw(canvas: Canvas, rows: pd.DataFrame, how: dict[str, Any]) -> None:
        name = f"{axis}intercept"
        for at in np.unique(np.asarray(rows[name], dtype=float)):
            canvas.straight(axis, float(at), **{**stroke(how), "label": None})

    return draw


def _abline(canvas: Canvas, rows: pd.DataFrame, how: dict[str, Any]) -> None:
    pairs = rows[["slope", "intercept"]].astype(float).drop_duplicates().to_numpy()
    for slope, start in pairs.tolist():
        canvas.ax.axline((0, start), slope=slope, **{**stroke(how), "label": None})


def _segment(canvas: Canvas, rows: pd.DataFrame, how: dict[str, Any]) -> None:
    ends = [canvas.at(n[0], rows[n]) for n in ("x", "xend", "y", "yend")]
    for x, xend, y, yend in zip(*ends, strict=True):
        canvas.line([x, xend], [y, yend], **{**stroke(how), "label": None})


def _ranges(*, point: bool, cap: bool = False) -> Geom:
    """Return a layer that draws intervals, with points inside them if ``point``."""

    def draw(canvas: Canvas, rows: pd.DataFrame, how: dict[str, Any]) -> None:
        if "xmin" in rows and "ymin" not in rows:
            canvas = canvas.turned()
            names = {"xmin": "ymin", "xmax": "ymax", "x": "y", "y": "x"}
            rows = rows.rename(columns=names)
        x = canvas.at("x", rows["x"]) + how.get("shift", 0.0)
        low, high = (canvas.at("y", rows[n]) for n in ("ymin", "ymax"))
        looks = {n: v for n, v in stroke(how).items() if n != "linestyle"}
        canvas.span(x, low, high, **{**looks, "label": None if point else looks["label"]})
        if cap:
            half = float(how.get("width", 0.5)) / 2
            for at in (low, high):
                canvas.turned().span(at, x - half, x + half, **{**looks, "label": None})
        if point:
            canvas.points(x, canvas.at("y", rows["y"]), color=how["colour"], s=25,
                          label=how.get("label"))  # fmt: skip

    return draw


def _words(canvas: Canvas, rows: pd.DataFrame, how: dict[str, Any]) -> None:
    x, y = positions_of(canvas, rows)
    size = 11 * float(how.get("size", 3.88)) / 3.88
    canvas.words(x, y, [str(v) for v in rows["label"]], color=how["colour"], fontsize=size,
                 ha="center", va="center")  # fmt: skip


def _rug(canvas: Canvas, rows: pd.DataFrame, how: dict[str, Any]) -> None:
    sides = str(how.get("sides", "bl"))
    ends = {"b": ("x", 0.0, 0.03), "t": ("x", 0.97, 1.0), "l": ("y", 0.0, 0.03),
            "r": ("y", 0.97, 1.0)}  # fmt: skip
    looks = {"color": how["colour"], "linewidth": 0.6, "alpha": how.get("alpha")}
    for axis, low, high in (ends[s] for s in sides if s in ends and ends[s][0] in rows):
        upright = (axis == "x") != canvas.flip
        names = ("ymin", "ymax") if upright else ("xmin", "xmax")
        for value in canvas.at(axis, rows[axis]):
            canvas.straight(
                axis, float(value), **dict(zip(names, (low, high), strict=True)), **looks
            )


def _function(canvas: Canvas, rows: pd.DataFrame, how: dict[str, Any]) -> None:
    low, high = (float(v) for v in how.get("xlim") or how.get("range") or canvas.ax.get_xlim())
    x = np.linspace(low, high, _GRID)
    canvas.line(x, np.broadcast_to(np.asarray(how["fun"](x), dtype=float), x.shape), **stroke(how))


def _tile(canvas: Canvas, rows: pd.DataFrame, how: dict[str, Any]) -> None:
    x, y = positions_of(canvas, rows)
    shades = how.get("shades")
    looks = {"color": how["fill"]} if shades is None else {"color": _scale_of(shades)}
    width, height = _spacing(x), _spacing(y)
    canvas.bars(x, np.full(len(y), height), width, bottom=y - height / 2, label=how.get("label"),
                alpha=how.get("alpha"), **looks)  # fmt: skip


def _rect(canvas: Canvas, rows: pd.DataFrame, how: dict[str, Any]) -> None:
    """Draw rectangles; an infinite end is the end of the panel."""
    ends = {}
    for axis in ("x", "y"):
        panel_ends = canvas.ends(axis)
        low, high = (canvas.at(axis, rows[f"{axis}{n}"]) for n in ("min", "max"))
        ends[axis] = [
            np.where(np.isinf(v), panel_ends[int(k)], v) for k, v in enumerate((low, high))
        ]
    for left, right, low, high in zip(*ends["x"], *ends["y"], strict=True):
        canvas.band([left, right], [low, low], [high, high], **{**area(how), "label": None})


def _spacing(at: np.ndarray) -> float:
    """Return the smallest distance of two positions: the size of a tile."""
    steps = np.diff(np.unique(at[np.isfinite(at)]))
    return float(steps.min()) if len(steps) else 1.0


def _scale_of(values: np.ndarray) -> np.ndarray:
    """Return the colours of numbers on a continuous scale."""
    low, high = float(np.nanmin(values)), float(np.nanmax(values))
    shares = (values - low) / (high - low) if high > low else np.zeros(len(values))
    return np.asarray(pyplot.get_cmap("viridis")(shares))


def _ecdf(canvas: Canvas, rows: pd.DataFrame, how: dict[str, Any]) -> None:
    x = np.sort(canvas.at("x", rows["x"]))
    x = x[np.isfinite(x)]
    share = np.arange(1, len(x) + 1) / len(x)
    canvas.line(x, share, drawstyle="steps-post", **stroke(how))


GEOMS: dict[str, Geom] = {
    "point": _point, "jitter": _jitter, "line": _line, "path": _path, "step": _step,
    "histogram": counts_lie(_histogram), "freqpoly": counts_lie(_freqpoly),
    "density": counts_lie(_density), "bar": counts_lie(_bar),
    "col": _col, "boxplot": _boxplot, "violin": _violin, "ribbon": _ribbon, "area": _area_below,
    "smooth": _smooth, "hline": _straight("y"), "vline": _straight("x"), "abline": _abline,
    "segment": _segment, "errorbar": _ranges(point=False, cap=True), "text": _words,
    "errorbarh": _ranges(point=False, cap=True), "linerange": _ranges(point=False),
    "pointrange": _ranges(point=True), "rug": _rug, "function": _function, "summary": summary,
    "halfeye": slab_of(slab=True), "eye": slab_of(slab=True, both=True),
    "slab": slab_of(slab=True, points=False), "pointinterval": slab_of(slab=False),
    "interval": slab_of(slab=False), "lineribbon": lineribbon, "tile": _tile, "rect": _rect,
    "ecdf": _ecdf,
}  # fmt: skip
