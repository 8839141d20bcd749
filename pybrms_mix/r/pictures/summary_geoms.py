"""The layers of pictures that summarise y for each x, and those of ggdist."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.plots import style
from pybrms_mix.r.pictures.canvas import Canvas, point_area
from pybrms_mix.r.pictures.geom_looks import area, positions_of, stroke, upright, values_by_place
from pybrms_mix.r.statistics.intervals import CENTRES, INTERVALS

if TYPE_CHECKING:
    from pybrms_mix.r.pictures.geom_looks import Geom


def summary(canvas: Canvas, rows: pd.DataFrame, how: dict[str, Any]) -> None:
    """Draw a summary of y for each x: ``stat_summary()``."""
    x, y = positions_of(canvas, rows)
    at = np.unique(x)
    groups = [y[(x == a) & np.isfinite(y)] for a in at]
    fun = how.get("fun", "mean_se")
    if callable(fun):
        ends = pd.DataFrame([_ends(fun(g)) for g in groups])
        middle = ends["y"].to_numpy()
        shape = how.get("geom", "point" if "ymin" not in ends else "pointrange")
        if {"ymin", "ymax"} <= set(ends) and shape not in ("line", "path", "point"):
            canvas.span(at, ends["ymin"].to_numpy(), ends["ymax"].to_numpy(), color=how["colour"])
        if shape in ("errorbar", "linerange"):
            return
        if shape in ("line", "path"):
            canvas.line(at, middle, **stroke(how))
        elif shape in ("bar", "col"):
            canvas.bars(at, middle, 0.9, **area(how))
        else:
            canvas.points(at, middle, color=how["colour"], s=point_area(how.get("size", 2)),
                          label=how.get("label"))  # fmt: skip
        return
    if isinstance(fun, tuple):
        for place, group in zip(at, groups, strict=True):
            for low, high in INTERVALS[fun[1]](group, 0.95):
                canvas.span([place], [low], [high], color=how["colour"])
            canvas.points([place], [CENTRES[fun[0]](group)], color=how["colour"], s=25,
                          label=how.get("label"))  # fmt: skip
        return
    middle = np.array([g.mean() for g in groups])
    error = np.array([g.std(ddof=1) / np.sqrt(len(g)) if len(g) > 1 else np.nan for g in groups])
    times = {"mean_se": 1.0, "mean_cl_normal": 1.96}[fun]
    canvas.span(at, middle - times * error, middle + times * error, color=how["colour"])
    canvas.points(at, middle, color=how["colour"], s=25, label=how.get("label"))


def _ends(summary: Any) -> dict[str, float]:
    """Return the point and the ends of an interval that the function of a summary returns.

    Raises
    ------
    InvalidData
        If the function returns neither one number nor values with the names y, ymin and ymax.
    """
    if isinstance(summary, pd.DataFrame | pd.Series | Mapping):
        ends = {str(name): float(np.ravel(v)[0]) for name, v in summary.items()}
        if "y" in ends or {"ymin", "ymax"} <= ends.keys():
            return {"y": np.nan, **ends}
    elif np.size(summary) == 1:
        return {"y": float(np.ravel(summary)[0])}
    raise InvalidData("The function of stat_summary() must return y, or y, ymin and ymax.")


def slab_of(*, slab: bool, both: bool = False, points: bool = True) -> Geom:
    """Return a layer of ggdist: densities on one side or both sides, points and intervals."""

    def draw(canvas: Canvas, rows: pd.DataFrame, how: dict[str, Any]) -> None:
        canvas, rows = upright(canvas, rows)
        centre, interval = how.get("point_interval", ("median", "qi"))
        for at, values in values_by_place(canvas, rows, how).items():
            if slab:
                grid, height = style.smooth(values)
                tall = 0.8 * height / height.max()
                low = at - tall / 2 if both else at
                looks = {**area(how, 0.6), "label": how.get("label")}
                canvas.turned().band(grid, low, at + (tall / 2 if both else tall), **looks)
            if points:
                for width in sorted(np.atleast_1d(how.get("width_", (0.66, 0.95)))):
                    for low, high in INTERVALS[interval](values, float(width)):
                        canvas.span([at], [low], [high], color=how["colour"],
                                    linewidth=4 * (1.15 - float(width)) + 0.8)  # fmt: skip
                canvas.points([at], [CENTRES[centre](values)], color=how["colour"], s=25, zorder=3)

    return draw


def lineribbon(canvas: Canvas, rows: pd.DataFrame, how: dict[str, Any]) -> None:
    """Draw the median and intervals of y for each x as a line and bands: ``stat_lineribbon()``."""
    x, y = positions_of(canvas, rows)
    at = np.unique(x)
    groups = [y[x == a] for a in at]
    for width in sorted(np.atleast_1d(how.get("width_", (0.5, 0.8, 0.95))), reverse=True):
        ends = np.array([INTERVALS["qi"](g, float(width))[0] for g in groups])
        alpha = how.get("alpha") or 0.25
        canvas.band(at, ends[:, 0], ends[:, 1], color=how["fill"], alpha=alpha)
    canvas.line(at, [np.median(g) for g in groups], **stroke(how, 0.75))
