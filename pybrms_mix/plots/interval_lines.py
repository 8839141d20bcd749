"""Pictures of the intervals and densities of draws, a line for each variable."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.takes import Names
from pybrms_mix.plots import chains, style
from pybrms_mix.plots.bare_draws import Drawn
from pybrms_mix.plots.draw_settings import DrawSettings
from pybrms_mix.plots.interval_tables import area_table, interval_table

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_HEIGHT = 0.9  # of the highest area, where the lines of two variables are 1 apart
_RIDGE = 1.5  # of the highest ridge, which overlaps the line above
_OF_RATING = {"low": style.LIGHT, "ok": style.MIDDLE, "high": style.DATA}


def _rows(count: int, names: list[str]) -> tuple[Figure, Axes]:
    """Return a figure and axes; each name has a line on the axes, the first one on top."""
    figure, (ax,) = style.panels(1, size=(6.5, 1 + 0.36 * count))
    ax.set_yticks(range(count), names)
    ax.set_ylim(count - 0.4, -0.9)
    return figure, ax


def intervals(fit: Drawn, variable: Names | None, regex: bool, settings: DrawSettings) -> Figure:
    """Draw the point and both intervals of each variable."""
    names = chains.names_of(fit, variable, regex)
    figure, ax = _rows(len(names), names)
    table = interval_table(fit.posterior.select(names), settings)
    at = np.arange(len(names))
    edges = _colours(table, style.DARK)
    ax.axvline(0, color="0.85", linewidth=0.8, zorder=0)
    outer = edges if settings.rhat else style.MIDDLE
    ax.hlines(at, table["ll"], table["hh"], color=outer, linewidth=1.2)
    ax.hlines(at, table["l"], table["h"], color=edges, linewidth=4)
    if "m" in table:
        faces = _colours(table, style.LIGHT)
        ax.scatter(table["m"], at, s=36, c=faces, edgecolors=style.DATA, zorder=3)
    _rated(ax, table)
    return figure


def areas(fit: Drawn, variable: Names | None, regex: bool, settings: DrawSettings) -> Figure:
    """Draw the density of each variable within its outer interval, and shade the inner one."""
    names = chains.names_of(fit, variable, regex)
    table = area_table(fit.posterior.select(names), settings)
    return _drawn(table, names, _heights(table, settings.area_method), _HEIGHT)


def ridges(fit: Drawn, variable: Names | None, regex: bool, settings: DrawSettings) -> Figure:
    """Draw densities that overlap the line above."""
    names = chains.names_of(fit, variable, regex)
    plain = replace(settings, point_est="none")
    table = area_table(fit.posterior.select(names), plain, inner=1.0)
    return _drawn(table, names, table["plotting_density"], _RIDGE)


def _heights(table: pd.DataFrame, method: str) -> pd.Series:
    """Return the heights of densities as shares of the largest height."""
    if method == "equal area":
        return table["plotting_density"]
    scaled = table["scaled_density"]
    return scaled if method == "equal height" else scaled * np.sqrt(scaled)


def _drawn(table: pd.DataFrame, names: list[str], heights: pd.Series, highest: float) -> Figure:
    """Draw the parts of densities, the variables from top to bottom."""
    figure, ax = _rows(len(names), names)
    tops = highest * heights / heights.max()
    for place, name in enumerate(names):
        rows = table[table["parameter"] == name]
        order = len(names) + place
        edge = _colours(rows, style.DARK)
        faces = {"outer": "white", "inner": _colours(rows, style.LIGHT), "point": style.MIDDLE}
        for kind, face in faces.items():
            part = rows[rows["interval"] == kind]
            line = place - tops[part.index]
            colour = face if isinstance(face, str) else face[0]
            ax.fill_between(part["x"], place, line, color=colour, linewidth=0, zorder=order)
        outer = rows[rows["interval"] == "outer"]
        colour = edge if isinstance(edge, str) else edge[0]
        ax.plot(outer["x"], place - tops[outer.index], color=colour, linewidth=1, zorder=order)
        ax.hlines(place, outer["x"].min(), outer["x"].max(), color=colour, linewidth=1,
                  zorder=order)  # fmt: skip
    ax.axvline(0, color="0.85", linewidth=0.8, zorder=0)
    at = table["x"].to_numpy(dtype=float)
    ax.set_xlim(*style.span(at, points=2))
    ax.set_ylim(len(names) - 0.4, -highest - 0.1)
    _rated(ax, table)
    return figure


def _colours(table: pd.DataFrame, plain: str) -> str | list[str]:
    """Return the colour of each row: by the rating of Rhat, if there is one."""
    if "rhat_rating" not in table:
        return plain
    return [_OF_RATING[r] for r in table["rhat_rating"]]


def _rated(ax: Axes, table: pd.DataFrame) -> None:
    """Explain the colours of the ratings of Rhat."""
    if "rhat_rating" not in table:
        return
    labels = dict(zip(table["rhat_rating"], table["rhat_description"], strict=True))
    for rating, colour in _OF_RATING.items():
        if rating in labels:
            ax.plot([], [], color=colour, linewidth=4, label=labels[rating])
    style.legend(ax)
