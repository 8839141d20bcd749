"""What the layers of pictures share: lines, areas, and the values at each place of an axis."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.r.pictures.canvas import Canvas, dashes, line_width

if TYPE_CHECKING:
    from pybrms_mix.base.lazy import pandas as pd

    Geom = Callable[[Canvas, pd.DataFrame, dict[str, Any]], None]


def stroke(how: dict[str, Any], width: float = 0.5) -> dict[str, Any]:
    """Return matplotlib's settings for a line."""
    size = how.get("linewidth", how.get("size", width))
    line_settings = {
        "color": how["colour"],
        "linewidth": line_width(float(size)),
        "alpha": how.get("alpha"),
    }
    return {
        **line_settings,
        "linestyle": dashes(how.get("linetype", "solid")),
        "label": how.get("label"),
    }


def area(how: dict[str, Any], alpha: float = 1.0) -> dict[str, Any]:
    """Return matplotlib's settings for an area."""
    return {"color": how["fill"], "alpha": how.get("alpha", alpha), "label": how.get("label")}


def positions_of(canvas: Canvas, rows: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Return the positions of the rows on both axes.

    Raises
    ------
    InvalidArgument
        If x or y is missing.
    """
    for name in ("x", "y"):
        if name not in rows:
            raise InvalidArgument(f"A layer of this picture needs the aesthetic '{name}'.")
    return canvas.at("x", rows["x"]), canvas.at("y", rows["y"])


def upright(canvas: Canvas, rows: pd.DataFrame) -> tuple[Canvas, pd.DataFrame]:
    """Return the panel and the rows, exchanged if needed so that y is numeric and x the group."""
    numbers_on_x = "y" in canvas.levels and "x" not in canvas.levels
    y_is_constant = "y" not in rows or (rows["y"].nunique() == 1 and "x" not in canvas.levels)
    if numbers_on_x or (y_is_constant and "x" in rows):
        names = {"x": "y", "y": "x", "xmin": "ymin", "xmax": "ymax"}
        return canvas.turned(), rows.rename(columns=names)
    return canvas, rows


def values_by_place(
    canvas: Canvas, rows: pd.DataFrame, how: dict[str, Any]
) -> dict[float, np.ndarray]:
    """Return the numbers of each group, keyed by the position of the group."""
    y = canvas.at("y", rows["y"])
    x = canvas.at("x", rows["x"]) if "x" in rows else np.zeros(len(y))
    if how["groups"] > 1 and how.get("dodged"):
        x = x + (how["number"] - (how["groups"] - 1) / 2) * 0.8 / how["groups"]
    good = np.isfinite(y)
    return {float(at): y[good & (x == at)] for at in np.unique(x)}
