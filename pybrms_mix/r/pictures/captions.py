"""Titles, limits, axis labels and legends of pictures."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from pybrms_mix.base.lazy import ticker
from pybrms_mix.plots import style
from pybrms_mix.r.values.r_vectors import numeric, read, text

if TYPE_CHECKING:
    from pybrms_mix.r.pictures.ggplot import Picture

# The aesthetics that form groups, in the order in which they name the legend.
GROUPING = ("color", "fill", "shape", "linetype")


def finish(picture: Picture, ax: Any, title: str, discrete: Collection[str] = ()) -> None:
    """Write the title of a panel, and set the limits and scales of its axes.

    The limits of ``discrete`` axes are levels, which the canvas has placed.
    """
    if title:
        ax.set_title(title, fontsize=10)
    for axis in ("x", "y"):
        drawn_axis = {"x": "y", "y": "x"}[axis] if picture.flip else axis
        if axis in picture.log:
            getattr(ax, f"set_{drawn_axis}scale")("log")
            _plain_numbers(getattr(ax, f"{drawn_axis}axis"))
        if axis in picture.ends and axis not in discrete:
            low, high = (
                None if np.isnan(v) else float(v) for v in numeric(read(picture.ends[axis])).data
            )
            getattr(ax, f"set_{drawn_axis}lim")(low, high)


def _plain_numbers(axis: Any) -> None:
    """Label a logarithmic axis by numbers such as 3 and 50, as ggplot2 does."""
    axis.set_major_locator(ticker.LogLocator(subs=(1.0, 2.0, 5.0)))
    axis.set_major_formatter(ticker.FuncFormatter(lambda value, _: f"{value:g}"))
    axis.set_minor_formatter(ticker.NullFormatter())


def frame_texts(picture: Picture, figure: Any, axes: list[Any], order: Sequence[str] = ()) -> None:
    """Write the title, the axis labels and the legend, whose entries have an order."""
    for axis in ("x", "y"):
        label = picture.texts.get(axis, _named(picture, axis))
        drawn_axis = {"x": "y", "y": "x"}[axis] if picture.flip else axis
        for ax in axes:
            if label:
                getattr(ax, f"set_{drawn_axis}label")(str(label))
    if len(axes) > 1:
        style.outer(axes)
    head = [str(picture.texts[n]) for n in ("title", "subtitle") if picture.texts.get(n)]
    if head:
        figure.suptitle("\n".join(head))
    if picture.texts.get("caption"):
        figure.text(0.99, 0.01, str(picture.texts["caption"]), ha="right", fontsize=8)
    if axes and picture.texts.get("legend", True):
        name = next((picture.texts.get(n) or _named(picture, n) for n in GROUPING
                     if picture.texts.get(n) or n in picture.aes), None)  # fmt: skip
        breaks = picture.texts.get("legend_breaks")
        order = order if breaks is None else tuple(text(read(breaks)).data)
        style.legend(*axes, title=name, order=order, names=_names(picture, order))


def _names(picture: Picture, levels: Sequence[str]) -> dict[str, str]:
    """Return the labels of levels in the legend: by the names of labels, or in their order."""
    labels = picture.texts.get("legend_labels")
    if labels is None:
        return {}
    texts = [str(v) for v in text(read(labels)).data]
    by_name = read(labels).names
    return dict(zip(levels if by_name is None else by_name, texts, strict=False))


def _named(picture: Picture, axis: str) -> str:
    """Return the name of the column that an axis shows."""
    mappings = [picture.aes.get(axis), *(layer.aes.get(axis) for layer in picture.layers)]
    column = next((v for v in mappings if isinstance(v, str)), "")
    default_names = {
        "histogram": "count",
        "freqpoly": "count",
        "bar": "count",
        "density": "density",
    }
    if axis == "y" and not column and picture.layers:
        dense = picture.layers[0].how.get("density")
        return "density" if dense else default_names.get(picture.layers[0].kind, "")
    return column
